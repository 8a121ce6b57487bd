/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a document, in sections: the front page, topics, live blogs. */
#include "ui/rd-page-list.h"

#include "service/rd-settings.h"
#include "ui/rd-page-words.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

static GListStore *
list_topics (RdDocument *document)
{
  RdDigest *digest = rd_document_get_digest (document);
  GListStore *list = g_list_store_new (RD_TYPE_PAGE_ITEM);

  for (guint i = 0; i < digest->topics->len; i++)
    {
      RdTopic *topic = digest->topics->pdata[i];
      const char *own = topic->other || g_strcmp0 (topic->subtitle, topic->label) == 0 ? NULL : topic->subtitle;
      const char *muted = rd_page_words_muted (topic);
      const char *subtitle = muted != NULL ? muted : own;
      g_autoptr (RdPageItem) page = rd_page_item_new (document, RD_PAGE_TOPIC, topic->label, subtitle, topic->entries);

      rd_page_item_set_topic (page, topic);
      rd_page_item_set_lines (page, topic->summary);
      g_list_store_append (list, page);
    }

  return list;
}

/* What is new in each topic or, where nothing can be new, what happened in all. */
static GListStore *
list_front (RdDocument *document,
            GListStore *topics)
{
  RdDigest *digest = rd_document_get_digest (document);
  GListStore *list = g_list_store_new (RD_TYPE_PAGE_ITEM);
  const gboolean is_kept = rd_document_is_kept (document);
  const guint n_topics = g_list_model_get_n_items (G_LIST_MODEL (topics));
  g_autoptr (GPtrArray) stories = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) no_entries = g_ptr_array_new ();
  g_autoptr (RdPageItem) page = NULL;

  if (digest->summary->len == 0)
    return list;

  page = rd_page_item_new (document, RD_PAGE_FRONT, is_kept ? _("Since You Left") : _("In Short"), digest->title, no_entries);
  rd_page_item_set_lines (page, digest->summary);
  for (guint i = 0; i < n_topics; i++)
    g_ptr_array_add (stories, g_list_model_get_item (G_LIST_MODEL (topics), i));
  if (is_kept)
    rd_page_item_set_stories (page, stories);
  g_list_store_append (list, page);

  return list;
}

static GListStore *
list_blogs (RdDocument *document)
{
  RdDigest *digest = rd_document_get_digest (document);
  GListStore *list = g_list_store_new (RD_TYPE_PAGE_ITEM);
  g_autoptr (GHashTable) by_blog = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < digest->blogs->len; i++)
    {
      RdBlog *blog = digest->blogs->pdata[i];
      g_autoptr (GPtrArray) entries = g_ptr_array_new ();
      g_autoptr (RdPageItem) page
          = rd_page_item_new (document, RD_PAGE_BLOG, rd_blog_get_title (blog), blog->publisher, entries);

      rd_page_item_set_blog (page, blog);
      g_hash_table_insert (by_blog, blog->id, entries);
      g_list_store_append (list, page);
    }

  for (guint i = 0; i < digest->entries->len; i++)
    {
      RdDigestEntry *placed = digest->entries->pdata[i];
      GPtrArray *entries = g_hash_table_lookup (by_blog, placed->entry->blog_id);

      if (entries != NULL)
        g_ptr_array_add (entries, placed);
    }
  /* Years of live blogs are elsewhere; these are those of which something is shown. */
  for (guint i = digest->blogs->len; i-- > 0;)
    {
      g_autoptr (RdPageItem) page = g_list_model_get_item (G_LIST_MODEL (list), i);

      const GPtrArray *entries = g_hash_table_lookup (by_blog, rd_page_item_get_id (page));

      rd_page_item_refresh (page);
      if (entries->len == 0 && rd_page_item_get_n_left_out (page) > 0)
        g_list_store_remove (list, i);
    }

  return list;
}

/**
 * rd_page_list_new:
 * @document: a document
 *
 * Returns: (transfer full): (element-type RdPageItem): its pages in sections
 */
GListModel *
rd_page_list_new (RdDocument *document)
{
  g_autoptr (GListStore) topics = list_topics (document);
  g_autoptr (GListStore) front = list_front (document, topics);
  g_autoptr (GListStore) blogs = list_blogs (document);
  GListStore *sections = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (sections, front);
  g_list_store_append (sections, topics);
  g_list_store_append (sections, blogs);

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (sections)));
}

/**
 * rd_page_list_find:
 * @pages: (element-type RdPageItem): pages, which keep what is returned
 * @kind: what a page is about
 * @id: as from rd_page_item_get_id()
 *
 * Returns: (transfer none) (nullable): that page
 */
RdPageItem *
rd_page_list_find (GListModel *pages,
                   RdPageKind  kind,
                   const char *id)
{
  const guint n_pages = g_list_model_get_n_items (pages);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autoptr (RdPageItem) page = g_list_model_get_item (pages, i);

      if (rd_page_item_get_kind (page) == kind && g_str_equal (rd_page_item_get_id (page), id))
        return page;
    }

  return NULL;
}

/**
 * rd_page_list_sign:
 * @pages: (element-type RdPageItem): pages
 * @settings: what the reader is notified of
 *
 * Shows of which of the pages the reader is notified otherwise than of the rest.
 */
void
rd_page_list_sign (GListModel *pages,
                   GSettings  *settings)
{
  g_autoptr (RdAlertRules) rules = rd_settings_get_alert_rules (settings);
  const guint n_pages = g_list_model_get_n_items (pages);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autoptr (RdPageItem) page = g_list_model_get_item (pages, i);
      GHashTable *levels = rd_page_item_get_kind (page) == RD_PAGE_BLOG ? rules->blogs : rules->topics;

      rd_page_item_set_sign (page, rd_alert_levels_get_sign (rules->level, levels, rd_page_item_get_id (page)));
    }
}
