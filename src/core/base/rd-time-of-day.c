/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of day, as the reader writes them: with 24 hours or with twelve, as the locale has it. */
#include "base/rd-time-of-day.h"

#include <langinfo.h>
#include <string.h>

/* Whether the locale tells the hours of the afternoon by a word. */
static gboolean
has_halves (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%r") != NULL || strstr (format, "%I") != NULL || strstr (format, "%l") != NULL;
}

/**
 * rd_time_of_day_format:
 * @minutes: minutes since midnight
 *
 * Returns: (transfer full): the time of day, as “22:00” or “10:00 PM”
 */
char *
rd_time_of_day_format (guint minutes)
{
  const guint within = minutes % RD_TIME_OF_DAY_MINUTES;
  g_autoptr (GDateTime) time = g_date_time_new_utc (2000, 1, 1, (int) within / 60, (int) within % 60, 0);

  return g_date_time_format (time, has_halves () ? "%-I:%M %p" : "%H:%M");
}

/* Takes a number of one or two digits off the text. */
static gboolean
take_number (const char **text,
             guint       *number)
{
  guint n_digits = 0;

  *number = 0;
  for (; g_ascii_isdigit (**text) && n_digits < 2; n_digits++)
    *number = 10 * *number + (guint) g_ascii_digit_value (*(*text)++);

  return n_digits > 0 && !g_ascii_isdigit (**text);
}

/* Whether the text is the word for one half of the day, in the locale or in English. */
static gboolean
is_half (const char *text,
         nl_item     item,
         const char *english)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *local = g_utf8_casefold (nl_langinfo (item), -1);
  g_autoptr (GString) plain = g_string_new (folded);

  g_string_replace (plain, ".", "", 0);

  return (local[0] != '\0' && g_str_equal (folded, local)) || g_str_equal (plain->str, english)
         || (plain->len == 1 && plain->str[0] == english[0]);
}

/**
 * rd_time_of_day_parse:
 * @text: what the reader typed, as “22:00”, “7.30”, “10 pm”
 * @minutes: (out): minutes since midnight
 *
 * Returns: whether it is a time of day
 */
gboolean
rd_time_of_day_parse (const char *text,
                      guint      *minutes)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));
  const char *rest = plain;
  guint hour;
  guint minute = 0;

  if (!g_utf8_validate (plain, -1, NULL) || !take_number (&rest, &hour))
    return FALSE;
  if (*rest == ':' || *rest == '.')
    {
      rest++;
      if (!take_number (&rest, &minute) || !g_ascii_isdigit (rest[-2]))
        return FALSE;
    }
  while (g_unichar_isspace (g_utf8_get_char (rest)))
    rest = g_utf8_next_char (rest);

  if (rest[0] != '\0')
    {
      const gboolean is_late = is_half (rest, PM_STR, "pm");

      if ((!is_late && !is_half (rest, AM_STR, "am")) || hour < 1 || hour > 12)
        return FALSE;
      hour = hour % 12 + (is_late ? 12 : 0);
    }
  if (hour > 23 || minute > 59)
    return FALSE;

  *minutes = 60 * hour + minute;
  return TRUE;
}

/**
 * rd_time_of_day_find_midnight:
 *
 * Returns: (transfer full): when this day ends for the reader
 */
GDateTime *
rd_time_of_day_find_midnight (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, 1);

  return g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                g_date_time_get_day_of_month (day), 0, 0, 0);
}
