/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing points in time. */
#include "base/rd-time.h"

#include "base/rd-time-private.h"

#include <string.h>

/* The longest form at hand, with the zone's name in words, takes 72 bytes. */
#define MOST_BYTES 128

/* W3C's profile of ISO 8601, which feeds have, knows times without seconds; GLib does not. */
static char *
add_seconds (const char *text)
{
  static const char FORM[] = "0000-00-00T00:00";
  gsize i = 0;

  while (FORM[i] != '\0' && (FORM[i] == '0' ? g_ascii_isdigit (text[i]) : text[i] == FORM[i]))
    i++;

  return FORM[i] != '\0' || text[i] == ':' ? g_strdup (text) : g_strdup_printf ("%.*s:00%s", (int) i, text, text + i);
}

/**
 * rd_time_parse:
 * @text: (nullable): a date and time, of ISO 8601 ('+0000' serves as well as '+00:00') or as mails and RSS feeds have
 *   them
 *
 * Reads a point in time. One without a zone is taken as UTC, as the publishers at hand mean it; a day without a
 * time of day is no point in time.
 *
 * Returns: (transfer full) (nullable): the time with the zone offset that the text gave, or %NULL
 */
GDateTime *
rd_time_parse (const char *text)
{
  g_autoptr (GTimeZone) utc = NULL;
  g_autofree char *stripped = NULL;
  g_autofree char *whole = NULL;
  GDateTime *time;

  if (text == NULL || strlen (text) > MOST_BYTES)
    return NULL;

  utc = g_time_zone_new_utc ();
  stripped = g_strstrip (g_strdup (text));
  whole = add_seconds (stripped);
  time = g_date_time_new_from_iso8601 (whole, utc);

  return time != NULL ? time : rd_time_parse_mail (stripped);
}

/**
 * rd_time_from_unix:
 * @milliseconds: milliseconds since 1970-01-01T00:00:00Z; 0 or less is 'not known'
 *
 * Returns: (transfer full) (nullable): the time in UTC, or %NULL
 */
GDateTime *
rd_time_from_unix (gint64 milliseconds)
{
  if (milliseconds <= 0 || milliseconds > G_MAXINT64 / 1000)
    return NULL;

  return g_date_time_new_from_unix_utc_usec (milliseconds * 1000);
}

/**
 * rd_time_format:
 * @time: (nullable): a time
 *
 * Returns: (transfer full) (nullable): @time as ISO 8601 to the second, with its own zone's offset
 */
char *
rd_time_format (GDateTime *time)
{
  if (time == NULL)
    return NULL;

  return g_date_time_format (time, g_date_time_get_utc_offset (time) == 0 ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%dT%H:%M:%S%:z");
}

/**
 * rd_time_compare:
 * @a: (nullable): a time
 * @b: (nullable): another
 *
 * Returns: less than, equal to or greater than 0, as for `strcmp()`; 0 where either is unknown
 */
int
rd_time_compare (GDateTime *a,
                 GDateTime *b)
{
  return a == NULL || b == NULL ? 0 : g_date_time_compare (a, b);
}
