/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a window until the next time. While someone reads it is written every half a minute at most, so that
 * little is lost where the program is ended from outside. */
#include "ui/rd-resume.h"

#include "rd-config.h"

#define SECONDS_BETWEEN 30

struct _RdResume
{
  GSettings *settings; /* (owned) */
  GtkWindow *window;   /* (unowned): it keeps this */
  RdSidebar *sidebar;  /* (unowned) */
  RdPageView *view;    /* (unowned) */
  gboolean applies;    /* whether the page is one to go on with */
  guint timer;         /* what keeps it in a while, or 0 */
};

static void
set_if_changed (GSettings  *settings,
                const char *key,
                GVariant   *value)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);
  g_autoptr (GVariant) before = g_settings_get_value (settings, key);

  if (!g_variant_equal (owned, before))
    g_settings_set_value (settings, key, owned);
}

static void
keep_page (RdResume *self)
{
  RdPageItem *page = rd_page_view_get_page (self->view);
  double share = 0;
  RdDigestEntry *placed = page != NULL ? rd_page_view_get_place (self->view, &share) : NULL;

  if (page == NULL)
    return;

  g_settings_set_enum (self->settings, "page-kind", rd_page_item_get_kind (page));
  set_if_changed (self->settings, "page-id", g_variant_new_string (rd_page_item_get_id (page)));
  set_if_changed (self->settings, "post-id", g_variant_new_string (placed != NULL ? placed->entry->id : ""));
  set_if_changed (self->settings, "post-share", g_variant_new_double (placed != NULL ? share : 0));
}

static void
keep_size (RdResume *self)
{
  int width;
  int height;

  gtk_window_get_default_size (self->window, &width, &height);
  set_if_changed (self->settings, "window-maximized", g_variant_new_boolean (gtk_window_is_maximized (self->window)));
  set_if_changed (self->settings, "window-width", g_variant_new_int32 (CLAMP (width, 360, 32767)));
  set_if_changed (self->settings, "window-height", g_variant_new_int32 (CLAMP (height, 294, 32767)));
}

static void
timer_cb (gpointer user_data)
{
  RdResume *self = user_data;

  self->timer = 0;
  if (self->applies)
    keep_page (self);
}

static void
moved_cb (RdResume *self)
{
  if (self->applies && self->timer == 0)
    self->timer = g_timeout_add_seconds_once (SECONDS_BETWEEN, timer_cb, self);
}

static gboolean
close_request_cb (RdResume *self)
{
  rd_resume_keep (self);

  return GDK_EVENT_PROPAGATE;
}

/**
 * rd_resume_new:
 * @window: a window that keeps this
 * @sidebar: its list of pages
 * @view: what shows one of them
 *
 * Gives the window the size that it had.
 *
 * Returns: (transfer full): what keeps how it is left
 */
RdResume *
rd_resume_new (GtkWindow  *window,
               RdSidebar  *sidebar,
               RdPageView *view)
{
  RdResume *self = g_new0 (RdResume, 1);

  self->settings = g_settings_new (RD_APPLICATION_ID);
  self->window = window;
  self->sidebar = sidebar;
  self->view = view;
  gtk_window_set_default_size (window, g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (window);
  g_signal_connect_swapped (window, "close-request", G_CALLBACK (close_request_cb), self);
  g_signal_connect_swapped (view, "moved", G_CALLBACK (moved_cb), self);

  return self;
}

/**
 * rd_resume_free:
 * @self: (transfer full): what keeps how a window is left; the window is still there
 */
void
rd_resume_free (RdResume *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->window, self);
  g_signal_handlers_disconnect_by_data (self->view, self);
  g_object_unref (self->settings);
  g_free (self);
}

/**
 * rd_resume_set_applies:
 * @self: what keeps how a window is left
 * @applies: whether what is shown from now on is there the next time, as what is followed is
 */
void
rd_resume_set_applies (RdResume *self,
                       gboolean  applies)
{
  self->applies = applies;
}

/**
 * rd_resume_keep:
 * @self: what keeps how a window is left
 *
 * Keeps how it is now.
 */
void
rd_resume_keep (RdResume *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  keep_size (self);
  if (self->applies)
    keep_page (self);
}

/**
 * rd_resume_go_on:
 * @self: what keeps how a window is left
 * @document: what is shown in it now
 *
 * Shows the page that was shown, and the post on it that was being read; where that is gone, the page's beginning.
 *
 * Returns: whether there is such a page
 */
gboolean
rd_resume_go_on (RdResume   *self,
                 RdDocument *document)
{
  g_autofree char *page_id = g_settings_get_string (self->settings, "page-id");
  g_autofree char *post_id = g_settings_get_string (self->settings, "post-id");
  const RdPageKind kind = g_settings_get_enum (self->settings, "page-kind");
  RdDigestEntry *placed = rd_document_find (document, post_id);
  RdPageItem *page = rd_sidebar_select_id (self->sidebar, kind, page_id);

  /* Its topic may be another one by now. */
  if (page == NULL && placed != NULL && placed->topic != NULL)
    page = rd_sidebar_select_id (self->sidebar, RD_PAGE_TOPIC, placed->topic->id);
  if (page == NULL)
    return FALSE;

  if (placed != NULL)
    rd_page_view_show_place (self->view, placed, g_settings_get_double (self->settings, "post-share"));

  return TRUE;
}
