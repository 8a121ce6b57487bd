/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests of what is kept, with the reader's corrections: of all of it, or of as much as a window can show. */
#include "service/rd-library-private.h"

/* How many posts a story or a live blog has at most that is shown as a whole. */
#define MOST_WHOLE 2000

static RdBlog *
find_blog (GPtrArray  *blogs,
           const char *id)
{
  for (guint i = blogs->len; i-- > 0;)
    if (g_str_equal (((RdBlog *) blogs->pdata[i])->id, id))
      return blogs->pdata[i];

  return NULL;
}

static void
name_topics (RdDigest   *digest,
             GHashTable *names)
{
  for (guint i = 0; i < digest->topics->len; i++)
    {
      RdTopic *topic = digest->topics->pdata[i];
      const char *name = g_hash_table_lookup (names, topic->id);

      if (name == NULL)
        continue;
      g_free (topic->label);
      topic->label = g_strdup (name);
    }
}

static void
note_merges (RdDigest   *digest,
             GHashTable *merges)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, merges);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_insert (digest->merged, g_strdup (id), g_strdup (rd_library_follow_merges (merges, id)));
}

/* Takes the posts over. */
static RdDigest *
make_digest (GPtrArray              *followed,
             GPtrArray              *kept,
             RdCorrections          *corrections,
             const RdDigestOptions  *options)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) rd_place_free);
  g_autoptr (GPtrArray) blogs = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_blog_unref);
  RdDigestOptions corrected = *options;
  RdDigest *digest;

  corrected.pinned = corrections->pinned;
  corrected.muted = corrections->muted;
  for (guint i = 0; i < followed->len; i++)
    if (((RdFollowed *) followed->pdata[i])->followed)
      g_ptr_array_add (blogs, rd_blog_ref (((RdFollowed *) followed->pdata[i])->blog));

  for (guint i = 0; i < kept->len; i++)
    {
      RdKept *it = kept->pdata[i];
      RdBlog *blog = find_blog (blogs, it->entry->blog_id);
      RdPlace *place;

      if (blog == NULL)
        continue;
      place = g_new0 (RdPlace, 1);
      place->topic_id = g_strdup (rd_library_follow_merges (corrections->merges, it->topic_id));
      place->why = g_steal_pointer (&it->why);
      place->by_reader = it->by_reader;
      g_ptr_array_add (blog->entries, rd_entry_ref (it->entry));
      g_hash_table_insert (places, it->entry->id, place);
    }

  digest = rd_digest_make (blogs, places, &corrected);
  name_topics (digest, corrections->names);
  note_merges (digest, corrections->merges);

  return digest;
}

/**
 * rd_library_make_digest:
 * @self: a library
 * @options: what is asked for
 * @error: as of rd_store_load()
 *
 * Makes a digest of what is kept of the live blogs that are followed, with the reader's corrections.
 *
 * Returns: (transfer full): the digest, which may have no posts in it; or %NULL
 */
RdDigest *
rd_library_make_digest (RdLibrary              *self,
                        const RdDigestOptions  *options,
                        GError                **error)
{
  RdStore *store = rd_library_get_store (self);
  const RdStoreFilter filter = { .from = options->from, .to = options->to };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_auto (RdCorrections) corrections = { 0 };
  g_autoptr (GPtrArray) followed = rd_store_list_followed (store, error);
  g_autoptr (GPtrArray) kept = NULL;

  if (followed == NULL || !rd_library_read_corrections (self, now, &corrections, error))
    return NULL;

  kept = rd_store_load (store, &filter, error);
  return kept != NULL ? make_digest (followed, kept, &corrections, options) : NULL;
}

/* Adds those posts that are not there yet; takes them over. */
static gboolean
add_kept (GPtrArray  *kept,
          GHashTable *numbers,
          GPtrArray  *taken)
{
  g_autoptr (GPtrArray) found = taken;

  while (found != NULL && found->len > 0)
    {
      RdKept *it = g_ptr_array_steal_index_fast (found, found->len - 1);

      if (g_hash_table_contains (numbers, &it->number))
        {
          rd_kept_free (it);
          continue;
        }
      g_hash_table_add (numbers, &it->number);
      g_ptr_array_add (kept, it);
    }

  return found != NULL;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const RdKept *one = *(RdKept *const *) a;
  const RdKept *other = *(RdKept *const *) b;

  return one->number < other->number ? -1 : one->number > other->number;
}

static gboolean
add_story (RdStore        *store,
           RdCorrections  *corrections,
           const char     *topic_id,
           GPtrArray      *kept,
           GHashTable     *numbers,
           GError        **error)
{
  g_autoptr (GPtrArray) ids = rd_library_list_merged (corrections, topic_id);

  for (guint i = 0; i < ids->len; i++)
    if (!add_kept (kept, numbers, rd_store_load_newest (store, NULL, ids->pdata[i], MOST_WHOLE, error)))
      return FALSE;

  return TRUE;
}

/* What a post stands in, and the post itself where that is too long to have it. One that is there already or no longer
 * kept adds nothing. */
static gboolean
add_surroundings (RdStore        *store,
                  RdCorrections  *corrections,
                  const char     *entry_id,
                  GPtrArray      *kept,
                  GHashTable     *numbers,
                  GError        **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GPtrArray) alone = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_kept_free);
  RdKept *found = rd_store_find (store, entry_id, &reason);
  const char *topic_id;

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (found == NULL)
    return TRUE;

  g_ptr_array_add (alone, found);
  if (g_hash_table_contains (numbers, &found->number))
    return TRUE;

  topic_id = rd_library_follow_merges (corrections->merges, found->topic_id);
  return (topic_id != NULL ? add_story (store, corrections, topic_id, kept, numbers, error)
                           : add_kept (kept, numbers,
                                       rd_store_load_newest (store, found->entry->blog_id, NULL, MOST_WHOLE, error)))
         && add_kept (kept, numbers, g_steal_pointer (&alone));
}

static GPtrArray *
load_extent (RdStore         *store,
             RdCorrections   *corrections,
             const RdExtent  *extent,
             GError         **error)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_kept_free);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (!add_kept (kept, numbers, rd_store_load_newest (store, NULL, NULL, extent->newest, error))
      || (extent->topic_id != NULL && !add_story (store, corrections, extent->topic_id, kept, numbers, error))
      || (extent->blog_id != NULL
          && !add_kept (kept, numbers, rd_store_load_newest (store, extent->blog_id, NULL, MOST_WHOLE, error)))
      || (extent->entry_id != NULL && !add_surroundings (store, corrections, extent->entry_id, kept, numbers, error)))
    return NULL;

  g_ptr_array_sort (kept, compare_numbers);
  return g_steal_pointer (&kept);
}

static void
leave_out (RdDigest   *digest,
           const char *id,
           guint       n_kept,
           guint       n_there)
{
  if (n_kept > n_there)
    g_hash_table_insert (digest->n_left_out, g_strdup (id), GUINT_TO_POINTER (n_kept - n_there));
}

static guint
count_entries (RdDigest   *digest,
               const char *blog_id)
{
  guint n = 0;

  for (guint i = 0; i < digest->entries->len; i++)
    n += g_str_equal (((RdDigestEntry *) digest->entries->pdata[i])->entry->blog_id, blog_id);

  return n;
}

static guint
count_new (RdDigest *digest)
{
  guint n = 0;

  for (guint i = 0; i < digest->entries->len; i++)
    n += ((RdDigestEntry *) digest->entries->pdata[i])->is_new;

  return n;
}

/* Counts what is kept beyond the digest; of what was asked for as a whole, nothing more can be had. */
static gboolean
count_left_out (RdStore         *store,
                const RdExtent  *extent,
                GPtrArray       *followed,
                RdCorrections   *corrections,
                RdDigest        *digest,
                GError         **error)
{
  guint n_kept = 0;
  guint n_unseen;

  for (guint i = 0; i < followed->len; i++)
    {
      const RdFollowed *it = followed->pdata[i];

      if (!it->followed)
        continue;
      n_kept += it->n_entries;
      if (g_strcmp0 (it->blog->id, extent->blog_id) != 0)
        leave_out (digest, it->blog->id, it->n_entries, count_entries (digest, it->blog->id));
    }

  if (n_kept <= digest->entries->len)
    return TRUE;

  if (!rd_store_count_unseen (store, &n_unseen, error))
    return FALSE;
  leave_out (digest, RD_DIGEST_NEW, n_unseen, count_new (digest));
  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];
      g_autoptr (GPtrArray) ids = rd_library_list_merged (corrections, topic->id);
      guint n_story = 0;
      guint n;

      if (topic->other || g_strcmp0 (topic->id, extent->topic_id) == 0)
        continue;
      for (guint j = 0; j < ids->len; j++, n_story += n)
        if (!rd_store_count_story (store, ids->pdata[j], &n, error))
          return FALSE;
      leave_out (digest, topic->id, n_story, topic->entries->len);
    }

  return TRUE;
}

/* Returns: (transfer container): the ids of those posts that the reader has seen */
static GHashTable *
find_seen (GPtrArray *kept)
{
  GHashTable *seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < kept->len; i++)
    if (((RdKept *) kept->pdata[i])->opened != NULL)
      g_hash_table_add (seen, ((RdKept *) kept->pdata[i])->entry->id);

  return seen;
}

/**
 * rd_library_make_extract:
 * @self: a library
 * @extent: how much of it
 * @error: as of rd_store_load()
 *
 * Makes a digest of a part of what is kept, as much as can be shown at once, with what is new to the reader. For years of
 * posts no more of them are read than for days; the others are counted, which is quick, but takes longer the more they are.
 *
 * Returns: (transfer full): the digest, which may have no posts in it; or %NULL
 */
RdDigest *
rd_library_make_extract (RdLibrary       *self,
                         const RdExtent  *extent,
                         GError         **error)
{
  RdStore *store = rd_library_get_store (self);
  RdExtent whole = *extent;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_auto (RdCorrections) corrections = { 0 };
  g_autoptr (GPtrArray) followed = rd_store_list_followed (store, error);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (RdDigest) digest = NULL;

  if (followed == NULL || !rd_library_read_corrections (self, now, &corrections, error))
    return NULL;

  whole.topic_id = rd_library_follow_merges (corrections.merges, extent->topic_id);
  kept = load_extent (store, &corrections, &whole, error);
  if (kept == NULL)
    return NULL;

  seen = find_seen (kept);
  digest = make_digest (followed, kept, &corrections, &(RdDigestOptions) { .seen = seen });
  return count_left_out (store, &whole, followed, &corrections, digest, error) ? g_steal_pointer (&digest) : NULL;
}
