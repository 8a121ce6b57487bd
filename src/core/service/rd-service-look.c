/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at live blogs: that one was made is told, and some are waited for. */
#include "service/rd-service-private.h"

#include "base/rd-error.h"
#include "service/rd-state.h"

#include <glib/gi18n.h>

/**
 * rd_look_free:
 * @self: (transfer full): what a look came to
 */
void
rd_look_free (RdLook *self)
{
  g_free (self->blog_id);
  g_free (self->problem);
  g_clear_pointer (&self->wait, g_date_time_unref);
  g_free (self);
}

/* What is handed from the thread to who made the service. */
typedef struct
{
  RdService *self; /* (owned) */
  RdServiceEvent event;
} News;

static void
free_news (gpointer data)
{
  News *news = data;

  g_free (news->event.blog_id);
  g_free (news->event.title);
  g_clear_pointer (&news->event.changed, g_ptr_array_unref);
  g_free (news->event.problem);
  g_free (news->event.state);
  g_free (news->event.next);
  g_object_unref (news->self);
  g_free (news);
}

static gboolean
looked_cb (gpointer user_data)
{
  News *news = user_data;

  if (rd_service_is_running (news->self))
    g_signal_emit_by_name (news->self, "looked", &news->event);

  return G_SOURCE_REMOVE;
}

/* What waits for a look at that live blog has waited for this. */
static void
answer_looks (RdService             *self,
              const RdFollowerEvent *event)
{
  GPtrArray *looks = rd_service_get_looks (self);
  const RdFollowing *following = &event->followed->following;

  for (guint i = looks->len; i > 0; i--)
    {
      GTask *task = looks->pdata[i - 1];
      const char *blog_id = g_task_get_task_data (task);
      RdLook *look;

      /* What could not be kept ends all of it. */
      if (event->error == NULL && !g_str_equal (blog_id, event->followed->blog->id))
        continue;

      if (event->error != NULL)
        {
          g_task_return_error (task, g_error_copy (event->error));
        }
      else
        {
          look = g_new0 (RdLook, 1);
          look->blog_id = g_strdup (blog_id);
          look->taken = event->taken;
          look->spared = event->spared;
          look->problem = g_strdup (following->problem);
          look->wait = following->wait != NULL ? g_date_time_ref (following->wait) : NULL;
          g_task_return_pointer (task, look, (GDestroyNotify) rd_look_free);
        }
      g_ptr_array_remove_index (looks, i - 1);
    }
}

/* Of the thread. */
void
rd_service_tell_look (const RdFollowerEvent *event,
                      gpointer               user_data)
{
  RdService *self = user_data;
  const RdFollowed *followed = event->followed;
  g_autoptr (GDateTime) now = rd_clock_get_time (&rd_service_get_options (self)->clock);
  News *news = g_new0 (News, 1);

  news->self = g_object_ref (self);
  news->event.blog_id = g_strdup (followed->blog->id);
  news->event.title = g_strdup (rd_blog_get_title (followed->blog));
  news->event.taken = event->error == NULL ? event->taken : (RdTaken) { 0 };
  news->event.changed = event->error == NULL && event->changed != NULL ? g_ptr_array_ref (event->changed) : NULL;
  news->event.attached = event->attached;
  news->event.problem = g_strdup (followed->following.problem);
  news->event.state = rd_state_describe (followed, now);
  news->event.next = rd_state_describe_next (followed, now);
  rd_service_hand_over (self, looked_cb, news, free_news);
  answer_looks (self, event);
}

static void
return_not_followed (GTask *task)
{
  g_task_return_new_error_literal (task, RD_ERROR, RD_ERROR_FILE, _("it is followed no longer: add it once more"));
}

/* Of the thread: nothing is told any more of a live blog that is followed no longer. */
void
rd_service_end_looks_at (RdService  *self,
                         const char *blog_id)
{
  GPtrArray *looks = rd_service_get_looks (self);

  for (guint i = looks->len; i > 0; i--)
    if (g_str_equal (g_task_get_task_data (looks->pdata[i - 1]), blog_id))
      {
        return_not_followed (looks->pdata[i - 1]);
        g_ptr_array_remove_index (looks, i - 1);
      }
}

/* Of the thread, which ends. */
void
rd_service_end_looks (RdService *self)
{
  GPtrArray *looks = rd_service_get_looks (self);

  for (guint i = 0; i < looks->len; i++)
    g_task_return_new_error_literal (looks->pdata[i], G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  g_ptr_array_set_size (looks, 0);
}

static gboolean
look_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RdService *self = g_task_get_source_object (task);
  GPtrArray *looks = rd_service_get_looks (self);
  GError *error = NULL;
  RdFollower *follower = rd_keeper_open (rd_service_get_keeper (self), &error);

  if (follower == NULL)
    {
      g_task_return_error (task, error);
      return G_SOURCE_REMOVE;
    }

  /* It may be told of at once. */
  g_ptr_array_add (looks, g_object_ref (task));
  if (!rd_follower_check (follower, g_task_get_task_data (task)) && g_ptr_array_remove (looks, task))
    return_not_followed (task);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_look_async:
 * @self: a service
 * @blog_id: a live blog
 * @callback: called when it was looked at
 * @user_data: for @callback
 *
 * Has a live blog looked at now, and waits for that, however long its server takes.
 */
void
rd_service_look_async (RdService           *self,
                       const char          *blog_id,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  rd_service_ask_task (self, look_cb, g_strdup (blog_id), g_free, rd_service_look_async, callback, user_data);
}

/**
 * rd_service_look_finish:
 * @self: a service
 * @result: what the callback was given
 * @error: as of rd_library_open(), %RD_ERROR_FILE where it is not followed, as of rd_store_put_entry(), or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what it came to, or %NULL
 */
RdLook *
rd_service_look_finish (RdService     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
