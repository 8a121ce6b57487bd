/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Guardian's web pages: each post an article of its own, the key events in the properties of an island. */
#include "formats/rd-format.h"

#include "base/rd-string.h"
#include "base/rd-time.h"
#include "formats/guardian.h"
#include "formats/rd-json.h"
#include "text/rd-html.h"
#include "text/rd-markup.h"

#include <glib/gi18n.h>
#include <string.h>

/* The pinned post on top has no id of its own, and a link to where it stands below.
 * Returns: (nullable) */
static const char *
find_id (xmlNode *article)
{
  xmlNode *header = rd_html_find (article, "header");
  xmlNode *link = header != NULL ? rd_html_find (header, "a") : NULL;
  const char *id = rd_html_get_attribute (article, "id");
  const char *url = link != NULL ? rd_html_get_attribute (link, "href") : NULL;

  if (id == NULL && url != NULL && strchr (url, '#') != NULL)
    id = strchr (url, '#') + 1;

  return id != NULL && g_str_has_prefix (id, "block-") && rd_html_has_class (article, "block") ? id : NULL;
}

/* Besides the time with its link and the heading, a post's header holds its author's name.
 * Returns: (nullable) */
static char *
read_author (xmlNode *header)
{
  static const char *const OTHERS[] = { "a", "button", "h2", "svg", "time", NULL };
  g_autoptr (GString) author = g_string_new (NULL);
  xmlNode *node = header;

  while (node != NULL)
    {
      const gboolean other = node->type == XML_ELEMENT_NODE && g_strv_contains (OTHERS, (const char *) node->name);

      if (node->type == XML_TEXT_NODE && node->content != NULL)
        g_string_append_printf (author, " %s", (const char *) node->content);
      node = other ? rd_html_skip (node, header) : rd_html_next (node, header);
    }

  return rd_string_squash (author->str);
}

/* What an article says, without its header and the buttons at its foot. */
static RdBody *
read_body (xmlNode    *article,
           const char *base_url)
{
  xmlNode *copy = xmlCopyNode (article, 1);
  RdBody *body;

  for (xmlNode *child = copy->children; child != NULL;)
    {
      xmlNode *next = child->next;

      if (rd_html_is (child, "header") || rd_html_is (child, "footer"))
        {
          xmlUnlinkNode (child);
          xmlFreeNode (child);
        }
      child = next;
    }
  body = rd_markup_read_node (copy, base_url);
  xmlFreeNode (copy);

  return body;
}

/* The island of the key events knows more of them than the page shows.
 * Returns: (transfer full): key events by the ids of their articles */
static GHashTable *
read_events (xmlNode *root)
{
  GHashTable *events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);

  for (xmlNode *node = root; node != NULL; node = rd_html_next (node, root))
    {
      const char *name = rd_html_is (node, "gu-island") ? rd_html_get_attribute (node, "name") : NULL;
      const char *properties
          = g_strcmp0 (name, "KeyEventsCarousel") == 0 ? rd_html_get_attribute (node, "props") : NULL;
      g_autoptr (JsonNode) json = properties != NULL ? rd_json_parse (properties, NULL) : NULL;
      JsonArray *list = rd_json_get_array (rd_json_as_object (json), "keyEvents");

      for (guint i = 0; i < rd_json_get_length (list); i++)
        {
          JsonObject *event = rd_json_get_item (list, i);
          const char *id = rd_json_get_string (event, "id");

          if (id != NULL)
            g_hash_table_insert (events, g_strconcat ("block-", id, NULL), json_object_ref (event));
        }
    }

  return events;
}

/* Returns: (nullable) */
static GDateTime *
read_time (xmlNode *element)
{
  xmlNode *time = element != NULL ? rd_html_find (element, "time") : NULL;

  return time != NULL ? rd_time_parse (rd_html_get_attribute (time, "datetime")) : NULL;
}

static gboolean
take_article (RdBlogBuilder  *builder,
              xmlNode        *article,
              const char     *id,
              GHashTable     *events,
              GError        **error)
{
  const char *url = rd_blog_builder_get_blog (builder)->url;
  xmlNode *header = rd_html_find (article, "header");
  xmlNode *footer = rd_html_find (article, "footer");
  xmlNode *heading = header != NULL ? rd_html_find (header, "h2") : NULL;
  RdEntry *entry = rd_guardian_begin_entry (id, url);
  JsonObject *event = g_hash_table_lookup (events, id);

  rd_body_unref (entry->body);
  entry->body = read_body (article, url);
  entry->title = heading != NULL ? rd_html_get_text (heading) : NULL;
  entry->author = header != NULL ? read_author (header) : NULL;
  entry->published = read_time (header);
  entry->updated = read_time (footer);
  entry->pinned = rd_html_get_attribute (article, "id") == NULL;
  if (event != NULL)
    rd_guardian_read_attributes (entry, rd_json_get_object (event, "attributes"));
  if (event != NULL && entry->published == NULL)
    entry->published = rd_time_from_unix (rd_json_get_number (event, "blockFirstPublished"));

  return rd_blog_builder_take_entry (builder, entry, error);
}

/* Whether more is to come stands in the settings of the page's scripts alone. */
static gboolean
has_setting (xmlNode    *root,
             const char *setting)
{
  for (xmlNode *node = root; node != NULL; node = rd_html_next (node, root))
    if (rd_html_is (node, "script") && node->children != NULL && node->children->content != NULL
        && strstr ((const char *) node->children->content, setting) != NULL)
      return TRUE;

  return FALSE;
}

/* The link over the title leads to the series that the live blog is one of; that page has a feed.
 * Returns: (nullable) */
static char *
find_series (xmlNode    *root,
             const char *url)
{
  for (xmlNode *node = root; node != NULL; node = rd_html_next (node, root))
    if (rd_html_is (node, "a") && g_strcmp0 (rd_html_get_attribute (node, "data-component"), "series") == 0
        && rd_html_get_attribute (node, "href") != NULL)
      {
        g_autofree char *page = rd_string_safe_url (rd_html_get_attribute (node, "href"), url);
        g_autofree char *bare = page != NULL ? g_strndup (page, strcspn (page, "?#")) : NULL;

        return bare != NULL ? g_strconcat (bare, "/rss", NULL) : NULL;
      }

  return NULL;
}

static GPtrArray *
read_page (RdSource  *source,
           GError   **error)
{
  xmlNode *root = (xmlNode *) source->page;
  const char *url = root != NULL ? rd_html_get_meta (root, "og:url") : NULL;
  g_autoptr (RdBlogBuilder) builder = NULL;
  g_autoptr (GHashTable) events = NULL;
  RdBlog *blog;

  for (xmlNode *node = root; node != NULL;)
    {
      const char *id = rd_html_is (node, "article") ? find_id (node) : NULL;

      if (id != NULL && builder == NULL)
        {
          events = read_events (root);
          builder = rd_guardian_begin (source, rd_html_get_meta (root, "og:title"), url != NULL ? url : source->url,
                                       rd_html_get_language (root));
        }
      if (id != NULL && !take_article (builder, node, id, events, error))
        return NULL;
      node = id != NULL ? rd_html_skip (node, root) : rd_html_next (node, root);
    }
  if (builder == NULL)
    return NULL;

  blog = rd_blog_builder_get_blog (builder);
  blog->marks_key_events = g_hash_table_size (events) > 0;
  blog->live = has_setting (root, "\"isLive\":true");
  blog->ended = !blog->live && has_setting (root, "\"isLive\":false");
  blog->contiguous = TRUE;
  blog->series = find_series (root, blog->url);
  return rd_blog_builder_end_alone (builder, error);
}

const RdFormat rd_format_guardian_page = {
  .id = "guardian-page",
  .name = N_ ("Guardian page"),
  .read = read_page,
};
