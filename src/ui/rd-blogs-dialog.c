/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live blogs that the reader follows, how that goes, and what can be done about it. */
#include "ui/rd-blogs-dialog.h"

#include "ui/rd-alert.h"
#include "ui/rd-blog-row.h"
#include "ui/rd-blog-rows.h"
#include "ui/rd-exchange.h"
#include "ui/rd-import-bar.h"
#include "ui/rd-menu.h"
#include "ui/rd-toasts.h"
#include "rd-config.h"

#include <glib/gi18n.h>

struct _RdBlogsDialog
{
  AdwDialog parent_instance;

  RdService *service;       /* (owned) */
  RdUnfollower *unfollower; /* (owned): the window's */
  gboolean lists;           /* whether the list is being asked for */
  gboolean lists_again;     /* whether it has changed since */
  gboolean has_changed;     /* whether others are followed than when it was opened */
  GtkWidget *add;           /* (unowned) */
  GtkMenuButton *more;      /* (unowned) */
  GMenuModel *blogs_menu;   /* (unowned) */
  GtkStack *stack;          /* (unowned) */
  GtkListBox *list;         /* (unowned) */
  AdwToastOverlay *toasts;  /* (unowned) */
  AdwStatusPage *empty;     /* (unowned) */
  AdwStatusPage *error;     /* (unowned) */
  RdImportBar *import_bar;  /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdBlogsDialog, rd_blogs_dialog, ADW_TYPE_DIALOG)

static void list_cb (RdBlogsDialog *self);

/* Others are followed than before. */
static void
note_change (RdBlogsDialog *self)
{
  self->has_changed = TRUE;
  list_cb (self);
}

static void
asked_cb (RdBlogsDialog *self,
          const char    *action,
          RdBlogRow     *row)
{
  if (g_str_equal (action, "row.show"))
    {
      self->has_changed = FALSE;
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-blog", "s", rd_blog_row_get_blog_id (row));
      adw_dialog_close (ADW_DIALOG (self));
    }
  else if (g_str_equal (action, "row.check"))
    {
      rd_service_check_blog (self->service, rd_blog_row_get_blog_id (row));
    }
  else if (g_str_equal (action, "row.copy"))
    {
      rd_toasts_say (self->toasts, _("Address copied"));
    }
  else if (g_str_equal (action, "row.forget"))
    {
      rd_unfollower_ask_to_forget (self->unfollower, row);
    }
  else
    {
      rd_unfollower_unfollow (self->unfollower, row);
    }
}

static void
show_list (RdBlogsDialog *self,
           GPtrArray     *list)
{
  const gboolean has_some = rd_blog_rows_update (self->list, list, G_CALLBACK (asked_cb), G_OBJECT (self)) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.export", has_some);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.check", has_some);
  gtk_stack_set_visible_child_name (self->stack, has_some ? "list" : "empty");
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RdBlogsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = rd_service_list_finish (RD_SERVICE (source), result, &error);

  self->lists = FALSE;
  if (self->service == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (list != NULL)
    {
      show_list (self, list);
    }
  else
    {
      rd_alert_put_reason (self->error, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
  if (self->lists_again)
    list_cb (self);
}

/* Asks for the list as it is now; many a change while it is asked for needs only one more answer. */
static void
list_cb (RdBlogsDialog *self)
{
  self->lists_again = self->lists;
  if (self->lists)
    return;

  self->lists = TRUE;
  rd_service_list_async (self->service, listed_cb, g_object_ref (self));
}

static void
check_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *target)
{
  rd_service_check_now (RD_BLOGS_DIALOG (widget)->service);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RdBlogsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean done = rd_exchange_export_finish (result, &error);

  if (self->service == NULL)
    return;
  if (done)
    rd_toasts_say (self->toasts, _("List exported"));
  else
    rd_toasts_say_error (self->toasts, error);
}

static void
export_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *target)
{
  rd_exchange_export_async (RD_BLOGS_DIALOG (widget)->service, GTK_WINDOW (gtk_widget_get_root (widget)), exported_cb,
                            g_object_ref (widget));
}

static void
import_changed_cb (RdBlogsDialog *self)
{
  const gboolean is_running = rd_import_bar_is_running (self->import_bar);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.import", !is_running);
  if (!is_running)
    note_change (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RdBlogsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outlines = rd_exchange_read_finish (result, &error);

  if (self->service == NULL)
    return;
  if (outlines != NULL)
    rd_import_bar_run (self->import_bar, self->service, g_steal_pointer (&outlines), self->toasts);
  else
    rd_toasts_say_error (self->toasts, error);
}

static void
import_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *target)
{
  rd_blogs_dialog_import (RD_BLOGS_DIALOG (widget));
}

/* The focus must not go with a row, nor with its menu: keys would lead nowhere. */
static gboolean
focus_cb (gpointer user_data)
{
  RdBlogsDialog *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (root != NULL && self->service != NULL && gtk_root_get_focus (root) == NULL)
    gtk_widget_grab_focus (first != NULL ? GTK_WIDGET (first) : self->add);

  return G_SOURCE_REMOVE;
}

static void
focused_cb (RdBlogsDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL && gtk_root_get_focus (root) == NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, g_object_ref (self), g_object_unref);
}

static void
rd_blogs_dialog_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rd_blogs_dialog_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget", G_CALLBACK (focused_cb), widget,
                           G_CONNECT_SWAPPED);
}

static void
rd_blogs_dialog_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focused_cb, widget);

  GTK_WIDGET_CLASS (rd_blogs_dialog_parent_class)->unroot (widget);
}

static void
rd_blogs_dialog_closed (AdwDialog *dialog)
{
  RdBlogsDialog *self = RD_BLOGS_DIALOG (dialog);

  rd_import_bar_stop (self->import_bar);
  rd_unfollower_move_back (self->unfollower);
}

static void
rd_blogs_dialog_dispose (GObject *object)
{
  RdBlogsDialog *self = RD_BLOGS_DIALOG (object);

  g_clear_object (&self->unfollower);
  g_clear_object (&self->service);
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_BLOGS_DIALOG);

  G_OBJECT_CLASS (rd_blogs_dialog_parent_class)->dispose (object);
}

static void
rd_blogs_dialog_class_init (RdBlogsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_blogs_dialog_dispose;
  widget_class->root = rd_blogs_dialog_root;
  widget_class->unroot = rd_blogs_dialog_unroot;
  ADW_DIALOG_CLASS (klass)->closed = rd_blogs_dialog_closed;

  g_type_ensure (RD_TYPE_IMPORT_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-blogs-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, add);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, more);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, blogs_menu);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, error);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, import_bar);
  gtk_widget_class_bind_template_callback (widget_class, list_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_changed_cb);

  gtk_widget_class_install_action (widget_class, "blogs.check", NULL, check_cb);
  gtk_widget_class_install_action (widget_class, "blogs.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "blogs.import", NULL, import_cb);
}

static void
rd_blogs_dialog_init (RdBlogsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rd_menu_attach (self->more, self->blogs_menu);
  adw_status_page_set_icon_name (self->empty, RD_APPLICATION_ID);
}

/**
 * rd_blogs_dialog_new:
 * @service: what follows
 * @unfollower: what ends that in the window; it says so in the dialog as long as that is open
 *
 * Returns: (transfer floating): a dialog of what is followed, which changes as that does
 */
AdwDialog *
rd_blogs_dialog_new (RdService    *service,
                     RdUnfollower *unfollower)
{
  RdBlogsDialog *self = g_object_new (RD_TYPE_BLOGS_DIALOG, NULL);

  self->service = g_object_ref (service);
  self->unfollower = g_object_ref (unfollower);
  rd_unfollower_move_to (unfollower, self->toasts);
  g_signal_connect_object (unfollower, "changed", G_CALLBACK (note_change), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (service, "looked", G_CALLBACK (list_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (service, "changed", G_CALLBACK (list_cb), self, G_CONNECT_SWAPPED);
  list_cb (self);

  return ADW_DIALOG (self);
}

/**
 * rd_blogs_dialog_has_changed:
 * @self: a dialog
 *
 * Returns: whether others are followed than when it was opened, and nothing of that is shown yet
 */
gboolean
rd_blogs_dialog_has_changed (RdBlogsDialog *self)
{
  return self->has_changed || rd_import_bar_is_running (self->import_bar);
}

/**
 * rd_blogs_dialog_import:
 * @self: a dialog that is shown
 *
 * Lets the reader choose a list, and follows all of it.
 */
void
rd_blogs_dialog_import (RdBlogsDialog *self)
{
  rd_exchange_read_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), read_cb, g_object_ref (self));
}
