/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of the front page: that nothing is left, or a way to have that. */
#include "ui/rd-page-end.h"

struct _RdPageEnd
{
  GtkBox parent_instance;

  GtkWidget *caught_up; /* (unowned) */
  GtkWidget *see;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdPageEnd, rd_page_end, GTK_TYPE_BOX)

static void
rd_page_end_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_PAGE_END);

  G_OBJECT_CLASS (rd_page_end_parent_class)->dispose (object);
}

static void
rd_page_end_class_init (RdPageEndClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_page_end_dispose;

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
 * rd_page_end_new:
 *
 * Returns: (transfer floating): an end of no page yet
 */
GtkWidget *
rd_page_end_new (void)
{
  return g_object_new (RD_TYPE_PAGE_END, NULL);
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
  const gboolean has_news = rd_page_item_count_new (page) > 0;

  gtk_widget_set_visible (self->caught_up, !has_news);
  gtk_widget_set_visible (self->see, has_news);
}
