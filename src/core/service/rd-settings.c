/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader prefers, as far as it matters without a window: the settings of the installed application or, without
 * them, what they are without a reader's hand. */
#include "service/rd-settings.h"

#include "rd-config.h"

/* As the schema has it. */
#define USUAL_KEEP_DAYS 365

/* The schema's word for it. */
#define NOT_AT_ALL 1

/* The schema's words for the levels, by their numbers. */
static const char *const levels[] = { "nothing", "key-events", "predicted", "everything" };

/**
 * rd_settings_open:
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL where the application is not installed
 */
GSettings *
rd_settings_open (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, RD_APPLICATION_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/**
 * rd_settings_get_keep_days:
 * @settings: (nullable): the settings
 *
 * Returns: after how many days posts are deleted; 0 for never
 */
guint
rd_settings_get_keep_days (GSettings *settings)
{
  return settings != NULL ? g_settings_get_uint (settings, "keep-days") : USUAL_KEEP_DAYS;
}

/**
 * rd_settings_get_stops:
 * @settings: (nullable): the settings
 *
 * Returns: under which conditions nothing is to be asked
 */
RdConditions
rd_settings_get_stops (GSettings *settings)
{
  RdConditions stops = RD_CONDITIONS_NONE;

  if (settings != NULL && g_settings_get_enum (settings, "check-metered") == NOT_AT_ALL)
    stops |= RD_CONDITIONS_METERED_STOPS;
  if (settings != NULL && g_settings_get_enum (settings, "check-saving-power") == NOT_AT_ALL)
    stops |= RD_CONDITIONS_SAVING_STOPS;

  return stops;
}

static void
add_levels (GSettings  *settings,
            const char *key,
            GHashTable *table)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, key);
  GVariantIter iter;
  const char *id;
  const char *word;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&s&s}", &id, &word))
    for (gsize level = 0; level < G_N_ELEMENTS (levels); level++)
      if (g_str_equal (word, levels[level]))
        g_hash_table_replace (table, g_strdup (id), GSIZE_TO_POINTER (level));
}

/**
 * rd_settings_get_alert_rules:
 * @settings: (nullable): the settings
 *
 * Returns: (transfer full): what the reader wants to be told of
 */
RdAlertRules *
rd_settings_get_alert_rules (GSettings *settings)
{
  RdAlertRules *rules = rd_alert_rules_new ();

  if (settings == NULL)
    return rules;

  rules->by_topic = g_settings_get_enum (settings, "notify-by") == 1;
  rules->level = g_settings_get_enum (settings, "notify-about");
  add_levels (settings, "notify-blogs", rules->blogs);
  add_levels (settings, "notify-topics", rules->topics);
  rules->corrections = g_settings_get_boolean (settings, "notify-corrections");
  g_strfreev (rules->keywords);
  rules->keywords = g_settings_get_strv (settings, "notify-keywords");
  rules->is_quiet = g_settings_get_boolean (settings, "quiet-hours");
  rules->quiet_from = g_settings_get_uint (settings, "quiet-from");
  rules->quiet_to = g_settings_get_uint (settings, "quiet-to");
  rules->quiet_days = g_settings_get_uint (settings, "quiet-days");
  rules->snoozed_until = g_settings_get_int64 (settings, "snoozed-until");

  return rules;
}
