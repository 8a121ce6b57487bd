/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one thread that writes: takes pieces of work in the order in which they come. */
#include "service/rd-writer.h"

struct _RdWriter
{
  GObject parent_instance;

  RdLibrary *library; /* (owned): the thread's alone */
  GThreadPool *pool;  /* (owned): of a single thread */
};

G_DEFINE_FINAL_TYPE (RdWriter, rd_writer, G_TYPE_OBJECT)

typedef struct
{
  RdWriterFunc function;
  gpointer data;            /* (owned) */
  GDestroyNotify free_data;
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
work_in_thread (gpointer data,
                gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (work->function (user_data, work->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
rd_writer_finalize (GObject *object)
{
  RdWriter *self = RD_WRITER (object);

  /* What was asked for is done first. */
  g_thread_pool_free (self->pool, FALSE, TRUE);
  rd_library_close (self->library);

  G_OBJECT_CLASS (rd_writer_parent_class)->finalize (object);
}

static void
rd_writer_class_init (RdWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rd_writer_finalize;
}

static void
rd_writer_init (RdWriter *self)
{
}

/**
 * rd_writer_new:
 * @library: (transfer full): what is kept, open to be written to; it is the writer's alone from now on
 *
 * Returns: (transfer full): a writer. Whoever gives it up waits until all work is done and kept.
 */
RdWriter *
rd_writer_new (RdLibrary *library)
{
  RdWriter *self = g_object_new (RD_TYPE_WRITER, NULL);

  self->library = library;
  self->pool = g_thread_pool_new (work_in_thread, library, 1, TRUE, NULL);

  return self;
}

/**
 * rd_writer_run_async:
 * @self: a writer
 * @function: the work
 * @data: (transfer full) (nullable): what it is about
 * @free_data: (nullable): frees @data, after the result has been looked at
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Has a piece of work done after all that were asked for earlier.
 */
void
rd_writer_run_async (RdWriter            *self,
                     RdWriterFunc         function,
                     gpointer             data,
                     GDestroyNotify       free_data,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  /* The task must not be the one that holds the writer last: that would have its thread wait for itself. */
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, rd_writer_run_async);
  work->function = function;
  work->data = data;
  work->free_data = free_data;
  g_task_set_task_data (task, work, free_work);
  g_thread_pool_push (self->pool, task, NULL);
}

/**
 * rd_writer_run_finish:
 * @self: a writer
 * @result: what the callback was given
 * @data: (out) (optional) (transfer none): what the work was about, done or not
 * @error: the work's
 *
 * Returns: whether it is done
 */
gboolean
rd_writer_run_finish (RdWriter      *self,
                      GAsyncResult  *result,
                      gpointer      *data,
                      GError       **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  if (data != NULL)
    *data = work->data;

  return g_task_propagate_boolean (G_TASK (result), error);
}
