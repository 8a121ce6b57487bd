/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the times of mails and of HTTP, which RSS feeds have too: RFC 822, 1123, 5322 and 850, asctime(), and what
 * programs make of these. */
#include "base/rd-time-private.h"

#include <string.h>

static const char *const WEEKDAYS[] = {
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};

static const char *const MONTHS[] = {
  "january", "february", "march",     "april",   "may",      "june",
  "july",    "august",   "september", "october", "november", "december",
};

/* In minutes. The North American ones are RFC 5322's, section 4.3. */
static const struct
{
  const char *name;
  int offset;
} ZONES[] = {
  { "edt", -240 }, { "est", -300 }, { "cdt", -300 }, { "cst", -360 },  { "mdt", -360 }, { "mst", -420 },
  { "pdt", -420 }, { "pst", -480 }, { "bst", 60 },   { "cest", 120 },  { "cet", 60 },   { "eest", 180 },
  { "eet", 120 },  { "west", 60 },
};

/* What the fields that were read so far say; -1 is 'nothing'. */
typedef struct
{
  int day;
  int month;
  int year;
  int hour;
  int minute;
  int second;
  int offset; /* in minutes */
} Parts;

/* Returns: the index of the name that @text is, or a beginning of three letters or more of; -1 where there is none */
static int
find_name (const char        *text,
           const char *const *names,
           gsize              n_names)
{
  const gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyz");

  for (gsize i = 0; i < n_names && length >= 3; i++)
    if (strncmp (text, names[i], length) == 0 && (text[length] == '\0' || g_str_equal (text + length, ".")))
      return (int) i;

  return -1;
}

/* Reads a number of @most digits or fewer. Returns -1 where there is none. */
static int
read_number (const char **text,
             int          most)
{
  int number = -1;

  for (int i = 0; i < most && g_ascii_isdigit (**text); i++)
    number = MAX (number, 0) * 10 + g_ascii_digit_value (*(*text)++);

  return number;
}

/* Reads '8:05', '08:49:37' or '08:49:37.25'. */
static gboolean
read_clock (const char *text,
            Parts      *parts)
{
  parts->hour = read_number (&text, 2);
  if (*text++ != ':')
    return FALSE;
  parts->minute = read_number (&text, 2);
  parts->second = 0;
  if (*text == ':')
    {
      text++;
      parts->second = read_number (&text, 2);
    }
  if (*text == '.')
    text += 1 + strspn (text + 1, "0123456789");

  /* GDateTime knows no leap seconds. */
  if (parts->second == 60)
    parts->second = 59;

  return *text == '\0' && parts->hour >= 0 && parts->minute >= 0 && parts->second >= 0;
}

/* Reads '+0100', '-5:30' or '+01'. */
static gboolean
read_offset (const char *text,
             Parts      *parts)
{
  const int sign = *text++ == '-' ? -1 : 1;
  const int hours = read_number (&text, 2);
  int minutes = 0;

  if (*text == ':')
    text++;
  if (*text != '\0')
    minutes = read_number (&text, 2);
  if (*text != '\0' || hours < 0 || hours > 15 || minutes < 0 || minutes > 59)
    return FALSE;

  parts->offset = sign * (hours * 60 + minutes);
  return TRUE;
}

/* Reads 'GMT', 'EST' or 'UTC+01:00'. A name that is not known is taken as UTC, as RFC 5322 has it in section 4.3. */
static gboolean
read_zone (const char *text,
           Parts      *parts)
{
  const char *sign = strpbrk (text, "+-");

  if (sign != NULL)
    return read_offset (sign, parts);

  parts->offset = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (ZONES); i++)
    if (g_str_equal (text, ZONES[i].name))
      parts->offset = ZONES[i].offset;

  return TRUE;
}

/* Two digits are of 1950 to 2049, three are years since 1900, by RFC 5322, section 4.3. */
static int
read_year (const char *text)
{
  const gsize n_digits = strspn (text, "0123456789");
  const int year = read_number (&text, 4);

  if (*text != '\0')
    return -1;

  return n_digits > 3 ? year : n_digits == 2 && year < 50 ? 2000 + year : 1900 + year;
}

static gboolean
read_field (const char *field,
            Parts      *parts)
{
  const char *number = field;

  if (strchr (field, ':') != NULL && g_ascii_isdigit (field[0]))
    return parts->hour < 0 && read_clock (field, parts);
  if (strchr ("+-", field[0]) != NULL)
    return parts->hour >= 0 && read_offset (field, parts);
  if (g_ascii_isdigit (field[0]) && parts->day < 0 && strspn (field, "0123456789") < 3)
    {
      parts->day = read_number (&number, 2);
      return *number == '\0';
    }
  if (g_ascii_isdigit (field[0]))
    return parts->year < 0 && (parts->year = read_year (field)) >= 0;
  if (parts->month < 0 && (parts->month = find_name (field, MONTHS, G_N_ELEMENTS (MONTHS))) >= 0)
    return TRUE;
  if (find_name (field, WEEKDAYS, G_N_ELEMENTS (WEEKDAYS)) >= 0)
    return TRUE;

  return parts->hour >= 0 && g_ascii_isalpha (field[0]) && read_zone (field, parts);
}

/* Makes blanks of what stands between the fields: commas, and the dashes of '06-Nov-94'; takes a remark away. */
static void
tidy (char *text)
{
  char *clock = strchr (text, ':');
  char *remark = strchr (text, '(');

  if (remark != NULL)
    *remark = '\0';
  for (char *p = text; *p != '\0'; p++)
    if (*p == ',' || g_ascii_isspace (*p) || (*p == '-' && clock != NULL && p < clock))
      *p = ' ';
}

/*< private >
 * rd_time_parse_mail:
 * @text: a date and time such as 'Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 8:49 EST' or
 *   'Sun Nov  6 08:49:37 1994'
 *
 * Returns: (transfer full) (nullable): the time with the zone offset that the text gave, UTC without one; or %NULL
 */
GDateTime *
rd_time_parse_mail (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_auto (GStrv) fields = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  Parts parts = { -1, -1, -1, -1, -1, -1, 0 };

  tidy (lower);
  fields = g_strsplit (lower, " ", -1);
  for (gsize i = 0; fields[i] != NULL; i++)
    if (fields[i][0] != '\0' && !read_field (fields[i], &parts))
      return NULL;
  if (parts.day < 0 || parts.month < 0 || parts.year < 0 || parts.hour < 0)
    return NULL;

  zone = g_time_zone_new_offset (parts.offset * 60);
  return g_date_time_new (zone, parts.year, parts.month + 1, parts.day, parts.hour, parts.minute, parts.second);
}
