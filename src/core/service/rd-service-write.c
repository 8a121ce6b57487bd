/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a service writes besides what following brings: pieces of work of others, and how long posts are kept. */
#include "service/rd-service-private.h"

/* A piece of work for the writer. */
typedef struct
{
  RdWriterFunc function;
  gpointer data;            /* (owned) */
  GDestroyNotify free_data; /* (nullable) */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  if (work->free_data != NULL)
    work->free_data (work->data);
  g_free (work);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  const gboolean done = rd_follower_write_finish (RD_FOLLOWER (source), result, &error);

  /* Posts may have been seen, and topics muted or merged. */
  rd_keeper_plan_alerts (rd_service_get_keeper (g_task_get_source_object (task)));
  rd_service_return_done (task, done, error);
}

static gboolean
write_cb (gpointer user_data)
{
  GTask *task = user_data;
  const Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  RdFollower *follower = rd_keeper_open (rd_service_get_keeper (g_task_get_source_object (task)), &error);

  if (follower != NULL)
    rd_follower_write_async (follower, work->function, work->data, written_cb, task);
  else
    rd_service_return_done (task, FALSE, error);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_write_async:
 * @self: a service
 * @function: a piece of work, which is done on another thread
 * @data: (transfer full) (nullable): what it is about
 * @free_data: (nullable): frees @data, after the result has been looked at
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Has a piece of work done by the one that writes, after all that was asked for earlier. It is done, too, where the
 * service is stopped meanwhile.
 */
void
rd_service_write_async (RdService           *self,
                        RdWriterFunc         function,
                        gpointer             data,
                        GDestroyNotify       free_data,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  Work *work = g_new0 (Work, 1);

  work->function = function;
  work->data = data;
  work->free_data = free_data;
  rd_service_ask_task (self, write_cb, work, free_work, rd_service_write_async, callback, user_data);
}

/**
 * rd_service_write_finish:
 * @self: a service
 * @result: what the callback was given
 * @data: (out) (optional) (transfer none): what the work was about, done or not
 * @error: as of rd_library_open(), %RD_ERROR_BUSY where another process writes; the work's; or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is done
 */
gboolean
rd_service_write_finish (RdService     *self,
                         GAsyncResult  *result,
                         gpointer      *data,
                         GError       **error)
{
  const Work *work = g_task_get_task_data (G_TASK (result));

  if (data != NULL)
    *data = work->data;

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
keep_days_cb (gpointer user_data)
{
  GTask *task = user_data;
  const guint *keep_days = g_task_get_task_data (task);

  rd_keeper_set_keep_days (rd_service_get_keeper (g_task_get_source_object (task)), *keep_days);
  rd_service_return_done (task, TRUE, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_set_keep_days:
 * @self: a service
 * @keep_days: after how many days posts are deleted; 0 for never
 *
 * It holds when old posts are deleted next, once a day.
 */
void
rd_service_set_keep_days (RdService *self,
                          guint      keep_days)
{
  rd_service_ask_task (self, keep_days_cb, g_memdup2 (&keep_days, sizeof keep_days), g_free, rd_service_set_keep_days,
                       NULL, NULL);
}
