/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What checks of a live blog come to, kept and read again. */
#include "base/rd-address.h"
#include "base/rd-error.h"
#include "folder.h"
#include "service/rd-outcome.h"
#include "service/rd-state.h"

#define ADDRESS "https://www.harbour.example/live"
#define BLOG "harbour"

typedef struct
{
  char *folder;
  RdLibrary *library;
  GDateTime *now;
  RdFollowed *followed;
  GArray *times;
  RdTaken taken; /* by the last check */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  g_autofree char *path = NULL;

  self->folder = folder_new ("outcome");
  path = g_build_filename (self->folder, "posts.db", NULL);
  self->library = rd_library_open (path, RD_STORE_WRITE, &notice, &error);
  g_assert_no_error (error);
  self->now = g_date_time_new_utc (2025, 6, 16, 12, 0, 0);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  rd_library_close (self->library);
  folder_delete (self->folder);
  g_date_time_unref (self->now);
  g_clear_pointer (&self->followed, rd_followed_free);
  g_clear_pointer (&self->times, g_array_unref);
}

static void
pass (Fixture *self,
      double   seconds)
{
  GDateTime *later = g_date_time_add_seconds (self->now, seconds);

  g_date_time_unref (self->now);
  self->now = later;
}

static RdEntry *
make_entry (guint      number,
            GDateTime *published)
{
  RdEntry *entry = rd_entry_new ();
  g_autofree char *text = g_strdup_printf ("Crane number %u has been moved to the pier.", number);

  entry->id = g_strdup_printf ("post-%u", number);
  entry->source_id = g_strdup (entry->id);
  entry->blog_id = g_strdup (BLOG);
  entry->published = g_date_time_ref (published);
  rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), text, -1, RD_RUN_PLAIN, NULL);
  rd_body_get_text (entry->body);

  return entry;
}

/* The posts from one number to another, each a minute after the one before; the last comes now. */
static RdBlog *
make_blog (Fixture *self,
           guint    first,
           guint    last)
{
  RdBlog *blog = rd_blog_new ();

  blog->id = g_strdup (BLOG);
  blog->title = g_strdup ("The harbour, live");
  blog->url = g_strdup (ADDRESS);
  blog->contiguous = TRUE;
  for (guint i = first; i <= last; i++)
    {
      g_autoptr (GDateTime) published = g_date_time_add_minutes (self->now, (int) i - (int) last);

      g_ptr_array_add (blog->entries, make_entry (i, published));
    }

  return blog;
}

static RdAnswer *
make_answer (guint       status,
             const char *etag)
{
  RdAnswer *answer = g_new0 (RdAnswer, 1);

  answer->status = status;
  answer->url = g_strdup (ADDRESS);
  answer->etag = g_strdup (etag);
  answer->max_age = -1;
  answer->n_bytes = 1000;

  return answer;
}

/* @answer: (transfer full)
 * @blog: (nullable) (transfer full) */
static RdChecked *
make_checked (RdAnswer *answer,
              RdBlog   *blog)
{
  RdChecked *checked = g_new0 (RdChecked, 1);

  checked->answer = answer;
  checked->n_requests = 1;
  checked->n_bytes = answer->n_bytes;
  if (blog != NULL)
    {
      checked->format = &rd_format_live_blog_posting;
      checked->blogs = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_blog_unref);
      g_ptr_array_add (checked->blogs, blog);
    }

  return checked;
}

static RdChecked *
make_problem (guint status)
{
  RdChecked *checked = make_checked (make_answer (status, "\"of-a-problem\""), NULL);

  g_set_error_literal (&checked->problem, RD_ERROR, RD_ERROR_REFUSED, "the harbour is closed");

  return checked;
}

static void
keep (Fixture   *self,
      RdOutcome *outcome)
{
  g_autoptr (GError) error = NULL;

  rd_outcome_keep (self->library, outcome, &error);
  g_assert_no_error (error);
  self->taken = outcome->taken;
  g_clear_pointer (&self->followed, rd_followed_free);
  g_clear_pointer (&self->times, g_array_unref);
  self->followed = rd_store_find_followed (rd_library_get_store (self->library), outcome->followed->blog->id, &error);
  g_assert_no_error (error);
  self->times = g_array_ref (outcome->times);
}

/* Follows the live blog, of which it takes over the first reading. */
static void
begin (Fixture   *self,
       RdChecked *checked)
{
  RdFound *found = g_new0 (RdFound, 1);
  g_autoptr (GPtrArray) outcomes = NULL;

  found->location = g_strdup (ADDRESS);
  found->checked = checked;
  outcomes = rd_outcome_begin (found, self->now, FALSE);
  g_assert_cmpuint (outcomes->len, ==, 1);
  keep (self, outcomes->pdata[0]);
}

/* What is kept of a check, as the follower does it.
 * @checked: (transfer full)
 * @asked: (nullable): the address that tells of changes alone, where it was asked */
static void
check (Fixture    *self,
       RdChecked  *checked,
       const char *asked)
{
  g_autoptr (RdOutcome) outcome = g_new0 (RdOutcome, 1);

  outcome->followed = g_steal_pointer (&self->followed);
  outcome->times = g_array_ref (self->times);
  outcome->checked = checked;
  outcome->asked = g_strdup (asked != NULL ? asked : ADDRESS);
  outcome->whole = asked == NULL;
  outcome->now = g_date_time_ref (self->now);
  keep (self, outcome);
}

static void
begin_usual (Fixture *self)
{
  begin (self, make_checked (make_answer (200, "\"1\""), make_blog (self, 1, 5)));
}

/* Nothing has changed. */
static RdChecked *
make_unmodified (void)
{
  RdChecked *checked = make_checked (make_answer (304, NULL), NULL);

  checked->n_bytes = checked->answer->n_bytes = 0;

  return checked;
}

static void
assert_time (GDateTime *time,
             GDateTime *expected)
{
  g_assert_nonnull (time);
  g_assert_cmpint (g_date_time_to_unix_usec (time), ==, g_date_time_to_unix_usec (expected));
}

static void
test_counts (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GDateTime) start = g_date_time_ref (self->now);
  g_autoptr (GDateTime) second = NULL;
  g_autoptr (GDateTime) due = NULL;
  const RdFollowing *following;

  begin_usual (self);
  following = &self->followed->following;
  g_assert_cmpuint (self->taken.n_new, ==, 5);
  g_assert_cmpuint (self->followed->n_entries, ==, 5);
  g_assert_true (self->followed->followed);
  g_assert_cmpstr (self->followed->location, ==, ADDRESS);
  g_assert_cmpstr (following->format, ==, rd_format_live_blog_posting.id);
  g_assert_cmpuint (following->n_checks, ==, 1);
  g_assert_cmpuint (following->n_bytes, ==, 1000);
  g_assert_cmpuint (following->n_unmodified, ==, 0);
  g_assert_cmpuint (following->interval, ==, 20);
  due = g_date_time_add_seconds (start, 20);
  assert_time (following->due, due);
  assert_time (following->checked, start);
  assert_time (following->whole, start);
  assert_time (following->news, start);

  pass (self, 60);
  second = g_date_time_ref (self->now);
  check (self, make_unmodified (), NULL);
  following = &self->followed->following;
  g_assert_cmpuint (following->n_checks, ==, 2);
  g_assert_cmpuint (following->n_bytes, ==, 1000);
  g_assert_cmpuint (following->n_unmodified, ==, 1);
  assert_time (following->checked, second);
  assert_time (following->whole, second);
  assert_time (following->news, start);

  /* Changes alone are no whole reading; several questions count as such. */
  pass (self, 60);
  {
    RdChecked *checked = make_checked (make_answer (200, NULL), make_blog (self, 6, 6));

    checked->n_requests = 3;
    check (self, checked, ADDRESS "/changes");
  }
  following = &self->followed->following;
  g_assert_cmpuint (following->n_checks, ==, 5);
  g_assert_cmpuint (following->n_bytes, ==, 2000);
  assert_time (following->whole, second);
  assert_time (following->news, self->now);
  g_assert_cmpuint (self->times->len, ==, 6);
  g_assert_cmpint (g_array_index (self->times, gint64, 0), ==, g_date_time_to_unix_usec (self->now));
}

static void
test_small (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (RdOutcome) outcome = g_new0 (RdOutcome, 1);

  begin_usual (self);
  outcome->followed = g_steal_pointer (&self->followed);
  outcome->times = g_array_ref (self->times);
  outcome->checked = make_unmodified ();
  g_assert_true (rd_outcome_is_small (outcome));
  /* That it can be read again is worth to be kept. */
  outcome->followed->following.problem = g_strdup ("the harbour is closed");
  g_assert_false (rd_outcome_is_small (outcome));
  g_clear_pointer (&outcome->followed->following.problem, g_free);

  rd_checked_free (outcome->checked);
  outcome->checked = make_problem (503);
  g_assert_false (rd_outcome_is_small (outcome));
  rd_checked_free (outcome->checked);
  outcome->checked = make_checked (make_answer (200, NULL), make_blog (self, 1, 5));
  g_assert_false (rd_outcome_is_small (outcome));
}

static void
test_failures (Fixture       *self,
               gconstpointer  data)
{
  guint interval = 60;

  begin_usual (self);
  for (guint n = 1; n <= 3; n++)
    {
      pass (self, 30);
      check (self, make_problem (503), NULL);
      g_assert_cmpuint (self->followed->following.n_failures, ==, n);
      g_assert_cmpuint (self->followed->following.interval, ==, interval);
      g_assert_cmpstr (self->followed->following.problem, ==, "the harbour is closed");
      interval *= 2;
    }
  /* What was read stays, and may be asked for as before. */
  g_assert_cmpuint (self->followed->n_entries, ==, 5);
  g_assert_cmpstr (self->followed->following.etag, ==, "\"1\"");
  g_assert_null (self->followed->following.closed);
  g_assert_nonnull (self->followed->following.due);
  g_assert_cmpuint (self->followed->following.n_unmodified, ==, 0);

  pass (self, 30);
  check (self, make_unmodified (), NULL);
  g_assert_cmpuint (self->followed->following.n_failures, ==, 0);
  g_assert_null (self->followed->following.problem);
  g_assert_cmpuint (self->followed->following.interval, ==, 20);
}

static void
test_wait (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GDateTime) until = NULL;
  RdChecked *checked = make_problem (429);

  begin_usual (self);
  checked->answer->retry_after = 7200;
  check (self, checked, NULL);
  until = g_date_time_add_seconds (self->now, 7200);
  assert_time (self->followed->following.wait, until);
  assert_time (self->followed->following.due, until);

  pass (self, 7200);
  check (self, make_unmodified (), NULL);
  g_assert_null (self->followed->following.wait);
}

static void
assert_closed (Fixture  *self,
               gboolean  is_closed)
{
  g_assert_cmpint (self->followed->following.closed != NULL, ==, is_closed);
  g_assert_cmpint (self->followed->following.due == NULL, ==, is_closed);
  g_assert_cmpint (rd_outcome_expects_more (self->followed), ==, !is_closed);
}

static void
test_gone (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GDateTime) last = g_date_time_ref (self->now);

  begin_usual (self);
  check (self, make_problem (404), NULL);
  assert_closed (self, FALSE);
  pass (self, 600);
  check (self, make_problem (410), NULL);
  assert_closed (self, TRUE);
  /* It ended when it did, whenever someone looks. */
  assert_time (self->followed->following.closed, last);
  pass (self, 600);
  check (self, make_problem (410), NULL);
  assert_time (self->followed->following.closed, last);
  /* What is kept is kept. */
  g_assert_cmpuint (self->followed->n_entries, ==, 5);
}

static void
test_ended (Fixture       *self,
            gconstpointer  data)
{
  RdBlog *blog;

  begin_usual (self);
  blog = make_blog (self, 1, 6);
  blog->ended = TRUE;
  check (self, make_checked (make_answer (200, NULL), blog), NULL);
  assert_closed (self, TRUE);
  /* 'Nothing has changed' does not open it again, nor does a correction. */
  check (self, make_unmodified (), NULL);
  assert_closed (self, TRUE);
  blog = make_blog (self, 1, 6);
  blog->ended = TRUE;
  check (self, make_checked (make_answer (200, NULL), blog), NULL);
  assert_closed (self, TRUE);
  /* A last word is the end. */
  pass (self, 600);
  blog = make_blog (self, 1, 7);
  blog->ended = TRUE;
  check (self, make_checked (make_answer (200, NULL), blog), NULL);
  assert_closed (self, TRUE);
  assert_time (self->followed->following.closed, self->now);
}

/* Of one that is found long after its end it is told when that was. */
static void
test_found_late (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GDateTime) start = g_date_time_ref (self->now);
  RdBlog *blog = make_blog (self, 1, 5);
  g_autofree char *next = NULL;
  g_autofree char *later = NULL;

  blog->ended = TRUE;
  blog->series = g_strdup ("https://www.harbour.example/series/rss");
  pass (self, 40 * 24 * 60 * 60);
  begin (self, make_checked (make_answer (200, NULL), blog));
  assert_time (self->followed->following.closed, start);
  next = rd_state_describe_next (self->followed, self->now);
  g_assert_cmpstr (next, ==, "over since 16 Jun 2025, 13:00; the next of its series is looked for");
  pass (self, 4 * 24 * 60 * 60);
  later = rd_state_describe_next (self->followed, self->now);
  g_assert_cmpstr (later, ==, "over since 16 Jun 2025, 13:00; not asked any more");
}

static void
test_quiet (Fixture       *self,
            gconstpointer  data)
{
  begin_usual (self);
  pass (self, RD_PACE_QUIET_DAY - 60);
  check (self, make_unmodified (), NULL);
  assert_closed (self, FALSE);
  /* Nobody knows whether it was silent. */
  pass (self, 120);
  check (self, make_problem (503), NULL);
  assert_closed (self, FALSE);
  check (self, make_unmodified (), NULL);
  assert_closed (self, TRUE);
  /* Someone looks again, and it goes on. */
  pass (self, RD_PACE_QUIET_DAY);
  check (self, make_checked (make_answer (200, NULL), make_blog (self, 6, 7)), NULL);
  assert_closed (self, FALSE);
}

/* A feed goes on whenever its publisher has something to say. */
static void
test_feed (Fixture       *self,
           gconstpointer  data)
{
  RdChecked *checked = make_checked (make_answer (200, NULL), make_blog (self, 1, 5));

  checked->format = &rd_format_feed;
  begin (self, checked);
  pass (self, 30 * RD_PACE_QUIET_DAY);
  check (self, make_unmodified (), NULL);
  assert_closed (self, FALSE);
  g_assert_cmpuint (self->followed->following.interval, ==, RD_PACE_LONGEST);
}

/* Only marks of what is kept are shown to a server: it would say that nothing has changed since. */
static void
test_marks (Fixture       *self,
            gconstpointer  data)
{
  RdChecked *checked;

  begin_usual (self);
  g_assert_cmpstr (self->followed->following.etag, ==, "\"1\"");
  g_assert_null (self->followed->following.modified);

  checked = make_checked (make_answer (200, "\"2\""), make_blog (self, 1, 6));
  checked->answer->modified = g_strdup ("Mon, 16 Jun 2025 12:00:00 GMT");
  check (self, checked, NULL);
  g_assert_cmpstr (self->followed->following.etag, ==, "\"2\"");
  g_assert_cmpstr (self->followed->following.modified, ==, "Mon, 16 Jun 2025 12:00:00 GMT");
  /* Neither of a problem nor of what was 'not modified', whatever it claims to be. */
  check (self, make_problem (200), NULL);
  g_assert_cmpstr (self->followed->following.etag, ==, "\"2\"");
  check (self, make_checked (make_answer (304, "\"3\""), NULL), NULL);
  g_assert_cmpstr (self->followed->following.etag, ==, "\"2\"");
  /* An answer without one is not the one before. */
  check (self, make_checked (make_answer (200, NULL), make_blog (self, 1, 6)), NULL);
  g_assert_null (self->followed->following.etag);
  g_assert_null (self->followed->following.modified);
}

static void
test_parts (Fixture       *self,
            gconstpointer  data)
{
  const RdFollowing *following;
  RdChecked *checked;

  begin_usual (self);
  checked = make_checked (make_answer (200, "\"part\""), make_blog (self, 6, 6));
  checked->answer->modified = g_strdup ("Mon, 16 Jun 2025 12:00:00 GMT");
  check (self, checked, ADDRESS "/changes?since=5");
  following = &self->followed->following;
  g_assert_cmpstr (following->etag, ==, "\"1\"");
  g_assert_cmpstr (following->part_url, ==, ADDRESS "/changes?since=5");
  g_assert_cmpstr (following->part_etag, ==, "\"part\"");
  g_assert_cmpstr (following->part_modified, ==, "Mon, 16 Jun 2025 12:00:00 GMT");
  /* The rest of the posts is not missing. */
  g_assert_cmpuint (self->taken.n_deleted, ==, 0);

  check (self, make_problem (503), ADDRESS "/changes?since=6");
  g_assert_cmpstr (self->followed->following.part_url, ==, ADDRESS "/changes?since=5");

  check (self, make_checked (make_answer (200, NULL), make_blog (self, 7, 7)), ADDRESS "/changes?since=6");
  following = &self->followed->following;
  g_assert_cmpstr (following->etag, ==, "\"1\"");
  g_assert_cmpstr (following->part_url, ==, ADDRESS "/changes?since=6");
  g_assert_null (following->part_etag);
  g_assert_null (following->part_modified);

  check (self, make_checked (make_answer (200, "\"whole\""), make_blog (self, 1, 7)), NULL);
  following = &self->followed->following;
  g_assert_cmpstr (following->etag, ==, "\"whole\"");
  g_assert_cmpstr (following->part_url, ==, ADDRESS "/changes?since=6");
}

/* What a part points to is found among what is kept. */
static void
test_references (Fixture       *self,
                 gconstpointer  data)
{
  const RdStoreFilter filter = { .blog_id = BLOG, .after = 5 };
  RdBlog *part = make_blog (self, 6, 8);
  RdEntry *pointer = part->entries->pdata[1];
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;

  part->contiguous = FALSE;
  rd_body_unref (pointer->body);
  pointer->body = rd_body_new ();
  rd_block_add_run (rd_body_add_block (pointer->body, RD_BLOCK_PARAGRAPH), "It is back where it was.", -1, RD_RUN_PLAIN,
                    ADDRESS "#post-3");
  rd_body_get_text (pointer->body);
  begin_usual (self);
  check (self, make_checked (make_answer (200, NULL), part), ADDRESS "/changes");

  kept = rd_store_load (rd_library_get_store (self->library), &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 3);
  for (guint i = 0; i < kept->len; i++)
    {
      const RdEntry *entry = ((RdKept *) kept->pdata[i])->entry;

      g_assert_cmpuint (entry->refers_to->len, ==, i == 1 ? 1 : 0);
      if (i == 1)
        g_assert_cmpstr (entry->refers_to->pdata[0], ==, "post-3");
    }
}

/* A list that has lost its oldest post may be cut off there: that post is not taken for deleted. */
static void
test_length (Fixture       *self,
             gconstpointer  data)
{
  begin_usual (self);
  check (self, make_checked (make_answer (200, NULL), make_blog (self, 2, 5)), NULL);
  g_assert_cmpuint (self->taken.n_deleted, ==, 0);
  g_assert_false (self->followed->blog->complete);
}

/* Where lists are cut off after five posts, that one is missing says nothing of those before. */
static void
test_cut (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (RdBlog) blog = NULL;

  begin_usual (self);
  pass (self, 180);
  check (self, make_checked (make_answer (200, NULL), make_blog (self, 4, 8)), NULL);
  g_assert_cmpuint (self->taken.n_new, ==, 3);
  g_assert_cmpuint (self->taken.n_deleted, ==, 0);
  g_assert_false (self->followed->blog->complete);

  blog = make_blog (self, 4, 8);
  g_ptr_array_remove_index (blog->entries, 2);
  check (self, make_checked (make_answer (200, NULL), g_steal_pointer (&blog)), NULL);
  g_assert_cmpuint (self->taken.n_deleted, ==, 1);
  g_assert_false (self->followed->blog->complete);
}

/* What cannot be kept is read again, all of it, as if nothing were known, and not at once. */
static void
test_disk (Fixture       *self,
           gconstpointer  data)
{
  RdStore *store = rd_library_get_store (self->library);
  RdChecked *checked = make_checked (make_answer (200, "\"2\""), make_blog (self, 1, 7));
  g_autoptr (RdOutcome) outcome = g_new0 (RdOutcome, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) reason = NULL;

  begin_usual (self);
  g_set_str (&((RdBlog *) checked->blogs->pdata[0])->cursor, "cursor");
  outcome->followed = g_steal_pointer (&self->followed);
  outcome->times = g_array_ref (self->times);
  outcome->checked = checked;
  outcome->asked = g_strdup (ADDRESS);
  outcome->whole = TRUE;
  outcome->now = g_date_time_ref (self->now);

  /* A transaction in a transaction cannot begin. */
  rd_store_begin (store, &error);
  g_assert_no_error (error);
  g_assert_false (rd_outcome_keep (self->library, outcome, &reason));
  g_assert_nonnull (reason);
  rd_store_roll_back (store);

  g_assert_null (outcome->followed->following.etag);
  g_assert_null (outcome->followed->blog->cursor);
  g_assert_cmpuint (outcome->followed->following.n_failures, ==, 1);
  g_assert_cmpstr (outcome->followed->following.problem, ==, reason->message);
  g_assert_cmpint (g_date_time_difference (outcome->followed->following.due, self->now), >=, G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (outcome->taken.n_new, ==, 0);

  /* Then there is room again. */
  self->followed = g_steal_pointer (&outcome->followed);
  pass (self, 60);
  check (self, make_checked (make_answer (200, "\"2\""), make_blog (self, 1, 7)), NULL);
  g_assert_cmpuint (self->taken.n_new, ==, 2);
  g_assert_cmpstr (self->followed->following.etag, ==, "\"2\"");
  g_assert_null (self->followed->following.problem);
}

/* An old post that is seen only now does not make a busy live blog a quiet one. */
static void
test_late (Fixture       *self,
           gconstpointer  data)
{
  RdBlog *blog;
  g_autoptr (GDateTime) long_ago = g_date_time_add_hours (self->now, -30);

  begin_usual (self);
  blog = make_blog (self, 1, 5);
  g_ptr_array_insert (blog->entries, 0, make_entry (99, long_ago));
  check (self, make_checked (make_answer (200, NULL), blog), NULL);
  g_assert_cmpuint (self->taken.n_new, ==, 1);
  g_assert_null (self->followed->following.closed);
  g_assert_nonnull (self->followed->following.due);
}

/* @moved: where an answer that was read says that it has moved to */
static void
move (Fixture    *self,
      const char *moved,
      const char *asked)
{
  RdChecked *checked = make_checked (make_answer (200, NULL), make_blog (self, 1, 6));

  checked->answer->moved = g_strdup (moved);
  check (self, checked, asked);
}

static void
test_moved (Fixture       *self,
            gconstpointer  data)
{
  RdChecked *problem = make_problem (404);

  begin_usual (self);
  /* To where there is nothing to read. */
  problem->answer->moved = g_strdup ("https://www.harbour.example/sold");
  check (self, problem, NULL);
  g_assert_cmpstr (self->followed->location, ==, ADDRESS);
  /* The address of changes, which is made from the live blog's. */
  move (self, "https://www.harbour.example/changes", ADDRESS "/changes");
  g_assert_cmpstr (self->followed->location, ==, ADDRESS);

  move (self, "https://www.harbour.example/live?token=5f2a9d1c", NULL);
  g_assert_cmpstr (self->followed->location, ==, ADDRESS);
  move (self, "https://captain:hook@www.harbour.example/live", NULL);
  g_assert_cmpstr (self->followed->location, ==, ADDRESS);

  move (self, "https://live.harbour.example/today", NULL);
  g_assert_cmpstr (self->followed->location, ==, "https://live.harbour.example/today");
  check (self, make_unmodified (), NULL);
  g_assert_cmpstr (self->followed->location, ==, "https://live.harbour.example/today");
}

/* The reader's secret is kept for the address that it was given with. */
static void
test_moved_secret (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *masked = rd_address_mask ("https://captain:hook@www.harbour.example/live");

  begin_usual (self);
  g_free (self->followed->location);
  self->followed->location = g_strdup (masked);
  move (self, "https://live.harbour.example/today", NULL);
  g_assert_cmpstr (self->followed->location, ==, masked);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/outcome/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("counts", test_counts);
  ADD ("small", test_small);
  ADD ("failures", test_failures);
  ADD ("wait", test_wait);
  ADD ("gone", test_gone);
  ADD ("ended", test_ended);
  ADD ("found-late", test_found_late);
  ADD ("quiet", test_quiet);
  ADD ("feed", test_feed);
  ADD ("marks", test_marks);
  ADD ("parts", test_parts);
  ADD ("references", test_references);
  ADD ("length", test_length);
  ADD ("cut", test_cut);
  ADD ("moved", test_moved);
  ADD ("disk", test_disk);
  ADD ("late", test_late);
  ADD ("moved-secret", test_moved_secret);

  return g_test_run ();
}
