/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps up with the live blogs that are followed: asks each when it is due, politely, and has what came kept. */
#pragma once

#include "base/rd-clock.h"
#include "net/rd-fetcher.h"
#include "service/rd-finder.h"
#include "service/rd-pace.h"
#include "service/rd-writer.h"

G_BEGIN_DECLS

#define RD_TYPE_FOLLOWER (rd_follower_get_type ())
G_DECLARE_FINAL_TYPE (RdFollower, rd_follower, RD, FOLLOWER, GObject)

/**
 * RdFollowerEvent:
 * @followed: the live blog as it is followed now
 * @taken: what was new in it
 * @changed: (nullable) (element-type utf8): as of rd_library_get_changed(); %NULL for none
 * @attached: whether it has come just now, by its series
 * @spared: whether it was not asked, since its server wants to be left alone
 * @error: (nullable): why what came could not be kept; following has stopped then
 *
 * That a live blog was looked at.
 */
typedef struct
{
  const RdFollowed *followed;
  RdTaken taken;
  GPtrArray *changed;
  gboolean attached;
  gboolean spared;
  const GError *error;
} RdFollowerEvent;

typedef void (*RdFollowerFunc) (const RdFollowerEvent *event,
                                gpointer               user_data);

/**
 * RdFollowerPlanFunc:
 * @n_followed: how many live blogs are kept up with
 * @next: when the next look at one is due, in microseconds since 1970; %G_MAXINT64 where that is not known
 * @user_data: what it was given with
 *
 * What is to come.
 */
typedef void (*RdFollowerPlanFunc) (guint    n_followed,
                                    gint64   next,
                                    gpointer user_data);

/**
 * RdFollowerRestFunc:
 * @next: when there is something to be done next, in microseconds since 1970; %G_MAXINT64 for never
 * @user_data: what it was given with
 *
 * That nothing is on its way.
 */
typedef void (*RdFollowerRestFunc) (gint64   next,
                                    gpointer user_data);

/**
 * RdFollowerOptions:
 * @clock: the clock
 * @limits: what to put up with
 * @content_api: (nullable): where the Guardian Content API is; %NULL for its usual place
 * @by_hand: whether only what rd_follower_check() names is looked at
 * @follow: (nullable): called whenever a live blog was looked at, on the follower's context
 * @plan: (nullable): called whenever there is another plan than before, on the follower's context
 * @rest: (nullable): called whenever nothing is on its way any more, or yet, on the follower's context
 * @user_data: for @follow, @plan and @rest
 *
 * How to follow.
 */
typedef struct
{
  RdClock clock;
  const RdFetcherLimits *limits;
  const char *content_api;
  gboolean by_hand;
  RdFollowerFunc follow;
  RdFollowerPlanFunc plan;
  RdFollowerRestFunc rest;
  gpointer user_data;
} RdFollowerOptions;

RdFollower *rd_follower_new            (RdLibrary                *library,
                                        const RdFollowerOptions  *options,
                                        GError                  **error);
RdWriter   *rd_follower_get_writer     (RdFollower               *self);
gboolean    rd_follower_check          (RdFollower               *self,
                                        const char               *blog_id);
void        rd_follower_subscribe_async (RdFollower              *self,
                                        const char               *url,
                                        GAsyncReadyCallback       callback,
                                        gpointer                  user_data);
void        rd_follower_subscribe_found_async (RdFollower        *self,
                                        RdFound                  *found,
                                        GAsyncReadyCallback       callback,
                                        gpointer                  user_data);
gboolean    rd_follower_subscribe_finish (RdFollower             *self,
                                        GAsyncResult             *result,
                                        GError                  **error);
void        rd_follower_note_states    (RdFollower               *self,
                                        GPtrArray                *list);
void        rd_follower_resume_async   (RdFollower               *self,
                                        const char               *blog_id,
                                        GAsyncReadyCallback       callback,
                                        gpointer                  user_data);
gboolean    rd_follower_resume_finish  (RdFollower               *self,
                                        GAsyncResult             *result,
                                        GError                  **error);
void        rd_follower_unfollow_async (RdFollower               *self,
                                        const char               *blog_id,
                                        gboolean                  forget,
                                        GAsyncReadyCallback       callback,
                                        gpointer                  user_data);
gboolean    rd_follower_unfollow_finish (RdFollower              *self,
                                        GAsyncResult             *result,
                                        GError                  **error);
void        rd_follower_write_async    (RdFollower               *self,
                                        RdWriterFunc              function,
                                        gpointer                  data,
                                        GAsyncReadyCallback       callback,
                                        gpointer                  user_data);
gboolean    rd_follower_write_finish   (RdFollower               *self,
                                        GAsyncResult             *result,
                                        GError                  **error);
void        rd_follower_set_conditions (RdFollower               *self,
                                        RdConditions              conditions);
void        rd_follower_stop           (RdFollower               *self);

G_END_DECLS
