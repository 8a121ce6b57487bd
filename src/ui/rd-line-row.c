/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a summary, which leads to the post that it is quoted from. */
#include "ui/rd-line-row.h"

#include "base/rd-string.h"
#include "ui/rd-text.h"

#include <glib/gi18n.h>

struct _RdLineRow
{
  GtkButton parent_instance;

  GtkLabel *time; /* (unowned) */
  RdText *text;   /* (unowned) */
  RdText *source; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdLineRow, rd_line_row, GTK_TYPE_BUTTON)

static void
rd_line_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_LINE_ROW);

  G_OBJECT_CLASS (rd_line_row_parent_class)->dispose (object);
}

static void
rd_line_row_class_init (RdLineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_line_row_dispose;

  g_type_ensure (RD_TYPE_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-line-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RdLineRow, time);
  gtk_widget_class_bind_template_child (widget_class, RdLineRow, text);
  gtk_widget_class_bind_template_child (widget_class, RdLineRow, source);
}

static void
rd_line_row_init (RdLineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_line_row_new:
 * @document: a document
 * @line: a line of one of its summaries
 * @names_topic: whether to say which topic it is from
 *
 * Returns: (transfer floating): a row for @line
 */
GtkWidget *
rd_line_row_new (RdDocument   *document,
                 const RdLine *line,
                 gboolean      names_topic)
{
  RdLineRow *self = g_object_new (RD_TYPE_LINE_ROW, NULL);
  RdWording *wording = rd_document_get_wording (document);
  g_autofree char *time = rd_wording_time (wording, line->source->entry);
  g_autofree char *text = rd_string_clean (line->text);
  g_autofree char *author = rd_wording_author (wording, line->source->entry);
  const char *topic = names_topic ? line->source->topic->label : NULL;
  g_autofree char *source = g_strjoin (topic != NULL && author != NULL ? " · " : "", topic != NULL ? topic : "",
                                       author != NULL ? author : "", NULL);
  g_autofree char *spoken = rd_string_explain (time, text, NULL);

  gtk_label_set_label (self->time, time);
  rd_text_set_text (self->text, text);
  rd_text_set_text (self->source, source[0] != '\0' ? source : NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.show-post");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", line->source->entry->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, source, -1);

  return GTK_WIDGET (self);
}
