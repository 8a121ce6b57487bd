/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the reader types another name for a topic. It stands in the head of the topic's page, which hides it when that is
 * over. */
#include "ui/rd-name-entry.h"

struct _RdNameEntry
{
  GtkEntry parent_instance;

  RdPageItem *page; /* (nullable) (owned) */
};

G_DEFINE_FINAL_TYPE (RdNameEntry, rd_name_entry, GTK_TYPE_ENTRY)

/* Who leaves the window may be after something to paste. */
static void
leave_cb (RdNameEntry *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->page != NULL && (root == NULL || gtk_window_is_active (GTK_WINDOW (root))))
    rd_page_item_set_renaming (self->page, FALSE);
}

static void
activate_cb (RdNameEntry *self)
{
  const char *topic_id = rd_page_item_get_topic (self->page)->id;
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self)));

  gtk_widget_activate_action (GTK_WIDGET (self), "head.stop-renaming", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.name-topic", "(ss)", topic_id, name);
}

/* The head may come into sight for it, later than that was asked for. */
static void
rd_name_entry_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rd_name_entry_parent_class)->map (widget);

  gtk_widget_grab_focus (widget);
}

static void
rd_name_entry_dispose (GObject *object)
{
  g_clear_object (&RD_NAME_ENTRY (object)->page);
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_NAME_ENTRY);

  G_OBJECT_CLASS (rd_name_entry_parent_class)->dispose (object);
}

static void
rd_name_entry_class_init (RdNameEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_name_entry_dispose;
  widget_class->map = rd_name_entry_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-name-entry.ui");
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
rd_name_entry_init (RdNameEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_name_entry_new:
 *
 * Returns: (transfer floating): an entry, which takes the focus when it is shown
 */
GtkWidget *
rd_name_entry_new (void)
{
  return g_object_new (RD_TYPE_NAME_ENTRY, "visible", FALSE, NULL);
}

/**
 * rd_name_entry_set_page:
 * @self: an entry
 * @page: the page of a topic, to be renamed from the name that it has
 */
void
rd_name_entry_set_page (RdNameEntry *self,
                        RdPageItem  *page)
{
  g_set_object (&self->page, page);
  gtk_editable_set_text (GTK_EDITABLE (self), rd_page_item_get_title (page));
}
