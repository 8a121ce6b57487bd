/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a post says, free of any markup: blocks of text runs. The one form that everything is shown and written from. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RdBlockKind:
 * @RD_BLOCK_PARAGRAPH: a paragraph of text
 * @RD_BLOCK_HEADING: a heading inside the post
 * @RD_BLOCK_LIST_ITEM: an item of a list
 * @RD_BLOCK_PICTURE: a picture, as its address; its runs are the caption
 * @RD_BLOCK_EMBED: something of another site, as its address; its runs are what it is called
 */
typedef enum
{
  RD_BLOCK_PARAGRAPH,
  RD_BLOCK_HEADING,
  RD_BLOCK_LIST_ITEM,
  RD_BLOCK_PICTURE,
  RD_BLOCK_EMBED,
} RdBlockKind;

/**
 * RdRunStyle:
 * @RD_RUN_PLAIN: as the rest
 * @RD_RUN_STRONG: strong
 * @RD_RUN_EMPHASIS: emphasised
 */
typedef enum
{
  RD_RUN_PLAIN = 0,
  RD_RUN_STRONG = 1 << 0,
  RD_RUN_EMPHASIS = 1 << 1,
} RdRunStyle;

/**
 * RdRun:
 * @text: UTF-8, without line feeds
 * @style: how it is set
 * @url: (nullable): where it leads, as [func@string_safe_url] lets it pass
 */
typedef struct
{
  char *text;
  RdRunStyle style;
  char *url;
} RdRun;

/**
 * RdBlock:
 * @kind: what it is
 * @quoted: whether it stands in a quotation
 * @number: for an item of a numbered list its number, from 1 on; otherwise 0
 * @level: for a list item, how many lists it stands in, from 1 on
 * @url: (nullable): for a picture or an embed, its address
 * @runs: (element-type RdRun): what it says
 */
typedef struct
{
  RdBlockKind kind;
  gboolean quoted;
  guint number;
  guint level;
  char *url;
  GPtrArray *runs;
} RdBlock;

/**
 * RdBody:
 *
 * What a post says. It is put together by whoever reads a format, and from then on never changed.
 */
typedef struct _RdBody RdBody;

#define RD_TYPE_BODY (rd_body_get_type ())
GType       rd_body_get_type  (void);

RdBody     *rd_body_new       (void);
RdBody     *rd_body_ref       (RdBody      *self);
void        rd_body_unref     (RdBody      *self);

RdBlock    *rd_body_add_block (RdBody      *self,
                               RdBlockKind  kind);
void        rd_block_add_run  (RdBlock     *self,
                               const char  *text,
                               gssize       length,
                               RdRunStyle   style,
                               const char  *url);

GPtrArray  *rd_body_get_blocks (RdBody     *self);
const char *rd_body_get_text   (RdBody     *self);
gboolean    rd_body_equal      (RdBody     *self,
                                RdBody     *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdBody, rd_body_unref)

G_END_DECLS
