/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window does when it is told to by a key, a menu or a link in it: to get about in what it shows, and to show more. */
#include "ui/rd-window-private.h"

/* How many posts are added at a time to all that are shown. */
#define MORE_POSTS 2000

static void
show_post_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  RdWindow *self = RD_WINDOW (widget);
  RdDigestEntry *placed = NULL;

  if (self->document != NULL)
    placed = rd_document_find (self->document, g_variant_get_string (target, NULL));
  if (placed != NULL)
    rd_window_go_to_post (self, placed);
}

static void
search_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *target)
{
  RdWindow *self = RD_WINDOW (widget);

  rd_search_dialog_present (rd_window_get_search (self), self->document, widget);
}

/* To the document from what stands instead of it, else back in that. */
static void
back_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  RdWindow *self = RD_WINDOW (widget);

  if (self->document == NULL)
    return;

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "document"))
    {
      rd_navigator_go_back (self->navigator);
      return;
    }

  rd_loader_stop (self->loader);
  rd_window_forget_wishes (self);
  rd_window_show_document (self);
}

/* A topic or a live blog as a whole, however long ago it began; else more of all that is followed. */
static void
show_earlier_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *target)
{
  RdWindow *self = RD_WINDOW (widget);
  RdExtent extent = { 0 };

  if (self->document == NULL)
    return;

  g_variant_get (target, "(m&sm&s)", &extent.topic_id, &extent.blog_id);
  if (extent.topic_id == NULL && extent.blog_id == NULL)
    extent.newest = rd_document_get_digest (self->document)->entries->len + MORE_POSTS;
  rd_loader_load_more (self->loader, &extent);
}

/* The first post of a topic that the reader has not seen. */
static void
show_news_of_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *target)
{
  RdWindow *self = RD_WINDOW (widget);
  const char *topic_id = g_variant_get_string (target, NULL);
  RdDigest *digest = self->document != NULL ? rd_document_get_digest (self->document) : NULL;

  for (guint i = 0; digest != NULL && i < digest->entries->len; i++)
    {
      RdDigestEntry *placed = digest->entries->pdata[i];

      if (g_str_equal (placed->topic->id, topic_id) && rd_document_is_new (self->document, placed))
        {
          rd_window_go_to_post (self, placed);
          return;
        }
    }
}

/* On a front page, from the topic that has the focus. */
static void
step_topic_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *target)
{
  RdWindow *self = RD_WINDOW (widget);

  if (!rd_sidebar_step (self->sidebar, rd_page_view_get_story (self->view), g_str_equal (name, "win.next-topic") ? 1 : -1))
    gtk_widget_error_bell (widget);
}

static void
step_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  rd_page_view_step (RD_WINDOW (widget)->view, g_str_equal (name, "win.next-post") ? 1 : -1);
}

static void
step_key_event_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *target)
{
  rd_page_view_step_key_event (RD_WINDOW (widget)->view, g_str_equal (name, "win.next-key-event") ? 1 : -1);
}

static void
show_blog_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  RdWindow *self = RD_WINDOW (widget);
  const char *blog_id = g_variant_get_string (target, NULL);

  g_set_str (&self->wanted_blog, blog_id);
  rd_loader_load_more (self->loader, &(RdExtent) { .blog_id = blog_id });
}

/* GtkApplication would make it with each window: it finds it by its path in 'gtk'. */
static void
show_help_overlay_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *target)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (widget);

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/rundown/ui/help-overlay.ui");

      gtk_application_window_set_help_overlay (window,
                                               GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
  G_GNUC_END_IGNORE_DEPRECATIONS
}

static void
follow_again_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *target)
{
  rd_unfollower_undo (RD_WINDOW (widget)->unfollower);
}

/* Of what was corrected and what was unfollowed, what came last. */
static void
undo_last_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  RdWindow *self = RD_WINDOW (widget);
  const gint64 unfollowed_at = self->unfollower != NULL ? rd_unfollower_get_time (self->unfollower) : 0;

  if (unfollowed_at > rd_corrections_get_time (self->corrections))
    rd_unfollower_undo (self->unfollower);
  else
    gtk_widget_activate_action (widget, "win.undo", NULL);
}

void
rd_window_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.show-post", "s", show_post_cb);
  gtk_widget_class_install_action (window_class, "win.show-earlier", "(msms)", show_earlier_cb);
  gtk_widget_class_install_action (window_class, "win.show-news-of", "s", show_news_of_cb);
  gtk_widget_class_install_action (window_class, "win.next-topic", NULL, step_topic_cb);
  gtk_widget_class_install_action (window_class, "win.previous-topic", NULL, step_topic_cb);
  gtk_widget_class_install_action (window_class, "win.next-post", NULL, step_cb);
  gtk_widget_class_install_action (window_class, "win.previous-post", NULL, step_cb);
  gtk_widget_class_install_action (window_class, "win.next-key-event", NULL, step_key_event_cb);
  gtk_widget_class_install_action (window_class, "win.previous-key-event", NULL, step_key_event_cb);
  gtk_widget_class_install_action (window_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (window_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (window_class, "win.show-blog", "s", show_blog_cb);
  gtk_widget_class_install_action (window_class, "win.show-help-overlay", NULL, show_help_overlay_cb);
  gtk_widget_class_install_action (window_class, "blogs.undo", NULL, follow_again_cb);
  gtk_widget_class_install_action (window_class, "win.undo-last", NULL, undo_last_cb);
}
