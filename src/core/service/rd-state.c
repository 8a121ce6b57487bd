/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How following goes, in plain words: what the last check came to, what Rundown will do, what it all cost. */
#include "service/rd-state.h"

#include <glib/gi18n.h>

/* For so long after the last look at one that is over, the next live blog of its series is worth a word. */
#define EXPECTED_DAYS 3

/* How often a live blog is asked is told by so many of its last posts. */
#define TIMES 20u

/* Of today the time of day is enough. */
static char *
describe_time (GDateTime *time,
               GDateTime *now)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);
  g_autoptr (GDateTime) today = g_date_time_to_local (now);
  const gboolean is_today = g_date_time_get_year (local) == g_date_time_get_year (today)
                            && g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (today);

  /* Translators: a time of day alone, and on a day; see g_date_time_format(). */
  return g_date_time_format (local, is_today ? _("%H:%M") : _("%-d %b %Y, %H:%M"));
}

/**
 * rd_state_describe:
 * @followed: a live blog
 * @now: the time
 *
 * Returns: (transfer full): what the last check came to
 */
char *
rd_state_describe (const RdFollowed *followed,
                   GDateTime        *now)
{
  const RdFollowing *following = &followed->following;
  g_autofree char *checked = following->checked != NULL ? describe_time (following->checked, now) : NULL;
  g_autofree char *news = following->news != NULL ? describe_time (following->news, now) : NULL;

  if (!followed->followed)
    return g_strdup (_("no longer followed"));
  if (checked == NULL)
    return g_strdup (_("not read yet"));
  if (following->problem != NULL)
    /* Translators: a time, and what went wrong. */
    return g_strdup_printf (_("could not be read at %s: %s"), checked, following->problem);
  if (news == NULL || g_date_time_compare (following->news, following->checked) == 0)
    /* Translators: when a live blog was last read. */
    return g_strdup_printf (_("read %s"), checked);

  /* Translators: the last time, and the time of the newest posts. */
  return g_strdup_printf (_("read %s, nothing new since %s"), checked, news);
}

/**
 * rd_state_describe_next:
 * @followed: a live blog
 * @now: the time
 *
 * Returns: (transfer full) (nullable): what Rundown will do; %NULL where there is nothing to say
 */
char *
rd_state_describe_next (const RdFollowed *followed,
                        GDateTime        *now)
{
  const RdFollowing *following = &followed->following;
  g_autofree char *closed = following->closed != NULL ? describe_time (following->closed, now) : NULL;
  g_autofree char *due = following->due != NULL ? describe_time (following->due, now) : NULL;
  const guint minutes = (following->interval + 30) / 60;

  if (!followed->followed)
    return NULL;
  if (closed != NULL && followed->blog->series != NULL && following->checked != NULL
      && g_date_time_difference (now, following->checked) < EXPECTED_DAYS * G_TIME_SPAN_DAY)
    /* Translators: a time, here and below. */
    return g_strdup_printf (_("over since %s; the next of its series is looked for"), closed);
  if (closed != NULL)
    return g_strdup_printf (_("over since %s; not asked any more"), closed);
  if (due == NULL)
    return g_strdup (_("asked when you say so"));
  if (following->problem != NULL)
    return g_strdup_printf (_("next try at %s"), due);
  if (minutes == 0)
    /* Translators: a time, and how often a live blog is read. */
    return g_strdup_printf (g_dngettext (NULL, "next at %s, about every %'u second", "next at %s, about every %'u seconds",
                                         following->interval),
                            due, following->interval);
  if (minutes == 1)
    return g_strdup_printf (_("next at %s, about every minute"), due);

  /* Translators: a time, and how often a live blog is read. */
  return g_strdup_printf (g_dngettext (NULL, "next at %s, about every %'u minute", "next at %s, about every %'u minutes", minutes),
                          due, minutes);
}

/* Returns: (transfer full) (element-type gint64): when its last posts were published, newest first */
static GArray *
list_times (RdBlog *blog)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = blog->entries->len; i-- > 0 && times->len < TIMES;)
    {
      const RdEntry *entry = blog->entries->pdata[i];
      const gint64 time = entry->published != NULL ? g_date_time_to_unix_usec (entry->published) : 0;

      if (time > 0)
        g_array_append_val (times, time);
    }

  return times;
}

/**
 * rd_state_describe_pace:
 * @blog: a live blog as it was read just now
 * @now: the time
 *
 * Returns: (transfer full): how often it would be asked if it were followed
 */
char *
rd_state_describe_pace (RdBlog    *blog,
                        GDateTime *now)
{
  g_autoptr (GArray) times = list_times (blog);
  const RdPace pace = { .now = g_date_time_to_unix_usec (now), .times = times, .max_age = -1 };
  const guint seconds = rd_pace_get_interval (&pace);
  const guint minutes = (seconds + 30) / 60;

  if (blog->ended)
    return blog->series != NULL ? g_strdup (_("It is over: the next of its series is looked for"))
                                : g_strdup (_("It is over: it is not asked again"));
  if (minutes == 0)
    return g_strdup_printf (g_dngettext (NULL, "Asked about every %'u second", "Asked about every %'u seconds", seconds),
                            seconds);
  if (minutes == 1)
    return g_strdup (_("Asked about every minute"));

  return g_strdup_printf (g_dngettext (NULL, "Asked about every %'u minute", "Asked about every %'u minutes", minutes),
                          minutes);
}

/**
 * rd_state_count:
 * @followed: a live blog
 *
 * Returns: (transfer full): how often it was asked, and what that cost
 */
char *
rd_state_count (const RdFollowed *followed)
{
  const RdFollowing *following = &followed->following;
  g_autofree char *bytes = g_format_size (following->n_bytes);

  /* Translators: how often a live blog was asked, how often nothing had changed (HTTP 304), and how many bytes came. */
  return g_strdup_printf (g_dngettext (NULL, "%'u request, %'u ‘not modified’, %s", "%'u requests, %'u ‘not modified’, %s",
                                       following->n_checks),
                          (guint) following->n_checks, (guint) following->n_unmodified, bytes);
}

/**
 * rd_state_describe_conditions:
 * @conditions: what keeps from asking
 *
 * Returns: (transfer full) (nullable): what that means; %NULL where nothing does
 */
char *
rd_state_describe_conditions (RdConditions conditions)
{
  if (conditions & RD_CONDITIONS_OFFLINE)
    return g_strdup (_("No network: live blogs are read again when there is one"));
  if (conditions & RD_CONDITIONS_METERED_STOPS)
    return g_strdup (_("The network is metered: live blogs are read when you say so"));
  if (conditions & RD_CONDITIONS_SAVING_STOPS)
    return g_strdup (_("The computer saves power: live blogs are read when you say so"));
  if (conditions & RD_CONDITIONS_METERED)
    return g_strdup (_("The network is metered: live blogs are read less often"));
  if (conditions & RD_CONDITIONS_SAVING)
    return g_strdup (_("The computer saves power: live blogs are read less often"));

  return NULL;
}

/**
 * rd_state_describe_outlook:
 * @n_followed: how many live blogs are followed
 * @next: when the next of them is due, in microseconds since 1970; %G_MAXINT64 where that is not known
 * @now: the time
 *
 * Returns: (transfer full): that they are followed
 */
char *
rd_state_describe_outlook (guint      n_followed,
                           gint64     next,
                           GDateTime *now)
{
  g_autofree char *following
      = g_strdup_printf (g_dngettext (NULL, "Following %'u live blog", "Following %'u live blogs", n_followed), n_followed);
  g_autoptr (GDateTime) due = next != G_MAXINT64 ? g_date_time_new_from_unix_utc_usec (next) : NULL;
  g_autofree char *time = due != NULL ? describe_time (due, now) : NULL;

  if (time == NULL)
    return g_steal_pointer (&following);

  /* Translators: ‘Following 3 live blogs’, and when one of them is looked at next. */
  return g_strdup_printf (_("%s · next check %s"), following, time);
}
