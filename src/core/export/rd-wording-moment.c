/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When something was, as people say it: days that are near have names. */
#include "export/rd-wording.h"

#include <glib/gi18n.h>

/* The number of days since the beginning of the calendar, in a time's own zone. */
static guint
count_days (GDateTime *time)
{
  g_autoptr (GDate) date = g_date_new_dmy (g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                                           g_date_time_get_year (time));

  return g_date_get_julian (date);
}

/**
 * rd_wording_moment:
 * @time: (nullable): a time
 * @now: the time
 *
 * Returns: (transfer full): the day and the time of day of @time where the reader is; empty where it is unknown
 */
char *
rd_wording_moment (GDateTime *time,
                   GDateTime *now)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) local_now = NULL;
  guint day;
  guint today;
  gboolean this_year;

  if (time == NULL)
    return g_strdup ("");

  local = g_date_time_to_local (time);
  local_now = g_date_time_to_local (now);
  day = count_days (local);
  today = count_days (local_now);
  this_year = g_date_time_get_year (local) == g_date_time_get_year (local_now);

  /* Translators: times; see g_date_time_format(). */
  return g_date_time_format (local, day == today       ? _("Today, %H:%M")
                                    : day + 1 == today ? _("Yesterday, %H:%M")
                                    : this_year        ? _("%-d %b, %H:%M")
                                                       : _("%-d %b %Y, %H:%M"));
}
