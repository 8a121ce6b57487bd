/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many days posts are kept for, as a row to choose from. The row has what is usual, and what is set already. */
#include "ui/rd-keep-days.h"

#include <glib/gi18n.h>

#define KEY "keep-days"

static gboolean
read_days (GValue   *value,
           GVariant *setting,
           gpointer  user_data)
{
  GArray *days = user_data;

  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, guint, i) == g_variant_get_uint32 (setting))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }

  return FALSE;
}

static GVariant *
write_days (const GValue       *value,
            const GVariantType *type,
            gpointer            user_data)
{
  GArray *days = user_data;
  const guint chosen = g_value_get_uint (value);

  return chosen < days->len ? g_variant_new_uint32 (g_array_index (days, guint, chosen)) : NULL;
}

static char *
name_days (guint days)
{
  switch (days)
    {
    case 0:
      /* Translators: how long posts are kept, behind ‘Keep Posts For’. */
      return g_strdup (C_("keep posts for", "Ever"));
    case 365:
      return g_strdup (C_("keep posts for", "A Year"));
    default:
      /* Translators: how long posts are kept, behind ‘Keep Posts For’. */
      return g_strdup_printf (g_dngettext (NULL, "%'u Day", "%'u Days", days), days);
    }
}

/* What someone set by other means can be seen, and kept. */
static GArray *
list_days (guint set)
{
  const guint usual[] = { 30, 90, 365, 0 };
  GArray *days = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean is_usual = FALSE;

  g_array_append_vals (days, usual, G_N_ELEMENTS (usual));
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    is_usual = is_usual || usual[i] == set;
  if (!is_usual)
    g_array_prepend_val (days, set);

  return days;
}

/**
 * rd_keep_days_bind:
 * @settings: the settings
 * @row: a row without a model
 *
 * Fills the row, which holds from now on what the setting holds, and the other way round.
 */
void
rd_keep_days_bind (GSettings   *settings,
                   AdwComboRow *row)
{
  GArray *days = list_days (g_settings_get_uint (settings, KEY));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < days->len; i++)
    gtk_string_list_take (names, name_days (g_array_index (days, guint, i)));
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  g_settings_bind_with_mapping (settings, KEY, row, "selected", G_SETTINGS_BIND_DEFAULT, read_days, write_days, days,
                                (GDestroyNotify) g_array_unref);
}
