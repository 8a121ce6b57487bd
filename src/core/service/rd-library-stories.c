/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stories so far, which are held in memory: they are kept now and then, and followed up from the posts since when
 * needed. */
#include "service/rd-library-private.h"

void
rd_library_free_stories (gpointer data)
{
  RdLibraryStories *stories = data;

  g_free (stories->name);
  rd_grouping_free (stories->grouping);
  g_clear_pointer (&stories->keywords, rd_keywords_free);
  rd_language_free (stories->language);
  g_free (stories);
}

/* Follows up the moves that were made before a place was given; @n_moved: how many of them have been. */
static void
follow_moves (RdLibraryStories *stories,
              GPtrArray        *moves,
              GHashTable       *entries,
              gint64            place,
              guint            *n_moved)
{
  for (; moves != NULL && *n_moved < moves->len; ++*n_moved)
    {
      const RdMove *move = moves->pdata[*n_moved];
      RdEntry *entry = g_hash_table_lookup (entries, move->entry_id);

      if (move->place > place)
        break;
      if (entry != NULL)
        rd_grouping_move (stories->grouping, entry, move->topic_id);
    }
}

/* Gives the posts that came after the stories were kept the places that they were given then. The stories are kept with
 * each move, so that moves are to be followed up only where nothing is kept. */
static gboolean
follow_up (RdLibrary         *self,
           RdLibraryStories  *stories,
           gint64             after,
           GError           **error)
{
  const char *tag = rd_language_get_tag (stories->language);
  const RdStoreFilter filter = { .after = after, .as_first_seen = TRUE };
  g_autoptr (GPtrArray) kept = rd_store_load (self->store, &filter, error);
  g_autoptr (GPtrArray) moves = kept != NULL && after == 0 ? rd_store_list_moves (self->store, error) : NULL;
  g_autoptr (GHashTable) entries = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_moved = 0;

  if (kept == NULL || (after == 0 && moves == NULL))
    return FALSE;

  for (guint i = 0; i < kept->len; i++)
    {
      const RdKept *it = kept->pdata[i];

      if (!g_str_equal (g_hash_table_lookup (self->languages, it->entry->blog_id), tag))
        continue;
      follow_moves (stories, moves, entries, it->place, &n_moved);
      rd_grouping_follow (stories->grouping, it->entry, it->topic_id);
      g_hash_table_insert (entries, it->entry->id, it->entry);
      stories->n_since++;
    }
  follow_moves (stories, moves, entries, G_MAXINT64, &n_moved);

  return TRUE;
}

gboolean
rd_library_keep_stories (RdLibrary         *self,
                         RdLibraryStories  *stories,
                         GError           **error)
{
  g_autoptr (GBytes) content = rd_grouping_save (stories->grouping);

  if (!rd_store_put_cache (self->store, stories->name, content, error))
    return FALSE;

  stories->n_since = 0;
  return TRUE;
}

RdLibraryStories *
rd_library_get_stories (RdLibrary   *self,
                        const char  *tag,
                        GError     **error)
{
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) reason = NULL;
  RdLibraryStories *stories;
  gint64 number;

  for (guint i = 0; i < self->stories->len; i++)
    {
      stories = self->stories->pdata[i];
      if (g_str_equal (rd_language_get_tag (stories->language), tag))
        return stories;
    }

  stories = g_new0 (RdLibraryStories, 1);
  stories->name = g_strconcat ("stories-", tag, NULL);
  stories->language = rd_language_new (tag);
  content = rd_store_get_cache (self->store, stories->name, &number, &reason);
  if (content != NULL)
    stories->grouping = rd_grouping_load (stories->language, content);
  /* Kept by another release, or never. */
  if (stories->grouping == NULL)
    {
      stories->grouping = rd_grouping_new (stories->language);
      number = 0;
    }
  if (reason != NULL || !follow_up (self, stories, number, &reason))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      rd_library_free_stories (stories);
      return NULL;
    }
  g_ptr_array_add (self->stories, stories);

  return stories;
}
