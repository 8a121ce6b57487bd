/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes into the store; posts have a file of their own. All of it between rd_store_begin() and rd_store_commit(). */
#include "store/rd-store-private.h"

/**
 * rd_store_put_blog:
 * @self: a store to write to
 * @blog: a live blog as it was read just now; its entries are not looked at
 * @location: the address or file that it was read from
 * @now: the time
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Follows a live blog, or keeps what its publisher says of it now.
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_blog (RdStore     *self,
                   RdBlog      *blog,
                   const char  *location,
                   GDateTime   *now,
                   GError     **error)
{
  return rd_database_run (self->database, error,
                          "INSERT INTO blog (id, location, title, url, publisher, language, live, complete,"
                          " marks_key_events, followed, added) VALUES (?1, ?2, coalesce (?3, ''), ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10)"
                          " ON CONFLICT (id) DO UPDATE SET location = ?2, title = excluded.title, url = ?4, publisher = ?5,"
                          " language = ?6, live = ?7, complete = ?8, marks_key_events = ?9, followed = 1",
                          "ttttttiiii", blog->id, location, blog->title, blog->url, blog->publisher, blog->language,
                          (gint64) blog->live, (gint64) blog->complete, (gint64) blog->marks_key_events,
                          rd_store_stamp (now));
}

/* A time that is unknown is 0: nothing here was in 1970. */
static gint64
stamp_or_none (GDateTime *time)
{
  return time != NULL ? rd_store_stamp (time) : 0;
}

/**
 * rd_store_put_following:
 * @self: a store to write to
 * @followed: a live blog that is kept, and how it is followed now
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_following (RdStore     *self,
                        RdFollowed  *followed,
                        GError     **error)
{
  const RdFollowing *following = &followed->following;

  return rd_database_run (self->database, error,
                          "INSERT OR REPLACE INTO following (blog, format, series, attached, closed, cursor, etag,"
                          " modified, part_url, part_etag, part_modified, checked, whole, news, listed, due, wait, interval,"
                          " problem, n_failures, n_checks, n_unmodified, n_bytes)"
                          " SELECT number, ?2, ?3, ?4, nullif (?5, 0), ?6, ?7, ?8, ?9, ?10, ?11, nullif (?12, 0),"
                          " nullif (?13, 0), nullif (?14, 0), nullif (?15, 0), nullif (?16, 0), nullif (?17, 0), ?18, ?19,"
                          " ?20, ?21, ?22, ?23 FROM blog WHERE id = ?1",
                          "tttiittttttiiiiiiitiiii", followed->blog->id, following->format, followed->blog->series,
                          (gint64) following->attached, stamp_or_none (following->closed), followed->blog->cursor,
                          following->etag, following->modified, following->part_url, following->part_etag,
                          following->part_modified, stamp_or_none (following->checked), stamp_or_none (following->whole),
                          stamp_or_none (following->news), stamp_or_none (following->listed),
                          stamp_or_none (following->due), stamp_or_none (following->wait), (gint64) following->interval,
                          following->problem, (gint64) following->n_failures, (gint64) following->n_checks,
                          (gint64) following->n_unmodified, (gint64) following->n_bytes);
}

/**
 * rd_store_unfollow:
 * @self: a store to write to
 * @blog_id: a live blog
 * @forget: whether its posts are to be deleted, too
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * It stays known, so that its series does not bring it back. Where it is forgotten and followed again one day, it is read
 * as for the first time.
 *
 * Returns: whether it is no longer followed
 */
gboolean
rd_store_unfollow (RdStore     *self,
                   const char  *blog_id,
                   gboolean     forget,
                   GError     **error)
{
  if (!rd_database_run (self->database, error, "UPDATE blog SET followed = 0 WHERE id = ?", "t", blog_id)
      || !rd_database_run (self->database, error,
                           "UPDATE following SET due = NULL WHERE blog = (SELECT number FROM blog WHERE id = ?)", "t",
                           blog_id))
    return FALSE;
  if (!forget)
    return TRUE;

  return rd_database_run (self->database, error,
                          "DELETE FROM words WHERE rowid IN"
                          " (SELECT entry.number FROM entry JOIN blog ON blog.number = entry.blog WHERE blog.id = ?)",
                          "t", blog_id)
         && rd_database_run (self->database, error,
                             "DELETE FROM entry WHERE blog = (SELECT number FROM blog WHERE id = ?)", "t", blog_id)
         && rd_database_run (self->database, error,
                             "UPDATE following SET cursor = NULL, etag = NULL, modified = NULL, part_url = NULL,"
                             " part_etag = NULL, part_modified = NULL, whole = NULL, news = NULL, problem = NULL"
                             " WHERE blog = (SELECT number FROM blog WHERE id = ?)",
                             "t", blog_id);
}

/**
 * rd_store_forget_before:
 * @self: a store to write to
 * @time: a time
 * @n_forgotten: (out): how many posts that were
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Deletes the posts that came to be known before @time for good.
 *
 * Returns: whether that is done
 */
gboolean
rd_store_forget_before (RdStore    *self,
                        GDateTime  *time,
                        guint      *n_forgotten,
                        GError    **error)
{
  gint64 stamp = rd_store_stamp (time);

  *n_forgotten = 0;
  if (!rd_database_run (self->database, error,
                        "DELETE FROM words WHERE rowid IN (SELECT number FROM entry WHERE seen < ?)",
                        "i", stamp)
      || !rd_database_run (self->database, error, "DELETE FROM entry WHERE seen < ?", "i", stamp))
    return FALSE;

  *n_forgotten = rd_database_get_changes (self->database);
  return TRUE;
}

/**
 * rd_store_forget_all:
 * @self: a store to write to, not between begin and commit
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Deletes all posts, what was made of them and what the reader corrected about that. The live blogs and how they are
 * followed stay. What was deleted is in the file until rd_store_wipe().
 *
 * Returns: whether that is done
 */
gboolean
rd_store_forget_all (RdStore  *self,
                     GError  **error)
{
  if (!rd_store_begin (self, error))
    return FALSE;
  if (rd_database_run (self->database, error, "INSERT INTO words (words) VALUES ('delete-all')", "")
      && rd_database_run (self->database, error, "DELETE FROM entry", "")
      && rd_database_run (self->database, error, "DELETE FROM correction", "")
      && rd_database_run (self->database, error, "DELETE FROM cache", ""))
    return rd_store_commit (self, error);

  rd_store_roll_back (self);
  return FALSE;
}

/**
 * rd_store_put_place:
 * @self: a store to write to
 * @entry_id: a kept post
 * @topic_id: (nullable): the story that it stands in from now on; %NULL for none
 * @why: the terms for which it does
 * @by_reader: whether the reader put it there
 * @now: the time
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_place (RdStore            *self,
                    const char         *entry_id,
                    const char         *topic_id,
                    const char *const  *why,
                    gboolean            by_reader,
                    GDateTime          *now,
                    GError            **error)
{
  g_autofree char *terms = why != NULL ? g_strjoinv ("\n", (char **) why) : g_strdup ("");

  return rd_database_run (self->database, error,
                          "INSERT INTO membership (entry, topic, why, reader, added)"
                          " VALUES ((SELECT number FROM entry WHERE id = ?), ?, ?, ?, ?)",
                          "tttii", entry_id, topic_id, terms, (gint64) by_reader, rd_store_stamp (now));
}

/**
 * rd_store_put_opened:
 * @self: a store to write to
 * @entry_id: a kept post
 * @now: (nullable): the time; %NULL to have it new again
 * @is_first: (out) (optional): whether it was new until now
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Keeps that the reader saw a post; only the first time counts.
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_opened (RdStore     *self,
                     const char  *entry_id,
                     GDateTime   *now,
                     gboolean    *is_first,
                     GError     **error)
{
  if (is_first != NULL)
    *is_first = FALSE;
  if (now == NULL)
    return rd_database_run (self->database, error, "UPDATE entry SET opened = NULL WHERE id = ?", "t", entry_id);

  if (!rd_database_run (self->database, error, "UPDATE entry SET opened = ?2 WHERE id = ?1 AND opened IS NULL", "ti",
                        entry_id, rd_store_stamp (now)))
    return FALSE;
  if (is_first != NULL)
    *is_first = rd_database_get_changes (self->database) > 0;

  return TRUE;
}

/**
 * rd_store_put_cache:
 * @self: a store to write to
 * @name: what it is called
 * @content: what could be made anew from the posts that are kept up to now
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_cache (RdStore     *self,
                    const char  *name,
                    GBytes      *content,
                    GError     **error)
{
  return rd_database_run (self->database, error,
                          "INSERT OR REPLACE INTO cache (name, entry, content)"
                          " VALUES (?, (SELECT coalesce (max (number), 0) FROM entry), ?)",
                          "tb", name, content);
}
