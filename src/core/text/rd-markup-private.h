/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that read markup share: the body that comes of it, and where in the markup they are. */
#pragma once

#include "text/rd-markup.h"

G_BEGIN_DECLS

/* An item of a list: what follows its first block is a paragraph under it. */
typedef struct
{
  guint number;
  gboolean begun;
} RdMarkupItem;

/* What holds for the text at one place of the tree. */
typedef struct
{
  RdBlockKind kind;
  RdRunStyle style;
  const char *url; /* (nullable) */
  gboolean quoted;
  gboolean in_row; /* of a table, which is one paragraph */
  guint level;
  guint *next_number; /* (nullable): of the numbered list that the place is in */
  RdMarkupItem *item; /* (nullable): the one that the place is in */
} RdMarkupPlace;

/* What is being written. */
typedef struct
{
  RdBody *body;
  const char *base_url; /* (nullable) */
  gsize room;           /* bytes that the body may still take */
  RdBlock *block;       /* (nullable): the one that is open */
  GString *run;         /* the text of its last run */
  RdRunStyle run_style;
  char *run_url; /* (nullable) (owned) */
  gboolean gap;  /* white space was met behind it */
} RdMarkupWriter;

/* rd-markup.c: elements */
gboolean rd_markup_is_element (const char          *name);

/* rd-markup-body.c: what they say */
void     rd_markup_end_block  (RdMarkupWriter      *self);
void     rd_markup_add_text   (RdMarkupWriter      *self,
                               const char          *text,
                               const RdMarkupPlace *place);
void     rd_markup_add_thing  (RdMarkupWriter      *self,
                               RdBlockKind          kind,
                               const char          *reference,
                               const char          *name,
                               const RdMarkupPlace *place);
char    *rd_markup_resolve    (RdMarkupWriter      *self,
                               const char          *reference);

G_END_DECLS
