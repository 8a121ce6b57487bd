/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tomorrow's live blog: what is one, and that it is followed by itself. */
#include "folder.h"
#include "replay-server.h"

#include "formats/rd-blog-builder.h"
#include "service/rd-follower.h"
#include "service/rd-outcome.h"
#include "service/rd-series.h"

#include <string.h>

#define SECTION "https://harbour.example/town/rss"
#define SERIES "https://harbour.example/town/series/council-live/rss"

/* A live blog whose last post is of noon on 16 June 2025, and an item of its series' feed. */
typedef struct
{
  const char *name;
  const char *series;
  const char *title;
  const char *url;
  const char *item_title;
  const char *item_url;
  const char *item_time;
  gboolean is_next;
} Case;

#define TODAY "https://harbour.example/town/live/2025/jun/16/crane-arrives"
#define TOMORROW "https://harbour.example/town/live/2025/jun/17/ferry-is-late"
#define MORNING "2025-06-17T06:00:00Z"

static const Case cases[] = {
  { "standing-words", SECTION, "Crane arrives: council live", TODAY, "Ferry is late: council live", TOMORROW, MORNING, TRUE },
  { "words-in-front", SECTION, "Council live – crane arrives", TODAY, "Council live — ferry is late", TOMORROW, MORNING, TRUE },
  { "behind-a-bar", SECTION, "Crane arrives | Council live", TODAY, "Ferry is late | COUNCIL LIVE", TOMORROW, MORNING, TRUE },
  { "as-it-happened", SECTION, "Council live: crane arrives – as it happened", TODAY, "Council live: ferry is late", TOMORROW,
    MORNING, TRUE },
  { "date-in-title", SECTION, "Council live: Monday 30 June", TODAY, "Council live: Tuesday 1 July", TOMORROW, MORNING, TRUE },
  { "date-among-words", SECTION, "Harbour council live 30 June 2025", TODAY, "Harbour council live Tue 1 July 2025", TOMORROW,
    MORNING, TRUE },
  { "other-article", SECTION, "Crane arrives: council live", TODAY, "Ten places to see gulls", TOMORROW, MORNING, FALSE },
  { "other-live-blog", SECTION, "Crane arrives: council live", TODAY, "Regatta live: ferry is late", TOMORROW, MORNING, FALSE },
  { "commonplace", SECTION, "Crane arrives – as it happened", TODAY, "Regatta – as it happened", TOMORROW, MORNING, FALSE },
  { "live-updates", SECTION, "Crane arrives: live updates", TODAY, "Regatta: live updates", TOMORROW, MORNING, FALSE },
  { "date-alone", SECTION, "Crane arrives – Monday 16 June", TODAY, "Regatta – Monday 16 June", TOMORROW, MORNING, FALSE },
  { "yesterdays", SECTION, "Crane arrives: council live", TODAY, "Fog: council live",
    "https://harbour.example/town/live/2025/jun/15/fog", "2025-06-15T06:00:00Z", FALSE },
  { "of-the-same-moment", SECTION, "Crane arrives: council live", TODAY, "Fog: council live", TOMORROW, "2025-06-16T12:00:00Z",
    FALSE },
  { "the-same", SECTION, "Crane arrives: council live", TODAY, "Crane arrives: council live", TODAY, MORNING, FALSE },
  { "the-same-tracked", SECTION, "Crane arrives: council live", TODAY, "Crane arrives: council live",
    TODAY "?utm_source=rss#comments", MORNING, FALSE },
  { "the-same-by-http", SECTION, "Crane arrives: council live", TODAY, "Crane arrives: council live",
    "http://harbour.example/town/live/2025/jun/16/crane-arrives", MORNING, FALSE },
  { "another-section", SECTION, "Crane arrives: council live", TODAY, "Ferry is late: council live",
    "https://harbour.example/sport/live/2025/jun/17/ferry-is-late", MORNING, FALSE },
  { "another-host", SECTION, "Crane arrives: council live", TODAY, "Ferry is late: council live",
    "https://town.example/town/live/2025/jun/17/ferry-is-late", MORNING, FALSE },
  { "no-live-blog-by-address", SECTION, "Crane arrives: council live", TODAY, "Ferry is late: council live",
    "https://harbour.example/town/2025/jun/17/ferry-is-late", MORNING, FALSE },
  { "month-of-three-letters", SECTION, "Council live: crane", "https://harbour.example/live/2025/jun/30/crane-arrives",
    "Council live: ferry", "https://harbour.example/live/2025/jul/01/ferry-is-late", MORNING, TRUE },
  { "whole-month", SECTION, "Council live: crane", "https://harbour.example/live/2025/June/30/crane-arrives",
    "Council live: ferry", "https://harbour.example/live/2025/July/1/ferry-is-late", MORNING, TRUE },
  { "number", SECTION, "Council live: crane", "https://harbour.example/live/world-68012345", "Council live: ferry",
    "https://harbour.example/live/world-68099999", MORNING, TRUE },
  { "in-the-query", SECTION, "Council live: crane", "https://harbour.example/live?id=1", "Council live: ferry",
    "https://harbour.example/live?id=2", MORNING, TRUE },
  { "own-feed", SERIES, "Crane arrives", TODAY, "Ferry is late", TOMORROW, MORNING, TRUE },
  { "own-feed-article", SERIES, "Crane arrives", TODAY, "Ferry is late",
    "https://harbour.example/town/2025/jun/17/ferry-is-late", MORNING, FALSE },
  { "no-time", SECTION, "Crane arrives: council live", TODAY, "Ferry is late: council live", TOMORROW, NULL, FALSE },
  { "no-title", SECTION, "Crane arrives: council live", TODAY, NULL, TOMORROW, MORNING, FALSE },
  { "no-address", SECTION, "Crane arrives: council live", TODAY, "Ferry is late: council live", NULL, MORNING, FALSE },
  { "no-page", SECTION, "Crane arrives: council live", NULL, "Ferry is late: council live", TOMORROW, MORNING, FALSE },
};

static RdBlog *
make_blog (const char *title,
           const char *url,
           const char *series)
{
  RdBlog *blog = rd_blog_new ();

  blog->id = g_strdup (url != NULL ? url : "");
  blog->title = g_strdup (title);
  blog->url = g_strdup (url);
  blog->series = g_strdup (series);

  return blog;
}

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (RdBlog) blog = make_blog (it->title, it->url, it->series);
  g_autoptr (GDateTime) after = g_date_time_new_utc (2025, 6, 16, 12, 0, 0);
  g_autoptr (RdEntry) item = rd_entry_new ();

  item->title = g_strdup (it->item_title);
  item->url = g_strdup (it->item_url);
  item->published = it->item_time != NULL ? g_date_time_new_from_iso8601 (it->item_time, NULL) : NULL;
  g_assert_true (rd_series_is_next (blog, item, after) == it->is_next);
}

/* Two series of a section share its feed. */
static void
test_same (void)
{
  g_autoptr (RdBlog) today = make_blog ("Crane arrives: council live", TODAY, SECTION);
  g_autoptr (RdBlog) tomorrow = make_blog ("Ferry is late: council live", TOMORROW, SECTION);
  g_autoptr (RdBlog) regatta = make_blog ("Regatta live: fog", TOMORROW, SECTION);
  g_autoptr (RdBlog) elsewhere = make_blog ("Ferry is late: council live", TOMORROW, "https://harbour.example/rss");
  g_autoptr (RdBlog) own = make_blog ("Crane arrives", TODAY, SERIES);
  g_autoptr (RdBlog) own_next = make_blog ("Ferry is late", TOMORROW, SERIES);
  g_autoptr (RdBlog) alone = make_blog ("Crane arrives: council live", TODAY, NULL);
  g_autoptr (RdBlog) untitled = make_blog (NULL, TODAY, SECTION);
  g_autoptr (RdBlog) untitled_next = make_blog (NULL, TOMORROW, SECTION);

  g_assert_true (rd_series_is_same (today, tomorrow));
  g_assert_false (rd_series_is_same (today, untitled_next));
  g_assert_false (rd_series_is_same (untitled, tomorrow));
  g_assert_false (rd_series_is_same (untitled, untitled_next));
  g_assert_false (rd_series_is_same (today, regatta));
  g_assert_false (rd_series_is_same (today, elsewhere));
  g_assert_true (rd_series_is_same (own, own_next));
  g_assert_false (rd_series_is_same (alone, alone));
}

/* As many scaled seconds as pass in a real one: a day in about six. */
#define SPEED 15000.0
#define MOST_SECONDS 50

typedef struct
{
  char *folder;
  RdClock clock;
  ReplayClock *replay_clock;
  ReplayServer *server;
  char *content_api;
  RdFollower *follower;
  char *today;       /* the ids */
  char *tomorrow;    /* (nullable) */
  gboolean is_over;  /* whether today's is */
  guint n_attached;
  gboolean has_waited_for_long;
} Fixture;

/* A live blog with a post every half hour from eight in the morning on. */
static RdReplay *
make_replay (const char *title,
             guint       day,
             guint       n_posts)
{
  static const char *const WHAT[] = { "crane", "ferry", "quay", "pier", "lighthouse", "harbour master" };
  g_autoptr (RdBlogBuilder) builder = rd_blog_builder_new (RD_BLOG_OLDEST_FIRST);
  g_autoptr (GDateTime) start = g_date_time_new_utc (2025, 6, (int) day, 8, 0, 0);
  RdBlog *blog = rd_blog_builder_get_blog (builder);
  g_autoptr (RdBlog) final = NULL;
  g_autoptr (GError) error = NULL;

  blog->title = g_strdup (title);
  blog->publisher = g_strdup ("Harbour News");
  blog->ended = TRUE;
  for (guint i = 0; i < n_posts; i++)
    {
      RdEntry *entry = rd_entry_new ();
      g_autofree char *words = g_strdup_printf ("The %s moved for the %u. time on day %u.", WHAT[i % G_N_ELEMENTS (WHAT)], i + 1, day);

      rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), words, -1, RD_RUN_PLAIN, NULL);
      entry->source_id = g_strdup_printf ("%016x%08x", day, i);
      entry->published = g_date_time_add_minutes (start, 30 * (int) i);
      g_assert_true (rd_blog_builder_take_entry (builder, entry, &error));
    }
  final = rd_blog_builder_end (builder, &error);
  g_assert_no_error (error);

  return rd_replay_new (final, day);
}

static void
add_day (Fixture    *self,
         const char *name,
         const char *title,
         const char *page,
         guint       day,
         guint       n_posts)
{
  g_autoptr (RdReplay) replay = make_replay (title, day, n_posts);

  replay_server_add (self->server, name, replay);
  replay_server_set_series (self->server, name, "harbour", page);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  const char *page = data;
  g_autoptr (GDateTime) start = g_date_time_new_utc (2025, 6, 16, 13, 0, 0);

  self->folder = folder_new ("series");
  self->replay_clock = replay_clock_new (start, SPEED);
  self->clock = (RdClock) { g_date_time_to_unix_usec (start), g_get_real_time (), SPEED };
  self->server = replay_server_new (self->replay_clock, NULL);
  self->content_api = replay_server_get_url (self->server, "no-api");
  /* Today's ends at two; tomorrow's goes on for long. */
  add_day (self, "live-16", "Council live: crane arrives", page, 16, 13);
  add_day (self, "live-17", "Council live: ferry is late", page, 17, 60);
}

static void
set_up_page (Fixture       *self,
             gconstpointer  data)
{
  set_up (self, "page");
}

static char *
get_path (Fixture *self)
{
  return g_build_filename (self->folder, "posts.db", NULL);
}

static RdLibrary *
open_library (Fixture     *self,
              RdStoreMode  mode)
{
  g_autofree char *path = get_path (self);
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;
  RdLibrary *library = rd_library_open (path, mode, &notice, &error);

  g_assert_no_error (error);
  return library;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  replay_server_free (self->server);
  replay_clock_unref (self->replay_clock);
  folder_delete (self->folder);
  g_free (self->content_api);
  g_free (self->today);
  g_free (self->tomorrow);
}

static void
followed_cb (const RdFollowerEvent *event,
             gpointer               user_data)
{
  Fixture *self = user_data;
  const RdFollowed *followed = event->followed;

  g_assert_no_error (event->error);
  if (event->attached)
    {
      g_set_str (&self->tomorrow, followed->blog->id);
      self->n_attached++;
    }
  if (g_str_equal (followed->blog->id, self->today))
    self->is_over = followed->following.closed != NULL;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Follows today's live blog, as a reader does. */
static void
follow_today (Fixture    *self,
              RdLibrary  *library,
              const char *page)
{
  g_autofree char *path = g_strconcat ("live-16/", page, NULL);
  g_autofree char *url = replay_server_get_url (self->server, path);
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&rd_fetcher_usual_limits);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  RdFound *found;
  RdOutcome *outcome;

  rd_finder_find_async (fetcher, url, self->content_api, NULL, found_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = rd_finder_find_finish (result, &error);
  g_assert_no_error (error);
  now = rd_clock_get_time (&self->clock);
  outcomes = rd_outcome_begin (found, now, FALSE);
  g_assert_cmpuint (outcomes->len, ==, 1);
  outcome = outcomes->pdata[0];
  rd_outcome_keep (library, outcome, &error);
  g_assert_no_error (error);
  g_assert_nonnull (outcome->followed->blog->series);
  self->today = g_strdup (outcome->followed->blog->id);
}

static gboolean
timer_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* @library: (transfer full) */
static void
start_following (Fixture   *self,
                 RdLibrary *library)
{
  const RdFollowerOptions options = {
    .clock = self->clock,
    .limits = &rd_fetcher_usual_limits,
    .content_api = self->content_api,
    .follow = followed_cb,
    .user_data = self,
  };
  g_autoptr (GError) error = NULL;

  self->follower = rd_follower_new (library, &options, &error);
  g_assert_no_error (error);
}

/* Follows today's live blog until @is_enough says that it is. */
static void
follow_series (Fixture    *self,
               const char *page,
               gboolean  (*is_enough) (Fixture *self))
{
  g_autoptr (RdLibrary) library = open_library (self, RD_STORE_WRITE);
  const guint timer = g_timeout_add_seconds (MOST_SECONDS, timer_cb, &self->has_waited_for_long);

  follow_today (self, library, page);
  start_following (self, g_steal_pointer (&library));
  while (!is_enough (self) && !self->has_waited_for_long)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (self->has_waited_for_long);
  g_source_remove (timer);
}

static void
stop_following (Fixture *self)
{
  rd_follower_stop (self->follower);
  g_clear_object (&self->follower);
}

static gboolean
is_tomorrow_there (Fixture *self)
{
  return self->n_attached > 0;
}

static gboolean
is_today_over (Fixture *self)
{
  return self->n_attached > 0 && self->is_over;
}

/* Today's live blog ends, and tomorrow's is followed when it is there; of both, all is kept. */
static void
test_tomorrow (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) followed = NULL;
  RdFollowed *today = NULL;
  RdFollowed *tomorrow = NULL;

  follow_series (self, data, is_today_over);
  stop_following (self);

  library = open_library (self, RD_STORE_READ);
  followed = rd_store_list_followed (rd_library_get_store (library), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->n_attached, ==, 1);
  g_assert_cmpuint (followed->len, ==, 2);
  today = followed->pdata[0];
  tomorrow = followed->pdata[1];
  g_assert_cmpstr (today->blog->id, ==, self->today);
  g_assert_false (today->following.attached);
  g_assert_nonnull (today->following.closed);
  g_assert_cmpuint (today->n_entries, >=, 13);
  g_assert_cmpstr (tomorrow->blog->id, ==, self->tomorrow);
  g_assert_cmpstr (tomorrow->blog->title, ==, "Council live: ferry is late");
  g_assert_true (tomorrow->followed);
  g_assert_true (tomorrow->following.attached);
  g_assert_cmpstr (tomorrow->following.format, ==, today->following.format);
  g_assert_cmpuint (tomorrow->n_entries, >, 0);
  g_assert_cmpstr (tomorrow->blog->series, ==, today->blog->series);
}

static void
unfollow (Fixture    *self,
          const char *blog_id,
          gboolean    forget)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rd_follower_unfollow_async (self->follower, blog_id, forget, found_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  rd_follower_unfollow_finish (self->follower, result, &error);
  g_assert_no_error (error);
}

static void
resume (Fixture    *self,
        const char *blog_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rd_follower_resume_async (self->follower, blog_id, found_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  rd_follower_resume_finish (self->follower, result, &error);
  g_assert_no_error (error);
}

/* Tomorrow's live blog is followed no longer: however often its series names it, it does not come back, nor when the
 * application has been closed since. */
static void
test_unfollowed (Fixture       *self,
                 gconstpointer  data)
{
  const gboolean forget = GPOINTER_TO_INT (data);
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (RdFollowed) tomorrow = NULL;
  g_autoptr (GError) error = NULL;

  follow_series (self, "page", is_tomorrow_there);
  unfollow (self, self->tomorrow, forget);
  stop_following (self);
  start_following (self, open_library (self, RD_STORE_WRITE));
  /* Today's is the latest that is followed, and looked after anew. */
  unfollow (self, self->today, FALSE);
  resume (self, self->today);
  g_timeout_add_seconds (12 * 60 * 60 / (guint) SPEED + 1, timer_cb, &self->has_waited_for_long);
  while (!self->has_waited_for_long)
    g_main_context_iteration (NULL, TRUE);
  stop_following (self);

  library = open_library (self, RD_STORE_READ);
  tomorrow = rd_store_find_followed (rd_library_get_store (library), self->tomorrow, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->n_attached, ==, 1);
  g_assert_false (tomorrow->followed);
  g_assert_cmpint (tomorrow->n_entries == 0, ==, forget);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* No keyring is asked: there is none. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/series/next/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_case);
    }
  g_test_add_func ("/series/same", test_same);
  g_test_add ("/series/tomorrow/page", Fixture, "page", set_up, test_tomorrow, tear_down);
  g_test_add ("/series/tomorrow/posting", Fixture, "posting", set_up, test_tomorrow, tear_down);
  g_test_add ("/series/unfollowed", Fixture, GINT_TO_POINTER (FALSE), set_up_page, test_unfollowed, tear_down);
  g_test_add ("/series/forgotten", Fixture, GINT_TO_POINTER (TRUE), set_up_page, test_unfollowed, tear_down);

  return g_test_run ();
}
