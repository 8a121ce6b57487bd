/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a live blog that was read: each new post finds its story, and both are kept in one transaction. The
 * stories so far are held in memory; they are kept now and then, and followed up from the posts since when needed. */
#include "service/rd-library.h"

#include "base/rd-error.h"
#include "base/rd-time.h"
#include "formats/rd-blog-builder.h"
#include "formats/rd-references.h"
#include "topics/rd-grouping.h"

#include <glib/gi18n.h>

/* After how many new posts the stories are kept again: to follow up that many takes well under a second. */
#define POSTS_BETWEEN_KEEPINGS 1000

/* A thousand years: no one means more, and no date overflows. */
#define MOST_DAYS 365000u

/* The stories in one language; posts in different ones have no words in common. */
typedef struct
{
  char *name;           /* (owned): what they are kept as */
  RdLanguage *language; /* (owned) */
  RdGrouping *grouping; /* (owned) */
  guint n_since;        /* posts since they were kept */
  gboolean is_first;    /* whether what is taken now was there before the reader was */
} Stories;

struct _RdLibrary
{
  RdStore *store;        /* (owned) */
  RdStoreMode mode;
  GHashTable *languages; /* (owned): blog id to the tag of its language, of the blogs that are kept */
  GPtrArray *stories;    /* (owned) (element-type Stories) */
};

/* How a live blog is followed, and who has the last word on it. */
typedef struct
{
  RdFollowed *followed;
  RdLibraryFunc function;
  gpointer user_data;
} Settling;

static void
free_stories (gpointer data)
{
  Stories *stories = data;

  g_free (stories->name);
  rd_grouping_free (stories->grouping);
  rd_language_free (stories->language);
  g_free (stories);
}

/* Follows up the moves that were made before a place was given; @n_moved: how many of them have been. */
static void
follow_moves (Stories    *stories,
              GPtrArray  *moves,
              GHashTable *entries,
              gint64      place,
              guint      *n_moved)
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
follow_up (RdLibrary  *self,
           Stories    *stories,
           gint64      after,
           GError    **error)
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

static gboolean
keep_stories (RdLibrary  *self,
              Stories    *stories,
              GError    **error)
{
  g_autoptr (GBytes) content = rd_grouping_save (stories->grouping);

  if (!rd_store_put_cache (self->store, stories->name, content, error))
    return FALSE;

  stories->n_since = 0;
  return TRUE;
}

static Stories *
get_stories (RdLibrary   *self,
             const char  *tag,
             GError     **error)
{
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) reason = NULL;
  Stories *stories;
  gint64 number;

  for (guint i = 0; i < self->stories->len; i++)
    {
      stories = self->stories->pdata[i];
      if (g_str_equal (rd_language_get_tag (stories->language), tag))
        return stories;
    }

  stories = g_new0 (Stories, 1);
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
      free_stories (stories);
      return NULL;
    }
  g_ptr_array_add (self->stories, stories);

  return stories;
}

static gboolean
learn_languages (RdLibrary  *self,
                 GError    **error)
{
  g_autoptr (GPtrArray) followed = rd_store_list_followed (self->store, error);

  for (guint i = 0; followed != NULL && i < followed->len; i++)
    {
      const RdBlog *blog = ((RdFollowed *) followed->pdata[i])->blog;

      g_hash_table_replace (self->languages, g_strdup (blog->id), rd_language_name (blog->language));
    }

  return followed != NULL;
}

/**
 * rd_library_open:
 * @path: (nullable): the file that all is kept in; %NULL for the usual one
 * @mode: what for
 * @notice: (out) (transfer full) (nullable): as of rd_store_open()
 * @error: as of rd_store_open()
 *
 * Returns: (transfer full): the library, or %NULL
 */
RdLibrary *
rd_library_open (const char   *path,
                 RdStoreMode   mode,
                 char        **notice,
                 GError      **error)
{
  g_autofree char *usual = rd_store_get_usual_path ();
  g_autoptr (RdStore) store = rd_store_open (path != NULL ? path : usual, mode, notice, error);
  g_autoptr (RdLibrary) self = NULL;

  if (store == NULL)
    return NULL;

  self = g_new0 (RdLibrary, 1);
  self->mode = mode;
  self->store = g_steal_pointer (&store);
  self->stories = g_ptr_array_new_with_free_func (free_stories);
  self->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  /* Only who takes in posts needs them. */
  return mode == RD_STORE_READ || learn_languages (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * rd_library_close:
 * @self: (nullable): a library
 *
 * Keeps the stories so far, so that they need not be followed up next time; nothing is lost where that fails.
 */
void
rd_library_close (RdLibrary *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; self->mode == RD_STORE_WRITE && i < self->stories->len; i++)
    {
      Stories *stories = self->stories->pdata[i];

      if (stories->n_since > 0)
        keep_stories (self, stories, NULL);
    }
  g_ptr_array_unref (self->stories);
  g_hash_table_unref (self->languages);
  rd_store_close (self->store);
  g_free (self);
}

/**
 * rd_library_get_store:
 * @self: a library
 *
 * Returns: (transfer none): what it keeps all in
 */
RdStore *
rd_library_get_store (RdLibrary *self)
{
  return self->store;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const RdEntry *one = *(RdEntry *const *) a;
  const RdEntry *other = *(RdEntry *const *) b;

  return rd_time_compare (one->published, other->published);
}

static gboolean
place_entry (RdLibrary  *self,
             Stories    *stories,
             RdEntry    *entry,
             GDateTime  *now,
             GError    **error)
{
  g_autoptr (RdPlace) place = rd_grouping_add (stories->grouping, entry);

  stories->n_since++;
  return rd_store_put_place (self->store, entry->id, place->topic_id, (const char *const *) place->why, FALSE, now, error);
}

static gboolean
take_entry (RdLibrary  *self,
            Stories    *stories,
            RdEntry    *entry,
            GDateTime  *now,
            RdTaken    *taken,
            GError    **error)
{
  RdStoreChange change;

  if (!rd_store_put_entry (self->store, entry, now, &change, error))
    return FALSE;

  taken->n_new += change == RD_STORE_NEW && !entry->deleted;
  taken->n_edited += change == RD_STORE_EDITED;
  taken->n_deleted += change == RD_STORE_DELETED;
  if (change == RD_STORE_NEW && !place_entry (self, stories, entry, now, error))
    return FALSE;

  /* It may have become a key event only now; what is among the notices already is not announced again. */
  return change == RD_STORE_SAME || entry->deleted || !entry->key_event
         || rd_store_put_notice (self->store, entry->id, now, stories->is_first, error);
}

/* Notes a reading of which there is nothing else to say. */
static gboolean
put_reading (RdLibrary   *self,
             const char  *blog_id,
             GDateTime   *now,
             GError     **error)
{
  g_autoptr (RdFollowed) followed = rd_store_find_followed (self->store, blog_id, error);

  if (followed == NULL)
    return FALSE;

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
take_blog (RdLibrary   *self,
           Stories     *stories,
           RdBlog      *blog,
           const char  *location,
           Settling    *settling,
           GDateTime   *now,
           RdTaken     *taken,
           GError     **error)
{
  guint n_missing;

  if (!rd_store_put_blog (self->store, blog, location, now, error)
      || !rd_store_put_missing (self->store, blog, &n_missing, error))
    return FALSE;
  taken->n_deleted += n_missing;
  for (guint i = 0; i < blog->entries->len; i++)
    if (!take_entry (self, stories, blog->entries->pdata[i], now, taken, error))
      return FALSE;

  return (settling != NULL ? settle (self, settling, taken, error) : put_reading (self, blog->id, now, error))
         && (stories->n_since < POSTS_BETWEEN_KEEPINGS || keep_stories (self, stories, error));
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
  Stories *stories;
  gboolean is_known;

  *taken = (RdTaken) { 0 };
  is_known = g_hash_table_contains (self->languages, blog->id);
  g_hash_table_replace (self->languages, g_strdup (blog->id), g_strdup (tag));
  stories = get_stories (self, tag, error);
  if (stories == NULL || !rd_store_begin (self->store, error))
    return FALSE;

  /* Tomorrow's live blog of a series is news from its first post on. */
  stories->is_first = !is_known && (settling == NULL || !settling->followed->following.attached);
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
  if (!is_known)
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
 * rd_library_forget:
 * @self: a library to write to
 * @blog_id: a live blog
 * @error: as of rd_store_unfollow()
 *
 * Follows a live blog no longer, and deletes its posts.
 *
 * Returns: whether they are gone
 */
gboolean
rd_library_forget (RdLibrary   *self,
                   const char  *blog_id,
                   GError     **error)
{
  if (!rd_store_begin (self->store, error))
    return FALSE;
  if (!rd_store_unfollow (self->store, blog_id, TRUE, error))
    {
      rd_store_roll_back (self->store);
      return FALSE;
    }
  if (!rd_store_commit (self->store, error))
    return FALSE;
  g_hash_table_remove (self->languages, blog_id);

  return TRUE;
}

static gboolean
put_move (RdLibrary          *self,
          Stories            *stories,
          RdEntry            *entry,
          const char         *topic_id,
          const char *const  *why,
          gboolean            by_reader,
          GDateTime          *now,
          GError            **error)
{
  if (!rd_store_put_place (self->store, entry->id, topic_id, why, by_reader, now, error))
    return FALSE;

  rd_grouping_move (stories->grouping, entry, topic_id);
  return keep_stories (self, stories, error);
}

/**
 * rd_library_move:
 * @self: a library to write to
 * @entry_id: a post
 * @topic_id: (nullable): the story that it stands in from now on, perhaps a new one; %NULL for none
 * @why: (nullable): the terms for which it does
 * @by_reader: whether the reader put it there
 * @now: the time
 * @error: %RD_ERROR_FILE where the post is no longer kept, or as of rd_store_put_place()
 *
 * Puts a post elsewhere. Posts that come later are compared with it there.
 *
 * Returns: whether it is kept
 */
gboolean
rd_library_move (RdLibrary          *self,
                 const char         *entry_id,
                 const char         *topic_id,
                 const char *const  *why,
                 gboolean            by_reader,
                 GDateTime          *now,
                 GError            **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdKept) kept = rd_store_find (self->store, entry_id, &reason);
  Stories *stories;

  if (kept == NULL)
    {
      if (reason != NULL)
        g_propagate_error (error, g_steal_pointer (&reason));
      else
        g_set_error_literal (error, RD_ERROR, RD_ERROR_FILE, _("this post is no longer kept"));
      return FALSE;
    }

  stories = get_stories (self, g_hash_table_lookup (self->languages, kept->entry->blog_id), error);
  if (stories == NULL || !rd_store_begin (self->store, error))
    return FALSE;
  if (put_move (self, stories, kept->entry, topic_id, why, by_reader, now, error))
    {
      if (rd_store_commit (self->store, error))
        return TRUE;
    }
  else
    {
      rd_store_roll_back (self->store);
    }

  /* The stories have a move that is not kept: they are made anew from what is. */
  g_ptr_array_remove (self->stories, stories);
  return FALSE;
}

static gboolean
forget_old (RdLibrary  *self,
            GDateTime  *now,
            guint       keep_days,
            GError    **error)
{
  g_autoptr (GDateTime) oldest = g_date_time_add_days (now, -(int) MIN (keep_days, MOST_DAYS));
  guint n_forgotten;

  if (!rd_store_begin (self->store, error))
    return FALSE;
  if (rd_store_forget_before (self->store, oldest, &n_forgotten, error))
    return rd_store_commit (self->store, error);

  rd_store_roll_back (self->store);
  return FALSE;
}

/**
 * rd_library_tidy:
 * @self: a library to write to
 * @now: the time
 * @keep_days: after how many days posts are deleted; 0 for never
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Does what is due once a day: deletes old posts, and renews the backup from which damaged posts are restored.
 *
 * Returns: whether nothing is due any more
 */
gboolean
rd_library_tidy (RdLibrary  *self,
                 GDateTime  *now,
                 guint       keep_days,
                 GError    **error)
{
  g_autoptr (GDateTime) last = rd_store_get_backup_time (self->store);

  if (last != NULL && g_date_time_difference (now, last) < G_TIME_SPAN_DAY)
    return TRUE;

  return (keep_days == 0 || forget_old (self, now, keep_days, error)) && rd_store_back_up (self->store, NULL, error);
}

/**
 * rd_library_forget_all:
 * @self: a library to write to
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Deletes all posts, from the backup too from which damaged ones are restored. The live blogs stay followed; what is
 * read of them again is as if they were read for the first time.
 *
 * Returns: whether that is done
 */
gboolean
rd_library_forget_all (RdLibrary  *self,
                       GError    **error)
{
  if (!rd_store_forget_all (self->store, error))
    return FALSE;

  g_ptr_array_set_size (self->stories, 0);
  g_hash_table_remove_all (self->languages);
  return rd_store_back_up (self->store, NULL, error);
}
