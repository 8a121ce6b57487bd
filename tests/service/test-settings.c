/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the settings may be, what they are without a reader's hand, and what that means to who follows. */
#include "rd-config.h"
#include "service/rd-settings.h"

static const struct
{
  const char *key;
  const char *usual;
  const char *right[3];
  const char *wrong[3];
} KEYS[] = {
  { "window-width", "1000", { "360", "32767" }, { "359", "-1", "32768" } },
  { "window-height", "720", { "294", "32767" }, { "293", "-1", "32768" } },
  { "window-maximized", "false", { "true" }, { NULL } },
  { "page-kind", "'front'", { "'topic'", "'blog'" }, { "'page'", "''" } },
  { "page-id", "''", { "'a topic'" }, { NULL } },
  { "post-id", "''", { "'a post'" }, { NULL } },
  { "post-share", "0.0", { "0.5", "1.0" }, { "-0.1", "1.1" } },
  { "text-size", "uint32 100", { "uint32 80", "uint32 200" }, { "uint32 79", "uint32 201", "uint32 0" } },
  { "post-order", "'oldest-first'", { "'newest-first'" }, { "'first'" } },
  { "show-pictures", "false", { "true" }, { NULL } },
  { "announce-key-events", "false", { "true" }, { NULL } },
  { "check-metered", "'less-often'", { "'not-at-all'" }, { "'always'" } },
  { "check-saving-power", "'less-often'", { "'not-at-all'" }, { "'always'" } },
  { "run-in-background", "false", { "true" }, { NULL } },
  { "notify-by", "'live-blog'", { "'topic'" }, { "'post'" } },
  { "notify-about", "'key-events'", { "'nothing'", "'predicted'", "'everything'" }, { "'all'" } },
  { "notify-blogs", "@a{ss} {}", { "{'a blog': 'nothing'}" }, { NULL } },
  { "notify-topics", "@a{ss} {}", { "{'a topic': 'everything'}" }, { NULL } },
  { "notify-corrections", "false", { "true" }, { NULL } },
  { "notify-keywords", "@as []", { "['ferry', 'harbour office']" }, { NULL } },
  { "quiet-hours", "false", { "true" }, { NULL } },
  { "quiet-from", "uint32 1320", { "uint32 0", "uint32 1439" }, { "uint32 1440" } },
  { "quiet-to", "uint32 420", { "uint32 0", "uint32 1439" }, { "uint32 1440" } },
  { "quiet-days", "uint32 127", { "uint32 0", "uint32 31" }, { "uint32 128" } },
  { "snoozed-until", "int64 0", { "int64 1700000000000000" }, { NULL } },
  { "keep-days", "uint32 365", { "uint32 0", "uint32 1", "uint32 36500" }, { "uint32 36501" } },
};

static void
assert_allows (GSettingsSchemaKey *key,
               const char         *text,
               gboolean            allows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = g_variant_parse (g_settings_schema_key_get_value_type (key), text, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_settings_schema_key_range_check (key, value), ==, allows);
}

static void
test_ranges (void)
{
  g_autoptr (GSettingsSchema) schema
      = g_settings_schema_source_lookup (g_settings_schema_source_get_default (), RD_APPLICATION_ID, TRUE);
  g_auto (GStrv) names = g_settings_schema_list_keys (schema);

  g_assert_cmpuint (g_strv_length (names), ==, G_N_ELEMENTS (KEYS));
  for (gsize i = 0; i < G_N_ELEMENTS (KEYS); i++)
    {
      g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, KEYS[i].key);
      g_autoptr (GVariant) usual = g_settings_schema_key_get_default_value (key);
      g_autofree char *text = g_variant_print (usual, TRUE);

      g_assert_cmpstr (text, ==, KEYS[i].usual);
      g_assert_nonnull (g_settings_schema_key_get_summary (key));
      for (gsize n = 0; n < G_N_ELEMENTS (KEYS[i].right) && KEYS[i].right[n] != NULL; n++)
        assert_allows (key, KEYS[i].right[n], TRUE);
      for (gsize n = 0; n < G_N_ELEMENTS (KEYS[i].wrong) && KEYS[i].wrong[n] != NULL; n++)
        assert_allows (key, KEYS[i].wrong[n], FALSE);
    }
}

static void
test_meaning (void)
{
  g_autoptr (GSettings) settings = rd_settings_open ();

  g_assert_nonnull (settings);
  g_assert_cmpuint (rd_settings_get_keep_days (settings), ==, rd_settings_get_keep_days (NULL));
  g_assert_cmpint (rd_settings_get_stops (settings), ==, rd_settings_get_stops (NULL));
  g_assert_cmpint (rd_settings_get_stops (NULL), ==, RD_CONDITIONS_NONE);

  g_settings_set_string (settings, "check-metered", "not-at-all");
  g_assert_cmpint (rd_settings_get_stops (settings), ==, RD_CONDITIONS_METERED_STOPS);
  g_settings_set_string (settings, "check-saving-power", "not-at-all");
  g_assert_cmpint (rd_settings_get_stops (settings), ==, RD_CONDITIONS_METERED_STOPS | RD_CONDITIONS_SAVING_STOPS);
  g_settings_set_uint (settings, "keep-days", 0);
  g_assert_cmpuint (rd_settings_get_keep_days (settings), ==, 0);
}

static void
test_alert_rules (void)
{
  g_autoptr (GSettings) settings = rd_settings_open ();
  g_autoptr (RdAlertRules) rules = rd_settings_get_alert_rules (NULL);
  const char *keywords[] = { "ferry", NULL };

  g_assert_cmpint (rd_alert_rules_get_level (rules, "a blog", "a topic"), ==, RD_ALERT_LEVEL_KEY_EVENTS);
  g_assert_cmpuint (g_strv_length (rules->keywords), ==, 0);

  g_settings_set_string (settings, "notify-by", "topic");
  g_settings_set_string (settings, "notify-about", "predicted");
  g_settings_set_value (settings, "notify-blogs",
                        g_variant_new_parsed ("{'a blog': 'nothing', 'another': 'of a later version'}"));
  g_settings_set_value (settings, "notify-topics", g_variant_new_parsed ("{'a topic': 'everything'}"));
  g_settings_set_strv (settings, "notify-keywords", keywords);
  g_settings_set_boolean (settings, "quiet-hours", TRUE);
  g_settings_set_uint (settings, "quiet-days", 96);
  g_settings_set_int64 (settings, "snoozed-until", 5);
  rd_alert_rules_unref (g_steal_pointer (&rules));
  rules = rd_settings_get_alert_rules (settings);

  g_assert_true (rules->by_topic);
  g_assert_cmpint (rd_alert_rules_get_level (rules, "a blog", "a topic"), ==, RD_ALERT_LEVEL_EVERYTHING);
  g_assert_cmpint (rd_alert_rules_get_level (rules, "a blog", "another topic"), ==, RD_ALERT_LEVEL_NOTHING);
  g_assert_cmpint (rd_alert_rules_get_level (rules, "a blog", NULL), ==, RD_ALERT_LEVEL_NOTHING);
  g_assert_cmpint (rd_alert_rules_get_level (rules, "another", NULL), ==, RD_ALERT_LEVEL_PREDICTED);
  g_assert_false (rules->corrections);
  g_assert_cmpstr (rules->keywords[0], ==, "ferry");
  g_assert_true (rules->is_quiet);
  g_assert_cmpuint (rules->quiet_from, ==, 22 * 60);
  g_assert_cmpuint (rules->quiet_to, ==, 7 * 60);
  g_assert_cmpuint (rules->quiet_days, ==, 96);
  g_assert_cmpint (rules->snoozed_until, ==, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/settings/ranges", test_ranges);
  g_test_add_func ("/settings/meaning", test_meaning);
  g_test_add_func ("/settings/alert-rules", test_alert_rules);

  return g_test_run ();
}
