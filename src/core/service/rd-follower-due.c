/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the live blogs that are followed is due, and when the alarm rings for the next. */
#include "service/rd-follower-private.h"

#include "service/rd-conditions.h"
#include "service/rd-reader.h"

#include <string.h>

/* Someone who wants a live blog to be looked at now waits so long for its server to be ready. */
#define PATIENCE_SECONDS 30

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

/* Whether anything is to come of it: it is over where it is never due, and of a series the latest has another one come. */
static gboolean
is_kept_up_with (RdFollowerItem *item)
{
  if (item->is_removed || item->is_ended)
    return FALSE;
  if (item->followed == NULL)
    return TRUE;

  return item->followed->followed
         && (item->due != G_MAXINT64 || (item->followed->blog->series != NULL && !item->is_superseded));
}

/* Tells what is to come. While something is looked at, its next time is not known. */
static void
tell_plan (RdFollower *self,
           GPtrArray  *items,
           gint64      next)
{
  guint n = 0;
  gboolean is_known = TRUE;

  for (guint i = 0; i < items->len; i++)
    {
      RdFollowerItem *item = items->pdata[i];

      n += is_kept_up_with (item) ? 1 : 0;
      is_known = is_known && item->followed != NULL;
    }
  if (self->options.plan == NULL || (n == self->n_planned && (!is_known || next == self->planned)))
    return;

  self->n_planned = n;
  self->planned = next;
  self->options.plan (n, next, self->options.user_data);
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
  tell_plan (self, items, next);
  if (self->options.rest != NULL && self->n_busy == 0)
    self->options.rest (next, self->options.user_data);
}

gboolean
rd_follower_ring_cb (gpointer user_data)
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

/**
 * rd_follower_check:
 * @self: a follower
 * @blog_id: (nullable): a live blog; %NULL for all that are followed
 *
 * Has a live blog looked at now, all of it, due or not; but not before its server wants to be asked again.
 *
 * Returns: whether there is one, of which is told then
 */
gboolean
rd_follower_check (RdFollower *self,
                   const char *blog_id)
{
  GHashTableIter iter;
  RdFollowerItem *item;
  gboolean is_any = FALSE;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &item))
    if (blog_id != NULL ? g_str_equal (item->blog_id, blog_id) : item->followed == NULL || item->followed->followed)
      {
        item->is_asked_for = TRUE;
        is_any |= !item->is_removed;
      }

  rd_follower_look (self);

  return is_any;
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
