/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox: the posts of which the reader is to be told, and what became of that. A post is told once it is said to
 * be, and not before: what was handed over by a process that ended then is handed over again. */
#include "store/rd-store-private.h"

#include "base/rd-error.h"

#include <glib/gi18n.h>

/* The names of the kinds in the database, by RdOutboxKind. */
static const char *const kinds[] = { "key", "predicted", "open", "post" };

/* What is bound as ?1. */
#define THE_ENTRY "entry = (SELECT number FROM entry WHERE id = ?1)"

/* ?1 is the notice, ?3 whether only what is told in it counts. */
#define IN_NOTICE "settled IS NULL AND notice = ?1 AND (NOT ?3 OR coalesce (corrected, 0) <= told)"

/**
 * rd_outbox_item_free:
 * @self: (transfer full): an item
 */
void
rd_outbox_item_free (RdOutboxItem *self)
{
  g_free (self->entry_id);
  g_free (self->blog_title);
  g_free (self->keyword);
  g_free (self->notice_id);
  g_free (self);
}

/**
 * rd_store_put_notice:
 * @self: a store to write to
 * @entry_id: a kept post
 * @kind: what it is
 * @keyword: (nullable): what the reader wants to be told of and it mentions
 * @now: the time
 * @is_known: whether the reader needs no notice of it, now or ever
 * @is_new: (out) (optional): whether it was not there already
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Puts a post among what is to be told, once and for all; but what becomes a key event later is new once more.
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_notice (RdStore       *self,
                     const char    *entry_id,
                     RdOutboxKind   kind,
                     const char    *keyword,
                     GDateTime     *now,
                     gboolean       is_known,
                     gboolean      *is_new,
                     GError       **error)
{
  if (!rd_database_run (self->database, error,
                        "INSERT INTO outbox (entry, kind, keyword, added, told, settled)"
                        " VALUES ((SELECT number FROM entry WHERE id = ?1), ?2, ?3, ?4, nullif (?5, 0), nullif (?5, 0))"
                        " ON CONFLICT (entry) DO UPDATE SET kind = ?2, keyword = coalesce (?3, keyword), added = ?4,"
                        " told = nullif (?5, 0), settled = nullif (?5, 0), corrected = NULL, notice = NULL, held = 0"
                        " WHERE ?2 = 'key' AND kind != 'key'",
                        "tttii", entry_id, kinds[kind], keyword, rd_store_stamp (now),
                        is_known ? rd_store_stamp (now) : (gint64) 0))
    return FALSE;
  if (is_new != NULL)
    *is_new = rd_database_get_changes (self->database) > 0;

  return TRUE;
}

/**
 * rd_store_put_edited:
 * @self: a store to write to
 * @entry_id: a kept post
 * @now: the time
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Has the reader told that a post was edited, where the reader was told of that post. It is new again: only who reads what it
 * says now has read it.
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_edited (RdStore     *self,
                     const char  *entry_id,
                     GDateTime   *now,
                     GError     **error)
{
  return rd_database_run (self->database, error,
                          "UPDATE outbox SET corrected = ?2, settled = NULL, held = 0"
                          " WHERE " THE_ENTRY " AND told IS NOT NULL AND notice IS NOT NULL",
                          "ti", entry_id, rd_store_stamp (now))
         && (rd_database_get_changes (self->database) == 0
             || rd_database_run (self->database, error, "UPDATE entry SET opened = NULL WHERE id = ?", "t", entry_id));
}

/**
 * rd_store_put_decision:
 * @self: a store to write to
 * @entry_id: a post that was %RD_OUTBOX_OPEN
 * @kind: what it is
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_decision (RdStore       *self,
                       const char    *entry_id,
                       RdOutboxKind   kind,
                       GError       **error)
{
  return rd_database_run (self->database, error, "UPDATE outbox SET kind = ?2 WHERE " THE_ENTRY " AND kind = 'open'",
                          "tt", entry_id, kinds[kind]);
}

/**
 * rd_store_put_held:
 * @self: a store to write to
 * @entry_id: a post in the outbox
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Has a post wait for the end of a quiet.
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_held (RdStore     *self,
                   const char  *entry_id,
                   GError     **error)
{
  return rd_database_run (self->database, error, "UPDATE outbox SET held = 1 WHERE " THE_ENTRY, "t", entry_id);
}

/**
 * rd_store_put_into_notice:
 * @self: a store to write to
 * @entry_id: a post in the outbox
 * @notice_id: the notice that it stands in, which is handed over after this is kept
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_into_notice (RdStore     *self,
                          const char  *entry_id,
                          const char  *notice_id,
                          GError     **error)
{
  return rd_database_run (self->database, error, "UPDATE outbox SET notice = ?2 WHERE " THE_ENTRY, "tt", entry_id,
                          notice_id);
}

/**
 * rd_store_put_told:
 * @self: a store to write to
 * @entry_id: a post in the outbox
 * @notice_id: the notice that it was told in; where it stands in another one by now, this is of no account
 * @time: when that notice was made, in microseconds since 1970
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_told (RdStore     *self,
                   const char  *entry_id,
                   const char  *notice_id,
                   gint64       time,
                   GError     **error)
{
  return rd_database_run (self->database, error,
                          "UPDATE outbox SET told = ?3, held = 0 WHERE " THE_ENTRY " AND notice = ?2", "tti", entry_id,
                          notice_id, time);
}

/**
 * rd_store_settle:
 * @self: a store to write to
 * @entry_id: a post
 * @now: the time
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * There is nothing to tell of a post any more.
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_settle (RdStore     *self,
                 const char  *entry_id,
                 GDateTime   *now,
                 GError     **error)
{
  return rd_database_run (self->database, error, "UPDATE outbox SET settled = ?2, held = 0 WHERE " THE_ENTRY, "ti",
                          entry_id, rd_store_stamp (now));
}

/**
 * rd_store_settle_notice:
 * @self: a store to write to
 * @notice_id: a notice
 * @told_alone: whether what is to be told in it still, now or again, is left out
 * @are_read: whether the reader has read what it stands for
 * @now: the time
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * There is nothing to tell of what stands in a notice any more.
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_settle_notice (RdStore     *self,
                        const char  *notice_id,
                        gboolean     told_alone,
                        gboolean     are_read,
                        GDateTime   *now,
                        GError     **error)
{
  return (!are_read
          || rd_database_run (self->database, error,
                              "UPDATE entry SET opened = ?2 WHERE opened IS NULL AND number IN"
                              " (SELECT entry FROM outbox WHERE " IN_NOTICE ")",
                              "tii", notice_id, rd_store_stamp (now), (gint64) told_alone))
         && rd_database_run (self->database, error, "UPDATE outbox SET settled = ?2, held = 0 WHERE " IN_NOTICE, "tii",
                             notice_id, rd_store_stamp (now), (gint64) told_alone);
}

/**
 * rd_store_settle_oldest:
 * @self: a store to write to
 * @n_left: how many posts may be in the outbox
 * @now: the time
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * There is nothing to tell any more of what is beyond that in the outbox: first the oldest that are no key events.
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_settle_oldest (RdStore    *self,
                        guint       n_left,
                        GDateTime  *now,
                        GError    **error)
{
  return rd_database_run (self->database, error,
                          "UPDATE outbox SET settled = ?2, held = 0 WHERE number IN"
                          " (SELECT number FROM outbox WHERE settled IS NULL"
                          " ORDER BY kind = 'key' DESC, number DESC LIMIT -1 OFFSET ?1)",
                          "ii", (gint64) n_left, rd_store_stamp (now));
}

/* Returns: whether @name is that of a kind of this release */
static gboolean
read_kind (const char   *name,
           RdOutboxKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (name, kinds[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * rd_store_list_outbox:
 * @self: a store
 * @since: a time, in microseconds since 1970
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full) (element-type RdOutboxItem): what is to be told, what was told and not settled, and what was
 *   told and settled since that time, in the order in which it came; or %NULL
 */
GPtrArray *
rd_store_list_outbox (RdStore  *self,
                      gint64    since,
                      GError  **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_outbox_item_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdRows) rows = NULL;

  rows = rd_database_query (self->database,
                            "SELECT entry.id, nullif (blog.title, ''), followed, kind, keyword, outbox.added, corrected, told,"
                            " notice, held, settled IS NOT NULL FROM outbox JOIN entry ON entry.number = outbox.entry"
                            " JOIN blog ON blog.number = entry.blog WHERE settled IS NULL"
                            " OR (settled > ?1 AND told > ?1)"
                            " ORDER BY outbox.number",
                            "i", since);
  while (reason == NULL && rd_rows_next (rows, &reason))
    {
      g_autofree char *kind = NULL;
      gint64 is_followed, is_held, is_settled;
      RdOutboxItem *item = g_new0 (RdOutboxItem, 1);

      rd_rows_get (rows, "ttittiiitii", &item->entry_id, &item->blog_title, &is_followed, &kind, &item->keyword,
                   &item->added, &item->corrected, &item->told, &item->notice_id, &is_held, &is_settled);
      item->is_followed = is_followed != 0;
      item->is_held = is_held != 0;
      item->is_settled = is_settled != 0;
      g_ptr_array_add (list, item);
      if (!read_kind (kind, &item->kind))
        g_set_error_literal (&reason, RD_ERROR, RD_ERROR_DAMAGED,
                             _("damaged: what the reader is to be told of: start Rundown to have it restored"));
    }
  if (reason == NULL)
    return g_steal_pointer (&list);

  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}
