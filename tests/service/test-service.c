/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Following on a thread of its own: what it tells and on which thread, that all is kept when it stops, and who else may
 * write. */
#include "base/rd-error.h"
#include "folder.h"
#include "formats/rd-opml.h"
#include "replay-server.h"
#include "service/rd-corrector.h"
#include "service/rd-keeping.h"
#include "service/rd-reader.h"

#include <string.h>

#define PATIENCE_SECONDS 30

typedef struct
{
  char *folder;
  char *path;
  GDateTime *start;
  RdReplay *replay;
  ReplayClock *clock; /* stands still unless a test sets it */
  ReplayServer *server;
  RdService *service;
  /* What the service told. */
  GThread *thread;
  guint n_looked;
  RdTaken taken;
  char *title;
  char *problem;
  guint n_changed;
} Fixture;

static void
looked_cb (Fixture              *self,
           const RdServiceEvent *event)
{
  g_assert_true (g_thread_self () == self->thread);
  self->n_looked++;
  self->taken.n_new += event->taken.n_new;
  g_free (self->title);
  self->title = g_strdup (event->title);
  g_free (self->problem);
  self->problem = g_strdup (event->problem);
}

static void
changed_cb (Fixture *self)
{
  g_assert_true (g_thread_self () == self->thread);
  self->n_changed++;
}

static void
start_service_at (Fixture *self,
                  guint    speed)
{
  const RdServiceOptions options = {
    .path = self->path,
    .clock = { g_date_time_to_unix_usec (self->start), g_get_real_time (), speed },
    .limits = &rd_fetcher_usual_limits,
  };

  self->service = rd_service_new (&options);
  g_signal_connect_swapped (self->service, "looked", G_CALLBACK (looked_cb), self);
  g_signal_connect_swapped (self->service, "changed", G_CALLBACK (changed_cb), self);
}

static void
start_service (Fixture *self)
{
  start_service_at (self, 1);
}

static void
stop_service (Fixture *self)
{
  rd_service_stop (self->service);
  g_clear_object (&self->service);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);

  g_assert_no_error (error);
  self->thread = g_thread_self ();
  self->folder = folder_new ("service");
  self->path = g_build_filename (self->folder, "posts.db", NULL);
  self->replay = rd_replay_new (blogs->pdata[0], 1);
  self->start = rd_replay_get_start (self->replay);
  self->clock = replay_clock_new (self->start, 0);
  replay_clock_step (self->clock, G_TIME_SPAN_HOUR);
  self->server = replay_server_new (self->clock, NULL);
  replay_server_add (self->server, "demo", self->replay);
  start_service (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  stop_service (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  replay_server_free (self->server);
  replay_clock_unref (self->clock);
  rd_replay_unref (self->replay);
  g_date_time_unref (self->start);
  folder_delete (self->folder);
  g_free (self->path);
  g_free (self->title);
  g_free (self->problem);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("waited in vain");
  return G_SOURCE_REMOVE;
}

/* Runs the main context until @count is at least @n. */
static void
wait_until (const guint *count,
            guint        n)
{
  const guint source = g_timeout_add_seconds (PATIENCE_SECONDS, too_late_cb, NULL);

  while (*count < n)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for_answer (GAsyncResult **answer)
{
  const guint source = g_timeout_add_seconds (PATIENCE_SECONDS, too_late_cb, NULL);

  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);

  return *answer;
}

static gboolean
subscribe (Fixture     *self,
           const char  *path,
           GError     **error)
{
  g_autofree char *url = replay_server_get_url (self->server, path);
  g_autoptr (GAsyncResult) answer = NULL;

  rd_service_subscribe_async (self->service, url, answer_cb, &answer);

  return rd_service_subscribe_finish (self->service, wait_for_answer (&answer), error);
}

static void
subscribe_demo (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = subscribe (self, "demo/posting", &error);

  g_assert_no_error (error);
  g_assert_true (done);
  wait_until (&self->n_looked, 1);
}

static RdLibrary *
open_library (Fixture     *self,
              RdStoreMode  mode)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;
  RdLibrary *library = rd_library_open (self->path, mode, &notice, &error);

  g_assert_no_error (error);
  return library;
}

/* Returns: how many posts are kept of the only live blog that there is */
static guint
count_kept (Fixture  *self,
            gboolean *followed,
            char    **id)
{
  g_autoptr (RdLibrary) library = open_library (self, RD_STORE_READ);
  g_autoptr (GPtrArray) list = rd_store_list_followed (rd_library_get_store (library), NULL);
  const RdFollowed *one;

  g_assert_cmpuint (list->len, ==, 1);
  one = list->pdata[0];
  *followed = one->followed;
  if (id != NULL)
    *id = g_strdup (one->blog->id);

  return one->n_entries;
}

static void
test_posts_arrive (Fixture       *self,
                   gconstpointer  data)
{
  guint n_before;
  gboolean followed;

  subscribe_demo (self);
  n_before = self->taken.n_new;
  g_assert_cmpuint (n_before, >, 0);
  g_assert_nonnull (strstr (self->title, "Cooper"));
  g_assert_null (self->problem);

  replay_clock_step (self->clock, 3 * G_TIME_SPAN_HOUR);
  rd_service_check_now (self->service);
  wait_until (&self->taken.n_new, n_before + 1);

  stop_service (self);
  g_assert_cmpuint (count_kept (self, &followed, NULL), ==, self->taken.n_new);
  g_assert_true (followed);

  /* What is followed is followed again. */
  start_service (self);
  rd_service_start (self->service);
  replay_clock_step (self->clock, 3 * G_TIME_SPAN_HOUR);
  n_before = self->taken.n_new;
  rd_service_check_now (self->service);
  wait_until (&self->taken.n_new, n_before + 1);
}

static void
test_problem (Fixture       *self,
              gconstpointer  data)
{
  subscribe_demo (self);
  replay_server_misbehave (self->server, "demo", REPLAY_UNAVAILABLE, 1, 0);
  rd_service_check_now (self->service);
  wait_until (&self->n_looked, 2);
  g_assert_nonnull (self->problem);
}

static RdLook *
look_at (Fixture     *self,
         const char  *blog_id,
         GError     **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  rd_service_look_async (self->service, blog_id, answer_cb, &answer);

  return rd_service_look_finish (self->service, wait_for_answer (&answer), error);
}

static void
unfollow (Fixture    *self,
          const char *id,
          gboolean    forget)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  rd_service_unfollow_async (self->service, id, forget, answer_cb, &answer);
  rd_service_unfollow_finish (self->service, wait_for_answer (&answer), &error);
  g_assert_no_error (error);
}

/* Who asks for a look hears what it came to, and who asks for one that cannot be hears that. */
static void
test_look (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr (RdLook) look = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  gboolean followed;

  subscribe_demo (self);
  count_kept (self, &followed, &id);
  replay_clock_step (self->clock, 3 * G_TIME_SPAN_HOUR);
  look = look_at (self, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (look->blog_id, ==, id);
  g_assert_cmpuint (look->taken.n_new, >, 0);
  g_assert_null (look->problem);
  g_assert_false (look->spared);

  replay_server_misbehave (self->server, "demo", REPLAY_UNAVAILABLE, 1, 0);
  g_clear_pointer (&look, rd_look_free);
  look = look_at (self, id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (look->problem);
  g_assert_cmpuint (look->taken.n_new, ==, 0);

  g_assert_null (look_at (self, "none", &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_FILE);
  g_clear_error (&error);

  /* Nor one that is followed no longer before the server answers. */
  replay_server_misbehave (self->server, "demo", REPLAY_SLOW_HEADERS, 10, PATIENCE_SECONDS);
  rd_service_look_async (self->service, id, answer_cb, &answer);
  unfollow (self, id, FALSE);
  g_assert_null (rd_service_look_finish (self->service, wait_for_answer (&answer), &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_FILE);
}

static void
test_look_and_stop (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  gboolean followed;

  subscribe_demo (self);
  count_kept (self, &followed, &id);
  replay_server_misbehave (self->server, "demo", REPLAY_SLOW_HEADERS, 10, PATIENCE_SECONDS);
  rd_service_look_async (self->service, id, answer_cb, &answer);
  rd_service_stop (self->service);
  g_assert_null (rd_service_look_finish (self->service, wait_for_answer (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What came until then is kept, and others may write. */
static void
test_stop (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *url = replay_server_get_url (self->server, "demo/posting");
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RdService) service = NULL;
  g_autoptr (RdLibrary) library = NULL;
  gboolean followed;
  guint n_looked;

  subscribe_demo (self);
  n_looked = self->n_looked;
  replay_server_misbehave (self->server, "demo", REPLAY_SLOW_HEADERS, 10, PATIENCE_SECONDS);
  rd_service_check_now (self->service);
  rd_service_subscribe_async (self->service, url, answer_cb, &answer);
  service = g_object_ref (self->service);
  stop_service (self);

  library = open_library (self, RD_STORE_WRITE);
  g_assert_cmpuint (count_kept (self, &followed, NULL), ==, self->taken.n_new);
  g_assert_false (rd_service_subscribe_finish (service, wait_for_answer (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->n_looked, ==, n_looked);
  rd_service_check_now (service);
  rd_service_start (service);
  rd_service_stop (service);
  start_service (self);
}

static void
test_nothing_followed (Fixture       *self,
                       gconstpointer  data)
{
  rd_service_start (self->service);
  rd_service_check_now (self->service);
  rd_service_set_conditions (self->service, RD_CONDITIONS_METERED);
  rd_service_stop (self->service);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (self->n_looked, ==, 0);
}

static void
test_nothing_found (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (subscribe (self, "demo/nowhere", &error));
  g_assert_cmpint (error->domain, ==, RD_ERROR);
  g_clear_error (&error);

  /* The next is. */
  subscribe_demo (self);
}

static void
test_another_writes (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  RdLibrary *library;

  subscribe_demo (self);
  stop_service (self);
  library = open_library (self, RD_STORE_WRITE);

  start_service (self);
  self->n_changed = 0;
  rd_service_start (self->service);
  wait_until (&self->n_changed, 1);
  g_assert_error (rd_service_get_error (self->service), RD_ERROR, RD_ERROR_BUSY);
  g_assert_false (subscribe (self, "demo/posting", &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_BUSY);
  g_clear_error (&error);
  rd_corrector_fulfil_async (self->service, &(RdWish) { RD_WISH_PIN, "harbour", NULL }, answer_cb, &answer);
  g_assert_null (rd_corrector_fulfil_finish (self->service, wait_for_answer (&answer), &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_BUSY);

  rd_library_close (library);
  self->n_looked = 0;
  rd_service_check_now (self->service);
  wait_until (&self->n_looked, 1);
  g_assert_no_error (rd_service_get_error (self->service));
}

static void
test_unfollow (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  gboolean followed;
  guint n_answers;
  guint n_kept;

  subscribe_demo (self);
  n_kept = count_kept (self, &followed, &id);
  g_assert_true (followed);

  /* While it is looked at. */
  n_answers = replay_log_count (replay_server_get_log (self->server), "demo/posting", 200);
  replay_clock_step (self->clock, 3 * G_TIME_SPAN_HOUR);
  replay_server_misbehave (self->server, "demo", REPLAY_SLOW_HEADERS, 1, 1);
  rd_service_check_now (self->service);
  rd_service_unfollow_async (self->service, id, FALSE, answer_cb, &answer);
  rd_service_unfollow_finish (self->service, wait_for_answer (&answer), &error);
  g_assert_no_error (error);
  while (replay_log_count (replay_server_get_log (self->server), "demo/posting", 200) == n_answers)
    g_usleep (G_USEC_PER_SEC / 100);
  rd_service_check_now (self->service);
  stop_service (self);
  g_assert_cmpuint (count_kept (self, &followed, NULL), ==, n_kept);
  g_assert_false (followed);

  /* And again. */
  start_service (self);
  self->n_looked = 0;
  subscribe_demo (self);
  g_assert_cmpuint (count_kept (self, &followed, NULL), >, n_kept);
  g_assert_true (followed);
}

/* Returns: how many corrections hold */
static guint
count_corrections (Fixture *self)
{
  g_autoptr (RdLibrary) library = open_library (self, RD_STORE_READ);
  g_autoptr (GPtrArray) list = rd_store_list_corrections (rd_library_get_store (library), NULL);

  return list->len;
}

static void
test_corrections (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  RdUndo *undo;

  subscribe_demo (self);
  rd_corrector_fulfil_async (self->service, &(RdWish) { RD_WISH_RENAME, "harbour", "The Quay" }, answer_cb, &answer);
  undo = rd_corrector_fulfil_finish (self->service, wait_for_answer (&answer), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_corrections (self), ==, 1);

  g_clear_object (&answer);
  rd_corrector_undo_async (self->service, undo, answer_cb, &answer);
  g_assert_true (rd_corrector_undo_finish (self->service, wait_for_answer (&answer), &undo, &error));
  g_assert_no_error (error);
  g_assert_null (undo);
  g_assert_cmpuint (count_corrections (self), ==, 0);

  /* What is wished for last is kept, or it is said that it is not. */
  g_clear_object (&answer);
  rd_corrector_fulfil_async (self->service, &(RdWish) { RD_WISH_PIN, "harbour", NULL }, answer_cb, &answer);
  rd_service_stop (self->service);
  undo = rd_corrector_fulfil_finish (self->service, wait_for_answer (&answer), &error);
  g_assert_cmpuint (count_corrections (self), ==, undo != NULL);

  /* What could not be taken back can be still. */
  if (undo == NULL)
    return;

  g_clear_object (&answer);
  rd_corrector_undo_async (self->service, undo, answer_cb, &answer);
  g_assert_false (rd_corrector_undo_finish (self->service, wait_for_answer (&answer), &undo, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (undo);
  rd_undo_free (undo);
}

/* Nothing is asked by itself while the reader does not want it; what the reader asks for is. */
static void
test_reader_stops (Fixture       *self,
                   gconstpointer  data)
{
  guint n_looked;

  stop_service (self);
  start_service_at (self, 6000);
  subscribe_demo (self);
  wait_until (&self->n_looked, 3);

  rd_service_set_conditions (self->service, RD_CONDITIONS_SAVING | RD_CONDITIONS_SAVING_STOPS);
  rd_service_check_now (self->service);
  n_looked = self->n_looked;
  wait_until (&self->n_looked, n_looked + 1);
  /* One more may have been on its way. Half an hour of its time, in which there would be others. */
  n_looked = self->n_looked + 1;
  g_usleep (3 * G_USEC_PER_SEC / 10);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (self->n_looked, <=, n_looked);

  rd_service_set_conditions (self->service, RD_CONDITIONS_NONE);
  wait_until (&self->n_looked, n_looked + 2);
}

static gboolean
count_posts (RdLibrary  *library,
             gpointer    data,
             GError    **error)
{
  const RdStoreFilter filter = { 0 };
  g_autoptr (GPtrArray) kept = rd_store_load (rd_library_get_store (library), &filter, error);

  *(guint *) data = kept != NULL ? kept->len : 0;
  return kept != NULL;
}

static void
test_work (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *copy = g_build_filename (self->folder, "copy.db", NULL);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  g_autoptr (GAsyncResult) last = NULL;
  g_autoptr (RdService) service = g_object_ref (self->service);
  g_autoptr (GError) error = NULL;
  gboolean are_gone;
  guint *n_posts;

  subscribe_demo (self);
  rd_service_write_async (self->service, count_posts, g_new0 (guint, 1), g_free, answer_cb, &answer);
  rd_service_write_finish (self->service, wait_for_answer (&answer), (gpointer *) &n_posts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (*n_posts, ==, self->taken.n_new);

  /* What was asked for is done, whoever stops meanwhile. */
  rd_keeping_back_up_async (self->service, copy, answer_cb, &second);
  rd_keeping_forget_async (self->service, answer_cb, &third);
  stop_service (self);
  rd_keeping_back_up_finish (service, wait_for_answer (&second), &error);
  g_assert_no_error (error);
  rd_keeping_forget_finish (service, wait_for_answer (&third), &are_gone, &error);
  g_assert_no_error (error);
  g_assert_true (are_gone);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));

  rd_keeping_forget_async (service, answer_cb, &last);
  g_assert_false (rd_keeping_forget_finish (service, wait_for_answer (&last), &are_gone, &error));
  g_assert_false (are_gone);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  start_service (self);
}

static RdFound *
find (Fixture       *self,
      const char    *path,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autofree char *url = replay_server_get_url (self->server, path);
  g_autoptr (GAsyncResult) answer = NULL;

  rd_service_find_async (self->service, url, cancellable, answer_cb, &answer);

  return rd_service_find_finish (self->service, wait_for_answer (&answer), error);
}

static GPtrArray *
list (Fixture *self)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  rd_service_list_async (self->service, answer_cb, &answer);
  found = rd_service_list_finish (self->service, wait_for_answer (&answer), &error);
  g_assert_no_error (error);

  return found;
}

/* What is found is kept only when the reader says so, and not asked for again. */
static void
test_find (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) before = list (self);
  g_autoptr (GPtrArray) after = NULL;
  RdFound *found;
  guint n_posts;
  guint n_answers;

  g_assert_cmpuint (before->len, ==, 0);
  g_assert_null (find (self, "demo/nowhere", NULL, &error));
  g_assert_cmpint (error->domain, ==, RD_ERROR);
  g_clear_error (&error);

  found = find (self, "demo/posting", NULL, &error);
  g_assert_no_error (error);
  n_posts = ((RdBlog *) found->checked->blogs->pdata[0])->entries->len;
  n_answers = replay_log_count (replay_server_get_log (self->server), "demo/posting", 200);
  g_assert_cmpuint (n_posts, >, 0);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));

  rd_service_subscribe_found_async (self->service, found, answer_cb, &answer);
  g_assert_true (rd_service_subscribe_finish (self->service, wait_for_answer (&answer), &error));
  g_assert_no_error (error);
  after = list (self);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpuint (((RdFollowed *) after->pdata[0])->n_entries, ==, n_posts);
  g_assert_true (((RdFollowed *) after->pdata[0])->followed);
  g_assert_cmpuint (replay_log_count (replay_server_get_log (self->server), "demo/posting", 200), ==, n_answers);
}

/* Neither the reader nor the end has to wait for a server. */
static void
test_find_ends_early (Fixture       *self,
                      gconstpointer  data)
{
  g_autofree char *url = replay_server_get_url (self->server, "demo/posting");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  g_autoptr (RdService) service = g_object_ref (self->service);
  g_autoptr (GError) error = NULL;

  replay_server_misbehave (self->server, "demo", REPLAY_SLOW_HEADERS, 10, 2 * PATIENCE_SECONDS);
  rd_service_find_async (self->service, url, cancellable, answer_cb, &answer);
  rd_service_find_async (self->service, url, NULL, answer_cb, &other);
  g_cancellable_cancel (cancellable);
  g_assert_null (rd_service_find_finish (self->service, wait_for_answer (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  stop_service (self);
  g_assert_null (rd_service_find_finish (service, wait_for_answer (&other), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  start_service (self);
}

static gboolean
resume (Fixture     *self,
        const char  *id,
        GError     **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  rd_service_resume_async (self->service, id, answer_cb, &answer);

  return rd_service_resume_finish (self->service, wait_for_answer (&answer), error);
}

/* From where it was, with nothing lost of what came meanwhile; also by a service that has not seen it end. */
static void
test_resume (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  gboolean followed;
  guint n_kept;

  subscribe_demo (self);
  n_kept = count_kept (self, &followed, &id);
  for (guint i = 0; i < 2; i++)
    {
      unfollow (self, id, FALSE);
      count_kept (self, &followed, NULL);
      g_assert_false (followed);
      if (i == 1)
        {
          stop_service (self);
          start_service (self);
        }
      g_assert_true (resume (self, id, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_kept (self, &followed, NULL), >=, n_kept);
      g_assert_true (followed);
    }

  replay_clock_step (self->clock, 3 * G_TIME_SPAN_HOUR);
  self->taken.n_new = 0;
  rd_service_check_blog (self->service, id);
  wait_until (&self->taken.n_new, 1);
  g_assert_cmpuint (count_kept (self, &followed, NULL), ==, n_kept + self->taken.n_new);
}

static void
test_forget (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autofree char *id = NULL;
  gboolean followed;

  subscribe_demo (self);
  count_kept (self, &followed, &id);
  unfollow (self, id, TRUE);
  left = list (self);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_false (resume (self, "nothing", &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_FILE);

  self->n_looked = 0;
  subscribe_demo (self);
  g_assert_cmpuint (count_kept (self, &followed, NULL), ==, self->taken.n_new / 2);
}

static void
step_cb (const RdImported *imported,
         const char       *failure,
         gpointer          user_data)
{
  GPtrArray *failures = user_data;

  g_assert_cmpuint (imported->n_all, ==, 2);
  if (failure != NULL)
    g_ptr_array_add (failures, g_strdup (failure));
}

static RdImported
import (Fixture    *self,
        const char *one,
        const char *other,
        GPtrArray  *failures)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_outline_free);
  g_autofree char *one_url = replay_server_get_url (self->server, one);
  g_autofree char *other_url = replay_server_get_url (self->server, other);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  RdImported imported;

  g_ptr_array_add (outlines, rd_outline_new ("One", one_url, NULL, NULL));
  g_ptr_array_add (outlines, rd_outline_new ("Other", other_url, NULL, NULL));
  rd_service_import_async (self->service, outlines, NULL, step_cb, failures, answer_cb, &answer);
  rd_service_import_finish (self->service, wait_for_answer (&answer), &imported, &error);
  g_assert_no_error (error);

  return imported;
}

static void
test_import (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) followed = NULL;
  g_autoptr (GPtrArray) outlines = NULL;
  RdImported imported = import (self, "demo/posting", "demo/nowhere", failures);

  g_assert_cmpuint (imported.n_followed, ==, 1);
  g_assert_cmpuint (imported.n_known, ==, 0);
  g_assert_cmpuint (imported.n_failed, ==, 1);
  g_assert_cmpuint (failures->len, ==, 1);
  g_assert_nonnull (strstr (failures->pdata[0], "demo/nowhere: "));

  imported = import (self, "demo/posting", "demo/nowhere", failures);
  g_assert_cmpuint (imported.n_followed, ==, 0);
  g_assert_cmpuint (imported.n_known, ==, 1);

  followed = list (self);
  outlines = rd_importer_list (followed);
  g_assert_cmpuint (outlines->len, ==, 1);
  g_assert_nonnull (strstr (((RdOutline *) outlines->pdata[0])->url, "demo/posting"));
}

/* What cannot be followed by one address, for want of a keyring, is followed by another one. */
static void
test_import_again (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  const RdImported imported = import (self, "demo/posting?token=abcdefgh", "demo/posting", failures);

  g_assert_cmpuint (imported.n_failed, ==, 1);
  g_assert_cmpuint (imported.n_known, ==, 0);
  g_assert_cmpuint (imported.n_followed, ==, 1);
}

/* A server that is busy is not asked for the next of the list. */
static void
test_import_spares (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (GPtrArray) failures = g_ptr_array_new_with_free_func (g_free);
  RdImported imported;

  replay_server_misbehave (self->server, "demo", REPLAY_BUSY_SECONDS, 1, 60 * 60);
  imported = import (self, "demo/posting", "demo/rss", failures);
  g_assert_cmpuint (imported.n_failed, ==, 2);
  g_assert_nonnull (strstr (failures->pdata[1], "left alone"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* No keyring is asked: there is none. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);

#define ADD(name, function) g_test_add ("/service/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("posts-arrive", test_posts_arrive);
  ADD ("problem", test_problem);
  ADD ("look", test_look);
  ADD ("look-and-stop", test_look_and_stop);
  ADD ("stop", test_stop);
  ADD ("nothing-followed", test_nothing_followed);
  ADD ("nothing-found", test_nothing_found);
  ADD ("another-writes", test_another_writes);
  ADD ("unfollow", test_unfollow);
  ADD ("corrections", test_corrections);
  ADD ("reader-stops", test_reader_stops);
  ADD ("work", test_work);
  ADD ("find", test_find);
  ADD ("find-ends-early", test_find_ends_early);
  ADD ("resume", test_resume);
  ADD ("forget", test_forget);
  ADD ("import", test_import);
  ADD ("import-again", test_import_again);
  ADD ("import-spares", test_import_spares);

  return g_test_run ();
}
