/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Feed, versions 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). */
#include "base/rd-string.h"
#include "base/rd-time.h"
#include "formats/feed.h"
#include "formats/rd-json.h"
#include "text/rd-markup.h"

#include <string.h>

/* Some feeds have a version of their own, or none. */
static gboolean
is_feed (JsonObject *root)
{
  const char *version = rd_json_get_string (root, "version");
  JsonArray *items = rd_json_get_array (root, "items");

  if (version != NULL && strstr (version, "jsonfeed.org") != NULL)
    return TRUE;

  return rd_json_get_length (items) > 0 && rd_json_get_item (items, 0) != NULL
         && (rd_json_get_string (root, "title") != NULL || rd_json_get_string (root, "feed_url") != NULL
             || rd_json_get_string (root, "home_page_url") != NULL);
}

/* Version 1.0 has one author, 1.1 several. Returns: (nullable) */
static char *
read_authors (JsonObject *object)
{
  JsonArray *authors = rd_json_get_array (object, "authors");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rd_json_get_length (authors); i++)
    rd_feed_add_name (names, rd_json_get_string (rd_json_get_item (authors, i), "name"));
  rd_feed_add_name (names, rd_json_get_string (rd_json_get_object (object, "author"), "name"));

  return rd_feed_join_names (names);
}

static GStrv
read_tags (JsonObject *item)
{
  JsonArray *tags = rd_json_get_array (item, "tags");
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rd_json_get_length (tags); i++)
    rd_feed_add_name (names, rd_json_as_string (json_array_get_element (tags, i)));

  return rd_feed_end_names (names);
}

/* Ids are strings; some feeds have numbers. Returns: (nullable) */
static char *
read_id (JsonObject *item)
{
  const char *id = rd_json_get_string (item, "id");
  const gint64 number = rd_json_get_number (item, "id");

  if (number != 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return id != NULL && id[0] != '\0' ? g_strdup (id) : NULL;
}

static char *
read_url (RdFeed     *feed,
          JsonObject *item)
{
  char *url = rd_string_safe_url (rd_json_get_string (item, "url"), feed->blog->url);

  return url != NULL ? url : rd_string_safe_url (rd_json_get_string (item, "external_url"), feed->blog->url);
}

static RdBody *
read_body (JsonObject  *item,
           const char  *base_url,
           GError     **error)
{
  static const char *const PLAIN[] = { "content_text", "summary" };
  RdBody *body = rd_markup_read (rd_json_get_string (item, "content_html"), base_url, error);

  for (guint i = 0; body != NULL && rd_body_get_blocks (body)->len == 0 && i < G_N_ELEMENTS (PLAIN); i++)
    {
      rd_body_unref (body);
      body = rd_markup_read_plain (rd_json_get_string (item, PLAIN[i]));
    }

  return body;
}

static gboolean
read_item (RdFeed      *feed,
           JsonObject  *item,
           const char  *feed_author,
           GError     **error)
{
  g_autoptr (RdEntry) entry = rd_entry_new ();
  RdBody *body;

  entry->url = read_url (feed, item);
  body = read_body (item, entry->url != NULL ? entry->url : feed->blog->url, error);
  if (body == NULL)
    return FALSE;

  rd_body_unref (entry->body);
  entry->body = body;
  entry->source_id = read_id (item);
  entry->title = rd_markup_read_line (rd_json_get_string (item, "title"));
  entry->author = read_authors (item);
  if (entry->author == NULL)
    entry->author = g_strdup (feed_author);
  entry->published = rd_time_parse (rd_json_get_string (item, "date_published"));
  entry->updated = rd_time_parse (rd_json_get_string (item, "date_modified"));
  entry->tags = read_tags (item);
  rd_feed_take_entry (feed, g_steal_pointer (&entry));

  return TRUE;
}

/*< private >
 * rd_feed_read_json:
 * @source: a source that is JSON
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RdBlog): the live blog alone; %NULL with no error where @source is
 *   no JSON Feed
 */
GPtrArray *
rd_feed_read_json (RdSource  *source,
                   GError   **error)
{
  JsonObject *root = rd_json_as_object (source->json);
  JsonArray *items = rd_json_get_array (root, "items");
  g_autoptr (RdFeed) feed = NULL;
  g_autofree char *url = NULL;
  g_autofree char *author = NULL;

  if (!is_feed (root))
    return NULL;

  feed = rd_feed_new (source);
  url = rd_string_safe_url (rd_json_get_string (root, "home_page_url"), source->url);
  if (url == NULL && source->url == NULL)
    url = rd_string_safe_url (rd_json_get_string (root, "feed_url"), NULL);
  rd_feed_set_url (feed, source, url);
  rd_feed_set_language (feed, rd_json_get_string (root, "language"));
  author = read_authors (root);
  if (rd_json_get_string (root, "title") != NULL)
    g_set_str (&feed->blog->title, rd_json_get_string (root, "title"));
  if (feed->blog->publisher == NULL)
    feed->blog->publisher = g_strdup (author);

  for (guint i = 0; i < rd_json_get_length (items); i++)
    if (rd_json_get_item (items, i) != NULL && !read_item (feed, rd_json_get_item (items, i), author, error))
      return NULL;

  return rd_feed_end (feed, TRUE, error);
}
