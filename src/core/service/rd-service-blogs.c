/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live blogs of a service: which are followed, and what the reader changes about that. */
#include "service/rd-service-private.h"

static void
subscribed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;
  const gboolean done = rd_follower_subscribe_finish (RD_FOLLOWER (source), result, &error);

  rd_service_return_done (user_data, done, error);
}

static gboolean
subscribe_cb (gpointer user_data)
{
  GTask *task = user_data;
  RdService *self = g_task_get_source_object (task);
  GError *error = NULL;
  RdFollower *follower = rd_keeper_open (rd_service_get_keeper (self), &error);

  if (follower != NULL)
    rd_follower_subscribe_async (follower, g_task_get_task_data (task), subscribed_cb, task);
  else
    rd_service_return_done (task, FALSE, error);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_subscribe_async:
 * @self: a service
 * @url: an http or https address
 * @callback: called when the live blog there is kept and followed, or none is found
 * @user_data: for @callback
 *
 * Follows what is at an address.
 */
void
rd_service_subscribe_async (RdService           *self,
                            const char          *url,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  rd_service_ask_task (self, subscribe_cb, g_strdup (url), g_free, rd_service_subscribe_async, callback, user_data);
}

/**
 * rd_service_subscribe_finish:
 * @self: a service
 * @result: what the callback was given
 * @error: as of rd_library_open() and rd_follower_subscribe_finish(), or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is followed
 */
gboolean
rd_service_subscribe_finish (RdService     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
subscribe_found_cb (gpointer user_data)
{
  GTask *task = user_data;
  RdService *self = g_task_get_source_object (task);
  RdFound **found = g_task_get_task_data (task);
  GError *error = NULL;
  RdFollower *follower = rd_keeper_open (rd_service_get_keeper (self), &error);

  if (follower != NULL)
    rd_follower_subscribe_found_async (follower, g_steal_pointer (found), subscribed_cb, task);
  else
    rd_service_return_done (task, FALSE, error);

  return G_SOURCE_REMOVE;
}

static void
free_found (gpointer data)
{
  RdFound **found = data;

  g_clear_pointer (found, rd_found_free);
  g_free (found);
}

/**
 * rd_service_subscribe_found_async:
 * @self: a service
 * @found: (transfer full): as from rd_service_find_finish()
 * @callback: called when it is kept and followed
 * @user_data: for @callback
 *
 * Follows what was found. It ends with rd_service_subscribe_finish().
 */
void
rd_service_subscribe_found_async (RdService           *self,
                                  RdFound             *found,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  rd_service_ask_task (self, subscribe_found_cb, g_memdup2 (&found, sizeof found), free_found,
                       rd_service_subscribe_found_async, callback, user_data);
}

static gboolean
list_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *list = rd_keeper_list (rd_service_get_keeper (g_task_get_source_object (task)), &error);

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_list_async:
 * @self: a service
 * @callback: called with what is known then
 * @user_data: for @callback
 *
 * Lists the live blogs of which posts are kept, whether they are followed or were once.
 */
void
rd_service_list_async (RdService           *self,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  rd_service_ask_task (self, list_cb, NULL, NULL, rd_service_list_async, callback, user_data);
}

/**
 * rd_service_list_finish:
 * @self: a service
 * @result: what the callback was given
 * @error: as of rd_library_open() and rd_store_list_followed(), or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type RdFollowed): the live blogs, in the order in which they came; or %NULL
 */
GPtrArray *
rd_service_list_finish (RdService     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
check_blog_cb (gpointer user_data)
{
  GTask *task = user_data;

  rd_keeper_check (rd_service_get_keeper (g_task_get_source_object (task)), g_task_get_task_data (task));
  rd_service_return_done (task, TRUE, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_check_blog:
 * @self: a service
 * @blog_id: a live blog
 *
 * Has that one looked at now.
 */
void
rd_service_check_blog (RdService  *self,
                       const char *blog_id)
{
  rd_service_ask_task (self, check_blog_cb, g_strdup (blog_id), g_free, rd_service_check_blog, NULL, NULL);
}

static void
resumed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;
  const gboolean done = rd_follower_resume_finish (RD_FOLLOWER (source), result, &error);

  rd_service_return_done (user_data, done, error);
}

static gboolean
resume_cb (gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  RdFollower *follower = rd_keeper_open (rd_service_get_keeper (g_task_get_source_object (task)), &error);

  if (follower != NULL)
    rd_follower_resume_async (follower, g_task_get_task_data (task), resumed_cb, task);
  else
    rd_service_return_done (task, FALSE, error);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_resume_async:
 * @self: a service
 * @blog_id: a live blog that was followed once
 * @callback: called when that is kept
 * @user_data: for @callback
 *
 * Follows a live blog again from where it was.
 */
void
rd_service_resume_async (RdService           *self,
                         const char          *blog_id,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  rd_service_ask_task (self, resume_cb, g_strdup (blog_id), g_free, rd_service_resume_async, callback, user_data);
}

/**
 * rd_service_resume_finish:
 * @self: a service
 * @result: what the callback was given
 * @error: as of rd_library_open() and rd_follower_resume_finish(), or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is followed again
 */
gboolean
rd_service_resume_finish (RdService     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
unfollowed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  RdService *self = g_task_get_source_object (task);
  GError *error = NULL;
  const gboolean done = rd_follower_unfollow_finish (RD_FOLLOWER (source), result, &error);

  rd_service_end_looks_at (self, g_task_get_task_data (task));
  rd_keeper_plan_alerts (rd_service_get_keeper (self));
  rd_service_return_done (task, done, error);
}

static void
unfollow (GTask    *task,
          gboolean  forget)
{
  GError *error = NULL;
  RdFollower *follower = rd_keeper_open (rd_service_get_keeper (g_task_get_source_object (task)), &error);

  if (follower != NULL)
    rd_follower_unfollow_async (follower, g_task_get_task_data (task), forget, unfollowed_cb, task);
  else
    rd_service_return_done (task, FALSE, error);
}

static gboolean
unfollow_cb (gpointer user_data)
{
  unfollow (user_data, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
forget_cb (gpointer user_data)
{
  unfollow (user_data, TRUE);
  return G_SOURCE_REMOVE;
}

/**
 * rd_service_unfollow_async:
 * @self: a service
 * @blog_id: a live blog
 * @forget: whether its posts are to be deleted, too
 * @callback: called when that is kept
 * @user_data: for @callback
 *
 * Follows a live blog no longer.
 */
void
rd_service_unfollow_async (RdService           *self,
                           const char          *blog_id,
                           gboolean             forget,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  rd_service_ask_task (self, forget ? forget_cb : unfollow_cb, g_strdup (blog_id), g_free, rd_service_unfollow_async,
                       callback, user_data);
}

/**
 * rd_service_unfollow_finish:
 * @self: a service
 * @result: what the callback was given
 * @error: as of rd_library_open() and rd_store_unfollow(), or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is followed no longer
 */
gboolean
rd_service_unfollow_finish (RdService     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
