/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a post that was found is to a window: one that it shows, or one that is kept and no longer followed. */
#include "ui/rd-search-hit.h"

#include <glib/gi18n.h>

/**
 * rd_search_hit_is_left:
 * @entry: a post that was found
 * @filters: what knows the live blogs
 * @document: (nullable): what the window shows
 *
 * Returns: whether it can be found and not be shown: the window shows what is followed
 */
gboolean
rd_search_hit_is_left (const RdEntry   *entry,
                       RdSearchFilters *filters,
                       RdDocument      *document)
{
  const RdFollowed *followed = rd_search_filters_find (filters, entry->blog_id);

  return followed != NULL && !followed->followed
         && (document == NULL || rd_document_find (document, entry->id) == NULL);
}

/**
 * rd_search_hit_make_item:
 * @hit: a post that was found
 * @filters: what knows the live blogs
 * @document: (nullable): what the window shows, which knows the topic of the post
 * @now: the time
 *
 * Returns: (transfer full): an item for a list
 */
RdSearchItem *
rd_search_hit_make_item (RdHit           *hit,
                         RdSearchFilters *filters,
                         RdDocument      *document,
                         GDateTime       *now)
{
  const RdEntry *entry = hit->kept->entry;
  const RdFollowed *followed = rd_search_filters_find (filters, entry->blog_id);
  const RdDigestEntry *placed = document != NULL ? rd_document_find (document, entry->id) : NULL;
  g_autofree char *blog = NULL;

  if (followed != NULL && rd_search_hit_is_left (entry, filters, document))
    /* Translators: a live blog's title. */
    blog = g_strdup_printf (_("%s (no longer followed)"), rd_blog_get_title (followed->blog));
  else if (followed != NULL)
    blog = g_strdup (rd_blog_get_title (followed->blog));

  return rd_search_item_new (hit, placed != NULL ? placed->topic->label : NULL, blog, now);
}
