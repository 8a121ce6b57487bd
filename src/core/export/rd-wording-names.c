/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What posts and live blogs are called where there is little room: by their first words, or by whose they are. */
#include "export/rd-wording.h"

#include "base/rd-string.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many characters of a post stand for its heading where it has none, and of a live blog's title for that. */
#define OPENING_LENGTH 100
#define NAME_LENGTH 30

/* The beginning of @text, cut at a word where it has words and said to be cut. */
static char *
cut_opening (const char *text,
             guint       length)
{
  const char *line_end = strchrnul (text, '\n');
  const char *end = text;
  const char *gap = NULL;
  g_autofree char *cut = NULL;

  for (guint i = 0; end < line_end && i < length; i++, end = g_utf8_next_char (end))
    if (*end == ' ')
      gap = end;
  if (end >= line_end)
    return g_strndup (text, line_end - text);

  cut = g_strndup (text, (gap != NULL ? gap : end) - text);
  return rd_string_mark_cut (cut);
}

/**
 * rd_wording_heading:
 * @entry: an entry
 *
 * Returns: (transfer full): its heading, or its first words
 */
char *
rd_wording_heading (RdEntry *entry)
{
  const char *text = rd_body_get_text (entry->body);

  if (entry->deleted)
    return g_strdup (_("Deleted by the publisher"));
  if (entry->title != NULL)
    return g_strdup (entry->title);
  if (text[0] != '\0')
    return cut_opening (text, OPENING_LENGTH);

  return g_strdup (_("A post without words"));
}

static gboolean
have_publishers_of_their_own (GPtrArray *blogs)
{
  g_autoptr (GHashTable) publishers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < blogs->len; i++)
    {
      const RdBlog *blog = blogs->pdata[i];

      if (blog->publisher == NULL || !g_hash_table_add (publishers, blog->publisher))
        return FALSE;
    }

  return TRUE;
}

static const char *
read_name (const RdBlog *blog,
           gboolean      by_publisher)
{
  return by_publisher ? blog->publisher : rd_blog_get_title (blog);
}

/**
 * rd_wording_name_blogs:
 * @blogs: (element-type RdBlog): the live blogs of a digest
 *
 * Names them shortly, and so that they can be told from each other and found in the list of all: by their publishers,
 * where each has another one, or else by how their titles begin, as far as that tells them apart.
 *
 * Returns: (transfer full) (element-type utf8 utf8): by their ids, which are of @blogs, their names
 */
GHashTable *
rd_wording_name_blogs (GPtrArray *blogs)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const gboolean by_publisher = have_publishers_of_their_own (blogs);

  for (guint i = 0; i < blogs->len; i++)
    {
      char *name = cut_opening (read_name (blogs->pdata[i], by_publisher), NAME_LENGTH);
      const guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

      g_hash_table_insert (counts, name, GUINT_TO_POINTER (count + 1));
    }
  for (guint i = 0; i < blogs->len; i++)
    {
      RdBlog *blog = blogs->pdata[i];
      const char *whole = read_name (blog, by_publisher);
      g_autofree char *name = cut_opening (whole, NAME_LENGTH);
      const gboolean is_alone = g_hash_table_lookup (counts, name) == GUINT_TO_POINTER (1);

      g_hash_table_insert (names, blog->id, is_alone ? g_steal_pointer (&name) : g_strdup (whole));
    }

  return names;
}
