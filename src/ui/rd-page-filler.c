/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has rows where a page is in sight and near that, and nowhere else. A list view binds two hundred, and with each turn of
 * the wheel dozens anew that are far away: with rows in them, the reader would wait for those. */
#include "ui/rd-page-filler.h"

/* How far above and below what is in sight there are rows, and how far away they are given up, in heights of that. */
#define NEAR 1.0
#define FAR 2.0

struct _RdPageFiller
{
  GtkWidget *list;        /* (unowned) */
  RdPageBinder *binder;   /* (unowned) */
  GtkAdjustment *scrolls; /* (nullable) (owned): what says what part of the list is in sight, while it has a window */
  GdkFrameClock *clock;   /* (nullable) (owned): the list's, while it has one */
  gulong layout;          /* the handler that comes after each of its layouts, or 0 */
  gboolean has_changed;   /* whether something may have come into sight since that was looked at */
  gboolean is_at_start;   /* whether the page's beginning was in sight when what is laid out now was filled */
  guint idle;             /* what fills or empties one place that is not in sight, or 0 */
};

typedef enum
{
  SIGHT,
  CLOSE,
  BETWEEN,
  AWAY,
} Distance;

/* A place that a list has made, and where it is. */
typedef struct
{
  RdPageSlot *slot;  /* (unowned) */
  Distance distance; /* from what is in sight */
  double gap;        /* the same in pixels; 0 in sight */
} Place;

/* @shift: how much lower things will stand than they do, in pixels
 *
 * Returns: the child of @list after @child, or the first one, and @place: (out): where that is; %NULL at the end */
static GtkWidget *
next_place (GtkWidget *list,
            GtkWidget *child,
            double     shift,
            Place     *place)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  const double height = gtk_widget_get_height (scrolled);
  graphene_rect_t bounds;

  do
    child = child != NULL ? gtk_widget_get_next_sibling (child) : gtk_widget_get_first_child (list);
  while (child != NULL
         && (!gtk_widget_get_child_visible (child) || !gtk_widget_compute_bounds (child, scrolled, &bounds)));
  if (child == NULL)
    return NULL;

  place->slot = RD_PAGE_SLOT (gtk_widget_get_first_child (child));
  place->gap = MAX (0, MAX (bounds.origin.y + shift - height, -bounds.origin.y - shift - bounds.size.height));
  if (place->gap == 0)
    place->distance = SIGHT;
  else
    place->distance = place->gap < NEAR * height ? CLOSE : place->gap < FAR * height ? BETWEEN : AWAY;

  return child;
}

static gboolean
has_focus (GtkWidget *child)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (child));

  return focus != NULL && (focus == child || gtk_widget_is_ancestor (focus, child));
}

/* Fills the nearest place that is close, and empties one that is far away: both would take as long as a turn of the wheel
 * may. What comes of it is looked at after the layout that follows. */
static gboolean
idle_cb (gpointer user_data)
{
  RdPageFiller *self = user_data;
  GtkWidget *child = NULL;
  Place place;
  Place nearest = { .slot = NULL, .gap = G_MAXDOUBLE };
  RdPageSlot *far = NULL;

  self->idle = 0;
  while ((child = next_place (self->list, child, 0, &place)) != NULL)
    if (rd_page_slot_get_row (place.slot) == NULL)
      {
        if (place.distance <= CLOSE && place.gap < nearest.gap)
          nearest = place;
      }
    else if (place.distance == AWAY && !has_focus (child))
      far = place.slot;

  if (far != NULL)
    rd_page_binder_empty (self->binder, far);
  if (nearest.slot != NULL)
    rd_page_binder_fill (self->binder, nearest.slot);
  self->has_changed |= far != NULL || nearest.slot != NULL;

  return G_SOURCE_REMOVE;
}

/* Returns: how much higher the row is than its place was, in pixels */
static int
fill (RdPageFiller *self,
      RdPageSlot   *slot)
{
  GtkWidget *widget = GTK_WIDGET (slot);
  const int guessed = gtk_widget_get_height (widget);
  int height;

  rd_page_binder_fill (self->binder, slot);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (widget), NULL, &height, NULL, NULL);

  return height - guessed;
}

/* After GTK's own layout, and before anything is painted: what is filled here is laid out in the same frame. */
static void
layout_cb (RdPageFiller *self)
{
  GtkWidget *child = NULL;
  Place place;
  int shift = 0;
  gboolean has_more = FALSE;

  /* A list may keep the end of its first row where it is, which was as high as was guessed. */
  if (self->is_at_start)
    gtk_adjustment_set_value (self->scrolls, 0);
  self->is_at_start = FALSE;
  if (!self->has_changed)
    return;

  self->has_changed = FALSE;
  while ((child = next_place (self->list, child, shift, &place)) != NULL)
    {
      const gboolean is_empty = rd_page_slot_get_row (place.slot) == NULL;

      if (is_empty && place.distance == SIGHT)
        {
          shift += fill (self, place.slot);
          self->has_changed = TRUE;
        }
      has_more |= is_empty ? place.distance == CLOSE : place.distance == AWAY && !has_focus (child);
    }
  self->is_at_start = self->has_changed && gtk_adjustment_get_value (self->scrolls) < 1;
  if (has_more && self->idle == 0)
    self->idle = g_idle_add (idle_cb, self);
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
  g_clear_handle_id (&self->idle, g_source_remove);
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
