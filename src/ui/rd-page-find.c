/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a reader goes on when the document was made anew: at the first post that came or changed, or where the reader
 * was. */
#include "ui/rd-page-find.h"

/**
 * rd_page_find_new:
 * @entries: (element-type RdDigestEntry): posts
 * @before: an earlier document
 *
 * Returns: (transfer none) (nullable): the first of them that was not in @before
 */
RdDigestEntry *
rd_page_find_new (GPtrArray  *entries,
                  RdDocument *before)
{
  for (guint i = 0; i < entries->len; i++)
    {
      RdDigestEntry *it = entries->pdata[i];

      if (rd_document_find (before, it->entry->id) == NULL)
        return it;
    }

  return NULL;
}

/**
 * rd_page_find_changed:
 * @entries: (element-type RdDigestEntry): posts
 * @changes: a set of ids, of those that changed
 *
 * Returns: (transfer none) (nullable): the first of them that did
 */
RdDigestEntry *
rd_page_find_changed (GPtrArray  *entries,
                      GHashTable *changes)
{
  for (guint i = 0; i < entries->len; i++)
    {
      RdDigestEntry *it = entries->pdata[i];

      if (g_hash_table_contains (changes, it->entry->id))
        return it;
    }

  return NULL;
}

/**
 * rd_page_find_near:
 * @page: a page
 * @earlier: a page of an earlier document
 * @read: a post of @earlier
 *
 * Returns: (transfer none) (nullable): the same post, or else the one that followed next and is on @page, or the last
 *   one before that is
 */
RdDigestEntry *
rd_page_find_near (RdPageItem    *page,
                   RdPageItem    *earlier,
                   RdDigestEntry *read)
{
  GPtrArray *entries = rd_page_item_get_entries (earlier);
  RdDigestEntry *before = NULL;
  gboolean is_past = FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      RdDigestEntry *it = entries->pdata[i];
      RdDigestEntry *same = rd_document_find (rd_page_item_get_document (page), it->entry->id);

      is_past |= it == read;
      if (same == NULL || !rd_page_item_has (page, same))
        continue;
      if (is_past)
        return same;
      before = same;
    }

  return before;
}
