/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: its one window or none, and what goes on without one. */
#include "ui/rd-application-private.h"

#include "rd-config.h"
#include "rd-ui-resources.h"
#include "service/rd-settings.h"
#include "ui/rd-high-contrast.h"
#include "ui/rd-opener.h"
#include "ui/rd-painted.h"
#include "ui/rd-text-size.h"
#include "ui/rd-toasts.h"

#include <malloc.h>

G_DEFINE_FINAL_TYPE (RdApplication, rd_application, ADW_TYPE_APPLICATION)

RdWindow *
rd_application_get_window (RdApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL ? RD_WINDOW (window) : NULL;
}

static void
conditions_cb (RdConditions conditions,
               gpointer     user_data)
{
  rd_service_set_conditions (RD_APPLICATION (user_data)->service, conditions);
}

/* What settings_changed_cb() is about; others change whenever a window is closed. */
static const char *const following_keys[] = { "check-metered", "check-saving-power", "keep-days" };

static void
settings_changed_cb (RdApplication *self)
{
  if (self->watch != NULL)
    rd_conditions_watch_set_stops (self->watch, rd_settings_get_stops (self->settings));
  rd_service_set_keep_days (self->service, rd_settings_get_keep_days (self->settings));
}

/* That it was paused is told in the window, wherever that was asked for. */
static void
snoozed_cb (RdApplication *self)
{
  RdWindow *window = rd_application_get_window (self);
  g_autofree char *state = rd_snooze_describe (self->settings);

  if (window != NULL && state != NULL)
    rd_toasts_say (rd_toasts_put_over (ADW_APPLICATION_WINDOW (window)), state);
}

/* It keeps up with what is followed as long as the application runs. */
static void
follow_cb (gpointer user_data)
{
  RdApplication *self = user_data;

  if (self->service == NULL || self->watch != NULL)
    return;

  self->watch = rd_conditions_watch_new (NULL, NULL, conditions_cb, self);
  rd_conditions_watch_set_stops (self->watch, rd_settings_get_stops (self->settings));
  rd_service_set_conditions (self->service, rd_conditions_watch_get (self->watch));
  rd_service_start (self->service);
}

/* But first of all the reader sees what there is. */
static void
loaded_cb (RdApplication *self)
{
  RdWindow *window = rd_application_get_window (self);

  if (window != NULL && self->watch == NULL)
    rd_painted_call (GTK_WIDGET (window), follow_cb, G_OBJECT (self));
}

/* Without a window, as where the desktop searches for something, only who may go on without one follows. */
static void
background_cb (RdApplication *self)
{
  if (g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_IS_SERVICE
      && rd_background_get_state (self->background) != RD_BACKGROUND_OFF)
    follow_cb (self);
}

/* With what was being read when the window was left. */
static void
read_followed (RdApplication *self)
{
  g_autoptr (GSettings) settings = g_settings_new (RD_APPLICATION_ID);
  g_autofree char *post_id = g_settings_get_string (settings, "post-id");

  rd_loader_load_more (self->loader, &(RdExtent) { .entry_id = post_id });
}

static void
make_service (RdApplication *self)
{
  const RdServiceOptions options = {
    .keep_days = rd_settings_get_keep_days (self->settings),
    .clock = rd_clock_real,
    .limits = &rd_fetcher_usual_limits,
  };

  self->service = rd_service_new (&options);
  rd_commands_set_service (self->commands, self->service);
}

/* Someone follows something else from outside. */
static void
commanded_cb (RdApplication *self)
{
  RdWindow *window = rd_application_get_window (self);

  if (window != NULL)
    rd_opener_show_changed (window);
}

static void
removed_cb (RdApplication *self,
            const char    *blog_id,
            const char    *name,
            gboolean       can_resume)
{
  RdWindow *window = rd_application_get_window (self);

  if (window != NULL)
    rd_window_say_ended (window, blog_id, name, can_resume);
}

RdWindow *
rd_application_make_window (RdApplication *self)
{
  RdWindow *window = RD_WINDOW (rd_window_new (GTK_APPLICATION (self), self->service, self->loader));

  g_signal_connect_object (self->loader, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->loader, "empty", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->loader, "failed", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return window;
}

/* On a thread, GTK reads all icons of the system as soon as one is thought of, and once more for each place that it is told
 * of afterwards; who asks for an icon meanwhile waits. libadwaita's place is told of in the same breath, our own is one that
 * GTK knows (ui.gresource.xml), and that windows have our icon need not be asked. */
static void
begin_icons (void)
{
  adw_init ();
  gtk_window_set_default_icon_name (RD_APPLICATION_ID);
}

/* libadwaita finds a style by itself only for who has a place of icons, too. */
static void
add_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/rundown/ui/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
rd_application_startup (GApplication *application)
{
  RdApplication *self = RD_APPLICATION (application);

  g_resources_register (rd_ui_get_resource ());
  begin_icons ();
  G_APPLICATION_CLASS (rd_application_parent_class)->startup (application);
  add_style ();

  rd_application_add_actions (self);

  /* A text that is reached with the keyboard is not selected for that. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  self->settings = g_settings_new (RD_APPLICATION_ID);
  self->text_size = rd_text_size_new (gdk_display_get_default (), self->settings);
  self->contrast = rd_high_contrast_new (gdk_display_get_default (), "/rundown/ui/high-contrast.css");
  make_service (self);
  self->notifier = rd_notifier_new (application, self->service, self->settings);
  self->snooze = rd_snooze_new (G_ACTION_MAP (self), self->settings);
  g_signal_connect_object (self->settings, "changed::snoozed-until", G_CALLBACK (snoozed_cb), self, G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (following_keys); i++)
    {
      g_autofree char *signal = g_strconcat ("changed::", following_keys[i], NULL);

      g_signal_connect_object (self->settings, signal, G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
    }
  self->background = rd_background_new (application, self->service, self->settings);
  g_signal_connect_object (self->background, "notify::state", G_CALLBACK (background_cb), self, G_CONNECT_SWAPPED);
  background_cb (self);
}

static void
rd_application_shutdown (GApplication *application)
{
  RdApplication *self = RD_APPLICATION (application);

  g_signal_handlers_disconnect_by_data (self->settings, self);
  rd_background_stop (self->background);
  g_clear_object (&self->background);
  g_clear_pointer (&self->watch, rd_conditions_watch_free);
  rd_commands_set_service (self->commands, NULL);
  g_clear_object (&self->notifier);
  rd_service_stop (self->service);
  g_clear_object (&self->service);
  g_clear_object (&self->text_size);
  g_clear_object (&self->contrast);
  g_clear_pointer (&self->snooze, rd_snooze_free);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (rd_application_parent_class)->shutdown (application);
}

static void
rd_application_activate (GApplication *application)
{
  RdWindow *window = rd_application_get_window (RD_APPLICATION (application));

  if (window == NULL)
    {
      window = rd_application_make_window (RD_APPLICATION (application));
      if (!rd_loader_is_loading (RD_APPLICATION (application)->loader))
        read_followed (RD_APPLICATION (application));
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
rd_application_open (GApplication  *application,
                     GFile        **files,
                     int            n_files,
                     const char    *hint)
{
  RdWindow *window = rd_application_get_window (RD_APPLICATION (application));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) locations = NULL;

  for (int i = 0; i < n_files; i++)
    {
      char *path = g_file_get_path (files[i]);

      g_strv_builder_take (builder, path != NULL ? path : g_file_get_uri (files[i]));
    }
  locations = g_strv_builder_end (builder);

  if (window == NULL)
    window = rd_application_make_window (RD_APPLICATION (application));
  rd_window_open_named (window, (const char *const *) locations);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
rd_application_dbus_register (GApplication     *application,
                              GDBusConnection  *connection,
                              const char       *path,
                              GError          **error)
{
  RdApplication *self = RD_APPLICATION (application);
  g_autofree char *search_path = g_strconcat (path, "/SearchProvider", NULL);
  g_autofree char *commands_path = g_strconcat (path, "/Commands", NULL);

  return G_APPLICATION_CLASS (rd_application_parent_class)->dbus_register (application, connection, path, error)
         && rd_search_provider_export (self->search_provider, connection, search_path, error)
         && rd_commands_export (self->commands, connection, commands_path, error);
}

static void
rd_application_dbus_unregister (GApplication    *application,
                                GDBusConnection *connection,
                                const char      *path)
{
  rd_commands_unexport (RD_APPLICATION (application)->commands);
  rd_search_provider_unexport (RD_APPLICATION (application)->search_provider);
  G_APPLICATION_CLASS (rd_application_parent_class)->dbus_unregister (application, connection, path);
}

static void
trim_cb (gpointer user_data)
{
  malloc_trim (0);
}

/* What the window needed goes with it, back to the system, too. What is followed may be kept up with without it. */
static void
rd_application_window_removed (GtkApplication *application,
                               GtkWindow      *window)
{
  RdApplication *self = RD_APPLICATION (application);

  GTK_APPLICATION_CLASS (rd_application_parent_class)->window_removed (application, window);

  if (rd_application_get_window (self) != NULL || self->background == NULL)
    return;

  rd_loader_stop (self->loader);
  g_object_unref (self->loader);
  self->loader = rd_loader_new ();
  follow_cb (self);
  rd_background_ask (self->background);
  g_idle_add_once (trim_cb, NULL);
}

static void
rd_application_dispose (GObject *object)
{
  RdApplication *self = RD_APPLICATION (object);

  if (self->loader != NULL)
    rd_loader_stop (self->loader);
  g_clear_object (&self->loader);
  g_clear_object (&self->search_provider);
  g_clear_object (&self->commands);

  G_OBJECT_CLASS (rd_application_parent_class)->dispose (object);
}

static void
rd_application_class_init (RdApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_application_dispose;

  application_class->startup = rd_application_startup;
  application_class->shutdown = rd_application_shutdown;
  application_class->activate = rd_application_activate;
  application_class->open = rd_application_open;
  application_class->dbus_register = rd_application_dbus_register;
  application_class->dbus_unregister = rd_application_dbus_unregister;

  GTK_APPLICATION_CLASS (klass)->window_removed = rd_application_window_removed;
}

static void
rd_application_init (RdApplication *self)
{
  self->loader = rd_loader_new ();
  self->search_provider = rd_search_provider_new (G_APPLICATION (self));
  self->commands = rd_commands_new (G_APPLICATION (self));
  g_signal_connect_object (self->commands, "changed", G_CALLBACK (commanded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commands, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * rd_application_new:
 * @reads_followed: whether to read what is followed at once, while there is no window yet
 *
 * Returns: (transfer full): the application, which opens files and addresses
 */
GApplication *
rd_application_new (gboolean reads_followed)
{
  RdApplication *self = g_object_new (RD_TYPE_APPLICATION,
                                      "application-id", RD_APPLICATION_ID,
                                      "flags", G_APPLICATION_HANDLES_OPEN,
                                      NULL);

  /* (begin_icons() says why.) */
  g_application_set_resource_base_path (G_APPLICATION (self), NULL);
  if (reads_followed)
    read_followed (self);

  return G_APPLICATION (self);
}
