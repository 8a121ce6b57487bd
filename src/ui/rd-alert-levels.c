/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader wants to be notified of in one live blog or topic, as a menu, and as a sign where that is not as usual.
 * What is 'as usual' is not kept. */
#include "ui/rd-alert-levels.h"

#include "rd-config.h"

#include <glib/gi18n.h>

#define USUAL "usual"

/* So many live blogs or topics have a word of their own; the oldest is forgotten then, and long over. */
#define MOST_LEVELS 1000u

/* What an action is about. */
typedef struct
{
  GSettings *settings; /* (owned) */
  char *key;           /* (owned) */
  char *id;            /* (owned): of a live blog or a topic */
} Subject;

static void
free_subject (gpointer data)
{
  Subject *self = data;

  g_object_unref (self->settings);
  g_free (self->key);
  g_free (self->id);
  g_free (self);
}

/* Returns: (transfer full): the setting with this level in place of the one there is */
static GVariant *
set_level (GVariant   *levels,
           const char *id,
           const char *level)
{
  const gsize n = g_variant_n_children (levels);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  for (gsize i = n < MOST_LEVELS ? 0 : n - MOST_LEVELS + 1; i < n; i++)
    {
      const char *other;
      const char *others;

      g_variant_get_child (levels, i, "{&s&s}", &other, &others);
      if (!g_str_equal (other, id))
        g_variant_builder_add (&builder, "{ss}", other, others);
    }
  if (!g_str_equal (level, USUAL))
    g_variant_builder_add (&builder, "{ss}", id, level);

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static void
level_cb (GSimpleAction *action,
          GVariant      *value,
          gpointer       user_data)
{
  const Subject *self = user_data;
  g_autoptr (GVariant) levels = g_settings_get_value (self->settings, self->key);
  g_autoptr (GVariant) changed = set_level (levels, self->id, g_variant_get_string (value, NULL));

  g_settings_set_value (self->settings, self->key, changed);
}

/* It may be chosen in another menu, too. */
static void
show_level (GSimpleAction *action,
            const Subject *subject)
{
  g_autoptr (GVariant) levels = g_settings_get_value (subject->settings, subject->key);
  const char *level = USUAL;

  g_variant_lookup (levels, subject->id, "&s", &level);
  g_simple_action_set_state (action, g_variant_new_string (level));
}

static void
changed_cb (GSimpleAction *action)
{
  show_level (action, g_object_get_data (G_OBJECT (action), "subject"));
}

static void
append (GMenu      *menu,
        const char *label,
        const char *level)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "alerts.level", "s", level);
  g_menu_append_item (menu, item);
}

/**
 * rd_alert_levels_get_sign:
 * @usual: what the reader is notified of where nothing else is said
 * @levels: (element-type utf8 RdAlertLevel): by the ids of live blogs or of topics, what else is said
 * @id: one of them
 *
 * Returns: (transfer none): the sign of it; without icon and words where it is as usual
 */
RdAlertSign
rd_alert_levels_get_sign (RdAlertLevel  usual,
                          GHashTable   *levels,
                          const char   *id)
{
  static const char *const words[] = {
    [RD_ALERT_LEVEL_NOTHING] = N_("No notifications"),
    [RD_ALERT_LEVEL_KEY_EVENTS] = N_("Notifications of publishers’ key events"),
    [RD_ALERT_LEVEL_PREDICTED] = N_("Notifications of predicted key events, too"),
    [RD_ALERT_LEVEL_EVERYTHING] = N_("Notifications of every new post"),
  };
  gpointer found;
  RdAlertLevel level;

  if (!g_hash_table_lookup_extended (levels, id, NULL, &found) || (level = GPOINTER_TO_INT (found)) == usual)
    return (RdAlertSign) { NULL, NULL };

  return (RdAlertSign) { level == RD_ALERT_LEVEL_NOTHING ? RD_ALERT_LEVELS_SILENT
                                                         : "preferences-system-notifications-symbolic",
                         _(words[level]) };
}

/**
 * rd_alert_levels_insert:
 * @menu: a menu of a live blog or a topic
 * @position: before which of its sections; -1 for the end
 *
 * Adds what there is to choose from; rd_alert_levels_put() makes it act.
 */
void
rd_alert_levels_insert (GMenu *menu,
                        int    position)
{
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) levels = g_menu_new ();
  g_autoptr (GMenu) usual = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  /* Translators: be notified of what the preferences say. */
  append (usual, _("As _Usual"), USUAL);
  append (others, _("_Nothing"), "nothing");
  append (others, _("Publishers’ _Key Events"), "key-events");
  /* Translators: besides publishers’ key events, those that Rundown predicts. */
  append (others, _("_Predicted Ones, Too"), "predicted");
  append (others, _("_Every New Post"), "everything");
  g_menu_append_section (levels, NULL, G_MENU_MODEL (usual));
  g_menu_append_section (levels, NULL, G_MENU_MODEL (others));
  g_menu_append_submenu (section, _("N_otify About"), G_MENU_MODEL (levels));
  g_menu_insert_section (menu, position, NULL, G_MENU_MODEL (section));
}

/**
 * rd_alert_levels_put:
 * @widget: what has the menu, or is it
 * @key: %RD_ALERT_LEVELS_BLOGS or %RD_ALERT_LEVELS_TOPICS
 * @id: a live blog or a topic
 *
 * Makes the menu about that one.
 */
void
rd_alert_levels_put (GtkWidget  *widget,
                     const char *key,
                     const char *id)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action
      = g_simple_action_new_stateful ("level", G_VARIANT_TYPE_STRING, g_variant_new_string (USUAL));
  g_autofree char *changed = g_strconcat ("changed::", key, NULL);
  Subject *subject = g_new0 (Subject, 1);

  subject->settings = g_settings_new (RD_APPLICATION_ID);
  subject->key = g_strdup (key);
  subject->id = g_strdup (id);
  g_object_set_data_full (G_OBJECT (action), "subject", subject, free_subject);
  show_level (action, subject);
  g_signal_connect (action, "change-state", G_CALLBACK (level_cb), subject);
  g_signal_connect_object (subject->settings, changed, G_CALLBACK (changed_cb), action, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (widget, "alerts", G_ACTION_GROUP (group));
}
