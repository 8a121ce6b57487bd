/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live blogs that are followed while they are written: in every format, from the first post to the last, what is kept in
 * the end is what a single look finds then. Also where the program is killed on the way.
 *
 * Usage: test-following; test-following --child PATH START REAL-START SPEED CONTENT-API: what is killed. */
#include "folder.h"
#include "followed-forms.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* A bound for every wait, in seconds; no measure of anything. */
#define PATIENCE 400
/* How often the program is killed, in milliseconds. */
#define LIFETIME 1700

typedef FollowedForms Fixture;

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

/* With a clock that stands still until it is set. */
static void
set_up_still (Fixture       *self,
              gconstpointer  data)
{
  followed_forms_set_up (self, NULL);
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
  followed_forms_subscribe (self, form, form + 1);
  self->follower = followed_forms_start_follower (self->path, self->clock, self->content_api, TRUE, NULL,
                                                  followed_forms_followed_cb, self);
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

  library = followed_forms_open_library (self->path, RD_STORE_READ);
  g_assert_cmpuint (followed_forms_assert_as_read_at_once (self, library, form), ==, g_strv_length (deleted));
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
  g_autoptr (RdLibrary) library = followed_forms_open_library (self->path, RD_STORE_READ);
  gboolean all = TRUE;

  for (guint i = 0; i < N_FOLLOWED_FORMS; i++)
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
  g_autoptr (RdLibrary) library = followed_forms_open_library (self->path, RD_STORE_READ);

  for (guint i = 0; i < N_FOLLOWED_FORMS; i++)
    {
      followed_forms_assert_as_read_at_once (self, library, i);
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

  followed_forms_subscribe (self, 0, N_FOLLOWED_FORMS);
  self->follower = followed_forms_start_follower (self->path, self->clock, self->content_api, FALSE, NULL,
                                                  followed_forms_followed_cb, self);
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
  g_autoptr (RdFollower) follower
      = followed_forms_start_follower (arguments[0], clock, arguments[4], FALSE, NULL, NULL, NULL);

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

  followed_forms_subscribe (self, 0, N_FOLLOWED_FORMS);
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

int
main (int    argc,
      char **argv)
{
  static const double speed = FOLLOWED_FORMS_SPEED;
  char *keyring;
  int status;

  if (argc == 7 && strcmp (argv[1], "--child") == 0)
    run_child (argv + 2);

  g_test_init (&argc, &argv, NULL);
  keyring = followed_forms_set_up_keyring ();
  for (guint i = 0; i < N_FOLLOWED_FORMS; i++)
    {
      g_autofree char *name = g_strdup_printf ("/following/step-by-step/%u-%s", i, FOLLOWED_FORMS[i].format);

      g_test_add_vtable (name, sizeof (Fixture), GUINT_TO_POINTER (i), (GTestFixtureFunc) set_up_still,
                         (GTestFixtureFunc) test_step_by_step, (GTestFixtureFunc) followed_forms_tear_down);
    }
  g_test_add ("/following/at-its-own-pace", Fixture, &speed, followed_forms_set_up, test_at_its_own_pace,
              followed_forms_tear_down);
  g_test_add ("/following/killed", Fixture, &speed, followed_forms_set_up, test_killed, followed_forms_tear_down);

  status = g_test_run ();
  folder_delete (keyring);

  return status;
}
