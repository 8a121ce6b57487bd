/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Following on a thread of its own: what it tells and on which thread, that all is kept when it stops, and who else may
 * write. */
#include "base/rd-error.h"
#include "service-day.h"
#include "service/rd-corrector.h"
#include "service/rd-keeping.h"

#include <string.h>

typedef ServiceDay Fixture;

static void
test_posts_arrive (Fixture       *self,
                   gconstpointer  data)
{
  guint n_before;
  gboolean followed;

  service_day_subscribe_demo (self);
  n_before = self->taken.n_new;
  g_assert_cmpuint (n_before, >, 0);
  g_assert_nonnull (strstr (self->title, "Cooper"));
  g_assert_null (self->problem);

  replay_clock_step (self->clock, 3 * G_TIME_SPAN_HOUR);
  rd_service_check_now (self->service);
  waiting_until (&self->taken.n_new, n_before + 1);

  service_day_stop (self);
  g_assert_cmpuint (service_day_count_kept (self, &followed, NULL), ==, self->taken.n_new);
  g_assert_true (followed);

  /* What is followed is followed again. */
  service_day_start (self, 1);
  rd_service_start (self->service);
  replay_clock_step (self->clock, 3 * G_TIME_SPAN_HOUR);
  n_before = self->taken.n_new;
  rd_service_check_now (self->service);
  waiting_until (&self->taken.n_new, n_before + 1);
}

static void
test_problem (Fixture       *self,
              gconstpointer  data)
{
  service_day_subscribe_demo (self);
  replay_server_misbehave (self->server, "demo", REPLAY_UNAVAILABLE, 1, 0);
  rd_service_check_now (self->service);
  waiting_until (&self->n_looked, 2);
  g_assert_nonnull (self->problem);
}

static RdLook *
look_at (Fixture     *self,
         const char  *blog_id,
         GError     **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  rd_service_look_async (self->service, blog_id, waiting_answer_cb, &answer);

  return rd_service_look_finish (self->service, waiting_for (&answer), error);
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

  service_day_subscribe_demo (self);
  service_day_count_kept (self, &followed, &id);
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
  replay_server_misbehave (self->server, "demo", REPLAY_SLOW_HEADERS, 10, WAITING_SECONDS);
  rd_service_look_async (self->service, id, waiting_answer_cb, &answer);
  service_day_unfollow (self, id, FALSE);
  g_assert_null (rd_service_look_finish (self->service, waiting_for (&answer), &error));
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

  service_day_subscribe_demo (self);
  service_day_count_kept (self, &followed, &id);
  replay_server_misbehave (self->server, "demo", REPLAY_SLOW_HEADERS, 10, WAITING_SECONDS);
  rd_service_look_async (self->service, id, waiting_answer_cb, &answer);
  rd_service_stop (self->service);
  g_assert_null (rd_service_look_finish (self->service, waiting_for (&answer), &error));
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

  service_day_subscribe_demo (self);
  n_looked = self->n_looked;
  replay_server_misbehave (self->server, "demo", REPLAY_SLOW_HEADERS, 10, WAITING_SECONDS);
  rd_service_check_now (self->service);
  rd_service_subscribe_async (self->service, url, waiting_answer_cb, &answer);
  service = g_object_ref (self->service);
  service_day_stop (self);

  library = service_day_open_library (self, RD_STORE_WRITE);
  g_assert_cmpuint (service_day_count_kept (self, &followed, NULL), ==, self->taken.n_new);
  g_assert_false (rd_service_subscribe_finish (service, waiting_for (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->n_looked, ==, n_looked);
  rd_service_check_now (service);
  rd_service_start (service);
  rd_service_stop (service);
  service_day_start (self, 1);
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

  g_assert_false (service_day_subscribe (self, "demo/nowhere", &error));
  g_assert_cmpint (error->domain, ==, RD_ERROR);
  g_clear_error (&error);

  /* The next is. */
  service_day_subscribe_demo (self);
}

static void
test_another_writes (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  RdLibrary *library;

  service_day_subscribe_demo (self);
  service_day_stop (self);
  library = service_day_open_library (self, RD_STORE_WRITE);

  service_day_start (self, 1);
  self->n_changed = 0;
  rd_service_start (self->service);
  waiting_until (&self->n_changed, 1);
  g_assert_error (rd_service_get_error (self->service), RD_ERROR, RD_ERROR_BUSY);
  g_assert_false (service_day_subscribe (self, "demo/posting", &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_BUSY);
  g_clear_error (&error);
  rd_corrector_fulfil_async (self->service, &(RdWish) { RD_WISH_PIN, "harbour", NULL }, waiting_answer_cb, &answer);
  g_assert_null (rd_corrector_fulfil_finish (self->service, waiting_for (&answer), &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_BUSY);

  rd_library_close (library);
  self->n_looked = 0;
  rd_service_check_now (self->service);
  waiting_until (&self->n_looked, 1);
  g_assert_no_error (rd_service_get_error (self->service));
}

/* Returns: how many corrections hold */
static guint
count_corrections (Fixture *self)
{
  g_autoptr (RdLibrary) library = service_day_open_library (self, RD_STORE_READ);
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

  service_day_subscribe_demo (self);
  rd_corrector_fulfil_async (self->service, &(RdWish) { RD_WISH_RENAME, "harbour", "The Quay" }, waiting_answer_cb,
                             &answer);
  undo = rd_corrector_fulfil_finish (self->service, waiting_for (&answer), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_corrections (self), ==, 1);

  g_clear_object (&answer);
  rd_corrector_undo_async (self->service, undo, waiting_answer_cb, &answer);
  g_assert_true (rd_corrector_undo_finish (self->service, waiting_for (&answer), &undo, &error));
  g_assert_no_error (error);
  g_assert_null (undo);
  g_assert_cmpuint (count_corrections (self), ==, 0);

  /* What is wished for last is kept, or it is said that it is not. */
  g_clear_object (&answer);
  rd_corrector_fulfil_async (self->service, &(RdWish) { RD_WISH_PIN, "harbour", NULL }, waiting_answer_cb, &answer);
  rd_service_stop (self->service);
  undo = rd_corrector_fulfil_finish (self->service, waiting_for (&answer), &error);
  g_assert_cmpuint (count_corrections (self), ==, undo != NULL);

  /* What could not be taken back can be still. */
  if (undo == NULL)
    return;

  g_clear_object (&answer);
  rd_corrector_undo_async (self->service, undo, waiting_answer_cb, &answer);
  g_assert_false (rd_corrector_undo_finish (self->service, waiting_for (&answer), &undo, &error));
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

  service_day_stop (self);
  service_day_start (self, 6000);
  service_day_subscribe_demo (self);
  waiting_until (&self->n_looked, 3);

  rd_service_set_conditions (self->service, RD_CONDITIONS_SAVING | RD_CONDITIONS_SAVING_STOPS);
  rd_service_check_now (self->service);
  n_looked = self->n_looked;
  waiting_until (&self->n_looked, n_looked + 1);
  /* One more may have been on its way. Half an hour of its time, in which there would be others. */
  n_looked = self->n_looked + 1;
  g_usleep (3 * G_USEC_PER_SEC / 10);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (self->n_looked, <=, n_looked);

  rd_service_set_conditions (self->service, RD_CONDITIONS_NONE);
  waiting_until (&self->n_looked, n_looked + 2);
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

  service_day_subscribe_demo (self);
  rd_service_write_async (self->service, count_posts, g_new0 (guint, 1), g_free, waiting_answer_cb, &answer);
  rd_service_write_finish (self->service, waiting_for (&answer), (gpointer *) &n_posts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (*n_posts, ==, self->taken.n_new);

  /* What was asked for is done, whoever stops meanwhile. */
  rd_keeping_back_up_async (self->service, copy, waiting_answer_cb, &second);
  rd_keeping_forget_async (self->service, waiting_answer_cb, &third);
  service_day_stop (self);
  rd_keeping_back_up_finish (service, waiting_for (&second), &error);
  g_assert_no_error (error);
  rd_keeping_forget_finish (service, waiting_for (&third), &are_gone, &error);
  g_assert_no_error (error);
  g_assert_true (are_gone);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));

  rd_keeping_forget_async (service, waiting_answer_cb, &last);
  g_assert_false (rd_keeping_forget_finish (service, waiting_for (&last), &are_gone, &error));
  g_assert_false (are_gone);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  service_day_start (self, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* No keyring is asked: there is none. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);

#define ADD(name, function) \
  g_test_add ("/service/" name, Fixture, NULL, service_day_set_up_ready, function, service_day_tear_down)
  ADD ("posts-arrive", test_posts_arrive);
  ADD ("problem", test_problem);
  ADD ("look", test_look);
  ADD ("look-and-stop", test_look_and_stop);
  ADD ("stop", test_stop);
  ADD ("nothing-followed", test_nothing_followed);
  ADD ("nothing-found", test_nothing_found);
  ADD ("another-writes", test_another_writes);
  ADD ("corrections", test_corrections);
  ADD ("reader-stops", test_reader_stops);
  ADD ("work", test_work);

  return g_test_run ();
}
