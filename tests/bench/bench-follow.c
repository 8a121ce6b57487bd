/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What it costs to follow 200 live blogs on 20 servers for ten hours, and whether their publishers are spared what the
 * README promises; it fails where they are not.
 *
 * Usage: bench-follow [--hours N] [--speed N] [--slow N] [--blogs N] [--servers N]
 *
 * The day passes much faster than a real one, so a millisecond of work is a third of a second of it: delays are longer
 * than they would be, and processor time is told by the simulated hour. The servers are a process of their own. */
#include "folder.h"
#include "follow-servers.h"
#include "follow-watch.h"

#include "service/rd-hosts.h"
#include "service/rd-outcome.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
add_blog (RdLibrary  *library,
          RdFetcher  *fetcher,
          const char *url,
          gboolean    is_slow)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc_usec (FOLLOW_START);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  RdFound *found;

  /* Should one lead to the Content API, that is here, too. */
  rd_finder_find_async (fetcher, url, url, NULL, found_cb, &result);
  while (result == NULL)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  found = rd_finder_find_finish (result, &error);
  if (found == NULL)
    g_error ("%s: %s", url, error->message);

  outcomes = rd_outcome_begin (found, now, FALSE);
  for (guint i = 0; i < outcomes->len; i++)
    {
      RdOutcome *outcome = outcomes->pdata[i];

      if (!rd_outcome_keep (library, outcome, &error))
        g_error ("%s", error->message);
      follow_watch_add (outcome->followed, is_slow);
    }
}

static void
print_value (const char *name,
             double      value,
             const char *unit)
{
  g_print ("%-40s %12.2f %s\n", name, value, unit);
}

/* @name: as in /proc/self/status
 * Returns: MiB */
static double
read_memory (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? strstr (status, name) : NULL;

  return line != NULL ? (double) g_ascii_strtoll (line + strlen (name) + 1, NULL, 10) / 1024 : 0;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double one = *(const double *) a;
  const double other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static void
print_quantiles (const char *name,
                 GArray     *values,
                 const char *unit)
{
  const struct
  {
    const char *name;
    guint percent;
  } quantiles[] = { { "median", 50 }, { "99th percentile", 99 } };

  g_array_sort (values, compare_doubles);
  for (gsize i = 0; i < G_N_ELEMENTS (quantiles) && values->len > 0; i++)
    {
      g_autofree char *whole_name = g_strdup_printf ("%s, %s", name, quantiles[i].name);

      print_value (whole_name, g_array_index (values, double, (values->len - 1) * quantiles[i].percent / 100), unit);
    }
}

/* From publication to the store, of what answered. */
static void
print_delays (const char *path)
{
  g_autoptr (GArray) delays = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;

  sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL);
  sqlite3_prepare_v2 (database,
                      "SELECT blog.id, published, seen FROM entry JOIN blog ON blog.number = entry.blog"
                      " WHERE seen > ?",
                      -1, &statement, NULL);
  sqlite3_bind_int64 (statement, 1, FOLLOW_START);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *blog_id = (const char *) sqlite3_column_text (statement, 0);
      const gint64 published = sqlite3_column_int64 (statement, 1);
      const FollowNews *news = follow_watch_find_news (blog_id, sqlite3_column_int64 (statement, 2));

      /* What came as following ended was not told. */
      if (news != NULL)
        {
          const double delay = (double) (news->kept - published) / G_USEC_PER_SEC;
          const double ratio = delay / news->interval;

          g_array_append_val (delays, delay);
          g_array_append_val (ratios, ratio);
        }
    }
  sqlite3_finalize (statement);
  sqlite3_close (database);

  print_value ("posts that came", delays->len, "");
  print_quantiles ("delay", delays, "simulated s");
  print_quantiles ("delay, by the interval in force", ratios, "intervals");
}

/* What the live blogs' own counts come to. */
static void
print_counts (const char *path,
              double      blog_hours)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RdStore) store = rd_store_open (path, RD_STORE_READ, &notice, &error);
  g_autoptr (GPtrArray) list = store != NULL ? rd_store_list_followed (store, &error) : NULL;
  guint64 n_requests = 0;
  guint64 n_unmodified = 0;
  guint64 n_bytes = 0;

  if (list == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < list->len; i++)
    {
      const RdFollowing *following = &((RdFollowed *) list->pdata[i])->following;

      n_requests += following->n_checks;
      n_unmodified += following->n_unmodified;
      n_bytes += following->n_bytes;
    }
  print_value ("requests, with those of adding", (double) n_requests, "");
  print_value ("bytes over the network", (double) n_bytes / 1e6, "MB");
  print_value ("checks", follow_watch.n_checks, "");
  print_value ("checks an hour of a live blog", follow_watch.n_checks / blog_hours, "");
  print_value ("of these 'not modified'", 100.0 * (double) n_unmodified / follow_watch.n_checks, "%");
  print_value ("of these changes, and none there", 100.0 * follow_watch.n_empty / follow_watch.n_checks, "%");
  print_value ("of these failed", 100.0 * follow_watch.n_failures / follow_watch.n_checks, "%");
}

/* Returns: whether the publishers were spared what they are to be spared */
static gboolean
print_promise (const FollowPlan *plan,
               FILE             *in)
{
  const double host_gap = (double) follow_watch.least_host_gap / G_USEC_PER_SEC;
  const double blog_gap = (double) follow_watch.least_blog_gap / G_USEC_PER_SEC;
  FollowServed all = { 0 };

  for (int i = 0; i < plan->n_servers; i++)
    {
      FollowServed served;

      if (fread (&served, sizeof served, 1, in) != 1)
        return FALSE;
      all.n_requests += served.n_requests;
      all.n_unmodified += served.n_unmodified;
      all.n_bytes += served.n_bytes;
      all.most_a_minute = MAX (all.most_a_minute, served.most_a_minute);
      /* One that does not answer does not know either who has hung up. */
      if (i >= plan->n_slow)
        all.most_at_once = MAX (all.most_at_once, served.most_at_once);
    }
  print_value ("servers: requests", all.n_requests, "");
  print_value ("servers: bytes before compression", (double) all.n_bytes / 1e6, "MB");
  print_value ("servers: most connections at once", all.most_at_once, "");
  print_value ("servers: most requests a minute", all.most_a_minute, "");
  print_value ("servers: least time between checks", host_gap, "simulated s");
  print_value ("live blogs: least time between checks", blog_gap, "simulated s");

  return follow_watch.n_checks > 0 && all.most_at_once <= RD_HOSTS_AT_ONCE
         && follow_watch.least_host_gap >= RD_HOSTS_SPACING
         && follow_watch.least_blog_gap >= (gint64) RD_PACE_SHORTEST * G_USEC_PER_SEC;
}

static gboolean
end_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Returns: the processor time that it took, in seconds */
static double
follow (const FollowPlan *plan,
        RdLibrary        *library,
        GMainContext     *context,
        FILE             *out)
{
  /* One that never answers is waited for as short as can be: six simulated minutes are. */
  const RdFetcherLimits hasty = { rd_fetcher_usual_limits.max_bytes, 1, 1 };
  const RdFollowerOptions options = {
    .clock = follow_watch.clock,
    .limits = plan->n_slow > 0 ? &hasty : &rd_fetcher_usual_limits,
    .follow = follow_watch_event,
  };
  double seconds = follow_count_seconds ();
  const gint64 real_start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RdFollower) follower = NULL;
  g_autoptr (GSource) timer = g_timeout_source_new ((guint) (plan->hours * 3600 * 1000 / plan->speed));
  gboolean is_over = FALSE;

  print_value ("memory at the beginning", read_memory ("VmRSS"), "MiB");
  fprintf (out, "%" G_GINT64_FORMAT "\n", follow_watch.clock.real_start);
  fflush (out);

  follow_watch.is_begun = TRUE;
  follower = rd_follower_new (library, &options, &error);
  if (follower == NULL)
    g_error ("%s", error->message);
  g_source_set_callback (timer, end_cb, &is_over, NULL);
  g_source_attach (timer, context);
  while (!is_over)
    g_main_context_iteration (context, TRUE);
  follow_watch.is_begun = FALSE;
  seconds = follow_count_seconds () - seconds;

  print_value ("memory at the end", read_memory ("VmRSS"), "MiB");
  print_value ("memory at most", read_memory ("VmHWM"), "MiB");
  print_value ("real time", (double) (g_get_monotonic_time () - real_start) / G_USEC_PER_SEC, "s");
  print_value ("processor time", seconds / plan->hours, "s a simulated hour");
  print_value ("processor time", seconds / follow_watch.n_checks * 1000, "ms a check");
  print_value ("wake-ups", follow_watch.n_polls / (double) follow_watch.n_checks, "a check");
  print_value ("alarms", follow_watch.n_rings / (double) follow_watch.n_checks, "a check");
  print_value ("alarms for nothing", follow_watch.n_vain_rings / (double) follow_watch.n_checks, "a check");
  rd_follower_stop (follower);

  return seconds;
}

static gboolean
measure (const FollowPlan *plan,
         FILE             *in,
         FILE             *out)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  char *folder = folder_new ("bench");
  g_autofree char *path = g_build_filename (folder, "posts.db", NULL);
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RdFetcher) fetcher = NULL;
  RdLibrary *library = rd_library_open (path, RD_STORE_WRITE, &notice, &error);
  double seconds;
  double servers_seconds = 0;
  gboolean is_kept;

  if (library == NULL)
    g_error ("%s", error->message);
  g_main_context_set_poll_func (context, follow_watch_poll);
  g_main_context_push_thread_default (context);
  follow_watch_init ();
  fetcher = rd_fetcher_new (&rd_fetcher_usual_limits);
  for (int i = 0; i < plan->n_blogs; i++)
    {
      char line[256];

      if (fgets (line, sizeof line, in) == NULL)
        g_error ("the servers are gone");
      add_blog (library, fetcher, g_strchomp (line), i % plan->n_servers < plan->n_slow);
    }
  g_clear_object (&fetcher);

  follow_watch.clock = (RdClock) { FOLLOW_START, g_get_real_time (), plan->speed };
  seconds = follow (plan, library, context, out);
  print_counts (path, plan->n_blogs * plan->hours);
  print_delays (path);
  fputs ("over\n", out);
  fflush (out);
  is_kept = print_promise (plan, in) && fread (&servers_seconds, sizeof servers_seconds, 1, in) == 1;
  print_value ("servers: processor time", servers_seconds / plan->hours, "s a simulated hour");
  print_value ("processor time, by the servers'", seconds / servers_seconds, "");

  g_main_context_pop_thread_default (context);
  follow_watch_clear ();
  folder_delete (folder);

  return is_kept;
}

int
main (int    argc,
      char **argv)
{
  FollowPlan plan = { .n_blogs = 200, .n_servers = 20, .hours = 10, .speed = 360 };
  const GOptionEntry entries[] = {
    { "blogs", 0, 0, G_OPTION_ARG_INT, &plan.n_blogs, "How many live blogs (200)", "N" },
    { "servers", 0, 0, G_OPTION_ARG_INT, &plan.n_servers, "On how many servers (20)", "N" },
    { "slow", 0, 0, G_OPTION_ARG_INT, &plan.n_slow, "How many of these never answer (0)", "N" },
    { "hours", 0, 0, G_OPTION_ARG_DOUBLE, &plan.hours, "How long to follow, in simulated hours (10)", "N" },
    { "speed", 0, 0, G_OPTION_ARG_DOUBLE, &plan.speed, "How many times as fast as real time (360)", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) options = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  int to_servers[2], from_servers[2];
  FILE *in, *out;
  pid_t servers;
  gboolean is_kept;

  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, &error))
    {
      g_printerr ("bench-follow: %s\n", error->message);
      return EXIT_FAILURE;
    }

  /* Before there is any thread. */
  if (pipe (to_servers) != 0 || pipe (from_servers) != 0 || (servers = fork ()) < 0)
    g_error ("%s", g_strerror (errno));
  in = fdopen (servers == 0 ? to_servers[0] : from_servers[0], "r");
  out = fdopen (servers == 0 ? from_servers[1] : to_servers[1], "w");
  close (servers == 0 ? to_servers[1] : to_servers[0]);
  close (servers == 0 ? from_servers[0] : from_servers[1]);
  if (servers == 0)
    {
      follow_servers_run (&plan, in, out);
      _exit (EXIT_SUCCESS);
    }

  is_kept = measure (&plan, in, out);
  fclose (in);
  fclose (out);
  waitpid (servers, NULL, 0);
  if (!is_kept)
    g_printerr ("bench-follow: publishers were asked more than is promised\n");

  return is_kept ? EXIT_SUCCESS : EXIT_FAILURE;
}
