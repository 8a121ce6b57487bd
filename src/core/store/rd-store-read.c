/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes out of the store: live blogs, posts and revisions. */
#include "store/rd-store-private.h"

#include "base/rd-error.h"
#include "store/rd-record.h"

#include <string.h>

static GDateTime *
read_stamp (gint64 stamp)
{
  return stamp != 0 ? g_date_time_new_from_unix_utc_usec (stamp) : NULL;
}

static RdFollowed *
read_followed (RdRows *rows)
{
  RdFollowed *followed = g_new0 (RdFollowed, 1);
  RdFollowing *following = &followed->following;
  RdBlog *blog = rd_blog_new ();
  gint64 live, complete, marks, is_followed, n_entries, attached;
  gint64 checked, whole, news, listed, due, wait, closed, interval, n_failures, n_checks, n_unmodified, n_bytes;

  rd_rows_get (rows, "tttttiiitiittittttttt"
                     "iiiiiiiiiiii", &blog->id, &blog->title, &blog->url, &blog->publisher,
               &blog->language, &live, &complete, &marks, &followed->location, &is_followed, &n_entries,
               &following->format, &blog->series, &attached, &blog->cursor, &following->etag,
               &following->modified, &following->part_url, &following->part_etag, &following->part_modified,
               &following->problem, &checked, &whole, &news, &listed, &due, &wait, &closed, &interval, &n_failures,
               &n_checks, &n_unmodified, &n_bytes);
  blog->live = live != 0;
  blog->complete = complete != 0;
  blog->marks_key_events = marks != 0;
  followed->blog = blog;
  followed->followed = is_followed != 0;
  followed->n_entries = n_entries;
  following->attached = attached != 0;
  following->checked = read_stamp (checked);
  following->whole = read_stamp (whole);
  following->news = read_stamp (news);
  following->listed = read_stamp (listed);
  following->due = read_stamp (due);
  following->wait = read_stamp (wait);
  following->closed = read_stamp (closed);
  following->interval = interval;
  following->n_failures = n_failures;
  following->n_checks = n_checks;
  following->n_unmodified = n_unmodified;
  following->n_bytes = n_bytes;

  return followed;
}

/* Takes the rows over. */
static GPtrArray *
read_all_followed (RdRows  *taken,
                   GError **error)
{
  g_autoptr (RdRows) rows = taken;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_followed_free);
  g_autoptr (GError) reason = NULL;

  while (rd_rows_next (rows, &reason))
    g_ptr_array_add (list, read_followed (rows));
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  return g_steal_pointer (&list);
}

#define FOLLOWED \
  "SELECT id, nullif (title, ''), url, publisher, language, live, complete, marks_key_events, location, followed," \
  " (SELECT count (*) FROM entry WHERE entry.blog = blog.number), format, series, attached, cursor," \
  " etag, modified, part_url, part_etag, part_modified, problem, checked, whole, news, listed, due, wait, closed," \
  " interval, n_failures, n_checks, n_unmodified, n_bytes" \
  " FROM blog LEFT JOIN following ON following.blog = blog.number"

/**
 * rd_store_list_known:
 * @self: a store
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full) (element-type RdFollowed): the live blogs that were ever followed, forgotten ones too, in the
 *   order in which they came; or %NULL
 */
GPtrArray *
rd_store_list_known (RdStore  *self,
                     GError  **error)
{
  return read_all_followed (rd_database_query (self->database, FOLLOWED " ORDER BY number", ""), error);
}

/**
 * rd_store_list_followed:
 * @self: a store
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full) (element-type RdFollowed): the live blogs that are followed, or of which posts are kept still, in
 *   the order in which they came; or %NULL
 */
GPtrArray *
rd_store_list_followed (RdStore  *self,
                        GError  **error)
{
  return read_all_followed (rd_database_query (self->database,
                                               FOLLOWED " WHERE followed OR EXISTS"
                                                        " (SELECT 1 FROM entry WHERE entry.blog = blog.number)"
                                                        " ORDER BY number",
                                               ""),
                            error);
}

/**
 * rd_store_find_followed:
 * @self: a store
 * @blog_id: a live blog
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): that one, or %NULL where it is not kept, or with @error set
 */
RdFollowed *
rd_store_find_followed (RdStore     *self,
                        const char  *blog_id,
                        GError     **error)
{
  g_autoptr (GPtrArray) list = read_all_followed (rd_database_query (self->database, FOLLOWED " WHERE id = ?", "t", blog_id),
                                                  error);

  return list != NULL && list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
}

/**
 * rd_store_get_last_number:
 * @self: a store
 * @number: (out): that of the post that came to be known last; 0 where there is none
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether it could be read
 */
gboolean
rd_store_get_last_number (RdStore  *self,
                          gint64   *number,
                          GError  **error)
{
  g_autoptr (RdRows) rows = rd_database_query (self->database, "SELECT coalesce (max (number), 0) FROM entry", "");

  if (!rd_rows_next (rows, error))
    return FALSE;

  rd_rows_get (rows, "i", number);
  return TRUE;
}

/**
 * rd_store_list_times:
 * @self: a store
 * @blog_id: a live blog
 * @limit: how many posts at most
 * @times: (out) (element-type gint64): when its last posts were published or, if that is earlier, came to be known, newest
 *   first, in microseconds since 1970; of those that were not published later than they came
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether they could be read
 */
gboolean
rd_store_list_times (RdStore     *self,
                     const char  *blog_id,
                     guint        limit,
                     GArray     **times,
                     GError     **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdRows) rows = NULL;

  rows = rd_database_query (self->database,
                            "SELECT min (coalesce (published, seen), seen) AS time FROM entry"
                            " WHERE blog = (SELECT number FROM blog WHERE id = ?1)"
                            " ORDER BY time DESC LIMIT ?2",
                            "ti", blog_id, (gint64) limit);
  while (rd_rows_next (rows, &reason))
    {
      gint64 time;

      rd_rows_get (rows, "i", &time);
      g_array_append_val (found, time);
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  *times = g_steal_pointer (&found);
  return TRUE;
}

/**
 * rd_store_read_record:
 * @database: the connection that gave it
 * @record: (nullable): what rd_record_write() gave
 * @id: (nullable): the post's id
 * @blog_id: (nullable): its live blog's
 * @error: %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full): the post; or %NULL, and the damage is noted for whoever opens the store next
 */
RdEntry *
rd_store_read_record (RdDatabase  *database,
                      GBytes      *record,
                      const char  *id,
                      const char  *blog_id,
                      GError     **error)
{
  RdEntry *entry = rd_record_read (record, id, blog_id, error);

  if (entry == NULL)
    rd_database_note_damage (database);

  return entry;
}

/**
 * rd_store_read_kept:
 * @self: a store
 * @rows: a row of what %RD_STORE_KEPT selects
 * @error: %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full): the post, or %NULL
 */
RdKept *
rd_store_read_kept (RdStore  *self,
                    RdRows   *rows,
                    GError  **error)
{
  g_autofree char *id = NULL;
  g_autofree char *blog_id = NULL;
  g_autofree char *topic_id = NULL;
  g_autofree char *why = NULL;
  g_autoptr (GBytes) record = NULL;
  gint64 number;
  gint64 opened;
  gint64 place;
  gint64 by_reader;
  RdEntry *entry;
  RdKept *kept;

  rd_rows_get (rows, "ittbiitti", &number, &id, &blog_id, &record, &opened, &place, &topic_id, &why, &by_reader);
  entry = rd_store_read_record (self->database, record, id, blog_id, error);
  if (entry == NULL)
    return NULL;

  kept = g_new0 (RdKept, 1);
  kept->number = number;
  kept->entry = entry;
  kept->topic_id = g_steal_pointer (&topic_id);
  kept->why = g_strsplit (why != NULL ? why : "", "\n", -1);
  kept->place = place;
  kept->by_reader = by_reader != 0;
  kept->opened = read_stamp (opened);

  return kept;
}

/**
 * rd_store_read_all_kept:
 * @self: a store
 * @taken: (transfer full): rows of what %RD_STORE_KEPT selects
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type RdKept): the posts, or %NULL
 */
GPtrArray *
rd_store_read_all_kept (RdStore  *self,
                        RdRows   *taken,
                        GError  **error)
{
  g_autoptr (RdRows) rows = taken;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_kept_free);
  g_autoptr (GError) reason = NULL;

  while (reason == NULL && rd_rows_next (rows, &reason))
    {
      RdKept *kept = rd_store_read_kept (self, rows, &reason);

      if (kept != NULL)
        g_ptr_array_add (list, kept);
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  return g_steal_pointer (&list);
}

/**
 * rd_store_load:
 * @self: a store
 * @filter: which posts
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type RdKept): the posts in the order in which they came to be known, or %NULL
 */
GPtrArray *
rd_store_load (RdStore              *self,
               const RdStoreFilter  *filter,
               GError              **error)
{
  /* Statements of their own, so that each finds its way by an index. */
  static const char any[] = RD_STORE_KEPT " WHERE entry.number > ?1 AND ?2 IS NULL AND ?3 < ?4 ORDER BY entry.number";
  static const char of_blog[] = RD_STORE_KEPT " WHERE entry.blog = (SELECT number FROM blog WHERE id = ?2)"
                                              " AND entry.number > ?1 AND ?3 < ?4 ORDER BY entry.number";
  static const char first[] = RD_STORE_KEPT_AS ("min") " WHERE entry.number > ?1 AND (?2 IS NULL OR blog.id = ?2)"
                                                       " AND ?3 < ?4 ORDER BY entry.number";
  static const char in_time[] = RD_STORE_KEPT " WHERE entry.number > ?1 AND (?2 IS NULL OR blog.id = ?2)"
                                              " AND published >= ?3 AND published < ?4 ORDER BY entry.number";
  gint64 from = filter->from != NULL ? rd_store_stamp (filter->from) : G_MININT64;
  gint64 to = filter->to != NULL ? rd_store_stamp (filter->to) : G_MAXINT64;
  const char *which = filter->from != NULL || filter->to != NULL ? in_time
                      : filter->as_first_seen                      ? first
                      : filter->blog_id != NULL                    ? of_blog
                                                                   : any;

  return rd_store_read_all_kept (self, rd_database_query (self->database, which, "itii", filter->after, filter->blog_id, from, to), error);
}

/**
 * rd_store_find:
 * @self: a store
 * @entry_id: a post
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): that one, or %NULL where it is not kept, or with @error set
 */
RdKept *
rd_store_find (RdStore     *self,
               const char  *entry_id,
               GError     **error)
{
  g_autoptr (GPtrArray) list
      = rd_store_read_all_kept (self, rd_database_query (self->database, RD_STORE_KEPT " WHERE entry.id = ?", "t", entry_id), error);

  return list != NULL && list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
}

/**
 * rd_store_list_moves:
 * @self: a store
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full) (element-type RdMove): each place that a post was given after its first one, in the order in
 *   which they were given; or %NULL
 */
GPtrArray *
rd_store_list_moves (RdStore  *self,
                     GError  **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_move_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdRows) rows = NULL;

  rows = rd_database_query (self->database,
                            "SELECT later.number, entry.id, later.topic FROM membership AS later"
                            " JOIN entry ON entry.number = later.entry WHERE later.number"
                            " > (SELECT min (number) FROM membership WHERE entry = later.entry) ORDER BY later.number",
                            "");
  while (rd_rows_next (rows, &reason))
    {
      RdMove *move = g_new0 (RdMove, 1);

      rd_rows_get (rows, "itt", &move->place, &move->entry_id, &move->topic_id);
      g_ptr_array_add (list, move);
    }
  if (reason == NULL)
    return g_steal_pointer (&list);

  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

/**
 * rd_store_load_revisions:
 * @self: a store
 * @entry_id: a kept post
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full) (element-type RdEntry): the post as it was after each reading that edited it, first one first;
 *   or %NULL
 */
GPtrArray *
rd_store_load_revisions (RdStore     *self,
                         const char  *entry_id,
                         GError     **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_entry_unref);
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdRows) rows = NULL;

  rows = rd_database_query (self->database,
                            "SELECT record, blog.id FROM revision JOIN entry ON entry.number = revision.entry"
                            " JOIN blog ON blog.number = entry.blog WHERE entry.id = ? ORDER BY revision.number",
                            "t", entry_id);
  while (reason == NULL && rd_rows_next (rows, &reason))
    {
      g_autoptr (GBytes) record = NULL;
      g_autofree char *blog_id = NULL;
      RdEntry *entry;

      rd_rows_get (rows, "bt", &record, &blog_id);
      entry = rd_store_read_record (self->database, record, entry_id, blog_id, &reason);
      if (entry != NULL)
        g_ptr_array_add (list, entry);
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  return g_steal_pointer (&list);
}

/**
 * rd_store_get_cache:
 * @self: a store
 * @name: what it is called
 * @number: (out): the number of the last post that is in it
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): what rd_store_put_cache() kept, or %NULL where it did not, or with @error set
 */
GBytes *
rd_store_get_cache (RdStore     *self,
                    const char  *name,
                    gint64      *number,
                    GError     **error)
{
  g_autoptr (RdRows) rows = rd_database_query (self->database, "SELECT entry, content FROM cache WHERE name = ?", "t", name);
  GBytes *content = NULL;

  *number = 0;
  if (rd_rows_next (rows, error))
    rd_rows_get (rows, "ib", number, &content);

  return content;
}
