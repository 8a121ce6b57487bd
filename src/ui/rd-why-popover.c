/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says why a post stands in its topic, and leads to it on the web. */
#include "ui/rd-why-popover.h"

#include "base/rd-string.h"
#include "ui/rd-markup.h"

#include <glib/gi18n.h>

struct _RdWhyPopover
{
  GtkPopover parent_instance;

  GtkLabel *reason;     /* (unowned) */
  GtkLabel *address;    /* (unowned) */
  GtkWidget *correct;   /* (unowned) */
  GtkActionable *move;  /* (unowned) */
  GtkActionable *split; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdWhyPopover, rd_why_popover, GTK_TYPE_POPOVER)

static void
popdown_cb (RdWhyPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
rd_why_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_WHY_POPOVER);

  G_OBJECT_CLASS (rd_why_popover_parent_class)->dispose (object);
}

static void
rd_why_popover_class_init (RdWhyPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_why_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-why-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RdWhyPopover, reason);
  gtk_widget_class_bind_template_child (widget_class, RdWhyPopover, address);
  gtk_widget_class_bind_template_child (widget_class, RdWhyPopover, correct);
  gtk_widget_class_bind_template_child (widget_class, RdWhyPopover, move);
  gtk_widget_class_bind_template_child (widget_class, RdWhyPopover, split);
  gtk_widget_class_bind_template_callback (widget_class, popdown_cb);
}

static void
rd_why_popover_init (RdWhyPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
give_reason (RdDigestEntry *placed)
{
  g_autofree char *terms = rd_wording_list (placed->why);
  g_autofree char *clean = rd_string_clean (terms);

  if (placed->by_reader)
    return g_strdup_printf (_("You put it into “%s”."), placed->topic->label);
  if (placed->topic->other)
    return g_strdup (_("It belongs to no story."));
  if (clean[0] == '\0')
    /* Translators: %s is the name of a topic. */
    return g_strdup_printf (_("It follows other posts in “%s”."), placed->topic->label);

  /* Translators: the first %s is the name of a topic, the second one a list of words. */
  return g_strdup_printf (_("It shares words with other posts in “%s”: %s"), placed->topic->label, clean);
}

/**
 * rd_why_popover_new:
 * @item: a post
 *
 * Returns: (transfer floating): a popover about @item
 */
GtkWidget *
rd_why_popover_new (RdPostItem *item)
{
  RdWhyPopover *self = g_object_new (RD_TYPE_WHY_POPOVER, NULL);
  RdDigestEntry *placed = rd_post_item_get_entry (item);
  g_autofree char *reason = give_reason (placed);
  g_autofree char *address = rd_markup_write_link (placed->entry->url, _("Open in browser"));

  gtk_label_set_label (self->reason, reason);
  gtk_label_set_label (self->address, address);
  gtk_widget_set_visible (GTK_WIDGET (self->address), placed->entry->url != NULL);
  gtk_actionable_set_action_target (self->move, "s", placed->entry->id);
  gtk_actionable_set_action_target (self->split, "s", placed->entry->id);
  gtk_widget_set_visible (self->correct, rd_document_is_kept (rd_post_item_get_document (item)));
  gtk_widget_set_visible (GTK_WIDGET (self->split), placed->topic->other || placed->topic->entries->len > 1);

  return GTK_WIDGET (self);
}
