/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps up with the live blogs that are followed. All of it happens on the context that it was made on: an alarm rings
 * when the next live blog is due, its check goes out, and what came is given to the writer, while others are asked. */
#include "service/rd-follower-private.h"

#include "service/rd-conditions.h"
#include "service/rd-reader.h"

#include <string.h>

/* Someone who wants a live blog to be looked at now waits so long for its server to be ready. */
#define PATIENCE_SECONDS 30

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

/* A clock that was set must not put a check off: what is due later than its interval allows is due now. */
gint64
rd_follower_find_due (RdFollower       *self,
                      const RdFollowed *followed)
{
  const gint64 now = rd_clock_now (&self->options.clock);
  gint64 due;

  if (self->options.by_hand || !rd_outcome_expects_more (followed) || !rd_reader_is_address (followed->location))
    return G_MAXINT64;

  due = followed->following.due != NULL ? g_date_time_to_unix_usec (followed->following.due) : now;

  return due - now > (gint64) 2 * G_USEC_PER_SEC * MAX (followed->following.interval, RD_PACE_SHORTEST) ? now : due;
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

/* Returns: when to look at it, or %G_MAXINT64 */
static gint64
find_time (RdFollower     *self,
           RdFollowerItem *item)
{
  gint64 ready;

  if (item->followed == NULL || item->is_removed || (item->due == G_MAXINT64 && !item->is_asked_for))
    return G_MAXINT64;
  if (!rd_reader_is_address (item->followed->location))
    return 0;
  if ((rd_conditions_at (self->conditions, item->followed->location) & RD_CONDITIONS_STOP) && !item->is_asked_for)
    return G_MAXINT64;

  ready = rd_hosts_get_ready (self->hosts, item->followed->location, rd_clock_now (&self->options.clock));

  return MAX (item->is_asked_for ? 0 : item->due, ready);
}

/* Its server wants to be left alone, whoever asks. */
static void
spare (RdFollowerItem *item)
{
  const RdFollowerEvent event = { .followed = item->followed, .spared = TRUE };

  item->is_asked_for = FALSE;
  rd_follower_tell (item->follower, &event);
}

static int
compare_dues (gconstpointer a,
              gconstpointer b)
{
  const RdFollowerItem *one = *(RdFollowerItem *const *) a;
  const RdFollowerItem *other = *(RdFollowerItem *const *) b;

  return one->due < other->due ? -1 : one->due > other->due ? 1 : strcmp (one->blog_id, other->blog_id);
}

/* Looks at what is due, the longest overdue first, and sets the alarm to when something else is. */
void
rd_follower_look (RdFollower *self)
{
  const gint64 now = rd_clock_now (&self->options.clock);
  g_autoptr (GPtrArray) items = NULL;
  gint64 next = G_MAXINT64;

  if (self->is_stopped)
    return;

  items = g_hash_table_get_values_as_ptr_array (self->items);
  g_ptr_array_sort (items, compare_dues);
  for (guint i = 0; i < items->len; i++)
    {
      RdFollowerItem *item = items->pdata[i];
      gint64 time = find_time (self, item);
      gint64 listing_time = rd_follower_find_listing_time (self, item);

      if (item->is_asked_for && time - now > (gint64) PATIENCE_SECONDS * G_USEC_PER_SEC && time != G_MAXINT64)
        spare (item);
      else if (time <= now)
        rd_follower_begin_visit (item);
      else if (listing_time <= now)
        rd_follower_begin_listing (item);
      else
        next = MIN (next, MIN (time, listing_time));
    }

  rd_alarm_set (self->alarm, next);
}

static gboolean
ring_cb (gpointer user_data)
{
  RdFollower *self = RD_FOLLOWER (user_data);
  GHashTableIter iter;
  RdFollowerItem *item;

  /* The clock may have been set. */
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &item))
    if (item->followed != NULL)
      item->due = MIN (item->due, rd_follower_find_due (self, item->followed));
  rd_follower_look (self);

  return G_SOURCE_CONTINUE;
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
 * @error: as of rd_store_list_followed()
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
  g_autoptr (GPtrArray) followed = rd_store_list_followed (store, error);
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
  self->alarm = rd_alarm_new (&options->clock, self->context, ring_cb, self);
  self->hosts = rd_hosts_new ();
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_item);
  self->chance = g_rand_new ();
  self->cancellable = g_cancellable_new ();
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

/**
 * rd_follower_check:
 * @self: a follower
 * @blog_id: (nullable): a live blog; %NULL for all that are followed
 *
 * Has a live blog looked at now, all of it, due or not; but not before its server wants to be asked again.
 */
void
rd_follower_check (RdFollower *self,
                   const char *blog_id)
{
  GHashTableIter iter;
  RdFollowerItem *item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &item))
    if (blog_id != NULL ? g_str_equal (item->blog_id, blog_id) : item->followed == NULL || item->followed->followed)
      item->is_asked_for = TRUE;

  rd_follower_look (self);
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

/* When a live blog is due by its rhythm and what keeps from asking now. What its server wants is looked at besides. */
static gint64
find_earliest (RdFollower     *self,
               RdFollowerItem *item)
{
  const RdFollowing *following = &item->followed->following;
  const RdPace pace = {
    .now = rd_clock_now (&self->options.clock),
    .times = item->times,
    .conditions = rd_conditions_at (self->conditions, item->followed->location),
    .n_failures = following->n_failures,
    .max_age = -1,
  };

  if (following->checked == NULL)
    return pace.now;

  return g_date_time_to_unix_usec (following->checked) + (gint64) rd_pace_get_interval (&pace) * G_USEC_PER_SEC;
}

/**
 * rd_follower_set_conditions:
 * @self: a follower
 * @conditions: what keeps from asking as often as could be
 */
void
rd_follower_set_conditions (RdFollower  *self,
                            RdConditions conditions)
{
  GHashTableIter iter;
  RdFollowerItem *item;

  self->conditions = conditions;
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &item))
    if (item->followed != NULL && item->due != G_MAXINT64)
      item->due = MIN (item->due, find_earliest (self, item));
  rd_follower_look (self);
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
