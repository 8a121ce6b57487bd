/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader is told at once. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RdNotice:
 * @id: what it is called; one of the same id takes its place
 * @title: (transfer full): what it is about: the heading of its newest post, or how that one begins
 * @body: what else there is, as a few lines; may be empty
 * @entry_id: the post that it leads to
 * @topic_id: (nullable): the topic that all its posts stand in, where that is one
 * @topic_label: (nullable): what that one is called
 * @entry_ids: (element-type utf8): the posts that it stands for, the newest last
 * @made: when it was made, in microseconds since 1970
 *
 * A notification, in words; immutable. What is read is one line each, without control characters, and no markup.
 */
typedef struct
{
  char *id;
  char *title;
  char *body;
  char *entry_id;
  char *topic_id;
  char *topic_label;
  GPtrArray *entry_ids;
  gint64 made;
} RdNotice;

#define RD_TYPE_NOTICE (rd_notice_get_type ())

GType     rd_notice_get_type (void);
RdNotice *rd_notice_new      (const char *id);
RdNotice *rd_notice_ref      (RdNotice   *self);
void      rd_notice_unref    (RdNotice   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdNotice, rd_notice_unref)

G_END_DECLS
