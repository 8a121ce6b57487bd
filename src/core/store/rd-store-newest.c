/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The newest of what is kept, and how much more there is: what a window can show at once of years of posts. */
#include "store/rd-store-private.h"

/* With a sign, so that the way to the posts is by their time and not by their live blog. */
#define FOLLOWED "+blog IN (SELECT number FROM blog WHERE followed)"

/**
 * rd_store_load_newest:
 * @self: a store
 * @blog_id: (nullable): of this live blog alone
 * @topic_id: (nullable): or in this story alone, without what the reader merged with it
 * @limit: how many posts at most; and as many of those of unknown time
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type RdKept): the newest posts of live blogs that are followed, in the order in which
 *   they came to be known, or %NULL
 */
GPtrArray *
rd_store_load_newest (RdStore     *self,
                      const char  *blog_id,
                      const char  *topic_id,
                      guint        limit,
                      GError     **error)
{
  /* Statements of their own, so that each finds its way by an index. */
  static const char of_all[] = RD_STORE_KEPT " WHERE ?2 IS NULL AND entry.number IN ("
                                             " SELECT * FROM (SELECT number FROM entry WHERE published IS NOT NULL"
                                             " AND " FOLLOWED " ORDER BY published DESC LIMIT ?1)"
                                             " UNION ALL SELECT * FROM (SELECT number FROM entry WHERE published IS NULL"
                                             " AND " FOLLOWED " ORDER BY number DESC LIMIT ?1)"
                                             ") ORDER BY entry.number";
  static const char of_blog[] = RD_STORE_KEPT " WHERE entry.number IN (SELECT number FROM entry"
                                              " WHERE blog = (SELECT number FROM blog WHERE id = ?2)"
                                              " ORDER BY number DESC LIMIT ?1) ORDER BY entry.number";
  static const char of_story[] = RD_STORE_KEPT " WHERE topic = ?2 AND entry.number IN (SELECT * FROM ("
                                               " SELECT DISTINCT entry FROM membership WHERE topic = ?2"
                                               " ORDER BY entry DESC LIMIT ?1)) ORDER BY entry.number";
  const char *which = blog_id != NULL ? of_blog : topic_id != NULL ? of_story : of_all;

  return rd_store_read_all_kept (
      self, rd_database_query (self->database, which, "it", (gint64) limit, blog_id != NULL ? blog_id : topic_id), error);
}

/**
 * rd_store_count_story:
 * @self: a store
 * @topic_id: a story, without what the reader merged with it
 * @n_entries: (out): how many posts of live blogs that are followed stand in it
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether they could be counted
 */
gboolean
rd_store_count_story (RdStore     *self,
                      const char  *topic_id,
                      guint       *n_entries,
                      GError     **error)
{
  g_autoptr (RdRows) rows = NULL;
  gint64 n;

  rows = rd_database_query (self->database,
                            "SELECT count (*) FROM membership AS place JOIN entry ON entry.number = place.entry"
                            " WHERE topic = ? AND " FOLLOWED
                            " AND NOT EXISTS (SELECT 1 FROM membership AS later"
                            "   WHERE later.entry = place.entry AND later.number > place.number)",
                            "t", topic_id);
  if (!rd_rows_next (rows, error))
    return FALSE;

  rd_rows_get (rows, "i", &n);
  *n_entries = n;
  return TRUE;
}

/**
 * rd_store_count_unseen:
 * @self: a store
 * @n_entries: (out): how many posts of live blogs that are followed the reader has not seen
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether they could be counted
 */
gboolean
rd_store_count_unseen (RdStore  *self,
                       guint    *n_entries,
                       GError  **error)
{
  g_autoptr (RdRows) rows = NULL;
  gint64 n;

  /* All of an index are counted at once; those that do not count are few, mostly. */
  rows = rd_database_query (self->database,
                            "SELECT (SELECT count (*) FROM entry WHERE opened IS NULL)"
                            " - (SELECT count (*) FROM entry WHERE opened IS NULL"
                            "   AND blog IN (SELECT number FROM blog WHERE NOT followed))"
                            " - (SELECT count (*) FROM entry WHERE opened IS NULL AND deleted > 0"
                            "   AND blog IN (SELECT number FROM blog WHERE followed))",
                            "");
  if (!rd_rows_next (rows, error))
    return FALSE;

  rd_rows_get (rows, "i", &n);
  *n_entries = n;
  return TRUE;
}
