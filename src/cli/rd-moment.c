/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and times as people type them, in their own time zone. */
#include "cli/rd-moment.h"

#include <glib/gi18n.h>
#include <string.h>

/* Midnight, or the day's first moment where the clocks leave midnight out. */
static GDateTime *
begin_day (const GDate *day,
           GTimeZone   *zone)
{
  return g_date_time_new (zone, g_date_get_year (day), g_date_get_month (day), g_date_get_day (day), 0, 0, 0);
}

static gboolean
parse_date (const char *text,
            GDateTime  *now,
            GDate      *day)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *midnight = NULL;
  g_autoptr (GDateTime) time = NULL;

  g_date_clear (day, 1);
  if (g_str_equal (text, "today") || g_str_equal (text, "yesterday"))
    {
      g_date_set_dmy (day, g_date_time_get_day_of_month (now), g_date_time_get_month (now), g_date_time_get_year (now));
      if (text[0] == 'y')
        g_date_subtract_days (day, 1);
      return TRUE;
    }

  if (strlen (text) != strlen ("YYYY-MM-DD"))
    return FALSE;
  midnight = g_strconcat (text, "T00:00:00", NULL);
  time = g_date_time_new_from_iso8601 (midnight, utc);
  if (time == NULL)
    return FALSE;

  g_date_set_dmy (day, g_date_time_get_day_of_month (time), g_date_time_get_month (time), g_date_time_get_year (time));
  return TRUE;
}

/**
 * rd_moment_parse_day:
 * @text: "YYYY-MM-DD", "today" or "yesterday"
 * @now: the time of now, in the zone that is meant
 * @from: (out) (transfer full): when the day begins
 * @to: (out) (transfer full): when the next one does
 *
 * Returns: whether @text is a day
 */
gboolean
rd_moment_parse_day (const char  *text,
                     GDateTime   *now,
                     GDateTime  **from,
                     GDateTime  **to)
{
  GTimeZone *zone = g_date_time_get_timezone (now);
  GDate day;

  if (!parse_date (text, now, &day))
    return FALSE;

  *from = begin_day (&day, zone);
  g_date_add_days (&day, 1);
  *to = begin_day (&day, zone);

  return *from != NULL && *to != NULL;
}

/**
 * rd_moment_parse:
 * @text: an ISO 8601 date and time, a date as rd_moment_parse_day() takes it, or "HH:MM" for a time of today
 * @now: the time of now, in the zone that is meant where @text names none
 *
 * Returns: (transfer full) (nullable): the time, or %NULL where @text is none
 */
GDateTime *
rd_moment_parse (const char *text,
                 GDateTime  *now)
{
  GTimeZone *zone = g_date_time_get_timezone (now);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *with_seconds = g_strconcat (text, ":00", NULL);
  g_autofree char *time_of_today = g_strconcat (today, "T", with_seconds, NULL);
  const char *forms[] = { text, with_seconds, strlen (text) == strlen ("HH:MM") ? time_of_today : text };
  GDateTime *time = NULL;
  GDate day;

  if (parse_date (text, now, &day))
    return begin_day (&day, zone);

  for (gsize i = 0; i < G_N_ELEMENTS (forms) && time == NULL; i++)
    time = g_date_time_new_from_iso8601 (forms[i], zone);

  return time;
}

/**
 * rd_moment_describe:
 * @time: a time
 *
 * Returns: (transfer full): its date and time of day where the reader is
 */
char *
rd_moment_describe (GDateTime *time)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);

  return g_date_time_format (local, _("%-d %b %Y, %H:%M"));
}
