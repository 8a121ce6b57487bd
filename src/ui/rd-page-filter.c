/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a live blog's posts the reader wants to see: all, its key events, or those of a topic. */
#include "ui/rd-page-filter.h"

#include <glib/gi18n.h>

static gboolean
passes (const char          *id,
        const RdDigestEntry *placed)
{
  if (id == NULL)
    return TRUE;
  if (g_str_equal (id, RD_PAGE_FILTER_KEY_EVENTS))
    return placed->key_event != RD_KEY_EVENT_NO;

  return g_strcmp0 (placed->topic->id, id) == 0;
}

static guint
count (const char *id,
       GPtrArray  *entries)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += passes (id, entries->pdata[i]);

  return n;
}

/* How many of the posts stand in each topic, asked for by the topic itself: there may be hundreds. */
static GHashTable *
count_by_topic (GPtrArray *entries)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const RdTopic *topic = ((RdDigestEntry *) entries->pdata[i])->topic;
      const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, topic));

      g_hash_table_insert (counts, (gpointer) topic, GUINT_TO_POINTER (n + 1));
    }

  return counts;
}

static void
add (GPtrArray  *filters,
     const char *id,
     const char *name,
     guint       n_posts)
{
  RdPageFilter *filter = g_new0 (RdPageFilter, 1);

  filter->id = g_strdup (id);
  /* Translators: which posts are shown: all, or those of a topic, and how many these are. */
  filter->label = g_strdup_printf (_("%s (%'u)"), name, n_posts);
  g_ptr_array_add (filters, filter);
}

static GPtrArray *
list_filters (RdDigest  *digest,
              GPtrArray *entries)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_page_filter_free);
  g_autoptr (GHashTable) by_topic = count_by_topic (entries);
  const guint n_key_events = count (RD_PAGE_FILTER_KEY_EVENTS, entries);

  add (filters, NULL, _("All Posts"), entries->len);
  if (n_key_events > 0 && n_key_events < entries->len)
    add (filters, RD_PAGE_FILTER_KEY_EVENTS, _("Key Events"), n_key_events);
  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];
      const guint n_posts = GPOINTER_TO_UINT (g_hash_table_lookup (by_topic, topic));

      if (n_posts > 0 && n_posts < entries->len)
        add (filters, topic->id, topic->label, n_posts);
    }

  return filters;
}

/**
 * rd_page_filter_free:
 * @self: (transfer full): a filter
 */
void
rd_page_filter_free (RdPageFilter *self)
{
  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

/**
 * rd_page_filter_list:
 * @page: a page of a live blog
 * @chosen: (out): which of them the reader chose
 *
 * Returns: (transfer full) (element-type RdPageFilter): which of its posts the reader can choose to see: all posts first,
 *   and nothing that would let through all of them or none
 */
GPtrArray *
rd_page_filter_list (RdPageItem *page,
                     guint      *chosen)
{
  RdDocument *document = rd_page_item_get_document (page);
  GPtrArray *filters = list_filters (rd_document_get_digest (document), rd_page_item_get_all (page));
  const char *id = rd_document_get_filter (document, rd_page_item_get_id (page));

  *chosen = 0;
  for (guint i = 0; i < filters->len; i++)
    if (g_strcmp0 (((RdPageFilter *) filters->pdata[i])->id, id) == 0)
      *chosen = i;

  return filters;
}

/**
 * rd_page_filter_apply:
 * @id: (nullable): what a filter is called
 * @entries: (element-type RdDigestEntry): posts
 *
 * Returns: (transfer full) (element-type RdDigestEntry): those that it lets through; all of them where that is none, as
 *   of a topic that is no more
 */
GPtrArray *
rd_page_filter_apply (const char *id,
                      GPtrArray  *entries)
{
  GPtrArray *found;

  if (id == NULL || count (id, entries) == 0)
    return g_ptr_array_ref (entries);

  found = g_ptr_array_new ();
  for (guint i = 0; i < entries->len; i++)
    if (passes (id, entries->pdata[i]))
      g_ptr_array_add (found, entries->pdata[i]);

  return found;
}
