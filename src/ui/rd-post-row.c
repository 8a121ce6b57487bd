/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole post, as a row of a page. */
#include "ui/rd-post-row.h"

#include "ui/rd-body-view.h"
#include "ui/rd-why-popover.h"

#include <glib/gi18n.h>

/* How long a post that was jumped to stands out, in milliseconds; the style sheet says how. */
#define FLASH_DURATION 1800

struct _RdPostRow
{
  GtkBox parent_instance;

  RdPostItem *item;   /* (nullable) (owned) */
  guint flash;        /* the source that ends it, or 0 */
  GtkLabel *time;     /* (unowned) */
  GtkLabel *mark;     /* (unowned) */
  GtkLabel *author;   /* (unowned) */
  GtkMenuButton *why; /* (unowned) */
  GtkLabel *heading;  /* (unowned) */
  RdBodyView *body;   /* (unowned) */
  GtkBox *references; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdPostRow, rd_post_row, GTK_TYPE_BOX)

static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  RdPostRow *self = RD_POST_ROW (user_data);

  gtk_menu_button_set_popover (button, rd_why_popover_new (self->item));
}

static void
end_flash (RdPostRow *self)
{
  g_clear_handle_id (&self->flash, g_source_remove);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "flash");
}

static void
flash_over_cb (gpointer user_data)
{
  RdPostRow *self = RD_POST_ROW (user_data);

  self->flash = 0;
  end_flash (self);
}

static void
rd_post_row_dispose (GObject *object)
{
  RdPostRow *self = RD_POST_ROW (object);

  g_clear_handle_id (&self->flash, g_source_remove);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_POST_ROW);

  G_OBJECT_CLASS (rd_post_row_parent_class)->dispose (object);
}

static void
rd_post_row_class_init (RdPostRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_post_row_dispose;

  g_type_ensure (RD_TYPE_BODY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-post-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, time);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, mark);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, author);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, why);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, heading);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, body);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, references);
}

static void
rd_post_row_init (RdPostRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->why, create_popover_cb, self, NULL);
}

/**
 * rd_post_row_new:
 *
 * Returns: (transfer floating): a row of no post yet
 */
GtkWidget *
rd_post_row_new (void)
{
  return g_object_new (RD_TYPE_POST_ROW, NULL);
}

static void
show_mark (RdPostRow  *self,
           RdKeyEvent  key_event)
{
  const char *mark = rd_wording_key_event (key_event);

  gtk_label_set_label (self->mark, mark != NULL ? mark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mark), mark != NULL);
  if (key_event == RD_KEY_EVENT_PREDICTED)
    gtk_widget_add_css_class (GTK_WIDGET (self->mark), "predicted");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->mark), "predicted");
}

/* The earlier posts that this one points to, each as a button that leads there. */
static void
show_references (RdPostRow *self)
{
  RdDocument *document = rd_post_item_get_document (self->item);
  RdWording *wording = rd_document_get_wording (document);
  GPtrArray *ids = rd_post_item_get_entry (self->item)->entry->refers_to;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->references))) != NULL)
    gtk_box_remove (self->references, child);

  for (guint i = 0; i < ids->len; i++)
    {
      RdDigestEntry *other = rd_document_find (document, ids->pdata[i]);
      g_autofree char *heading = NULL;
      g_autofree char *time = NULL;
      g_autofree char *text = NULL;

      if (other == NULL)
        continue;

      heading = rd_wording_heading (other->entry);
      time = rd_wording_time (wording, other->entry);
      /* Translators: an earlier post that this one points to: its time, and its heading. */
      text = g_strdup_printf (_("See %s: %s"), time, heading);
      child = gtk_button_new_with_label (text);
      gtk_button_set_can_shrink (GTK_BUTTON (child), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (child), "win.show-post");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (child), "s", other->entry->id);
      gtk_widget_add_css_class (child, "flat");
      gtk_widget_add_css_class (child, "reference");
      gtk_box_append (self->references, child);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->references),
                          gtk_widget_get_first_child (GTK_WIDGET (self->references)) != NULL);
}

/**
 * rd_post_row_set_item:
 * @self: a row
 * @item: the post to show
 */
void
rd_post_row_set_item (RdPostRow  *self,
                      RdPostItem *item)
{
  RdWording *wording = rd_document_get_wording (rd_post_item_get_document (item));
  RdDigestEntry *placed = rd_post_item_get_entry (item);
  RdEntry *entry = placed->entry;
  g_autofree char *time = rd_wording_time (wording, entry);
  g_autofree char *author = rd_wording_author (wording, entry);
  g_autofree char *heading = rd_wording_heading (entry);

  end_flash (self);
  g_set_object (&self->item, item);
  gtk_menu_button_set_popover (self->why, NULL);

  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->author, author != NULL ? author : "");
  show_mark (self, placed->key_event);
  gtk_label_set_label (self->heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), entry->title != NULL || entry->deleted);
  rd_body_view_set_body (self->body, entry->deleted ? NULL : entry->body);
  show_references (self);
}

/**
 * rd_post_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the post that it shows
 */
RdPostItem *
rd_post_row_get_item (RdPostRow *self)
{
  return self->item;
}

/**
 * rd_post_row_flash:
 * @self: a row
 *
 * Lets the row stand out for a moment.
 */
void
rd_post_row_flash (RdPostRow *self)
{
  end_flash (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flash");
  self->flash = g_timeout_add_once (FLASH_DURATION, flash_over_cb, self);
}
