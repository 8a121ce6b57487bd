/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON from which the Guardian's web pages are made: the posts of the blog's first page, and besides, of the whole
 * blog, its key events and the pinned post. */
#include "formats/rd-format.h"

#include "base/rd-error.h"
#include "base/rd-string.h"
#include "base/rd-time.h"
#include "formats/guardian.h"
#include "formats/rd-json.h"
#include "text/rd-markup.h"

#include <glib/gi18n.h>
#include <string.h>

static void
append_link (GString    *html,
             const char *url,
             const char *name)
{
  g_autofree char *markup
      = g_markup_printf_escaped ("<aside><a href=\"%s\">%s</a></aside>", url, name != NULL ? name : url);

  g_string_append (html, markup);
}

static void
append_picture (GString    *html,
                JsonObject *element)
{
  JsonArray *pictures = rd_json_get_array (rd_json_get_object (element, "media"), "allImages");
  JsonObject *data = rd_json_get_object (element, "data");
  const char *url
      = rd_json_get_length (pictures) > 0 ? rd_json_get_string (rd_json_get_item (pictures, 0), "url") : NULL;
  const char *caption = rd_json_get_string (data, "caption");
  g_autofree char *markup = NULL;

  if (caption == NULL)
    caption = rd_json_get_string (data, "alt");
  markup = g_markup_printf_escaped ("<figure><img src=\"%s\" alt=\"%s\"></figure>", url != NULL ? url : "",
                                    caption != NULL ? caption : "");
  g_string_append (html, markup);
}

/* A post's body is a list of elements, most of which bring HTML of their own. */
static RdBody *
read_body (JsonObject  *block,
           const char  *base_url,
           GError     **error)
{
  JsonArray *elements = rd_json_get_array (block, "elements");
  g_autoptr (GString) html = g_string_new (NULL);

  for (guint i = 0; i < rd_json_get_length (elements); i++)
    {
      JsonObject *element = rd_json_get_item (elements, i);
      const char *inner = rd_json_get_string (element, "html");
      const char *url = rd_json_get_string (element, "url");
      const char *name = rd_json_get_string (element, "text");

      if (inner != NULL)
        g_string_append (html, inner);
      else if (rd_json_get_object (element, "media") != NULL)
        append_picture (html, element);
      else if (url != NULL)
        append_link (html, url, name != NULL ? name : rd_json_get_string (element, "title"));
      g_string_append_c (html, '\n');
    }

  return rd_markup_read (html->str, base_url, error);
}

/* Returns: (nullable) */
static char *
read_author (JsonObject *block,
             JsonObject *model)
{
  JsonArray *contributors = rd_json_get_array (block, "contributors");
  const char *name = NULL;

  if (rd_json_get_length (contributors) > 0)
    name = rd_json_get_string (rd_json_get_item (contributors, 0), "name");

  return g_strdup (name != NULL ? name : rd_json_get_string (model, "byline"));
}

static gboolean
take_block (RdBlogBuilder  *builder,
            JsonObject     *block,
            JsonObject     *model,
            GError        **error)
{
  const char *url = rd_blog_builder_get_blog (builder)->url;
  g_autoptr (RdEntry) entry = NULL;
  RdBody *body;

  if (block == NULL)
    return TRUE;

  entry = rd_guardian_begin_entry (rd_json_get_string (block, "id"), url);
  body = read_body (block, url, error);
  if (body == NULL)
    return FALSE;

  rd_body_unref (entry->body);
  entry->body = body;
  entry->title = g_strdup (rd_json_get_string (block, "title"));
  entry->author = read_author (block, model);
  entry->published = rd_time_from_unix (rd_json_get_number (block, "blockFirstPublished"));
  if (entry->published == NULL)
    entry->published = rd_time_from_unix (rd_json_get_number (block, "blockCreatedOn"));
  entry->updated = rd_time_from_unix (rd_json_get_number (block, "blockLastUpdated"));
  rd_guardian_read_attributes (entry, rd_json_get_object (block, "attributes"));

  return rd_blog_builder_take_entry (builder, g_steal_pointer (&entry), error);
}

static gboolean
take_blocks (RdBlogBuilder  *builder,
             JsonArray      *blocks,
             JsonObject     *model,
             GError        **error)
{
  for (guint i = 0; i < rd_json_get_length (blocks); i++)
    if (!take_block (builder, rd_json_get_item (blocks, i), model, error))
      return FALSE;

  return TRUE;
}

static gboolean
has_block (JsonArray  *blocks,
           const char *id)
{
  /* The one has 'block-' before it, the other has not. */
  if (id != NULL && g_str_has_prefix (id, "block-"))
    id += strlen ("block-");
  for (guint i = 0; i < rd_json_get_length (blocks); i++)
    if (id != NULL && g_strcmp0 (rd_json_get_string (rd_json_get_item (blocks, i), "id"), id) == 0)
      return TRUE;

  return FALSE;
}

/* The page that has the posts before these stands at this one's address, but for what the model names.
 * Returns: (nullable) */
static char *
find_older (RdSource   *source,
            const char *older)
{
  const char *page = older != NULL ? strstr (older, "page=") : NULL;
  g_autofree char *value = page != NULL ? g_strndup (page + strlen ("page="), strcspn (page + strlen ("page="), "&#")) : NULL;

  return value != NULL && source->url != NULL ? rd_string_set_query (source->url, "page", value) : NULL;
}

static GPtrArray *
read_model (RdSource  *source,
            GError   **error)
{
  JsonObject *model = rd_json_as_object (source->json);
  JsonArray *blocks = rd_json_get_array (model, "blocks");
  const char *title = rd_json_get_string (model, "webTitle");
  const char *url = rd_json_get_string (model, "webURL");
  JsonObject *config = rd_json_get_object (model, "config");
  const char *older = rd_json_get_string (rd_json_get_object (model, "pagination"), "older");
  g_autoptr (RdBlogBuilder) builder = NULL;
  RdBlog *blog;

  if (blocks == NULL || (url == NULL && rd_json_get_string (model, "pageId") == NULL))
    return NULL;
  if (!rd_json_is_true (rd_json_get_object (model, "pageType"), "isLiveblog")
      && g_strcmp0 (rd_json_get_string (model, "contentType"), "LiveBlog") != 0)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG,
                           _ ("this page of the Guardian is no live blog: give the address of a live blog"));
      return NULL;
    }

  builder = rd_guardian_begin (source, title != NULL ? title : rd_json_get_string (model, "headline"),
                               url != NULL ? url : source->url, rd_json_get_string (model, "lang"));
  blog = rd_blog_builder_get_blog (builder);
  blog->live = rd_json_is_true (config, "isLive");
  blog->ended = config != NULL && json_object_has_member (config, "isLive") && !blog->live;
  blog->marks_key_events = TRUE;
  blog->cursor = g_strdup (rd_json_get_string (model, "mostRecentBlockId"));
  rd_guardian_read_series (blog, rd_json_get_array (model, "tags"));
  /* Of what has changed, there is no more to read where what was read before begins. */
  if (!has_block (blocks, source->since))
    blog->older = find_older (source, older);
  blog->complete = !source->is_part && older == NULL;
  if (!take_block (builder, rd_json_get_object (model, "pinnedPost"), model, error)
      || !take_blocks (builder, blocks, model, error)
      || !take_blocks (builder, rd_json_get_array (model, "keyEvents"), model, error))
    return NULL;

  return rd_blog_builder_end_alone (builder, error);
}

/* The first page has what is new. Edits and deletions on others are found by a whole reading. */
static char *
list_changes (const char *url,
              const char *cursor,
              GDateTime  *now)
{
  return g_strdup (url);
}

const RdFormat rd_format_guardian_page_model = {
  .id = "guardian-page-model",
  .name = N_ ("Guardian page model"),
  .read = read_model,
  .list_changes = list_changes,
};
