/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys for the post or, on a front page, the topic that has the focus. A list gives the focus to what a row stands in,
 * so that the row itself does not hear of them. */
#include "ui/rd-post-keys.h"

#include "ui/rd-news-row.h"
#include "ui/rd-page-slot.h"
#include "ui/rd-post-row.h"

/* How far from the edges what has the focus is brought, in pixels. */
#define MARGIN 12

/* Returns: (nullable): what stands in a child of the list */
static GtkWidget *
find_row_in (GtkWidget *focus)
{
  GtkWidget *child = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return child != NULL && RD_IS_PAGE_SLOT (child) ? rd_page_slot_get_row (RD_PAGE_SLOT (child)) : NULL;
}

/* The row of the post that has the focus; if @alone, only where nothing inside it has. */
static RdPostRow *
find_row (GtkWidget *list,
          gboolean   alone)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  GtkWidget *row = find_row_in (focus);

  if (row != NULL && RD_IS_POST_ROW (row))
    return RD_POST_ROW (row);
  if (alone || focus == NULL || GTK_IS_LABEL (focus))
    return NULL;

  return (RdPostRow *) gtk_widget_get_ancestor (focus, RD_TYPE_POST_ROW);
}

static gboolean
fold_cb (GtkWidget *list,
         GVariant  *arguments,
         gpointer   user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  GtkWidget *news = find_row_in (focus);
  RdPostRow *row = find_row (list, TRUE);

  if (news != NULL && RD_IS_NEWS_ROW (news))
    return gtk_widget_activate_action (news, "win.show-news-of", "s",
                                       rd_page_item_get_topic (rd_news_row_get_page (RD_NEWS_ROW (news)))->id);

  return row != NULL && rd_post_row_toggle (row);
}

static gboolean
menu_cb (GtkWidget *list,
         GVariant  *arguments,
         gpointer   user_data)
{
  RdPostRow *row = find_row (list, FALSE);

  if (row == NULL)
    return FALSE;

  rd_post_row_open_menu (row);
  return TRUE;
}

/* A list brings a row into sight that gets the focus, and not what in a long row has it. A text that is clicked on
 * stays where it is. */
static void
focus_moved_cb (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *scrolled = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double below;
  double above;

  if (focus == NULL || scrolled == NULL || GTK_IS_LABEL (focus) || gtk_widget_get_parent (focus) == list
      || !gtk_widget_is_ancestor (focus, list) || !gtk_widget_compute_bounds (focus, scrolled, &bounds))
    return;

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  below = bounds.origin.y + bounds.size.height + MARGIN - gtk_widget_get_height (scrolled);
  above = bounds.origin.y - MARGIN;
  if (below > 0 || above < 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + (below > 0 ? below : above));
}

static void
rooted_cb (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);

  if (root == NULL)
    return;

  /* What holds the list may be moved within the same root; heard twice, a move of the focus would be followed twice. */
  g_signal_handlers_disconnect_by_func (root, focus_moved_cb, list);
  g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (focus_moved_cb), list, G_CONNECT_SWAPPED);
}

/**
 * rd_post_keys_add:
 * @list: a list of posts
 *
 * Unfolds a post with the keys that activate something, and shows its menu with those that are usual for that. Words
 * that have the focus have a menu of their own, which holds the post's.
 */
void
rd_post_keys_add (GtkListView *list)
{
  static const struct
  {
    const char *trigger;
    GtkShortcutFunc function;
  } keys[] = {
    { "Return|KP_Enter|ISO_Enter|space", fold_cb },
    { "Menu|<Shift>F10", menu_cb },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Before a row takes a key for its selection. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                                                            gtk_callback_action_new (keys[i].function, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (list), controller);
  g_signal_connect (list, "notify::root", G_CALLBACK (rooted_cb), NULL);
}
