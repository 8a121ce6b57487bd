/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a live blog's posts its page shows. */
#include "ui/rd-filter-choice.h"

#include "ui/rd-page-filter.h"

struct _RdFilterChoice
{
  GtkBox parent_instance;

  RdPageItem *page;   /* (nullable) (owned) */
  GPtrArray *filters; /* (nullable) (owned) (element-type RdPageFilter): those that there are */
  GtkDropDown *shown; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdFilterChoice, rd_filter_choice, GTK_TYPE_BOX)

static void
chosen_cb (RdFilterChoice *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->shown);

  if (self->filters != NULL && chosen < self->filters->len)
    rd_page_item_set_filter (self->page, ((RdPageFilter *) self->filters->pdata[chosen])->id);
}

static void
rd_filter_choice_dispose (GObject *object)
{
  RdFilterChoice *self = RD_FILTER_CHOICE (object);

  g_clear_object (&self->page);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_FILTER_CHOICE);

  G_OBJECT_CLASS (rd_filter_choice_parent_class)->dispose (object);
}

static void
rd_filter_choice_class_init (RdFilterChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_filter_choice_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-filter-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, RdFilterChoice, shown);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
rd_filter_choice_init (RdFilterChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_filter_choice_new:
 * @page: the page of a live blog
 *
 * Returns: (transfer floating): a choice of its posts; hidden where there is nothing to choose
 */
GtkWidget *
rd_filter_choice_new (RdPageItem *page)
{
  RdFilterChoice *self = g_object_new (RD_TYPE_FILTER_CHOICE, NULL);
  guint chosen = 0;
  g_autoptr (GPtrArray) filters = rd_page_filter_list (page, &chosen);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < filters->len; i++)
    gtk_string_list_append (labels, ((RdPageFilter *) filters->pdata[i])->label);
  gtk_drop_down_set_model (self->shown, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->shown, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self), filters->len > 1);
  self->page = g_object_ref (page);
  self->filters = g_steal_pointer (&filters);

  return GTK_WIDGET (self);
}
