/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: its pages beside their list, or what there is instead of them. */
#include "ui/rd-window.h"

#include "service/rd-digester.h"
#include "ui/rd-address-dialog.h"
#include "ui/rd-markup.h"
#include "ui/rd-page-view.h"
#include "ui/rd-sidebar.h"
#include "rd-config.h"

#include <glib/gi18n.h>

/* What is read in less time than this, in milliseconds, needs no spinner. */
#define PATIENCE 400

/**
 * RdSource:
 * @SOURCE_FOLLOWED: what the reader follows
 * @SOURCE_NAMED: files and addresses
 * @SOURCE_DEMO: the demo
 *
 * Where what is shown comes from.
 */
typedef enum
{
  SOURCE_FOLLOWED,
  SOURCE_NAMED,
  SOURCE_DEMO,
} RdSource;

struct _RdWindow
{
  AdwApplicationWindow parent_instance;

  RdSource source;              /* what was asked for last */
  GStrv locations;              /* (nullable) (owned): for %SOURCE_NAMED, which */
  GCancellable *reading;        /* (nullable) (owned): ends what is being read */
  guint spinner;                /* the source that shows it, or 0 */
  RdDocument *document;         /* (nullable) (owned) */
  GPtrArray *history;           /* (owned) (element-type RdPageItem): the pages before this one */
  gboolean goes_back;           /* whether the page changes to one of those */
  GtkStack *stack;              /* (unowned) */
  GtkStack *status;             /* (unowned) */
  GtkWidget *back;              /* (unowned) */
  AdwStatusPage *loading;       /* (unowned) */
  AdwStatusPage *start;         /* (unowned) */
  AdwStatusPage *error;         /* (unowned) */
  AdwNavigationSplitView *split_view; /* (unowned) */
  RdSidebar *sidebar;           /* (unowned) */
  RdPageView *view;             /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdWindow, rd_window, ADW_TYPE_APPLICATION_WINDOW)

static void load (RdWindow *self,
                  RdSource  source);

static void
show_status (RdWindow   *self,
             const char *name)
{
  gtk_widget_set_visible (self->back, self->document != NULL);
  gtk_stack_set_visible_child_name (self->status, name);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
show_document (RdWindow *self,
               RdDigest *digest)
{
  g_clear_object (&self->document);
  self->document = rd_document_new (digest);
  g_ptr_array_set_size (self->history, 0);

  rd_page_view_set_demo (self->view, self->source == SOURCE_DEMO);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  rd_sidebar_set_document (self->sidebar, self->document);
  rd_sidebar_select (self->sidebar, NULL);
  gtk_window_set_title (GTK_WINDOW (self), digest->title);
  gtk_stack_set_visible_child_name (self->stack, "document");
}

static void
show_error (RdWindow     *self,
            const GError *error)
{
  g_autofree char *valid = g_utf8_make_valid (error->message, -1);
  g_autofree char *message = rd_markup_write_link (NULL, valid);

  adw_status_page_set_description (self->error, message);
  show_status (self, "error");
}

static void
spin_cb (gpointer user_data)
{
  RdWindow *self = RD_WINDOW (user_data);

  self->spinner = 0;
  show_status (self, "loading");
}

static void
stop_reading (RdWindow *self)
{
  g_clear_handle_id (&self->spinner, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
digested_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RdWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RdDigest) digest = rd_digester_digest_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  stop_reading (self);
  if (digest == NULL)
    show_error (self, error);
  else if (self->source == SOURCE_FOLLOWED && digest->blogs->len == 0)
    load (self, SOURCE_DEMO);
  else
    show_document (self, digest);
}

static void
load (RdWindow *self,
      RdSource  source)
{
  stop_reading (self);
  self->source = source;
  self->reading = g_cancellable_new ();
  self->spinner = g_timeout_add_once (PATIENCE, spin_cb, self);

  switch (source)
    {
    case SOURCE_FOLLOWED:
      rd_digester_digest_followed_async (self->reading, digested_cb, g_object_ref (self));
      break;
    case SOURCE_NAMED:
      rd_digester_digest_named_async ((const char *const *) self->locations, self->reading, digested_cb,
                                      g_object_ref (self));
      break;
    case SOURCE_DEMO:
      rd_digester_digest_demo_async (self->reading, digested_cb, g_object_ref (self));
      break;
    }
}

static gboolean
is_list_alone (RdWindow *self)
{
  return adw_navigation_split_view_get_collapsed (self->split_view)
         && !adw_navigation_split_view_get_show_content (self->split_view);
}

static void
show_page (RdWindow   *self,
           RdPageItem *page)
{
  RdPageItem *before = rd_page_view_get_page (self->view);

  if (before != NULL && before != page && !self->goes_back && rd_page_item_get_document (before) == self->document)
    g_ptr_array_add (self->history, g_object_ref (before));
  rd_page_view_set_page (self->view, page);
}

/* A list that is alone is looked through before a page is chosen. */
static void
page_chosen_cb (RdWindow *self)
{
  RdPageItem *page = rd_sidebar_get_page (self->sidebar);

  if (page != NULL && !is_list_alone (self))
    show_page (self, page);
}

static void
page_activated_cb (RdWindow *self)
{
  show_page (self, rd_sidebar_get_page (self->sidebar));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
collapsed_cb (RdWindow *self)
{
  RdPageItem *page = rd_page_view_get_page (self->view);

  rd_sidebar_set_alone (self->sidebar, adw_navigation_split_view_get_collapsed (self->split_view));
  if (page != NULL)
    rd_sidebar_select (self->sidebar, page);
}

static void
show_post_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  RdWindow *self = RD_WINDOW (widget);
  RdDigestEntry *placed = NULL;

  if (self->document != NULL)
    placed = rd_document_find (self->document, g_variant_get_string (target, NULL));
  if (placed == NULL)
    return;

  if (rd_page_item_find (rd_page_view_get_page (self->view), placed) == GTK_INVALID_LIST_POSITION)
    rd_sidebar_select_topic (self->sidebar, placed->topic);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  rd_page_view_show_post (self->view, placed);
}

/* To the document from what stands instead of it; to the list where only one fits; else to the page before. */
static void
back_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  RdWindow *self = RD_WINDOW (widget);

  if (self->document == NULL)
    return;

  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "document"))
    {
      stop_reading (self);
      gtk_stack_set_visible_child_name (self->stack, "document");
    }
  else if (adw_navigation_split_view_get_collapsed (self->split_view))
    {
      adw_navigation_split_view_set_show_content (self->split_view, FALSE);
    }
  else if (self->history->len > 0)
    {
      g_autoptr (RdPageItem) page = g_ptr_array_steal_index (self->history, self->history->len - 1);

      self->goes_back = TRUE;
      rd_sidebar_select (self->sidebar, page);
      self->goes_back = FALSE;
    }
}

static void
step_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  rd_page_view_step (RD_WINDOW (widget)->view, g_str_equal (name, "win.next-post") ? 1 : -1);
}

static void
start_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *target)
{
  show_status (RD_WINDOW (widget), "start");
}

static void
retry_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *target)
{
  load (RD_WINDOW (widget), RD_WINDOW (widget)->source);
}

static void
open_demo_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  load (RD_WINDOW (widget), SOURCE_DEMO);
}

static void
open_file (RdWindow *self,
           GFile    *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *location = path != NULL ? g_steal_pointer (&path) : g_file_get_uri (file);

  rd_window_open_named (self, (const char *const[]) { location, NULL });
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (RdWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    open_file (self, file);
}

static void
open_file_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Open a Live Blog"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (widget), NULL, file_chosen_cb, g_object_ref (widget));
}

static void
address_chosen_cb (RdWindow   *self,
                   const char *address)
{
  rd_window_open_named (self, (const char *const[]) { address, NULL });
}

static void
open_address_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *target)
{
  AdwDialog *dialog = rd_address_dialog_new ();

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (address_chosen_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static gboolean
drop_cb (RdWindow     *self,
         const GValue *value)
{
  const GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;

  open_file (self, files->data);
  return TRUE;
}

static void
rd_window_dispose (GObject *object)
{
  RdWindow *self = RD_WINDOW (object);

  stop_reading (self);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->locations, g_strfreev);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_WINDOW);

  G_OBJECT_CLASS (rd_window_parent_class)->dispose (object);
}

static void
rd_window_class_init (RdWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_window_dispose;

  g_type_ensure (RD_TYPE_PAGE_VIEW);
  g_type_ensure (RD_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RdWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, status);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, back);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, loading);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, start);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, error);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, page_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, collapsed_cb);

  gtk_widget_class_install_action (widget_class, "win.show-post", "s", show_post_cb);
  gtk_widget_class_install_action (widget_class, "win.next-post", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "win.previous-post", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.start", NULL, start_cb);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry_cb);
  gtk_widget_class_install_action (widget_class, "win.open-demo", NULL, open_demo_cb);
  gtk_widget_class_install_action (widget_class, "win.open-file", NULL, open_file_cb);
  gtk_widget_class_install_action (widget_class, "win.open-address", NULL, open_address_cb);
}

static void
rd_window_init (RdWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_autoptr (GSettings) settings = g_settings_new (RD_APPLICATION_ID);
  g_autoptr (AdwSpinnerPaintable) spinner = NULL;

  self->history = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->loading));
  adw_status_page_set_paintable (self->loading, GDK_PAINTABLE (spinner));
  adw_status_page_set_icon_name (self->start, RD_APPLICATION_ID);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

/**
 * rd_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window that shows nothing yet
 */
GtkWidget *
rd_window_new (GtkApplication *application)
{
  return g_object_new (RD_TYPE_WINDOW, "application", application, NULL);
}

/**
 * rd_window_open_followed:
 * @self: a window
 *
 * Shows what the reader follows; where that is nothing, the demo.
 */
void
rd_window_open_followed (RdWindow *self)
{
  load (self, SOURCE_FOLLOWED);
}

/**
 * rd_window_open_named:
 * @self: a window
 * @locations: (array zero-terminated=1): files and addresses
 *
 * Shows what is at @locations.
 */
void
rd_window_open_named (RdWindow          *self,
                      const char *const *locations)
{
  GStrv copy = g_strdupv ((char **) locations);

  g_strfreev (self->locations);
  self->locations = copy;
  load (self, SOURCE_NAMED);
}
