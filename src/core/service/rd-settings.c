/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader prefers, as far as it matters without a window: the settings of the installed application or, without
 * them, what they are without a reader's hand. */
#include "service/rd-settings.h"

#include "rd-config.h"

/* As the schema has it. */
#define USUAL_KEEP_DAYS 365

/* The schema's word for it. */
#define NOT_AT_ALL 1

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
