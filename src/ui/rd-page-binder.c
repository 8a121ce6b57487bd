/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which widget shows which row of a page: its head, a topic with something new, its end, a post. What the list gives up is
 * kept for the next rows: to make one takes as long as to lay it out. */
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
  RdPageItem *page;           /* (nullable) (unowned): what the rows are of */
  PangoFontDescription *font; /* (nullable) (owned): that of the list, when a row was filled last */
  double resolution;          /* and how fine the screen was */
  GQueue spares;              /* (element-type GtkWidget) (owned): what shows nothing now; what did so last stands first */
  guint n_old;                /* how many of them, the last ones, are of no use any more */
  guint trim;                 /* what throws some away, or 0 */
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
  g_clear_pointer (&self->font, pango_font_description_free);
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

/* Whether a row shows @item, or the same post as it was. */
static gboolean
shows (GtkWidget *row,
       gpointer   item)
{
  gpointer shown = get_item (row);

  if (shown == item || !RD_IS_POST_ITEM (shown) || !RD_IS_POST_ITEM (item))
    return shown == item;

  return g_str_equal (rd_post_item_get_entry (shown)->entry->id, rd_post_item_get_entry (item)->entry->id);
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
        if (shows (link->data, item))
          break;
      }
  if (found == NULL)
    return NULL;

  row = found->data;
  g_queue_delete_link (&self->spares, found);

  return row;
}

/* What is in no window does not hear that its font has changed, and keeps the size that it had. */
static void
drop_stale_spares (RdPageBinder *self,
                   RdPageSlot   *slot)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (slot), GTK_TYPE_LIST_VIEW);
  PangoContext *context = gtk_widget_get_pango_context (list);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const double resolution = pango_cairo_context_get_resolution (context);

  if (self->font != NULL && pango_font_description_equal (self->font, font) && self->resolution == resolution)
    return;

  g_queue_clear_full (&self->spares, g_object_unref);
  self->n_old = 0;
  g_clear_pointer (&self->font, pango_font_description_free);
  self->font = pango_font_description_copy (font);
  self->resolution = resolution;
}

/* Returns: (transfer full): what is to show @item */
static GtkWidget *
take_row (RdPageBinder *self,
          GType         type,
          gpointer      item)
{
  GtkWidget *row = take_spare (self, type, item);

  return row != NULL ? row : g_object_ref_sink (g_object_new (type, NULL));
}

/* How a screen reader says what stands in a row. Returns: (transfer full) */
static char *
speak (RdPageBinder *self,
       GObject      *item)
{
  if (item == G_OBJECT (self->page))
    return g_strdup (rd_page_item_get_title (self->page));
  if (RD_IS_PAGE_ITEM (item))
    return rd_page_news_speak (RD_PAGE_ITEM (item));
  if (RD_IS_POST_ITEM (item))
    return rd_post_item_speak (RD_POST_ITEM (item));

  /* Translators: the end of a page, for screen readers. */
  return g_strdup (_("End"));
}

/**
 * rd_page_binder_set_page:
 * @self: what binds rows
 * @page: what the next rows are of; it is to last until there is another one
 */
void
rd_page_binder_set_page (RdPageBinder *self,
                         RdPageItem   *page)
{
  self->page = page;
}

/**
 * rd_page_binder_bind:
 * @self: what binds rows
 * @list_item: a list item, with an item of the page's rows
 *
 * Has @list_item keep a place for its item.
 */
void
rd_page_binder_bind (RdPageBinder *self,
                     GtkListItem  *list_item)
{
  GObject *item = gtk_list_item_get_item (list_item);
  g_autofree char *spoken = speak (self, item);

  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  /* A list whose first row cannot have the focus is not reached with the keyboard at all; so for the last one and End. */
  gtk_list_item_set_focusable (list_item, TRUE);
  gtk_list_item_set_accessible_label (list_item, spoken);

  if (gtk_list_item_get_child (list_item) == NULL)
    gtk_list_item_set_child (list_item, rd_page_slot_new ());
  rd_page_slot_set_item (RD_PAGE_SLOT (gtk_list_item_get_child (list_item)), item);
}

/**
 * rd_page_binder_unbind:
 * @self: what binds rows
 * @list_item: a list item that was bound
 *
 * Keeps what showed its item, where there is anything, for another one.
 */
void
rd_page_binder_unbind (RdPageBinder *self,
                       GtkListItem  *list_item)
{
  RdPageSlot *slot = RD_PAGE_SLOT (gtk_list_item_get_child (list_item));
  GtkWidget *row = rd_page_slot_get_row (slot);

  if (row != NULL)
    {
      g_queue_push_head (&self->spares, g_object_ref (row));
      rd_page_slot_set_row (slot, NULL);
    }
  rd_page_slot_set_item (slot, NULL);
  if (g_queue_get_length (&self->spares) > MOST_SPARES)
    trim (self);
}

/**
 * rd_page_binder_fill:
 * @self: what binds rows
 * @slot: a place in the list without a row
 *
 * Has a row show what stands there.
 */
void
rd_page_binder_fill (RdPageBinder *self,
                     RdPageSlot   *slot)
{
  GObject *item = rd_page_slot_get_item (slot);
  g_autoptr (GtkWidget) row = NULL;

  drop_stale_spares (self, slot);
  if (item == G_OBJECT (self->page))
    {
      row = take_row (self, RD_TYPE_PAGE_HEAD, item);
      if (get_item (row) != item)
        rd_page_head_set_page (RD_PAGE_HEAD (row), self->page);
    }
  else if (RD_IS_PAGE_ITEM (item))
    {
      row = take_row (self, RD_TYPE_NEWS_ROW, item);
      rd_news_row_set_page (RD_NEWS_ROW (row), RD_PAGE_ITEM (item));
    }
  else if (RD_IS_POST_ITEM (item))
    {
      row = take_row (self, RD_TYPE_POST_ROW, item);
      if (get_item (row) != item)
        rd_post_row_set_item (RD_POST_ROW (row), RD_POST_ITEM (item));
    }
  else
    {
      row = take_row (self, RD_TYPE_PAGE_END, item);
      rd_page_end_set_page (RD_PAGE_END (row), self->page);
    }

  rd_page_slot_set_row (slot, row);
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
