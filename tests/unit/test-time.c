/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points in time, known and unknown. */
#include "base/rd-time-of-day.h"
#include "base/rd-time.h"

static void
assert_time (const char *text,
             const char *expected)
{
  g_autoptr (GDateTime) time = rd_time_parse (text);
  g_autofree char *written = rd_time_format (time);

  g_assert_cmpstr (written, ==, expected);
}

static void
test_parse (void)
{
  assert_time (NULL, NULL);
  assert_time ("", NULL);
  assert_time ("now", NULL);
  assert_time ("2024-02-30T10:00:00Z", NULL);
  assert_time ("2024-02-03", NULL);
  assert_time ("2024-02-03T10:00:00Z", "2024-02-03T10:00:00Z");
  assert_time (" 2024-02-03T10:00:00.250Z ", "2024-02-03T10:00:00Z");
  assert_time ("2024-02-03T10:00:00+0000", "2024-02-03T10:00:00Z");
  assert_time ("2024-02-03T10:00:00-05:30", "2024-02-03T10:00:00-05:30");
  assert_time ("2024-02-03T10:00:00", "2024-02-03T10:00:00Z");
  assert_time ("2024-02-03T10:00+01:00", "2024-02-03T10:00:00+01:00");
  assert_time ("2024-02-03T10:00Z", "2024-02-03T10:00:00Z");
  assert_time ("2024-02-03T10:00", "2024-02-03T10:00:00Z");
  assert_time ("2024-02", NULL);
  assert_time ("2024", NULL);
}

static void
test_mail (void)
{
  assert_time ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z");
  assert_time ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z");
  assert_time ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z");
  assert_time ("Sun Nov 06 1994 08:49:37 GMT+0100 (Central European Standard Time)", "1994-11-06T08:49:37+01:00");
  assert_time ("6 Nov 94 8:49", "1994-11-06T08:49:00Z");
  assert_time ("06 nov 03 08:49:37 UT", "2003-11-06T08:49:37Z");
  assert_time ("6 Nov 103 08:49:37 z", "2003-11-06T08:49:37Z");
  assert_time ("Sun,,  6  November,1994 , 08:49:37.25\tUTC ", "1994-11-06T08:49:37Z");
  assert_time ("November 6, 1994 08:49:37", "1994-11-06T08:49:37Z");
  assert_time ("Tues, 6 Sept. 1994 08:49:60 +0530", "1994-09-06T08:49:59+05:30");
  assert_time ("Sun, 06 Nov 1994 08:49:37 -05:00", "1994-11-06T08:49:37-05:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 +1", "1994-11-06T08:49:37+01:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 EST", "1994-11-06T08:49:37-05:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 EDT", "1994-11-06T08:49:37-04:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 CST", "1994-11-06T08:49:37-06:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 CDT", "1994-11-06T08:49:37-05:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 MST", "1994-11-06T08:49:37-07:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 MDT", "1994-11-06T08:49:37-06:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 PST", "1994-11-06T08:49:37-08:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 PDT", "1994-11-06T08:49:37-07:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 BST", "1994-11-06T08:49:37+01:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 CET", "1994-11-06T08:49:37+01:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 CEST", "1994-11-06T08:49:37+02:00");
  assert_time ("Sun, 06 Nov 1994 08:49:37 XYZ", "1994-11-06T08:49:37Z");
}

static void
test_no_mail (void)
{
  assert_time ("Sun, 06 Nov 1994", NULL);
  assert_time ("06 Nov 08:49", NULL);
  assert_time ("31 Feb 1994 08:49:37 GMT", NULL);
  assert_time ("06 Nov 1994 24:49:37 GMT", NULL);
  assert_time ("06 Nov 1994 8 GMT", NULL);
  assert_time ("06 Nov 1994 08:49:37 +9900", NULL);
  assert_time ("06 Nov 1994 08:49:37 +", NULL);
  assert_time ("06 Nov 19941 08:49:37", NULL);
  assert_time ("06 Nov 1994 1995 08:49:37", NULL);
  assert_time ("06 Nov 1994 08:49:37 09:50:00", NULL);
  assert_time ("06/11/1994 08:49:37", NULL);
  assert_time ("\xce\xa0\xce\xad\xce\xbc, 06 Nov 1994 08:49:37 GMT", NULL);
  assert_time ("06 :", NULL);
  assert_time (":-,(", NULL);
}

static void
test_unix (void)
{
  g_autoptr (GDateTime) time = rd_time_from_unix (1700000000123);
  g_autofree char *written = rd_time_format (time);

  g_assert_cmpstr (written, ==, "2023-11-14T22:13:20Z");
  g_assert_null (rd_time_from_unix (0));
  g_assert_null (rd_time_from_unix (-1));
  g_assert_null (rd_time_from_unix (G_MAXINT64));
  g_assert_null (rd_time_from_unix (G_MAXINT64 / 1000));
}

static void
test_compare (void)
{
  g_autoptr (GDateTime) early = rd_time_parse ("2024-02-03T10:00:00+01:00");
  g_autoptr (GDateTime) late = rd_time_parse ("2024-02-03T09:30:00Z");

  g_assert_cmpint (rd_time_compare (early, late), <, 0);
  g_assert_cmpint (rd_time_compare (late, early), >, 0);
  g_assert_cmpint (rd_time_compare (late, late), ==, 0);
  g_assert_cmpint (rd_time_compare (NULL, late), ==, 0);
}

static void
test_of_day (void)
{
  const struct
  {
    const char *text;
    guint minutes;
  } times[] = {
    { "00:00", 0 },         { "7", 7 * 60 },       { " 07:30 ", 7 * 60 + 30 },      { "7.05", 7 * 60 + 5 },
    { "23:59", 1439 },      { "12 am", 0 },        { "12:15 PM", 12 * 60 + 15 },    { "10pm", 22 * 60 },
    { "1:00 p.m.", 13 * 60 }, { "9 A", 9 * 60 },
  };
  const char *const none[] = { "", "now", "24:00", "7:60", "7:5", "7:", "13 pm", "0 am", "123", "7:300", "-1", "7 xm",
                               "7 pm now", "\xff", "7 \xff", "\xd9\xa7" };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *written = rd_time_of_day_format (times[i].minutes);
      guint minutes;

      g_assert_true (rd_time_of_day_parse (times[i].text, &minutes));
      g_assert_cmpuint (minutes, ==, times[i].minutes);
      g_assert_true (rd_time_of_day_parse (written, &minutes));
      g_assert_cmpuint (minutes, ==, times[i].minutes);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      guint minutes;

      g_assert_false (rd_time_of_day_parse (none[i], &minutes));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/mail", test_mail);
  g_test_add_func ("/time/no-mail", test_no_mail);
  g_test_add_func ("/time/unix", test_unix);
  g_test_add_func ("/time/compare", test_compare);
  g_test_add_func ("/time/of-day", test_of_day);

  return g_test_run ();
}
