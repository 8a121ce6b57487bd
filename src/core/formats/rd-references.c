/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds what posts point to. A post can only point to an earlier one. */
#include "formats/rd-references.h"

#include "base/rd-limits.h"
#include "base/rd-string.h"

#include <string.h>

/* An entry that points to more others than this is a list of them all. */
#define MOST_REFERENCES 100

static void
add_reference (RdEntry *entry,
               RdEntry *target)
{
  if (entry->refers_to->len < MOST_REFERENCES
      && !g_ptr_array_find_with_equal_func (entry->refers_to, target->id, g_str_equal, NULL))
    g_ptr_array_add (entry->refers_to, g_strdup (target->id));
}

/* Whether it is an address of something in a page, such as a post. */
static gboolean
is_inner (const char *url)
{
  return url != NULL && strchr (url, '#') != NULL;
}

static void
follow_link (RdEntry    *entry,
             const char *url,
             GHashTable *earlier)
{
  g_autofree char *source_id = NULL;
  RdEntry *target;

  if (!is_inner (url))
    return;

  source_id = rd_reference_read_id (url);
  target = g_hash_table_lookup (earlier, source_id);
  if (target != NULL)
    add_reference (entry, target);
}

static void
follow_links (RdBlog *blog)
{
  g_autoptr (GHashTable) earlier = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < blog->entries->len; i++)
    {
      RdEntry *entry = blog->entries->pdata[i];
      GPtrArray *blocks = rd_body_get_blocks (entry->body);

      for (guint j = 0; j < blocks->len; j++)
        {
          const RdBlock *block = blocks->pdata[j];

          for (guint k = 0; k < block->runs->len; k++)
            follow_link (entry, ((RdRun *) block->runs->pdata[k])->url, earlier);
        }
      if (entry->source_id != NULL)
        g_hash_table_insert (earlier, entry->source_id, entry);
    }
}

/* Reads a time of day such as '12.41pm' or '16:05'. Returns minutes since midnight, or -1. */
static int
read_time_of_day (GMatchInfo *match)
{
  g_autofree char *hour_text = g_match_info_fetch (match, 1);
  g_autofree char *point = g_match_info_fetch (match, 2);
  g_autofree char *minute_text = g_match_info_fetch (match, 3);
  g_autofree char *half = g_match_info_fetch (match, 4);
  const int hour = (int) g_ascii_strtoll (hour_text, NULL, 10);
  const int minute = (int) g_ascii_strtoll (minute_text, NULL, 10);

  if (minute > 59)
    return -1;
  if (half != NULL && half[0] != '\0')
    return hour < 1 || hour > 12 ? -1 : (hour % 12 + (g_ascii_tolower (half[0]) == 'p' ? 12 : 0)) * 60 + minute;

  return hour > 23 || point[0] != ':' ? -1 : hour * 60 + minute;
}

/* Returns: (nullable): the last of the entries before the one at @end that was published before @limit */
static RdEntry *
find_last_before (GPtrArray *entries,
                  guint      end,
                  GDateTime *limit)
{
  guint low = 0, high = end;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_date_time_compare (((RdEntry *) entries->pdata[middle])->published, limit) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? entries->pdata[low - 1] : NULL;
}

/* Finds the entry before the one at @i that was published at @minute of the same day, or nearest before it. */
static RdEntry *
find_target (GPtrArray *entries,
             guint      i,
             int        minute,
             GTimeZone *zone)
{
  RdEntry *entry = entries->pdata[i];
  g_autoptr (GDateTime) local
      = zone != NULL ? g_date_time_to_timezone (entry->published, zone) : g_date_time_ref (entry->published);
  g_autoptr (GDateTime) midnight = NULL;
  g_autoptr (GDateTime) wanted = NULL;
  g_autoptr (GDateTime) limit = NULL;
  RdEntry *target;
  int year, month, day;

  g_date_time_get_ymd (local, &year, &month, &day);
  zone = g_date_time_get_timezone (local);
  midnight = g_date_time_new (zone, year, month, day, 0, 0, 0);
  wanted = g_date_time_new (zone, year, month, day, minute / 60, minute % 60, 0);
  limit = wanted != NULL ? g_date_time_add_minutes (wanted, 1) : NULL;
  if (midnight == NULL || limit == NULL || g_date_time_compare (wanted, entry->published) > 0)
    return NULL;

  target = find_last_before (entries, i, limit);
  return target != NULL && g_date_time_compare (target->published, midnight) >= 0 ? target : NULL;
}

/* '(See 12.41pm.)', 'see 9.05am and 10.15am'
 * Returns: (transfer none): made once, since making it takes longer than to look through a live blog */
static GRegex *
get_time_pattern (void)
{
  static GRegex *pattern;

  if (g_once_init_enter_pointer (&pattern))
    {
      GRegex *made = g_regex_new (
          "(?:\\bsee\\s(?:[a-z]+\\s){0,3}|(?!\\A)\\G\\s?(?:,|and|&)\\s)(\\d{1,2})([.:])(\\d\\d)\\s?([ap]\\.?m\\b)?",
          G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);

      g_once_init_leave_pointer (&pattern, made);
    }

  return pattern;
}

static void
follow_times (RdBlog *blog)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GPtrArray) timed = g_ptr_array_new ();

  for (guint i = 0; i < blog->entries->len; i++)
    if (((RdEntry *) blog->entries->pdata[i])->published != NULL)
      g_ptr_array_add (timed, blog->entries->pdata[i]);

  for (guint i = 0; i < timed->len; i++)
    {
      RdEntry *entry = timed->pdata[i];
      g_autoptr (GMatchInfo) match = NULL;

      for (g_regex_match (get_time_pattern (), rd_body_get_text (entry->body), 0, &match); g_match_info_matches (match);
           g_match_info_next (match, NULL))
        {
          const int minute = read_time_of_day (match);
          RdEntry *target;

          if (zone == NULL && blog->zone != NULL)
            zone = g_time_zone_new_identifier (blog->zone);
          target = minute >= 0 ? find_target (timed, i, minute, zone) : NULL;

          if (target != NULL)
            add_reference (entry, target);
        }
    }
}

/**
 * rd_reference_read_id:
 * @reference: a publisher's id of a post: bare, at the end of an address or, with the Guardian, behind the word 'block'
 *
 * Returns: (transfer full): the id by itself
 */
char *
rd_reference_read_id (const char *reference)
{
  const char *fragment = strrchr (reference, '#');
  const char *id = fragment != NULL && fragment[1] != '\0' ? fragment + 1 : reference;

  if (g_str_has_prefix (id, "block-") && id[strlen ("block-")] != '\0')
    id += strlen ("block-");

  return rd_string_cut (id, RD_LIMIT_LINE_BYTES);
}

static gboolean
has_inner_link (RdEntry *entry)
{
  GPtrArray *blocks = rd_body_get_blocks (entry->body);

  for (guint i = 0; i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];

      for (guint j = 0; j < block->runs->len; j++)
        if (is_inner (((RdRun *) block->runs->pdata[j])->url))
          return TRUE;
    }

  return FALSE;
}

/**
 * rd_references_are_there:
 * @blog: a live blog, or a part of it
 *
 * Returns: whether an entry of it may point to another one, in this part or not
 */
gboolean
rd_references_are_there (RdBlog *blog)
{
  for (guint i = 0; i < blog->entries->len; i++)
    {
      RdEntry *entry = blog->entries->pdata[i];

      if (has_inner_link (entry) || g_regex_match (get_time_pattern (), rd_body_get_text (entry->body), 0, NULL))
        return TRUE;
    }

  return FALSE;
}

/**
 * rd_references_follow:
 * @blog: a live blog that is being put together, with its entries in order and their ids
 *
 * Finds anew for each entry the earlier ones that it links to, and those of the times that it names: each the entry that
 * was published in that minute of the same day or, where there is none, the nearest before it. The day is that of the
 * time zone that the authors mean or, where that is not known, of the entry's own time.
 */
void
rd_references_follow (RdBlog *blog)
{
  for (guint i = 0; i < blog->entries->len; i++)
    g_ptr_array_set_size (((RdEntry *) blog->entries->pdata[i])->refers_to, 0);
  follow_links (blog);
  follow_times (blog);
}
