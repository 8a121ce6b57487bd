/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader sees of the live blogs that are followed, and changes about that. */
#include "service/rd-follower-private.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "service/rd-keys.h"
#include "service/rd-subscription.h"

#include <glib/gi18n.h>

static void
set_time (GDateTime **time,
          GDateTime  *value)
{
  g_clear_pointer (time, g_date_time_unref);
  *time = value != NULL ? g_date_time_ref (value) : NULL;
}

/**
 * rd_follower_note_states:
 * @self: a follower
 * @list: (element-type RdFollowed): live blogs as they are kept
 *
 * Notes with each what the last look at it came to: that nothing has changed is not kept at once.
 */
void
rd_follower_note_states (RdFollower *self,
                         GPtrArray  *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      RdFollowed *followed = list->pdata[i];
      RdFollowing *following = &followed->following;
      const RdFollowerItem *item = g_hash_table_lookup (self->items, followed->blog->id);
      const RdFollowing *latest = item != NULL && item->followed != NULL ? &item->followed->following : NULL;

      if (latest == NULL || !item->is_dirty)
        continue;
      set_time (&following->checked, latest->checked);
      set_time (&following->due, latest->due);
      following->interval = latest->interval;
      following->n_checks = latest->n_checks;
      following->n_unmodified = latest->n_unmodified;
      following->n_bytes = latest->n_bytes;
    }
}

/* What is followed no longer stays known, so that its series does not bring it back. Nothing of it is kept any more. */
void
rd_follower_retire_item (RdFollowerItem *item)
{
  item->followed->followed = FALSE;
  item->is_dirty = FALSE;
}

/* The keyring may take its time. */
static void
forget_in_thread (GTask        *forgetting,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;

  if (rd_keys_forget_address (task_data, cancellable, &error))
    g_task_return_boolean (forgetting, TRUE);
  else
    g_task_return_error (forgetting, error);
}

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RdFollower *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->n_busy--;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* @task: (transfer full): who waits for it. The thread must not be the one that holds the follower last. */
static void
forget (RdFollower *self,
        const char *location,
        GTask      *task)
{
  g_autoptr (GTask) forgetting = g_task_new (NULL, self->cancellable, forgotten_cb, task);

  self->n_busy++;
  g_task_set_source_tag (forgetting, forget);
  g_task_set_task_data (forgetting, g_strdup (location), g_free);
  g_task_run_in_thread (forgetting, forget_in_thread);
}

/* Whether another live blog that is followed is read from there. */
static gboolean
is_read_from (RdFollower *self,
              const char *location)
{
  GHashTableIter iter;
  RdFollowerItem *item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &item))
    if (!item->is_removed && (item->followed == NULL || item->followed->followed)
        && g_strcmp0 (item->location, location) == 0)
      return TRUE;

  return FALSE;
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RdFollower *self = g_task_get_source_object (task);
  RdFollowerItem *item = NULL;
  GError *error = NULL;
  gpointer blog_id;
  const gboolean ended = rd_writer_run_finish (self->writer, result, &blog_id, &error);

  item = g_hash_table_lookup (self->items, blog_id);
  self->n_busy--;
  if (!ended)
    {
      if (item != NULL)
        item->is_removed = FALSE;
      g_task_return_error (task, error);
      rd_follower_look (self);
      return;
    }

  if (item != NULL && rd_address_is_masked (item->location) && !is_read_from (self, item->location))
    forget (self, item->location, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
  if (item != NULL && item->followed != NULL)
    rd_follower_retire_item (item);
  if (item != NULL)
    item->is_ended = TRUE;
  rd_follower_look (self);
}

/**
 * rd_follower_unfollow_async:
 * @self: a follower
 * @blog_id: a live blog
 * @forget: whether its posts are to be deleted, too
 * @callback: called when that is kept
 * @user_data: for @callback
 *
 * Follows a live blog no longer. What a look at it brings that is on its way still is not kept.
 */
void
rd_follower_unfollow_async (RdFollower         *self,
                            const char         *blog_id,
                            gboolean            forget,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task = g_task_new (self, self->cancellable, callback, user_data);
  RdFollowerItem *item = g_hash_table_lookup (self->items, blog_id);

  g_task_set_source_tag (task, rd_follower_unfollow_async);
  g_task_set_check_cancellable (task, FALSE);
  self->n_busy++;
  if (item != NULL)
    item->is_removed = TRUE;
  rd_writer_run_async (self->writer, forget ? rd_subscription_forget : rd_subscription_end, g_strdup (blog_id), g_free,
                       ended_cb, task);
}

/**
 * rd_follower_unfollow_finish:
 * @self: a follower
 * @result: what the callback was given
 * @error: as of rd_store_unfollow()
 *
 * Returns: whether it is followed no longer
 */
gboolean
rd_follower_unfollow_finish (RdFollower   *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
resumed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RdFollower *self = g_task_get_source_object (task);
  GError *error = NULL;
  gpointer data;
  RdSubscription *subscription;

  rd_writer_run_finish (self->writer, result, &data, &error);
  subscription = data;
  if (error == NULL && subscription->outcomes->len == 0)
    g_set_error_literal (&error, RD_ERROR, RD_ERROR_FILE, _("it is not kept any more: add it once more"));
  if (error != NULL)
    {
      g_task_return_error (task, error);
    }
  else
    {
      rd_follower_take_over (self, subscription->outcomes->pdata[0]);
      g_task_return_boolean (task, TRUE);
    }
  self->n_busy--;
  rd_follower_look (self);
}

/**
 * rd_follower_resume_async:
 * @self: a follower
 * @blog_id: a live blog that was followed once
 * @callback: called when that is kept
 * @user_data: for @callback
 *
 * Follows a live blog again from where it was, or from its beginning where it was forgotten. What was secret in its address
 * has been forgotten in any case.
 */
void
rd_follower_resume_async (RdFollower          *self,
                          const char          *blog_id,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GDateTime) now = rd_clock_get_time (&self->options.clock);

  g_task_set_source_tag (task, rd_follower_resume_async);
  self->n_busy++;
  rd_writer_run_async (self->writer, rd_subscription_resume, rd_subscription_resume_new (blog_id, now),
                       rd_subscription_free, resumed_cb, task);
}

/**
 * rd_follower_resume_finish:
 * @self: a follower
 * @result: what the callback was given
 * @error: %RD_ERROR_FILE where it is not known, and as of rd_store_put_following()
 *
 * Returns: whether it is followed again
 */
gboolean
rd_follower_resume_finish (RdFollower    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
