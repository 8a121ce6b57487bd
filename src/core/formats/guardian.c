/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Guardian's formats have in common: the paper, its time zone, its posts' addresses and marks. */
#include "formats/guardian.h"

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
 * @title: (nullable): the live blog's title
 * @url: (nullable): its address
 * @language: (nullable): its language, where it is not English
 *
 * Returns: (transfer full): a builder of one of the Guardian's live blogs
 */
RdBlogBuilder *
rd_guardian_begin (const char *title,
                   const char *url,
                   const char *language)
{
  RdBlogBuilder *builder = rd_blog_builder_new (RD_BLOG_NEWEST_FIRST);
  RdBlog *blog = rd_blog_builder_get_blog (builder);

  rd_blog_builder_set_zone (builder, "Europe/London");
  blog->title = g_strdup (title);
  blog->url = g_strdup (url);
  blog->publisher = g_strdup (name_publisher (url));
  blog->language = g_strdup (language != NULL && language[0] != '\0' ? language : "en");

  return builder;
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
