/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings that are one of several words, as rows to choose from. The rows have them in the schema's order. */
#include "ui/rd-words.h"

static gboolean
read_word (GValue   *value,
           GVariant *setting,
           gpointer  words)
{
  const char *const *all = words;
  guint i = 0;

  while (all[i] != NULL && !g_str_equal (all[i], g_variant_get_string (setting, NULL)))
    i++;
  g_value_set_uint (value, i);

  return all[i] != NULL;
}

static GVariant *
write_word (const GValue       *value,
            const GVariantType *type,
            gpointer            words)
{
  const guint chosen = g_value_get_uint (value);

  return chosen < g_strv_length (words) ? g_variant_new_string (((char **) words)[chosen]) : NULL;
}

/**
 * rd_words_bind:
 * @settings: the settings
 * @key: one whose values are an enumeration
 * @row: a row with a word for each of these, in the schema's order
 *
 * The row holds from now on what the setting holds, and the other way round.
 */
void
rd_words_bind (GSettings   *settings,
               const char  *key,
               AdwComboRow *row)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) schema_key = NULL;
  g_autoptr (GVariant) range = NULL;
  g_autoptr (GVariant) words = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  schema_key = g_settings_schema_get_key (schema, key);
  range = g_settings_schema_key_get_range (schema_key);
  g_variant_get (range, "(&sv)", NULL, &words);
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, read_word, write_word,
                                g_variant_dup_strv (words, NULL), (GDestroyNotify) g_strfreev);
}
