/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a page: what it is called, how much it holds, and its summary. */
#include "ui/rd-page-head.h"

#include "ui/rd-line-row.h"

struct _RdPageHead
{
  GtkBox parent_instance;

  RdPageItem *page;    /* (nullable) (owned) */
  GtkLabel *title;     /* (unowned) */
  GtkLabel *subtitle;  /* (unowned) */
  GtkLabel *overview;  /* (unowned) */
  GtkWidget *original; /* (unowned) */
  GtkBox *lines;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdPageHead, rd_page_head, GTK_TYPE_BOX)

static void
original_clicked_cb (RdPageHead *self)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (rd_page_item_get_url (self->page));

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
}

static void
rd_page_head_dispose (GObject *object)
{
  RdPageHead *self = RD_PAGE_HEAD (object);

  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_PAGE_HEAD);

  G_OBJECT_CLASS (rd_page_head_parent_class)->dispose (object);
}

static void
rd_page_head_class_init (RdPageHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_page_head_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-page-head.ui");
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, title);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, subtitle);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, overview);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, original);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, lines);
  gtk_widget_class_bind_template_callback (widget_class, original_clicked_cb);
}

static void
rd_page_head_init (RdPageHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_page_head_new:
 *
 * Returns: (transfer floating): a head of no page yet
 */
GtkWidget *
rd_page_head_new (void)
{
  return g_object_new (RD_TYPE_PAGE_HEAD, NULL);
}

/* Shows @text, and nothing where there is none. */
static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/**
 * rd_page_head_set_page:
 * @self: a head
 * @page: the page to show
 */
void
rd_page_head_set_page (RdPageHead *self,
                       RdPageItem *page)
{
  GPtrArray *lines = rd_page_item_get_lines (page);
  g_autofree char *overview = rd_page_item_get_overview (page);
  GtkWidget *line;

  g_set_object (&self->page, page);
  show_text (self->title, rd_page_item_get_title (page));
  show_text (self->subtitle, rd_page_item_get_subtitle (page));
  show_text (self->overview, overview);
  gtk_widget_set_visible (self->original, rd_page_item_get_url (page) != NULL);

  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, line);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    gtk_box_append (self->lines, rd_line_row_new (rd_page_item_get_document (page), lines->pdata[i],
                                                  rd_page_item_get_kind (page) == RD_PAGE_FRONT));
  gtk_widget_set_visible (GTK_WIDGET (self->lines), lines != NULL && lines->len > 0);
}
