/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks that run fast, and alarms by them. How late an alarm rings is the computer's business; that it rings, and not
 * too early, is not. */
#include "base/rd-clock.h"

#include <errno.h>
#include <sys/timerfd.h>

/* Bounds each wait, in milliseconds. */
#define PATIENCE 20000
/* For what must not happen. */
#define SHORT_WHILE 100

#define START (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

/* What the kernel refuses. */
typedef enum
{
  REFUSES_NOTHING,
  REFUSES_TIMERS,
  REFUSES_TIMES,
} Refusal;

typedef struct
{
  double speed; /* 0 for the computer's clock */
  Refusal refusal;
} Case;

static Refusal refusal;

int __real_timerfd_create (int clock_id,
                           int flags);
int __wrap_timerfd_create (int clock_id,
                           int flags);
int __real_timerfd_settime (int                      descriptor,
                            int                      flags,
                            const struct itimerspec *new,
                            struct itimerspec       *old);
int __wrap_timerfd_settime (int                      descriptor,
                            int                      flags,
                            const struct itimerspec *new,
                            struct itimerspec       *old);

int
__wrap_timerfd_create (int clock_id,
                       int flags)
{
  if (refusal != REFUSES_TIMERS)
    return __real_timerfd_create (clock_id, flags);

  errno = EMFILE;
  return -1;
}

int
__wrap_timerfd_settime (int                      descriptor,
                        int                      flags,
                        const struct itimerspec *new,
                        struct itimerspec       *old)
{
  g_assert_cmpint (descriptor, >=, 0);
  if (refusal != REFUSES_TIMES)
    return __real_timerfd_settime (descriptor, flags, new, old);

  errno = EINVAL;
  return -1;
}

typedef struct
{
  RdClock clock;
  GMainContext *context;
  RdAlarm *alarm;
  guint n_rings;
  gint64 rung; /* when it did last, by its clock */
} Fixture;

static gboolean
ring_cb (gpointer user_data)
{
  Fixture *self = user_data;

  self->n_rings++;
  self->rung = rd_clock_now (&self->clock);

  /* Does not matter. */
  return self->n_rings % 2 == 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  const Case *it = data;

  refusal = it->refusal;
  self->clock = it->speed > 0 ? (RdClock) { START, g_get_real_time (), it->speed } : rd_clock_real;
  self->context = g_main_context_new ();
  self->alarm = rd_alarm_new (&self->clock, self->context, ring_cb, self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->alarm, rd_alarm_free);
  g_main_context_unref (self->context);
}

static gboolean
end_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Waits until it has rung so often, or for so many milliseconds. */
static void
wait_for (Fixture *self,
          guint    n_rings,
          guint    milliseconds)
{
  g_autoptr (GSource) timer = g_timeout_source_new (milliseconds);
  gboolean is_over = FALSE;

  g_source_set_callback (timer, end_cb, &is_over, NULL);
  g_source_attach (timer, self->context);
  while (self->n_rings < n_rings && !is_over)
    g_main_context_iteration (self->context, TRUE);
  g_source_destroy (timer);
}

static void
test_now (void)
{
  const gint64 real = g_get_real_time ();
  const RdClock day_ago = { real - G_TIME_SPAN_DAY, real, 1 };
  const RdClock fast = { 0, real - G_USEC_PER_SEC, 3600 };
  g_autoptr (GDateTime) time = rd_clock_get_time (&day_ago);

  g_assert_cmpint (rd_clock_now (&rd_clock_real), >=, real);
  g_assert_cmpint (g_date_time_to_unix_usec (time), >=, real - G_TIME_SPAN_DAY);
  g_assert_cmpint (g_date_time_to_unix_usec (time), <, real - G_TIME_SPAN_DAY / 2);
  g_assert_cmpint (g_date_time_get_utc_offset (time), ==, 0);
  g_assert_cmpint (rd_clock_now (&fast), >=, G_TIME_SPAN_HOUR);
}

/* At its time, once, and not before; by whatever clock. */
static void
test_time (Fixture       *self,
           gconstpointer  data)
{
  const gint64 time = rd_clock_now (&self->clock) + (gint64) (self->clock.speed * 50 * 1000);

  rd_alarm_set (self->alarm, time);
  g_assert_cmpuint (self->n_rings, ==, 0);
  wait_for (self, 1, PATIENCE);
  g_assert_cmpuint (self->n_rings, ==, 1);
  /* To the microsecond of the computer's clock. */
  g_assert_cmpint (self->rung, >=, time - (gint64) self->clock.speed);

  wait_for (self, 2, SHORT_WHILE);
  g_assert_cmpuint (self->n_rings, ==, 1);
}

static void
test_past (Fixture       *self,
           gconstpointer  data)
{
  const gint64 past[] = { rd_clock_now (&self->clock), rd_clock_now (&self->clock) - G_TIME_SPAN_DAY, 1, 0, -1 };

  for (guint i = 0; i < G_N_ELEMENTS (past); i++)
    {
      rd_alarm_set (self->alarm, past[i]);
      wait_for (self, i + 1, PATIENCE);
      g_assert_cmpuint (self->n_rings, ==, i + 1);
    }
}

static void
test_never (Fixture       *self,
            gconstpointer  data)
{
  /* Not set at all. */
  wait_for (self, 1, SHORT_WHILE);
  rd_alarm_set (self->alarm, rd_clock_now (&self->clock) + 365 * 1000 * G_TIME_SPAN_DAY);
  wait_for (self, 1, SHORT_WHILE);
  rd_alarm_set (self->alarm, 0);
  rd_alarm_set (self->alarm, G_MAXINT64);
  wait_for (self, 1, SHORT_WHILE);
  g_assert_cmpuint (self->n_rings, ==, 0);
}

/* What it is set to last counts, be that earlier or later. */
static void
test_again (Fixture       *self,
            gconstpointer  data)
{
  const gint64 now = rd_clock_now (&self->clock);
  const gint64 day = (gint64) (self->clock.speed * (double) G_TIME_SPAN_DAY);

  rd_alarm_set (self->alarm, now + day);
  rd_alarm_set (self->alarm, now);
  wait_for (self, 1, PATIENCE);
  g_assert_cmpuint (self->n_rings, ==, 1);

  rd_alarm_set (self->alarm, now);
  rd_alarm_set (self->alarm, now + day);
  wait_for (self, 2, SHORT_WHILE);
  g_assert_cmpuint (self->n_rings, ==, 1);

  rd_alarm_set (self->alarm, now);
  wait_for (self, 2, PATIENCE);
  g_assert_cmpuint (self->n_rings, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    Case it;
  } CASES[] = {
    { "usual", { 0, REFUSES_NOTHING } },
    { "fast", { 3600, REFUSES_NOTHING } },
    { "without-timers", { 0, REFUSES_TIMERS } },
    { "without-timers-fast", { 3600, REFUSES_TIMERS } },
    { "without-times", { 0, REFUSES_TIMES } },
  };
  static const struct
  {
    const char *name;
    void (*function) (Fixture       *self,
                      gconstpointer  data);
  } TESTS[] = { { "time", test_time }, { "past", test_past }, { "never", test_never }, { "again", test_again } };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock/now", test_now);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    for (guint j = 0; j < G_N_ELEMENTS (CASES); j++)
      {
        g_autofree char *name = g_strdup_printf ("/alarm/%s/%s", TESTS[i].name, CASES[j].name);

        g_test_add (name, Fixture, &CASES[j].it, set_up, TESTS[i].function, tear_down);
      }

  return g_test_run ();
}
