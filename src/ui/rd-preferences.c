/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader prefers. A row holds what the settings hold, and the other way round; who cares for a setting listens
 * to it. What is kept is copied and deleted by the service. */
#include "ui/rd-preferences.h"

#include "base/rd-string.h"
#include "rd-config.h"
#include "service/rd-keeping.h"
#include "service/rd-publishers.h"
#include "ui/rd-alert-page.h"
#include "ui/rd-alert.h"
#include "ui/rd-keep-days.h"
#include "ui/rd-publisher-group.h"
#include "ui/rd-words.h"

#include <glib/gi18n.h>

struct _RdPreferences
{
  AdwPreferencesDialog parent_instance;

  RdService *service;      /* (owned) */
  RdBackground *background; /* (owned) */
  GSettings *settings;     /* (owned) */
  guint n_posts;           /* that are kept, as far as is known */
  AdwSpinRow *text_size;   /* (unowned) */
  AdwComboRow *order;      /* (unowned) */
  AdwSwitchRow *pictures;  /* (unowned) */
  AdwSwitchRow *announcements; /* (unowned) */
  AdwComboRow *metered;    /* (unowned) */
  AdwComboRow *saving;     /* (unowned) */
  AdwSwitchRow *background_row; /* (unowned) */
  AdwComboRow *keep_days;  /* (unowned) */
  AdwActionRow *count;     /* (unowned) */
  AdwActionRow *place;     /* (unowned) */
  GtkWidget *back_up;      /* (unowned) */
  GtkWidget *forget;       /* (unowned) */
  AdwPreferencesPage *publishers_page; /* (unowned) */
};

typedef enum
{
  SIGNAL_FORGOTTEN,
} RdPreferencesSignal;

static guint signals[SIGNAL_FORGOTTEN + 1];

G_DEFINE_FINAL_TYPE (RdPreferences, rd_preferences, ADW_TYPE_PREFERENCES_DIALOG)

static void
tell (RdPreferences *self,
      const char    *title)
{
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_use_markup (toast, FALSE);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), toast);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RdPreferences) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;

  if (self->service == NULL)
    return;

  if (!rd_keeping_count_finish (result, &self->n_posts, &error))
    count = rd_string_clean (error->message);
  else if (self->n_posts == 0)
    /* Translators: how many posts are kept. */
    count = g_strdup (_("Nothing yet"));
  else
    count = g_strdup_printf (g_dngettext (NULL, "%'u post", "%'u posts", self->n_posts), self->n_posts);
  adw_action_row_set_subtitle (self->count, count);
  gtk_widget_set_sensitive (self->back_up, self->n_posts > 0);
  gtk_widget_set_sensitive (self->forget, self->n_posts > 0);
}

static void
count (RdPreferences *self)
{
  rd_keeping_count_async (NULL, counted_cb, g_object_ref (self));
}

static void
show_place_cb (RdPreferences *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (adw_action_row_get_subtitle (self->place));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL,
                                            NULL);
}

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (RdPreferences) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean done = rd_keeping_back_up_finish (RD_SERVICE (source), result, &error);

  if (self->service == NULL)
    return;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->back_up), _("_Back Up…"));
  gtk_widget_set_sensitive (self->back_up, TRUE);
  if (done)
    tell (self, _("All that is kept was backed up"));
  else
    rd_alert_show_error (GTK_WIDGET (self), _("Could Not Be Backed Up"), error);
}

static void
backup_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (RdPreferences) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || self->service == NULL)
    return;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->back_up), _("Backing Up…"));
  gtk_widget_set_sensitive (self->back_up, FALSE);
  rd_keeping_back_up_async (self->service, path, backed_up_cb, g_object_ref (self));
}

static void
back_up_cb (RdPreferences *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "rundown-%Y-%m-%d.db");
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = g_file_new_for_path (documents != NULL ? documents : g_get_home_dir ());

  gtk_file_dialog_set_title (dialog, _("Back Up"));
  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, backup_chosen_cb,
                        g_object_ref (self));
}

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (RdPreferences) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean are_gone;
  const gboolean done = rd_keeping_forget_finish (RD_SERVICE (source), result, &are_gone, &error);

  if (self->service == NULL)
    return;

  if (done)
    tell (self, _("All posts were deleted"));
  else
    rd_alert_show_error (GTK_WIDGET (self), are_gone ? _("Deleted, but Not Wiped off the Disk") : _("Could Not Be Deleted"), error);
  count (self);
  if (are_gone)
    g_signal_emit (self, signals[SIGNAL_FORGOTTEN], 0);
}

static void
answered_cb (RdPreferences *self,
             const char    *response)
{
  if (!g_str_equal (response, "delete") || self->service == NULL)
    return;

  gtk_widget_set_sensitive (self->forget, FALSE);
  rd_keeping_forget_async (self->service, forgotten_cb, g_object_ref (self));
}

static void
forget_cb (RdPreferences *self)
{
  g_autofree char *heading = g_strdup_printf (g_dngettext (NULL, "Delete %'u Post?", "Delete All %'u Posts?", self->n_posts),
                                              self->n_posts);
  AdwDialog *dialog
      = adw_alert_dialog_new (heading,
                              _("They cannot be brought back, nor can what you changed about topics. You go on "
                                "following your live blogs, and posts that these hold when they are read next are "
                                "kept again."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static const char *
describe_background (RdBackgroundState state)
{
  switch (state)
    {
    case RD_BACKGROUND_OFF:
      return _("Following ends when the window is closed");
    case RD_BACKGROUND_ASKED:
      return _("Your desktop is asked whether it allows it…");
    case RD_BACKGROUND_ALLOWED:
      return _("Following goes on when the window is closed");
    case RD_BACKGROUND_DENIED:
      return _("Your desktop does not allow it. Allow it in Settings → Apps → Rundown, and open this again");
    }

  return NULL;
}

static void
background_cb (RdPreferences *self)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->background_row),
                               describe_background (rd_background_get_state (self->background)));
}

static void
rd_preferences_dispose (GObject *object)
{
  RdPreferences *self = RD_PREFERENCES (object);

  g_clear_object (&self->service);
  g_clear_object (&self->background);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_PREFERENCES);

  G_OBJECT_CLASS (rd_preferences_parent_class)->dispose (object);
}

static void
rd_preferences_class_init (RdPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_preferences_dispose;

  /**
   * RdPreferences::forgotten:
   *
   * All posts were deleted.
   */
  signals[SIGNAL_FORGOTTEN]
      = g_signal_new ("forgotten", RD_TYPE_PREFERENCES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RD_TYPE_ALERT_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, text_size);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, order);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, pictures);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, announcements);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, metered);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, saving);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, background_row);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, keep_days);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, count);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, place);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, back_up);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, forget);
  gtk_widget_class_bind_template_child (widget_class, RdPreferences, publishers_page);
  gtk_widget_class_bind_template_callback (widget_class, show_place_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
}

static void
rd_preferences_init (RdPreferences *self)
{
  g_autofree char *path = rd_store_get_usual_path ();

  self->settings = g_settings_new (RD_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_settings_bind (self->settings, "text-size", self->text_size, "value", G_SETTINGS_BIND_DEFAULT);
  rd_words_bind (self->settings, "post-order", self->order);
  g_settings_bind (self->settings, "show-pictures", self->pictures, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "announce-key-events", self->announcements, "active", G_SETTINGS_BIND_DEFAULT);
  rd_words_bind (self->settings, "check-metered", self->metered);
  rd_words_bind (self->settings, "check-saving-power", self->saving);
  g_settings_bind (self->settings, "run-in-background", self->background_row, "active", G_SETTINGS_BIND_DEFAULT);
  rd_keep_days_bind (self->settings, self->keep_days);

  adw_action_row_set_subtitle (self->place, path);
  gtk_widget_set_sensitive (self->back_up, FALSE);
  gtk_widget_set_sensitive (self->forget, FALSE);
  for (gsize i = 0; i < rd_n_publishers; i++)
    adw_preferences_page_add (self->publishers_page, ADW_PREFERENCES_GROUP (rd_publisher_group_new (&rd_publishers[i])));
}

/**
 * rd_preferences_new:
 * @service: what keeps posts
 * @background: whether it goes on without a window
 *
 * Returns: (transfer floating): a dialog for all that the reader may prefer
 */
AdwDialog *
rd_preferences_new (RdService    *service,
                    RdBackground *background)
{
  RdPreferences *self = g_object_new (RD_TYPE_PREFERENCES, NULL);

  self->service = g_object_ref (service);
  self->background = g_object_ref (background);
  g_signal_connect_object (background, "notify::state", G_CALLBACK (background_cb), self, G_CONNECT_SWAPPED);
  background_cb (self);
  /* The reader may have allowed it meanwhile. */
  if (rd_background_get_state (background) == RD_BACKGROUND_DENIED)
    rd_background_ask (background);
  count (self);

  return ADW_DIALOG (self);
}
