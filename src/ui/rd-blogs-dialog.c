/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live blogs that the reader follows, how that goes, and what can be done about it. */
#include "ui/rd-blogs-dialog.h"

#include "export/rd-wording.h"
#include "ui/rd-blog-row.h"
#include "ui/rd-exchange.h"
#include "ui/rd-markup.h"
#include "rd-config.h"

#include <glib/gi18n.h>

/* Of what could not be followed, so many are named. */
#define MOST_FAILURES 5u

struct _RdBlogsDialog
{
  AdwDialog parent_instance;

  RdService *service;       /* (owned) */
  GHashTable *rows;         /* (owned) (element-type utf8 RdBlogRow): by the live blogs' ids */
  GCancellable *importing;  /* (nullable) (owned) */
  char *ended_id;           /* (nullable) (owned): what was unfollowed last */
  AdwToast *ended_toast;    /* (nullable) (unowned): what says so, and may have gone */
  gboolean lists;           /* whether the list is being asked for */
  gboolean lists_again;     /* whether it has changed since */
  gboolean has_changed;     /* whether others are followed than when it was opened */
  GtkWidget *add;           /* (unowned) */
  GtkStack *stack;          /* (unowned) */
  GtkListBox *list;         /* (unowned) */
  AdwToastOverlay *toasts;  /* (unowned) */
  AdwStatusPage *empty;     /* (unowned) */
  AdwStatusPage *error;     /* (unowned) */
  GtkWidget *progress;      /* (unowned) */
  GtkLabel *progress_label; /* (unowned) */
  GtkProgressBar *progress_bar; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdBlogsDialog, rd_blogs_dialog, ADW_TYPE_DIALOG)

static void list_cb (RdBlogsDialog *self);

static AdwToast *
say (RdBlogsDialog *self,
     const char    *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));

  return toast;
}

static void
say_error (RdBlogsDialog *self,
           const GError  *error)
{
  g_autofree char *valid = g_utf8_make_valid (error->message, -1);
  g_autofree char *line = rd_wording_clean (valid);
  g_autoptr (AdwToast) toast = NULL;

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    toast = say (self, line);
}

/* Others are followed than before. */
static void
note_change (RdBlogsDialog *self)
{
  self->has_changed = TRUE;
  list_cb (self);
}

static void
resumed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RdBlogsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->service == NULL)
    return;
  if (!rd_service_resume_finish (self->service, result, &error))
    say_error (self, error);
  note_change (self);
}

static void
forget_ended (RdBlogsDialog *self)
{
  g_clear_pointer (&self->ended_id, g_free);
  self->ended_toast = NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.undo", FALSE);
}

static void
undo_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  RdBlogsDialog *self = RD_BLOGS_DIALOG (widget);

  if (self->ended_id == NULL)
    return;

  rd_service_resume_async (self->service, self->ended_id, resumed_cb, g_object_ref (self));
  if (self->ended_toast != NULL)
    adw_toast_dismiss (self->ended_toast);
  forget_ended (self);
}

static void
dismissed_cb (AdwToast *toast,
              gpointer  user_data)
{
  RdBlogsDialog *self = user_data;

  if (self->ended_toast == toast)
    self->ended_toast = NULL;
}

/* What is to end, and what is said of it then. */
typedef struct
{
  RdBlogsDialog *self; /* (owned) */
  char *blog_id;       /* (owned) */
  char *name;          /* (owned) */
  gboolean can_resume;
} Ending;

static void
free_ending (Ending *ending)
{
  g_object_unref (ending->self);
  g_free (ending->blog_id);
  g_free (ending->name);
  g_free (ending);
}

static Ending *
new_ending (RdBlogsDialog *self,
            RdBlogRow     *row,
            gboolean       can_resume)
{
  Ending *ending = g_new0 (Ending, 1);

  ending->self = g_object_ref (self);
  ending->blog_id = g_strdup (rd_blog_row_get_blog_id (row));
  ending->name = rd_blog_row_get_name (row);
  ending->can_resume = can_resume;

  return ending;
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Ending *ending = user_data;
  RdBlogsDialog *self = ending->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = g_strdup_printf (_("No longer following “%s”"), ending->name);
  g_autoptr (AdwToast) toast = NULL;

  if (self->service != NULL && !rd_service_unfollow_finish (self->service, result, &error))
    {
      say_error (self, error);
    }
  else if (self->service != NULL)
    {
      toast = say (self, said);
      forget_ended (self);
      if (ending->can_resume)
        {
          self->ended_id = g_strdup (ending->blog_id);
          self->ended_toast = toast;
          g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
          adw_toast_set_button_label (toast, _("_Undo"));
          adw_toast_set_action_name (toast, "blogs.undo");
          gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.undo", TRUE);
        }
      note_change (self);
    }
  free_ending (ending);
}

static void
forget_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Ending *ending = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (ending->self->service != NULL && g_str_equal (response, "forget"))
    rd_service_unfollow_async (ending->self->service, ending->blog_id, TRUE, ended_cb, ending);
  else
    free_ending (ending);
}

static void
ask_to_forget (RdBlogsDialog *self,
               RdBlogRow     *row)
{
  const guint n_posts = rd_blog_row_get_n_posts (row);
  g_autofree char *name = rd_blog_row_get_name (row);
  g_autofree char *body
      = g_strdup_printf (g_dngettext (NULL, "“%s” is followed no longer, and its %u post is deleted from this computer.",
                                      "“%s” is followed no longer, and its %u posts are deleted from this computer.",
                                      n_posts),
                         name, n_posts);
  AdwDialog *dialog = adw_alert_dialog_new (_("Unfollow and Forget?"), body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "forget", _("_Forget"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "forget", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (self), NULL, forget_chosen_cb,
                           new_ending (self, row, FALSE));
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
      g_autoptr (AdwToast) toast = say (self, _("Address copied"));
    }
  else if (g_str_equal (action, "row.forget"))
    {
      ask_to_forget (self, row);
    }
  else
    {
      rd_service_unfollow_async (self->service, rd_blog_row_get_blog_id (row), FALSE, ended_cb,
                                 new_ending (self, row, rd_blog_row_can_resume (row)));
    }
}

static RdBlogRow *
add_row (RdBlogsDialog *self,
         const char    *blog_id)
{
  GtkWidget *row = rd_blog_row_new ();

  g_signal_connect_object (row, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->rows, g_strdup (blog_id), row);
  gtk_list_box_append (self->list, row);

  return RD_BLOG_ROW (row);
}

/* Rows stay what they are, so that the focus does. */
static void
show_list (RdBlogsDialog *self,
           GPtrArray     *list)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  const char *id;
  GtkWidget *gone;

  for (guint i = 0; i < list->len; i++)
    {
      const RdFollowed *followed = list->pdata[i];
      RdBlogRow *row = g_hash_table_lookup (self->rows, followed->blog->id);

      if (!followed->followed)
        continue;
      g_hash_table_add (there, followed->blog->id);
      rd_blog_row_set (row != NULL ? row : add_row (self, followed->blog->id), followed, now);
    }

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &gone))
    if (!g_hash_table_contains (there, id))
      {
        gtk_list_box_remove (self->list, gone);
        g_hash_table_iter_remove (&iter);
      }

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.export", g_hash_table_size (there) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.check", g_hash_table_size (there) > 0);
  gtk_stack_set_visible_child_name (self->stack, g_hash_table_size (there) > 0 ? "list" : "empty");
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
      g_autofree char *valid = g_utf8_make_valid (error->message, -1);
      g_autofree char *message = rd_markup_write_link (NULL, valid);

      adw_status_page_set_description (self->error, message);
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
  g_autoptr (AdwToast) toast = NULL;
  const gboolean done = rd_exchange_export_finish (result, &error);

  if (self->service == NULL)
    return;
  if (done)
    toast = say (self, _("List exported"));
  else
    say_error (self, error);
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
show_progress (RdBlogsDialog    *self,
               const RdImported *imported)
{
  const guint n_done = imported->n_followed + imported->n_known + imported->n_failed;
  g_autofree char *text = g_strdup_printf (_("%u of %u"), n_done, imported->n_all);

  gtk_label_set_label (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, imported->n_all > 0 ? (double) n_done / imported->n_all : 0);
}

/* A list that is being followed. */
typedef struct
{
  RdBlogsDialog *self; /* (owned) */
  GString *failures;   /* (owned) */
  guint n_failures;
} Import;

static void
step_cb (const RdImported *imported,
         const char       *failure,
         gpointer          user_data)
{
  Import *import = user_data;
  g_autofree char *line = failure != NULL ? rd_wording_clean (failure) : NULL;

  if (line != NULL && ++import->n_failures <= MOST_FAILURES)
    g_string_append_printf (import->failures, "\n\n%s", line);
  else if (line != NULL && import->n_failures == MOST_FAILURES + 1)
    g_string_append (import->failures, "\n\n…");
  show_progress (import->self, imported);
}

static void
say_imported (RdBlogsDialog    *self,
              const RdImported *imported,
              const char       *failures)
{
  g_autofree char *followed = g_strdup_printf (g_dngettext (NULL, "%u live blog is followed now", "%u live blogs are followed now",
                                                            imported->n_followed),
                                               imported->n_followed);
  g_autofree char *failed = NULL;
  AdwDialog *dialog;

  if (imported->n_failed == 0)
    {
      g_autoptr (AdwToast) toast = say (self, followed);

      return;
    }

  failed = g_strdup_printf (g_dngettext (NULL, "%s. %u could not be; import the list again to try once more.%s",
                                         "%s. %u could not be; import the list again to try once more.%s",
                                         imported->n_failed),
                            followed, imported->n_failed, failures);
  dialog = adw_alert_dialog_new (_("Not All Could Be Followed"), failed);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
set_importing (RdBlogsDialog *self,
               GCancellable  *importing)
{
  g_set_object (&self->importing, importing);
  gtk_widget_set_visible (self->progress, importing != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.import", importing == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.stop-import", importing != NULL);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Import *import = user_data;
  g_autoptr (RdBlogsDialog) self = import->self;
  g_autoptr (GError) error = NULL;
  RdImported imported;
  const gboolean done = rd_service_import_finish (RD_SERVICE (source), result, &imported, &error);

  if (self->service != NULL)
    {
      set_importing (self, NULL);
      if (done)
        say_imported (self, &imported, import->failures->str);
      else
        say_error (self, error);
      note_change (self);
    }
  g_string_free (import->failures, TRUE);
  g_free (import);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RdBlogsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *outlines = rd_exchange_read_finish (result, &error);
  g_autoptr (GCancellable) importing = NULL;
  Import *import;

  if (self->service == NULL || outlines == NULL)
    {
      if (self->service != NULL)
        say_error (self, error);
      g_clear_pointer (&outlines, g_ptr_array_unref);
      return;
    }

  importing = g_cancellable_new ();
  set_importing (self, importing);
  show_progress (self, &(const RdImported) { .n_all = outlines->len });
  import = g_new0 (Import, 1);
  import->self = g_object_ref (self);
  import->failures = g_string_new (NULL);
  rd_service_import_async (self->service, outlines, importing, step_cb, import, imported_cb, import);
}

static void
import_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *target)
{
  rd_blogs_dialog_import (RD_BLOGS_DIALOG (widget));
}

static void
stop_import_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *target)
{
  g_cancellable_cancel (RD_BLOGS_DIALOG (widget)->importing);
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

  g_cancellable_cancel (self->importing);
}

static void
rd_blogs_dialog_dispose (GObject *object)
{
  RdBlogsDialog *self = RD_BLOGS_DIALOG (object);

  g_clear_object (&self->service);
  g_clear_object (&self->importing);
  g_clear_pointer (&self->ended_id, g_free);
  g_clear_pointer (&self->rows, g_hash_table_unref);
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

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-blogs-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, add);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, error);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, RdBlogsDialog, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, list_cb);

  gtk_widget_class_install_action (widget_class, "blogs.check", NULL, check_cb);
  gtk_widget_class_install_action (widget_class, "blogs.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "blogs.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "blogs.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "blogs.stop-import", NULL, stop_import_cb);
}

static void
rd_blogs_dialog_init (RdBlogsDialog *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_icon_name (self->empty, RD_APPLICATION_ID);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.undo", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.stop-import", FALSE);
}

/**
 * rd_blogs_dialog_new:
 * @service: what follows
 *
 * Returns: (transfer floating): a dialog of what is followed, which changes as that does
 */
AdwDialog *
rd_blogs_dialog_new (RdService *service)
{
  RdBlogsDialog *self = g_object_new (RD_TYPE_BLOGS_DIALOG, NULL);

  self->service = g_object_ref (service);
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
  return self->has_changed;
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
