/* SPDX-License-Identifier: GPL-3.0-or-later */
/* WordPress with Automattic's Liveblog plugin: what its entries, get-entries, entry and get-key-events endpoints answer.
 * (Field names as in the plugin's own source; they differ a little by its version.) */
#include "formats/rd-format.h"

#include "base/rd-time.h"
#include "formats/rd-blog-builder.h"
#include "formats/rd-json.h"
#include "text/rd-html.h"
#include "text/rd-markup.h"

#include <string.h>

/* Where the endpoints' addresses have the number of a page of entries behind them. */
#define PAGES "get-entries/"

/* The plugin's own interval. */
#define REFRESH_SECONDS 10

static JsonArray *
find_entries (JsonNode *root)
{
  if (root != NULL && JSON_NODE_HOLDS_ARRAY (root))
    return json_node_get_array (root);

  return rd_json_get_array (rd_json_as_object (root), "entries");
}

static gboolean
is_entry (JsonObject *entry)
{
  const char *const types[] = { "new", "update", "delete", NULL };
  const char *type = rd_json_get_string (entry, "type");

  return type != NULL && g_strv_contains (types, type) && rd_json_get_number (entry, "timestamp") > 0;
}

static char *
read_id (JsonObject *entry)
{
  const char *id = rd_json_get_string (entry, "id");
  gint64 number = rd_json_get_number (entry, "id");

  return id != NULL ? g_strdup (id) : number > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

static char *
read_author (JsonObject *entry)
{
  JsonArray *authors = rd_json_get_array (entry, "authors");
  const char *name = NULL;

  if (rd_json_get_length (authors) > 0)
    name = rd_json_get_string (rd_json_get_item (authors, 0), "name");

  return g_strdup (name != NULL ? name : rd_json_get_string (entry, "author_link"));
}

/* Editors write commands into posts ("/key"), which the plugin shows as labels: no words of the post. */
static void
remove_commands (xmlNode *root)
{
  for (xmlNode *node = root; node != NULL;)
    {
      xmlNode *next = rd_html_next (node, root);

      if (rd_html_is (node, "span") && rd_html_has_class (node, "liveblog-command"))
        {
          next = rd_html_skip (node, root);
          xmlUnlinkNode (node);
          xmlFreeNode (node);
        }
      node = next;
    }
}

static RdBody *
read_body (JsonObject  *entry,
           const char  *base_url,
           GError     **error)
{
  const char *const members[] = { "render", "html", "content" };
  const char *html = NULL;
  g_autoptr (xmlDoc) document = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (members) && html == NULL; i++)
    html = rd_json_get_string (entry, members[i]);
  if (html == NULL || html[0] == '\0')
    return rd_body_new ();

  document = rd_html_parse (html, strlen (html), error);
  if (document == NULL)
    return NULL;

  remove_commands ((xmlNode *) document);

  return rd_markup_read_node ((xmlNode *) document, base_url);
}

static gboolean
take_entry (RdBlogBuilder  *builder,
            JsonObject     *object,
            GError        **error)
{
  RdBlog *blog = rd_blog_builder_get_blog (builder);
  gint64 stamp = rd_json_get_number (object, "timestamp");
  gint64 time = rd_json_get_number (object, "entry_time");
  g_autoptr (RdEntry) entry = NULL;
  RdBody *body;

  if (!is_entry (object))
    return TRUE;
  body = read_body (object, blog->url, error);
  if (body == NULL)
    return FALSE;

  entry = rd_entry_new ();
  rd_body_unref (entry->body);
  entry->body = body;
  entry->source_id = read_id (object);
  entry->author = read_author (object);
  entry->deleted = g_strcmp0 (rd_json_get_string (object, "type"), "delete") == 0;
  /* Of an edit, the one is the time of the post, the other that of the edit. Seconds. */
  entry->published = rd_time_from_unix (CLAMP (time > 0 ? time : stamp, 0, G_MAXINT64 / 1000) * 1000);
  entry->updated = rd_time_from_unix (CLAMP (stamp, 0, G_MAXINT64 / 1000) * 1000);
  entry->key_event = rd_json_is_true (object, "key_event");
  blog->marks_key_events |= entry->key_event;

  return rd_blog_builder_take_entry (builder, g_steal_pointer (&entry), error);
}

/* A list of changes may be empty. */
static gboolean
is_list (RdSource  *source,
         JsonArray *entries)
{
  if (rd_json_get_length (entries) == 0)
    return source->is_part && entries != NULL && rd_json_as_object (source->json) != NULL;

  return is_entry (rd_json_get_item (entries, 0));
}

/* The address is that of 'get-entries/PAGE/latest', and the answer says how many pages there are. */
static void
read_pages (RdSource *source,
            RdBlog   *blog)
{
  const char *place = source->url != NULL ? strstr (source->url, PAGES) : NULL;
  const char *rest = place != NULL ? strchr (place + strlen (PAGES), '/') : NULL;
  const gint64 n_pages = rd_json_get_number (rd_json_as_object (source->json), "pages");
  const gint64 page = rest != NULL ? g_ascii_strtoll (place + strlen (PAGES), NULL, 10) : 0;

  if (page <= 0 || n_pages <= 0)
    return;

  blog->complete = !source->is_part && page >= n_pages;
  if (page < n_pages)
    blog->older = g_strdup_printf ("%.*s" PAGES "%" G_GINT64_FORMAT "%s", (int) (place - source->url), source->url, page + 1, rest);
}

/* Returns: (transfer full) (nullable): up to when changes are known, in seconds since 1970 */
static char *
read_cursor (RdSource  *source,
             JsonArray *entries)
{
  gint64 latest = rd_json_get_number (rd_json_as_object (source->json), "latest_timestamp");

  for (guint i = 0; i < rd_json_get_length (entries); i++)
    latest = MAX (latest, rd_json_get_number (rd_json_get_item (entries, i), "timestamp"));

  return latest > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, latest) : g_strdup (source->since);
}

static GPtrArray *
read_entries (RdSource  *source,
              GError   **error)
{
  JsonArray *entries = find_entries (source->json);
  g_autoptr (RdBlogBuilder) builder = NULL;
  RdBlog *blog;

  if (!is_list (source, entries))
    return NULL;

  builder = rd_blog_builder_new_for (source, RD_BLOG_NEWEST_FIRST);
  blog = rd_blog_builder_get_blog (builder);
  read_pages (source, blog);
  blog->cursor = read_cursor (source, entries);
  for (guint i = 0; i < rd_json_get_length (entries); i++)
    if (!take_entry (builder, rd_json_get_item (entries, i), error))
      return NULL;

  return rd_blog_builder_end_alone (builder, error);
}

/* What has changed in a window of time, whose end is rounded as the plugin's own pages do it, so that what they ask for
 * serves us, too. */
static char *
list_changes (const char *url,
              const char *cursor,
              GDateTime  *now)
{
  const char *place = strstr (url, PAGES);
  const gint64 since = g_ascii_strtoll (cursor, NULL, 10);
  const gint64 latest = MAX (since, g_date_time_to_unix (now));

  if (place == NULL || since <= 0)
    return NULL;

  return g_strdup_printf ("%.*sentries/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/", (int) (place - url), url, since,
                          (latest / REFRESH_SECONDS + 1) * REFRESH_SECONDS);
}

const RdFormat rd_format_wordpress = {
  .id = "wordpress",
  .name = "WordPress Liveblog",
  .read = read_entries,
  .list_changes = list_changes,
};
