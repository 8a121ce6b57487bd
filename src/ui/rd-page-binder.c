/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which widget shows which row of a page: its head, a topic with something new, its end, a post. What a list view
 * puts back is kept for its next rows: to make one takes as long as to lay it out, and to throw away the two hundred of
 * a page at once holds up all else. */
#include "ui/rd-page-binder.h"

#include "ui/rd-news-row.h"
#include "ui/rd-page-end.h"
#include "ui/rd-page-head.h"
#include "ui/rd-page-news.h"
#include "ui/rd-post-item.h"
#include "ui/rd-post-row.h"

#include <glib/gi18n.h>

#define MOST_SPARES 60

struct _RdPageBinder
{
  GQueue spares; /* (element-type GtkWidget) (owned): what shows nothing now; what did so last stands first */
  guint n_old;   /* how many of them, the last ones, are of no use any more */
  guint trim;    /* what throws some away, or 0 */
};

/**
 * rd_page_binder_new:
 *
 * Returns: (transfer full): what binds the rows of a list
 */
RdPageBinder *
rd_page_binder_new (void)
{
  RdPageBinder *self = g_new0 (RdPageBinder, 1);

  g_queue_init (&self->spares);

  return self;
}

/**
 * rd_page_binder_free:
 * @self: (transfer full): what binds rows
 */
void
rd_page_binder_free (RdPageBinder *self)
{
  g_clear_handle_id (&self->trim, g_source_remove);
  g_queue_clear_full (&self->spares, g_object_unref);
  g_free (self);
}

/* One at a time. */
static gboolean
trim_cb (gpointer user_data)
{
  RdPageBinder *self = user_data;
  const guint n_spares = g_queue_get_length (&self->spares);

  self->n_old = MIN (self->n_old, n_spares);
  if (self->n_old == 0 && n_spares <= MOST_SPARES)
    {
      self->trim = 0;
      return G_SOURCE_REMOVE;
    }

  g_object_unref (g_queue_pop_tail (&self->spares));
  self->n_old -= MIN (self->n_old, 1);

  return G_SOURCE_CONTINUE;
}

static void
trim (RdPageBinder *self)
{
  if (self->trim == 0)
    self->trim = g_idle_add_full (G_PRIORITY_LOW, trim_cb, self, NULL);
}

/* What a widget shows, or showed last. It holds it. */
static gpointer
get_item (GtkWidget *row)
{
  if (RD_IS_POST_ROW (row))
    return rd_post_row_get_item (RD_POST_ROW (row));

  return RD_IS_PAGE_HEAD (row) ? rd_page_head_get_page (RD_PAGE_HEAD (row)) : NULL;
}

/* Returns: (transfer full) (nullable): what showed @item last, else what can show it */
static GtkWidget *
take_spare (RdPageBinder *self,
            GType         type,
            gpointer      item)
{
  GList *found = NULL;
  GtkWidget *row;

  for (GList *link = self->spares.head; link != NULL; link = link->next)
    if (G_OBJECT_TYPE (link->data) == type)
      {
        found = link;
        if (get_item (link->data) == item)
          break;
      }
  if (found == NULL)
    return NULL;

  row = found->data;
  g_queue_delete_link (&self->spares, found);

  return row;
}

/* Returns: (transfer none): what is to show the item of @list_item */
static GtkWidget *
put_row (RdPageBinder *self,
         GtkListItem  *list_item,
         GType         type)
{
  g_autoptr (GtkWidget) row = take_spare (self, type, gtk_list_item_get_item (list_item));

  if (row == NULL)
    row = g_object_ref_sink (g_object_new (type, NULL));
  gtk_list_item_set_child (list_item, row);

  return row;
}

/**
 * rd_page_binder_bind:
 * @self: what binds rows
 * @list_item: a list item, with an item of the page's rows
 * @page: the page
 *
 * Has @list_item show its item.
 */
void
rd_page_binder_bind (RdPageBinder *self,
                     GtkListItem  *list_item,
                     RdPageItem   *page)
{
  GObject *item = gtk_list_item_get_item (list_item);

  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  /* A list whose first row cannot have the focus is not reached with the keyboard at all; so for the last one and End. */
  gtk_list_item_set_focusable (list_item, TRUE);

  if (item == G_OBJECT (page))
    {
      GtkWidget *head = put_row (self, list_item, RD_TYPE_PAGE_HEAD);

      if (get_item (head) != item)
        rd_page_head_set_page (RD_PAGE_HEAD (head), page);
      gtk_list_item_set_accessible_label (list_item, rd_page_item_get_title (page));
    }
  else if (RD_IS_PAGE_ITEM (item))
    {
      g_autofree char *spoken = rd_page_news_speak (RD_PAGE_ITEM (item));

      rd_news_row_set_page (RD_NEWS_ROW (put_row (self, list_item, RD_TYPE_NEWS_ROW)), RD_PAGE_ITEM (item));
      gtk_list_item_set_accessible_label (list_item, spoken);
    }
  else if (!RD_IS_POST_ITEM (item))
    {
      rd_page_end_set_page (RD_PAGE_END (put_row (self, list_item, RD_TYPE_PAGE_END)), page);
      /* Translators: the end of a page, for screen readers. */
      gtk_list_item_set_accessible_label (list_item, _("End"));
    }
  else
    {
      g_autofree char *spoken = rd_post_item_speak (RD_POST_ITEM (item));
      GtkWidget *row = put_row (self, list_item, RD_TYPE_POST_ROW);

      if (get_item (row) != item)
        rd_post_row_set_item (RD_POST_ROW (row), RD_POST_ITEM (item));
      gtk_list_item_set_accessible_label (list_item, spoken);
    }
}

/**
 * rd_page_binder_unbind:
 * @self: what binds rows
 * @list_item: a list item that was bound
 *
 * Keeps what showed its item for another one.
 */
void
rd_page_binder_unbind (RdPageBinder *self,
                       GtkListItem  *list_item)
{
  GtkWidget *row = g_object_ref (gtk_list_item_get_child (list_item));

  gtk_list_item_set_child (list_item, NULL);
  g_queue_push_head (&self->spares, row);
  if (g_queue_get_length (&self->spares) > MOST_SPARES)
    trim (self);
}

/**
 * rd_page_binder_forget:
 * @self: what binds rows
 *
 * Gives up what it keeps little by little, and with that the document that it is from.
 */
void
rd_page_binder_forget (RdPageBinder *self)
{
  self->n_old = g_queue_get_length (&self->spares);
  trim (self);
}
