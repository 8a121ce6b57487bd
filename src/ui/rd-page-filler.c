/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has rows where a page has been in sight, and nowhere else. A list view binds two hundred, and with each turn of the wheel
 * dozens anew that are far away: with rows in them, the reader would wait for those. */
#include "ui/rd-page-filler.h"

struct _RdPageFiller
{
  GtkWidget *list;        /* (unowned) */
  RdPageBinder *binder;   /* (unowned) */
  GtkAdjustment *scrolls; /* (nullable) (owned): what says what part of the list is in sight, while it has a window */
  GdkFrameClock *clock;   /* (nullable) (owned): the list's, while it has one */
  gulong layout;          /* the handler that comes after each of its layouts, or 0 */
  gboolean has_changed;   /* whether something may have come into sight since that was looked at */
  gboolean is_at_start;   /* whether the page's beginning was in sight when what is laid out now was filled */
};

/* @shift: how much lower things will stand than they do, in pixels
 *
 * Returns: (nullable): the slot in @child of the list where that is in sight and has no row; a list gives no size to what
 *   is not in sight */
static RdPageSlot *
find_empty (GtkWidget *child,
            GtkWidget *scrolled,
            int        shift)
{
  GtkWidget *slot = gtk_widget_get_first_child (child);
  graphene_rect_t bounds;

  if (slot == NULL || !gtk_widget_get_child_visible (child) || gtk_widget_get_width (child) == 0
      || rd_page_slot_get_item (RD_PAGE_SLOT (slot)) == NULL || rd_page_slot_get_row (RD_PAGE_SLOT (slot)) != NULL
      || !gtk_widget_compute_bounds (child, scrolled, &bounds)
      || bounds.origin.y + shift >= gtk_widget_get_height (scrolled))
    return NULL;

  return RD_PAGE_SLOT (slot);
}

/* Returns: how much higher the row is than its place was, in pixels */
static int
fill (RdPageFiller *self,
      RdPageSlot   *slot)
{
  GtkWidget *widget = GTK_WIDGET (slot);
  const int guessed = gtk_widget_get_height (widget);
  int width;
  int height;

  rd_page_binder_fill (self->binder, slot);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  width = MAX (width, gtk_widget_get_width (widget));
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height - guessed;
}

/* After GTK's own layout, and before anything is painted: what is filled here is laid out in the same frame. */
static void
layout_cb (RdPageFiller *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (self->list, GTK_TYPE_SCROLLED_WINDOW);
  const gboolean was_at_start = self->is_at_start;
  int shift = 0;

  if (!gtk_widget_get_mapped (self->list))
    return;

  /* A list may keep the end of its first row where it is, which was as high as was guessed. */
  self->is_at_start = FALSE;
  if (was_at_start && gtk_adjustment_get_value (self->scrolls) > 0)
    {
      gtk_adjustment_set_value (self->scrolls, 0);
      return;
    }
  if (!self->has_changed)
    return;

  self->has_changed = FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      RdPageSlot *slot = find_empty (child, scrolled, shift);

      if (slot == NULL)
        continue;
      shift += fill (self, slot);
      self->has_changed = TRUE;
    }
  self->is_at_start = self->has_changed && gtk_adjustment_get_value (self->scrolls) < 1;
}

static void
realized_cb (RdPageFiller *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (self->list, GTK_TYPE_SCROLLED_WINDOW);

  self->clock = g_object_ref (gtk_widget_get_frame_clock (self->list));
  self->layout = g_signal_connect_data (self->clock, "layout", G_CALLBACK (layout_cb), self, NULL,
                                        G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  self->scrolls = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  g_signal_connect_swapped (self->scrolls, "changed", G_CALLBACK (rd_page_filler_look), self);
  g_signal_connect_swapped (self->scrolls, "value-changed", G_CALLBACK (rd_page_filler_look), self);
}

static void
unrealized_cb (RdPageFiller *self)
{
  if (self->clock != NULL)
    g_clear_signal_handler (&self->layout, self->clock);
  g_clear_object (&self->clock);
  if (self->scrolls != NULL)
    g_signal_handlers_disconnect_by_data (self->scrolls, self);
  g_clear_object (&self->scrolls);
}

/**
 * rd_page_filler_new:
 * @list: the list view of a page, in a scrolled window and without a window so far
 * @binder: what binds its rows
 *
 * Returns: (transfer full): what fills its places; to be given up before both
 */
RdPageFiller *
rd_page_filler_new (GtkListView  *list,
                    RdPageBinder *binder)
{
  RdPageFiller *self = g_new0 (RdPageFiller, 1);

  self->list = GTK_WIDGET (list);
  self->binder = binder;
  g_signal_connect_swapped (list, "realize", G_CALLBACK (realized_cb), self);
  g_signal_connect_swapped (list, "unrealize", G_CALLBACK (unrealized_cb), self);

  return self;
}

/**
 * rd_page_filler_free:
 * @self: (transfer full): what fills places
 */
void
rd_page_filler_free (RdPageFiller *self)
{
  unrealized_cb (self);
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_free (self);
}

/**
 * rd_page_filler_look:
 * @self: what fills places
 *
 * Has it look once more, after the next layout, at what is in sight: the list has other places than before.
 */
void
rd_page_filler_look (RdPageFiller *self)
{
  self->has_changed = TRUE;
}
