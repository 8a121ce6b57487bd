/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the reader wants to be left alone: quiet hours of the days on which they begin, and a snooze. */
#include "alerts/rd-quiet.h"

#define LAST_MINUTE (24u * 60 - 1)

/* Quiet hours that follow each other without a gap may never end: they are looked at again after so many. */
#define MOST_IN_A_ROW 8

/* By the clock on the wall, which may be put forward or back in between. For a time that it leaves out, the one after. */
static gint64
find_minute (GDateTime *day,
             guint      minute)
{
  const guint valid = MIN (minute, LAST_MINUTE);
  g_autoptr (GDateTime) time
      = g_date_time_new (g_date_time_get_timezone (day), g_date_time_get_year (day), g_date_time_get_month (day),
                         g_date_time_get_day_of_month (day), valid / 60, valid % 60, 0);

  return time != NULL ? g_date_time_to_unix_usec (time) : 0;
}

static gint64
find_end_of_one (const RdAlertRules *rules,
                 GDateTime          *now)
{
  const gint64 stamp = g_date_time_to_unix_usec (now);
  gint64 end = rules->snoozed_until > stamp ? rules->snoozed_until : 0;

  for (int days = -1; rules->is_quiet && days <= 0; days++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (now, days);
      g_autoptr (GDateTime) last = g_date_time_add_days (day, rules->quiet_to > rules->quiet_from ? 0 : 1);
      const gint64 to = find_minute (last, rules->quiet_to);

      if ((rules->quiet_days & 1u << (g_date_time_get_day_of_week (day) - 1)) != 0
          && find_minute (day, rules->quiet_from) <= stamp && stamp < to)
        end = MAX (end, to);
    }

  return end;
}

/**
 * rd_quiet_find_end:
 * @rules: what the reader wants
 * @now: the time, in the reader's time zone
 *
 * Returns: when the quiet of now ends, in microseconds since 1970, or when to look again where it may never end; 0 where
 *   it is not quiet
 */
gint64
rd_quiet_find_end (const RdAlertRules *rules,
                   GDateTime          *now)
{
  g_autoptr (GDateTime) time = g_date_time_ref (now);
  gint64 end = 0;

  for (guint i = 0; i < MOST_IN_A_ROW; i++)
    {
      const gint64 next = find_end_of_one (rules, time);
      g_autoptr (GDateTime) utc = next != 0 ? g_date_time_new_from_unix_utc_usec (next) : NULL;

      if (utc == NULL)
        break;
      end = next;
      g_date_time_unref (time);
      time = g_date_time_to_timezone (utc, g_date_time_get_timezone (now));
    }

  return end;
}
