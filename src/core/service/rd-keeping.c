/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader may do with all that is kept. Counting reads on a thread of its own, and so needs nobody's leave; the
 * rest is work for the one that writes. */
#include "service/rd-keeping.h"

static void
count_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RdLibrary) library = rd_library_open (NULL, RD_STORE_READ, &notice, &error);
  g_autoptr (GPtrArray) followed
      = library != NULL ? rd_store_list_followed (rd_library_get_store (library), &error) : NULL;
  gsize n_posts = 0;

  for (guint i = 0; followed != NULL && i < followed->len; i++)
    n_posts += ((RdFollowed *) followed->pdata[i])->n_entries;

  if (followed != NULL)
    g_task_return_int (task, n_posts);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * rd_keeping_count_async:
 * @cancellable: (nullable): ends it early
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Counts the posts that are kept, of what is followed no longer too.
 */
void
rd_keeping_count_async (GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rd_keeping_count_async);
  g_task_run_in_thread (task, count_in_thread);
}

/**
 * rd_keeping_count_finish:
 * @result: what the callback was given
 * @n_posts: (out): how many there are
 * @error: as of rd_library_open() and rd_store_list_followed()
 *
 * Returns: whether it is known
 */
gboolean
rd_keeping_count_finish (GAsyncResult  *result,
                         guint         *n_posts,
                         GError       **error)
{
  const gssize n = g_task_propagate_int (G_TASK (result), error);

  *n_posts = MAX (n, 0);
  return n >= 0;
}

static gboolean
back_up (RdLibrary  *library,
         gpointer    data,
         GError    **error)
{
  return rd_store_back_up (rd_library_get_store (library), data, error);
}

/**
 * rd_keeping_back_up_async:
 * @service: what writes
 * @path: the file to write
 * @callback: called when it is there, or cannot be
 * @user_data: for @callback
 *
 * Copies all that is kept.
 */
void
rd_keeping_back_up_async (RdService           *service,
                          const char          *path,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  rd_service_write_async (service, back_up, g_strdup (path), g_free, callback, user_data);
}

/**
 * rd_keeping_back_up_finish:
 * @service: what writes
 * @result: what the callback was given
 * @error: as of rd_service_write_finish() and rd_store_back_up()
 *
 * Returns: whether the copy is there
 */
gboolean
rd_keeping_back_up_finish (RdService     *service,
                           GAsyncResult  *result,
                           GError       **error)
{
  return rd_service_write_finish (service, result, NULL, error);
}

static gboolean
forget (RdLibrary  *library,
        gpointer    data,
        GError    **error)
{
  return rd_library_forget_all (library, data, error);
}

/**
 * rd_keeping_forget_async:
 * @service: what writes
 * @callback: called when that is done, or cannot be
 * @user_data: for @callback
 *
 * Deletes all posts for good.
 */
void
rd_keeping_forget_async (RdService           *service,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  rd_service_write_async (service, forget, g_new0 (gboolean, 1), g_free, callback, user_data);
}

/**
 * rd_keeping_forget_finish:
 * @service: what writes
 * @result: what the callback was given
 * @are_gone: (out): as of rd_library_forget_all()
 * @error: as of rd_service_write_finish() and rd_library_forget_all()
 *
 * Returns: whether they are gone for good
 */
gboolean
rd_keeping_forget_finish (RdService     *service,
                          GAsyncResult  *result,
                          gboolean      *are_gone,
                          GError       **error)
{
  gpointer data;
  const gboolean done = rd_service_write_finish (service, result, &data, error);

  *are_gone = *(gboolean *) data;
  return done;
}
