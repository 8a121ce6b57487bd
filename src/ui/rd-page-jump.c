/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings a row of a list view to the upper edge, be it made yet or not. A list view guesses the heights of rows that it
 * has not made, so one step may not lead there: it is tried in one frame after the other. */
#include "ui/rd-page-jump.h"

#include "ui/rd-page-sight.h"
#include "ui/rd-post-row.h"

/* In how many frames it is tried. */
#define MAX_FRAMES 12

struct _RdPageJump
{
  GtkListView *list; /* (unowned): the view's, which this goes with */
  guint target;      /* where in the list the post stands that is being jumped to */
  double offset;     /* how far below the upper edge it is put, in pixels */
  gboolean flashes;  /* whether it is to stand out then */
  gboolean keeps;    /* whether the focus stays where it is */
  double share;      /* how much of it is to be above the upper edge then, as a share of its height */
  guint frames_left; /* how many more frames to try it for */
  guint tick;        /* what runs in them, or 0 */
};

/* Brings a row to the upper edge. Returns: whether it was there already, or cannot get nearer */
static gboolean
align_row (RdPageJump *self,
           GtkWidget  *row)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  const double value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (row, scrolled, &bounds))
    return TRUE;

  gtk_adjustment_set_value (adjustment, value + bounds.origin.y + self->share * bounds.size.height - self->offset);

  return ABS (gtk_adjustment_get_value (adjustment) - value) < 1;
}

/* The row is where it was to be brought, or as near as it gets. */
static void
arrive (RdPageJump *self,
        GtkWidget  *row)
{
  /* The focus would bring the beginning of the post into sight again. */
  if (self->share == 0 && (!self->keeps || gtk_root_get_focus (gtk_widget_get_root (row)) == NULL))
    gtk_widget_grab_focus (rd_page_sight_get_child (row));
  if (self->flashes && RD_IS_POST_ROW (row))
    rd_post_row_flash (RD_POST_ROW (row));
}

static gboolean
jump_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  RdPageJump *self = user_data;
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), self->target);
  GtkWidget *row = rd_page_sight_find_row (self->list, item);
  gboolean done = --self->frames_left == 0;

  /* A row is there before it has a size and, where it has the focus, when it has no place any more. */
  if (row == NULL || gtk_widget_get_height (row) == 0 || !gtk_widget_get_child_visible (rd_page_sight_get_child (row)))
    gtk_list_view_scroll_to (self->list, self->target, GTK_LIST_SCROLL_NONE, NULL);
  else if (align_row (self, row))
    done = TRUE;

  if (!done)
    return G_SOURCE_CONTINUE;

  if (row != NULL)
    arrive (self, row);
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/**
 * rd_page_jump_new:
 * @list: a page's list, in a scrolled window
 *
 * Returns: (transfer full): what jumps in it; to be given up before @list
 */
RdPageJump *
rd_page_jump_new (GtkListView *list)
{
  RdPageJump *self = g_new0 (RdPageJump, 1);

  self->list = list;

  return self;
}

/**
 * rd_page_jump_free:
 * @self: (transfer full): what jumps
 */
void
rd_page_jump_free (RdPageJump *self)
{
  rd_page_jump_stop (self);
  g_free (self);
}

/**
 * rd_page_jump_start:
 * @self: what jumps
 * @position: where in the list the row stands
 * @flashes: whether it stands out for a moment
 *
 * Brings the row to the upper edge, and the focus to it.
 */
void
rd_page_jump_start (RdPageJump *self,
                    guint       position,
                    gboolean    flashes)
{
  self->target = position;
  self->offset = RD_PAGE_JUMP_OFFSET;
  self->share = 0;
  self->flashes = flashes;
  self->keeps = FALSE;
  self->frames_left = MAX_FRAMES;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->list), jump_cb, self, NULL);
}

/**
 * rd_page_jump_keep:
 * @self: what jumps
 * @offset: how far below the upper edge the row is to stand, in pixels
 *
 * Has the jump that was started be as if nothing had moved; the focus stays where it is.
 */
void
rd_page_jump_keep (RdPageJump *self,
                   double      offset)
{
  self->offset = offset;
  self->keeps = TRUE;
}

/**
 * rd_page_jump_set_share:
 * @self: what jumps
 * @share: how much of the row is to be above the upper edge, as a share of its height
 *
 * Has the jump that was started lead there.
 */
void
rd_page_jump_set_share (RdPageJump *self,
                        double      share)
{
  self->share = share;
}

/**
 * rd_page_jump_get_share:
 * @self: what jumps
 *
 * Returns: how much of the row is to be above the upper edge, as a share of its height
 */
double
rd_page_jump_get_share (RdPageJump *self)
{
  return self->share;
}

/**
 * rd_page_jump_get_offset:
 * @self: what jumps
 *
 * Returns: how far below the upper edge the row is to stand, in pixels
 */
double
rd_page_jump_get_offset (RdPageJump *self)
{
  return self->offset;
}

/**
 * rd_page_jump_get_target:
 * @self: what jumps
 * @position: (out): where in the list the row stands, where it does so
 *
 * Returns: whether it is on its way
 */
gboolean
rd_page_jump_get_target (RdPageJump *self,
                         guint      *position)
{
  if (self->tick != 0)
    *position = self->target;

  return self->tick != 0;
}

/**
 * rd_page_jump_stop:
 * @self: what jumps
 *
 * Leaves all where it is.
 */
void
rd_page_jump_stop (RdPageJump *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list), self->tick);
  self->tick = 0;
}
