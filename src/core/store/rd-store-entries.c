/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How posts go into the store: new ones, what has changed in them, and that they were taken away. */
#include "store/rd-store-private.h"

#include "store/rd-change.h"
#include "store/rd-record.h"

/* A server that cut its list by mistake must not hide a day: of a list that goes back to some post, so many and more than
 * half of those that should be in it are not missing at once; of a whole one, not all but a tenth. */
#define MANY_MISSING 5u
#define WHOLE_LEAST_SHARE 10u

/* Has the words of a post's last revision found, or no longer. */
static gboolean
index_words (RdStore  *self,
             gint64    number,
             RdEntry  *entry,
             GError  **error)
{
  return rd_database_run (self->database, error, "DELETE FROM words WHERE rowid = ?", "i", number)
         && (entry->deleted
             || rd_database_run (self->database, error, "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", "itt",
                                 number, entry->title, rd_body_get_text (entry->body)));
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
         && index_words (self, number, entry, error);
}

/* Keeps a post's last revision with other marks. */
static gboolean
replace_revision (RdStore  *self,
                  gint64    number,
                  GBytes   *record,
                  GError  **error)
{
  return rd_database_run (self->database, error,
                          "UPDATE revision SET record = ?2"
                          " WHERE entry = ?1 AND number = (SELECT max (number) FROM revision WHERE entry = ?1)",
                          "ib", number, record);
}

/* The time of a post as the tables have it; 0 for none: no post is of 1970. */
static gint64
get_published (RdEntry *entry)
{
  return entry->published != NULL ? rd_store_stamp (entry->published) : 0;
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
                        "ttiii", entry->id, entry->blog_id, get_published (entry), rd_store_stamp (now),
                        (gint64) entry->deleted))
    return FALSE;

  *number = rd_database_get_last_number (self->database);
  return TRUE;
}

static gboolean
change_entry (RdStore  *self,
              gint64    number,
              RdEntry  *entry,
              GError  **error)
{
  return rd_database_run (self->database, error,
                          "UPDATE entry SET published = nullif (?2, 0), deleted = ?3 WHERE number = ?1", "iii", number,
                          get_published (entry), (gint64) entry->deleted);
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

/* Marks a post as deleted. What it said stays: an answer that tells of a deletion seldom says that again. */
static gboolean
take_away (RdStore  *self,
           gint64    number,
           RdEntry  *kept,
           GError  **error)
{
  g_autoptr (GBytes) record = NULL;

  kept->deleted = TRUE;
  record = rd_record_write (kept);

  return change_entry (self, number, kept, error) && replace_revision (self, number, record, error)
         && index_words (self, number, kept, error);
}

/* Keeps a post that says what it said before, with the marks that it has now. */
static gboolean
put_marks (RdStore        *self,
           gint64          number,
           GBytes         *kept_record,
           RdEntry        *kept,
           RdEntry        *entry,
           RdStoreChange  *change,
           GError        **error)
{
  const gboolean was_deleted = kept->deleted;
  g_autoptr (GBytes) record = NULL;

  rd_change_take_marks (kept, entry);
  record = rd_record_write (kept);
  *change = was_deleted ? RD_STORE_RESTORED : g_bytes_equal (record, kept_record) ? RD_STORE_SAME : RD_STORE_MARKED;
  if (*change == RD_STORE_SAME)
    return TRUE;

  return change_entry (self, number, kept, error) && replace_revision (self, number, record, error)
         && (!was_deleted || index_words (self, number, kept, error));
}

/**
 * rd_store_put_entry:
 * @self: a store to write to
 * @entry: a post as it was read just now, of a live blog that is kept
 * @now: the time
 * @change: (out): what it is beside what was kept of it
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Keeps a post, or what has changed in it, as rd_change_find() tells: another revision where it says something else;
 * its last revision with other marks where only those have changed; and where its publisher took it away, what it said
 * last, marked as deleted.
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
  g_autoptr (GBytes) kept_record = NULL;
  g_autoptr (RdEntry) kept = NULL;
  gint64 number;

  if (!find_entry (self, entry->id, &number, &kept_record, error))
    return FALSE;

  *change = RD_STORE_NEW;
  if (number == 0)
    return add_entry (self, entry, now, &number, error) && add_revision (self, number, entry, record, now, error);

  *change = RD_STORE_SAME;
  if (g_bytes_equal (record, kept_record))
    return TRUE;

  kept = rd_store_read_record (self->database, kept_record, entry->id, entry->blog_id, error);
  if (kept == NULL)
    return FALSE;
  if (entry->deleted && kept->deleted)
    return TRUE;

  *change = RD_STORE_DELETED;
  if (entry->deleted)
    return take_away (self, number, kept, error);

  *change = RD_STORE_EDITED;
  if (rd_change_find (kept, entry) == RD_CHANGE_WORDS)
    return change_entry (self, number, entry, error) && add_revision (self, number, entry, record, now, error);

  return put_marks (self, number, kept_record, kept, entry, change, error);
}

/* The ids of a live blog's kept posts that its publisher has not taken away, in the order in which they came: of all, or
 * of those that were published after a time. */
static GPtrArray *
list_present (RdStore     *self,
              const char  *blog_id,
              gboolean     all,
              gint64       after,
              GError     **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdRows) rows = NULL;

  rows = rd_database_query (self->database,
                            "SELECT entry.id FROM entry JOIN blog ON blog.number = entry.blog"
                            " WHERE blog.id = ?1 AND deleted = 0 AND (?2 OR published > ?3) ORDER BY entry.number",
                            "tii", blog_id, (gint64) all, after);
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

/* From which time on a list without gaps has all posts. A pinned one stands on top of it, however old it is. */
static gint64
find_reach (RdBlog *blog)
{
  gint64 oldest = G_MAXINT64;

  for (guint i = 0; i < blog->entries->len; i++)
    {
      RdEntry *entry = blog->entries->pdata[i];

      if (entry->published != NULL && !entry->pinned && !entry->deleted)
        oldest = MIN (oldest, get_published (entry));
    }

  return oldest;
}

/* Whether so many posts of a live blog can be missing because its publisher took them away. */
static gboolean
is_credible (RdBlog *blog,
             guint   n_expected,
             guint   n_missing)
{
  guint n_there = 0;

  if (blog->contiguous)
    return n_missing < MANY_MISSING || n_missing <= n_expected / 2;

  for (guint i = 0; i < blog->entries->len; i++)
    n_there += !((RdEntry *) blog->entries->pdata[i])->deleted;

  return n_there > 0 && n_there * WHOLE_LEAST_SHARE >= n_expected;
}

static gboolean
take_away_by_id (RdStore     *self,
                 RdBlog      *blog,
                 const char  *id,
                 GError     **error)
{
  g_autoptr (GBytes) record = NULL;
  g_autoptr (RdEntry) kept = NULL;
  gint64 number;

  return find_entry (self, id, &number, &record, error)
         && (kept = rd_store_read_record (self->database, record, id, blog->id, error)) != NULL
         && take_away (self, number, kept, error);
}

/**
 * rd_store_put_missing:
 * @self: a store to write to
 * @blog: a live blog as it was read just now; its posts are not kept yet
 * @missing: (element-type utf8): what owns its elements, where the ids of the posts of it that are gone are put
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Marks as deleted what is kept of a live blog and should be in it, and is not. In a complete one all posts should be; in
 * a contiguous one those that were published after the oldest post in it that is not pinned; in any other none. Posts of
 * unknown time are looked for in a complete one alone.
 *
 * Where so many are missing that it is more likely the list that is cut, none is believed to be deleted: in a contiguous
 * live blog where at least five are missing and more than half of those that should be there; in a complete one, whose
 * publisher says that it is all there is, only where it holds no post at all or fewer than a tenth of those kept. One that
 * is both is complete as far as can be seen, and treated as a contiguous one.
 *
 * Returns: whether that is kept
 */
gboolean
rd_store_put_missing (RdStore    *self,
                      RdBlog     *blog,
                      GPtrArray  *missing,
                      GError    **error)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (GPtrArray) expected = NULL;

  if (!blog->complete && !blog->contiguous)
    return TRUE;

  expected = list_present (self, blog->id, blog->complete, find_reach (blog), error);
  if (expected == NULL)
    return FALSE;
  for (guint i = 0; i < blog->entries->len; i++)
    g_hash_table_add (there, ((RdEntry *) blog->entries->pdata[i])->id);
  for (guint i = 0; i < expected->len; i++)
    if (!g_hash_table_contains (there, expected->pdata[i]))
      g_ptr_array_add (gone, expected->pdata[i]);

  if (!is_credible (blog, expected->len, gone->len))
    return TRUE;
  for (guint i = 0; i < gone->len; i++)
    {
      if (!take_away_by_id (self, blog, gone->pdata[i], error))
        return FALSE;
      g_ptr_array_add (missing, g_strdup (gone->pdata[i]));
    }

  return TRUE;
}
