/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in a topic, as a row of the front page: how much, and the lines that matter. */
#include "ui/rd-news-row.h"

#include "ui/rd-line-row.h"
#include "ui/rd-page-news.h"
#include "ui/rd-text.h"

struct _RdNewsRow
{
  GtkBox parent_instance;

  RdPageItem *page; /* (nullable) (owned) */
  GtkButton *open;  /* (unowned) */
  GtkButton *see;   /* (unowned) */
  RdText *title;    /* (unowned) */
  RdText *count;    /* (unowned) */
  GtkBox *lines;    /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdNewsRow, rd_news_row, GTK_TYPE_BOX)

static void
rd_news_row_dispose (GObject *object)
{
  g_clear_object (&RD_NEWS_ROW (object)->page);
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_NEWS_ROW);

  G_OBJECT_CLASS (rd_news_row_parent_class)->dispose (object);
}

static void
rd_news_row_class_init (RdNewsRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_news_row_dispose;

  g_type_ensure (RD_TYPE_TEXT);
  gtk_widget_class_set_css_name (widget_class, "part");
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-news-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RdNewsRow, open);
  gtk_widget_class_bind_template_child (widget_class, RdNewsRow, see);
  gtk_widget_class_bind_template_child (widget_class, RdNewsRow, title);
  gtk_widget_class_bind_template_child (widget_class, RdNewsRow, count);
  gtk_widget_class_bind_template_child (widget_class, RdNewsRow, lines);
}

static void
rd_news_row_init (RdNewsRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->see), TRUE);
}

static void
show_lines (RdNewsRow *self)
{
  RdDocument *document = rd_page_item_get_document (self->page);
  GPtrArray *lines = rd_page_item_get_topic (self->page)->news;
  GtkWidget *line;

  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, line);
  for (guint i = 0; i < lines->len; i++)
    if (rd_document_is_new (document, ((RdLine *) lines->pdata[i])->source))
      gtk_box_append (self->lines, rd_line_row_new (document, lines->pdata[i], FALSE));
  gtk_widget_set_visible (GTK_WIDGET (self->lines), gtk_widget_get_first_child (GTK_WIDGET (self->lines)) != NULL);
}

/**
 * rd_news_row_set_page:
 * @self: a row
 * @page: the page of a topic with something new
 */
void
rd_news_row_set_page (RdNewsRow  *self,
                      RdPageItem *page)
{
  const char *topic_id = rd_page_item_get_topic (page)->id;
  const char *title = rd_page_item_get_title (page);
  g_autofree char *count = rd_page_news_describe (page);
  g_autofree char *spoken = rd_page_news_speak (page);

  g_set_object (&self->page, page);
  rd_text_set_text (self->title, title);
  rd_text_set_text (self->count, count);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", topic_id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->see), "s", topic_id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  show_lines (self);
}

/**
 * rd_news_row_get_page:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the page of its topic
 */
RdPageItem *
rd_news_row_get_page (RdNewsRow *self)
{
  return self->page;
}
