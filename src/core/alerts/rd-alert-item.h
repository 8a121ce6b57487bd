/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A post of which the reader may be told. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdAlertKind:
 * @RD_ALERT_POST: a new post
 * @RD_ALERT_PREDICTED: one that looks like a key event, where the publisher marks none
 * @RD_ALERT_KEY_EVENT: one that the publisher calls a key event
 */
typedef enum
{
  RD_ALERT_POST,
  RD_ALERT_PREDICTED,
  RD_ALERT_KEY_EVENT,
} RdAlertKind;

/**
 * RdAlertItem:
 * @entry_id: the post
 * @blog_id: its live blog
 * @blog_title: what that is called
 * @topic_id: (nullable): the topic that it stands in, after all that the reader merged
 * @topic_label: (nullable): what that is called, where it is known
 * @heading: its heading, or how it begins
 * @kind: what it is
 * @keyword: (nullable): what the reader wants to be told of and it mentions
 * @mention: (nullable): the sentence that does, where the heading does not
 * @published: when it was published, or came
 * @corrected: when it was edited after the reader had been told of it; 0 for never, or where the reader need not know
 * @told: when the reader was told of it last; 0 for never
 * @notice_id: (nullable): the notice that it was put into last
 * @is_held: whether it came in quiet hours
 * @is_seen: whether the reader has seen it, or it is there no longer
 * @is_muted: whether the reader muted the topic that it stands in
 * @is_settled: whether there is nothing to tell of it any more
 *
 * A post of which the reader may be told, or was. Times are in microseconds since 1970.
 */
typedef struct
{
  char *entry_id;
  char *blog_id;
  char *blog_title;
  char *topic_id;
  char *topic_label;
  char *heading;
  RdAlertKind kind;
  char *keyword;
  char *mention;
  gint64 published;
  gint64 corrected;
  gint64 told;
  char *notice_id;
  gboolean is_held;
  gboolean is_seen;
  gboolean is_muted;
  gboolean is_settled;
} RdAlertItem;

void     rd_alert_item_free       (RdAlertItem       *self);
gboolean rd_alert_item_is_pending (const RdAlertItem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdAlertItem, rd_alert_item_free)

G_END_DECLS
