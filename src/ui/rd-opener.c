/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways in which a reader says what to open in a window: a file that is chosen or dropped. */
#include "ui/rd-opener.h"

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

  if (file != NULL)
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

/**
 * rd_opener_ask_file:
 * @window: a window
 *
 * Lets the reader choose a file, and opens it.
 */
void
rd_opener_ask_file (RdWindow *window)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Open a Live Blog"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (window), NULL, file_chosen_cb, g_object_ref (window));
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
