/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application's actions, and the keys of those that it and its window have. */
#include "ui/rd-application-private.h"

#include "ui/rd-about.h"
#include "ui/rd-add-dialog.h"
#include "ui/rd-preferences.h"

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  g_application_activate (user_data);
  rd_about_present (GTK_WIDGET (rd_application_get_window (user_data)));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  RdWindow *window;
  AdwDialog *dialog;

  g_application_activate (user_data);
  window = rd_application_get_window (user_data);
  if (window == NULL || RD_IS_PREFERENCES (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))))
    return;

  dialog = rd_preferences_new (RD_APPLICATION (user_data)->service, RD_APPLICATION (user_data)->background);
  g_signal_connect_object (dialog, "forgotten", G_CALLBACK (rd_window_forget), window, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

/* How the window is left is kept when it closes. */
static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  RdWindow *window = rd_application_get_window (user_data);

  rd_background_stop (RD_APPLICATION (user_data)->background);
  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  g_application_quit (G_APPLICATION (user_data));
}

static void
close_dialogs (RdWindow *window)
{
  g_autoptr (GListModel) dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (window));

  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      adw_dialog_close (dialog);
    }
}

/* For other programs: what the reader chose there is shown, whatever stands before it. */
static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  static const struct
  {
    const char *action;
    void (*open) (RdWindow *, const char *);
  } ways[] = { { "open-post", rd_window_open_post }, { "open-topic", rd_window_open_topic }, { "search", rd_window_search } };
  RdWindow *window = rd_application_get_window (user_data);

  if (window == NULL)
    window = rd_application_make_window (user_data);
  close_dialogs (window);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), ways[i].action))
      ways[i].open (window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

/* For the desktop, with a window or without one: what has a key there. An address that is being typed is left alone. */
static void
window_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  gboolean adds = g_str_equal (g_action_get_name (G_ACTION (action)), "add");
  RdWindow *window;

  g_application_activate (user_data);
  window = rd_application_get_window (user_data);
  if (adds && RD_IS_ADD_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))))
    return;

  close_dialogs (window);
  gtk_widget_activate_action (GTK_WIDGET (window), adds ? "win.add" : "win.search", NULL);
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_cb },
  { .name = "add", .activate = window_cb },
  { .name = "find", .activate = window_cb },
  { .name = "open-post", .activate = open_cb, .parameter_type = "s" },
  { .name = "open-topic", .activate = open_cb, .parameter_type = "s" },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "quit", .activate = quit_cb },
  { .name = "search", .activate = open_cb, .parameter_type = "s" },
};

static const struct
{
  const char *action;
  const char *keys[3];
} keys[] = {
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.open-file", { "<Control>o" } },
  { "win.add", { "<Control>n", "<Control>l" } },
  { "win.live-blogs", { "<Control>b" } },
  { "win.search", { "<Control>f" } },
  { "win.back", { "<Alt>Left", "Back" } },
  { "win.refresh", { "F5", "<Control>r" } },
  { "win.show-help-overlay", { "<Control>question" } },
};

void
rd_application_add_actions (RdApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].keys);
  /* Back is where the arrow of its button points. */
  if (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), "win.back",
                                           (const char *const[]) { "<Alt>Right", "Back", NULL });
}
