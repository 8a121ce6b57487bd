/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.org's LiveBlogPosting, bare or in the scripts of a page. */
#include "formats/rd-format.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "base/rd-string.h"
#include "base/rd-time.h"
#include "formats/rd-blog-builder.h"
#include "formats/rd-json.h"
#include "text/rd-html.h"
#include "text/rd-markup.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a BCP 47 tag takes at most, by its section 4.4.1. */
#define LANGUAGE_BYTES 35

/* What all updates of a blog say alike is said of the page, not of them. */
typedef struct
{
  gboolean headline;
  gboolean published;
  gboolean modified;
  gboolean author;
} Alike;

static gboolean
is_named (JsonNode   *node,
          const char *name)
{
  const char *type = rd_json_as_string (node);

  return type != NULL
         && (g_str_equal (type, name) || (g_str_has_suffix (type, name) && strstr (type, "schema.org/") != NULL));
}

static gboolean
is_of_type (JsonObject *object,
            const char *name)
{
  JsonArray *types = rd_json_get_array (object, "@type");

  for (guint i = 0; i < rd_json_get_length (types); i++)
    if (is_named (json_array_get_element (types, i), name))
      return TRUE;

  return is_named (json_object_get_member (object, "@type"), name);
}

/* Finds the live blogs in a document, wherever it has them; rd_json_parse() limits how deep that can be. */
static void
find_postings (JsonNode  *node,
               GPtrArray *postings)
{
  g_autoptr (GList) members = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < rd_json_get_length (array); i++)
        find_postings (json_array_get_element (array, i), postings);
    }
  else if (rd_json_as_object (node) != NULL)
    {
      JsonObject *object = rd_json_as_object (node);

      if (is_of_type (object, "LiveBlogPosting"))
        {
          g_ptr_array_add (postings, json_object_ref (object));
          return;
        }
      members = json_object_get_values (object);
      for (GList *member = members; member != NULL; member = member->next)
        find_postings (member->data, postings);
    }
}

/* The name of a person or an organisation, or the names of several; a bare reference has none.
 * Returns: (nullable) */
static char *
read_name (JsonNode *node)
{
  g_autoptr (GString) names = NULL;

  if (node == NULL)
    return NULL;
  if (rd_json_as_string (node) != NULL)
    return g_strdup (rd_json_as_string (node));
  if (rd_json_as_object (node) != NULL)
    return g_strdup (rd_json_get_string (rd_json_as_object (node), "name"));
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  names = g_string_new (NULL);
  for (guint i = 0; i < rd_json_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *item = json_array_get_element (json_node_get_array (node), i);
      g_autofree char *name = JSON_NODE_HOLDS_ARRAY (item) ? NULL : read_name (item);

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }

  return names->len > 0 ? g_strdup (names->str) : NULL;
}

/* An address stands there by itself or as the id of an object. Returns: (nullable) */
static char *
read_url (JsonObject *object,
          const char *name)
{
  const char *url = rd_json_get_string (object, name);

  if (url == NULL)
    url = rd_json_get_string (rd_json_get_object (object, name), "@id");

  return rd_string_safe_url (url, NULL);
}

static gboolean
are_alike (JsonArray  *updates,
           JsonObject *posting,
           const char *name)
{
  JsonNode *first = json_object_get_member (posting, name);
  guint i = 0;

  /* A single update is like the page if it says the same as that; several are if they all say the same. */
  if (rd_json_get_length (updates) > 1 && rd_json_get_item (updates, i) != NULL)
    first = json_object_get_member (rd_json_get_item (updates, i++), name);
  if (first == NULL)
    return FALSE;

  for (; i < rd_json_get_length (updates); i++)
    {
      JsonObject *update = rd_json_get_item (updates, i);
      JsonNode *other = update != NULL ? json_object_get_member (update, name) : NULL;

      if (other == NULL || !json_node_equal (first, other))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_update (RdBlogBuilder  *builder,
             JsonObject     *update,
             const Alike    *alike,
             GError        **error)
{
  RdBlog *blog = rd_blog_builder_get_blog (builder);
  g_autoptr (RdEntry) entry = rd_entry_new ();
  const char *text = rd_json_get_string (update, "articleBody");
  const char *url = rd_json_get_string (update, "url");
  const char *id = rd_json_get_string (update, "@id");
  RdBody *body;

  if (text == NULL)
    text = rd_json_get_string (update, "text");
  body = rd_markup_read_loose (text, blog->url, error);
  if (body == NULL)
    return FALSE;

  rd_body_unref (entry->body);
  entry->body = body;
  /* Many an id is just a word, and no address. */
  if (url != NULL || (id != NULL && strpbrk (id, "/#") != NULL))
    entry->url = rd_string_safe_url (url != NULL ? url : id, blog->url);
  if (id == NULL && url != NULL && strchr (url, '#') != NULL)
    id = url;
  entry->source_id = id != NULL && id[0] != '\0' ? g_strdup (id) : NULL;
  entry->title = alike->headline ? NULL : g_strdup (rd_json_get_string (update, "headline"));
  entry->author = alike->author ? NULL : read_name (json_object_get_member (update, "author"));
  entry->published = alike->published ? NULL : rd_time_parse (rd_json_get_string (update, "datePublished"));
  entry->updated = alike->modified ? NULL : rd_time_parse (rd_json_get_string (update, "dateModified"));

  return rd_blog_builder_take_entry (builder, g_steal_pointer (&entry), error);
}

/* British papers mean British time, even where the times themselves are in UTC. */
static gboolean
is_british (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL
         && (g_str_has_suffix (host, ".uk") || g_str_has_suffix (host, "theguardian.com")
             || g_str_has_suffix (host, "bbc.com"));
}

/* The feed of the section that a page stands in names tomorrow's live blog when it is there.
 * Returns: (transfer full) (nullable): the first feed of the page that can be asked for by anyone */
static char *
find_series (RdSource *source)
{
  xmlNode *root = (xmlNode *) source->page;

  for (xmlNode *node = root; node != NULL; node = rd_html_next (node, root))
    {
      g_autofree char *url = rd_string_safe_url (rd_html_get_feed (node), source->url);

      if (url != NULL && g_str_has_prefix (url, "http") && !rd_address_has_secret (url) && !rd_address_is_masked (url))
        return g_steal_pointer (&url);
    }

  return NULL;
}

static RdBlog *
read_posting (JsonObject  *posting,
              RdSource    *source,
              const char  *series,
              GError     **error)
{
  g_autoptr (RdBlogBuilder) builder = rd_blog_builder_new (RD_BLOG_NEWEST_FIRST);
  RdBlog *blog = rd_blog_builder_get_blog (builder);
  JsonArray *updates = rd_json_get_array (posting, "liveBlogUpdate");
  const char *title = rd_json_get_string (posting, "headline");
  const char *language = rd_json_get_string (posting, "inLanguage");
  static const char *const ADDRESSES[] = { "url", "mainEntityOfPage", "@id" };
  Alike alike;

  blog->title = g_strdup (title != NULL ? title : rd_json_get_string (posting, "name"));
  for (guint i = 0; i < G_N_ELEMENTS (ADDRESSES) && blog->url == NULL; i++)
    blog->url = read_url (posting, ADDRESSES[i]);
  if (blog->url == NULL)
    blog->url = g_strdup (source->url);
  blog->contiguous = TRUE;
  blog->series = g_strdup (series);
  blog->publisher = read_name (json_object_get_member (posting, "publisher"));
  if (language == NULL && source->page != NULL)
    language = rd_html_get_language ((xmlNode *) source->page);
  blog->language = language != NULL ? rd_string_cut (language, LANGUAGE_BYTES) : NULL;
  if (is_british (blog->url))
    blog->zone = g_strdup ("Europe/London");

  alike = (Alike) {
    .headline = are_alike (updates, posting, "headline"),
    .published = rd_json_get_length (updates) > 1 && are_alike (updates, posting, "datePublished"),
    .modified = are_alike (updates, posting, "dateModified"),
    .author = rd_json_get_length (updates) > 1 && are_alike (updates, posting, "author")
              && rd_json_get_length (rd_json_get_array (rd_json_get_item (updates, 0), "author")) > 1,
  };
  for (guint i = 0; i < rd_json_get_length (updates); i++)
    if (rd_json_get_item (updates, i) != NULL && !take_update (builder, rd_json_get_item (updates, i), &alike, error))
      return NULL;
  if (updates == NULL && rd_json_get_object (posting, "liveBlogUpdate") != NULL
      && !take_update (builder, rd_json_get_object (posting, "liveBlogUpdate"), &alike, error))
    return NULL;

  return rd_blog_builder_end (builder, error);
}

/* Takes the scripts of a page that hold data for search engines. A broken one says nothing of the others. */
static void
find_scripts (RdSource  *source,
              GPtrArray *postings)
{
  xmlNode *root = (xmlNode *) source->page;

  for (xmlNode *node = root; node != NULL; node = rd_html_next (node, root))
    {
      const char *type = rd_html_is (node, "script") ? rd_html_get_attribute (node, "type") : NULL;
      g_autofree char *text = NULL;
      g_autoptr (JsonNode) json = NULL;

      if (type == NULL || strstr (type, "ld+json") == NULL)
        continue;
      text = rd_html_get_text (node);
      json = rd_json_parse (text, NULL);
      if (json != NULL)
        find_postings (json, postings);
    }
}

static GPtrArray *
read_source (RdSource  *source,
             GError   **error)
{
  g_autoptr (GPtrArray) postings = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (GPtrArray) blogs = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_blog_unref);
  g_autofree char *series = find_series (source);
  g_autoptr (GError) first_error = NULL;

  if (source->json != NULL)
    find_postings (source->json, postings);
  else if (source->page != NULL)
    find_scripts (source, postings);

  for (guint i = 0; i < postings->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      RdBlog *blog = read_posting (postings->pdata[i], source, series, &local_error);

      if (blog != NULL)
        g_ptr_array_add (blogs, blog);
      else if (first_error == NULL)
        first_error = g_steal_pointer (&local_error);
    }

  if (blogs->len > 0)
    return g_steal_pointer (&blogs);
  if (first_error != NULL)
    g_propagate_error (error, g_steal_pointer (&first_error));

  return NULL;
}

const RdFormat rd_format_live_blog_posting = {
  .id = "live-blog-posting",
  .name = "LiveBlogPosting",
  .read = read_source,
};
