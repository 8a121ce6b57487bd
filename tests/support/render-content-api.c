/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Guardian's Content API: an item with its blocks, all of them or those that were asked for. */
#include "render.h"

#include <string.h>

/* As many as "body:latest" gives without a number. */
#define USUAL_BLOCKS 20

static char *
render_profile (const char *author)
{
  g_autofree char *lower = g_ascii_strdown (author, -1);

  return g_strconcat ("profile/", g_strcanon (lower, "abcdefghijklmnopqrstuvwxyz0123456789", '-'), NULL);
}

static JsonObject *
render_block (const RenderRequest *request,
              RdEntry             *entry)
{
  JsonObject *block = json_object_new ();
  JsonObject *attributes = json_object_new ();
  JsonArray *contributors = json_array_new ();
  g_autofree char *profile = entry->author != NULL ? render_profile (entry->author) : NULL;
  GDateTime *modified = entry->updated != NULL ? entry->updated : entry->published;

  render_take_string (block, "id", render_id (entry));
  render_set_string (block, "title", entry->title);
  render_take_string (block, "bodyHtml", render_body (entry->body));
  json_object_set_string_member (block, "bodyTextSummary", rd_body_get_text (entry->body));
  render_set_string (attributes, "title", entry->title);
  if (entry->key_event)
    json_object_set_boolean_member (attributes, "keyEvent", TRUE);
  if (entry->summary)
    json_object_set_boolean_member (attributes, "summary", TRUE);
  json_object_set_boolean_member (attributes, "pinned", entry->pinned);
  json_object_set_object_member (block, "attributes", attributes);
  json_object_set_boolean_member (block, "published", TRUE);
  render_take_string (block, "createdDate", render_time (request, entry->published));
  render_take_string (block, "firstPublishedDate", render_time (request, entry->published));
  render_take_string (block, "publishedDate", render_time (request, modified));
  render_take_string (block, "lastModifiedDate", render_time (request, modified));
  if (profile != NULL)
    json_array_add_string_element (contributors, profile + strlen ("profile/"));
  json_object_set_array_member (block, "contributors", contributors);

  return block;
}

static JsonArray *
render_tags (GPtrArray *entries)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *tags = json_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const char *author = ((RdEntry *) entries->pdata[i])->author;
      JsonObject *tag;

      if (author == NULL || !g_hash_table_add (known, render_profile (author)))
        continue;
      tag = json_object_new ();
      render_take_string (tag, "id", render_profile (author));
      json_object_set_string_member (tag, "type", "contributor");
      json_object_set_string_member (tag, "webTitle", author);
      json_array_add_object_element (tags, tag);
    }

  return tags;
}

/* Whether a post is among those that "body:published-since:MS" and the like ask for. */
static gboolean
is_requested (const RenderRequest *request,
              GPtrArray           *entries,
              guint                i,
              GStrv                words)
{
  const guint n_words = g_strv_length (words);
  const gint64 number = n_words > 2 ? g_ascii_strtoll (words[2], NULL, 10) : USUAL_BLOCKS;
  RdEntry *entry = entries->pdata[i];

  if (g_str_equal (words[1], "published-since"))
    return render_milliseconds (request, entry->published) >= number;
  if (g_str_equal (words[1], "latest"))
    return i < number;
  if (g_str_equal (words[1], "oldest"))
    return entries->len - i <= number;
  if (g_str_equal (words[1], "key-events"))
    return entry->key_event;

  return FALSE;
}

static JsonArray *
render_requested (const RenderRequest *request,
                  GPtrArray           *entries,
                  const char          *asked)
{
  g_auto (GStrv) words = g_strsplit (asked, ":", 3);
  JsonArray *blocks = json_array_new ();

  for (guint i = 0; i < entries->len; i++)
    if (is_requested (request, entries, i, words))
      json_array_add_object_element (blocks, render_block (request, entries->pdata[i]));

  return blocks;
}

static JsonObject *
render_blocks (const RenderRequest *request,
               GPtrArray           *entries,
               const char          *show)
{
  g_auto (GStrv) asked = g_strsplit (show, ",", 10);
  JsonObject *blocks = json_object_new ();
  JsonObject *requested = json_object_new ();

  for (guint i = 0; asked[i] != NULL; i++)
    if (g_str_has_prefix (asked[i], "body:"))
      json_object_set_array_member (requested, asked[i], render_requested (request, entries, asked[i]));
    else if (g_str_equal (asked[i], "all") || g_str_equal (asked[i], "body"))
      {
        JsonArray *body = json_array_new ();

        for (guint j = 0; j < entries->len; j++)
          json_array_add_object_element (body, render_block (request, entries->pdata[j]));
        json_object_set_array_member (blocks, "body", body);
      }
  json_object_set_int_member (blocks, "totalBodyBlocks", entries->len);
  if (json_object_get_size (requested) > 0)
    json_object_set_object_member (blocks, "requestedBodyBlocks", requested);
  else
    json_object_unref (requested);

  return blocks;
}

static JsonObject *
render_content (const RenderRequest *request)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  const char *show = render_get_query (request, "show-blocks");
  g_autoptr (GDateTime) start = rd_replay_get_start (request->replay);
  JsonObject *content = json_object_new ();
  JsonObject *fields = json_object_new ();
  JsonArray *tags;

  json_object_set_string_member (content, "id", request->rest);
  json_object_set_string_member (content, "type", "liveblog");
  render_take_string (content, "webPublicationDate", render_time (request, start));
  json_object_set_string_member (content, "webTitle", request->blog->title);
  render_take_string (content, "webUrl", g_strconcat (request->base, "page", NULL));
  json_object_set_string_member (fields, "headline", request->blog->title);
  json_object_set_string_member (fields, "liveBloggingNow", request->blog->live ? "true" : "false");
  json_object_set_string_member (fields, "isLive", "true");
  render_set_string (fields, "lang", request->blog->language);
  json_object_set_object_member (content, "fields", fields);
  tags = render_tags (entries);
  render_series_tag (request, tags);
  json_object_set_array_member (content, "tags", tags);
  if (show != NULL)
    json_object_set_object_member (content, "blocks", render_blocks (request, entries, show));

  return content;
}

char *
render_content_api (const RenderRequest *request,
                    guint               *status)
{
  JsonObject *answer = json_object_new ();
  JsonObject *response = json_object_new ();
  const char *key = render_get_query (request, "api-key");

  json_object_set_object_member (answer, "response", response);
  if (key == NULL || key[0] == '\0')
    {
      *status = 401;
      json_object_set_string_member (response, "status", "error");
      json_object_set_string_member (response, "message", "Invalid authentication credentials");
      return render_json (answer);
    }

  json_object_set_string_member (response, "status", "ok");
  json_object_set_int_member (response, "total", 1);
  json_object_set_object_member (response, "content", render_content (request));

  return render_json (answer);
}
