/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader wants to be told of, and when not. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdAlertLevel:
 * @RD_ALERT_LEVEL_NOTHING: nothing
 * @RD_ALERT_LEVEL_KEY_EVENTS: what the publisher calls a key event
 * @RD_ALERT_LEVEL_PREDICTED: that, and what looks like one where the publisher marks none
 * @RD_ALERT_LEVEL_EVERYTHING: any new post
 *
 * How much the reader wants to be told of. Each holds what those before it hold.
 */
typedef enum
{
  RD_ALERT_LEVEL_NOTHING,
  RD_ALERT_LEVEL_KEY_EVENTS,
  RD_ALERT_LEVEL_PREDICTED,
  RD_ALERT_LEVEL_EVERYTHING,
} RdAlertLevel;

/**
 * RdAlertRules:
 * @by_topic: whether there is a notice for each topic; else for each live blog
 * @level: what is told of where nothing else is said
 * @blogs: (element-type utf8 RdAlertLevel): by the ids of live blogs, what is told of in them
 * @topics: (element-type utf8 RdAlertLevel): by the ids of topics; goes before @blogs
 * @corrections: whether to tell when a post is edited that was told of
 * @keywords: words and phrases; a new post that mentions one is told of, whatever the level, unless its topic is muted
 * @is_quiet: whether there are quiet hours
 * @quiet_from: their begin, in minutes since midnight
 * @quiet_to: their end, alike; where it is not after the begin, on the day after
 * @quiet_days: on which days they begin: 1 Monday, 2 Tuesday, 4 Wednesday … 64 Sunday, added up
 * @snoozed_until: until when nothing is told of, in microseconds since 1970; 0 for no such time
 *
 * What the reader wants to be told of, and when not; counted references, never changed once it is handed on.
 */
typedef struct
{
  gboolean by_topic;
  RdAlertLevel level;
  GHashTable *blogs;
  GHashTable *topics;
  gboolean corrections;
  GStrv keywords;
  gboolean is_quiet;
  guint quiet_from;
  guint quiet_to;
  guint quiet_days;
  gint64 snoozed_until;
} RdAlertRules;

RdAlertRules *rd_alert_rules_new       (void);
RdAlertRules *rd_alert_rules_ref       (RdAlertRules       *self);
void          rd_alert_rules_unref     (RdAlertRules       *self);
RdAlertLevel  rd_alert_rules_get_level (const RdAlertRules *self,
                                        const char         *blog_id,
                                        const char         *topic_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdAlertRules, rd_alert_rules_unref)

G_END_DECLS
