/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quiet hours by the clock on the wall, whatever is done to it, and a snooze. */
#include "alerts/rd-quiet.h"

#define EVERY_DAY 127u

typedef struct
{
  const char *now;
  guint from, to, days;
  const char *end; /* (nullable): %NULL where it is not quiet */
} Case;

/* All in London; 16 June 2025 is a Monday. */
static const Case cases[] = {
  /* Over midnight, on either side of it. */
  { "2025-06-16T21:59:59+01:00", 22 * 60, 7 * 60, EVERY_DAY, NULL },
  { "2025-06-16T22:00:00+01:00", 22 * 60, 7 * 60, EVERY_DAY, "2025-06-17T07:00:00+01:00" },
  { "2025-06-17T06:59:59+01:00", 22 * 60, 7 * 60, EVERY_DAY, "2025-06-17T07:00:00+01:00" },
  { "2025-06-17T07:00:00+01:00", 22 * 60, 7 * 60, EVERY_DAY, NULL },
  /* Within a day. */
  { "2025-06-16T12:30:00+01:00", 12 * 60, 13 * 60, EVERY_DAY, "2025-06-16T13:00:00+01:00" },
  { "2025-06-16T13:30:00+01:00", 12 * 60, 13 * 60, EVERY_DAY, NULL },
  /* The day is that on which they begin: Monday's end on Tuesday. */
  { "2025-06-17T06:00:00+01:00", 22 * 60, 7 * 60, 1, "2025-06-17T07:00:00+01:00" },
  { "2025-06-17T23:00:00+01:00", 22 * 60, 7 * 60, 1, NULL },
  { "2025-06-16T06:00:00+01:00", 22 * 60, 7 * 60, 1, NULL },
  { "2025-06-22T23:00:00+01:00", 22 * 60, 7 * 60, 64, "2025-06-23T07:00:00+01:00" },
  /* The night in which the clocks go forward has an hour less, and the other one an hour more. */
  { "2025-03-29T23:00:00+00:00", 22 * 60, 7 * 60, EVERY_DAY, "2025-03-30T07:00:00+01:00" },
  { "2025-10-25T23:00:00+01:00", 22 * 60, 7 * 60, EVERY_DAY, "2025-10-26T07:00:00+00:00" },
  { "2025-10-26T06:30:00+00:00", 22 * 60, 7 * 60, EVERY_DAY, "2025-10-26T07:00:00+00:00" },
  /* An end that the clocks leave out. */
  { "2025-03-30T00:30:00+00:00", 22 * 60, 90, EVERY_DAY, "2025-03-30T01:00:00+00:00" },
  /* A whole day, from Monday to Tuesday. */
  { "2025-06-17T07:59:00+01:00", 8 * 60, 8 * 60, 1, "2025-06-17T08:00:00+01:00" },
  { "2025-06-17T08:00:00+01:00", 8 * 60, 8 * 60, 1, NULL },
  /* Days that follow each other: to the end of the last, or, where there is none, for a while. */
  { "2025-06-16T09:00:00+01:00", 8 * 60, 8 * 60, 3, "2025-06-18T08:00:00+01:00" },
  { "2025-06-16T09:00:00+01:00", 8 * 60, 8 * 60, EVERY_DAY, "2025-06-24T08:00:00+01:00" },
  /* No day. */
  { "2025-06-16T23:00:00+01:00", 22 * 60, 7 * 60, 0, NULL },
  /* Minutes that no day has. */
  { "2025-06-16T23:59:30+01:00", 5000, 7 * 60, EVERY_DAY, "2025-06-17T07:00:00+01:00" },
};

static GDateTime *
read_time (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/London");
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (zone);
  return g_date_time_to_timezone (time, zone);
}

static void
assert_end (const RdAlertRules *rules,
            const char         *now_text,
            const char         *expected)
{
  g_autoptr (GDateTime) now = read_time (now_text);
  const gint64 end = rd_quiet_find_end (rules, now);
  g_autoptr (GDateTime) end_time = g_date_time_new_from_unix_utc_usec (end);
  g_autoptr (GDateTime) expected_time = expected != NULL ? read_time (expected) : NULL;
  g_autofree char *end_text = g_date_time_format_iso8601 (end_time);

  g_test_message ("%s: %s", now_text, end_text);
  g_assert_cmpint (end, ==, expected != NULL ? g_date_time_to_unix_usec (expected_time) : 0);
}

static void
test_hours (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RdAlertRules) rules = rd_alert_rules_new ();

      rules->quiet_from = cases[i].from;
      rules->quiet_to = cases[i].to;
      rules->quiet_days = cases[i].days;
      assert_end (rules, cases[i].now, NULL);
      rules->is_quiet = TRUE;
      assert_end (rules, cases[i].now, cases[i].end);
    }
}

/* A snooze that ends in quiet hours goes on in them. */
static void
test_snooze (void)
{
  g_autoptr (RdAlertRules) rules = rd_alert_rules_new ();
  g_autoptr (GDateTime) until = read_time ("2025-06-16T22:30:00+01:00");

  rules->snoozed_until = g_date_time_to_unix_usec (until);
  assert_end (rules, "2025-06-16T21:00:00+01:00", "2025-06-16T22:30:00+01:00");
  assert_end (rules, "2025-06-16T22:30:00+01:00", NULL);

  rules->is_quiet = TRUE;
  rules->quiet_days = EVERY_DAY;
  rules->quiet_from = 22 * 60;
  rules->quiet_to = 7 * 60;
  assert_end (rules, "2025-06-16T21:00:00+01:00", "2025-06-17T07:00:00+01:00");
  assert_end (rules, "2025-06-16T22:10:00+01:00", "2025-06-17T07:00:00+01:00");

  /* And one that ends after them is in force until then. */
  rules->quiet_to = 22 * 60 + 15;
  assert_end (rules, "2025-06-16T22:10:00+01:00", "2025-06-16T22:30:00+01:00");

  rules->snoozed_until = G_MAXINT64;
  rd_quiet_find_end (rules, until);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/alerts/quiet/hours", test_hours);
  g_test_add_func ("/alerts/quiet/snooze", test_snooze);

  return g_test_run ();
}
