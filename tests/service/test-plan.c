/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a service says of what is to come: how many live blogs it keeps up with, and when the next is due. */
#include "folder.h"
#include "replay-server.h"
#include "service/rd-reader.h"
#include "service/rd-service.h"
#include "service/rd-state.h"

#define PATIENCE_SECONDS 30

typedef struct
{
  char *folder;
  RdReplay *replay;
  ReplayClock *clock;
  ReplayServer *server;
  RdClock time; /* in the day of the replay */
  RdService *service;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (NULL);
  g_autoptr (GDateTime) start = NULL;
  g_autofree char *path = NULL;

  self->folder = folder_new ("plan");
  path = g_build_filename (self->folder, "posts.db", NULL);
  self->replay = rd_replay_new (blogs->pdata[0], 1);
  start = rd_replay_get_start (self->replay);
  self->clock = replay_clock_new (start, 0);
  replay_clock_step (self->clock, G_TIME_SPAN_HOUR);
  self->server = replay_server_new (self->clock, NULL);
  replay_server_add (self->server, "demo", self->replay);
  self->time = (RdClock) { g_date_time_to_unix_usec (start) + G_TIME_SPAN_HOUR, g_get_real_time (), 1 };
  self->service = rd_service_new (&(RdServiceOptions) {
      .path = path,
      .clock = self->time,
      .limits = &rd_fetcher_usual_limits,
  });
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  rd_service_stop (self->service);
  g_clear_object (&self->service);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  replay_server_free (self->server);
  replay_clock_unref (self->clock);
  rd_replay_unref (self->replay);
  folder_delete (self->folder);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("waited in vain");
  return G_SOURCE_REMOVE;
}

static void
wait_for_number (Fixture *self,
                 int      n)
{
  const guint source = g_timeout_add_seconds (PATIENCE_SECONDS, too_late_cb, NULL);

  while (rd_service_get_n_followed (self->service) != n)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
wait_for_time (Fixture *self)
{
  const guint source = g_timeout_add_seconds (PATIENCE_SECONDS, too_late_cb, NULL);

  while (rd_service_get_next (self->service) == G_MAXINT64)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
id_cb (char                **id,
       const RdServiceEvent *event)
{
  g_set_str (id, event->blog_id);
}

static void
test_numbers (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *url = replay_server_get_url (self->server, "demo/posting");
  g_autofree char *id = NULL;

  g_assert_cmpint (rd_service_get_n_followed (self->service), ==, -1);
  rd_service_start (self->service);
  wait_for_number (self, 0);

  g_signal_connect_swapped (self->service, "looked", G_CALLBACK (id_cb), &id);
  rd_service_subscribe_async (self->service, url, NULL, NULL);
  wait_for_number (self, 1);
  wait_for_time (self);
  g_assert_cmpint (rd_service_get_next (self->service), >, rd_clock_now (&self->time));

  g_assert_nonnull (id);
  rd_service_unfollow_async (self->service, id, FALSE, NULL, NULL);
  wait_for_number (self, 0);
}

/* What is gone for good is kept up with no longer. */
static void
test_end (Fixture       *self,
          gconstpointer  data)
{
  g_autofree char *url = replay_server_get_url (self->server, "demo/posting");

  rd_service_subscribe_async (self->service, url, NULL, NULL);
  wait_for_number (self, 1);
  replay_server_misbehave (self->server, "demo", REPLAY_GONE, 100, 0);
  rd_service_check_now (self->service);
  wait_for_number (self, 0);
}

static void
test_words (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_local (2025, 6, 16, 14, 0, 0);
  g_autoptr (GDateTime) soon = g_date_time_new_local (2025, 6, 16, 14, 5, 0);
  g_autofree char *some = rd_state_describe_outlook (3, g_date_time_to_unix_usec (soon), now);
  g_autofree char *one = rd_state_describe_outlook (1, G_MAXINT64, now);

  g_assert_cmpstr (some, ==, "Following 3 live blogs · next check 14:05");
  g_assert_cmpstr (one, ==, "Following 1 live blog");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/plan/numbers", Fixture, NULL, set_up, test_numbers, tear_down);
  g_test_add ("/plan/end", Fixture, NULL, set_up, test_end, tear_down);
  g_test_add_func ("/plan/words", test_words);

  return g_test_run ();
}
