/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check of a live blog comes to. All of it is kept in one transaction: no post without its live blog's new state,
 * no state without its posts. */
#include "service/rd-outcome.h"

#include "base/rd-address.h"
#include "service/rd-reader.h"

#include <string.h>

#define STATUS_GONE 410

/* Formats' cursors are times and ids. */
#define MOST_CURSOR_BYTES 128

/**
 * rd_outcome_free:
 * @self: (transfer full): an outcome
 */
void
rd_outcome_free (RdOutcome *self)
{
  g_clear_pointer (&self->followed, rd_followed_free);
  g_clear_pointer (&self->times, g_array_unref);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_clear_pointer (&self->checked, rd_checked_free);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_free (self->asked);
  g_free (self);
}

static RdOutcome *
begin_outcome (RdFound   *found,
               RdBlog    *blog,
               GDateTime *now,
               gboolean   attached)
{
  RdOutcome *self = g_new0 (RdOutcome, 1);
  RdFollowed *followed = g_new0 (RdFollowed, 1);

  followed->location = g_strdup (found->location);
  followed->followed = TRUE;
  followed->following.attached = attached;
  followed->blog = rd_blog_new ();
  followed->blog->id = g_strdup (blog->id);
  followed->blog->title = g_strdup (blog->title);
  followed->blog->url = g_strdup (blog->url);
  followed->blog->publisher = g_strdup (blog->publisher);
  followed->blog->language = g_strdup (blog->language);
  followed->blog->live = blog->live;

  self->followed = followed;
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->now = g_date_time_ref (now);
  self->asked = g_strdup (found->location);
  self->whole = TRUE;
  self->checked = g_new0 (RdChecked, 1);
  self->checked->format = found->checked->format;
  self->checked->blogs = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_blog_unref);
  g_ptr_array_add (self->checked->blogs, rd_blog_ref (blog));

  return self;
}

/**
 * rd_outcome_begin:
 * @found: (transfer full): what was found
 * @now: the time
 * @attached: whether it came by the series of another live blog
 *
 * Begins to follow what was found, as soon as each outcome is kept.
 *
 * Returns: (transfer full) (element-type RdOutcome): one for each live blog in it
 */
GPtrArray *
rd_outcome_begin (RdFound   *found,
                  GDateTime *now,
                  gboolean   attached)
{
  GPtrArray *outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_outcome_free);
  GPtrArray *blogs = found->checked->blogs;
  RdOutcome *first;

  for (guint i = 0; i < blogs->len; i++)
    g_ptr_array_add (outcomes, begin_outcome (found, blogs->pdata[i], now, attached));

  /* It was one look, of which the answer is told once. */
  first = outcomes->pdata[0];
  first->checked->answer = g_steal_pointer (&found->checked->answer);
  first->checked->n_requests = found->checked->n_requests;
  first->checked->n_bytes = found->checked->n_bytes;
  rd_found_free (found);

  return outcomes;
}

/**
 * rd_outcome_expects_more:
 * @followed: a live blog
 *
 * Returns: whether it is followed, on the web, and not over
 */
gboolean
rd_outcome_expects_more (const RdFollowed *followed)
{
  return followed->followed && followed->following.closed == NULL && rd_reader_is_address (followed->location);
}

/**
 * rd_outcome_is_small:
 * @self: an outcome
 *
 * Returns: whether it says no more than that nothing has changed, so that it need not be kept at once
 */
gboolean
rd_outcome_is_small (RdOutcome *self)
{
  return self->checked->problem == NULL && self->checked->blogs == NULL && self->followed->following.problem == NULL;
}

static void
set_time (GDateTime **time,
          GDateTime  *value)
{
  g_clear_pointer (time, g_date_time_unref);
  *time = value != NULL ? g_date_time_ref (value) : NULL;
}

/* A feed is never over, however long it is silent. Nor is what could not be read: there may be posts that nobody has
 * seen, as after a weekend's sleep. */
static gboolean
is_quiet_for_a_day (RdOutcome *self)
{
  return self->checked->problem == NULL && self->times->len > 0
         && g_strcmp0 (self->followed->following.format, "feed") != 0
         && g_date_time_to_unix_usec (self->now) - g_array_index (self->times, gint64, 0) > (gint64) RD_PACE_QUIET_DAY * G_USEC_PER_SEC;
}

/* One that was over and has new posts all the same is not, unless its publisher says so still. It has ended with its last
 * post: the end that some publishers give can be its beginning. */
static void
judge_end (RdOutcome *self)
{
  RdFollowing *following = &self->followed->following;
  const RdAnswer *answer = self->checked->answer;
  /* Not before all of it was read once more: edits and deletions stand in no list of changes. */
  const gboolean has_ended = self->followed->blog->ended && self->whole && self->checked->problem == NULL;
  const gboolean is_over = has_ended || (answer != NULL && answer->status == STATUS_GONE)
                           || is_quiet_for_a_day (self);
  g_autoptr (GDateTime) last
      = self->times->len > 0 ? g_date_time_new_from_unix_utc_usec (g_array_index (self->times, gint64, 0)) : NULL;

  if (is_over && (following->closed == NULL || self->taken.n_new > 0))
    set_time (&following->closed, last != NULL ? last : self->now);
  else if (!is_over && !self->followed->blog->ended && self->taken.n_new > 0)
    set_time (&following->closed, NULL);
}

/**
 * rd_outcome_settle:
 * @self: an outcome, whose posts are known to @times
 *
 * Says with @followed what there is to say of the check, and when the next one is due.
 */
void
rd_outcome_settle (RdOutcome *self)
{
  RdFollowing *following = &self->followed->following;
  const RdAnswer *answer = self->checked->answer;
  const RdPace pace = {
    .now = g_date_time_to_unix_usec (self->now),
    .times = self->times,
    .conditions = self->conditions,
    .n_failures = self->checked->problem != NULL ? following->n_failures + 1 : 0,
    .max_age = answer != NULL && self->checked->problem == NULL ? answer->max_age : -1,
    .wait = answer != NULL ? answer->retry_after : 0,
    .at_least = self->at_least,
  };
  g_autoptr (GDateTime) due = NULL;
  g_autoptr (GDateTime) wait = answer != NULL && answer->retry_after > 0
                                   ? g_date_time_add_seconds (self->now, (double) answer->retry_after)
                                   : NULL;

  g_free (following->problem);
  following->problem = self->checked->problem != NULL ? g_strdup (self->checked->problem->message) : NULL;
  following->n_failures = pace.n_failures;
  following->n_checks += self->checked->n_requests;
  following->n_bytes += self->checked->n_bytes;
  following->n_unmodified += answer != NULL && self->checked->problem == NULL && self->checked->blogs == NULL;
  set_time (&following->checked, self->now);
  if (self->whole && self->checked->problem == NULL)
    set_time (&following->whole, self->now);
  if (self->taken.n_new > 0)
    set_time (&following->news, self->now);
  set_time (&following->wait, wait);
  judge_end (self);

  following->interval = self->followed->blog->ended && pace.n_failures == 0 ? RD_PACE_SHORTEST : rd_pace_get_interval (&pace);
  if (rd_outcome_expects_more (self->followed))
    due = g_date_time_add (self->now, rd_pace_add_jitter (following->interval, self->chance));
  set_time (&following->due, due);
}

static void
replace (char      **value,
         const char *other)
{
  if (other == NULL || g_strcmp0 (*value, other) == 0)
    return;

  g_free (*value);
  *value = g_strdup (other);
}

static void
forget (char **value)
{
  g_clear_pointer (value, g_free);
}

/* What the publisher says of the live blog now. What a part does not say stays as it is known. */
static void
note_blog (RdOutcome *self,
           RdBlog    *read)
{
  RdFollowing *following = &self->followed->following;
  RdBlog *blog = self->followed->blog;

  replace (&blog->title, read->title);
  replace (&blog->url, read->url);
  replace (&blog->publisher, read->publisher);
  blog->live = read->live;
  if (read->series != NULL && !rd_address_has_secret (read->series))
    replace (&blog->series, read->series);
  if (read->cursor != NULL && strlen (read->cursor) <= MOST_CURSOR_BYTES)
    replace (&blog->cursor, read->cursor);
  blog->ended = read->ended;
  if (self->checked->format != NULL)
    replace (&following->format, self->checked->format->id);
  replace (&read->language, read->language == NULL ? blog->language : NULL);
  read->marks_key_events |= blog->marks_key_events;
}

/* The mark of an answer that was not read to its end, or not kept, must not be shown to the server. */
static void
note_answer (RdOutcome *self)
{
  RdFollowing *following = &self->followed->following;
  const RdAnswer *answer = self->checked->answer;

  if (answer == NULL || self->checked->blogs == NULL)
    return;

  if (self->whole)
    {
      forget (&following->etag);
      forget (&following->modified);
      following->etag = g_strdup (answer->etag);
      following->modified = g_strdup (answer->modified);
    }
  else
    {
      forget (&following->part_url);
      forget (&following->part_etag);
      forget (&following->part_modified);
      following->part_url = g_strdup (self->asked);
      following->part_etag = g_strdup (answer->etag);
      following->part_modified = g_strdup (answer->modified);
    }
}

static void
forget_answers (RdOutcome *self)
{
  RdFollowing *following = &self->followed->following;

  forget (&self->followed->blog->cursor);
  forget (&following->etag);
  forget (&following->modified);
  forget (&following->part_url);
  forget (&following->part_etag);
  forget (&following->part_modified);
}

/* Where the server says that a live blog has moved for good, and it is there, it is read there from now on. What is
 * secret in an address belongs to that address alone. */
static void
note_move (RdOutcome *self)
{
  const RdAnswer *answer = self->checked->answer;

  if (self->whole && answer != NULL && answer->moved != NULL && !rd_address_has_secret (answer->moved)
      && !rd_address_is_masked (self->followed->location))
    replace (&self->followed->location, answer->moved);
}

/* Called when the posts are in the store, and nothing is committed yet. */
static gboolean
settle_cb (RdLibrary      *library,
           const RdTaken  *taken,
           gpointer        user_data,
           GError        **error)
{
  RdOutcome *self = user_data;
  GArray *times = NULL;

  if (!rd_store_list_times (rd_library_get_store (library), self->followed->blog->id, RD_OUTCOME_TIMES, &times, error))
    return FALSE;

  g_clear_pointer (&self->times, g_array_unref);
  self->times = times;
  self->taken = *taken;
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  self->changed = g_ptr_array_ref (rd_library_get_changed (library));
  rd_outcome_settle (self);

  return TRUE;
}

static gboolean
keep_state (RdLibrary  *library,
            RdOutcome  *self,
            GError    **error)
{
  RdStore *store = rd_library_get_store (library);

  if (!rd_store_begin (store, error))
    return FALSE;
  if (rd_store_put_following (store, self->followed, error))
    return rd_store_commit (store, error);

  rd_store_roll_back (store);
  return FALSE;
}

/**
 * rd_outcome_keep:
 * @library: what is kept, to be written to
 * @outcome: (type RdOutcome): an outcome
 * @error: as of rd_library_take()
 *
 * Keeps what a check brought, and how the live blog is followed from now on.
 *
 * Returns: whether that is kept
 */
gboolean
rd_outcome_keep (RdLibrary  *library,
                 gpointer    outcome,
                 GError    **error)
{
  RdOutcome *self = outcome;
  g_autoptr (GError) reason = NULL;
  RdBlog *read;

  if (self->checked->blogs == NULL)
    {
      rd_outcome_settle (self);
      return keep_state (library, self, error);
    }

  read = self->checked->blogs->pdata[0];
  note_blog (self, read);
  note_answer (self);
  note_move (self);

  if (rd_library_take_check (library, read, self->followed, self->now, settle_cb, self, &reason))
    return TRUE;

  /* What was read is not kept: it has to be read again, as if nothing were known, and not at once. */
  forget_answers (self);
  self->taken = (RdTaken) { 0 };
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_clear_pointer (&self->checked->blogs, g_ptr_array_unref);
  self->checked->problem = g_error_copy (reason);
  rd_outcome_settle (self);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
