/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of the front page: that nothing is left, or a way to have that. */
#include "ui/rd-page-end.h"

#include "ui/rd-page-news.h"

struct _RdPageEnd
{
  GtkBox parent_instance;

  RdPageItem *page;     /* (nullable) (owned) */
  gulong news;          /* the handler that follows what is new, or 0 */
  GtkWidget *caught_up; /* (unowned) */
  GtkWidget *see;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdPageEnd, rd_page_end, GTK_TYPE_BOX)

static void
leave_page (RdPageEnd *self)
{
  if (self->page != NULL)
    g_clear_signal_handler (&self->news, self->page);
  g_clear_object (&self->page);
}

static void
news_cb (RdPageEnd *self)
{
  const gboolean has_news = rd_page_news_count (self->page) > 0;

  gtk_widget_set_visible (self->caught_up, !has_news && rd_page_item_get_n_left_out (self->page) == 0);
  gtk_widget_set_visible (self->see, has_news);
}

static void
rd_page_end_dispose (GObject *object)
{
  leave_page (RD_PAGE_END (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_PAGE_END);

  G_OBJECT_CLASS (rd_page_end_parent_class)->dispose (object);
}

static void
rd_page_end_class_init (RdPageEndClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_page_end_dispose;

  gtk_widget_class_set_css_name (widget_class, "part");
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-page-end.ui");
  gtk_widget_class_bind_template_child (widget_class, RdPageEnd, caught_up);
  gtk_widget_class_bind_template_child (widget_class, RdPageEnd, see);
}

static void
rd_page_end_init (RdPageEnd *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_page_end_set_page:
 * @self: an end
 * @page: a front page
 */
void
rd_page_end_set_page (RdPageEnd  *self,
                      RdPageItem *page)
{
  leave_page (self);
  self->page = g_object_ref (page);
  self->news = g_signal_connect_swapped (page, "notify::has-news", G_CALLBACK (news_cb), self);
  news_cb (self);
}
