/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sourcefabric Live Blog: what its client_blogs/ID/posts answers. (Field names as in the program's own source.) */
#include "formats/rd-format.h"

#include "base/rd-string.h"
#include "base/rd-time.h"
#include "formats/rd-blog-builder.h"
#include "formats/rd-heading.h"
#include "formats/rd-json.h"
#include "text/rd-markup.h"

#include <string.h>

/* Where the API keeps the live blogs; its links begin so. */
#define BLOGS "client_blogs/"

#define MOST_CURSOR_BYTES 64

/* The names around the time in a question for what was updated later. */
static const char *const QUERY[] = { "query", "filtered", "filter", "range", "_updated", "gt" };

static JsonArray *
find_posts (JsonObject *root)
{
  JsonArray *posts = rd_json_get_array (rd_json_get_object (root, "posts"), "_items");

  return posts != NULL ? posts : rd_json_get_array (root, "_items");
}

/* The API has lists of other things of the same form. */
static gboolean
is_post (JsonObject *post)
{
  return rd_json_get_string (post, "post_status") != NULL && rd_json_get_array (post, "groups") != NULL;
}

static JsonArray *
find_parts (JsonObject *post)
{
  JsonArray *groups = rd_json_get_array (post, "groups");

  for (guint i = 0; i < rd_json_get_length (groups); i++)
    {
      JsonObject *group = rd_json_get_item (groups, i);

      if (g_strcmp0 (rd_json_get_string (group, "id"), "main") == 0)
        return rd_json_get_array (group, "refs");
    }

  return NULL;
}

/* Joins the HTML of a post's parts: texts, quotations, pictures, embeds, and what a newsroom has made types for. Only of a
 * text, which is first, the beginning may be a heading. */
static char *
join_parts (JsonObject  *post,
            const char **author,
            gboolean    *begins_with_text)
{
  JsonArray *parts = find_parts (post);
  GString *html = g_string_new (NULL);

  *begins_with_text = FALSE;
  for (guint i = 0; i < rd_json_get_length (parts); i++)
    {
      JsonObject *part = rd_json_get_object (rd_json_get_item (parts, i), "item");
      const char *kind = rd_json_get_string (part, "item_type");
      const char *text = rd_json_get_string (part, "text");

      if (text == NULL || kind == NULL || g_str_has_prefix (kind, "Advertisement"))
        continue;
      if (*author == NULL)
        *author = rd_json_get_string (part, "byline");
      if (html->len == 0)
        *begins_with_text = g_str_equal (kind, "text");
      g_string_append_printf (html, "<div>%s</div>\n", text);
    }

  return g_string_free_and_steal (html);
}

static gboolean
take_post (RdBlogBuilder  *builder,
           JsonObject     *post,
           GError        **error)
{
  RdBlog *blog = rd_blog_builder_get_blog (builder);
  const char *author = rd_json_get_string (rd_json_get_object (post, "publisher"), "display_name");
  g_autoptr (RdEntry) entry = NULL;
  g_autofree char *html = NULL;
  g_autofree char *heading = NULL;
  gboolean begins_with_text;

  /* Drafts, what waits for an editor, and readers' comments are none of the blog. */
  if (g_strcmp0 (rd_json_get_string (post, "post_status"), "open") != 0)
    return TRUE;

  entry = rd_entry_new ();
  entry->source_id = g_strdup (rd_json_get_string (post, "_id"));
  entry->deleted = rd_json_is_true (post, "deleted");
  html = join_parts (post, &author, &begins_with_text);
  if (html[0] == '\0' && !entry->deleted)
    return TRUE;
  if (!entry->deleted)
    {
      rd_body_unref (entry->body);
      entry->body = rd_markup_read (html, blog->url, error);
      if (entry->body == NULL)
        {
          entry->body = rd_body_new ();
          return FALSE;
        }
      /* There is no other place for one: the program's editor sets headings into the text, the lowest ones strong. */
      heading = begins_with_text ? rd_heading_take (entry->body) : NULL;
      /* Titles are read as markup. */
      entry->title = heading != NULL ? g_markup_escape_text (heading, -1) : NULL;
    }
  entry->author = g_strdup (author);
  entry->published = rd_time_parse (rd_json_get_string (post, "published_date"));
  if (entry->published == NULL)
    entry->published = rd_time_parse (rd_json_get_string (post, "firstcreated"));
  entry->updated = rd_time_parse (rd_json_get_string (post, "content_updated_date"));
  entry->key_event = rd_json_is_true (post, "lb_highlight");
  entry->pinned = rd_json_is_true (post, "sticky");
  blog->marks_key_events |= entry->key_event;
  if (blog->language == NULL)
    blog->language = g_strdup (rd_json_get_string (post, "language"));

  return rd_blog_builder_take_entry (builder, g_steal_pointer (&entry), error);
}

/* The answer's links are relative to the API's root, of which the address of the answer tells.
 * Returns: (transfer full) (nullable) */
static char *
find_older (RdSource *source)
{
  JsonObject *root = rd_json_as_object (source->json);
  JsonObject *list = rd_json_get_object (root, "posts") != NULL ? rd_json_get_object (root, "posts") : root;
  const char *next
      = rd_json_get_string (rd_json_get_object (rd_json_get_object (list, "_links"), "next"), "href");
  const char *place = source->url != NULL ? strstr (source->url, BLOGS) : NULL;
  g_autofree char *api = place != NULL ? g_strndup (source->url, place - source->url) : NULL;

  if (next == NULL || api == NULL || !g_str_has_prefix (next, BLOGS))
    return NULL;

  return g_strconcat (api, next, NULL);
}

/* Returns: (transfer full) (nullable): up to when changes are known, in the API's own form, whose order is that of time */
static char *
read_cursor (RdSource  *source,
             JsonArray *posts)
{
  const char *latest = source->since;

  for (guint i = 0; i < rd_json_get_length (posts); i++)
    {
      const char *updated = rd_json_get_string (rd_json_get_item (posts, i), "_updated");

      if (updated != NULL && strlen (updated) <= MOST_CURSOR_BYTES && (latest == NULL || strcmp (updated, latest) > 0))
        latest = updated;
    }

  return g_strdup (latest);
}

static GPtrArray *
read_posts (RdSource  *source,
            GError   **error)
{
  JsonArray *posts = find_posts (rd_json_as_object (source->json));
  g_autoptr (RdBlogBuilder) builder = NULL;
  RdBlog *blog;

  if (rd_json_get_length (posts) == 0 ? !source->is_part || posts == NULL : !is_post (rd_json_get_item (posts, 0)))
    return NULL;

  builder = rd_blog_builder_new_for (source, RD_BLOG_NEWEST_FIRST);
  blog = rd_blog_builder_get_blog (builder);
  blog->older = find_older (source);
  blog->complete = !source->is_part && blog->older == NULL && source->url != NULL;
  blog->cursor = read_cursor (source, posts);
  for (guint i = 0; i < rd_json_get_length (posts); i++)
    if (!take_post (builder, rd_json_get_item (posts, i), error))
      return NULL;

  return rd_blog_builder_end_alone (builder, error);
}

/* What has changed since, deleted posts among it, as the program's own pages ask for it. Times are whole seconds, in each of
 * which more may have changed than was there when it was asked. */
static char *
list_changes (const char *url,
              const char *cursor,
              GDateTime  *now)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GDateTime) time = rd_time_parse (cursor);
  g_autoptr (GDateTime) before = time != NULL ? g_date_time_add_seconds (time, -1) : NULL;
  g_autofree char *from = before != NULL ? g_date_time_format (before, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
  g_autofree char *source = NULL;

  if (from == NULL)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (QUERY); i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, QUERY[i]);
    }
  json_builder_add_string_value (builder, from);
  for (gsize i = 0; i < G_N_ELEMENTS (QUERY); i++)
    json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  source = json_to_string (root, FALSE);

  return rd_string_set_query (url, "source", source);
}

const RdFormat rd_format_sourcefabric = {
  .id = "sourcefabric",
  .name = "Sourcefabric Live Blog",
  .read = read_posts,
  .list_changes = list_changes,
};
