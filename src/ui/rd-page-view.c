/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a page: its head, and its posts in the order of time. */
#include "ui/rd-page-view.h"

#include "rd-config.h"
#include "ui/rd-news-row.h"
#include "ui/rd-page-end.h"
#include "ui/rd-page-head.h"
#include "ui/rd-page-news.h"
#include "ui/rd-page-rows.h"
#include "ui/rd-post-item.h"
#include "ui/rd-post-keys.h"
#include "ui/rd-post-row.h"

#include <glib/gi18n.h>

/* How far below the upper edge a post is put that was jumped to, in pixels. */
#define JUMP_OFFSET 6

/* A list view guesses the heights of rows that it has not made yet, so one step may not lead there. */
#define MAX_JUMP_FRAMES 12

/* How far down the title in the page has gone out of sight, in pixels. */
#define TITLE_HEIGHT 64

/* A row costs some milliseconds to make, and a list view makes up to two hundred at once: those that are in sight come
 * first, and the others while nothing else is to be done. */
#define FIRST_ITEMS 6
#define ITEMS_A_STEP 3
#define MOST_ROWS 200

struct _RdPageView
{
  AdwNavigationPage parent_instance;

  GSettings *settings;         /* (owned) */
  RdPageItem *page;            /* (nullable) (owned) */
  RdPageRows *rows;            /* (nullable) (owned): what stands on it */
  GtkSliceListModel *items;    /* (nullable) (owned): as many of those as have rows so far */
  guint growth;                /* what adds to them, or 0 */
  guint target;                /* where in the list the post stands that is being jumped to */
  double offset;               /* how far below the upper edge it is put, in pixels */
  gboolean flashes;            /* whether it is to stand out then */
  gboolean keeps;              /* whether the focus stays where it is */
  double share;                /* how much of it is to be above the upper edge then, as a share of its height */
  guint frames_left;           /* how many more frames to try it for */
  guint tick;                  /* what runs in them, or 0 */
  AdwHeaderBar *header;        /* (unowned) */
  AdwWindowTitle *title;       /* (unowned) */
  AdwBanner *banner;           /* (unowned) */
  GtkButton *news;             /* (unowned) */
  GtkScrolledWindow *scrolled; /* (unowned) */
  GtkListView *list;           /* (unowned) */
};

typedef enum
{
  SIGNAL_MOVED,
} RdPageViewSignal;

static guint signals[SIGNAL_MOVED + 1];

G_DEFINE_FINAL_TYPE (RdPageView, rd_page_view, ADW_TYPE_NAVIGATION_PAGE)

static GtkAdjustment *
get_adjustment (RdPageView *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scrolled);
}

/* The header bar says what page this is as soon as the page's own title has gone. */
static void
scrolled_cb (RdPageView *self)
{
  adw_header_bar_set_show_title (self->header, gtk_adjustment_get_value (get_adjustment (self)) > TITLE_HEIGHT);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
bind_cb (RdPageView  *self,
         GtkListItem *list_item)
{
  GObject *item = gtk_list_item_get_item (list_item);
  GtkWidget *child = gtk_list_item_get_child (list_item);
  const gboolean is_head = item == G_OBJECT (self->page);

  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  /* A list whose first row cannot have the focus is not reached with the keyboard at all. */
  gtk_list_item_set_focusable (list_item, RD_IS_PAGE_ITEM (item) || RD_IS_POST_ITEM (item));

  if (is_head)
    {
      if (!RD_IS_PAGE_HEAD (child))
        gtk_list_item_set_child (list_item, child = rd_page_head_new ());
      rd_page_head_set_page (RD_PAGE_HEAD (child), RD_PAGE_ITEM (item));
      gtk_list_item_set_accessible_label (list_item, rd_page_item_get_title (RD_PAGE_ITEM (item)));
    }
  else if (RD_IS_PAGE_ITEM (item))
    {
      g_autofree char *spoken = rd_page_news_speak (RD_PAGE_ITEM (item));

      if (!RD_IS_NEWS_ROW (child))
        gtk_list_item_set_child (list_item, child = rd_news_row_new ());
      rd_news_row_set_page (RD_NEWS_ROW (child), RD_PAGE_ITEM (item));
      gtk_list_item_set_accessible_label (list_item, spoken);
    }
  else if (!RD_IS_POST_ITEM (item))
    {
      if (!RD_IS_PAGE_END (child))
        gtk_list_item_set_child (list_item, child = rd_page_end_new ());
      rd_page_end_set_page (RD_PAGE_END (child), self->page);
      gtk_list_item_set_accessible_label (list_item, _("End"));
    }
  else
    {
      g_autofree char *spoken = rd_post_item_speak (RD_POST_ITEM (item));

      if (!RD_IS_POST_ROW (child))
        gtk_list_item_set_child (list_item, child = rd_post_row_new ());
      rd_post_row_set_item (RD_POST_ROW (child), RD_POST_ITEM (item));
      gtk_list_item_set_accessible_label (list_item, spoken);
    }
}

/* What a row shows, where that is something to go to. */
static gpointer
get_row_item (GtkWidget *row)
{
  if (RD_IS_POST_ROW (row))
    return rd_post_row_get_item (RD_POST_ROW (row));

  return RD_IS_NEWS_ROW (row) ? rd_news_row_get_page (RD_NEWS_ROW (row)) : NULL;
}

/* The row of a post or a topic, where the list has made one. */
static GtkWidget *
find_row (RdPageView *self,
          guint       position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (row != NULL && get_row_item (row) == item)
        return row;
    }

  return NULL;
}

/* Brings a row to the upper edge. Returns: whether it was there already, or cannot get nearer */
static gboolean
align_row (RdPageView *self,
           GtkWidget  *row)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  const double value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (row, GTK_WIDGET (self->scrolled), &bounds))
    return TRUE;

  gtk_adjustment_set_value (adjustment, value + bounds.origin.y + self->share * bounds.size.height - self->offset);

  return ABS (gtk_adjustment_get_value (adjustment) - value) < 1;
}

static gboolean
jump_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  RdPageView *self = RD_PAGE_VIEW (widget);
  GtkWidget *row = find_row (self, self->target);
  gboolean done = --self->frames_left == 0;

  /* A row is there before it has a size. */
  if (row == NULL || gtk_widget_get_height (row) == 0)
    gtk_list_view_scroll_to (self->list, self->target, GTK_LIST_SCROLL_NONE, NULL);
  else if (align_row (self, row))
    done = TRUE;

  if (!done)
    return G_SOURCE_CONTINUE;

  if (row != NULL)
    {
      /* The focus would bring the beginning of the post into sight again. */
      if (self->share == 0 && (!self->keeps || gtk_root_get_focus (gtk_widget_get_root (widget)) == NULL))
        gtk_widget_grab_focus (gtk_widget_get_parent (row));
      if (self->flashes && RD_IS_POST_ROW (row))
        rd_post_row_flash (RD_POST_ROW (row));
    }
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
grow_cb (gpointer user_data)
{
  RdPageView *self = user_data;
  const guint n_items = gtk_slice_list_model_get_size (self->items);

  if (n_items < MIN (MOST_ROWS, g_list_model_get_n_items (G_LIST_MODEL (self->rows))))
    {
      gtk_slice_list_model_set_size (self->items, n_items + ITEMS_A_STEP);
      return G_SOURCE_CONTINUE;
    }

  gtk_slice_list_model_set_size (self->items, G_MAXUINT);
  self->growth = 0;
  return G_SOURCE_REMOVE;
}

static void
stop_growth (RdPageView *self)
{
  g_clear_handle_id (&self->growth, g_source_remove);
}

/* Has items up to that one and some more. */
static void
reach (RdPageView *self,
       guint       position)
{
  if (self->growth != 0 && position + FIRST_ITEMS > gtk_slice_list_model_get_size (self->items))
    gtk_slice_list_model_set_size (self->items, position + FIRST_ITEMS);
}

static void
jump (RdPageView *self,
      guint       position,
      gboolean    flashes)
{
  reach (self, position);
  self->target = position;
  self->offset = JUMP_OFFSET;
  self->share = 0;
  self->flashes = flashes;
  self->keeps = FALSE;
  self->frames_left = MAX_JUMP_FRAMES;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), jump_cb, NULL, NULL);
}

static void
stop_jump (RdPageView *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

/* Where the row stands. */
static guint
find_position (RdPageView *self,
               GtkWidget  *row)
{
  return rd_page_rows_find_item (self->rows, get_row_item (row));
}

/* Where the post stands that @step leads to from the one with the focus; without one, from the upper edge. */
static gint64
find_next (RdPageView *self,
           int         step)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *in_sight = NULL;

  if (self->tick != 0)
    return (gint64) self->target + step;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      graphene_rect_t bounds;

      if (row == NULL || get_row_item (row) == NULL || !gtk_widget_get_child_visible (child)
          || !gtk_widget_compute_bounds (row, GTK_WIDGET (self->scrolled), &bounds))
        continue;
      if (focus != NULL && (focus == child || gtk_widget_is_ancestor (focus, child)))
        return (gint64) find_position (self, row) + step;
      if (in_sight == NULL && bounds.origin.y >= 0)
        in_sight = row;
    }

  if (in_sight == NULL)
    return 1;

  return (gint64) find_position (self, in_sight) + MIN (step, 0);
}

static void
apply_order (RdPageView *self)
{
  rd_page_rows_set_newest_first (self->rows, g_settings_get_enum (self->settings, "post-order") != 0);
}

/* What is being read stays in sight. */
static void
order_changed_cb (RdPageView *self)
{
  RdDigestEntry *read;
  double offset;

  if (self->page == NULL)
    return;

  read = rd_page_view_get_post (self);
  offset = read != NULL ? rd_page_view_get_offset (self, read) : 0;
  apply_order (self);
  if (read != NULL)
    rd_page_view_keep_post (self, read, offset);
}

static void
rd_page_view_dispose (GObject *object)
{
  RdPageView *self = RD_PAGE_VIEW (object);

  stop_jump (self);
  stop_growth (self);
  g_clear_object (&self->items);
  g_clear_object (&self->settings);
  g_clear_object (&self->rows);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_PAGE_VIEW);

  G_OBJECT_CLASS (rd_page_view_parent_class)->dispose (object);
}

static void
rd_page_view_class_init (RdPageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_page_view_dispose;

  /**
   * RdPageView::moved:
   *
   * Another page is shown, or another part of it.
   */
  signals[SIGNAL_MOVED]
      = g_signal_new ("moved", RD_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-page-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RdPageView, header);
  gtk_widget_class_bind_template_child (widget_class, RdPageView, title);
  gtk_widget_class_bind_template_child (widget_class, RdPageView, banner);
  gtk_widget_class_bind_template_child (widget_class, RdPageView, news);
  gtk_widget_class_bind_template_child (widget_class, RdPageView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RdPageView, list);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
rd_page_view_init (RdPageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rd_post_keys_add (self->list);
  self->settings = g_settings_new (RD_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::post-order", G_CALLBACK (order_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_adjustment (self), "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  scrolled_cb (self);
}

/**
 * rd_page_view_set_page:
 * @self: a view
 * @page: the page to show, from its beginning
 */
void
rd_page_view_set_page (RdPageView *self,
                       RdPageItem *page)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  if (!g_set_object (&self->page, page))
    return;

  stop_jump (self);
  rd_page_item_refresh (page);
  g_clear_object (&self->rows);
  self->rows = rd_page_rows_new (page);
  apply_order (self);
  stop_growth (self);
  g_clear_object (&self->items);
  self->items = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)), 0, FIRST_ITEMS);
  self->growth = g_idle_add (grow_cb, self);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_adjustment_set_value (get_adjustment (self), 0);
  adw_window_title_set_title (self->title, rd_page_item_get_title (page));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), rd_page_item_get_title (page));
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

/**
 * rd_page_view_get_page:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the page that it shows
 */
RdPageItem *
rd_page_view_get_page (RdPageView *self)
{
  return self->page;
}

/**
 * rd_page_view_set_banner:
 * @self: a view
 * @title: (nullable): what to say of all that it shows; %NULL for nothing
 * @button: (nullable): what can be done about that, with its mnemonic
 * @action: (nullable): the action that does it
 */
void
rd_page_view_set_banner (RdPageView *self,
                         const char *title,
                         const char *button,
                         const char *action)
{
  adw_banner_set_revealed (self->banner, title != NULL);
  if (title == NULL)
    return;

  adw_banner_set_title (self->banner, title);
  adw_banner_set_button_label (self->banner, button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), action);
}

/**
 * rd_page_view_set_news:
 * @self: a view
 * @news: (nullable): what it says where there is more than it shows; %NULL where there is not
 *
 * Nothing on the page moves for that.
 */
void
rd_page_view_set_news (RdPageView *self,
                       const char *news)
{
  const gboolean is_first = news != NULL && !gtk_widget_get_visible (GTK_WIDGET (self->news));

  gtk_widget_set_visible (GTK_WIDGET (self->news), news != NULL);
  if (news != NULL)
    gtk_button_set_label (self->news, news);
  if (is_first)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), news, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* Returns: (nullable): the row at the upper edge, and where it is; %NULL at the page's beginning */
static RdPostRow *
find_upper_row (RdPageView      *self,
                graphene_rect_t *bounds)
{
  if (gtk_adjustment_get_value (get_adjustment (self)) < 1)
    return NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (RD_IS_POST_ROW (row) && gtk_widget_get_child_visible (child)
          && gtk_widget_compute_bounds (row, GTK_WIDGET (self->scrolled), bounds)
          && bounds->origin.y + bounds->size.height > JUMP_OFFSET)
        return RD_POST_ROW (row);
    }

  return NULL;
}

/**
 * rd_page_view_get_post:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the post at its upper edge; %NULL at the page's beginning
 */
RdDigestEntry *
rd_page_view_get_post (RdPageView *self)
{
  graphene_rect_t bounds;
  RdPostRow *row = find_upper_row (self, &bounds);

  return row != NULL ? rd_post_item_get_entry (rd_post_row_get_item (row)) : NULL;
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
  RdPostRow *row;

  *share = self->share;
  if (self->tick != 0)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->rows), self->target);

      return RD_IS_POST_ITEM (item) ? rd_post_item_get_entry (RD_POST_ITEM (item)) : NULL;
    }

  row = find_upper_row (self, &bounds);
  if (row == NULL)
    return NULL;

  *share = CLAMP ((JUMP_OFFSET - bounds.origin.y) / bounds.size.height, 0, 1);
  return rd_post_item_get_entry (rd_post_row_get_item (row));
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
  self->share = share;
}

/**
 * rd_page_view_list_read:
 * @self: a view
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the new posts whose end is in sight, or that fill the view
 */
GStrv
rd_page_view_list_read (RdPageView *self)
{
  const double height = gtk_widget_get_height (GTK_WIDGET (self->scrolled));
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      RdDigestEntry *placed;
      graphene_rect_t bounds;
      double end;

      if (!RD_IS_POST_ROW (row) || !gtk_widget_get_child_visible (child)
          || !gtk_widget_compute_bounds (row, GTK_WIDGET (self->scrolled), &bounds))
        continue;
      placed = rd_post_item_get_entry (rd_post_row_get_item (RD_POST_ROW (row)));
      end = bounds.origin.y + bounds.size.height;
      if (rd_document_is_new (rd_page_item_get_document (self->page), placed) && end > 0
          && (end <= height || bounds.origin.y <= 0))
        g_strv_builder_add (ids, placed->entry->id);
    }

  return g_strv_builder_end (ids);
}

/**
 * rd_page_view_get_adjustment:
 * @self: a view
 *
 * Returns: (transfer none): how far down the page is in sight
 */
GtkAdjustment *
rd_page_view_get_adjustment (RdPageView *self)
{
  return get_adjustment (self);
}

/**
 * rd_page_view_show_post:
 * @self: a view
 * @placed: a post
 * @flashes: whether it stands out for a moment
 *
 * Goes to a post of the page.
 */
void
rd_page_view_show_post (RdPageView    *self,
                        RdDigestEntry *placed,
                        gboolean       flashes)
{
  const guint position = rd_page_rows_find (self->rows, placed);

  if (position != GTK_INVALID_LIST_POSITION)
    jump (self, position, flashes);
}

/**
 * rd_page_view_get_offset:
 * @self: a view
 * @placed: a post of the page
 *
 * Returns: how far it stands below the upper edge, in pixels, where it is in sight
 */
double
rd_page_view_get_offset (RdPageView    *self,
                         RdDigestEntry *placed)
{
  const guint position = rd_page_rows_find (self->rows, placed);
  GtkWidget *row = position != GTK_INVALID_LIST_POSITION ? find_row (self, position) : NULL;
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (row, GTK_WIDGET (self->scrolled), &bounds))
    return JUMP_OFFSET;

  return bounds.origin.y;
}

/**
 * rd_page_view_keep_post:
 * @self: a view
 * @placed: a post
 * @offset: how far below the upper edge it is to stand, in pixels
 *
 * Goes to a post of the page as if nothing had moved.
 */
void
rd_page_view_keep_post (RdPageView    *self,
                        RdDigestEntry *placed,
                        double         offset)
{
  rd_page_view_show_post (self, placed, FALSE);
  self->offset = offset;
  self->keeps = TRUE;
}

/**
 * rd_page_view_rename:
 * @self: a view
 *
 * Lets the reader type another title for the page.
 */
void
rd_page_view_rename (RdPageView *self)
{
  if (self->page == NULL)
    return;

  stop_jump (self);
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
  gtk_adjustment_set_value (get_adjustment (self), 0);
  rd_page_item_set_renaming (self->page, TRUE);
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
    jump (self, CLAMP (find_next (self, step), 1, n_items - 1), FALSE);
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
    jump (self, position, FALSE);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}
