/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The other side of a benchmark of following: servers of invented live blogs, in a process of their own. */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/* When the simulated day begins: 2025-06-16T07:00:00Z, in microseconds since 1970. */
#define FOLLOW_START (G_GINT64_CONSTANT (1750057200) * G_USEC_PER_SEC)

/**
 * FollowPlan:
 * @n_blogs: how many live blogs there are
 * @n_servers: on how many servers
 * @n_slow: how many of these never answer, once following has begun
 * @hours: how long the simulated day is
 * @speed: how many times as fast as real time it passes
 *
 * What is simulated.
 */
typedef struct
{
  int n_blogs;
  int n_servers;
  int n_slow;
  double hours;
  double speed;
} FollowPlan;

/**
 * FollowServed:
 * @n_requests: how often it was asked
 * @n_unmodified: how often it said that nothing has changed
 * @n_bytes: how long its answers were
 * @most_at_once: how many connections it had at once, at most
 * @most_a_minute: how many requests came in any minute of the simulated day, at most
 *
 * What one server did.
 */
typedef struct
{
  guint n_requests;
  guint n_unmodified;
  guint64 n_bytes;
  guint most_at_once;
  guint most_a_minute;
} FollowServed;

double follow_count_seconds (void);
void   follow_servers_run   (const FollowPlan *plan,
                             FILE             *in,
                             FILE             *out);

G_END_DECLS
