/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps up with the live blogs that are followed. All of it happens on the context that it was made on: an alarm rings
 * when the next live blog is due, its check goes out, and what came is given to the writer, while others are asked. */
#include "service/rd-follower-private.h"

#include "service/rd-reader.h"

G_DEFINE_FINAL_TYPE (RdFollower, rd_follower, G_TYPE_OBJECT)

static void
free_item (gpointer data)
{
  RdFollowerItem *item = data;

  g_free (item->blog_id);
  g_free (item->location);
  g_clear_pointer (&item->followed, rd_followed_free);
  g_clear_pointer (&item->successor, rd_followed_free);
  g_array_unref (item->times);
  g_free (item);
}

void
rd_follower_tell (RdFollower            *self,
                  const RdFollowerEvent *event)
{
  if (self->options.follow != NULL && !self->is_stopped)
    self->options.follow (event, self->options.user_data);
}

void
rd_follower_remove_item (RdFollowerItem *item)
{
  g_hash_table_remove (item->follower->items, item->blog_id);
}

RdFollowerItem *
rd_follower_add_item (RdFollower *self,
                      RdFollowed *followed,
                      GArray     *times)
{
  const RdFollowing *following = &followed->following;
  RdFollowerItem *item = g_new0 (RdFollowerItem, 1);

  item->follower = self;
  item->blog_id = g_strdup (followed->blog->id);
  item->location = g_strdup (followed->location);
  item->followed = followed;
  item->times = times;
  item->number = self->n_added++;
  item->due = rd_follower_find_due (self, followed);
  g_hash_table_replace (self->items, item->blog_id, item);
  if (following->wait != NULL && following->checked != NULL && rd_reader_is_address (followed->location))
    rd_hosts_wait (self->hosts, followed->location, g_date_time_to_unix_usec (following->checked),
                   g_date_time_to_unix_usec (following->wait));

  return item;
}

static void
wait_cb (const char *url,
         gint64      seconds,
         gpointer    user_data)
{
  RdFollower *self = user_data;
  const gint64 now = rd_clock_now (&self->options.clock);

  rd_hosts_wait (self->hosts, url, now, now + seconds * G_USEC_PER_SEC);
}

static void
rd_follower_dispose (GObject *object)
{
  RdFollower *self = RD_FOLLOWER (object);

  if (self->fetcher != NULL)
    rd_fetcher_set_wait_func (self->fetcher, NULL, NULL);
  g_clear_pointer (&self->alarm, rd_alarm_free);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->hosts, rd_hosts_free);
  g_clear_pointer (&self->chance, g_rand_free);
  g_clear_object (&self->fetcher);
  g_clear_object (&self->writer);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (rd_follower_parent_class)->dispose (object);
}

static void
rd_follower_class_init (RdFollowerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rd_follower_dispose;
}

static void
rd_follower_init (RdFollower *self)
{
}

static void
load_items (RdFollower *self,
            GPtrArray  *followed,
            GPtrArray  *times)
{
  g_ptr_array_set_free_func (followed, NULL);
  for (guint i = 0; i < followed->len; i++)
    rd_follower_add_item (self, followed->pdata[i], g_array_ref (times->pdata[i]));
}

/**
 * rd_follower_new:
 * @library: (transfer full): what is kept, open to be written to
 * @options: how to follow
 * @error: as of rd_store_list_known()
 *
 * Makes what follows all that is kept as followed, on the thread-default main context. It begins when that runs.
 *
 * Returns: (transfer full): the follower, or %NULL
 */
RdFollower *
rd_follower_new (RdLibrary               *library,
                 const RdFollowerOptions *options,
                 GError                 **error)
{
  RdStore *store = rd_library_get_store (library);
  g_autoptr (GPtrArray) followed = rd_store_list_known (store, error);
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  RdFollower *self;

  for (guint i = 0; followed != NULL && i < followed->len; i++)
    {
      GArray *of_this = NULL;

      if (!rd_store_list_times (store, ((RdFollowed *) followed->pdata[i])->blog->id, RD_OUTCOME_TIMES, &of_this, error))
        g_clear_pointer (&followed, g_ptr_array_unref);
      else
        g_ptr_array_add (times, of_this);
    }
  if (followed == NULL)
    {
      rd_library_close (library);
      return NULL;
    }

  self = g_object_new (RD_TYPE_FOLLOWER, NULL);
  self->options = *options;
  self->context = g_main_context_ref_thread_default ();
  self->writer = rd_writer_new (library);
  self->fetcher = rd_fetcher_new (options->limits);
  rd_fetcher_set_wait_func (self->fetcher, wait_cb, self);
  self->alarm = rd_alarm_new (&options->clock, self->context, rd_follower_ring_cb, self);
  self->hosts = rd_hosts_new ();
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_item);
  self->chance = g_rand_new ();
  self->cancellable = g_cancellable_new ();
  self->n_planned = G_MAXUINT;
  load_items (self, followed, times);
  rd_alarm_set (self->alarm, rd_clock_now (&options->clock));

  return self;
}

/**
 * rd_follower_get_writer:
 * @self: a follower
 *
 * Returns: (transfer none): the one that writes, for others who have something to be kept
 */
RdWriter *
rd_follower_get_writer (RdFollower *self)
{
  return self->writer;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RdFollower *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->n_busy--;
  if (rd_writer_run_finish (self->writer, result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * rd_follower_write_async:
 * @self: a follower
 * @function: a piece of work
 * @data: what it is about; it stays until @callback is called
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Has a piece of work done that has nothing to do with following, by the one that writes.
 */
void
rd_follower_write_async (RdFollower         *self,
                         RdWriterFunc        function,
                         gpointer            data,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rd_follower_write_async);
  self->n_busy++;
  rd_writer_run_async (self->writer, function, data, NULL, written_cb, task);
}

/**
 * rd_follower_write_finish:
 * @self: a follower
 * @result: what the callback was given
 * @error: the work's
 *
 * Returns: whether it is done
 */
gboolean
rd_follower_write_finish (RdFollower   *self,
                          GAsyncResult *result,
                          GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
keep_dirty (RdLibrary *library,
            gpointer   data,
            GError   **error)
{
  RdStore *store = rd_library_get_store (library);
  GPtrArray *dirty = data;

  if (!rd_store_begin (store, error))
    return FALSE;
  for (guint i = 0; i < dirty->len; i++)
    if (!rd_store_put_following (store, dirty->pdata[i], error))
      {
        rd_store_roll_back (store);
        return FALSE;
      }

  return rd_store_commit (store, error);
}

static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RdFollower) self = user_data;

  rd_writer_run_finish (self->writer, result, NULL, NULL);
  self->n_busy--;
}

/**
 * rd_follower_stop:
 * @self: a follower
 *
 * Ends what is on its way, and has all that is known kept. Nobody is told any more. It is done when this returns.
 */
void
rd_follower_stop (RdFollower *self)
{
  g_autoptr (GPtrArray) dirty = g_ptr_array_new ();
  GHashTableIter iter;
  RdFollowerItem *item;

  if (self->is_stopped)
    return;
  self->is_stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  while (self->n_busy > 0)
    g_main_context_iteration (self->context, TRUE);

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &item))
    if (item->is_dirty && item->followed != NULL)
      g_ptr_array_add (dirty, item->followed);
  if (dirty->len == 0)
    return;

  self->n_busy++;
  rd_writer_run_async (self->writer, keep_dirty, dirty, NULL, stopped_cb, g_object_ref (self));
  while (self->n_busy > 0)
    g_main_context_iteration (self->context, TRUE);
}
