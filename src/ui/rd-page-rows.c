/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page as a list: the page itself, for its head, and then its posts, which are made when they are first asked for; the
 * front page of what is followed holds the topics with something new, and something that stands for its end. */
#include "ui/rd-page-rows.h"

#include "ui/rd-page-news.h"
#include "ui/rd-post-item.h"

#include <gtk/gtk.h>

struct _RdPageRows
{
  GObject parent_instance;

  RdPageItem *page;      /* (owned) */
  GPtrArray *entries;    /* (owned) (element-type RdDigestEntry): those of its posts that the reader wants to see */
  GPtrArray *posts;      /* (owned) (element-type RdPostItem): the same as items; each %NULL until asked for */
  GPtrArray *news;       /* (owned) (element-type RdPageItem): the topics with something new, the page's */
  GObject *end;          /* (nullable) (owned): what stands for its end */
  gboolean has_blogs;    /* whether its posts are of several live blogs; known when the first one was asked for */
  guint first_new;       /* where among its posts what is new begins, or G_MAXUINT; known then, too */
  gboolean newest_first; /* whether its latest post stands first */
};

static gboolean
has_several_blogs (GPtrArray *entries)
{
  for (guint i = 1; i < entries->len; i++)
    if (g_strcmp0 (((RdDigestEntry *) entries->pdata[i])->entry->blog_id,
                   ((RdDigestEntry *) entries->pdata[0])->entry->blog_id)
        != 0)
      return TRUE;

  return FALSE;
}

/* Where the first post stands that is new, where the reader knows one above it; else G_MAXUINT. */
static guint
find_first_new (RdPageRows *self)
{
  for (guint i = 0; i < self->entries->len && !self->newest_first; i++)
    if (rd_document_was_new (rd_page_item_get_document (self->page), self->entries->pdata[i]))
      return i > 0 ? i : G_MAXUINT;

  return G_MAXUINT;
}

/* From a place in the list to one among the posts, and back. */
static guint
turn (RdPageRows *self,
      guint       position)
{
  return self->newest_first ? self->entries->len + 1 - position : position;
}

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  RdPageRows *self = RD_PAGE_ROWS (model);

  return 1 + self->entries->len + self->news->len + (self->end != NULL);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  RdPageRows *self = RD_PAGE_ROWS (model);
  gpointer *post;

  if (position == 0)
    return g_object_ref (self->page);
  if (self->end != NULL && position == self->news->len + 1)
    return g_object_ref (self->end);
  if (position <= self->news->len)
    return g_object_ref (self->news->pdata[position - 1]);
  if (position > self->entries->len)
    return NULL;

  if (self->posts->len == 0)
    {
      self->has_blogs = has_several_blogs (self->entries);
      self->first_new = find_first_new (self);
    }
  position = turn (self, position);
  g_ptr_array_set_size (self->posts, self->entries->len);
  post = &self->posts->pdata[position - 1];
  if (*post == NULL)
    {
      *post = rd_post_item_new (rd_page_item_get_document (self->page), self->entries->pdata[position - 1]);
      rd_post_item_set_names_blog (*post, self->has_blogs);
      rd_post_item_set_leads_news (*post, position - 1 == self->first_new);
    }

  return g_object_ref (*post);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RdPageRows, rd_page_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* The reader wants to see other posts than before. */
static void
filtered_cb (RdPageRows *self)
{
  const guint n_before = self->entries->len;

  g_ptr_array_unref (self->entries);
  self->entries = g_ptr_array_ref (rd_page_item_get_entries (self->page));
  g_ptr_array_set_size (self->posts, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 1, n_before, self->entries->len);
}

/* Topics go from a front page of which nothing is new any more. */
static void
seen_cb (RdPageRows *self)
{
  for (guint i = self->news->len; i-- > 0;)
    if (!rd_page_news_counts (self->news->pdata[i]))
      {
        g_ptr_array_remove_index (self->news, i);
        g_list_model_items_changed (G_LIST_MODEL (self), i + 1, 1, 0);
      }
}

static void
rd_page_rows_finalize (GObject *object)
{
  RdPageRows *self = RD_PAGE_ROWS (object);

  g_clear_pointer (&self->posts, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_object (&self->end);
  g_object_unref (self->page);

  G_OBJECT_CLASS (rd_page_rows_parent_class)->finalize (object);
}

static void
rd_page_rows_class_init (RdPageRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rd_page_rows_finalize;
}

static void
unref_post (gpointer post)
{
  g_clear_object (&post);
}

static void
rd_page_rows_init (RdPageRows *self)
{
  self->posts = g_ptr_array_new_with_free_func (unref_post);
}

/**
 * rd_page_rows_new:
 * @page: a page
 *
 * Returns: (transfer full): what stands on it, in the order in which it came
 */
RdPageRows *
rd_page_rows_new (RdPageItem *page)
{
  RdPageRows *self = g_object_new (RD_TYPE_PAGE_ROWS, NULL);

  self->page = g_object_ref (page);
  self->entries = g_ptr_array_ref (rd_page_item_get_entries (page));
  self->news = g_ptr_array_copy (rd_page_item_get_news (page), NULL, NULL);
  if (rd_page_item_get_stories (page) != NULL)
    self->end = g_object_new (G_TYPE_OBJECT, NULL);
  g_signal_connect_object (page, "filtered", G_CALLBACK (filtered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::has-news", G_CALLBACK (seen_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/* Where what is new begins, or began, its post is made anew as an item: rows keep the one that they show. */
static void
forget_first_new (RdPageRows *self)
{
  if (self->first_new < self->posts->len)
    g_clear_object ((GObject **) &self->posts->pdata[self->first_new]);
}

/**
 * rd_page_rows_set_newest_first:
 * @self: a page's rows
 * @newest_first: whether its posts stand in the order in which they came, or the other way round
 */
void
rd_page_rows_set_newest_first (RdPageRows *self,
                               gboolean    newest_first)
{
  if (self->newest_first == newest_first)
    return;

  forget_first_new (self);
  self->newest_first = newest_first;
  self->first_new = find_first_new (self);
  forget_first_new (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 1, self->entries->len, self->entries->len);
}

/**
 * rd_page_rows_find:
 * @self: a page's rows
 * @placed: a post
 *
 * Returns: where in the list @placed stands, or %GTK_INVALID_LIST_POSITION
 */
guint
rd_page_rows_find (RdPageRows    *self,
                   RdDigestEntry *placed)
{
  guint index;

  return g_ptr_array_find (self->entries, placed, &index) ? turn (self, index + 1) : GTK_INVALID_LIST_POSITION;
}

/**
 * rd_page_rows_find_item:
 * @self: a page's rows
 * @item: one of its items
 *
 * Returns: where in the list @item stands after the head, or %GTK_INVALID_LIST_POSITION
 */
guint
rd_page_rows_find_item (RdPageRows *self,
                        gpointer    item)
{
  guint index;

  if (RD_IS_POST_ITEM (item))
    return rd_page_rows_find (self, rd_post_item_get_entry (item));

  return g_ptr_array_find (self->news, item, &index) ? index + 1 : GTK_INVALID_LIST_POSITION;
}

/**
 * rd_page_rows_find_story:
 * @self: a page's rows
 * @story: the page of a topic
 *
 * Returns: where on a front page that topic stands, or the one that follows, or the last one; %GTK_INVALID_LIST_POSITION
 *   where there is none
 */
guint
rd_page_rows_find_story (RdPageRows *self,
                         RdPageItem *story)
{
  GPtrArray *stories = rd_page_item_get_stories (self->page);
  guint first;
  guint index;

  if (stories == NULL || self->news->len == 0 || !g_ptr_array_find (stories, story, &first))
    return GTK_INVALID_LIST_POSITION;

  for (guint i = first; i < stories->len; i++)
    if (g_ptr_array_find (self->news, stories->pdata[i], &index))
      return index + 1;

  return self->news->len;
}

static gboolean
has_key_event (RdPageRows *self,
               guint       position)
{
  if (self->news->len > 0)
    return rd_page_news_count_key_events (self->news->pdata[position - 1]) > 0;

  return ((RdDigestEntry *) self->entries->pdata[turn (self, position) - 1])->key_event != RD_KEY_EVENT_NO;
}

/**
 * rd_page_rows_find_key_event:
 * @self: a page's rows
 * @position: where in the list to begin
 * @step: 1 to look downwards, -1 to look upwards
 *
 * Returns: where in the list the first key event from there on stands or, on a front page, the first topic with a new one;
 *   or %GTK_INVALID_LIST_POSITION
 */
guint
rd_page_rows_find_key_event (RdPageRows *self,
                             gint64      position,
                             int         step)
{
  for (; position >= 1 && position <= self->entries->len + self->news->len; position += step)
    if (has_key_event (self, position))
      return position;

  return GTK_INVALID_LIST_POSITION;
}
