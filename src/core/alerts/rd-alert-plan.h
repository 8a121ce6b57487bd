/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to tell the reader now, what to take back, and when to look again. */
#pragma once

#include "alerts/rd-alert-item.h"
#include "alerts/rd-alert-rules.h"
#include "alerts/rd-notice.h"

G_BEGIN_DECLS

/**
 * RD_ALERT_BRIEFING:
 *
 * The id of the notice of what came while it was quiet.
 */
#define RD_ALERT_BRIEFING "briefing"

/**
 * RD_ALERT_PAUSE:
 *
 * How long there is no other notice of the same id, but for a new key event: ten minutes, in microseconds.
 */
#define RD_ALERT_PAUSE ((gint64) 10 * 60 * G_USEC_PER_SEC)

/**
 * RdAlertPlan:
 * @notices: (element-type RdNotice): what to tell now
 * @withdrawn: (element-type utf8): the ids of notices to take away
 * @standing: (element-type utf8): the ids of all notices that stand for something
 * @dropped: (element-type utf8): the posts of which there is nothing to tell any more
 * @held: (element-type utf8): the posts that wait for the end of the quiet
 * @next: when to plan again, in microseconds since 1970; %G_MAXINT64 where nothing waits
 *
 * What is to be done now about what the reader wants to be told of.
 */
typedef struct
{
  GPtrArray *notices;
  GPtrArray *withdrawn;
  GPtrArray *standing;
  GPtrArray *dropped;
  GPtrArray *held;
  gint64 next;
} RdAlertPlan;

RdAlertPlan *rd_alert_plan_new       (const RdAlertRules *rules,
                                      GPtrArray          *items,
                                      GDateTime          *now);
void         rd_alert_plan_free      (RdAlertPlan        *self);
gboolean     rd_alert_plan_is_wanted (const RdAlertRules *rules,
                                      const RdAlertItem  *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdAlertPlan, rd_alert_plan_free)

G_END_DECLS
