/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of the Guardian's Content API: one item or a search, with its posts as blocks or, as it was once, in one
 * piece of HTML. */
#include "formats/rd-format.h"

#include "base/rd-error.h"
#include "base/rd-string.h"
#include "base/rd-time.h"
#include "formats/guardian.h"
#include "formats/rd-json.h"
#include "text/rd-html.h"
#include "text/rd-markup.h"

#include <glib/gi18n.h>
#include <string.h>

/* An item that is being read. */
typedef struct
{
  RdBlogBuilder *builder;
  const char *byline;   /* (nullable) */
  GHashTable *profiles; /* (element-type utf8 utf8): names of authors by their profiles */
} Item;

static GHashTable *
read_profiles (JsonObject *item)
{
  GHashTable *profiles = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *tags = rd_json_get_array (item, "tags");

  for (guint i = 0; i < rd_json_get_length (tags); i++)
    {
      const char *id = rd_json_get_string (rd_json_get_item (tags, i), "id");
      const char *name = rd_json_get_string (rd_json_get_item (tags, i), "webTitle");

      if (id != NULL && name != NULL && g_str_has_prefix (id, "profile/"))
        g_hash_table_insert (profiles, (char *) id + strlen ("profile/"), (char *) name);
    }

  return profiles;
}

/* A block names its authors by their profiles, which the item's tags may spell out; without any, they are the item's.
 * Returns: (nullable) */
static char *
read_authors (JsonObject *block,
              const Item *item)
{
  JsonArray *contributors = rd_json_get_array (block, "contributors");
  g_autoptr (GString) authors = g_string_new (NULL);

  for (guint i = 0; i < rd_json_get_length (contributors); i++)
    {
      const char *profile = rd_json_as_string (json_array_get_element (contributors, i));
      const char *name = profile != NULL ? g_hash_table_lookup (item->profiles, profile) : NULL;

      if (name != NULL)
        g_string_append_printf (authors, "%s%s", authors->len > 0 ? ", " : "", name);
    }

  return g_strdup (authors->len > 0 ? authors->str : item->byline);
}

static GDateTime *
read_published (JsonObject *block)
{
  static const char *const NAMES[] = { "firstPublishedDate", "publishedDate", "createdDate" };
  GDateTime *time = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (NAMES) && time == NULL; i++)
    time = rd_time_parse (rd_json_get_string (block, NAMES[i]));

  return time;
}

static gboolean
take_block (const Item  *item,
            JsonObject  *block,
            GError     **error)
{
  JsonObject *attributes = rd_json_get_object (block, "attributes");
  const char *url = rd_blog_builder_get_blog (item->builder)->url;
  const char *title = rd_json_get_string (block, "title");
  g_autoptr (RdEntry) entry = rd_guardian_begin_entry (rd_json_get_string (block, "id"), url);
  RdBody *body = rd_markup_read (rd_json_get_string (block, "bodyHtml"), url, error);

  if (body == NULL)
    return FALSE;

  rd_body_unref (entry->body);
  entry->body = body;
  entry->title = g_strdup (title != NULL ? title : rd_json_get_string (attributes, "title"));
  entry->author = read_authors (block, item);
  entry->published = read_published (block);
  entry->updated = rd_time_parse (rd_json_get_string (block, "lastModifiedDate"));
  rd_guardian_read_attributes (entry, attributes);

  return rd_blog_builder_take_entry (item->builder, g_steal_pointer (&entry), error);
}

/* Returns: how many blocks it took or, on error, -1 */
static int
take_blocks (const Item  *item,
             JsonArray   *blocks,
             GError     **error)
{
  int n_taken = 0;

  for (guint i = 0; i < rd_json_get_length (blocks); i++)
    {
      JsonObject *block = rd_json_get_item (blocks, i);

      /* What is not published yet is none of the reader's business. */
      if (block == NULL || (json_object_has_member (block, "published") && !rd_json_is_true (block, "published")))
        continue;
      if (!take_block (item, block, error))
        return -1;
      n_taken++;
    }

  return n_taken;
}

/* The older form: `<div id="block-…" class="block is-key-event">`, with its time, heading and elements in it. */
static gboolean
take_element (const Item  *item,
              xmlNode     *block,
              GError     **error)
{
  RdBlog *blog = rd_blog_builder_get_blog (item->builder);
  g_autoptr (RdEntry) entry = rd_guardian_begin_entry (rd_html_get_attribute (block, "id"), blog->url);
  xmlNode *node = rd_html_next (block, block);

  while (node != NULL)
    {
      const gboolean elements = rd_html_has_class (node, "block-elements");

      if (elements)
        {
          rd_body_unref (entry->body);
          entry->body = rd_markup_read_node (node, blog->url);
        }
      else if (rd_html_has_class (node, "block-title") && entry->title == NULL)
        entry->title = rd_html_get_text (node);
      else if (rd_html_is (node, "time") && rd_html_has_class (node->parent, "published-time")
               && entry->published == NULL)
        entry->published = rd_time_parse (rd_html_get_attribute (node, "datetime"));
      else if (rd_html_is (node, "time") && rd_html_has_class (node->parent, "updated-time") && entry->updated == NULL)
        entry->updated = rd_time_parse (rd_html_get_attribute (node, "datetime"));
      node = elements ? rd_html_skip (node, block) : rd_html_next (node, block);
    }

  entry->author = read_authors (NULL, item);
  entry->key_event = rd_html_has_class (block, "is-key-event");
  entry->summary = rd_html_has_class (block, "is-summary");
  blog->marks_key_events |= entry->key_event;

  return rd_blog_builder_take_entry (item->builder, g_steal_pointer (&entry), error);
}

static gboolean
is_block (xmlNode *node)
{
  const char *id = rd_html_get_attribute (node, "id");

  return id != NULL && g_str_has_prefix (id, "block-") && rd_html_has_class (node, "block");
}

static gboolean
take_body (const Item  *item,
           const char  *html,
           GError     **error)
{
  g_autoptr (xmlDoc) document = rd_html_parse (html, strlen (html), error);
  xmlNode *root = (xmlNode *) document;
  xmlNode *node = root;

  while (node != NULL)
    if (!is_block (node))
      node = rd_html_next (node, root);
    else if (take_element (item, node, error))
      node = rd_html_skip (node, root);
    else
      return FALSE;

  return document != NULL;
}

/* Takes the posts of all lists that were asked for besides, such as those of "body:latest:20". */
static gboolean
take_requested (const Item  *item,
                JsonObject  *requested,
                GError     **error)
{
  g_autoptr (GList) names = requested != NULL ? json_object_get_members (requested) : NULL;

  for (GList *name = names; name != NULL; name = name->next)
    if (take_blocks (item, rd_json_get_array (requested, name->data), error) < 0)
      return FALSE;

  return TRUE;
}

/* Articles have one block at most. */
static gboolean
is_live_blog (JsonObject *item)
{
  return g_strcmp0 (rd_json_get_string (item, "type"), "liveblog") == 0
         || rd_json_get_length (rd_json_get_array (rd_json_get_object (item, "blocks"), "body")) > 1;
}

static RdBlog *
read_item (RdSource    *source,
           JsonObject  *object,
           GError     **error)
{
  JsonObject *fields = rd_json_get_object (object, "fields");
  JsonObject *blocks = rd_json_get_object (object, "blocks");
  const char *body = rd_json_get_string (fields, "body");
  const char *title = rd_json_get_string (object, "webTitle");
  g_autoptr (RdBlogBuilder) builder
      = rd_guardian_begin (source, title != NULL ? title : rd_json_get_string (fields, "headline"),
                           rd_json_get_string (object, "webUrl"), rd_json_get_string (fields, "lang"));
  g_autoptr (GHashTable) profiles = read_profiles (object);
  const Item item = { builder, rd_json_get_string (fields, "byline"), profiles };
  RdBlog *blog = rd_blog_builder_get_blog (builder);
  const char *now = rd_json_get_string (fields, "liveBloggingNow");
  RdBlog *read;
  int n_taken;

  /* A string, and never 'isLive', which stays true. */
  blog->live = g_strcmp0 (now, "true") == 0;
  blog->ended = g_strcmp0 (now, "false") == 0;
  rd_guardian_read_series (blog, rd_json_get_array (object, "tags"));
  blog->marks_key_events = blocks != NULL;
  n_taken = take_blocks (&item, rd_json_get_array (blocks, "body"), error);
  if (n_taken < 0 || !take_requested (&item, rd_json_get_object (blocks, "requestedBodyBlocks"), error))
    return NULL;
  blog->complete = n_taken > 0 && rd_json_get_number (blocks, "totalBodyBlocks") == n_taken;
  if (n_taken == 0 && body != NULL && !take_body (&item, body, error))
    return NULL;

  read = rd_blog_builder_end (builder, error);
  if (read != NULL)
    read->cursor = read->entries->len > 0 ? rd_guardian_read_cursor (read) : g_strdup (source->since);

  return read;
}

static GPtrArray *
read_items (RdSource   *source,
            JsonArray  *items,
            GError    **error)
{
  g_autoptr (GPtrArray) blogs = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_blog_unref);

  for (guint i = 0; i < rd_json_get_length (items); i++)
    {
      JsonObject *item = rd_json_get_item (items, i);
      g_autoptr (GError) local_error = NULL;
      RdBlog *blog = item != NULL && (source->is_part || is_live_blog (item))
                         ? read_item (source, item, &local_error) : NULL;

      if (blog != NULL)
        g_ptr_array_add (blogs, blog);
      else if (local_error != NULL && !g_error_matches (local_error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return g_steal_pointer (&blogs);
}

static GPtrArray *
read_answer (RdSource  *source,
             GError   **error)
{
  JsonObject *response = rd_json_get_object (rd_json_as_object (source->json), "response");
  JsonObject *content = rd_json_get_object (response, "content");
  g_autoptr (JsonArray) items = NULL;
  g_autoptr (GPtrArray) blogs = NULL;

  if (response == NULL)
    return NULL;

  if (g_strcmp0 (rd_json_get_string (response, "status"), "error") == 0)
    {
      g_autofree char *message = rd_markup_read_line (rd_json_get_string (response, "message"));

      g_set_error (
          error, RD_ERROR, RD_ERROR_REFUSED,
          _ ("the Guardian Content API answered with an error: %s; ask it again, with a key and a live blog's path"),
          message != NULL ? message : _ ("it gives no reason"));
      return NULL;
    }

  if (content != NULL)
    {
      items = json_array_new ();
      json_array_add_object_element (items, json_object_ref (content));
    }
  else if (rd_json_get_array (response, "results") != NULL)
    items = json_array_ref (rd_json_get_array (response, "results"));

  blogs = read_items (source, items, error);
  if (blogs != NULL && blogs->len == 0)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG,
                           _ ("this answer of the Guardian Content API holds no live blog with its posts: "
                              "ask for a live blog's own path, with show-blocks=all"));
      return NULL;
    }

  return g_steal_pointer (&blogs);
}

/* (https://open-platform.theguardian.com/documentation/item) */
static char *
list_changes (const char *url,
              const char *cursor,
              GDateTime  *now)
{
  g_autofree char *blocks = g_strconcat ("body:published-since:", cursor, NULL);

  return rd_string_set_query (url, "show-blocks", blocks);
}

const RdFormat rd_format_guardian_content_api = {
  .id = "guardian-content-api",
  .name = "Guardian Content API",
  .read = read_answer,
  .list_changes = list_changes,
  .key = "guardian",
  .key_parameter = "api-key",
  /* Sources disagree, 500 or 5,000: what fits the lower needs no luck. */
  .daily_requests = 500,
};
