/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches how live blogs are followed, for a benchmark. */
#pragma once

#include "service/rd-follower.h"

G_BEGIN_DECLS

/**
 * FollowNews:
 * @kept: when they were in the store
 * @interval: that was in force until then, in seconds
 *
 * A check that brought new posts.
 */
typedef struct
{
  gint64 kept;
  guint interval;
} FollowNews;

/**
 * FollowWatch:
 * @clock: the simulated clock
 * @is_begun: whether what happens counts
 * @n_checks: looks at addresses
 * @n_empty: looks at changes where there were none, and the server did not say so
 * @n_failures: looks that failed
 * @least_host_gap: the least time between the beginnings of two looks at a server
 * @least_blog_gap: the least time between the beginnings of two looks at a live blog
 * @n_polls: how often the context woke
 * @n_rings: how often an alarm rang
 * @n_vain_rings: after how many of these nothing was looked at
 *
 * What is seen of it. Times are microseconds of the simulated clock.
 */
typedef struct
{
  RdClock clock;
  gboolean is_begun;
  guint n_checks;
  guint n_empty;
  guint n_failures;
  gint64 least_host_gap;
  gint64 least_blog_gap;
  guint n_polls;
  guint n_rings;
  guint n_vain_rings;
} FollowWatch;

extern FollowWatch follow_watch;

void              follow_watch_init      (void);
void              follow_watch_clear     (void);
void              follow_watch_add       (const RdFollowed      *followed,
                                          gboolean               is_slow);
int               follow_watch_poll      (GPollFD               *descriptors,
                                          guint                  n,
                                          int                    timeout);
void              follow_watch_event     (const RdFollowerEvent *event,
                                          gpointer               user_data);
const FollowNews *follow_watch_find_news (const char            *blog_id,
                                          gint64                 seen);

G_END_DECLS
