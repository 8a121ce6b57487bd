/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader can do with a post in a row: copy it, send it, open it, see what was changed in it. What its publisher
 * took away is neither copied nor sent. */
#include "ui/rd-post-actions.h"

#include "base/rd-string.h"
#include "ui/rd-alert.h"
#include "ui/rd-changes-dialog.h"
#include "ui/rd-post-row.h"
#include "ui/rd-quotation.h"

#include <glib/gi18n.h>

static RdEntry *
get_entry (GtkWidget *row)
{
  return rd_post_item_get_entry (rd_post_row_get_item (RD_POST_ROW (row)))->entry;
}

static void
copy (GtkWidget  *row,
      const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (row), text);
  gtk_accessible_announce (GTK_ACCESSIBLE (row), _("Copied"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
copy_text_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  g_autofree char *text = rd_quotation_write_text (get_entry (widget));

  copy (widget, text);
}

static void
copy_quotation_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *target)
{
  RdDocument *document = rd_post_item_get_document (rd_post_row_get_item (RD_POST_ROW (widget)));
  g_autofree char *text = rd_quotation_write (document, get_entry (widget));

  copy (widget, text);
}

static void
copy_link_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  g_autofree char *url = rd_string_safe_url (get_entry (widget)->url, NULL);

  copy (widget, url);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GtkWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      || !gtk_widget_get_mapped (GTK_WIDGET (window)))
    return;

  rd_alert_show_error (GTK_WIDGET (window), _("Could Not Be Sent"), error);
}

/* In the program that the reader writes messages with. */
static void
send_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  RdDocument *document = rd_post_item_get_document (rd_post_row_get_item (RD_POST_ROW (widget)));
  g_autofree char *message = rd_quotation_write_message (document, get_entry (widget));
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (message);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  gtk_uri_launcher_launch (launcher, window, NULL, sent_cb, g_object_ref (window));
}

static void
open_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  g_autofree char *url = rd_string_safe_url (get_entry (widget)->url, NULL);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (url);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL, NULL);
}

static void
changes_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *target)
{
  adw_dialog_present (rd_changes_dialog_new (get_entry (widget)), widget);
}

static void
move_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  gtk_widget_activate_action (widget, "win.move-post", "s", get_entry (widget)->id);
}

/**
 * rd_post_actions_install:
 * @row_class: the class of #RdPostRow
 *
 * Gives rows the actions.
 */
void
rd_post_actions_install (GtkWidgetClass *row_class)
{
  gtk_widget_class_install_action (row_class, "post.copy-text", NULL, copy_text_cb);
  gtk_widget_class_install_action (row_class, "post.copy-quotation", NULL, copy_quotation_cb);
  gtk_widget_class_install_action (row_class, "post.copy-link", NULL, copy_link_cb);
  gtk_widget_class_install_action (row_class, "post.send", NULL, send_cb);
  gtk_widget_class_install_action (row_class, "post.open", NULL, open_cb);
  gtk_widget_class_install_action (row_class, "post.changes", NULL, changes_cb);
  gtk_widget_class_install_action (row_class, "post.move", NULL, move_cb);
}

/**
 * rd_post_actions_update:
 * @row: a row
 * @entry: the post that it shows from now on
 */
void
rd_post_actions_update (GtkWidget *row,
                        RdEntry   *entry)
{
  g_autofree char *url = entry->url != NULL ? rd_string_safe_url (entry->url, NULL) : NULL;

  gtk_widget_action_set_enabled (row, "post.copy-text", !entry->deleted);
  gtk_widget_action_set_enabled (row, "post.copy-quotation", !entry->deleted);
  gtk_widget_action_set_enabled (row, "post.send", !entry->deleted);
  gtk_widget_action_set_enabled (row, "post.copy-link", url != NULL);
  gtk_widget_action_set_enabled (row, "post.open", url != NULL);
  gtk_widget_action_set_enabled (row, "post.changes", entry->updated != NULL);
  gtk_widget_action_set_enabled (row, "post.move",
                                 rd_document_is_kept (rd_post_item_get_document (rd_post_row_get_item (RD_POST_ROW (row)))));
}
