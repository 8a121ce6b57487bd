/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader corrected about topics. A correction is added and, where it is taken back, marked: none is rewritten. */
#include "store/rd-store-private.h"

#include "base/rd-error.h"

#include <glib/gi18n.h>

/* The names of the kinds in the database, by RdCorrectionKind. */
static const char *const kinds[] = { "rename", "merge", "pin", "mute" };

/**
 * rd_correction_free:
 * @self: (transfer full): a correction
 */
void
rd_correction_free (RdCorrection *self)
{
  g_free (self->topic_id);
  g_free (self->value);
  g_free (self);
}

/**
 * rd_move_free:
 * @self: (transfer full): a move
 */
void
rd_move_free (RdMove *self)
{
  g_free (self->entry_id);
  g_free (self->topic_id);
  g_free (self);
}

/**
 * rd_store_put_correction:
 * @self: a store to write to
 * @kind: what is corrected
 * @topic_id: about which topic
 * @value: (nullable): the new name, the id of the topic that takes this one in, or the time of its end
 * @now: the time
 * @number: (out): what it is undone by
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: whether it is kept
 */
gboolean
rd_store_put_correction (RdStore           *self,
                         RdCorrectionKind   kind,
                         const char        *topic_id,
                         const char        *value,
                         GDateTime         *now,
                         gint64            *number,
                         GError           **error)
{
  if (!rd_database_run (self->database, error,
                        "INSERT INTO correction (kind, topic, value, added) VALUES (?, ?, ?, ?)", "ttti", kinds[kind],
                        topic_id, value, rd_store_stamp (now)))
    return FALSE;

  *number = rd_database_get_last_number (self->database);
  return TRUE;
}

/**
 * rd_store_undo_correction:
 * @self: a store to write to
 * @number: what rd_store_put_correction() gave
 * @now: the time
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Takes a correction back, as if it had never been.
 *
 * Returns: whether that is kept
 */
gboolean
rd_store_undo_correction (RdStore    *self,
                          gint64      number,
                          GDateTime  *now,
                          GError    **error)
{
  return rd_database_run (self->database, error, "UPDATE correction SET undone = ?2 WHERE number = ?1 AND undone IS NULL",
                          "ii", number, rd_store_stamp (now));
}

/**
 * rd_store_restore_correction:
 * @self: a store to write to
 * @number: what rd_store_put_correction() gave
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Has a correction that was taken back hold again, in its place among the others.
 *
 * Returns: whether that is kept
 */
gboolean
rd_store_restore_correction (RdStore  *self,
                             gint64    number,
                             GError  **error)
{
  return rd_database_run (self->database, error, "UPDATE correction SET undone = NULL WHERE number = ?", "i", number);
}

/* Returns: whether @name is that of a kind of this release */
static gboolean
read_kind (const char       *name,
           RdCorrectionKind *kind)
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
 * rd_store_list_corrections:
 * @self: a store
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full) (element-type RdCorrection): the corrections that hold, in the order in which they were made;
 *   or %NULL
 */
GPtrArray *
rd_store_list_corrections (RdStore  *self,
                           GError  **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_correction_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdRows) rows = NULL;

  rows = rd_database_query (self->database,
                            "SELECT number, kind, topic, value FROM correction WHERE undone IS NULL ORDER BY number", "");
  while (reason == NULL && rd_rows_next (rows, &reason))
    {
      g_autoptr (RdCorrection) correction = g_new0 (RdCorrection, 1);
      g_autofree char *kind = NULL;

      rd_rows_get (rows, "ittt", &correction->number, &kind, &correction->topic_id, &correction->value);
      if (read_kind (kind, &correction->kind))
        g_ptr_array_add (list, g_steal_pointer (&correction));
      else
        g_set_error_literal (&reason, RD_ERROR, RD_ERROR_DAMAGED,
                             _("damaged: the reader's corrections: start Rundown to have them restored"));
    }
  if (reason == NULL)
    return g_steal_pointer (&list);

  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}
