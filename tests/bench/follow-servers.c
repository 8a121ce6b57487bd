/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live blogs of every rhythm, from a post in half a minute at the busiest hour to one in an hour, with edits and
 * deletions, in every format that takes no key. */
#include "follow-servers.h"

#include "invented-blog.h"

#include "formats/rd-format.h"
#include "replay-server.h"

#include <math.h>
#include <sys/resource.h>

/* Seconds between two posts of the busiest and of the calmest live blog, at their busiest. */
#define SHORTEST_SPAN 30.0
#define LONGEST_SPAN 3600.0

/* Posts that are there when the day begins. */
#define EARLIER_POSTS 15

static const char *const PATHS[] = {
  "page.json?dcr=true", "posting", "wordpress", "sourcefabric", "rss", "atom", "feed.json",
};

/* How much longer than at its busiest the time between two posts is, in each tenth of the day. */
static const double SHAPE[] = { 3, 2, 1.5, 1, 1.2, 1.5, 2, 3, 4, 6 };

/* How long a server that never answers takes, in real seconds. */
#define NEVER (24 * 60 * 60)

/* Most live blogs are calm: half of them have less than six posts in half an hour at their busiest.
 * Returns: seconds between two posts then */
static double
choose_span (const FollowPlan *plan,
             int               number)
{
  /* Neighbours on a server are to be of different rhythm. */
  const double place = number * 73 % plan->n_blogs / (double) plan->n_blogs;

  return SHORTEST_SPAN * pow (LONGEST_SPAN / SHORTEST_SPAN, cbrt (place));
}

/* Returns: (transfer full) (element-type gint64): when the posts come, whole seconds since 1970 */
static GArray *
invent_times (const FollowPlan *plan,
              int               number,
              GRand            *random)
{
  const double span = choose_span (plan, number);
  const double start = (double) (FOLLOW_START / G_USEC_PER_SEC);
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = EARLIER_POSTS; i > 0; i--)
    {
      const gint64 time = (gint64) (start - span * SHAPE[0] * (i - 0.5));

      g_array_append_val (times, time);
    }
  for (double passed = 0; passed < plan->hours * 3600;)
    {
      const gint64 time = (gint64) (start + passed) + 1;

      if (passed > 0)
        g_array_append_val (times, time);
      passed += 1 - span * SHAPE[(gsize) (passed / (plan->hours * 360))] * log (1 - g_rand_double (random));
    }

  return times;
}

/* Takes the words from @pool, from its post @first on. */
static RdBlog *
invent_day (GArray *times,
            RdBlog *pool,
            guint   first,
            int     number)
{
  RdBlog *blog = rd_blog_new ();

  blog->id = g_strdup_printf ("harbour-%d", number);
  blog->title = g_strdup_printf ("Harbour %d, live", number);
  blog->language = g_strdup ("en");
  blog->live = TRUE;
  blog->marks_key_events = TRUE;
  for (guint i = 0; i < times->len; i++)
    {
      RdEntry *entry = rd_entry_copy (pool->entries->pdata[first + i]);

      g_free (entry->id);
      entry->id = g_strdup_printf ("%d-%u", number, i);
      g_free (entry->source_id);
      entry->source_id = g_strdup_printf ("%012x%012x", (guint) number, i);
      g_free (entry->blog_id);
      entry->blog_id = g_strdup (blog->id);
      g_clear_pointer (&entry->url, g_free);
      g_clear_pointer (&entry->published, g_date_time_unref);
      entry->published = g_date_time_new_from_unix_utc (g_array_index (times, gint64, i));
      entry->key_event = i % 20 == 0;
      g_ptr_array_add (blog->entries, entry);
    }

  return blog;
}

static GPtrArray *
make_servers (const FollowPlan *plan,
              ReplayClock      *clock,
              FILE             *out)
{
  GPtrArray *servers = g_ptr_array_new_with_free_func ((GDestroyNotify) replay_server_free);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) pools = NULL;
  g_autoptr (GBytes) words = NULL;
  guint n_posts = 0;

  for (int i = 0; i < plan->n_blogs; i++)
    {
      g_ptr_array_add (days, invent_times (plan, i, random));
      n_posts += ((GArray *) days->pdata[i])->len;
    }
  words = invent_blog (n_posts);
  pools = rd_formats_read (words, NULL, NULL, NULL);
  for (int i = 0; i < plan->n_servers; i++)
    g_ptr_array_add (servers, replay_server_new (clock, NULL));

  n_posts = 0;
  for (int i = 0; i < plan->n_blogs; i++)
    {
      GArray *times = days->pdata[i];
      ReplayServer *server = servers->pdata[i % plan->n_servers];
      g_autoptr (RdBlog) day = invent_day (times, pools->pdata[0], n_posts, i);
      g_autoptr (RdReplay) replay = rd_replay_new (day, (guint32) i + 1);
      g_autofree char *name = g_strdup_printf ("harbour-%d", i);
      g_autofree char *path = g_strconcat (name, "/", PATHS[i / plan->n_servers % G_N_ELEMENTS (PATHS)], NULL);
      g_autofree char *url = replay_server_get_url (server, path);

      n_posts += times->len;
      replay_server_add (server, name, replay);
      fprintf (out, "%s\n", url);
    }
  fflush (out);

  return servers;
}

static void
begin_slowness (const FollowPlan *plan,
                GPtrArray        *servers)
{
  for (int i = 0; i < plan->n_blogs; i++)
    if (i % plan->n_servers < plan->n_slow)
      {
        g_autofree char *name = g_strdup_printf ("harbour-%d", i);

        replay_server_misbehave (servers->pdata[i % plan->n_servers], name, REPLAY_SLOW_HEADERS, 0, NEVER);
      }
}

static FollowServed
count_served (ReplayServer *server,
              double        speed)
{
  ReplayLog *log = replay_server_get_log (server);
  g_autoptr (GPtrArray) requests = replay_log_list (log, "");
  FollowServed served = {
    .n_requests = requests->len,
    .n_unmodified = replay_log_count (log, "", 304),
    .n_bytes = replay_log_count_bytes (log, ""),
    .most_at_once = replay_log_get_most_connections (log),
  };

  for (guint i = 0, first = 0; i < requests->len; i++)
    {
      const gint64 time = ((ReplayRequest *) requests->pdata[i])->time;

      while ((double) (time - ((ReplayRequest *) requests->pdata[first])->time) * speed > 60.0 * G_USEC_PER_SEC)
        first++;
      served.most_a_minute = MAX (served.most_a_minute, i - first + 1);
    }

  return served;
}

/**
 * follow_count_seconds:
 *
 * Returns: the processor time of this process so far, in seconds
 */
double
follow_count_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/**
 * follow_servers_run:
 * @plan: what is simulated
 * @in: where to read from; at each line it is told to go on
 * @out: where to write to
 *
 * Writes the addresses of the live blogs, a line each, at the standing beginning of the day. Then reads when it begins,
 * by the real clock; when it is over, writes a #FollowServed for each server,
 * and the processor time from the beginning as a double.
 */
void
follow_servers_run (const FollowPlan *plan,
                    FILE             *in,
                    FILE             *out)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc_usec (FOLLOW_START);
  g_autoptr (ReplayClock) clock = replay_clock_new (start, 0);
  g_autoptr (GPtrArray) servers = make_servers (plan, clock, out);
  double seconds;
  char line[64];

  if (fgets (line, sizeof line, in) == NULL)
    return;

  {
    const double passed = (double) (g_get_real_time () - g_ascii_strtoll (line, NULL, 10));
    g_autoptr (GDateTime) now = g_date_time_add (start, (GTimeSpan) (passed * plan->speed));

    for (guint i = 0; i < servers->len; i++)
      replay_log_clear (replay_server_get_log (servers->pdata[i]));
    begin_slowness (plan, servers);
    seconds = follow_count_seconds ();
    replay_clock_set (clock, now);
    replay_clock_set_speed (clock, plan->speed);
  }

  if (fgets (line, sizeof line, in) == NULL)
    return;
  seconds = follow_count_seconds () - seconds;
  for (guint i = 0; i < servers->len; i++)
    {
      const FollowServed served = count_served (servers->pdata[i], plan->speed);

      fwrite (&served, sizeof served, 1, out);
    }
  fwrite (&seconds, sizeof seconds, 1, out);
  fflush (out);
}
