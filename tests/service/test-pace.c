/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often a live blog is asked: what is promised to its publisher, and what its reader may expect. */
#include "service/rd-pace.h"

#define NOW (G_GINT64_CONSTANT (1750000000) * G_USEC_PER_SEC)

/* Posts that came every @span seconds, the last one @silence seconds ago. */
static GArray *
make_times (guint  n,
            gint64 span,
            gint64 silence)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n; i++)
    {
      const gint64 time = NOW - (silence + span * i) * G_USEC_PER_SEC;

      g_array_append_val (times, time);
    }

  return times;
}

static guint
get_interval (GArray *times,
              RdPace  pace)
{
  pace.now = NOW;
  pace.times = times;

  return rd_pace_get_interval (&pace);
}

#define CALM { .max_age = -1 }

static guint
get_calm_interval (guint  n,
                   gint64 span,
                   gint64 silence)
{
  g_autoptr (GArray) times = make_times (n, span, silence);

  return get_interval (times, (RdPace) CALM);
}

static void
test_rhythm (void)
{
  g_autoptr (GArray) times = make_times (12, 90, 0);

  /* Three times between two posts. */
  g_assert_cmpuint (get_calm_interval (12, 90, 0), ==, 30);
  g_assert_cmpuint (get_calm_interval (12, 600, 10), ==, 200);
  /* Never more often than every 20 seconds, whoever writes how much; never less often than every half an hour. */
  g_assert_cmpuint (get_calm_interval (12, 5, 0), ==, RD_PACE_SHORTEST);
  g_assert_cmpuint (get_calm_interval (12, 0, 0), ==, RD_PACE_SHORTEST);
  g_assert_cmpuint (get_calm_interval (12, 24 * 60 * 60, 0), ==, RD_PACE_LONGEST);
  g_assert_cmpuint (RD_PACE_SHORTEST, ==, 20);
  g_assert_cmpuint (RD_PACE_LONGEST, ==, 30 * 60);

  /* One long pause among them changes nothing, nor do two posts at once. */
  for (guint i = 6; i < times->len; i++)
    g_array_index (times, gint64, i) -= (gint64) 5 * 60 * 60 * G_USEC_PER_SEC;
  g_array_index (times, gint64, 1) = g_array_index (times, gint64, 0);
  g_assert_cmpuint (get_interval (times, (RdPace) CALM), ==, 30);
}

/* Where there is no post there is no hurry, and some where there is the first one. */
static void
test_unknown (void)
{
  g_assert_cmpuint (get_calm_interval (0, 0, 0), ==, RD_PACE_LONGEST);
  g_assert_cmpuint (get_calm_interval (1, 0, 0), ==, 60);
  g_assert_cmpuint (get_calm_interval (2, 3600, 0), ==, 60);
  /* A post from the future, of a publisher whose clock is wrong. */
  g_assert_cmpuint (get_calm_interval (12, 90, -3600), ==, 30);
}

/* The longer the silence, the longer the interval, from that of the rhythm to half an hour. */
static void
test_silence (void)
{
  guint last = 0;

  for (gint64 silence = 0; silence <= 24 * 60 * 60; silence += 30)
    {
      const guint interval = get_calm_interval (12, 90, silence);

      g_assert_cmpuint (interval, >=, last);
      g_assert_cmpuint (interval, >=, RD_PACE_SHORTEST);
      g_assert_cmpuint (interval, <=, RD_PACE_LONGEST);
      last = interval;
    }
  g_assert_cmpuint (get_calm_interval (12, 90, 12 * 60), ==, 60);
  g_assert_cmpuint (last, ==, RD_PACE_LONGEST);
}

static void
test_failures (void)
{
  g_autoptr (GArray) busy = make_times (12, 30, 0);
  g_autoptr (GArray) quiet = make_times (12, 24 * 60 * 60, 0);
  guint last = get_interval (busy, (RdPace) { .max_age = -1, .n_failures = 1 });

  g_assert_cmpuint (last, ==, 60);
  for (guint n = 2; n <= 200; n++)
    {
      const guint interval = get_interval (busy, (RdPace) { .max_age = -1, .n_failures = n });

      g_assert_cmpuint (interval, ==, MIN (2 * last, 2 * RD_PACE_LONGEST));
      last = interval;
    }
  g_assert_cmpuint (last, ==, 60 * 60);
  g_assert_cmpuint (get_interval (busy, (RdPace) { .max_age = -1, .n_failures = G_MAXUINT }), ==, 60 * 60);
  g_assert_cmpuint (get_interval (quiet, (RdPace) { .max_age = -1, .n_failures = 1 }), ==, RD_PACE_LONGEST);
  g_assert_cmpuint (get_interval (quiet, (RdPace) { .max_age = -1, .n_failures = 9 }), ==, 60 * 60);
}

static void
test_conditions (void)
{
  g_autoptr (GArray) times = make_times (12, 90, 0);
  const RdConditions both = RD_CONDITIONS_METERED | RD_CONDITIONS_SAVING;

  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = -1, .conditions = RD_CONDITIONS_METERED }), ==, 4 * 30);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = -1, .conditions = RD_CONDITIONS_SAVING }), ==, 2 * 30);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = -1, .conditions = both }), ==, 8 * 30);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = -1, .conditions = both, .n_failures = 1 }), ==, 8 * 60);
}

/* An answer is not asked for again while it is fresh, unless its server says that of a whole afternoon. */
static void
test_max_age (void)
{
  g_autoptr (GArray) times = make_times (12, 90, 0);

  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = 0 }), ==, 30);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = 29 }), ==, 30);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = 31 }), ==, 31);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = 1800 }), ==, 1800);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = 1801 }), ==, 1800);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = G_MAXINT64 }), ==, 1800);
}

/* A server that says when to come back is not asked before, within a day. */
static void
test_wait (void)
{
  g_autoptr (GArray) times = make_times (12, 90, 0);

  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = -1, .wait = 5 }), ==, 30);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = -1, .wait = 7200 }), ==, 7200);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = 600, .wait = 7200, .n_failures = 1 }), ==, 7200);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = -1, .wait = 7200, .n_failures = 200 }), ==, 7200);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = -1, .wait = G_MAXINT64 }), ==, RD_PACE_PATIENCE);
}

/* A key that is good for so many questions a day. */
static void
test_quota (void)
{
  g_autoptr (GArray) times = make_times (12, 90, 0);

  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = -1, .at_least = 29 }), ==, 30);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = -1, .at_least = 172 }), ==, 172);
  g_assert_cmpuint (get_interval (times, (RdPace) { .max_age = -1, .wait = 60, .at_least = 172 }), ==, 172);
}

/* Chance makes an interval longer, never shorter: it must not break what is promised. */
static void
test_jitter (void)
{
  g_assert_cmpint (rd_pace_add_jitter (20, 0), ==, 20 * G_USEC_PER_SEC);
  g_assert_cmpint (rd_pace_add_jitter (20, 1), ==, 22 * G_USEC_PER_SEC);
  for (guint i = 0; i <= 100; i++)
    {
      g_assert_cmpint (rd_pace_add_jitter (1800, i / 100.0), >=, (gint64) 1800 * G_USEC_PER_SEC);
      g_assert_cmpint (rd_pace_add_jitter (1800, i / 100.0), <=, (gint64) 1980 * G_USEC_PER_SEC);
    }
  /* The longest there is does not overflow. */
  g_assert_cmpint (rd_pace_add_jitter (RD_PACE_PATIENCE, 1), <=, (gint64) 27 * 60 * 60 * G_USEC_PER_SEC);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pace/rhythm", test_rhythm);
  g_test_add_func ("/pace/unknown", test_unknown);
  g_test_add_func ("/pace/silence", test_silence);
  g_test_add_func ("/pace/failures", test_failures);
  g_test_add_func ("/pace/conditions", test_conditions);
  g_test_add_func ("/pace/max-age", test_max_age);
  g_test_add_func ("/pace/wait", test_wait);
  g_test_add_func ("/pace/quota", test_quota);
  g_test_add_func ("/pace/jitter", test_jitter);

  return g_test_run ();
}
