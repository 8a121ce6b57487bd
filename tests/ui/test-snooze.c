/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When tomorrow begins, and how a pause of notifications begins, is told and ends. */
#include "desktop/rd-snooze.h"
#include "rd-config.h"

static void
assert_morning (GSettings  *settings,
                const char *now_text,
                const char *expected)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (now_text, zone);
  g_autoptr (GDateTime) morning = rd_snooze_find_morning (settings, now);
  g_autofree char *text = g_date_time_format (morning, "%Y-%m-%dT%H:%M%:z");

  g_assert_cmpstr (text, ==, expected);
}

static void
test_morning (void)
{
  g_autoptr (GSettings) settings = g_settings_new (RD_APPLICATION_ID);

  assert_morning (settings, "2024-02-03T22:00:00", "2024-02-04T07:00+00:00");
  assert_morning (settings, "2024-02-03T09:00:00", "2024-02-04T07:00+00:00");
  assert_morning (settings, "2024-02-03T04:00:00", "2024-02-04T07:00+00:00");
  assert_morning (settings, "2024-02-03T03:59:00", "2024-02-03T07:00+00:00");
  /* The clock is put forward that night. */
  assert_morning (settings, "2024-03-30T22:00:00", "2024-03-31T07:00+01:00");
  assert_morning (settings, "2024-12-31T22:00:00", "2025-01-01T07:00+00:00");

  g_settings_set_boolean (settings, "quiet-hours", TRUE);
  g_settings_set_uint (settings, "quiet-to", 6 * 60 + 30);
  assert_morning (settings, "2024-02-03T21:00:00", "2024-02-04T06:30+00:00");
  g_settings_set_uint (settings, "quiet-to", 2 * 60);
  assert_morning (settings, "2024-02-03T01:00:00", "2024-02-03T02:00+00:00");
  assert_morning (settings, "2024-02-03T03:00:00", "2024-02-04T02:00+00:00");
  /* Hours within a day are no night. */
  g_settings_set_uint (settings, "quiet-from", 13 * 60);
  g_settings_set_uint (settings, "quiet-to", 14 * 60);
  assert_morning (settings, "2024-02-03T21:00:00", "2024-02-04T07:00+00:00");
  g_settings_reset (settings, "quiet-hours");
  g_settings_reset (settings, "quiet-from");
  g_settings_reset (settings, "quiet-to");
}

static void
test_pause (void)
{
  g_autoptr (GSettings) settings = g_settings_new (RD_APPLICATION_ID);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (RdSnooze) snooze = NULL;
  g_autofree char *told = NULL;

  /* One that has ended while Rundown did not run. */
  g_settings_set_int64 (settings, "snoozed-until", 5);
  snooze = rd_snooze_new (G_ACTION_MAP (group), settings);
  g_assert_cmpint (g_settings_get_int64 (settings, "snoozed-until"), ==, 0);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (group), "resume-notifications"));
  g_assert_null (rd_snooze_describe (settings));

  g_action_group_activate_action (G_ACTION_GROUP (group), "snooze", g_variant_new_string ("nonsense"));
  g_assert_cmpint (g_settings_get_int64 (settings, "snoozed-until"), ==, 0);
  g_action_group_activate_action (G_ACTION_GROUP (group), "snooze", g_variant_new_string ("hour"));
  g_assert_cmpint (g_settings_get_int64 (settings, "snoozed-until"), >, g_get_real_time () + 59 * G_TIME_SPAN_MINUTE);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (group), "resume-notifications"));
  told = rd_snooze_describe (settings);
  g_assert_true (g_str_has_prefix (told, "Notifications paused until "));
  g_action_group_activate_action (G_ACTION_GROUP (group), "resume-notifications", NULL);
  g_assert_cmpint (g_settings_get_int64 (settings, "snoozed-until"), ==, 0);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (group), "resume-notifications"));

  /* One that ends by itself. */
  g_settings_set_int64 (settings, "snoozed-until", g_get_real_time () + G_TIME_SPAN_SECOND / 5);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (group), "resume-notifications"));
  while (g_settings_get_int64 (settings, "snoozed-until") != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (group), "resume-notifications"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/snooze/morning", test_morning);
  g_test_add_func ("/snooze/pause", test_pause);

  return g_test_run ();
}
