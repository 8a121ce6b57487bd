/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which widget shows which row of a page: its head, a topic with something new, its end, a post. */
#include "ui/rd-page-binder.h"

#include "ui/rd-news-row.h"
#include "ui/rd-page-end.h"
#include "ui/rd-page-head.h"
#include "ui/rd-page-news.h"
#include "ui/rd-post-item.h"
#include "ui/rd-post-row.h"

#include <glib/gi18n.h>

/**
 * rd_page_binder_bind:
 * @list_item: a list item, with an item of the page's rows
 * @page: the page
 *
 * Has @list_item show its item, with the widget that it has already where that fits.
 */
void
rd_page_binder_bind (GtkListItem *list_item,
                     RdPageItem  *page)
{
  GObject *item = gtk_list_item_get_item (list_item);
  GtkWidget *child = gtk_list_item_get_child (list_item);
  const gboolean is_head = item == G_OBJECT (page);

  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  /* A list whose first row cannot have the focus is not reached with the keyboard at all; so for the last one and End. */
  gtk_list_item_set_focusable (list_item, TRUE);

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
      rd_page_end_set_page (RD_PAGE_END (child), page);
      /* Translators: the end of a page, for screen readers. */
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
