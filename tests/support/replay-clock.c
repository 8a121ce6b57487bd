/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clock for what is replayed. */
#include "replay-clock.h"

struct _ReplayClock
{
  GMutex lock;
  gint64 time;  /* what it showed when it was set last, in µs since 1970 */
  gint64 since; /* when that was, in µs of the monotonic clock */
  double speed;
};

/* @speed: how many times as fast as real time it runs; 0 where it stands still */
ReplayClock *
replay_clock_new (GDateTime *start,
                  double     speed)
{
  ReplayClock *self = g_atomic_rc_box_new0 (ReplayClock);

  g_mutex_init (&self->lock);
  self->time = g_date_time_to_unix_usec (start);
  self->since = g_get_monotonic_time ();
  self->speed = speed;

  return self;
}

ReplayClock *
replay_clock_ref (ReplayClock *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_clock (gpointer data)
{
  g_mutex_clear (&((ReplayClock *) data)->lock);
}

void
replay_clock_unref (ReplayClock *self)
{
  g_atomic_rc_box_release_full (self, clear_clock);
}

/* With the lock held: begins anew from what it shows. */
static void
restart (ReplayClock *self)
{
  const gint64 now = g_get_monotonic_time ();

  self->time += (gint64) ((double) (now - self->since) * self->speed);
  self->since = now;
}

/* Returns: (transfer full): what it shows */
GDateTime *
replay_clock_get (ReplayClock *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  restart (self);

  return g_date_time_new_from_unix_utc_usec (self->time);
}

void
replay_clock_set (ReplayClock *self,
                  GDateTime   *time)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  restart (self);
  self->time = g_date_time_to_unix_usec (time);
}

void
replay_clock_step (ReplayClock *self,
                   GTimeSpan    span)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  restart (self);
  self->time += span;
}

void
replay_clock_set_speed (ReplayClock *self,
                        double       speed)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  restart (self);
  self->speed = speed;
}
