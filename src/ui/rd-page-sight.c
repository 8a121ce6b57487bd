/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a page has places in its list view, and what of that is in sight. A list view does not tell: its places are
 * looked through, which are few. */
#include "ui/rd-page-sight.h"

#include "ui/rd-page-item.h"
#include "ui/rd-page-slot.h"
#include "ui/rd-post-item.h"
#include "ui/rd-post-row.h"

/* A walk through the places that a list has made, which begins as { .list = … }. */
typedef struct
{
  GtkWidget *list;        /* (unowned) */
  GtkWidget *child;       /* (nullable) (unowned): the list's, which can have the focus */
  RdPageSlot *slot;       /* (nullable) (unowned): what is in that */
  GtkWidget *row;         /* (nullable) (unowned): what is in the slot, where that has been in sight */
  gboolean is_shown;      /* whether it has a place on the page, which it has not when it is kept for later */
  graphene_rect_t bounds; /* where that is, from the upper edge of what is in sight */
} Walk;

static gboolean
next (Walk *walk)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (walk->list, GTK_TYPE_SCROLLED_WINDOW);

  do
    walk->child = walk->child != NULL ? gtk_widget_get_next_sibling (walk->child)
                                      : gtk_widget_get_first_child (walk->list);
  while (walk->child != NULL && gtk_widget_get_first_child (walk->child) == NULL);
  if (walk->child == NULL)
    return FALSE;

  walk->slot = RD_PAGE_SLOT (gtk_widget_get_first_child (walk->child));
  walk->row = rd_page_slot_get_row (walk->slot);
  walk->is_shown = gtk_widget_get_child_visible (walk->child)
                   && gtk_widget_compute_bounds (GTK_WIDGET (walk->slot), scrolled, &walk->bounds);

  return TRUE;
}

/* What stands in a place, where that is something to go to: a post or a topic, and not the head, which is first. */
static gpointer
get_item (const Walk *walk)
{
  GListModel *items = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (walk->list)));
  g_autoptr (GObject) head = g_list_model_get_item (items, 0);
  GObject *item = rd_page_slot_get_item (walk->slot);

  return item != head && (RD_IS_POST_ITEM (item) || RD_IS_PAGE_ITEM (item)) ? item : NULL;
}

/**
 * rd_page_sight_find_row:
 * @list: a page's list
 * @item: a post or a topic in it
 *
 * Returns: (transfer none) (nullable): its row, where there is one
 */
GtkWidget *
rd_page_sight_find_row (GtkListView *list,
                        gpointer     item)
{
  Walk walk = { .list = GTK_WIDGET (list) };

  while (next (&walk))
    if (walk.row != NULL && get_item (&walk) == item)
      return walk.row;

  return NULL;
}

/**
 * rd_page_sight_find_below:
 * @list: a page's list
 * @edge: how far below the upper edge of what is in sight, in pixels
 * @bounds: (out): where the row is
 *
 * Returns: (transfer none) (nullable): the row of the first post that reaches below that
 */
GtkWidget *
rd_page_sight_find_below (GtkListView     *list,
                          double           edge,
                          graphene_rect_t *bounds)
{
  Walk walk = { .list = GTK_WIDGET (list) };

  while (next (&walk))
    if (walk.row != NULL && RD_IS_POST_ROW (walk.row) && walk.is_shown && walk.bounds.origin.y + walk.bounds.size.height > edge)
      {
        *bounds = walk.bounds;
        return walk.row;
      }

  return NULL;
}

/**
 * rd_page_sight_get_child:
 * @row: a row
 *
 * Returns: (transfer none): the list's child that it stands in, which can have the focus
 */
GtkWidget *
rd_page_sight_get_child (GtkWidget *row)
{
  return gtk_widget_get_parent (gtk_widget_get_parent (row));
}

/**
 * rd_page_sight_get_post:
 * @row: the row of a post
 *
 * Returns: (transfer none): the post
 */
RdDigestEntry *
rd_page_sight_get_post (GtkWidget *row)
{
  return rd_post_item_get_entry (rd_post_row_get_item (RD_POST_ROW (row)));
}

/**
 * rd_page_sight_find_start:
 * @list: a page's list
 * @has_focus: (out): whether it has the focus
 *
 * Returns: (transfer none) (nullable): from where a reader steps on: the item with the focus or, where none has it, the
 *   first one that begins in sight
 */
gpointer
rd_page_sight_find_start (GtkListView *list,
                          gboolean    *has_focus)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (list)));
  Walk walk = { .list = GTK_WIDGET (list) };
  gpointer in_sight = NULL;

  while (next (&walk))
    {
      gpointer item = get_item (&walk);

      if (item == NULL || !walk.is_shown)
        continue;
      *has_focus = focus != NULL && (focus == walk.child || gtk_widget_is_ancestor (focus, walk.child));
      if (*has_focus)
        return item;
      if (in_sight == NULL && walk.bounds.origin.y >= 0)
        in_sight = item;
    }

  *has_focus = FALSE;
  return in_sight;
}

/**
 * rd_page_sight_list_read:
 * @list: a page's list
 * @document: the page's document
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the new posts whose end is in sight, or that fill the view
 */
GStrv
rd_page_sight_list_read (GtkListView *list,
                         RdDocument  *document)
{
  const double height = gtk_widget_get_height (gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_SCROLLED_WINDOW));
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  Walk walk = { .list = GTK_WIDGET (list) };

  while (next (&walk))
    {
      const double end = walk.bounds.origin.y + walk.bounds.size.height;
      RdDigestEntry *placed;

      if (walk.row == NULL || !RD_IS_POST_ROW (walk.row) || !walk.is_shown)
        continue;
      placed = rd_page_sight_get_post (walk.row);
      if (rd_document_is_new (document, placed) && end > 0 && (end <= height || walk.bounds.origin.y <= 0))
        g_strv_builder_add (ids, placed->entry->id);
    }

  return g_strv_builder_end (ids);
}
