/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: its pages beside their list, or what there is instead of them. It shows what the loader has read; to get
 * about in that, to correct it, to open something else and to tell of following have files of their own. */
#include "ui/rd-window-private.h"

#include "rd-config.h"
#include "ui/rd-announcements.h"
#include "ui/rd-menu.h"
#include "ui/rd-opener.h"
#include "ui/rd-toasts.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (RdWindow, rd_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_status (RdWindow   *self,
             RdStatus    status,
             const char *detail)
{
  if (self->status == NULL)
    {
      self->status = RD_STATUS_VIEW (rd_status_view_new (self->primary_menu));
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->status), "status");
    }
  rd_status_view_show (self->status, status, detail, self->document != NULL);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

void
rd_window_show_document (RdWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "document");
  rd_navigator_mend_focus (self->navigator);
}

void
rd_window_go_to_post (RdWindow      *self,
                      RdDigestEntry *placed)
{
  rd_window_show_document (self);
  rd_navigator_go_to_post (self->navigator, placed);
}

static void
say (RdWindow   *self,
     const char *what)
{
  rd_toasts_say (rd_toasts_put_over (ADW_APPLICATION_WINDOW (self)), what);
}

static void
loaded_cb (RdWindow *self,
           RdDigest *digest,
           gboolean  again)
{
  g_autoptr (RdDocument) before = g_steal_pointer (&self->document);
  const gboolean stays = again && before != NULL;
  g_autofree char *wanted = g_steal_pointer (&self->wanted);
  const gboolean is_followed = rd_loader_has_shown (self->loader, RD_LOADER_FOLLOWED);
  const gboolean wants_news = rd_tidings_take_wish (self->tidings);
  g_autofree char *wanted_topic = g_steal_pointer (&self->wanted_topic);
  g_autofree char *wanted_blog = g_steal_pointer (&self->wanted_blog);
  RdDigestEntry *placed;

  if (!stays)
    rd_resume_keep (self->resume);
  rd_resume_set_applies (self->resume, is_followed);
  self->document = rd_document_new (digest);
  rd_document_take_over (self->document, before);
  if (stays && !wants_news)
    rd_document_keep_news (self->document, before);
  rd_document_set_kept (self->document, is_followed);
  rd_navigator_set_document (self->navigator, self->document);

  rd_tidings_update_banner (self->tidings);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  rd_sidebar_set_document (self->sidebar, self->document);
  if (stays && rd_page_view_get_page (self->view) != NULL)
    rd_navigator_stay (self->navigator, before, wants_news, rd_live_get_changes (self->live));
  else if (!is_followed || !rd_resume_go_on (self->resume, self->document))
    rd_sidebar_select (self->sidebar, NULL);
  if (wanted_blog != NULL && is_followed)
    rd_sidebar_select_id (self->sidebar, RD_PAGE_BLOG, wanted_blog);
  gtk_window_set_title (GTK_WINDOW (self), digest->title);
  rd_window_show_document (self);
  /* The reader searched before there was anything that knows the topics. */
  if (before == NULL && self->search != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->search)))
    rd_search_dialog_present (self->search, self->document, GTK_WIDGET (self));
  if (is_followed)
    {
      rd_live_forget_news (self->live);
      rd_live_read_states (self->live);
    }
  placed = wanted != NULL ? rd_document_find (self->document, wanted) : NULL;
  if (placed != NULL)
    rd_window_go_to_post (self, placed);
  else if (wanted != NULL && is_followed)
    say (self, _("That post cannot be shown"));
  if (wanted_topic != NULL && is_followed && !rd_navigator_go_to_topic (self->navigator, wanted_topic))
    say (self, _("That topic cannot be shown"));
  rd_tidings_update (self->tidings);
}

static void
failed_cb (RdWindow     *self,
           const GError *error)
{
  show_status (self, RD_STATUS_ERROR, error->message);
}

/* What was followed is followed no longer, and may be forgotten: nothing leads back to it. */
static void
empty_cb (RdWindow *self)
{
  rd_window_forget_wishes (self);
  if (rd_loader_has_shown (self->loader, RD_LOADER_FOLLOWED))
    g_clear_object (&self->document);
  show_status (self, RD_STATUS_START, NULL);
}

static void
takes_long_cb (RdWindow *self)
{
  show_status (self, RD_STATUS_LOADING, NULL);
}

static void
shown_cb (RdWindow *self)
{
  rd_reading_watch (self->reading);
  rd_tidings_update_page (self->tidings);
}

RdSearchDialog *
rd_window_get_search (RdWindow *self)
{
  if (self->search == NULL)
    {
      self->search = g_object_ref_sink (rd_search_dialog_new ());
      g_signal_connect_object (self->search, "chosen", G_CALLBACK (rd_window_open_post), self, G_CONNECT_SWAPPED);
    }

  return self->search;
}

static void
rd_window_dispose (GObject *object)
{
  RdWindow *self = RD_WINDOW (object);

  if (self->corrections != NULL)
    rd_corrections_stop (self->corrections);
  g_clear_object (&self->corrections);
  if (self->tidings != NULL)
    rd_tidings_stop (self->tidings);
  g_clear_object (&self->tidings);
  g_clear_object (&self->navigator);
  g_clear_object (&self->reading);
  if (self->loader != NULL)
    rd_loader_stop (self->loader);
  g_clear_object (&self->loader);
  g_clear_pointer (&self->resume, rd_resume_free);
  g_clear_object (&self->document);
  if (self->unfollower != NULL)
    rd_unfollower_stop (self->unfollower);
  g_clear_object (&self->unfollower);
  g_clear_object (&self->live);
  g_clear_object (&self->search);
  g_clear_object (&self->service);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wanted_topic, g_free);
  g_clear_pointer (&self->wanted_blog, g_free);
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
  gtk_widget_class_bind_template_child (widget_class, RdWindow, open);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, main);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, open_menu);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RdWindow, view);

  rd_window_install_actions (widget_class);
  rd_opener_install_actions (widget_class);
}

static void
rd_window_init (RdWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  if (g_str_has_suffix (RD_APPLICATION_ID, ".Devel"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.undo", FALSE);
  rd_menu_attach (self->open, self->open_menu);
  rd_menu_attach (self->main, self->primary_menu);

  rd_opener_accept_drops (self);

  self->navigator = rd_navigator_new (self->split_view, self->sidebar, self->view);
  g_signal_connect_object (self->navigator, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  self->resume = rd_resume_new (GTK_WINDOW (self), self->sidebar, self->view);
}

/**
 * rd_window_new:
 * @application: the application
 * @service: what follows
 * @loader: what reads what it shows, for it alone, and may be at that already
 *
 * Returns: (transfer none): a window that shows nothing yet
 */
GtkWidget *
rd_window_new (GtkApplication *application,
               RdService      *service,
               RdLoader       *loader)
{
  RdWindow *self = g_object_new (RD_TYPE_WINDOW, "application", application, NULL);

  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "takes-long", G_CALLBACK (takes_long_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "empty", G_CALLBACK (empty_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);

  self->service = g_object_ref (service);
  self->live = rd_live_new (service);
  self->tidings = rd_tidings_new (self, self->live, loader, self->split_view, self->sidebar, self->view);

  rd_announcements_begin (GTK_WIDGET (self), service);

  self->reading = rd_reading_new (ADW_APPLICATION_WINDOW (self), self->view, service);
  self->corrections = rd_corrections_new (ADW_APPLICATION_WINDOW (self), service, self->loader, self->sidebar, self->view);

  return GTK_WIDGET (self);
}

/**
 * rd_window_get_service:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what follows; %NULL as soon as the window has gone
 */
RdService *
rd_window_get_service (RdWindow *self)
{
  return self->service;
}

/**
 * rd_window_get_loader:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what reads what it shows; %NULL as soon as the window has gone
 */
RdLoader *
rd_window_get_loader (RdWindow *self)
{
  return self->loader;
}

/**
 * rd_window_search:
 * @self: a window
 * @words: what to search for
 *
 * Shows what has these words, to be searched on.
 */
void
rd_window_search (RdWindow   *self,
                  const char *words)
{
  RdSearchDialog *search = rd_window_get_search (self);

  if (self->document == NULL && !rd_loader_is_loading (self->loader))
    rd_window_open_followed (self);
  rd_search_dialog_set_words (search, words);
  rd_search_dialog_present (search, self->document, GTK_WIDGET (self));
}

/**
 * rd_window_forget:
 * @self: a window
 *
 * Shows what the reader follows as it is when all posts have been deleted, where that is shown.
 */
void
rd_window_forget (RdWindow *self)
{
  rd_corrections_forget (self->corrections);
  if (rd_loader_has_shown (self->loader, RD_LOADER_FOLLOWED))
    rd_loader_reload (self->loader);
}

static void
unfollowed_cb (RdWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.undo", rd_unfollower_can_undo (self->unfollower));
  /* Under a dialog all stays until that is closed: what is done in it may be taken back in it. */
  if (rd_unfollower_is_home (self->unfollower))
    rd_opener_show_changed (self);
}

/**
 * rd_window_get_unfollower:
 * @self: a window that is there
 *
 * Returns: (transfer none): what ends following for the reader, and takes that back
 */
RdUnfollower *
rd_window_get_unfollower (RdWindow *self)
{
  if (self->unfollower == NULL)
    {
      self->unfollower = rd_unfollower_new (self->service, rd_toasts_put_over (ADW_APPLICATION_WINDOW (self)));
      g_signal_connect_object (self->unfollower, "changed", G_CALLBACK (unfollowed_cb), self, G_CONNECT_SWAPPED);
    }

  return self->unfollower;
}

/**
 * rd_window_say_ended:
 * @self: a window
 * @blog_id: a live blog that is followed no longer, as something else than the window was asked for that
 * @name: its title, as one harmless line
 * @can_resume: whether it can be followed again as it was
 *
 * Says so, and takes it back where asked to.
 */
void
rd_window_say_ended (RdWindow   *self,
                     const char *blog_id,
                     const char *name,
                     gboolean    can_resume)
{
  rd_unfollower_say_ended (rd_window_get_unfollower (self), blog_id, name, can_resume);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blogs.undo", rd_unfollower_can_undo (self->unfollower));
}
