/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a page: its head, and its posts in the order of time. How its list grows, what of it is in sight and how the
 * reader gets to a place in it have files of their own. */
#include "ui/rd-page-view-private.h"

#include "rd-config.h"
#include "ui/rd-page-sight.h"
#include "ui/rd-post-item.h"
#include "ui/rd-post-keys.h"

/* How far down the title in the page has gone out of sight, in pixels. */
#define TITLE_HEIGHT 64

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
  rd_page_binder_bind (self->binder, list_item);
  rd_page_filler_look (self->filler);
}

static void
unbind_cb (RdPageView  *self,
           GtkListItem *list_item)
{
  if (self->binder != NULL)
    rd_page_binder_unbind (self->binder, list_item);
}

void
rd_page_view_jump (RdPageView *self,
                   guint       position,
                   gboolean    flashes)
{
  rd_page_growth_reach (self->growth, position);
  rd_page_jump_start (self->jump, position, flashes);
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
  double offset, share;

  if (self->page == NULL)
    return;

  read = rd_page_view_get_read (self, &offset, &share);
  apply_order (self);
  if (read != NULL)
    rd_page_view_keep_post (self, read, offset, share);
}

static void renamed_cb (RdPageView *self);

static void
forget_left (RdPageView *self)
{
  if (self->left != NULL)
    g_signal_handlers_disconnect_by_func (self->page, renamed_cb, self);
  self->left = NULL;
}

/* Back to what was being read, unless the reader went somewhere else meanwhile. */
static void
renamed_cb (RdPageView *self)
{
  if (rd_page_item_is_renaming (self->page))
    return;

  if (gtk_adjustment_get_value (get_adjustment (self)) < 1)
    rd_page_view_keep_post (self, self->left, self->left_offset, self->left_share);
  forget_left (self);
}

static void
rd_page_view_dispose (GObject *object)
{
  RdPageView *self = RD_PAGE_VIEW (object);

  g_clear_pointer (&self->jump, rd_page_jump_free);
  g_clear_pointer (&self->growth, rd_page_growth_free);
  g_clear_pointer (&self->filler, rd_page_filler_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->rows);
  g_clear_object (&self->page);
  g_clear_pointer (&self->binder, rd_page_binder_free);
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
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
rd_page_view_init (RdPageView *self)
{
  self->binder = rd_page_binder_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filler = rd_page_filler_new (self->list, self->binder);
  self->jump = rd_page_jump_new (self->list);
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
  RdDocument *document = self->page != NULL ? rd_page_item_get_document (self->page) : NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  if (self->page == page)
    return;

  forget_left (self);
  g_set_object (&self->page, page);
  rd_page_binder_set_page (self->binder, page);

  rd_page_jump_stop (self->jump);
  rd_page_item_refresh (page);
  g_clear_object (&self->rows);
  self->rows = rd_page_rows_new (page);
  apply_order (self);
  g_clear_pointer (&self->growth, rd_page_growth_free);
  self->growth = rd_page_growth_new (self->list, G_LIST_MODEL (self->rows));
  selection = gtk_no_selection_new (g_object_ref (rd_page_growth_get_items (self->growth)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  if (document != rd_page_item_get_document (page))
    rd_page_binder_forget (self->binder);
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
 * rd_page_view_take_focus:
 * @self: a view
 *
 * Gives the focus to the page as a whole; a post would be brought into sight for it.
 */
void
rd_page_view_take_focus (RdPageView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->scrolled));
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

/**
 * rd_page_view_list_read:
 * @self: a view
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the new posts whose end is in sight, or that fill the view
 */
GStrv
rd_page_view_list_read (RdPageView *self)
{
  return rd_page_sight_list_read (self->list, rd_page_item_get_document (self->page));
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
    rd_page_view_jump (self, position, flashes);
}

/**
 * rd_page_view_rename:
 * @self: a view
 *
 * Lets the reader type another title for the page, which stands at its beginning; and then go on with what was being read.
 */
void
rd_page_view_rename (RdPageView *self)
{
  RdDigestEntry *read;
  double offset, share;

  if (self->page == NULL)
    return;

  read = rd_page_view_get_read (self, &offset, &share);
  if (read != NULL)
    {
      forget_left (self);
      self->left = read;
      self->left_offset = offset;
      self->left_share = share;
      g_signal_connect_object (self->page, "notify::renaming", G_CALLBACK (renamed_cb), self, G_CONNECT_SWAPPED);
    }
  rd_page_jump_stop (self->jump);
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
  gtk_adjustment_set_value (get_adjustment (self), 0);
  rd_page_item_set_renaming (self->page, TRUE);
}
