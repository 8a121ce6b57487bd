/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The posts that were found, in a list that a key leads into and another one out of. */
#include "ui/rd-search-results.h"

struct _RdSearchResults
{
  AdwBin parent_instance;

  GtkScrolledWindow *scrolled;   /* (unowned) */
  GtkListView *list;             /* (unowned) */
  GtkSingleSelection *selection; /* (unowned) */
  GListStore *items;             /* (unowned) */
};

typedef enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_LEFT,
} RdSearchResultsSignal;

static guint signals[SIGNAL_LEFT + 1];

G_DEFINE_FINAL_TYPE (RdSearchResults, rd_search_results, ADW_TYPE_BIN)

static void
activate_cb (RdSearchResults *self,
             guint            position)
{
  g_autoptr (RdSearchItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item);
}

static gboolean
key_cb (RdSearchResults *self,
        guint            key)
{
  if ((key != GDK_KEY_Up && key != GDK_KEY_KP_Up) || gtk_single_selection_get_selected (self->selection) != 0)
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  return TRUE;
}

/* One click opens a post. Where the list always had it so, the post under a resting pointer would be selected, too. */
static void
pressed_cb (RdSearchResults *self)
{
  gtk_list_view_set_single_click_activate (self->list, TRUE);
}

static void
rd_search_results_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_SEARCH_RESULTS);

  G_OBJECT_CLASS (rd_search_results_parent_class)->dispose (object);
}

static void
rd_search_results_class_init (RdSearchResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_search_results_dispose;

  /**
   * RdSearchResults::activated:
   * @item: a #RdSearchItem
   *
   * The reader wants to see it.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", RD_TYPE_SEARCH_RESULTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, RD_TYPE_SEARCH_ITEM);

  /**
   * RdSearchResults::left:
   *
   * The reader wants to go to what stands above the list.
   */
  signals[SIGNAL_LEFT] = g_signal_new ("left", RD_TYPE_SEARCH_RESULTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);

  g_type_ensure (RD_TYPE_SEARCH_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-search-results.ui");
  gtk_widget_class_bind_template_child (widget_class, RdSearchResults, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RdSearchResults, list);
  gtk_widget_class_bind_template_child (widget_class, RdSearchResults, selection);
  gtk_widget_class_bind_template_child (widget_class, RdSearchResults, items);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
rd_search_results_init (RdSearchResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_search_results_begin:
 * @self: results
 *
 * They are about to be shown: the pointer rests somewhere.
 */
void
rd_search_results_begin (RdSearchResults *self)
{
  gtk_list_view_set_single_click_activate (self->list, FALSE);
}

/**
 * rd_search_results_set_items:
 * @self: results
 * @items: (element-type RdSearchItem): what was found
 * @again: whether the same was searched for before
 *
 * Shows that, from its beginning, or where the reader is in it already.
 */
void
rd_search_results_set_items (RdSearchResults *self,
                             GPtrArray       *items,
                             gboolean         again)
{
  if (again)
    {
      rd_search_item_update_list (self->items, items);
      return;
    }

  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

/**
 * rd_search_results_clear:
 * @self: results
 *
 * Nothing was found.
 */
void
rd_search_results_clear (RdSearchResults *self)
{
  g_list_store_remove_all (self->items);
}

/**
 * rd_search_results_get_selected:
 * @self: results
 *
 * Returns: (transfer none) (nullable): the post that is selected
 */
RdSearchItem *
rd_search_results_get_selected (RdSearchResults *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/**
 * rd_search_results_enter:
 * @self: results, of which there are some
 *
 * Leads the focus to the post that is selected.
 *
 * Returns: whether it is there
 */
gboolean
rd_search_results_enter (RdSearchResults *self)
{
  gtk_list_view_scroll_to (self->list, gtk_single_selection_get_selected (self->selection), GTK_LIST_SCROLL_FOCUS, NULL);
  return gtk_widget_grab_focus (GTK_WIDGET (self->list));
}
