/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader corrected about topics, as it is looked up: merges, names, what is pinned and what is muted now. */
#include "service/rd-library-private.h"

#include "base/rd-time.h"

/* Where the posts of a topic stand after the reader merged topics; merges that lead in a circle end somewhere in it. */
const char *
rd_library_follow_merges (GHashTable *merges,
                          const char *topic_id)
{
  for (guint i = 0; topic_id != NULL && i <= g_hash_table_size (merges); i++)
    {
      const char *target = g_hash_table_lookup (merges, topic_id);

      if (target == NULL)
        break;
      topic_id = target;
    }

  return topic_id;
}

/* Returns: (transfer container) (element-type utf8 utf8): topic id to value, of the latest correction of that kind */
static GHashTable *
find_corrections (GPtrArray        *corrections,
                  RdCorrectionKind  kind)
{
  GHashTable *found = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < corrections->len; i++)
    {
      const RdCorrection *correction = corrections->pdata[i];

      if (correction->kind == kind && correction->value != NULL)
        g_hash_table_replace (found, correction->topic_id, correction->value);
    }

  return found;
}

/* A mute may be for a time. */
static gboolean
has_ended (const RdCorrection *correction,
           GDateTime          *now)
{
  g_autoptr (GDateTime) end = rd_time_parse (correction->value);

  return end != NULL && g_date_time_compare (end, now) <= 0;
}

/* Returns: (transfer container) (element-type utf8): the ids of the topics with a correction of that kind */
static GHashTable *
find_corrected (GPtrArray        *corrections,
                RdCorrectionKind  kind)
{
  GHashTable *found = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < corrections->len; i++)
    {
      const RdCorrection *correction = corrections->pdata[i];

      if (correction->kind == kind)
        g_hash_table_add (found, correction->topic_id);
    }

  return found;
}

/* Returns: (transfer container) (element-type utf8 utf8): topic id to until when it is muted, or %NULL for good */
static GHashTable *
find_muted (GPtrArray *corrections,
            GDateTime *now)
{
  GHashTable *found = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < corrections->len; i++)
    {
      const RdCorrection *correction = corrections->pdata[i];
      gpointer value = NULL;

      if (correction->kind != RD_CORRECTION_MUTE || has_ended (correction, now))
        continue;
      /* What is for good stays so. */
      if (!g_hash_table_lookup_extended (found, correction->topic_id, NULL, &value) || value != NULL)
        g_hash_table_insert (found, correction->topic_id, correction->value);
    }

  return found;
}

void
rd_library_clear_corrections (RdCorrections *self)
{
  g_clear_pointer (&self->merges, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->pinned, g_hash_table_unref);
  g_clear_pointer (&self->muted, g_hash_table_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
}

gboolean
rd_library_read_corrections (RdLibrary      *self,
                             GDateTime      *now,
                             RdCorrections  *corrections,
                             GError        **error)
{
  corrections->all = rd_store_list_corrections (self->store, error);
  if (corrections->all == NULL)
    return FALSE;

  corrections->merges = find_corrections (corrections->all, RD_CORRECTION_MERGE);
  corrections->names = find_corrections (corrections->all, RD_CORRECTION_RENAME);
  corrections->pinned = find_corrected (corrections->all, RD_CORRECTION_PIN);
  corrections->muted = find_muted (corrections->all, now);
  return TRUE;
}

/* Returns: (transfer container): the ids of the topics whose posts stand in this one, with its own */
GPtrArray *
rd_library_list_merged (RdCorrections *corrections,
                        const char    *topic_id)
{
  GPtrArray *ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_ptr_array_add (ids, (gpointer) topic_id);
  g_hash_table_iter_init (&iter, corrections->merges);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_str_equal (id, topic_id) && g_strcmp0 (rd_library_follow_merges (corrections->merges, id), topic_id) == 0)
      g_ptr_array_add (ids, id);

  return ids;
}

/**
 * rd_library_is_muted:
 * @self: a library
 * @entry_id: a post that is kept
 * @now: the time
 * @is_muted: (out): whether the reader muted the topic that it stands in
 * @error: as of rd_store_find()
 *
 * Returns: whether that is known
 */
gboolean
rd_library_is_muted (RdLibrary   *self,
                     const char  *entry_id,
                     GDateTime   *now,
                     gboolean    *is_muted,
                     GError     **error)
{
  g_auto (RdCorrections) corrections = { 0 };
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdKept) kept = rd_store_find (self->store, entry_id, &reason);
  const char *topic_id;

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (!rd_library_read_corrections (self, now, &corrections, error))
    return FALSE;

  topic_id = kept != NULL ? rd_library_follow_merges (corrections.merges, kept->topic_id) : NULL;
  *is_muted = topic_id != NULL && g_hash_table_contains (corrections.muted, topic_id);
  return TRUE;
}
