/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a page: its posts, those of them that the reader wants to see, and what of it is still new. */
#include "ui/rd-page-item-private.h"

#include "ui/rd-page-filter.h"
#include "ui/rd-page-news.h"

/* Has the posts in it that the reader wants to see of this live blog. */
static void
filter (RdPageItem *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = rd_page_filter_apply (rd_document_get_filter (self->document, self->blog->id), self->all);
  g_signal_emit_by_name (self, "filtered");
}

/**
 * rd_page_item_set_lines:
 * @self: a page
 * @lines: (element-type RdLine): its summary
 */
void
rd_page_item_set_lines (RdPageItem *self,
                        GPtrArray  *lines)
{
  self->lines = g_ptr_array_ref (lines);
}

/**
 * rd_page_item_set_stories:
 * @self: a front page
 * @stories: (element-type RdPageItem): the topics, of which those with something new are shown
 *
 * Gives it an end.
 */
void
rd_page_item_set_stories (RdPageItem *self,
                          GPtrArray  *stories)
{
  self->stories = g_ptr_array_ref (stories);
  rd_page_item_refresh (self);
}

/**
 * rd_page_item_refresh:
 * @self: a page
 *
 * Has what is still new in it, where it is a front page; the posts that the reader wants to see, where it is a live blog's.
 */
void
rd_page_item_refresh (RdPageItem *self)
{
  if (self->blog != NULL)
    filter (self);
  if (self->stories == NULL)
    return;

  g_ptr_array_unref (self->news);
  self->news = g_ptr_array_new ();
  for (guint i = 0; i < self->stories->len; i++)
    if (rd_page_news_counts (self->stories->pdata[i]))
      g_ptr_array_add (self->news, self->stories->pdata[i]);
}

/**
 * rd_page_item_set_filter:
 * @self: a page of a live blog
 * @id: (nullable): which of its posts the reader wants to see, as [struct@PageFilter] has it; %NULL for all
 */
void
rd_page_item_set_filter (RdPageItem *self,
                         const char *id)
{
  rd_document_set_filter (self->document, self->blog->id, id);
  filter (self);
}

/**
 * rd_page_item_get_n_left_out:
 * @self: a page
 *
 * Returns: how many of its posts are kept and not shown
 */
guint
rd_page_item_get_n_left_out (RdPageItem *self)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (rd_document_get_digest (self->document)->n_left_out,
                                                rd_page_item_get_id (self)));
}

/**
 * rd_page_item_get_all:
 * @self: a page
 *
 * Returns: (transfer none) (element-type RdDigestEntry): its posts, whether the reader wants to see them or not
 */
GPtrArray *
rd_page_item_get_all (RdPageItem *self)
{
  return self->all;
}

/**
 * rd_page_item_get_entries:
 * @self: a page
 *
 * Returns: (transfer none) (element-type RdDigestEntry): the posts in it, until others are chosen
 */
GPtrArray *
rd_page_item_get_entries (RdPageItem *self)
{
  return self->entries;
}

/**
 * rd_page_item_has:
 * @self: a page
 * @placed: a post
 *
 * Returns: whether @placed is one of the posts in it
 */
gboolean
rd_page_item_has (RdPageItem    *self,
                  RdDigestEntry *placed)
{
  return g_ptr_array_find (self->entries, placed, NULL);
}

/**
 * rd_page_item_get_stories:
 * @self: a page
 *
 * Returns: (transfer none) (nullable) (element-type RdPageItem): the topics, where it is a front page that has an end
 */
GPtrArray *
rd_page_item_get_stories (RdPageItem *self)
{
  return self->stories;
}

/**
 * rd_page_item_get_news:
 * @self: a page
 *
 * Returns: (transfer none) (element-type RdPageItem): those of the topics that it shows, as they had something new
 */
GPtrArray *
rd_page_item_get_news (RdPageItem *self)
{
  return self->news;
}

/**
 * rd_page_item_get_lines:
 * @self: a page
 *
 * Returns: (transfer none) (nullable) (element-type RdLine): its summary, where it does not show news instead
 */
GPtrArray *
rd_page_item_get_lines (RdPageItem *self)
{
  return self->news->len == 0 ? self->lines : NULL;
}
