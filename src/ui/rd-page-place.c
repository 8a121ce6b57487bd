/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the reader is on a page, and how to come back there when it was made anew, or is shown again. */
#include "ui/rd-page-view-private.h"

#include "ui/rd-page-sight.h"
#include "ui/rd-post-item.h"

/* Returns: (nullable): the row at the upper edge, and where it is; %NULL at the page's beginning */
static GtkWidget *
find_upper_row (RdPageView      *self,
                graphene_rect_t *bounds)
{
  if (gtk_adjustment_get_value (rd_page_view_get_adjustment (self)) < 1)
    return NULL;

  return rd_page_sight_find_below (self->list, RD_PAGE_JUMP_OFFSET, bounds);
}

/* Returns: whether a jump is on its way; @post: (out) (nullable): to which post */
static gboolean
find_target (RdPageView     *self,
             RdDigestEntry **post)
{
  guint target;
  g_autoptr (GObject) item = NULL;

  if (!rd_page_jump_get_target (self->jump, &target))
    return FALSE;

  item = g_list_model_get_item (G_LIST_MODEL (self->rows), target);
  *post = RD_IS_POST_ITEM (item) ? rd_post_item_get_entry (RD_POST_ITEM (item)) : NULL;
  return TRUE;
}

/**
 * rd_page_view_get_place:
 * @self: a view
 * @share: (out): how much of the post is above the upper edge, as a share of its height
 *
 * Returns: (transfer none) (nullable): the post at its upper edge, or soon to be there; %NULL at the page's beginning
 */
RdDigestEntry *
rd_page_view_get_place (RdPageView *self,
                        double     *share)
{
  graphene_rect_t bounds;
  GtkWidget *row;
  RdDigestEntry *post;

  *share = rd_page_jump_get_share (self->jump);
  if (find_target (self, &post))
    return post;

  row = find_upper_row (self, &bounds);
  if (row == NULL)
    return NULL;

  *share = CLAMP ((RD_PAGE_JUMP_OFFSET - bounds.origin.y) / bounds.size.height, 0, 1);
  return rd_page_sight_get_post (row);
}

/**
 * rd_page_view_get_read:
 * @self: a view
 * @offset: (out): how far below the upper edge it stands, in pixels
 * @share: (out): how much more of it is above that, as a share of its height
 *
 * Returns: (transfer none) (nullable): the post at its upper edge, or soon to be there, for rd_page_view_keep_post(); %NULL
 *   at the page's beginning
 */
RdDigestEntry *
rd_page_view_get_read (RdPageView *self,
                       double     *offset,
                       double     *share)
{
  graphene_rect_t bounds;
  GtkWidget *row;
  RdDigestEntry *post;

  *offset = rd_page_jump_get_offset (self->jump);
  *share = rd_page_jump_get_share (self->jump);
  if (find_target (self, &post))
    return post;

  row = find_upper_row (self, &bounds);
  if (row == NULL || !gtk_widget_compute_bounds (row, GTK_WIDGET (self->scrolled), &bounds))
    return NULL;

  *offset = bounds.origin.y;
  *share = 0;
  return rd_page_sight_get_post (row);
}

/**
 * rd_page_view_show_place:
 * @self: a view
 * @placed: a post
 * @share: how much of it is to be above the upper edge, as a share of its height
 *
 * Goes to where rd_page_view_get_place() was.
 */
void
rd_page_view_show_place (RdPageView    *self,
                         RdDigestEntry *placed,
                         double         share)
{
  rd_page_view_show_post (self, placed, FALSE);
  rd_page_jump_set_share (self->jump, share);
}

/**
 * rd_page_view_keep_post:
 * @self: a view
 * @placed: a post
 * @offset: how far below the upper edge it is to stand, in pixels
 * @share: how much more of it is to be above that, as a share of its height
 *
 * Goes to a post of the page as if nothing had moved.
 */
void
rd_page_view_keep_post (RdPageView    *self,
                        RdDigestEntry *placed,
                        double         offset,
                        double         share)
{
  rd_page_view_show_place (self, placed, share);
  rd_page_jump_keep (self->jump, offset);
}
