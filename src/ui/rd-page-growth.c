/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a list view the rows that are in sight first, and the others while nothing else is to be done: a row costs some
 * milliseconds to make, and a list view makes up to two hundred at once. */
#include "ui/rd-page-growth.h"

#include <gtk/gtk.h>

#define FIRST_ITEMS 4
/* As many as fill a high window below what is gone to. */
#define ITEMS_BELOW 24
#define ITEMS_A_STEP 3
#define MOST_ROWS 200

struct _RdPageGrowth
{
  GListModel *rows;         /* (owned) */
  GtkSliceListModel *items; /* (owned): as many of them as are to have rows so far */
  guint growth;             /* what adds to them, or 0 */
};

static gboolean
grow_cb (gpointer user_data)
{
  RdPageGrowth *self = user_data;
  const guint n_items = gtk_slice_list_model_get_size (self->items);

  if (n_items < MIN (MOST_ROWS, g_list_model_get_n_items (self->rows)))
    {
      gtk_slice_list_model_set_size (self->items, n_items + ITEMS_A_STEP);
      return G_SOURCE_CONTINUE;
    }

  gtk_slice_list_model_set_size (self->items, G_MAXUINT);
  self->growth = 0;
  return G_SOURCE_REMOVE;
}

/**
 * rd_page_growth_new:
 * @rows: all that there is to show
 *
 * Returns: (transfer full): what grows from now on
 */
RdPageGrowth *
rd_page_growth_new (GListModel *rows)
{
  RdPageGrowth *self = g_new0 (RdPageGrowth, 1);

  self->rows = g_object_ref (rows);
  self->items = gtk_slice_list_model_new (g_object_ref (rows), 0, FIRST_ITEMS);
  self->growth = g_idle_add (grow_cb, self);

  return self;
}

/**
 * rd_page_growth_free:
 * @self: (transfer full): what grows
 */
void
rd_page_growth_free (RdPageGrowth *self)
{
  g_clear_handle_id (&self->growth, g_source_remove);
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
  if (self->growth != 0 && position + ITEMS_BELOW > gtk_slice_list_model_get_size (self->items))
    gtk_slice_list_model_set_size (self->items, position + ITEMS_BELOW);
}
