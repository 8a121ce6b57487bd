/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words and phrases that the reader is notified of: a row for each, and one for another. */
#include "ui/rd-keyword-group.h"

#include "base/rd-string.h"
#include "rd-config.h"

#include <glib/gi18n.h>

#define KEY "notify-keywords"

/* Each is looked for in every new post. */
#define MOST_KEYWORDS 50u
#define MOST_CHARACTERS 100

struct _RdKeywordGroup
{
  AdwPreferencesGroup parent_instance;

  GSettings *settings; /* (owned) */
  GPtrArray *rows;     /* (owned) (element-type GtkWidget): in the order of the keywords */
  GtkWidget *entry;    /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdKeywordGroup, rd_keyword_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
has_keyword (GStrv       keywords,
             const char *keyword)
{
  g_autofree char *folded = g_utf8_casefold (keyword, -1);

  for (guint i = 0; keywords[i] != NULL; i++)
    {
      g_autofree char *other = g_utf8_casefold (keywords[i], -1);

      if (g_str_equal (folded, other))
        return TRUE;
    }

  return FALSE;
}

/* Words apart by one blank, as they are compared. */
static void
apply_cb (RdKeywordGroup *self)
{
  g_autofree char *keyword = rd_string_squash (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_auto (GStrv) keywords = g_settings_get_strv (self->settings, KEY);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (keyword != NULL && g_strv_length (keywords) < MOST_KEYWORDS && !has_keyword (keywords, keyword))
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) more = NULL;

      g_strv_builder_addv (builder, (const char **) keywords);
      g_strv_builder_add (builder, keyword);
      more = g_strv_builder_end (builder);
      g_settings_set_strv (self->settings, KEY, (const char *const *) more);
    }
}

static void
remove_cb (RdKeywordGroup *self,
           GtkWidget      *button)
{
  g_auto (GStrv) keywords = g_settings_get_strv (self->settings, KEY);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) fewer = NULL;
  const char *keyword = g_object_get_data (G_OBJECT (button), "keyword");

  for (guint i = 0; keywords[i] != NULL; i++)
    if (!g_str_equal (keywords[i], keyword))
      g_strv_builder_add (builder, keywords[i]);
  fewer = g_strv_builder_end (builder);

  /* The focus goes before the button does. */
  gtk_widget_grab_focus (self->entry);
  g_settings_set_strv (self->settings, KEY, (const char *const *) fewer);
}

static GtkWidget *
make_row (RdKeywordGroup *self,
          const char     *keyword)
{
  g_autofree char *title = g_utf8_make_valid (keyword, -1);
  /* Translators: a keyword. */
  g_autofree char *label = g_strdup_printf (_("Remove “%s”"), title);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "keyword", g_strdup (keyword), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
show_cb (RdKeywordGroup *self)
{
  g_auto (GStrv) keywords = g_settings_get_strv (self->settings, KEY);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; keywords[i] != NULL && i < MOST_KEYWORDS; i++)
    {
      GtkWidget *row = make_row (self, keywords[i]);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
}

static void
rd_keyword_group_dispose (GObject *object)
{
  RdKeywordGroup *self = RD_KEYWORD_GROUP (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_KEYWORD_GROUP);

  G_OBJECT_CLASS (rd_keyword_group_parent_class)->dispose (object);
}

static void
rd_keyword_group_class_init (RdKeywordGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_keyword_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-keyword-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RdKeywordGroup, entry);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
rd_keyword_group_init (RdKeywordGroup *self)
{
  self->settings = g_settings_new (RD_APPLICATION_ID);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (self->entry), MOST_CHARACTERS);
  g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  show_cb (self);
}
