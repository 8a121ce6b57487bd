/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live blogs that are followed while they are written: in every format, from the first post to the last, what is kept in
 * the end is what a single look finds then. Also where the program is killed on the way, and where servers misbehave.
 *
 * Usage: test-following CERTIFICATE; test-following --child PATH START REAL-START SPEED CONTENT-API: what is killed. */
#include "base/rd-error.h"
#include "certificate.h"
#include "folder.h"
#include "replay-server.h"
#include "service/rd-finder.h"
#include "service/rd-follower.h"
#include "service/rd-keys.h"
#include "service/rd-outcome.h"
#include "service/rd-reader.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* The demo's nine hours take less than half a minute. */
#define SPEED 1500.0
/* A bound for every wait, in seconds; no measure of anything. */
#define PATIENCE 400
/* How often the program is killed, in milliseconds. */
#define LIFETIME 1700

/* So many servers keep silent at once. */
#define N_SLOW 40

static const char *certificate_path;

/* What a server offers of a live blog, and what it is read as. */
typedef struct
{
  const char *path;
  const char *format;
  gboolean is_whole; /* whether a look at the end finds all posts */
} Form;

static const Form FORMS[] = {
  { "capi/politics/live?show-blocks=all&show-fields=all&show-tags=all", "guardian-content-api", TRUE },
  { "page.json?dcr=true", "guardian-page-model", TRUE },
  { "posting", "live-blog-posting", TRUE },
  { "posting?newest=20", "live-blog-posting", FALSE },
  { "wordpress", "wordpress", TRUE },
  { "sourcefabric", "sourcefabric", TRUE },
  { "rss", "feed", TRUE },
  { "atom", "feed", TRUE },
  { "rdf", "feed", TRUE },
  { "feed.json", "feed", TRUE },
};

typedef struct
{
  char *folder;
  char *path;
  GDateTime *start;
  GDateTime *end;
  RdReplay *replay;
  ReplayClock *replay_clock;
  ReplayServer *server;
  RdClock clock;
  char *content_api;
  char *ids[G_N_ELEMENTS (FORMS)]; /* of the live blogs that are followed */
  gint64 looks[G_N_ELEMENTS (FORMS)]; /* when the first look at all of each was done after the end, or 0 */
  RdFollower *follower;
  guint n_told;                    /* events so far */
  char *last_problem;              /* (nullable): of the last event */
} Fixture;

/* Each form is a live blog of its own, with a name of its own on the server. */
static char *
name_url (Fixture *self,
          guint    form)
{
  g_autofree char *path = g_strdup_printf ("blog-%u/%s", form, FORMS[form].path);

  return replay_server_get_url (self->server, path);
}

/* The server's clock may stand still until it is set; the follower's never does. */
static void
set_up_clocks (Fixture *self,
               double   speed)
{
  self->replay_clock = replay_clock_new (self->start, speed);
  self->clock = (RdClock) { g_date_time_to_unix_usec (self->start), g_get_real_time (), speed > 0 ? speed : SPEED };
}

/* A keyring of libsecret's own, in a file, with a key for the Content API. Libsecret looks for it once. */
static char *
set_up_keyring (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = folder_new ("keyring");
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a test's", TRUE);
  rd_keys_store ("guardian", "a-test-s-key", NULL, &error);
  g_assert_no_error (error);

  return folder;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);
  g_autoptr (GDateTime) start = NULL;

  g_assert_no_error (error);
  self->folder = folder_new ("following");
  self->path = g_build_filename (self->folder, "posts.db", NULL);
  self->replay = rd_replay_new (blogs->pdata[0], 11);
  start = rd_replay_get_start (self->replay);
  self->start = g_date_time_add_minutes (start, 1);
  self->end = rd_replay_get_end (self->replay);
  set_up_clocks (self, data != NULL ? *(const double *) data : 0);
  self->server = replay_server_new (self->replay_clock, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (FORMS); i++)
    {
      g_autofree char *name = g_strdup_printf ("blog-%u", i);

      replay_server_add (self->server, name, self->replay);
    }
  self->content_api = replay_server_get_url (self->server, "blog-0/capi");
}

/* With a clock that stands still until it is set. */
static void
set_up_still (Fixture       *self,
              gconstpointer  data)
{
  set_up (self, NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->follower != NULL)
    rd_follower_stop (self->follower);
  g_clear_object (&self->follower);
  folder_delete (self->folder);
  g_free (self->path);
  replay_server_free (self->server);
  replay_clock_unref (self->replay_clock);
  rd_replay_unref (self->replay);
  g_date_time_unref (self->start);
  g_date_time_unref (self->end);
  g_free (self->content_api);
  g_free (self->last_problem);
  for (guint i = 0; i < G_N_ELEMENTS (FORMS); i++)
    g_free (self->ids[i]);
}

static RdLibrary *
open_library (const char  *path,
              RdStoreMode  mode)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  RdLibrary *library = rd_library_open (path, mode, &notice, &error);

  g_assert_no_error (error);
  g_assert_null (notice);
  return library;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The first form has the Content API to itself: for the others there is none. */
static RdFound *
find (Fixture *self,
      guint    form)
{
  g_autofree char *url = name_url (self, form);
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&rd_fetcher_usual_limits);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RdFound *found;

  rd_finder_find_async (fetcher, url, form == 0 ? self->content_api : "http://127.0.0.1:1", NULL, found_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = rd_finder_find_finish (result, &error);
  g_assert_no_error (error);

  return found;
}

/* Follows the live blog in some of its forms. */
static void
subscribe (Fixture *self,
           guint    from,
           guint    to)
{
  g_autoptr (RdLibrary) library = open_library (self->path, RD_STORE_WRITE);
  g_autoptr (GDateTime) now = rd_clock_get_time (&self->clock);

  for (guint i = from; i < to; i++)
    {
      RdFound *found = find (self, i);
      g_autoptr (GPtrArray) outcomes = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (found->checked->format->id, ==, FORMS[i].format);
      outcomes = rd_outcome_begin (found, now, FALSE);
      g_assert_cmpuint (outcomes->len, ==, 1);
      self->ids[i] = g_strdup (((RdOutcome *) outcomes->pdata[0])->followed->blog->id);
      rd_outcome_keep (library, outcomes->pdata[0], &error);
      g_assert_no_error (error);
    }
}

static void
followed_cb (const RdFollowerEvent *event,
             gpointer               user_data)
{
  Fixture *self = user_data;

  g_assert_no_error (event->error);
  self->n_told++;
  g_free (self->last_problem);
  self->last_problem = g_strdup (event->followed->following.problem);
}

/* Where nothing is slow on purpose there is time, however busy the machine is. */
static const RdFetcherLimits PATIENT = { .max_bytes = 4 * 1000 * 1000, .idle_seconds = 60, .total_seconds = 120 };
static const RdFetcherLimits QUICK = { .max_bytes = 4 * 1000 * 1000, .idle_seconds = 6, .total_seconds = 12 };
static const RdFetcherLimits HASTY = { .max_bytes = 4 * 1000 * 1000, .idle_seconds = 1, .total_seconds = 2 };

static const RdFetcherLimits *limits = &PATIENT;

static RdFollower *
start_follower (const char     *path,
                RdClock         clock,
                const char     *content_api,
                gboolean        by_hand,
                RdFollowerFunc  function,
                gpointer        user_data)
{
  const RdFollowerOptions options = {
    .clock = clock,
    .limits = limits,
    .content_api = content_api,
    .by_hand = by_hand,
    .follow = function,
    .user_data = user_data,
  };
  g_autoptr (GError) error = NULL;
  RdFollower *follower = rd_follower_new (open_library (path, RD_STORE_WRITE), &options, &error);

  g_assert_no_error (error);
  return follower;
}

static GHashTable *
index_entries (GPtrArray *entries)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (index, ((RdEntry *) entries->pdata[i])->id, entries->pdata[i]);

  return index;
}

/* What stands outside of a part cannot be referred to in it. */
static void
assert_same_post (const RdEntry *kept,
                  const RdEntry *read,
                  gboolean       is_whole)
{
  g_autofree char *published = kept->published != NULL ? g_date_time_format_iso8601 (kept->published) : NULL;
  g_autofree char *expected = read->published != NULL ? g_date_time_format_iso8601 (read->published) : NULL;

  g_assert_cmpstr (kept->title, ==, read->title);
  g_assert_cmpstr (rd_body_get_text (kept->body), ==, rd_body_get_text (read->body));
  g_assert_true (rd_body_equal (kept->body, read->body));
  g_assert_cmpstr (kept->author, ==, read->author);
  g_assert_cmpstr (published, ==, expected);
  g_assert_cmpint (kept->key_event, ==, read->key_event);
  g_assert_cmpint (kept->pinned, ==, read->pinned);
  g_assert_cmpint (kept->summary, ==, read->summary);
  for (guint i = 0; is_whole && i < MAX (kept->refers_to->len, read->refers_to->len); i++)
    {
      g_assert_cmpuint (i, <, kept->refers_to->len);
      g_assert_cmpuint (i, <, read->refers_to->len);
      g_assert_cmpstr (kept->refers_to->pdata[i], ==, read->refers_to->pdata[i]);
    }
}

/* What is kept of a form is what a single look finds now. Returns: how many kept posts are marked as deleted */
static guint
assert_as_read_at_once (Fixture   *self,
                        RdLibrary *library,
                        guint      form)
{
  const RdStoreFilter filter = { .blog_id = self->ids[form] };
  g_autoptr (RdFound) found = find (self, form);
  RdBlog *read = found->checked->blogs->pdata[0];
  g_autoptr (GHashTable) expected = index_entries (read->entries);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = rd_store_load (rd_library_get_store (library), &filter, &error);
  guint n_present = 0;
  guint n_deleted = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < kept->len; i++)
    {
      const RdKept *it = kept->pdata[i];
      const RdEntry *at_once = g_hash_table_lookup (expected, it->entry->id);

      n_deleted += it->entry->deleted;
      if (it->entry->deleted)
        g_assert_true (at_once == NULL || at_once->deleted);
      else if (at_once != NULL)
        {
          assert_same_post (it->entry, at_once, FORMS[form].is_whole);
          n_present++;
        }
      else
        g_assert_false (FORMS[form].is_whole);
    }
  for (guint i = 0; i < read->entries->len; i++)
    n_present += ((RdEntry *) read->entries->pdata[i])->deleted;
  g_assert_cmpuint (n_present, ==, read->entries->len);

  return n_deleted;
}

/* Every post has as many revisions as it had wordings; or fewer, where some came and went between two checks. */
static void
assert_revisions (Fixture   *self,
                  RdLibrary *library,
                  guint      form,
                  gboolean   all)
{
  const RdStoreFilter filter = { .blog_id = self->ids[form] };
  g_autoptr (RdBlog) final = rd_replay_at (self->replay, self->end);
  g_autoptr (GHashTable) wordings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = rd_store_load (rd_library_get_store (library), &filter, &error);

  g_assert_no_error (error);
  /* Ids differ from form to form: the words of the end do not. */
  for (guint i = 0; i < final->entries->len; i++)
    {
      const RdEntry *entry = final->entries->pdata[i];

      g_hash_table_insert (wordings, g_strdup (rd_body_get_text (entry->body)),
                           GUINT_TO_POINTER (rd_replay_count_wordings (self->replay, entry->id)));
    }
  for (guint i = 0; i < kept->len; i++)
    {
      const RdKept *it = kept->pdata[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (wordings, rd_body_get_text (it->entry->body)));
      g_autoptr (GPtrArray) revisions = rd_store_load_revisions (rd_library_get_store (library), it->entry->id, &error);

      g_assert_no_error (error);
      if (it->entry->deleted || n == 0)
        continue;
      g_assert_cmpuint (revisions->len, <=, n);
      g_assert_true (!all || revisions->len == n);
    }
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("waited for %d seconds in vain", PATIENCE);
  return G_SOURCE_REMOVE;
}

/* Looks at what happens in the live blog step by step, at each of its moments. */
static void
test_step_by_step (Fixture       *self,
                   gconstpointer  data)
{
  const guint form = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) changes = rd_replay_list_changes (self->replay, self->start, NULL);
  g_auto (GStrv) deleted = rd_replay_list_deleted (self->replay);
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GSource) patience = g_timeout_source_new_seconds (PATIENCE);

  g_source_set_callback (patience, give_up_cb, NULL, NULL);
  g_source_attach (patience, NULL);
  subscribe (self, form, form + 1);
  self->follower = start_follower (self->path, self->clock, self->content_api, TRUE, followed_cb, self);
  for (guint i = 0; i < changes->len; i++)
    {
      const RdReplayChange *change = changes->pdata[i];
      const guint n_told = self->n_told;

      replay_clock_set (self->replay_clock, change->time);
      rd_follower_check (self->follower, self->ids[form]);
      while (self->n_told == n_told)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpstr (self->last_problem, ==, NULL);
    }
  rd_follower_stop (self->follower);
  g_clear_object (&self->follower);
  g_source_destroy (patience);

  library = open_library (self->path, RD_STORE_READ);
  g_assert_cmpuint (assert_as_read_at_once (self, library, form), ==, g_strv_length (deleted));
  assert_revisions (self, library, form, TRUE);
}

/* Whether all of it was read after its last post; its publisher may have said that this was it. The time of a look is
 * when its answer was there, and a busy machine may have asked long before: whoever looks once more asks after that. */
static gboolean
is_read_to_the_end (Fixture    *self,
                    guint       form,
                    RdFollowed *followed)
{
  const gint64 look = followed->following.whole != NULL ? g_date_time_to_unix_usec (followed->following.whole) : 0;

  if (followed->following.closed != NULL)
    return TRUE;
  if (self->looks[form] == 0 && look > g_date_time_to_unix_usec (self->end))
    self->looks[form] = look;

  return self->looks[form] > 0 && look > self->looks[form];
}

static gboolean
are_all_read_to_the_end (Fixture *self)
{
  g_autoptr (RdLibrary) library = open_library (self->path, RD_STORE_READ);
  gboolean all = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (FORMS); i++)
    {
      g_autoptr (RdFollowed) followed = rd_store_find_followed (rd_library_get_store (library), self->ids[i], NULL);

      all &= is_read_to_the_end (self, i, followed);
    }

  return all;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
assert_all_as_read_at_once (Fixture *self)
{
  g_autoptr (RdLibrary) library = open_library (self->path, RD_STORE_READ);

  for (guint i = 0; i < G_N_ELEMENTS (FORMS); i++)
    {
      assert_as_read_at_once (self, library, i);
      assert_revisions (self, library, i, FALSE);
    }
}

/* Leaves it to the follower when to look. */
static void
test_at_its_own_pace (Fixture       *self,
                      gconstpointer  data)
{
  gint64 begin = g_get_monotonic_time ();
  guint timer = g_timeout_add (100, wake_cb, NULL);

  subscribe (self, 0, G_N_ELEMENTS (FORMS));
  self->follower = start_follower (self->path, self->clock, self->content_api, FALSE, followed_cb, self);
  while (!are_all_read_to_the_end (self))
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time () - begin, <, (gint64) PATIENCE * G_USEC_PER_SEC);
    }
  g_source_remove (timer);
  rd_follower_stop (self->follower);
  g_clear_object (&self->follower);

  assert_all_as_read_at_once (self);
}

G_GNUC_NORETURN static void
run_child (char **arguments)
{
  const RdClock clock = {
    .start = g_ascii_strtoll (arguments[1], NULL, 10),
    .real_start = g_ascii_strtoll (arguments[2], NULL, 10),
    .speed = g_ascii_strtod (arguments[3], NULL),
  };
  g_autoptr (RdFollower) follower = start_follower (arguments[0], clock, arguments[4], FALSE, NULL, NULL);

  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}

static GPid
spawn_child (Fixture *self)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *start = g_strdup_printf ("%" G_GINT64_FORMAT, self->clock.start);
  g_autofree char *real_start = g_strdup_printf ("%" G_GINT64_FORMAT, self->clock.real_start);
  g_autofree char *speed = g_strdup_printf ("%d", (int) self->clock.speed);
  char *arguments[] = { program, (char *) "--child", self->path, start, real_start, speed, self->content_api, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);

  return pid;
}

/* The same, in a process of its own that is killed again and again. */
static void
test_killed (Fixture       *self,
             gconstpointer  data)
{
  gint64 begin = g_get_monotonic_time ();

  subscribe (self, 0, G_N_ELEMENTS (FORMS));
  while (!are_all_read_to_the_end (self))
    {
      GPid pid = spawn_child (self);
      int status;

      g_usleep (LIFETIME * 1000);
      kill (pid, SIGKILL);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      g_assert_cmpint (g_get_monotonic_time () - begin, <, (gint64) PATIENCE * G_USEC_PER_SEC);
    }

  assert_all_as_read_at_once (self);
}

/* A misbehaviour, and what is said of it. */
typedef struct
{
  ReplayMisbehaviour how;
  const char *problem; /* (nullable): %NULL where it can be read all the same */
} Trouble;

static const Trouble TROUBLES[] = {
  { REPLAY_SLOW_HEADERS, "*silent for 1 seconds*" },
  { REPLAY_SLOW_BODY, "*no whole answer within 2 seconds*" },
  { REPLAY_CUT, "*broke off*" },
  { REPLAY_WRONG_LENGTH, "*" },
  { REPLAY_BOMB, "*larger than*" },
  { REPLAY_HUGE, "*larger than*" },
  { REPLAY_LOOP, "*more than 5 times*" },
  { REPLAY_TO_FILE, "*no web address*" },
  { REPLAY_WRONG_TYPE, NULL },
  { REPLAY_BUSY_SECONDS, "*busy (429)*" },
  { REPLAY_BUSY_DATE, "*busy (429)*" },
  { REPLAY_UNAVAILABLE, "*busy (503)*" },
  { REPLAY_EMPTY, "*empty*" },
  { REPLAY_HALF_CHARACTER, NULL },
  { REPLAY_WRONG_CLOCK, NULL },
  { REPLAY_MOVED, NULL },
  { REPLAY_MISSING, "*not found (404)*" },
  { REPLAY_GONE, "*for good (410)*" },
  { REPLAY_NOT_MODIFIED, NULL },
};

static void
check_now (Fixture *self,
           guint    form)
{
  const guint n_told = self->n_told;

  rd_follower_check (self->follower, self->ids[form]);
  while (self->n_told == n_told)
    g_main_context_iteration (NULL, TRUE);
}

/* One live blog's server misbehaves, and another's does not; then it behaves again. */
static void
test_trouble (Fixture       *self,
              gconstpointer  data)
{
  const Trouble *trouble = data;
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GDateTime) noon = g_date_time_add_hours (self->start, 3);
  g_autoptr (RdFollowed) followed = NULL;
  g_autoptr (GError) error = NULL;

  subscribe (self, 2, 4);
  if (trouble->how == REPLAY_SLOW_HEADERS || trouble->how == REPLAY_SLOW_BODY)
    limits = &HASTY;
  self->follower = start_follower (self->path, self->clock, self->content_api, TRUE, followed_cb, self);
  limits = &PATIENT;
  replay_clock_set (self->replay_clock, noon);
  replay_server_misbehave (self->server, "blog-2", trouble->how, 0, 5);
  check_now (self, 2);
  if (trouble->problem == NULL)
    g_assert_cmpstr (self->last_problem, ==, NULL);
  else
    {
      g_assert_nonnull (self->last_problem);
      g_assert_true (g_pattern_match_simple (trouble->problem, self->last_problem));
      g_assert_null (strchr (self->last_problem, '\n'));
    }
  rd_follower_stop (self->follower);
  g_clear_object (&self->follower);

  /* What a server wanted to be left alone for is over. */
  replay_server_misbehave (self->server, "blog-2", REPLAY_WELL_BEHAVED, 0, 0);
  {
    g_autoptr (RdLibrary) writer = open_library (self->path, RD_STORE_WRITE);
    RdStore *store = rd_library_get_store (writer);
    g_autoptr (RdFollowed) it = rd_store_find_followed (store, self->ids[2], &error);

    g_assert_cmpuint (it->following.n_failures, ==, trouble->problem != NULL ? 1 : 0);
    g_assert_true (trouble->problem == NULL || it->following.problem != NULL);
    g_clear_pointer (&it->following.wait, g_date_time_unref);
    rd_store_put_following (store, it, &error);
    g_assert_no_error (error);
  }
  self->follower = start_follower (self->path, self->clock, self->content_api, TRUE, followed_cb, self);
  check_now (self, 3);
  g_assert_cmpstr (self->last_problem, ==, NULL);
  check_now (self, 2);
  g_assert_cmpstr (self->last_problem, ==, NULL);
  rd_follower_stop (self->follower);
  g_clear_object (&self->follower);

  library = open_library (self->path, RD_STORE_READ);
  followed = rd_store_find_followed (rd_library_get_store (library), self->ids[2], &error);
  g_assert_no_error (error);
  g_assert_cmpuint (followed->following.n_failures, ==, 0);
  g_assert_null (followed->following.problem);
  assert_as_read_at_once (self, library, 2);
  assert_as_read_at_once (self, library, 3);
}

/* The address of a live blog now leads to a server that cannot prove who it is. */
static void
test_untrusted (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = certificate_load (certificate_path);
  g_autoptr (ReplayServer) untrusted = NULL;
  g_autofree char *url = NULL;

  if (certificate == NULL)
    return;

  untrusted = replay_server_new (self->replay_clock, certificate);
  replay_server_add (untrusted, "blog-2", self->replay);
  url = replay_server_get_url (untrusted, "blog-2/posting");
  subscribe (self, 2, 4);
  {
    g_autoptr (RdLibrary) library = open_library (self->path, RD_STORE_WRITE);

    RdStore *store = rd_library_get_store (library);
    g_autoptr (RdFollowed) followed = rd_store_find_followed (store, self->ids[2], &error);

    g_assert_true (rd_store_put_blog (store, followed->blog, url, self->start, &error));
    g_assert_no_error (error);
  }

  self->follower = start_follower (self->path, self->clock, self->content_api, TRUE, followed_cb, self);
  check_now (self, 2);
  g_assert_nonnull (strstr (self->last_problem, "cannot prove who it is"));
  check_now (self, 3);
  g_assert_null (self->last_problem);
}

/* Many servers that keep silent do not hold up one that answers. */
static void
test_slow_servers (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) servers = g_ptr_array_new_with_free_func ((GDestroyNotify) replay_server_free);
  g_autoptr (GError) error = NULL;

  subscribe (self, 2, 3);
  {
    g_autoptr (RdLibrary) library = open_library (self->path, RD_STORE_WRITE);
    g_autoptr (RdFollowed) model = rd_store_find_followed (rd_library_get_store (library), self->ids[2], &error);

    for (guint i = 0; i < N_SLOW; i++)
      {
        ReplayServer *server = replay_server_new (self->replay_clock, NULL);
        g_autofree char *url = NULL;
        g_autoptr (RdBlog) blog = rd_blog_new ();
        RdTaken taken;

        g_ptr_array_add (servers, server);
        replay_server_add (server, "slow", self->replay);
        replay_server_misbehave (server, "slow", REPLAY_SLOW_HEADERS, 0, 30);
        url = replay_server_get_url (server, "slow/posting");
        blog->id = g_strdup_printf ("slow-%u", i);
        blog->title = g_strdup ("A slow one");
        rd_library_take (library, blog, url, self->start, &taken, &error);
        g_assert_no_error (error);
      }
  }

  limits = &QUICK;
  self->follower = start_follower (self->path, self->clock, self->content_api, TRUE, followed_cb, self);
  limits = &PATIENT;
  rd_follower_check (self->follower, NULL);
  while (self->n_told == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (self->last_problem);
  while (self->n_told <= N_SLOW)
    {
      const guint n_told = self->n_told;

      g_main_context_iteration (NULL, TRUE);
      g_assert_true (self->n_told == n_told || strstr (self->last_problem, "silent") != NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  static const double speed = SPEED;
  char *keyring;
  int status;

  if (argc == 7 && strcmp (argv[1], "--child") == 0)
    run_child (argv + 2);

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  certificate_path = argv[1];
  keyring = set_up_keyring ();
  for (guint i = 0; i < G_N_ELEMENTS (FORMS); i++)
    {
      g_autofree char *name = g_strdup_printf ("/following/step-by-step/%u-%s", i, FORMS[i].format);

      g_test_add_vtable (name, sizeof (Fixture), GUINT_TO_POINTER (i), (GTestFixtureFunc) set_up_still,
                         (GTestFixtureFunc) test_step_by_step, (GTestFixtureFunc) tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (TROUBLES); i++)
    {
      g_autofree char *name = g_strdup_printf ("/following/trouble/%s", replay_misbehaviour_name (TROUBLES[i].how));

      g_test_add_vtable (name, sizeof (Fixture), &TROUBLES[i], (GTestFixtureFunc) set_up_still,
                         (GTestFixtureFunc) test_trouble, (GTestFixtureFunc) tear_down);
    }
  g_test_add ("/following/untrusted", Fixture, NULL, set_up, test_untrusted, tear_down);
  g_test_add ("/following/slow-servers", Fixture, NULL, set_up, test_slow_servers, tear_down);
  g_test_add ("/following/at-its-own-pace", Fixture, &speed, set_up, test_at_its_own_pace, tear_down);
  g_test_add ("/following/killed", Fixture, &speed, set_up, test_killed, tear_down);

  status = g_test_run ();
  folder_delete (keyring);

  return status;
}
