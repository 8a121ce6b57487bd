/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds: RSS, Atom and JSON Feed, each item of which is a post. */
#include "formats/feed.h"

#include "base/rd-error.h"
#include "base/rd-string.h"
#include "formats/rd-format.h"
#include "text/rd-markup.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a BCP 47 tag takes at most, by its section 4.4.1. */
#define LANGUAGE_BYTES 35

#define MOST_NAMES 100

/*< private >
 * rd_feed_new:
 * @source: what holds the feed
 *
 * Returns: (transfer full): a feed of which is known what is known of @source
 */
RdFeed *
rd_feed_new (RdSource *source)
{
  RdFeed *self = g_new0 (RdFeed, 1);

  /* As nearly all feeds have them; where there are times, these decide. */
  self->builder = rd_blog_builder_new_for (source, RD_BLOG_NEWEST_FIRST);
  self->blog = rd_blog_builder_get_blog (self->builder);
  self->blog->contiguous = TRUE;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_entry_unref);

  return self;
}

/*< private >
 * rd_feed_free:
 * @self: (transfer full): a feed
 */
void
rd_feed_free (RdFeed *self)
{
  rd_blog_builder_free (self->builder);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/*< private >
 * rd_feed_set_url:
 * @self: a feed
 * @source: what holds it
 * @url: (nullable): the page that the feed says to be of
 *
 * Sets where the live blog stands. The page that @source is known to be of wins, so that the live blog is the same one,
 * whichever way it was found; the feed's own address is the last resort.
 */
void
rd_feed_set_url (RdFeed     *self,
                 RdSource   *source,
                 const char *url)
{
  if (url != NULL && source->page_url == NULL)
    g_set_str (&self->blog->url, url);
}

/*< private >
 * rd_feed_set_language:
 * @self: a feed
 * @language: (nullable): the language that it says to be in
 */
void
rd_feed_set_language (RdFeed     *self,
                      const char *language)
{
  g_autofree char *squashed = rd_string_squash (language);

  if (squashed != NULL)
    self->blog->language = rd_string_cut (squashed, LANGUAGE_BYTES);
}

/*< private >
 * rd_feed_take_entry:
 * @self: a feed
 * @entry: (transfer full): a post; one without a title, words or an address of its own is left out
 */
void
rd_feed_take_entry (RdFeed  *self,
                    RdEntry *entry)
{
  if (entry->title == NULL && entry->url == NULL && rd_body_get_blocks (entry->body)->len == 0)
    {
      rd_entry_unref (entry);
      return;
    }

  /* Where only one of the times is known, it is the best there is. */
  if (entry->published == NULL)
    entry->published = g_steal_pointer (&entry->updated);
  g_ptr_array_add (self->entries, entry);
}

/* A fragment alone tells the posts of one page apart, and no posts of several. */
static void
keep_fragment (RdFeed  *self,
               RdEntry *entry)
{
  const char *fragment = entry->source_id != NULL ? strrchr (entry->source_id, '#') : NULL;
  const gsize length = fragment != NULL ? (gsize) (fragment - entry->source_id) : 0;
  const char *url = self->blog->url;

  if (fragment != NULL && (url == NULL || strlen (url) != length || strncmp (url, entry->source_id, length) != 0))
    {
      g_auto (GStrv) parts = g_strsplit (entry->source_id, "#", -1);

      g_free (entry->source_id);
      entry->source_id = g_strjoinv ("%23", parts);
    }
}

/* An item without an id is told by its address, unless that is of others too, as where all are of one page. */
static void
name_by_address (RdFeed *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->entries->len; i++)
    {
      char *url = ((RdEntry *) self->entries->pdata[i])->url;

      if (url != NULL)
        g_hash_table_insert (counts, url, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, url)) + 1));
    }

  for (guint i = 0; i < self->entries->len; i++)
    {
      RdEntry *entry = self->entries->pdata[i];

      if (entry->source_id == NULL && entry->url != NULL && g_strcmp0 (entry->url, self->blog->url) != 0
          && GPOINTER_TO_UINT (g_hash_table_lookup (counts, entry->url)) == 1)
        entry->source_id = g_strdup (entry->url);
    }
}

/*< private >
 * rd_feed_end:
 * @self: a feed, which can only be freed from then on
 * @whole: whether the document has an end
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type RdBlog): the live blog alone; on error %NULL, of %RD_ERROR_NOT_A_LIVE_BLOG
 *   where there are no posts, %RD_ERROR_MALFORMED where it breaks off before the first, or %RD_ERROR_TOO_LARGE
 */
GPtrArray *
rd_feed_end (RdFeed    *self,
             gboolean   whole,
             GError   **error)
{
  if (self->entries->len == 0)
    {
      g_autofree char *written = g_steal_pointer (&self->blog->title);

      self->blog->title = rd_markup_read_line (written);
      if (whole)
        g_set_error (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG,
                     _ ("the feed “%s” holds no posts: wait for the first, or give another feed"),
                     rd_blog_get_title (self->blog));
      else
        g_set_error (error, RD_ERROR, RD_ERROR_MALFORMED,
                     _ ("the feed “%s” breaks off before its first post: get it again, whole"),
                     rd_blog_get_title (self->blog));
      return NULL;
    }

  name_by_address (self);
  for (guint i = 0; i < self->entries->len; i++)
    {
      keep_fragment (self, self->entries->pdata[i]);
      if (!rd_blog_builder_take_entry (self->builder, rd_entry_ref (self->entries->pdata[i]), error))
        return NULL;
    }

  return rd_blog_builder_end_alone (self->builder, error);
}

/*< private >
 * rd_feed_add_name:
 * @names: (element-type utf8): names, each once
 * @name: (nullable): the name of a person or a subject, perhaps with markup or escaped
 */
void
rd_feed_add_name (GPtrArray  *names,
                  const char *name)
{
  g_autofree char *line = rd_markup_read_line (name);

  if (line != NULL && names->len < MOST_NAMES && !g_ptr_array_find_with_equal_func (names, line, g_str_equal, NULL))
    g_ptr_array_add (names, g_steal_pointer (&line));
}

/*< private >
 * rd_feed_join_names:
 * @names: (element-type utf8): the names of persons
 *
 * Returns: (transfer full) (nullable): the names one after the other, or %NULL where there are none
 */
char *
rd_feed_join_names (GPtrArray *names)
{
  GString *joined;

  if (names->len == 0)
    return NULL;

  joined = g_string_new (names->pdata[0]);
  for (guint i = 1; i < names->len; i++)
    g_string_append_printf (joined, ", %s", (const char *) names->pdata[i]);

  return g_string_free_and_steal (joined);
}

/*< private >
 * rd_feed_end_names:
 * @names: (element-type utf8) (transfer full): the names of subjects
 *
 * Returns: (transfer full) (nullable): the names, or %NULL where there are none
 */
GStrv
rd_feed_end_names (GPtrArray *names)
{
  if (names->len > 0)
    {
      g_ptr_array_add (names, NULL);
      return (GStrv) g_ptr_array_free (names, FALSE);
    }

  g_ptr_array_unref (names);
  return NULL;
}

static GPtrArray *
read_feed (RdSource  *source,
           GError   **error)
{
  return source->json != NULL ? rd_feed_read_json (source, error) : rd_feed_read_xml (source, error);
}

const RdFormat rd_format_feed = { "feed", N_ ("RSS, Atom or JSON feed"), read_feed };
