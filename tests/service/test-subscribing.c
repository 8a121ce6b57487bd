/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a service follows: how it is found, followed, followed no longer and again, forgotten, and taken from a list. */
#include "base/rd-error.h"
#include "formats/rd-opml.h"
#include "service-day.h"

#include <string.h>

typedef ServiceDay Fixture;

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

  service_day_subscribe_demo (self);
  n_kept = service_day_count_kept (self, &followed, &id);
  g_assert_true (followed);

  /* While it is looked at. */
  n_answers = replay_log_count (replay_server_get_log (self->server), "demo/posting", 200);
  replay_clock_step (self->clock, 3 * G_TIME_SPAN_HOUR);
  replay_server_misbehave (self->server, "demo", REPLAY_SLOW_HEADERS, 1, 1);
  rd_service_check_now (self->service);
  rd_service_unfollow_async (self->service, id, FALSE, waiting_answer_cb, &answer);
  rd_service_unfollow_finish (self->service, waiting_for (&answer), &error);
  g_assert_no_error (error);
  while (replay_log_count (replay_server_get_log (self->server), "demo/posting", 200) == n_answers)
    g_usleep (G_USEC_PER_SEC / 100);
  rd_service_check_now (self->service);
  service_day_stop (self);
  g_assert_cmpuint (service_day_count_kept (self, &followed, NULL), ==, n_kept);
  g_assert_false (followed);

  /* And again. */
  service_day_start (self, 1);
  self->n_looked = 0;
  service_day_subscribe_demo (self);
  g_assert_cmpuint (service_day_count_kept (self, &followed, NULL), >, n_kept);
  g_assert_true (followed);
}

static RdFound *
find (Fixture       *self,
      const char    *path,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autofree char *url = replay_server_get_url (self->server, path);
  g_autoptr (GAsyncResult) answer = NULL;

  rd_service_find_async (self->service, url, cancellable, waiting_answer_cb, &answer);

  return rd_service_find_finish (self->service, waiting_for (&answer), error);
}

static GPtrArray *
list (Fixture *self)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  rd_service_list_async (self->service, waiting_answer_cb, &answer);
  found = rd_service_list_finish (self->service, waiting_for (&answer), &error);
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

  rd_service_subscribe_found_async (self->service, found, waiting_answer_cb, &answer);
  g_assert_true (rd_service_subscribe_finish (self->service, waiting_for (&answer), &error));
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

  replay_server_misbehave (self->server, "demo", REPLAY_SLOW_HEADERS, 10, 2 * WAITING_SECONDS);
  rd_service_find_async (self->service, url, cancellable, waiting_answer_cb, &answer);
  rd_service_find_async (self->service, url, NULL, waiting_answer_cb, &other);
  g_cancellable_cancel (cancellable);
  g_assert_null (rd_service_find_finish (self->service, waiting_for (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  service_day_stop (self);
  g_assert_null (rd_service_find_finish (service, waiting_for (&other), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  service_day_start (self, 1);
}

static gboolean
resume (Fixture     *self,
        const char  *id,
        GError     **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  rd_service_resume_async (self->service, id, waiting_answer_cb, &answer);

  return rd_service_resume_finish (self->service, waiting_for (&answer), error);
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

  service_day_subscribe_demo (self);
  n_kept = service_day_count_kept (self, &followed, &id);
  for (guint i = 0; i < 2; i++)
    {
      service_day_unfollow (self, id, FALSE);
      service_day_count_kept (self, &followed, NULL);
      g_assert_false (followed);
      if (i == 1)
        {
          service_day_stop (self);
          service_day_start (self, 1);
        }
      g_assert_true (resume (self, id, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (service_day_count_kept (self, &followed, NULL), >=, n_kept);
      g_assert_true (followed);
    }

  replay_clock_step (self->clock, 3 * G_TIME_SPAN_HOUR);
  self->taken.n_new = 0;
  rd_service_check_blog (self->service, id);
  waiting_until (&self->taken.n_new, 1);
  g_assert_cmpuint (service_day_count_kept (self, &followed, NULL), ==, n_kept + self->taken.n_new);
}

static void
test_forget (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autofree char *id = NULL;
  gboolean followed;

  service_day_subscribe_demo (self);
  service_day_count_kept (self, &followed, &id);
  service_day_unfollow (self, id, TRUE);
  left = list (self);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_false (resume (self, "nothing", &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_FILE);

  self->n_looked = 0;
  service_day_subscribe_demo (self);
  g_assert_cmpuint (service_day_count_kept (self, &followed, NULL), ==, self->taken.n_new / 2);
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
  rd_service_import_async (self->service, outlines, NULL, step_cb, failures, waiting_answer_cb, &answer);
  rd_service_import_finish (self->service, waiting_for (&answer), &imported, &error);
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

#define ADD(name, function) \
  g_test_add ("/subscribing/" name, Fixture, NULL, service_day_set_up_ready, function, service_day_tear_down)
  ADD ("unfollow", test_unfollow);
  ADD ("find", test_find);
  ADD ("find-ends-early", test_find_ends_early);
  ADD ("resume", test_resume);
  ADD ("forget", test_forget);
  ADD ("import", test_import);
  ADD ("import-again", test_import_again);
  ADD ("import-spares", test_import_spares);

  return g_test_run ();
}
