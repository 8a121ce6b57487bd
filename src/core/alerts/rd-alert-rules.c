/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader wants to be told of, and when not. */
#include "alerts/rd-alert-rules.h"

/**
 * rd_alert_rules_new:
 *
 * Returns: (transfer full): the rules of who has said nothing: key events of publishers, at any time
 */
RdAlertRules *
rd_alert_rules_new (void)
{
  RdAlertRules *self = g_atomic_rc_box_new0 (RdAlertRules);

  self->level = RD_ALERT_LEVEL_KEY_EVENTS;
  self->blogs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->topics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->keywords = g_new0 (char *, 1);

  return self;
}

/**
 * rd_alert_rules_ref:
 * @self: rules that nobody changes any more
 *
 * Returns: (transfer full): the same
 */
RdAlertRules *
rd_alert_rules_ref (RdAlertRules *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_rules (gpointer data)
{
  RdAlertRules *self = data;

  g_hash_table_unref (self->blogs);
  g_hash_table_unref (self->topics);
  g_strfreev (self->keywords);
}

/**
 * rd_alert_rules_unref:
 * @self: (transfer full): rules
 */
void
rd_alert_rules_unref (RdAlertRules *self)
{
  g_atomic_rc_box_release_full (self, clear_rules);
}

/**
 * rd_alert_rules_get_level:
 * @self: rules
 * @blog_id: a live blog
 * @topic_id: (nullable): the topic that a post of it stands in
 *
 * Returns: what the reader wants to be told of there
 */
RdAlertLevel
rd_alert_rules_get_level (const RdAlertRules *self,
                          const char         *blog_id,
                          const char         *topic_id)
{
  gpointer level;

  if ((topic_id != NULL && g_hash_table_lookup_extended (self->topics, topic_id, NULL, &level))
      || g_hash_table_lookup_extended (self->blogs, blog_id, NULL, &level))
    return GPOINTER_TO_INT (level);

  return self->level;
}
