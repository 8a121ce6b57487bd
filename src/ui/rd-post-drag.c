/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A post that is dragged to the topic that it belongs to: from its row on a page to one in the list of pages. */
#include "ui/rd-post-drag.h"

#include "ui/rd-post-row.h"
#include "ui/rd-topic-menu.h"

/* Only what is kept can be put elsewhere. */
static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            gpointer       user_data)
{
  GtkWidget *head = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GtkWidget *row = gtk_widget_get_ancestor (head, RD_TYPE_POST_ROW);
  RdPostItem *item = rd_post_row_get_item (RD_POST_ROW (row));

  if (item == NULL || !rd_document_is_kept (rd_post_item_get_document (item)))
    return NULL;

  return gdk_content_provider_new_typed (RD_TYPE_POST_ITEM, item);
}

/* Returns: (transfer full) (nullable): the post that is dragged, of this very program */
static RdPostItem *
find_item (GdkDrag *drag)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, RD_TYPE_POST_ITEM);
  if (drag == NULL || !gdk_content_provider_get_value (gdk_drag_get_content (drag), &value, NULL))
    return NULL;

  return g_value_dup_object (&value);
}

/* A post may be as high as the window: only its heading goes along. */
static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag,
          gpointer       user_data)
{
  g_autoptr (RdPostItem) item = find_item (drag);
  g_autofree char *heading = item != NULL ? rd_wording_heading (rd_post_item_get_entry (item)->entry) : NULL;
  GtkWidget *label = gtk_label_new (heading);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_add_css_class (label, "dragged");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

/* Whether a post may be dropped onto a row: onto a topic of the same document that it does not stand in. */
static gboolean
suits (RdPageRow  *row,
       RdPostItem *item)
{
  RdPageItem *page = rd_page_row_get_page (row);

  return item != NULL && page != NULL && rd_topic_menu_suits (page)
         && rd_page_item_get_document (page) == rd_post_item_get_document (item)
         && rd_page_item_get_topic (page) != rd_post_item_get_entry (item)->topic;
}

/* What does not suit is not pictured as a place to drop it, either. */
static gboolean
accept_cb (RdPageRow *row,
           GdkDrop   *drop)
{
  g_autoptr (RdPostItem) item = find_item (gdk_drop_get_drag (drop));

  return suits (row, item);
}

static gboolean
drop_cb (RdPageRow    *row,
         const GValue *value)
{
  RdPostItem *item = g_value_get_object (value);
  const char *entry_id;
  const char *topic_id;

  /* Something else may be shown since. */
  if (!suits (row, item))
    return FALSE;

  entry_id = rd_post_item_get_entry (item)->entry->id;
  topic_id = rd_page_item_get_topic (rd_page_row_get_page (row))->id;

  return gtk_widget_activate_action (GTK_WIDGET (row), "win.move-post-to", "(ss)", entry_id, topic_id);
}

/**
 * rd_post_drag_begin_at:
 * @head: what a post's row is dragged by
 *
 * Lets its post be dragged.
 */
void
rd_post_drag_begin_at (GtkWidget *head)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), NULL);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), NULL);
  gtk_widget_add_controller (head, GTK_EVENT_CONTROLLER (source));
}

/**
 * rd_post_drag_end_at:
 * @row: a row in the list of pages
 *
 * Lets posts be dropped onto it while it shows a topic that can be corrected.
 */
void
rd_post_drag_end_at (RdPageRow *row)
{
  GtkDropTarget *target = gtk_drop_target_new (RD_TYPE_POST_ITEM, GDK_ACTION_MOVE);

  g_signal_connect_object (target, "accept", G_CALLBACK (accept_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), row, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (target));
}
