/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the beginning of a post that another one points to, and leads there. */
#include "ui/rd-peek-popover.h"

#include "base/rd-string.h"

/* More than can be seen. */
#define MAX_BYTES 2000

struct _RdPeekPopover
{
  GtkPopover parent_instance;

  GtkLabel *caption; /* (unowned) */
  GtkLabel *heading; /* (unowned) */
  GtkLabel *text;    /* (unowned) */
  GtkWidget *go;     /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdPeekPopover, rd_peek_popover, GTK_TYPE_POPOVER)

static void
go_cb (RdPeekPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
rd_peek_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_PEEK_POPOVER);

  G_OBJECT_CLASS (rd_peek_popover_parent_class)->dispose (object);
}

static void
rd_peek_popover_class_init (RdPeekPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_peek_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-peek-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RdPeekPopover, caption);
  gtk_widget_class_bind_template_child (widget_class, RdPeekPopover, heading);
  gtk_widget_class_bind_template_child (widget_class, RdPeekPopover, text);
  gtk_widget_class_bind_template_child (widget_class, RdPeekPopover, go);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
}

static void
rd_peek_popover_init (RdPeekPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_peek_popover_new:
 * @document: a document
 * @placed: one of its posts
 *
 * Returns: (transfer floating): a popover about @placed
 */
GtkWidget *
rd_peek_popover_new (RdDocument    *document,
                     RdDigestEntry *placed)
{
  RdPeekPopover *self = g_object_new (RD_TYPE_PEEK_POPOVER, NULL);
  RdEntry *entry = placed->entry;
  RdWording *wording = rd_document_get_wording (document);
  g_autofree char *time = rd_wording_time (wording, entry);
  g_autofree char *author = rd_wording_author (wording, entry);
  g_autofree char *caption = author != NULL ? g_strdup_printf ("%s · %s", time, author) : g_strdup (time);
  g_autofree char *heading = rd_wording_heading (entry);
  g_autofree char *beginning = rd_string_cut (rd_body_get_text (entry->body), MAX_BYTES);
  g_autofree char *text = rd_string_clean (beginning);
  const gboolean has_heading = entry->title != NULL || entry->deleted;

  gtk_label_set_label (self->caption, caption);
  gtk_label_set_label (self->heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), has_heading);
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), text[0] != '\0' && !entry->deleted);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->go), "s", entry->id);

  return GTK_WIDGET (self);
}
