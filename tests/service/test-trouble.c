/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live blogs that are followed where servers misbehave.
 *
 * Usage: test-trouble CERTIFICATE */
#include "certificate.h"
#include "folder.h"
#include "followed-forms.h"

#include <string.h>

/* So many servers keep silent at once. */
#define N_SLOW 40

typedef FollowedForms Fixture;

static const char *certificate_path;

static const RdFetcherLimits QUICK = { .max_bytes = 4 * 1000 * 1000, .idle_seconds = 6, .total_seconds = 12 };
static const RdFetcherLimits HASTY = { .max_bytes = 4 * 1000 * 1000, .idle_seconds = 1, .total_seconds = 2 };

static void
start (Fixture               *self,
       const RdFetcherLimits *limits)
{
  self->follower = followed_forms_start_follower (self->path, self->clock, self->content_api, TRUE, limits,
                                                  followed_forms_followed_cb, self);
}

/* With a clock that stands still until it is set. */
static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  followed_forms_set_up (self, NULL);
}

/* A misbehaviour, and what is said of it. */
typedef struct
{
  ReplayMisbehaviour how;
  const char *problem; /* (nullable): %NULL where it can be read all the same */
} Trouble;

static const Trouble TROUBLES[] = {
  { REPLAY_SLOW_HEADERS, "*silent for 1 second:*" },
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

  followed_forms_subscribe (self, 2, 4);
  start (self, trouble->how == REPLAY_SLOW_HEADERS || trouble->how == REPLAY_SLOW_BODY ? &HASTY : NULL);
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
    g_autoptr (RdLibrary) writer = followed_forms_open_library (self->path, RD_STORE_WRITE);
    RdStore *store = rd_library_get_store (writer);
    g_autoptr (RdFollowed) it = rd_store_find_followed (store, self->ids[2], &error);

    g_assert_cmpuint (it->following.n_failures, ==, trouble->problem != NULL ? 1 : 0);
    g_assert_true (trouble->problem == NULL || it->following.problem != NULL);
    g_clear_pointer (&it->following.wait, g_date_time_unref);
    rd_store_put_following (store, it, &error);
    g_assert_no_error (error);
  }
  start (self, NULL);
  check_now (self, 3);
  g_assert_cmpstr (self->last_problem, ==, NULL);
  check_now (self, 2);
  g_assert_cmpstr (self->last_problem, ==, NULL);
  rd_follower_stop (self->follower);
  g_clear_object (&self->follower);

  library = followed_forms_open_library (self->path, RD_STORE_READ);
  followed = rd_store_find_followed (rd_library_get_store (library), self->ids[2], &error);
  g_assert_no_error (error);
  g_assert_cmpuint (followed->following.n_failures, ==, 0);
  g_assert_null (followed->following.problem);
  followed_forms_assert_as_read_at_once (self, library, 2);
  followed_forms_assert_as_read_at_once (self, library, 3);
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
  followed_forms_subscribe (self, 2, 4);
  {
    g_autoptr (RdLibrary) library = followed_forms_open_library (self->path, RD_STORE_WRITE);

    RdStore *store = rd_library_get_store (library);
    g_autoptr (RdFollowed) followed = rd_store_find_followed (store, self->ids[2], &error);

    g_assert_true (rd_store_put_blog (store, followed->blog, url, self->start, &error));
    g_assert_no_error (error);
  }

  start (self, NULL);
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

  followed_forms_subscribe (self, 2, 3);
  {
    g_autoptr (RdLibrary) library = followed_forms_open_library (self->path, RD_STORE_WRITE);
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

  start (self, &QUICK);
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
  char *keyring;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  certificate_path = argv[1];
  keyring = followed_forms_set_up_keyring ();
  for (guint i = 0; i < G_N_ELEMENTS (TROUBLES); i++)
    {
      g_autofree char *name = g_strdup_printf ("/trouble/%s", replay_misbehaviour_name (TROUBLES[i].how));

      g_test_add_vtable (name, sizeof (Fixture), &TROUBLES[i], (GTestFixtureFunc) set_up,
                         (GTestFixtureFunc) test_trouble, (GTestFixtureFunc) followed_forms_tear_down);
    }
  g_test_add ("/trouble/untrusted", Fixture, NULL, set_up, test_untrusted, followed_forms_tear_down);
  g_test_add ("/trouble/slow-servers", Fixture, NULL, set_up, test_slow_servers, followed_forms_tear_down);

  status = g_test_run ();
  folder_delete (keyring);

  return status;
}
