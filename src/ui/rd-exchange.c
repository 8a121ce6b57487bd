/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of live blogs (OPML) in files that the reader chooses. */
#include "ui/rd-exchange.h"

#include "base/rd-error.h"
#include "formats/rd-opml.h"
#include "service/rd-reader.h"

#include <glib/gi18n.h>
#include <string.h>

static GtkFileDialog *
new_dialog (const char *title)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) lists = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (lists, _("Lists (OPML)"));
  gtk_file_filter_add_suffix (lists, "opml");
  gtk_file_filter_add_suffix (lists, "xml");
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, lists);
  g_list_store_append (filters, all);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));

  return dialog;
}

/* That the reader has chosen none is no failure to tell of. */
static void
return_unchosen (GTask  *task,
                 GError *error)
{
  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      g_clear_error (&error);
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
    }
  g_task_return_error (task, error);
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  g_autofree char *path = g_file_get_path (task_data);
  g_autofree char *uri = g_file_get_uri (task_data);
  g_autofree char *name = g_file_get_basename (task_data);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GBytes) bytes = rd_reader_load (path != NULL ? path : uri, NULL, &error);
  GPtrArray *outlines = bytes != NULL ? rd_opml_read (bytes, NULL, &error) : NULL;

  if (bytes != NULL && outlines == NULL)
    rd_error_put_before (error, shown);
  if (outlines != NULL)
    g_task_return_pointer (task, outlines, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file == NULL)
    {
      return_unchosen (task, error);
      return;
    }

  g_task_set_task_data (task, file, g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * rd_exchange_read_async:
 * @window: what a dialog is shown on
 * @callback: called when a list is read, or cannot be
 * @user_data: for @callback
 *
 * Lets the reader choose a file, and reads the list in it.
 */
void
rd_exchange_read_async (GtkWindow           *window,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GtkFileDialog) dialog = new_dialog (_("Import a List"));
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, rd_exchange_read_async);
  gtk_file_dialog_open (dialog, window, NULL, opened_cb, task);
}

/**
 * rd_exchange_read_finish:
 * @result: what the callback was given
 * @error: as of rd_opml_read(), %RD_ERROR_FILE, or %G_IO_ERROR_CANCELLED where the reader chose no file
 *
 * Returns: (transfer full) (element-type RdOutline): the list, or %NULL
 */
GPtrArray *
rd_exchange_read_finish (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) followed = rd_service_list_finish (RD_SERVICE (source), result, &error);
  g_autoptr (GPtrArray) outlines = followed != NULL ? rd_importer_list (followed) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (outlines == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (outlines->len == 0)
    {
      g_task_return_new_error_literal (task, RD_ERROR, RD_ERROR_FILE, _("Nothing on the web is followed"));
      return;
    }

  text = rd_opml_write (_("Live blogs that Rundown follows"), outlines);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (g_task_get_task_data (task), bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, written_cb,
                                       g_object_ref (task));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file == NULL)
    {
      return_unchosen (task, error);
      return;
    }

  g_task_set_task_data (task, file, g_object_unref);
  rd_service_list_async (g_task_get_source_object (task), listed_cb, g_object_ref (task));
}

/**
 * rd_exchange_export_async:
 * @service: what follows
 * @window: what a dialog is shown on
 * @callback: called when the list is written, or cannot be
 * @user_data: for @callback
 *
 * Lets the reader choose a file, and writes into it what is followed.
 */
void
rd_exchange_export_async (RdService           *service,
                          GtkWindow           *window,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GtkFileDialog) dialog = new_dialog (_("Export the List"));
  GTask *task = g_task_new (service, NULL, callback, user_data);

  g_task_set_source_tag (task, rd_exchange_export_async);
  gtk_file_dialog_set_initial_name (dialog, "live-blogs.opml");
  gtk_file_dialog_save (dialog, window, NULL, saved_cb, task);
}

/**
 * rd_exchange_export_finish:
 * @result: what the callback was given
 * @error: why it is not written; %G_IO_ERROR_CANCELLED where the reader chose no file
 *
 * Returns: whether it is written
 */
gboolean
rd_exchange_export_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
