/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps a row of a list where the reader sees it while its height changes. A list view keeps some row of its own choice
 * where it is, which may be one below. */
#include "ui/rd-row-hold.h"

/* In how many frames the list may still move. */
#define N_FRAMES 3

typedef struct
{
  GtkScrolledWindow *scrolled; /* (owned) */
  GdkFrameClock *clock;        /* (owned) */
  gulong layout;
  GtkWidget *row; /* (unowned): it holds this */
  gulong unmap;
  guint tick;
  double top;
  guint frames_left;
} Hold;

static void
free_hold (gpointer data)
{
  Hold *hold = data;

  g_signal_handler_disconnect (hold->clock, hold->layout);
  g_signal_handler_disconnect (hold->row, hold->unmap);
  g_object_unref (hold->clock);
  g_object_unref (hold->scrolled);
  g_free (hold);
}

/* After GTK's own layout, and before anything is painted: what is moved here is laid out once more in the same
 * frame. */
static void
layout_cb (Hold *hold)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (hold->scrolled);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (hold->row, GTK_WIDGET (hold->scrolled), &bounds)
      && ABS (bounds.origin.y - hold->top) >= 1)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + bounds.origin.y - hold->top);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Hold *hold = user_data;

  return --hold->frames_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* The list has taken the row away, which may come back elsewhere, and before the next frame. */
static void
unmap_cb (Hold *hold)
{
  gtk_widget_remove_tick_callback (hold->row, hold->tick);
}

/**
 * rd_row_hold:
 * @row: a row in a scrolled window, about to change its height
 * @to_sight: whether it comes into sight where its top is not
 *
 * Keeps the row's top where it is.
 */
void
rd_row_hold (GtkWidget *row,
             gboolean   to_sight)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;
  Hold *hold;

  if (scrolled == NULL || !gtk_widget_get_mapped (row) || !gtk_widget_compute_bounds (row, scrolled, &bounds))
    return;

  /* Before it changes, since a list gives up rows that have gone out of sight. */
  if (to_sight && bounds.origin.y < 0)
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + bounds.origin.y);
      bounds.origin.y = 0;
    }

  hold = g_new0 (Hold, 1);
  hold->row = row;
  hold->scrolled = g_object_ref (GTK_SCROLLED_WINDOW (scrolled));
  hold->clock = g_object_ref (gtk_widget_get_frame_clock (row));
  hold->top = bounds.origin.y;
  hold->frames_left = N_FRAMES;
  hold->layout = g_signal_connect_data (hold->clock, "layout", G_CALLBACK (layout_cb), hold, NULL,
                                        G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  hold->unmap = g_signal_connect_swapped (row, "unmap", G_CALLBACK (unmap_cb), hold);
  hold->tick = gtk_widget_add_tick_callback (row, tick_cb, hold, free_hold);
}

/**
 * rd_row_hold_sight:
 * @row: a row of a list in a scrolled window, about to change its height
 *
 * Keeps where it is what stands at the upper edge, be that this row or another one.
 */
void
rd_row_hold_sight (GtkWidget *row)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_VIEW);
  GtkWidget *first = NULL;
  float top = 0;

  if (scrolled == NULL || list == NULL)
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      if (!gtk_widget_get_mapped (child) || !gtk_widget_compute_bounds (child, scrolled, &bounds)
          || bounds.origin.y + bounds.size.height <= 0 || (first != NULL && bounds.origin.y >= top))
        continue;
      first = child;
      top = bounds.origin.y;
    }

  if (first != NULL)
    rd_row_hold (first, FALSE);
}
