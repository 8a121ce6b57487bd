/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader corrects about topics. Nothing is deleted: what is taken back is marked as that, and a post that is put
 * back gets its earlier place once more. */
#include "service/rd-corrector.h"

#include "base/rd-string.h"

struct _RdUndo
{
  GArray *made;  /* (owned) (element-type gint64): the corrections that were made, by their numbers */
  GArray *ended; /* (owned) (element-type gint64): those that were taken back */
  RdKept *moved; /* (nullable) (owned): the post that was moved, with its earlier place */
  GStrv seen;    /* (nullable) (owned): the posts that were new */
};

/**
 * rd_undo_free:
 * @self: (nullable): what a wish has changed
 */
void
rd_undo_free (RdUndo *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->made);
  g_array_unref (self->ended);
  g_clear_pointer (&self->moved, rd_kept_free);
  g_strfreev (self->seen);
  g_free (self);
}

static RdUndo *
new_undo (void)
{
  RdUndo *self = g_new0 (RdUndo, 1);

  self->made = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->ended = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

static gboolean
make (RdStore           *store,
      RdUndo            *undo,
      RdCorrectionKind   kind,
      const char        *topic_id,
      const char        *value,
      GDateTime         *now,
      GError           **error)
{
  gint64 number;

  if (!rd_store_put_correction (store, kind, topic_id, value, now, &number, error))
    return FALSE;

  g_array_append_val (undo->made, number);
  return TRUE;
}

/* Takes back the corrections of that kind that hold for the topic. */
static gboolean
end (RdStore           *store,
     RdUndo            *undo,
     RdCorrectionKind   kind,
     const RdWish      *wish,
     GDateTime         *now,
     GError           **error)
{
  g_autoptr (GPtrArray) corrections = rd_store_list_corrections (store, error);

  if (corrections == NULL)
    return FALSE;

  for (guint i = 0; i < corrections->len; i++)
    {
      const RdCorrection *correction = corrections->pdata[i];

      if (correction->kind != kind || !g_str_equal (correction->topic_id, wish->subject))
        continue;
      if (!rd_store_undo_correction (store, correction->number, now, error))
        return FALSE;
      g_array_append_val (undo->ended, correction->number);
    }

  return TRUE;
}

/* Notes those that were new: the others were seen before, and stay so when this is taken back. */
static gboolean
see (RdStore       *store,
     RdUndo        *undo,
     const RdWish  *wish,
     GDateTime     *now,
     GError       **error)
{
  g_autoptr (GStrvBuilder) seen = g_strv_builder_new ();
  gboolean is_first;

  for (guint i = 0; wish->entry_ids[i] != NULL; i++)
    {
      if (!rd_store_put_opened (store, wish->entry_ids[i], now, &is_first, error))
        return FALSE;
      if (is_first)
        g_strv_builder_add (seen, wish->entry_ids[i]);
    }

  undo->seen = g_strv_builder_end (seen);
  return TRUE;
}

static gboolean
correct (RdStore       *store,
         RdUndo        *undo,
         const RdWish  *wish,
         GDateTime     *now,
         GError       **error)
{
  switch (wish->kind)
    {
    case RD_WISH_RENAME:
      return wish->value == NULL || wish->value[0] == '\0'
                 ? end (store, undo, RD_CORRECTION_RENAME, wish, now, error)
                 : make (store, undo, RD_CORRECTION_RENAME, wish->subject, wish->value, now, error);
    case RD_WISH_MERGE:
      return make (store, undo, RD_CORRECTION_MERGE, wish->subject, wish->value, now, error)
             && (wish->name == NULL || make (store, undo, RD_CORRECTION_RENAME, wish->value, wish->name, now, error));
    case RD_WISH_PIN:
      return end (store, undo, RD_CORRECTION_MUTE, wish, now, error)
             && make (store, undo, RD_CORRECTION_PIN, wish->subject, NULL, now, error);
    case RD_WISH_UNPIN:
      return end (store, undo, RD_CORRECTION_PIN, wish, now, error);
    case RD_WISH_MUTE:
      return end (store, undo, RD_CORRECTION_PIN, wish, now, error)
             && make (store, undo, RD_CORRECTION_MUTE, wish->subject, wish->value, now, error);
    case RD_WISH_UNMUTE:
      return end (store, undo, RD_CORRECTION_MUTE, wish, now, error);
    case RD_WISH_SEE:
      return see (store, undo, wish, now, error);
    case RD_WISH_MOVE:
    case RD_WISH_SPLIT:
    default:
      return TRUE;
    }
}

static gboolean
move (RdLibrary     *library,
      RdUndo        *undo,
      const RdWish  *wish,
      GDateTime     *now,
      GError       **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *stamp = g_strdup_printf ("%" G_GINT64_FORMAT, g_date_time_to_unix_usec (now));
  /* Not as a post's own topic is called, and not as one that was split off before. */
  g_autofree char *split = rd_string_hash (16, "split", wish->subject, stamp, NULL);
  const char *topic_id = wish->kind == RD_WISH_SPLIT ? split : wish->value;

  undo->moved = rd_store_find (rd_library_get_store (library), wish->subject, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  return rd_library_move (library, wish->subject, topic_id, NULL, TRUE, now, error);
}

/* Ends what was begun. */
static gboolean
settle (RdStore   *store,
        gboolean   done,
        GError   **error)
{
  if (done)
    return rd_store_commit (store, error);

  rd_store_roll_back (store);
  return FALSE;
}

/**
 * rd_corrector_fulfil:
 * @library: what is kept, to be written to
 * @wish: what the reader wants to be otherwise
 * @now: the time
 * @error: as of rd_library_move() and rd_store_put_correction()
 *
 * Returns: (transfer full): what takes it back, or %NULL where nothing has changed
 */
RdUndo *
rd_corrector_fulfil (RdLibrary     *library,
                     const RdWish  *wish,
                     GDateTime     *now,
                     GError       **error)
{
  RdStore *store = rd_library_get_store (library);
  g_autoptr (RdUndo) undo = new_undo ();
  gboolean done;

  if (wish->kind == RD_WISH_MOVE || wish->kind == RD_WISH_SPLIT)
    done = move (library, undo, wish, now, error);
  else
    done = rd_store_begin (store, error) && settle (store, correct (store, undo, wish, now, error), error);

  return done ? g_steal_pointer (&undo) : NULL;
}

static gboolean
take_back (RdStore    *store,
           RdUndo     *undo,
           GDateTime  *now,
           GError    **error)
{
  for (guint i = 0; i < undo->made->len; i++)
    if (!rd_store_undo_correction (store, g_array_index (undo->made, gint64, i), now, error))
      return FALSE;
  for (guint i = 0; i < undo->ended->len; i++)
    if (!rd_store_restore_correction (store, g_array_index (undo->ended, gint64, i), error))
      return FALSE;
  for (guint i = 0; undo->seen != NULL && undo->seen[i] != NULL; i++)
    if (!rd_store_put_opened (store, undo->seen[i], NULL, NULL, error))
      return FALSE;

  return TRUE;
}

/**
 * rd_corrector_undo:
 * @library: what is kept, to be written to
 * @undo: what rd_corrector_fulfil() gave; the latest one first
 * @now: the time
 * @error: as of rd_corrector_fulfil()
 *
 * Returns: whether all is as it was before
 */
gboolean
rd_corrector_undo (RdLibrary  *library,
                   RdUndo     *undo,
                   GDateTime  *now,
                   GError    **error)
{
  RdStore *store = rd_library_get_store (library);
  const RdKept *moved = undo->moved;

  if (moved != NULL)
    return rd_library_move (library, moved->entry->id, moved->topic_id, (const char *const *) moved->why, moved->by_reader,
                            now, error);

  return rd_store_begin (store, error) && settle (store, take_back (store, undo, now, error), error);
}

/* A wish for the writer and what came of it, or something to take back. */
typedef struct
{
  RdWishKind kind;
  char *subject; /* (nullable) (owned) */
  char *value;   /* (nullable) (owned) */
  char *name;    /* (nullable) (owned) */
  GStrv entry_ids; /* (nullable) (owned) */
  RdUndo *undo;  /* (nullable) (owned) */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->subject);
  g_free (work->value);
  g_free (work->name);
  g_strfreev (work->entry_ids);
  rd_undo_free (work->undo);
  g_free (work);
}

static gboolean
fulfil_in_thread (RdLibrary  *library,
                  gpointer    data,
                  GError    **error)
{
  Work *work = data;
  const RdWish wish = { work->kind, work->subject, work->value, work->name,
                        (const char *const *) work->entry_ids };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  work->undo = rd_corrector_fulfil (library, &wish, now, error);
  return work->undo != NULL;
}

static gboolean
undo_in_thread (RdLibrary  *library,
                gpointer    data,
                GError    **error)
{
  Work *work = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return rd_corrector_undo (library, work->undo, now, error);
}

/**
 * rd_corrector_fulfil_async:
 * @service: what keeps all
 * @wish: what the reader wants to be otherwise
 * @callback: called when that is kept, or could not be
 * @user_data: for @callback
 */
void
rd_corrector_fulfil_async (RdService            *service,
                           const RdWish         *wish,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data)
{
  Work *work = g_new0 (Work, 1);

  work->kind = wish->kind;
  work->subject = g_strdup (wish->subject);
  work->value = g_strdup (wish->value);
  work->name = g_strdup (wish->name);
  work->entry_ids = g_strdupv ((char **) wish->entry_ids);
  rd_service_write_async (service, fulfil_in_thread, work, free_work, callback, user_data);
  rd_service_plan_alerts (service);
}

/**
 * rd_corrector_fulfil_finish:
 * @service: what keeps all
 * @result: what the callback was given
 * @error: as of rd_corrector_fulfil() and rd_service_write_finish()
 *
 * Returns: (transfer full): what takes it back, or %NULL where nothing has changed
 */
RdUndo *
rd_corrector_fulfil_finish (RdService     *service,
                            GAsyncResult  *result,
                            GError       **error)
{
  gpointer work;

  return rd_service_write_finish (service, result, &work, error) ? g_steal_pointer (&((Work *) work)->undo) : NULL;
}

/**
 * rd_corrector_undo_async:
 * @service: what keeps all
 * @undo: (transfer full): what rd_corrector_fulfil_finish() gave; the latest one first
 * @callback: called when that is kept, or could not be
 * @user_data: for @callback
 */
void
rd_corrector_undo_async (RdService            *service,
                         RdUndo               *undo,
                         GAsyncReadyCallback   callback,
                         gpointer              user_data)
{
  Work *work = g_new0 (Work, 1);

  work->undo = undo;
  rd_service_write_async (service, undo_in_thread, work, free_work, callback, user_data);
  rd_service_plan_alerts (service);
}

/**
 * rd_corrector_undo_finish:
 * @service: what keeps all
 * @result: what the callback was given
 * @undo: (out) (nullable) (transfer full): what takes it back still, or %NULL where all is as it was before
 * @error: as of rd_corrector_undo() and rd_service_write_finish()
 *
 * Returns: whether all is as it was before
 */
gboolean
rd_corrector_undo_finish (RdService     *service,
                          GAsyncResult  *result,
                          RdUndo       **undo,
                          GError       **error)
{
  gpointer work;
  const gboolean done = rd_service_write_finish (service, result, &work, error);

  *undo = done ? NULL : g_steal_pointer (&((Work *) work)->undo);

  return done;
}
