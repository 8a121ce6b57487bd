/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live blogs that come to be followed: what the reader asks for, and tomorrow's, where today's is one of a series. */
#include "service/rd-follower-private.h"

#include "service/rd-conditions.h"
#include "service/rd-series.h"
#include "service/rd-subscription.h"

/* A live blog without a post for so long may have had its last. */
#define SILENT_SECONDS (3 * 60 * 60)

/* A series is looked at for its next live blog so often, at most, in the time that it has been silent for. */
#define LISTINGS_OF_SILENCE 24

/* Looks after a live blog that has come just now. Where it is looked at this moment, that is done first. */
void
rd_follower_take_over (RdFollower *self,
                       RdOutcome  *outcome)
{
  RdFollowerItem *item = g_hash_table_lookup (self->items, outcome->followed->blog->id);

  if (item != NULL && item->followed == NULL)
    {
      item->is_removed = item->is_ended = FALSE;
      g_clear_pointer (&item->successor, rd_followed_free);
      item->successor = g_steal_pointer (&outcome->followed);
      return;
    }

  if (item != NULL)
    rd_follower_remove_item (item);
  rd_follower_add_item (self, g_steal_pointer (&outcome->followed), g_array_ref (outcome->times));
}

/* What is being kept for the first time. */
typedef struct
{
  RdFollower *follower; /* (owned) */
  GTask *task;          /* (nullable) (owned): that of who wanted it; %NULL where a series led there */
  RdSubscription *subscription; /* (nullable) (owned): until the writer has it */
} Arrival;

static void
attached_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Arrival *arrival = user_data;
  g_autoptr (RdFollower) self = arrival->follower;
  g_autoptr (GTask) task = arrival->task;
  g_autoptr (GError) error = NULL;
  gpointer data;
  RdSubscription *subscription;

  g_free (arrival);
  rd_writer_run_finish (self->writer, result, &data, &error);
  subscription = data;
  /* Of several in one document, some may be kept where one cannot be. */
  for (guint i = 0; i < subscription->n_kept; i++)
    {
      RdOutcome *outcome = subscription->outcomes->pdata[i];
      const RdFollowerEvent event
          = { .followed = outcome->followed, .taken = outcome->taken, .changed = outcome->changed,
              .attached = outcome->followed->following.attached };

      if (task == NULL && g_hash_table_contains (self->items, outcome->followed->blog->id))
        continue;
      rd_follower_tell (self, &event);
      rd_follower_take_over (self, outcome);
    }

  if (task != NULL && error == NULL)
    g_task_return_boolean (task, TRUE);
  else if (task != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  self->n_busy--;
  rd_follower_look (self);
}

static void
keep_arrival (Arrival *arrival)
{
  rd_writer_run_async (arrival->follower->writer, rd_subscription_keep, g_steal_pointer (&arrival->subscription),
                       rd_subscription_free, attached_cb, arrival);
}

/* The keyring may take its time. */
static void
hide_in_thread (GTask        *hiding,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (rd_subscription_hide_secrets (task_data, cancellable, &error))
    g_task_return_boolean (hiding, TRUE);
  else
    g_task_return_error (hiding, error);
}

static void
hidden_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Arrival *arrival = user_data;
  g_autoptr (RdFollower) self = NULL;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      keep_arrival (arrival);
      return;
    }

  self = arrival->follower;
  self->n_busy--;
  if (arrival->task != NULL)
    g_task_return_error (arrival->task, error);
  else
    g_error_free (error);
  g_clear_object (&arrival->task);
  rd_subscription_free (arrival->subscription);
  g_free (arrival);
  rd_follower_look (self);
}

/* @found: (transfer full); @by_series: whether a series led there; @task: (transfer full) (nullable): who waits for it */
static void
attach (RdFollower *self,
        RdFound    *found,
        gboolean    by_series,
        GTask      *task)
{
  g_autoptr (GDateTime) now = rd_clock_get_time (&self->options.clock);
  g_autoptr (GTask) hiding = NULL;
  Arrival *arrival = g_new0 (Arrival, 1);

  self->n_busy++;
  arrival->follower = g_object_ref (self);
  arrival->task = task;
  arrival->subscription = rd_subscription_new (found, by_series, now);
  if (!rd_subscription_has_secrets (arrival->subscription))
    {
      keep_arrival (arrival);
      return;
    }

  hiding = g_task_new (NULL, self->cancellable, hidden_cb, arrival);
  g_task_set_source_tag (hiding, attach);
  g_task_set_task_data (hiding, arrival->subscription, NULL);
  g_task_run_in_thread (hiding, hide_in_thread);
}

static gboolean
is_item (RdFollower *self,
         RdBlog     *blog)
{
  return g_hash_table_contains (self->items, blog->id);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  RdFollowerVisit *visit = user_data;
  g_autoptr (RdFollower) self = g_object_ref (visit->follower);
  g_autoptr (GError) error = NULL;
  g_autoptr (RdFound) found = rd_series_find_finish (result, &error);
  RdFollowed *followed;
  gboolean is_wanted;

  /* That a series' feed cannot be read is no fault of the live blog that is followed: it is looked at again in time. */
  self->n_busy--;
  rd_hosts_end (self->hosts, visit->host);
  rd_follower_put_back (visit->item, g_steal_pointer (&visit->outcome->followed));
  followed = visit->item->followed;
  g_clear_pointer (&followed->following.listed, g_date_time_unref);
  followed->following.listed = rd_clock_get_time (&self->options.clock);
  visit->item->is_dirty = TRUE;
  is_wanted = !visit->item->is_removed && !self->is_stopped;
  if (visit->item->is_ended)
    rd_follower_retire_item (visit->item);
  rd_follower_free_visit (visit);

  if (found != NULL && is_wanted && !is_item (self, found->checked->blogs->pdata[0]))
    attach (self, g_steal_pointer (&found), TRUE, NULL);
  rd_follower_look (self);
}

/* What was published after this may be a later live blog: one of its last posts, since that may begin before this ends, or
 * where no times are known the last look that found something. */
static GDateTime *
find_beginning (RdFollowerItem   *item,
                const RdFollowed *followed)
{
  if (item->times->len > 0)
    return g_date_time_new_from_unix_utc_usec (g_array_index (item->times, gint64, item->times->len - 1));

  return followed->following.news != NULL ? g_date_time_ref (followed->following.news)
                                          : rd_clock_get_time (&item->follower->options.clock);
}

/* Looks for the live blog that follows this one. */
void
rd_follower_begin_listing (RdFollowerItem *item)
{
  RdFollower *self = item->follower;
  RdFollowerVisit *visit = g_new0 (RdFollowerVisit, 1);
  g_autoptr (GDateTime) after = NULL;

  self->n_busy++;
  visit->follower = g_object_ref (self);
  visit->item = item;
  visit->outcome = g_new0 (RdOutcome, 1);
  visit->outcome->followed = g_steal_pointer (&item->followed);
  visit->host = g_strdup (visit->outcome->followed->blog->series);
  rd_hosts_begin (self->hosts, visit->host, rd_clock_now (&self->options.clock));
  after = find_beginning (item, visit->outcome->followed);
  rd_series_find_async (self->fetcher, visit->outcome->followed->blog, after, self->options.content_api,
                        self->cancellable, listed_cb, visit);
}

/* Whether no later live blog of the same series is followed. While another one is looked at, that is not known. */
static gboolean
is_latest (RdFollower     *self,
           RdFollowerItem *item)
{
  GHashTableIter iter;
  RdFollowerItem *other;

  g_hash_table_iter_init (&iter, self->items);
  while (!item->is_superseded && g_hash_table_iter_next (&iter, NULL, (gpointer *) &other))
    if (other->number > item->number)
      {
        if (other->followed == NULL)
          return FALSE;
        item->is_superseded = rd_series_is_same (item->followed->blog, other->followed->blog);
      }

  return !item->is_superseded;
}

/* Tomorrow's live blog is looked for when today's, the latest of its series, is silent.
 * Returns: when to look at the series' feed, or %G_MAXINT64 */
gint64
rd_follower_find_listing_time (RdFollower     *self,
                               RdFollowerItem *item)
{
  const RdFollowed *followed = item->followed;
  const gint64 now = rd_clock_now (&self->options.clock);
  gint64 last;
  gint64 quiet;
  gint64 again = 0;

  if (followed == NULL || !followed->followed || followed->blog->series == NULL || self->options.by_hand
      || (rd_conditions_at (self->conditions, followed->blog->series) & RD_CONDITIONS_STOP) || !is_latest (self, item))
    return G_MAXINT64;

  last = item->times->len > 0 ? g_array_index (item->times, gint64, 0) : 0;
  quiet = followed->following.closed == NULL && last > 0 ? last + (gint64) SILENT_SECONDS * G_USEC_PER_SEC : 0;
  if (followed->following.listed != NULL)
    {
      const gint64 listed = MIN (g_date_time_to_unix_usec (followed->following.listed), now);

      /* The longer there was none, the less is one to be expected. */
      again = listed + MAX ((gint64) RD_PACE_SERIES * G_USEC_PER_SEC, last > 0 ? (listed - last) / LISTINGS_OF_SILENCE : 0);
    }

  return MAX (MAX (quiet, again), rd_hosts_get_ready (self->hosts, followed->blog->series, now));
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  RdFollower *self = g_task_get_source_object (task);
  GError *error = NULL;
  RdFound *found = rd_finder_find_finish (result, &error);

  if (found != NULL)
    {
      attach (self, found, FALSE, task);
      self->n_busy--;
      return;
    }

  g_task_return_error (task, error);
  self->n_busy--;
  g_object_unref (task);
}

/**
 * rd_follower_subscribe_async:
 * @self: a follower
 * @url: an http or https address, perhaps with secrets, which go to the reader's keyring
 * @callback: called when the live blog there is kept and followed, or none is found
 * @user_data: for @callback
 *
 * Follows what is at an address, as rd_finder_find_async() finds it.
 */
void
rd_follower_subscribe_async (RdFollower         *self,
                             const char         *url,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rd_follower_subscribe_async);
  g_task_set_task_data (task, g_strdup (url), g_free);
  self->n_busy++;
  rd_finder_find_async (self->fetcher, url, self->options.content_api, self->cancellable, found_cb, task);
}

/**
 * rd_follower_subscribe_found_async:
 * @self: a follower
 * @found: (transfer full): as from rd_finder_find_finish()
 * @callback: called when it is kept and followed
 * @user_data: for @callback
 *
 * Follows what was found. It ends with rd_follower_subscribe_finish().
 */
void
rd_follower_subscribe_found_async (RdFollower          *self,
                                   RdFound             *found,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rd_follower_subscribe_found_async);
  attach (self, found, FALSE, task);
}

/**
 * rd_follower_subscribe_finish:
 * @self: a follower
 * @result: what the callback was given
 * @error: as of rd_finder_find_finish() and rd_subscription_keep()
 *
 * Returns: whether it is followed
 */
gboolean
rd_follower_subscribe_finish (RdFollower   *self,
                              GAsyncResult *result,
                              GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
