/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time, and being woken at one: by a timer of the kernel's on the computer's clock, since those of GLib stand still
 * while it sleeps. */
#include "base/rd-clock.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

const RdClock rd_clock_real = { 0, 0, 1 };

struct _RdAlarm
{
  RdClock clock;
  int descriptor;
  GSource *source; /* (owned) */
  GSourceFunc function;
  gpointer user_data;
};

/**
 * rd_clock_now:
 * @self: a clock
 *
 * Returns: its time, in microseconds since 1970
 */
gint64
rd_clock_now (const RdClock *self)
{
  return self->start + (gint64) ((double) (g_get_real_time () - self->real_start) * self->speed);
}

/**
 * rd_clock_get_time:
 * @self: a clock
 *
 * Returns: (transfer full): its time, in UTC
 */
GDateTime *
rd_clock_get_time (const RdClock *self)
{
  return g_date_time_new_from_unix_utc_usec (rd_clock_now (self));
}

static gboolean
ring_cb (int          descriptor,
         GIOCondition condition,
         gpointer     user_data)
{
  RdAlarm *self = user_data;
  guint64 n_expired;

  /* That the clock was set is said by an error, and is a reason to look, too. */
  if (read (descriptor, &n_expired, sizeof n_expired) == sizeof n_expired || errno == ECANCELED)
    self->function (self->user_data);

  return G_SOURCE_CONTINUE;
}

/**
 * rd_alarm_new:
 * @clock: the clock whose time it is
 * @context: (nullable): where to call
 * @function: what to call, each time; its result does not matter
 * @user_data: for @function
 *
 * Returns: (transfer full): an alarm that is not set
 */
RdAlarm *
rd_alarm_new (const RdClock *clock,
              GMainContext  *context,
              GSourceFunc    function,
              gpointer       user_data)
{
  RdAlarm *self = g_new0 (RdAlarm, 1);

  self->clock = *clock;
  self->function = function;
  self->user_data = user_data;
  self->descriptor = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  self->source = g_unix_fd_source_new (self->descriptor, G_IO_IN);
  g_source_set_callback (self->source, G_SOURCE_FUNC (ring_cb), self, NULL);
  g_source_attach (self->source, context);

  return self;
}

/**
 * rd_alarm_free:
 * @self: (transfer full): an alarm
 */
void
rd_alarm_free (RdAlarm *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  close (self->descriptor);
  g_free (self);
}

/**
 * rd_alarm_set:
 * @self: an alarm
 * @time: when it is to ring, in microseconds since 1970 by its clock; %G_MAXINT64 for never
 *
 * Sets the alarm, to this time alone. One that is past rings at once. Whenever the computer's clock is set it rings, too,
 * unless it is set to never.
 */
void
rd_alarm_set (RdAlarm *self,
              gint64   time)
{
  struct itimerspec when = { 0 };

  if (time != G_MAXINT64)
    {
      const double until = (double) (time - self->clock.start) / self->clock.speed;
      const gint64 real = MAX (self->clock.real_start + (gint64) until, 1);

      when.it_value.tv_sec = real / G_USEC_PER_SEC;
      when.it_value.tv_nsec = real % G_USEC_PER_SEC * 1000;
    }

  timerfd_settime (self->descriptor, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL);
}
