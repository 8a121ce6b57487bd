/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what is read from captures of publishers' own pages, where there are any: their text is not ours to ship. */
#include "base/rd-error.h"
#include "formats/rd-format.h"

#include <string.h>

/* Blogs, and of all of them together: entries, key events, pinned ones, entries with a time, with a heading. Where
 * there are no blogs, @error is the code that says why. */
typedef struct
{
  const char *path;
  RdError error;
  guint n_blogs;
  guint n_entries;
  guint n_key_events;
  guint n_pinned;
  guint n_times;
  guint n_titles;
} Capture;

static const Capture CAPTURES[] = {
  { "seed/uk-politics-live-2025-06-16.txt", 0, 1, 12, 0, 1, 0, 9 },
  { "guardian-capi/item-politics-2014-02-17-salmond.json", 0, 1, 53, 0, 0, 53, 1 },
  { "guardian-capi/item-show-blocks-all-2023-12-16.json", 0, 1, 67, 23, 0, 67, 23 },
  { "guardian-capi/models-item-content-with-blocks.json", 0, 1, 6, 1, 1, 6, 1 },
  { "guardian-capi/search-blocks-all-2021-12-05.json", 0, 6, 234, 27, 0, 234, 27 },
  { "guardian-capi/search-fields-2018-10-20.json", 0, 3, 166, 34, 0, 166, 34 },
  { "guardian-page-model/dcr-politics-2023-12-13.json", 0, 1, 23, 17, 1, 23, 18 },
  { "jsonld/bbc-live-2020-05-12.html", 0, 1, 20, 0, 0, 20, 20 },
  { "jsonld/express-harry-meghan-2024-07-18.html", 0, 1, 9, 0, 0, 9, 9 },
  { "jsonld/guardian-2023-05-15.html", 0, 1, 10, 3, 1, 10, 3 },
  { "jsonld/sportowefakty-no-updates-2020.html", RD_ERROR_NOT_A_LIVE_BLOG },
  { "guardian-capi/item-article-2023_dec_21_luton-tom-lockyer-discharged-from-hospital-cardiac-arrest.json",
    RD_ERROR_NOT_A_LIVE_BLOG },
  { "guardian-capi/models-error.json", RD_ERROR_REFUSED },
  { "guardian-capi/models-item-section.json", RD_ERROR_NOT_A_LIVE_BLOG },
  { "guardian-capi/models-removed.json", RD_ERROR_NOT_A_LIVE_BLOG },
  { "guardian-capi/models-search.json", RD_ERROR_NOT_A_LIVE_BLOG },
  { "sourcefabric/api_response.json", 0, 1, 23, 4, 2, 23, 0 },
  { "sourcefabric/dpa-posts.json", 0, 1, 14, 0, 0, 14, 0 },
  { "wordpress/wp-api.json", 0, 1, 5, 0, 0, 5, 0 },
  { "wordpress/wp-polling.json", 0, 1, 1, 0, 0, 1, 0 },
  { "wordpress/wp-events.json", 0, 1, 1, 1, 0, 1, 0 },
  { "wordpress/wp-config.json", RD_ERROR_NOT_A_LIVE_BLOG },
  { "feeds/feedparser-aaa_illformed.xml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "feeds/feedparser-atom03.xml", 0, 1, 1, 0, 0, 1, 1 },
  { "feeds/feedparser-base.xml", 0, 1, 1, 0, 0, 1, 1 },
  { "feeds/feedparser-http_high_bit_date.xml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "feeds/feedparser-rdf_channel_empty_textinput.xml", 0, 1, 1, 0, 0, 0, 1 },
  { "feeds/feedparser-rss20.xml", 0, 1, 1, 0, 0, 1, 1 },
  { "feeds/feedparser-rss_empty_document.xml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "feeds/feedparser-rss_item_link_corrupted_ampersands.xml", 0, 1, 1, 0, 0, 0, 0 },
  { "feeds/feedparser-undeclared_namespace.xml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "feeds/gofeed-issue_275_unknown_children.xml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "feeds/gofeed-sample.json", 0, 1, 1, 0, 0, 1, 1 },
  { "feeds/miniflux-enc-invalid-prolog.xml", 0, 1, 1, 0, 0, 0, 1 },
  { "feeds/miniflux-enc-koi8r.xml", 0, 1, 2, 0, 0, 2, 2 },
  { "feeds/miniflux-enc-windows-1252-incorrect-prolog.xml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "feeds/miniflux-encoding_ISO-8859-1.xml", 0, 1, 40, 0, 0, 40, 40 },
  { "feeds/miniflux-large_atom.xml", 0, 1, 25, 0, 0, 25, 25 },
  { "feeds/miniflux-no_encoding_ISO-8859-1.xml", 0, 1, 9, 0, 0, 9, 9 },
  { "feeds/miniflux-small_atom.xml", 0, 1, 20, 0, 0, 20, 20 },
  { "feeds/newsboat-atom10_1.xml", 0, 1, 3, 0, 0, 3, 3 },
  { "feeds/newsboat-atom10_feed_authors.xml", 0, 1, 4, 0, 0, 0, 4 },
  { "feeds/newsboat-multiple_item_links.atom", 0, 1, 1, 0, 0, 1, 1 },
  { "feeds/newsboat-rss091_1.xml", 0, 1, 1, 0, 0, 0, 1 },
  { "feeds/newsboat-rss10_1.xml", 0, 1, 1, 0, 0, 1, 1 },
  { "feeds/newsboat-rss20_2.xml", 0, 1, 1, 0, 0, 1, 1 },
  { "feeds/w3c-atom_1.1-brief-noerror.xml", 0, 1, 1, 0, 0, 1, 1 },
  { "feeds/w3c-atom_1.1-extensive-nowarn.xml", 0, 1, 1, 0, 0, 1, 1 },
  { "feeds/w3c-rss20_element-channel-item-invalid_item_no_title_or_description.xml", 0, 1, 1, 0, 0, 0, 0 },
  { "feeds/w3c-rss20_element-channel-item-multiple_item_author.xml", 0, 1, 1, 0, 0, 0, 1 },
  { "feeds/w3c-rss20_element-channel-item-multiple_item_comments.xml", 0, 1, 1, 0, 0, 0, 1 },
  { "feeds/w3c-rss_must-doctype.xml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "feeds/w3c-rss_must-doctype_wrong_version.xml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "opml/newsboat-example.opml", RD_ERROR_NOT_A_LIVE_BLOG },
};

static void
check_entries (const RdBlog *blog)
{
  g_autoptr (GHashTable) earlier = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < blog->entries->len; i++)
    {
      const RdEntry *entry = blog->entries->pdata[i];
      const RdEntry *previous = i > 0 ? blog->entries->pdata[i - 1] : NULL;

      g_assert_cmpstr (entry->blog_id, ==, blog->id);
      if (previous != NULL && previous->published != NULL && entry->published != NULL)
        g_assert_cmpint (g_date_time_compare (previous->published, entry->published), <=, 0);
      for (guint j = 0; j < entry->refers_to->len; j++)
        g_assert_true (g_hash_table_contains (earlier, entry->refers_to->pdata[j]));
      g_assert_true (g_hash_table_add (earlier, entry->id));
    }
}

static void
test_capture (gconstpointer data)
{
  const Capture *capture = data;
  g_autofree char *path = g_build_filename (g_getenv ("RUNDOWN_CAPTURES"), "fixtures", capture->path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) blogs = NULL;
  Capture found = { capture->path, capture->error };
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    {
      g_test_skip ("there is no such capture");
      return;
    }

  bytes = g_bytes_new_take (contents, length);
  blogs = rd_formats_read (bytes, NULL, NULL, &error);
  if (capture->n_blogs == 0)
    {
      g_assert_error (error, RD_ERROR, (int) capture->error);
      g_assert_null (strchr (error->message, '\n'));
      return;
    }

  g_assert_no_error (error);
  found.n_blogs = blogs->len;
  for (guint i = 0; i < blogs->len; i++)
    {
      const RdBlog *blog = blogs->pdata[i];

      check_entries (blog);
      found.n_entries += blog->entries->len;
      for (guint j = 0; j < blog->entries->len; j++)
        {
          const RdEntry *entry = blog->entries->pdata[j];

          found.n_key_events += entry->key_event;
          found.n_pinned += entry->pinned;
          found.n_times += entry->published != NULL;
          found.n_titles += entry->title != NULL;
        }
    }
  g_assert_cmpuint (found.n_blogs, ==, capture->n_blogs);
  g_assert_cmpuint (found.n_entries, ==, capture->n_entries);
  g_assert_cmpuint (found.n_key_events, ==, capture->n_key_events);
  g_assert_cmpuint (found.n_pinned, ==, capture->n_pinned);
  g_assert_cmpuint (found.n_times, ==, capture->n_times);
  g_assert_cmpuint (found.n_titles, ==, capture->n_titles);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("RUNDOWN_CAPTURES") == NULL)
    g_setenv ("RUNDOWN_CAPTURES", "/nonexistent", TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (CAPTURES); i++)
    {
      g_autofree char *name = g_strconcat ("/captures/", CAPTURES[i].path, NULL);

      g_test_add_data_func (name, &CAPTURES[i], test_capture);
    }

  return g_test_run ();
}
