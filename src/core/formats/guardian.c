/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Guardian's formats have in common: the paper, its time zone, its posts' addresses and marks. */
#include "formats/guardian.h"

#include "base/rd-string.h"
#include "formats/rd-json.h"

#include <string.h>

/* The form may be anybody's; whose live blog it is, its address tells. */
static const char *
name_publisher (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host == NULL || g_str_has_suffix (host, "theguardian.com") || g_str_has_suffix (host, "guardian.co.uk")
             ? "The Guardian"
             : NULL;
}

/**
 * rd_guardian_begin:
 * @source: what holds the live blog
 * @title: (nullable): the live blog's title
 * @url: (nullable): its address
 * @language: (nullable): its language, where it is not English
 *
 * Returns: (transfer full): a builder of one of the Guardian's live blogs
 */
RdBlogBuilder *
rd_guardian_begin (RdSource   *source,
                   const char *title,
                   const char *url,
                   const char *language)
{
  RdBlogBuilder *builder = rd_blog_builder_new_for (source, RD_BLOG_NEWEST_FIRST);
  RdBlog *blog = rd_blog_builder_get_blog (builder);

  blog->zone = g_strdup ("Europe/London");
  if (title != NULL)
    {
      g_free (blog->title);
      blog->title = g_strdup (title);
    }
  if (url != NULL)
    {
      g_free (blog->url);
      blog->url = g_strdup (url);
    }
  g_free (blog->publisher);
  blog->publisher = g_strdup (name_publisher (blog->url));
  blog->language = g_strdup (language != NULL && language[0] != '\0' ? language : "en");

  return builder;
}

/**
 * rd_guardian_read_series:
 * @blog: a live blog that is being put together, with its address
 * @tags: (nullable): its tags, as the Content API or the page model has them
 *
 * Notes the feed of the series that a live blog is one of: what all of that series have in common is a tag, and each tag has
 * a page and its feed.
 */
void
rd_guardian_read_series (RdBlog    *blog,
                         JsonArray *tags)
{
  for (guint i = 0; i < rd_json_get_length (tags) && blog->series == NULL; i++)
    {
      JsonObject *tag = rd_json_get_item (tags, i);
      const char *type = rd_json_get_string (tag, "type");
      const char *id = rd_json_get_string (tag, "id");
      g_autofree char *path = id != NULL ? g_strconcat ("/", id, "/rss", NULL) : NULL;

      if (path != NULL && type != NULL && g_ascii_strcasecmp (type, "series") == 0)
        blog->series = rd_string_safe_url (path, blog->url);
    }
}

/**
 * rd_guardian_read_cursor:
 * @blog: a live blog that was read
 *
 * Returns: (transfer full) (nullable): when its newest entry was published, in milliseconds since 1970
 */
char *
rd_guardian_read_cursor (RdBlog *blog)
{
  for (guint i = blog->entries->len; i-- > 0;)
    {
      const RdEntry *entry = blog->entries->pdata[i];

      if (entry->published != NULL)
        return g_strdup_printf ("%" G_GINT64_FORMAT, g_date_time_to_unix_usec (entry->published) / 1000);
    }

  return NULL;
}

/**
 * rd_guardian_begin_entry:
 * @id: (nullable): the post's id, with 'block-' before it or not
 * @blog_url: (nullable): the address of its live blog
 *
 * Returns: (transfer full): an entry that has its id and its address
 */
RdEntry *
rd_guardian_begin_entry (const char *id,
                         const char *blog_url)
{
  RdEntry *entry = rd_entry_new ();

  if (id == NULL || id[0] == '\0')
    return entry;

  entry->source_id = g_strdup (id);
  if (blog_url != NULL)
    entry->url = g_strconcat (blog_url, "#", g_str_has_prefix (id, "block-") ? "" : "block-", id, NULL);

  return entry;
}

/**
 * rd_guardian_read_attributes:
 * @entry: an entry
 * @attributes: (nullable): a post's attributes, any of which may be missing
 *
 * Reads the marks that the editors set.
 */
void
rd_guardian_read_attributes (RdEntry    *entry,
                             JsonObject *attributes)
{
  entry->key_event |= rd_json_is_true (attributes, "keyEvent");
  entry->summary |= rd_json_is_true (attributes, "summary");
  entry->pinned |= rd_json_is_true (attributes, "pinned");
}
