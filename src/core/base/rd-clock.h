/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time, and being woken at one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdClock:
 * @start: where it began, in microseconds since 1970
 * @real_start: when that was by the computer's clock, in microseconds since 1970
 * @speed: how many times as fast as the computer's clock it runs
 *
 * A clock. That of a demonstration or a test may run fast, and in another time.
 */
typedef struct
{
  gint64 start;
  gint64 real_start;
  double speed;
} RdClock;

extern const RdClock rd_clock_real;

gint64     rd_clock_now      (const RdClock *self);
GDateTime *rd_clock_get_time (const RdClock *self);

/**
 * RdAlarm:
 *
 * Calls a function at a time of day. Other than a timer of GLib it counts the time that the computer sleeps, and looks
 * again when its clock is set; until then it takes no processor time at all.
 */
typedef struct _RdAlarm RdAlarm;

RdAlarm   *rd_alarm_new      (const RdClock *clock,
                              GMainContext  *context,
                              GSourceFunc    function,
                              gpointer       user_data);
void       rd_alarm_free     (RdAlarm       *self);
void       rd_alarm_set      (RdAlarm       *self,
                              gint64         time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdAlarm, rd_alarm_free)

G_END_DECLS
