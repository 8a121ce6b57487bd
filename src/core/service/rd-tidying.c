/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has done what is due once a day. It has no timer: who keeps up comes by often enough. */
#include "service/rd-tidying.h"

struct _RdTidying
{
  RdWriter *writer;      /* (owned) */
  GMainContext *context; /* (owned) */
  guint keep_days;
  int day;               /* of the year, on which it was done last */
  guint n_busy;
  RdTidyingFunc function;
  gpointer user_data;
};

static gboolean
tidy (RdLibrary  *library,
      gpointer    data,
      GError    **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return rd_library_tidy (library, now, GPOINTER_TO_UINT (data), error);
}

static void
tidied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  RdTidying *self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_busy--;
  if (!rd_writer_run_finish (self->writer, result, NULL, &error))
    self->function (error, self->user_data);
}

/**
 * rd_tidying_new:
 * @writer: what writes
 * @keep_days: after how many days posts are deleted; 0 for never
 * @function: called where it could not be done, on the thread-default main context of now
 * @user_data: for @function
 *
 * Returns: (transfer full): what tidies
 */
RdTidying *
rd_tidying_new (RdWriter      *writer,
                guint          keep_days,
                RdTidyingFunc  function,
                gpointer       user_data)
{
  RdTidying *self = g_new0 (RdTidying, 1);

  self->writer = g_object_ref (writer);
  self->context = g_main_context_ref_thread_default ();
  self->keep_days = keep_days;
  self->function = function;
  self->user_data = user_data;

  return self;
}

/**
 * rd_tidying_free:
 * @self: (transfer full): what tidies
 *
 * What was begun is done when this returns.
 */
void
rd_tidying_free (RdTidying *self)
{
  while (self->n_busy > 0)
    g_main_context_iteration (self->context, TRUE);

  g_object_unref (self->writer);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * rd_tidying_set_keep_days:
 * @self: what tidies
 * @keep_days: after how many days posts are deleted from tomorrow on; 0 for never
 */
void
rd_tidying_set_keep_days (RdTidying *self,
                          guint      keep_days)
{
  self->keep_days = keep_days;
}

/**
 * rd_tidying_look:
 * @self: what tidies
 *
 * Begins with what is due once a day, where it was not done today.
 */
void
rd_tidying_look (RdTidying *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const int today = g_date_time_get_day_of_year (now);

  if (today == self->day)
    return;

  self->day = today;
  self->n_busy++;
  rd_writer_run_async (self->writer, tidy, GUINT_TO_POINTER (self->keep_days), NULL, tidied_cb, self);
}
