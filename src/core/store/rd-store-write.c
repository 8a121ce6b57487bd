/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes into the store. All of it between rd_store_begin() and rd_store_commit(). */
#include "store/rd-store-private.h"

#include "store/rd-record.h"

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
                          " marks_key_events, followed, added) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10)"
                          " ON CONFLICT (id) DO UPDATE SET location = ?2, title = ?3, url = ?4, publisher = ?5,"
                          " language = ?6, live = ?7, complete = ?8, marks_key_events = ?9, followed = 1",
                          "ttttttiiii", blog->id, location, blog->title, blog->url, blog->publisher, blog->language,
                          (gint64) blog->live, (gint64) blog->complete, (gint64) blog->marks_key_events,
                          rd_store_stamp (now));
}

/**
 * rd_store_put_check:
 * @self: a store to write to
 * @blog_id: a live blog
 * @checked: when it was asked
 * @due: (nullable): when to ask again
 * @problem: (nullable): why that failed, as one line
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_check (RdStore     *self,
                    const char  *blog_id,
                    GDateTime   *checked,
                    GDateTime   *due,
                    const char  *problem,
                    GError     **error)
{
  /* 0 stands for none: no live blog is due in 1970. */
  return rd_database_run (self->database, error,
                          "UPDATE blog SET checked = ?2, due = nullif (?3, 0), problem = ?4 WHERE id = ?1", "tiit",
                          blog_id, rd_store_stamp (checked), due != NULL ? rd_store_stamp (due) : (gint64) 0, problem);
}

/**
 * rd_store_unfollow:
 * @self: a store to write to
 * @blog_id: a live blog
 * @forget: whether its posts are to be deleted, too
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether it is no longer followed
 */
gboolean
rd_store_unfollow (RdStore     *self,
                   const char  *blog_id,
                   gboolean     forget,
                   GError     **error)
{
  if (!forget)
    return rd_database_run (self->database, error, "UPDATE blog SET followed = 0, due = NULL WHERE id = ?", "t", blog_id);

  return rd_database_run (self->database, error,
                          "DELETE FROM words WHERE rowid IN"
                          " (SELECT entry.number FROM entry JOIN blog ON blog.number = entry.blog WHERE blog.id = ?)",
                          "t", blog_id)
         && rd_database_run (self->database, error, "DELETE FROM blog WHERE id = ?", "t", blog_id);
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

static gboolean
add_revision (RdStore    *self,
              gint64      number,
              RdEntry    *entry,
              GBytes     *record,
              GDateTime  *now,
              GError    **error)
{
  return rd_database_run (self->database, error,
                          "INSERT INTO revision (entry, number, seen, record) VALUES"
                          " (?1, (SELECT coalesce (max (number), 0) + 1 FROM revision WHERE entry = ?1), ?2, ?3)",
                          "iib", number, rd_store_stamp (now), record)
         && rd_database_run (self->database, error, "DELETE FROM words WHERE rowid = ?", "i", number)
         && (entry->deleted
             || rd_database_run (self->database, error, "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", "itt",
                                 number, entry->title, rd_body_get_text (entry->body)));
}

static gboolean
add_entry (RdStore    *self,
           RdEntry    *entry,
           GDateTime  *now,
           gint64     *number,
           GError    **error)
{
  if (!rd_database_run (self->database, error,
                        "INSERT INTO entry (id, blog, published, seen, deleted) VALUES"
                        " (?1, (SELECT number FROM blog WHERE id = ?2), nullif (?3, 0), ?4, ?5)",
                        "ttiii", entry->id, entry->blog_id,
                        entry->published != NULL ? rd_store_stamp (entry->published) : (gint64) 0,
                        rd_store_stamp (now), (gint64) entry->deleted))
    return FALSE;

  *number = rd_database_get_last_number (self->database);
  return TRUE;
}

/* Gives the number of a kept entry and its last revision's record; 0 where there is none. */
static gboolean
find_entry (RdStore     *self,
            const char  *id,
            gint64      *number,
            GBytes     **record,
            GError     **error)
{
  g_autoptr (RdRows) rows = NULL;
  g_autoptr (GError) reason = NULL;

  *number = 0;
  *record = NULL;
  rows = rd_database_query (self->database,
                            "SELECT entry.number, record FROM entry JOIN revision ON revision.entry = entry.number"
                            " WHERE id = ? ORDER BY revision.number DESC LIMIT 1",
                            "t", id);
  if (rd_rows_next (rows, &reason))
    rd_rows_get (rows, "ib", number, record);
  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/**
 * rd_store_put_entry:
 * @self: a store to write to
 * @entry: a post as it was read just now, of a live blog that is kept
 * @now: the time
 * @change: (out): what it is beside what was kept of it
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Keeps a post, or another revision of it.
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_entry (RdStore        *self,
                    RdEntry        *entry,
                    GDateTime      *now,
                    RdStoreChange  *change,
                    GError        **error)
{
  g_autoptr (GBytes) record = rd_record_write (entry);
  g_autoptr (GBytes) kept = NULL;
  gint64 number;

  if (!find_entry (self, entry->id, &number, &kept, error))
    return FALSE;

  *change = number == 0 ? RD_STORE_NEW : g_bytes_equal (record, kept) ? RD_STORE_SAME : RD_STORE_EDITED;
  if (*change == RD_STORE_SAME)
    return TRUE;
  if (*change == RD_STORE_NEW && !add_entry (self, entry, now, &number, error))
    return FALSE;
  if (*change == RD_STORE_EDITED)
    {
      if (entry->deleted)
        *change = RD_STORE_DELETED;
      if (!rd_database_run (self->database, error, "UPDATE entry SET deleted = ?2 WHERE number = ?1", "ii", number,
                            (gint64) entry->deleted))
        return FALSE;
    }

  return add_revision (self, number, entry, record, now, error);
}

/* The ids of a live blog's kept posts that its publisher has not taken away, in the order in which they came. */
static GPtrArray *
list_present (RdStore     *self,
              const char  *blog_id,
              GError     **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdRows) rows = NULL;

  rows = rd_database_query (self->database,
                            "SELECT entry.id FROM entry JOIN blog ON blog.number = entry.blog"
                            " WHERE blog.id = ? AND deleted = 0 ORDER BY entry.number",
                            "t", blog_id);
  while (rd_rows_next (rows, &reason))
    {
      char *id;

      rd_rows_get (rows, "t", &id);
      g_ptr_array_add (ids, id);
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  return g_steal_pointer (&ids);
}

/**
 * rd_store_put_missing:
 * @self: a store to write to
 * @blog: a live blog as it was read just now, with all its posts
 * @now: the time
 * @n_missing: (out): how many posts of it are gone
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Marks as deleted what is kept of a live blog and no longer in it.
 *
 * Returns: whether that is kept
 */
gboolean
rd_store_put_missing (RdStore    *self,
                      RdBlog     *blog,
                      GDateTime  *now,
                      guint      *n_missing,
                      GError    **error)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ids = list_present (self, blog->id, error);

  *n_missing = 0;
  for (guint i = 0; i < blog->entries->len; i++)
    g_hash_table_add (there, ((RdEntry *) blog->entries->pdata[i])->id);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (GBytes) record = NULL;
      g_autoptr (RdEntry) entry = NULL;
      RdStoreChange change;
      gint64 number;

      if (g_hash_table_contains (there, ids->pdata[i]))
        continue;
      if (!find_entry (self, ids->pdata[i], &number, &record, error)
          || (entry = rd_store_read_record (self->database, record, ids->pdata[i], blog->id, error)) == NULL)
        return FALSE;
      entry->deleted = TRUE;
      if (!rd_store_put_entry (self, entry, now, &change, error))
        return FALSE;
      (*n_missing)++;
    }

  return ids != NULL;
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
 * @now: the time
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
                     GError     **error)
{
  return rd_database_run (self->database, error, "UPDATE entry SET opened = ?2 WHERE id = ?1 AND opened IS NULL", "ti",
                          entry_id, rd_store_stamp (now));
}

/**
 * rd_store_put_notice:
 * @self: a store to write to
 * @entry_id: a kept post
 * @now: the time
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Puts a post among what is to be announced, once and for all.
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_notice (RdStore     *self,
                     const char  *entry_id,
                     GDateTime   *now,
                     GError     **error)
{
  return rd_database_run (self->database, error,
                          "INSERT OR IGNORE INTO outbox (entry, added) VALUES ((SELECT number FROM entry WHERE id = ?), ?)",
                          "ti", entry_id, rd_store_stamp (now));
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
