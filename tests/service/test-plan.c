/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a service says of what is to come: how many live blogs it keeps up with, and when the next is due. */
#include "service-day.h"
#include "service/rd-state.h"

typedef ServiceDay Fixture;

static void
wait_for_number (Fixture *self,
                 int      n)
{
  const guint limit = waiting_begin ();

  while (rd_service_get_n_followed (self->service) != n)
    g_main_context_iteration (NULL, TRUE);
  waiting_end (limit);
}

static void
wait_for_time (Fixture *self)
{
  const guint limit = waiting_begin ();

  while (rd_service_get_next (self->service) == G_MAXINT64)
    g_main_context_iteration (NULL, TRUE);
  waiting_end (limit);
}

static void
test_numbers (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *url = replay_server_get_url (self->server, "demo/posting");

  g_assert_cmpint (rd_service_get_n_followed (self->service), ==, -1);
  rd_service_start (self->service);
  wait_for_number (self, 0);

  rd_service_subscribe_async (self->service, url, NULL, NULL);
  wait_for_number (self, 1);
  wait_for_time (self);
  g_assert_cmpint (rd_service_get_next (self->service), >, rd_clock_now (&self->time));

  g_assert_nonnull (self->blog_id);
  rd_service_unfollow_async (self->service, self->blog_id, FALSE, NULL, NULL);
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

  g_test_add ("/plan/numbers", Fixture, NULL, service_day_set_up_ready, test_numbers, service_day_tear_down);
  g_test_add ("/plan/end", Fixture, NULL, service_day_set_up_ready, test_end, service_day_tear_down);
  g_test_add_func ("/plan/words", test_words);

  return g_test_run ();
}
