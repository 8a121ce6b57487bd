/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a live blog that was read: each new post finds its story, and both are kept in one transaction. */
#include "service/rd-library-private.h"

#include "base/rd-time.h"
#include "formats/rd-blog-join.h"
#include "formats/rd-references.h"

/* After how many new posts the stories are kept again: to follow up that many takes well under a second. */
#define POSTS_BETWEEN_KEEPINGS 1000

/* How a live blog is followed, and who has the last word on it. */
typedef struct
{
  RdFollowed *followed;
  RdLibraryFunc function;
  gpointer user_data;
} Settling;

static gboolean
place_entry (RdLibrary         *self,
             RdLibraryStories  *stories,
             RdEntry           *entry,
             GDateTime         *now,
             GError           **error)
{
  g_autoptr (RdPlace) place = rd_grouping_add (stories->grouping, entry);

  stories->n_since++;
  return rd_store_put_place (self->store, entry->id, place->topic_id, (const char *const *) place->why, FALSE, now, error);
}

static gboolean
take_entry (RdLibrary         *self,
            RdLibraryStories  *stories,
            RdBlog            *blog,
            RdEntry           *entry,
            GDateTime         *now,
            RdTaken           *taken,
            GError           **error)
{
  RdStoreChange change;

  if (!rd_store_put_entry (self->store, entry, now, &change, error))
    return FALSE;

  taken->n_new += change == RD_STORE_NEW && !entry->deleted;
  taken->n_edited += change == RD_STORE_EDITED;
  taken->n_deleted += change == RD_STORE_DELETED;
  if (change == RD_STORE_EDITED || change == RD_STORE_DELETED || change == RD_STORE_RESTORED)
    g_ptr_array_add (self->changed, g_strdup (entry->id));
  if (change == RD_STORE_NEW && !place_entry (self, stories, entry, now, error))
    return FALSE;

  return change == RD_STORE_SAME || entry->deleted
         || rd_library_put_news (self, stories, blog, entry, change, now, taken, error);
}

/* Notes a reading of which there is nothing else to say. */
static gboolean
put_reading (RdLibrary      *self,
             const char     *blog_id,
             const RdTaken  *taken,
             GDateTime      *now,
             GError        **error)
{
  g_autoptr (RdFollowed) followed = rd_store_find_followed (self->store, blog_id, error);

  if (followed == NULL)
    return FALSE;

  if (taken->n_new > 0)
    {
      g_clear_pointer (&followed->following.news, g_date_time_unref);
      followed->following.news = g_date_time_ref (now);
    }

  g_clear_pointer (&followed->following.checked, g_date_time_unref);
  followed->following.checked = g_date_time_ref (now);
  g_clear_pointer (&followed->following.problem, g_free);

  return rd_store_put_following (self->store, followed, error);
}

static gboolean
settle (RdLibrary      *self,
        Settling       *settling,
        const RdTaken  *taken,
        GError        **error)
{
  return settling->function (self, taken, settling->user_data, error)
         && rd_store_put_following (self->store, settling->followed, error);
}

static gboolean
take_blog (RdLibrary         *self,
           RdLibraryStories  *stories,
           RdBlog            *blog,
           const char        *location,
           Settling          *settling,
           GDateTime         *now,
           RdTaken           *taken,
           GError           **error)
{
  if (!rd_store_put_blog (self->store, blog, location, now, error)
      || !rd_store_put_missing (self->store, blog, self->changed, error))
    return FALSE;
  taken->n_deleted += self->changed->len;
  for (guint i = 0; i < blog->entries->len; i++)
    if (!take_entry (self, stories, blog, blog->entries->pdata[i], now, taken, error))
      return FALSE;

  return (settling != NULL ? settle (self, settling, taken, error) : put_reading (self, blog->id, taken, now, error))
         && (stories->n_since < POSTS_BETWEEN_KEEPINGS || rd_library_keep_stories (self, stories, error));
}

/* Whether what is read now was there before the reader was: the live blog is not followed yet or was not for a while,
 * or all of its posts were deleted. One that had none so far has news from its first post on, and so has tomorrow's of
 * a series. */
static gboolean
is_first_reading (const RdFollowed *known,
                  const Settling   *settling)
{
  if (known == NULL)
    return settling == NULL || !settling->followed->following.attached;

  return !known->followed || (known->n_entries == 0 && known->following.news != NULL);
}

static gboolean
take (RdLibrary   *self,
      RdBlog      *blog,
      const char  *location,
      Settling    *settling,
      GDateTime   *now,
      RdTaken     *taken,
      GError     **error)
{
  g_autofree char *tag = rd_language_name (blog->language);
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdFollowed) known = rd_store_find_followed (self->store, blog->id, &reason);
  RdLibraryStories *stories;
  gboolean is_kept;

  *taken = (RdTaken) { 0 };
  g_ptr_array_unref (self->changed);
  self->changed = g_ptr_array_new_with_free_func (g_free);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  is_kept = g_hash_table_contains (self->languages, blog->id);
  g_hash_table_replace (self->languages, g_strdup (blog->id), g_strdup (tag));
  stories = rd_library_get_stories (self, tag, error);
  if (stories == NULL || !rd_store_begin (self->store, error))
    return FALSE;

  stories->is_first = is_first_reading (known, settling);
  if (take_blog (self, stories, blog, location, settling, now, taken, error))
    {
      if (rd_store_commit (self->store, error))
        return TRUE;
    }
  else
    {
      rd_store_roll_back (self->store);
    }

  /* The stories have posts that are not kept: they are made anew from what is. */
  g_ptr_array_remove (self->stories, stories);
  if (!is_kept)
    g_hash_table_remove (self->languages, blog->id);
  return FALSE;
}

/* A day before the oldest of the entries: what they point to is seldom older, and the whole may be years.
 * Returns: (transfer full) (nullable): %NULL where one has no time */
static GDateTime *
find_oldest (RdBlog *blog)
{
  GDateTime *oldest = NULL;

  for (guint i = 0; i < blog->entries->len; i++)
    {
      const RdEntry *entry = blog->entries->pdata[i];

      if (entry->published == NULL)
        return NULL;
      if (oldest == NULL || rd_time_compare (entry->published, oldest) < 0)
        oldest = entry->published;
    }

  return oldest != NULL ? g_date_time_add_days (oldest, -1) : NULL;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const RdEntry *one = *(RdEntry *const *) a;
  const RdEntry *other = *(RdEntry *const *) b;

  return rd_time_compare (one->published, other->published);
}

/* Joins the part with what is kept, for the references alone: entries are shared with the joined live blog. */
static gboolean
follow_references (RdLibrary  *self,
                   RdBlog     *blog,
                   GError    **error)
{
  g_autoptr (GDateTime) from = find_oldest (blog);
  const RdStoreFilter filter = { .blog_id = blog->id, .from = from };
  g_autoptr (GPtrArray) kept = rd_store_load (self->store, &filter, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (RdBlog) joined = NULL;

  if (kept == NULL)
    return FALSE;

  for (guint i = 0; i < kept->len; i++)
    if (!((RdKept *) kept->pdata[i])->entry->deleted)
      g_ptr_array_add (entries, ((RdKept *) kept->pdata[i])->entry);
  g_ptr_array_sort (entries, compare_times);
  joined = rd_blog_join (blog, entries);

  return TRUE;
}

/**
 * rd_library_take:
 * @self: a library to write to
 * @blog: a live blog as it was read just now
 * @location: the address or file that it was read from
 * @now: the time
 * @taken: (out): what that brought
 * @error: as of rd_store_put_entry()
 *
 * Follows a live blog, or keeps what is new in it since it was read last: all of it, or nothing.
 *
 * Returns: whether it is kept
 */
gboolean
rd_library_take (RdLibrary   *self,
                 RdBlog      *blog,
                 const char  *location,
                 GDateTime   *now,
                 RdTaken     *taken,
                 GError     **error)
{
  return take (self, blog, location, NULL, now, taken, error);
}

/**
 * rd_library_take_check:
 * @self: a library to write to
 * @blog: a live blog, or a part of it, as it was read just now
 * @followed: how that one is followed from now on
 * @now: the time
 * @function: called with what the check brought, before @followed is kept
 * @user_data: for @function
 * @error: as of rd_store_put_entry()
 *
 * As rd_library_take(), and keeps with it how the live blog is followed. What a part refers to elsewhere in the live blog
 * is found among what is kept.
 *
 * Returns: whether it is kept
 */
gboolean
rd_library_take_check (RdLibrary   *self,
                       RdBlog      *blog,
                       RdFollowed  *followed,
                       GDateTime   *now,
                       RdLibraryFunc  function,
                       gpointer     user_data,
                       GError     **error)
{
  Settling settling = { followed, function, user_data };
  RdTaken taken;

  return (blog->complete || !rd_references_are_there (blog) || follow_references (self, blog, error))
         && take (self, blog, followed->location, &settling, now, &taken, error);
}

/**
 * rd_library_get_changed:
 * @self: a library
 *
 * Returns: (transfer none) (element-type utf8): the ids of the posts that said something else before the last reading, or
 *   that their publisher took away or brought back; never changed itself
 */
GPtrArray *
rd_library_get_changed (RdLibrary *self)
{
  return self->changed;
}
