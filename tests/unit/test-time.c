/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points in time, known and unknown. */
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/unix", test_unix);
  g_test_add_func ("/time/compare", test_compare);

  return g_test_run ();
}
