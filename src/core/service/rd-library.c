/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of the live blogs that are followed: opened and closed, posts moved, and forgotten. */
#include "service/rd-library-private.h"

#include "base/rd-error.h"

#include <glib/gi18n.h>

/* A thousand years: no one means more, and no date overflows. */
#define MOST_DAYS 365000u

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
  self->rules = rd_alert_rules_new ();
  self->changed = g_ptr_array_new ();
  self->stories = g_ptr_array_new_with_free_func (rd_library_free_stories);
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
      RdLibraryStories *stories = self->stories->pdata[i];

      if (stories->n_since > 0)
        rd_library_keep_stories (self, stories, NULL);
    }
  g_ptr_array_unref (self->stories);
  g_hash_table_unref (self->languages);
  rd_alert_rules_unref (self->rules);
  g_ptr_array_unref (self->changed);
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

/**
 * rd_library_wipe:
 * @self: a library to write to
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED; %RD_ERROR_BUSY where someone reads for long
 *
 * Leaves nothing of posts that were deleted in any file, the backup from which damaged ones are restored included. Where
 * the one cannot be written, the other may be all the same.
 *
 * Returns: whether that is done
 */
gboolean
rd_library_wipe (RdLibrary  *self,
                 GError    **error)
{
  const gboolean wiped = rd_store_wipe (self->store, error);

  return rd_store_back_up (self->store, NULL, wiped ? error : NULL) && wiped;
}

/**
 * rd_library_forget:
 * @self: a library to write to
 * @blog_id: a live blog
 * @error: as of rd_store_unfollow()
 *
 * Follows a live blog no longer, and deletes its posts. Where their words cannot be wiped out of the files now, they are in
 * the backup until it is renewed, and elsewhere in the file until SQLite makes use of that room.
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
  rd_library_wipe (self, NULL);

  return TRUE;
}

static gboolean
put_move (RdLibrary          *self,
          RdLibraryStories   *stories,
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
  return rd_library_keep_stories (self, stories, error);
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
  RdLibraryStories *stories;

  if (kept == NULL)
    {
      if (reason != NULL)
        g_propagate_error (error, g_steal_pointer (&reason));
      else
        g_set_error_literal (error, RD_ERROR, RD_ERROR_FILE, _("this post is no longer kept"));
      return FALSE;
    }

  stories = rd_library_get_stories (self, g_hash_table_lookup (self->languages, kept->entry->blog_id), error);
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
 * @are_gone: (out) (optional): whether the posts are no longer kept, even where their words could not be wiped out of the
 *   files
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED; %RD_ERROR_BUSY where someone reads for long
 *
 * Deletes all posts, from the backup too from which damaged ones are restored. The live blogs stay followed; what is
 * read of them again is as if they were read for the first time.
 *
 * Returns: whether that is done
 */
gboolean
rd_library_forget_all (RdLibrary  *self,
                       gboolean   *are_gone,
                       GError    **error)
{
  const gboolean done = rd_store_forget_all (self->store, error);

  if (are_gone != NULL)
    *are_gone = done;
  if (!done)
    return FALSE;

  g_ptr_array_set_size (self->stories, 0);
  g_hash_table_remove_all (self->languages);
  return rd_library_wipe (self, error);
}
