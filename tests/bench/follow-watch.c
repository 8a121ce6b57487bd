/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches how live blogs are followed: who is asked when, what that brings, how often the context wakes. */
#include "follow-watch.h"

#include "base/rd-address.h"
#include "follow-servers.h"
#include "service/rd-check.h"

#include <poll.h>
#include <string.h>

/* A live blog that is followed. */
typedef struct
{
  gboolean is_slow;
  gint64 asked;      /* when it was asked last */
  guint interval;    /* that is in force */
  gint64 whole;      /* when all of it was read last */
  guint64 n_unmodified;
  GHashTable *news;  /* (owned) (element-type gint64 FollowNews): by when their answer was there */
} Watched;

/* When a server was asked last. */
typedef struct
{
  gint64 asked;
} Host;

FollowWatch follow_watch = { .least_host_gap = G_MAXINT64, .least_blog_gap = G_MAXINT64 };

static GHashTable *blogs; /* (owned) (element-type utf8 Watched): by the live blog's id */
static GHashTable *hosts; /* (owned) (element-type utf8 Host): by name */

static void
free_watched (gpointer data)
{
  g_hash_table_unref (((Watched *) data)->news);
  g_free (data);
}

/* Each look at an address goes through here, since the linker is told so: a server's log would tell when a question
 * came, and a millisecond on its way is a third of a simulated second. */
void __real_rd_check_async (RdFetcher            *fetcher,
                            const RdCheckRequest *request,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
void __wrap_rd_check_async (RdFetcher            *fetcher,
                            const RdCheckRequest *request,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);

static void
measure_gap (gint64 *asked,
             gint64 *least)
{
  const gint64 now = rd_clock_now (&follow_watch.clock);

  if (*asked != 0)
    *least = MIN (*least, now - *asked);
  *asked = now;
}

void
__wrap_rd_check_async (RdFetcher            *fetcher,
                       const RdCheckRequest *request,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  if (follow_watch.is_begun)
    {
      g_autofree char *name = rd_address_get_host (request->url);
      Host *host = g_hash_table_lookup (hosts, name);

      if (host == NULL)
        {
          host = g_new0 (Host, 1);
          g_hash_table_insert (hosts, g_steal_pointer (&name), host);
        }
      follow_watch.n_checks++;
      measure_gap (&host->asked, &follow_watch.least_host_gap);
      measure_gap (&((Watched *) g_hash_table_lookup (blogs, request->blog_id))->asked, &follow_watch.least_blog_gap);
    }
  __real_rd_check_async (fetcher, request, cancellable, callback, user_data);
}

/* The alarm's is the only timer of the kernel's. */
static gboolean
is_alarm (int descriptor)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", descriptor);
  g_autofree char *target = g_file_read_link (path, NULL);

  return target != NULL && strstr (target, "timerfd") != NULL;
}

/* Counts how often the context wakes, and how often an alarm rang for nothing. */
int
follow_watch_poll (GPollFD *descriptors,
                   guint    n,
                   int      timeout)
{
  static int alarm_descriptor = -1;
  static guint n_checks_before;
  static gboolean has_rung;
  int n_ready;

  if (has_rung && follow_watch.n_checks == n_checks_before)
    follow_watch.n_vain_rings++;
  has_rung = FALSE;
  n_checks_before = follow_watch.n_checks;

  n_ready = poll ((struct pollfd *) descriptors, n, timeout);
  if (!follow_watch.is_begun || timeout == 0)
    return n_ready;

  follow_watch.n_polls++;
  for (guint i = 0; i < n && n_ready > 0; i++)
    {
      if (alarm_descriptor < 0 && descriptors[i].revents != 0 && is_alarm (descriptors[i].fd))
        alarm_descriptor = descriptors[i].fd;
      has_rung |= descriptors[i].fd == alarm_descriptor && descriptors[i].revents != 0;
    }
  follow_watch.n_rings += has_rung;

  return n_ready;
}

void
follow_watch_event (const RdFollowerEvent *event,
                    gpointer               user_data)
{
  const RdFollowing *following = &event->followed->following;
  Watched *watched = g_hash_table_lookup (blogs, event->followed->blog->id);
  const gint64 whole = following->whole != NULL ? g_date_time_to_unix_usec (following->whole) : 0;
  const gboolean is_unmodified = following->n_unmodified > watched->n_unmodified;
  const gboolean is_nothing = event->taken.n_new + event->taken.n_edited + event->taken.n_deleted == 0;

  if (event->error != NULL)
    g_error ("%s", event->error->message);

  if (following->problem != NULL)
    {
      follow_watch.n_failures++;
      if (!watched->is_slow)
        g_printerr ("bench-follow: %s: %s\n", event->followed->location, following->problem);
    }
  else
    {
      follow_watch.n_empty += is_nothing && !is_unmodified && whole == watched->whole;
    }
  if (event->taken.n_new > 0)
    {
      FollowNews *news = g_new0 (FollowNews, 1);
      gint64 *seen = g_new0 (gint64, 1);

      *seen = g_date_time_to_unix_usec (following->checked);
      news->kept = rd_clock_now (&follow_watch.clock);
      news->interval = watched->interval;
      g_hash_table_insert (watched->news, seen, news);
    }
  watched->interval = following->interval;
  watched->whole = whole;
  watched->n_unmodified = following->n_unmodified;
}

void
follow_watch_init (void)
{
  blogs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_watched);
  hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
follow_watch_clear (void)
{
  g_clear_pointer (&blogs, g_hash_table_unref);
  g_clear_pointer (&hosts, g_hash_table_unref);
}

/* A live blog that is to be followed: @is_slow where its server will not answer. */
void
follow_watch_add (const RdFollowed *followed,
                  gboolean          is_slow)
{
  Watched *watched = g_new0 (Watched, 1);

  watched->is_slow = is_slow;
  watched->interval = followed->following.interval;
  watched->whole = FOLLOW_START;
  watched->news = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_hash_table_insert (blogs, g_strdup (followed->blog->id), watched);
}

/* @seen: when an answer was there
 *
 * Returns: (nullable): what it brought, where its server is not a slow one */
const FollowNews *
follow_watch_find_news (const char *blog_id,
                        gint64      seen)
{
  const Watched *watched = g_hash_table_lookup (blogs, blog_id);

  return watched->is_slow ? NULL : g_hash_table_lookup (watched->news, &seen);
}
