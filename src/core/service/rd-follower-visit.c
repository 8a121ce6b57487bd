/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One check of a live blog that is followed: asks for what has changed, or for all of it, and has what came kept. */
#include "service/rd-follower-private.h"

#include "base/rd-address.h"
#include "service/rd-conditions.h"
#include "service/rd-reader.h"

/* What says no more than 'nothing has changed' is kept once a minute at most. */
#define KEEPING_SECONDS 60

void
rd_follower_free_visit (RdFollowerVisit *visit)
{
  g_clear_pointer (&visit->outcome, rd_outcome_free);
  g_free (visit->host);
  g_object_unref (visit->follower);
  g_free (visit);
}

/* A live blog is at rest again after a check, or what took its place meanwhile is. */
void
rd_follower_put_back (RdFollowerItem *item,
                      RdFollowed     *followed)
{
  item->followed = followed;
  if (item->successor == NULL)
    return;

  rd_followed_free (followed);
  item->followed = g_steal_pointer (&item->successor);
  item->is_dirty = TRUE;
}

/* Of a key that is good for so many questions a day, all live blogs that need it have their share. */
static guint
find_least_interval (RdFollower *self,
                     const char *format_id)
{
  const RdFormat *format = rd_format_find (format_id);
  GHashTableIter iter;
  RdFollowerItem *item;
  guint n_sharers = 1;

  if (format == NULL || format->daily_requests == 0)
    return 0;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &item))
    n_sharers += item->followed != NULL && rd_outcome_expects_more (item->followed)
                 && g_strcmp0 (item->followed->following.format, format_id) == 0;

  return 24 * 60 * 60 / format->daily_requests * n_sharers;
}

/* The live blog is at rest again, with what the check came to. */
static void
end_visit (RdFollowerVisit *visit,
           const GError    *error)
{
  RdFollower *self = visit->follower;
  RdFollowerItem *item = visit->item;
  RdFollowerEvent event = { .taken = visit->outcome->taken, .changed = visit->outcome->changed, .error = error };

  self->n_busy--;
  rd_follower_put_back (item, g_steal_pointer (&visit->outcome->followed));
  g_set_str (&item->location, item->followed->location);
  g_array_unref (item->times);
  item->times = g_array_ref (visit->outcome->times);
  item->due = rd_follower_find_due (self, item->followed);
  item->is_asked_for = FALSE;

  event.followed = item->followed;
  rd_follower_tell (self, &event);
  if (item->is_ended)
    rd_follower_retire_item (item);
  rd_follower_free_visit (visit);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  RdFollowerVisit *visit = user_data;
  g_autoptr (RdFollower) self = g_object_ref (visit->follower);
  g_autoptr (GError) error = NULL;
  gpointer outcome;

  rd_writer_run_finish (self->writer, result, &outcome, &error);
  /* The writer gives back the same one, which it does not own. */
  visit->item->is_dirty = FALSE;
  visit->item->kept = rd_clock_now (&self->options.clock);
  end_visit (visit, error);
  rd_follower_look (self);
}

static void
keep (RdFollowerVisit *visit)
{
  RdFollower *self = visit->follower;
  RdOutcome *outcome = visit->outcome;
  const gint64 now = g_date_time_to_unix_usec (outcome->now);

  /* What is not worth a write to the disk now is kept with the next that is, or when following ends. */
  if (rd_outcome_is_small (outcome) && visit->item->kept <= now
      && now - visit->item->kept < (gint64) KEEPING_SECONDS * G_USEC_PER_SEC)
    {
      rd_outcome_settle (outcome);
      visit->item->is_dirty = TRUE;
      end_visit (visit, NULL);
      return;
    }

  rd_writer_run_async (self->writer, rd_outcome_keep, outcome, NULL, kept_cb, visit);
}

/* Takes over what a check brought. */
static void
take_checked (RdFollowerVisit *visit,
              RdChecked       *checked)
{
  RdFollower *self = visit->follower;
  RdOutcome *outcome = visit->outcome;

  if (visit->host != NULL)
    rd_hosts_end (self->hosts, visit->host);
  if (self->is_stopped || visit->item->is_removed)
    {
      self->n_busy--;
      rd_follower_put_back (visit->item, g_steal_pointer (&outcome->followed));
      if (visit->item->is_ended)
        rd_follower_retire_item (visit->item);
      rd_checked_free (checked);
      rd_follower_free_visit (visit);
      return;
    }

  outcome->checked = checked;
  outcome->now = rd_clock_get_time (&self->options.clock);
  outcome->conditions = rd_conditions_at (self->conditions, outcome->followed->location);
  outcome->at_least = find_least_interval (self, outcome->followed->following.format);
  outcome->chance = g_rand_double (self->chance);
  keep (visit);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  RdFollowerVisit *visit = user_data;
  g_autoptr (RdFollower) self = g_object_ref (visit->follower);

  take_checked (visit, rd_check_finish (result));
  rd_follower_look (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  RdFollowerVisit *visit = user_data;
  g_autoptr (RdFollower) self = g_object_ref (visit->follower);

  take_checked (visit, rd_check_read_finish (result, visit->item->blog_id));
  rd_follower_look (self);
}

/* Returns: (transfer full) (nullable): the address that tells what has changed, where all need not be read */
static char *
find_changes (RdFollower       *self,
              const RdFollowed *followed)
{
  const RdFollowing *following = &followed->following;
  const RdFormat *format = rd_format_find (following->format);
  g_autoptr (GDateTime) now = rd_clock_get_time (&self->options.clock);
  GTimeSpan since;

  /* What is secret in an address belongs to that address alone. */
  if (format == NULL || format->list_changes == NULL || rd_address_is_masked (followed->location) || followed->blog->ended
      || followed->blog->cursor == NULL || following->whole == NULL)
    return NULL;
  /* What was read in the future was read before the clock was set. */
  since = g_date_time_difference (now, following->whole);
  if (since < 0 || since > (GTimeSpan) RD_PACE_WHOLE * G_TIME_SPAN_SECOND)
    return NULL;

  return format->list_changes (followed->location, followed->blog->cursor, now);
}

static void
visit_address (RdFollowerVisit *visit)
{
  RdFollower *self = visit->follower;
  RdOutcome *outcome = visit->outcome;
  const RdFollowed *followed = outcome->followed;
  const RdFollowing *following = &followed->following;
  g_autofree char *changes = visit->item->is_asked_for ? NULL : find_changes (self, followed);
  const gboolean is_known = changes == NULL || g_strcmp0 (changes, following->part_url) == 0;
  const gboolean afresh = following->n_checks % RD_PACE_AFRESH == RD_PACE_AFRESH - 1 || !is_known;
  const RdCheckRequest request = {
    .url = changes != NULL ? changes : followed->location,
    .etag = afresh ? NULL : changes != NULL ? following->part_etag : following->etag,
    .modified = afresh ? NULL : changes != NULL ? following->part_modified : following->modified,
    .page = followed->blog->url,
    .title = followed->blog->title,
    .publisher = followed->blog->publisher,
    .blog_id = followed->blog->id,
    .since = changes != NULL ? followed->blog->cursor : NULL,
    .format = rd_format_find (following->format),
  };

  outcome->whole = changes == NULL;
  outcome->asked = g_strdup (request.url);
  visit->host = g_strdup (followed->location);
  rd_hosts_begin (self->hosts, visit->host, rd_clock_now (&self->options.clock));
  rd_check_async (self->fetcher, &request, self->cancellable, checked_cb, visit);
}

void
rd_follower_begin_visit (RdFollowerItem *item)
{
  RdFollower *self = item->follower;
  RdFollowerVisit *visit = g_new0 (RdFollowerVisit, 1);

  self->n_busy++;
  visit->follower = g_object_ref (self);
  visit->item = item;
  visit->outcome = g_new0 (RdOutcome, 1);
  visit->outcome->followed = g_steal_pointer (&item->followed);
  visit->outcome->times = g_array_ref (item->times);

  if (rd_reader_is_address (visit->outcome->followed->location))
    {
      visit_address (visit);
      return;
    }

  visit->outcome->whole = TRUE;
  rd_reader_read_async (visit->outcome->followed->location, self->cancellable, read_cb, visit);
}
