/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices what the reader has read: new posts that stay in sight for a while are no longer new. Where that cannot be kept,
 * it holds as long as the document is shown. */
#include "ui/rd-reading.h"

#include "service/rd-corrector.h"

#include <adwaita.h>

/* How long a post is in sight before it counts as read, in milliseconds. */
#define GLANCE 1500

struct _RdReading
{
  GObject parent_instance;

  RdPageView *view;   /* (unowned): the window's, which this goes with */
  RdService *service; /* (owned) */
  guint glance;       /* the source that looks what is in sight still, or 0 */
};

G_DEFINE_FINAL_TYPE (RdReading, rd_reading, G_TYPE_OBJECT)

static void
look_cb (gpointer user_data)
{
  RdReading *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->view));
  RdPageItem *page = rd_page_view_get_page (self->view);
  g_auto (GStrv) ids = NULL;

  self->glance = 0;
  if (page == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->view)) || gtk_window_is_suspended (GTK_WINDOW (root))
      || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root)) != NULL)
    return;

  ids = rd_page_view_list_read (self->view);
  if (ids[0] == NULL)
    return;

  rd_document_see (rd_page_item_get_document (page), (const char *const *) ids);
  rd_corrector_fulfil_async (self->service,
                             &(RdWish) { .kind = RD_WISH_SEE, .entry_ids = (const char *const *) ids }, NULL, NULL);
}

static void
rd_reading_dispose (GObject *object)
{
  RdReading *self = RD_READING (object);

  g_clear_handle_id (&self->glance, g_source_remove);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (rd_reading_parent_class)->dispose (object);
}

static void
rd_reading_class_init (RdReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rd_reading_dispose;
}

static void
rd_reading_init (RdReading *self)
{
}

/**
 * rd_reading_new:
 * @window: the window of @view; what it does not show, or shows a dialog over, is not read
 * @view: what the reader reads in
 * @service: what keeps all
 *
 * Returns: (transfer full): what notices it; to be given up before @view
 */
RdReading *
rd_reading_new (AdwApplicationWindow *window,
                RdPageView           *view,
                RdService            *service)
{
  RdReading *self = g_object_new (RD_TYPE_READING, NULL);

  self->view = view;
  self->service = g_object_ref (service);
  g_signal_connect_object (rd_page_view_get_adjustment (view), "value-changed", G_CALLBACK (rd_reading_watch), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::suspended", G_CALLBACK (rd_reading_watch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::visible-dialog", G_CALLBACK (rd_reading_watch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "map", G_CALLBACK (rd_reading_watch), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * rd_reading_watch:
 * @self: what notices
 *
 * There is something else in sight than before.
 */
void
rd_reading_watch (RdReading *self)
{
  g_clear_handle_id (&self->glance, g_source_remove);
  self->glance = g_timeout_add_once (GLANCE, look_cb, self);
}
