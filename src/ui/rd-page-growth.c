/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a list view the rows that are in sight first, and the others some with each frame: a list view makes places for
 * two hundred at once, and that takes longer than a frame may. */
#include "ui/rd-page-growth.h"

#define FIRST_ITEMS 4
#define ITEMS_A_FRAME 8
#define MOST_ROWS 200

/* How many fill what is below one that is gone to, where it is not known how high that is; and how high one is at
 * least, in pixels. */
#define ITEMS_BELOW 24
#define LEAST_HEIGHT 64

struct _RdPageGrowth
{
  GtkWidget *list;          /* (unowned) */
  GListModel *rows;         /* (owned) */
  GtkSliceListModel *items; /* (owned): as many of them as are to have rows so far */
  guint growth;             /* what adds to them, or 0 */
  gboolean is_drawn;        /* whether the first of them have been */
};

static gboolean
grow_cb (GtkWidget     *list,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  RdPageGrowth *self = user_data;
  const guint n_items = gtk_slice_list_model_get_size (self->items);

  /* What is added before a frame is laid out is in it. */
  if (!self->is_drawn)
    {
      self->is_drawn = TRUE;
      return G_SOURCE_CONTINUE;
    }

  if (n_items < MIN (MOST_ROWS, g_list_model_get_n_items (self->rows)))
    {
      gtk_slice_list_model_set_size (self->items, n_items + ITEMS_A_FRAME);
      return G_SOURCE_CONTINUE;
    }

  gtk_slice_list_model_set_size (self->items, G_MAXUINT);
  self->growth = 0;
  return G_SOURCE_REMOVE;
}

/**
 * rd_page_growth_new:
 * @list: the list view
 * @rows: all that there is to show
 *
 * Returns: (transfer full): what grows from now on; to be given up before @list
 */
RdPageGrowth *
rd_page_growth_new (GtkListView *list,
                    GListModel  *rows)
{
  RdPageGrowth *self = g_new0 (RdPageGrowth, 1);

  self->list = GTK_WIDGET (list);
  self->rows = g_object_ref (rows);
  self->items = gtk_slice_list_model_new (g_object_ref (rows), 0, FIRST_ITEMS);
  self->growth = gtk_widget_add_tick_callback (self->list, grow_cb, self, NULL);

  return self;
}

/**
 * rd_page_growth_free:
 * @self: (transfer full): what grows
 */
void
rd_page_growth_free (RdPageGrowth *self)
{
  if (self->growth != 0)
    gtk_widget_remove_tick_callback (self->list, self->growth);
  g_object_unref (self->items);
  g_object_unref (self->rows);
  g_free (self);
}

/**
 * rd_page_growth_get_items:
 * @self: what grows
 *
 * Returns: (transfer none): what is to be shown so far
 */
GListModel *
rd_page_growth_get_items (RdPageGrowth *self)
{
  return G_LIST_MODEL (self->items);
}

/**
 * rd_page_growth_reach:
 * @self: what grows
 * @position: where in the list
 *
 * Has items up to that one and some more.
 */
void
rd_page_growth_reach (RdPageGrowth *self,
                      guint         position)
{
  const int height = gtk_widget_get_height (self->list);
  const guint n_items = position + 1 + (height > 0 ? (guint) height / LEAST_HEIGHT + 1 : ITEMS_BELOW);

  if (self->growth != 0 && n_items > gtk_slice_list_model_get_size (self->items))
    gtk_slice_list_model_set_size (self->items, n_items);
}
