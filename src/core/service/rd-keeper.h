/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service's own thread: follows as soon as there is something to follow, and as long as no other process does. */
#pragma once

#include "service/rd-follower.h"
#include "service/rd-service.h"
#include "service/rd-teller.h"

G_BEGIN_DECLS

/**
 * RdKeeperFuncs:
 * @looked: called whenever a live blog was looked at
 * @changed: called where following begins, with an error where it cannot; a notice is what the reader should know
 * @teller: called with what the reader is told
 * @planned: called whenever there is another plan than before
 *
 * What to tell, on the keeper's context.
 */
typedef struct
{
  RdFollowerFunc looked;
  void (*changed) (const GError *error, const char *notice, gpointer user_data);
  RdTellerFuncs teller;
  RdFollowerPlanFunc planned;
} RdKeeperFuncs;

/**
 * RdKeeperTellerFunc:
 * @teller: what tells the reader
 * @data: as of rd_keeper_ask_teller()
 *
 * Has the teller do something.
 */
typedef void (*RdKeeperTellerFunc) (RdTeller *teller,
                                    gpointer  data);

/**
 * RdKeeper:
 *
 * It is used on the context that it was made on, and blocks while it opens what is kept.
 */
typedef struct _RdKeeper RdKeeper;

RdKeeper   *rd_keeper_new            (const RdServiceOptions  *options,
                                      const RdKeeperFuncs     *funcs,
                                      gpointer                 user_data);
void        rd_keeper_free           (RdKeeper                *self);
RdFollower *rd_keeper_open           (RdKeeper                *self,
                                      GError                 **error);
void        rd_keeper_start          (RdKeeper                *self);
void        rd_keeper_check          (RdKeeper                *self,
                                      const char              *blog_id);
GPtrArray  *rd_keeper_list           (RdKeeper                *self,
                                      GError                 **error);
void        rd_keeper_set_conditions (RdKeeper                *self,
                                      RdConditions             conditions);
void        rd_keeper_set_keep_days  (RdKeeper                *self,
                                      guint                    keep_days);
void        rd_keeper_set_alert_rules (RdKeeper               *self,
                                      RdAlertRules            *rules);
void        rd_keeper_plan_alerts    (RdKeeper                *self);
RdTeller   *rd_keeper_open_teller    (RdKeeper                *self);
void        rd_keeper_ask_teller     (RdKeeper                *self,
                                      RdKeeperTellerFunc       function,
                                      gpointer                 data,
                                      GDestroyNotify           free_data);

G_END_DECLS
