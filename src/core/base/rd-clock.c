/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time, and being woken at one: by a timer of the kernel's on the computer's clock, since those of GLib stand still
 * while it sleeps. Where the kernel has none to give, by one of GLib's that looks at the clock now and then. */
#include "base/rd-clock.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* How long the computer may have slept, or its clock may have been set, without a timer of the kernel's to tell. */
#define LONGEST_WAIT G_TIME_SPAN_MINUTE

const RdClock rd_clock_real = { 0, 0, 1 };

struct _RdAlarm
{
  RdClock clock;
  int descriptor;  /* -1 where GLib's timer stands in */
  GSource *source; /* (owned): of the descriptor, or GLib's timer */
  GSourceFunc function;
  gpointer user_data;

  /* GLib's timer alone. */
  gint64 time; /* when to ring, by the computer's clock; %G_MAXINT64 for never */
  gint64 wait; /* how long the timer waits */
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

static void
set_timer (RdAlarm *self)
{
  self->wait = CLAMP (self->time - g_get_real_time (), 0, LONGEST_WAIT);
  g_source_set_ready_time (self->source, self->time != G_MAXINT64 ? g_get_monotonic_time () + self->wait : -1);
}

static gboolean
timer_cb (gpointer user_data)
{
  RdAlarm *self = user_data;
  const gboolean is_time = g_get_real_time () >= self->time;
  /* The clock may have been set back. */
  const gboolean is_long = self->wait == LONGEST_WAIT;

  if (is_time)
    self->time = G_MAXINT64;
  set_timer (self);
  if (is_time || is_long)
    self->function (self->user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_timer (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  return callback (user_data);
}

/* @source: (transfer full) */
static void
take_source (RdAlarm      *self,
             GSource      *source,
             GSourceFunc   function,
             GMainContext *context)
{
  self->source = source;
  g_source_set_callback (source, function, self, NULL);
  g_source_attach (source, context);
}

static void
take_timer (RdAlarm      *self,
            GMainContext *context)
{
  static GSourceFuncs funcs = { .dispatch = dispatch_timer };

  self->time = G_MAXINT64;
  take_source (self, g_source_new (&funcs, sizeof (GSource)), timer_cb, context);
}

static void
free_source (RdAlarm *self)
{
  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  if (self->descriptor >= 0)
    close (self->descriptor);
  self->descriptor = -1;
}

static void
replace_with_timer (RdAlarm *self)
{
  g_autoptr (GMainContext) context = g_main_context_ref (g_source_get_context (self->source));

  free_source (self);
  take_timer (self, context);
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
  if (self->descriptor >= 0)
    take_source (self, g_unix_fd_source_new (self->descriptor, G_IO_IN), G_SOURCE_FUNC (ring_cb), context);
  else
    take_timer (self, context);

  return self;
}

/**
 * rd_alarm_free:
 * @self: (transfer full): an alarm
 */
void
rd_alarm_free (RdAlarm *self)
{
  free_source (self);
  g_free (self);
}

/**
 * rd_alarm_set:
 * @self: an alarm
 * @time: when it is to ring, in microseconds since 1970 by its clock; %G_MAXINT64 for never
 *
 * Sets the alarm, to this time alone. One that is past rings at once. Whenever the computer's clock is set it rings, too,
 * unless it is set to never. Where the kernel has no timer to give, it rings up to a minute late after the computer slept,
 * and once a minute, since the clock may have been set.
 */
void
rd_alarm_set (RdAlarm *self,
              gint64   time)
{
  const double until = (double) (time - self->clock.start) / self->clock.speed;
  const gint64 real = time != G_MAXINT64 ? MAX (self->clock.real_start + (gint64) until, 1) : 0;
  const struct itimerspec when = { .it_value = { real / G_USEC_PER_SEC, real % G_USEC_PER_SEC * 1000 } };

  if (self->descriptor >= 0
      && timerfd_settime (self->descriptor, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) != 0)
    replace_with_timer (self);
  if (self->descriptor >= 0)
    return;

  self->time = real > 0 ? real : G_MAXINT64;
  set_timer (self);
}
