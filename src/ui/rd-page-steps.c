/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where keys lead on a page: from one post, key event or topic to the next. */
#include "ui/rd-page-view-private.h"

#include "ui/rd-page-sight.h"

/* Where the post stands that @step leads to from the one with the focus; without one, from the upper edge. */
static gint64
find_next (RdPageView *self,
           int         step)
{
  gboolean has_focus;
  guint position;
  gpointer start;

  if (rd_page_jump_get_target (self->jump, &position))
    return (gint64) position + step;

  start = rd_page_sight_find_start (self->list, &has_focus);
  if (start == NULL)
    return 1;

  return (gint64) rd_page_rows_find_item (self->rows, start) + (has_focus ? step : MIN (step, 0));
}

/* Keys have led somewhere, so it is to be seen where. */
static void
jump_by_key (RdPageView *self,
             guint       position)
{
  rd_page_view_jump (self, position, FALSE);
  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TRUE);
}

/**
 * rd_page_view_show_story:
 * @self: a view
 * @story: the page of a topic
 *
 * Goes to what a front page says of that topic or, where nothing is new in it any more, of the one that follows.
 */
void
rd_page_view_show_story (RdPageView *self,
                         RdPageItem *story)
{
  const guint position = rd_page_rows_find_story (self->rows, story);

  if (position != GTK_INVALID_LIST_POSITION)
    rd_page_view_jump (self, position, FALSE);
}

/**
 * rd_page_view_get_story:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the page of the topic that has the focus on a front page
 */
RdPageItem *
rd_page_view_get_story (RdPageView *self)
{
  gboolean has_focus;
  gpointer item = rd_page_sight_find_start (self->list, &has_focus);

  return has_focus && RD_IS_PAGE_ITEM (item) ? item : NULL;
}

/**
 * rd_page_view_step:
 * @self: a view
 * @step: 1 for the next post, -1 for the one before
 */
void
rd_page_view_step (RdPageView *self,
                   int         step)
{
  const guint n_items = self->page != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;

  if (n_items >= 2)
    jump_by_key (self, CLAMP (find_next (self, step), 1, n_items - 1));
}

/**
 * rd_page_view_step_key_event:
 * @self: a view
 * @step: 1 for the next key event, -1 for the one before
 */
void
rd_page_view_step_key_event (RdPageView *self,
                             int         step)
{
  const guint position = self->page != NULL ? rd_page_rows_find_key_event (self->rows, find_next (self, step), step)
                                            : GTK_INVALID_LIST_POSITION;

  if (position != GTK_INVALID_LIST_POSITION)
    jump_by_key (self, position);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}
