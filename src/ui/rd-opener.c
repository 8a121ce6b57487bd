/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways in which a reader says what to open in a window: what is followed, the demo, an address, a file that is
 * chosen or dropped; and the dialogs in which live blogs are added. */
#include "ui/rd-opener.h"

#include "ui/rd-add-dialog.h"
#include "ui/rd-blogs-dialog.h"

#include <glib/gi18n.h>

static void
open_file (RdWindow *window,
           GFile    *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *location = path != NULL ? g_steal_pointer (&path) : g_file_get_uri (file);

  rd_window_open_named (window, (const char *const[]) { location, NULL });
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (RdWindow) window = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  /* The window may have been closed meanwhile. */
  if (file != NULL && rd_window_get_loader (window) != NULL)
    open_file (window, file);
}

static gboolean
drop_cb (RdWindow     *window,
         const GValue *value)
{
  const GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;

  open_file (window, files->data);
  return TRUE;
}

static void
retry_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *target)
{
  rd_loader_retry (rd_window_get_loader (RD_WINDOW (widget)));
}

static void
open_demo_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  rd_loader_load (rd_window_get_loader (RD_WINDOW (widget)), RD_LOADER_DEMO, NULL);
}

static void
open_followed_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *target)
{
  rd_window_open_followed (RD_WINDOW (widget));
}

static void
open_file_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Open a Live Blog"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (widget), NULL, file_chosen_cb, g_object_ref (RD_WINDOW (widget)));
}

static void
read_address_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *target)
{
  rd_window_open_named (RD_WINDOW (widget), (const char *const[]) { g_variant_get_string (target, NULL), NULL });
}

static void
add_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *target)
{
  adw_dialog_present (rd_add_dialog_new (rd_window_get_service (RD_WINDOW (widget))), widget);
}

static void
blogs_closed_cb (RdWindow      *window,
                 RdBlogsDialog *dialog)
{
  if (rd_blogs_dialog_has_changed (dialog))
    rd_opener_show_changed (window);
}

static void
live_blogs_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *target)
{
  RdWindow *window = RD_WINDOW (widget);
  AdwDialog *dialog = rd_blogs_dialog_new (rd_window_get_service (window), rd_window_get_unfollower (window));

  g_signal_connect_object (dialog, "closed", G_CALLBACK (blogs_closed_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
  if (g_str_equal (name, "win.import"))
    rd_blogs_dialog_import (RD_BLOGS_DIALOG (dialog));
}

/**
 * rd_opener_install_actions:
 * @window_class: the class of windows
 *
 * Gives every window the actions with which something is opened in it.
 */
void
rd_opener_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.retry", NULL, retry_cb);
  gtk_widget_class_install_action (window_class, "win.open-followed", NULL, open_followed_cb);
  gtk_widget_class_install_action (window_class, "win.open-demo", NULL, open_demo_cb);
  gtk_widget_class_install_action (window_class, "win.open-file", NULL, open_file_cb);
  gtk_widget_class_install_action (window_class, "win.read-address", "s", read_address_cb);
  gtk_widget_class_install_action (window_class, "win.add", NULL, add_cb);
  gtk_widget_class_install_action (window_class, "win.live-blogs", NULL, live_blogs_cb);
  gtk_widget_class_install_action (window_class, "win.import", NULL, live_blogs_cb);
}

/**
 * rd_opener_show_changed:
 * @window: a window
 *
 * Shows what is followed where that, or the demo instead of it, is or is about to be shown: there may be others than
 * before.
 */
void
rd_opener_show_changed (RdWindow *window)
{
  RdLoader *loader = rd_window_get_loader (window);

  if (loader == NULL)
    return;

  if (rd_loader_has_shown (loader, RD_LOADER_FOLLOWED))
    rd_loader_reload (loader);
  else if (rd_loader_has_shown (loader, RD_LOADER_DEMO) || rd_loader_awaits (loader, RD_LOADER_FOLLOWED)
           || rd_loader_awaits (loader, RD_LOADER_DEMO))
    rd_window_open_followed (window);
}

/**
 * rd_opener_accept_drops:
 * @window: a window
 *
 * Has a file opened that is dropped onto the window.
 */
void
rd_opener_accept_drops (RdWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), window, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
