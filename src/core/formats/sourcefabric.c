/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sourcefabric Live Blog: what its client_blogs/ID/posts answers. (Field names as in the program's own source.) */
#include "formats/rd-format.h"

#include "base/rd-time.h"
#include "formats/rd-blog-builder.h"
#include "formats/rd-json.h"
#include "text/rd-markup.h"

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

/* Joins the HTML of a post's parts: texts, quotations, pictures, embeds, and what a newsroom has made types for. */
static char *
join_parts (JsonObject  *post,
            const char **author)
{
  JsonArray *parts = find_parts (post);
  GString *html = g_string_new (NULL);

  for (guint i = 0; i < rd_json_get_length (parts); i++)
    {
      JsonObject *part = rd_json_get_object (rd_json_get_item (parts, i), "item");
      const char *kind = rd_json_get_string (part, "item_type");
      const char *text = rd_json_get_string (part, "text");

      if (text == NULL || kind == NULL || g_str_has_prefix (kind, "Advertisement"))
        continue;
      if (*author == NULL)
        *author = rd_json_get_string (part, "byline");
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

  /* Drafts, what waits for an editor, and readers' comments are none of the blog. */
  if (g_strcmp0 (rd_json_get_string (post, "post_status"), "open") != 0)
    return TRUE;

  entry = rd_entry_new ();
  entry->source_id = g_strdup (rd_json_get_string (post, "_id"));
  entry->deleted = rd_json_is_true (post, "deleted");
  html = join_parts (post, &author);
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

static GPtrArray *
read_posts (RdSource  *source,
            GError   **error)
{
  JsonArray *posts = find_posts (rd_json_as_object (source->json));
  g_autoptr (RdBlogBuilder) builder = NULL;

  if (rd_json_get_length (posts) == 0 || !is_post (rd_json_get_item (posts, 0)))
    return NULL;

  builder = rd_blog_builder_new (RD_BLOG_NEWEST_FIRST);
  rd_blog_builder_get_blog (builder)->url = g_strdup (source->url);
  for (guint i = 0; i < rd_json_get_length (posts); i++)
    if (!take_post (builder, rd_json_get_item (posts, i), error))
      return NULL;

  return rd_blog_builder_end_alone (builder, error);
}

const RdFormat rd_format_sourcefabric = { "sourcefabric", "Sourcefabric Live Blog", read_posts };
