/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time that posts cover, cut into slots of the same length. They begin at round times, as a clock's face does. */
#include "ui/rd-slots.h"

#include "base/rd-string.h"

#include <glib/gi18n.h>

/* More than this could not be told apart in a narrow window. */
#define MAX_SLOTS 48

/* Of fewer posts, or of less time, there is nothing to see. */
#define MIN_POSTS 6
#define MIN_SPAN (30 * MINUTE)

/* No live blog goes on for longer: a post has a wrong time then. */
#define MAX_SPAN (10 * 365 * (gint64) DAY)

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* What people divide time by, in seconds. */
static const gint64 lengths[] = {
  MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY,
};

static void
free_slot (gpointer data)
{
  RdSlot *slot = data;

  g_date_time_unref (slot->from);
  g_date_time_unref (slot->to);
  g_free (slot);
}

/* Whether the time of a post is known; one at an end of the calendar may be of no time in another place, and is wrong. */
static gboolean
has_time (const RdDigestEntry *placed)
{
  GDateTime *published = placed->entry->published;

  return published != NULL && g_date_time_get_year (published) > 1 && g_date_time_get_year (published) < 9999;
}

/* Returns: how many posts have a time; @first and @last: from when to when these are, in seconds */
static guint
find_span (GPtrArray *entries,
           gint64    *first,
           gint64    *last)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const RdDigestEntry *placed = entries->pdata[i];
      const gint64 time = has_time (placed) ? g_date_time_to_unix (placed->entry->published) : 0;

      if (!has_time (placed))
        continue;
      *first = n > 0 ? MIN (*first, time) : time;
      *last = n > 0 ? MAX (*last, time) : time;
      n++;
    }

  return n;
}

/* The last time up to @time that lies a whole number of lengths after midnight, or midnight itself. */
static gint64
round_down (gint64 time,
            gint64 length)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  const gint64 since_midnight = g_date_time_get_hour (local) * HOUR + g_date_time_get_minute (local) * MINUTE
                                + g_date_time_get_second (local);

  return time - since_midnight % MIN (length, DAY);
}

static gint64
count_slots (gint64 first,
             gint64 last,
             gint64 length)
{
  return (last - round_down (first, length)) / length + 1;
}

static gint64
choose_length (gint64 first,
               gint64 last)
{
  gint64 length = DAY;

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (count_slots (first, last, lengths[i]) <= MAX_SLOTS)
      return lengths[i];
  while (count_slots (first, last, length) > MAX_SLOTS)
    length += DAY;

  return length;
}

static GDateTime *
make_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);

  return g_date_time_to_local (utc);
}

static void
add_post (RdSlot        *slot,
          RdDigestEntry *placed)
{
  slot->n_posts++;
  slot->n_key_events += placed->key_event != RD_KEY_EVENT_NO;
  slot->key_event = MAX (slot->key_event, placed->key_event);
  if (slot->first == NULL)
    slot->first = placed;
}

/**
 * rd_slots_cut:
 * @entries: (element-type RdDigestEntry): posts, in any order; those of unknown time do not count
 *
 * Returns: (transfer full) (nullable) (element-type RdSlot): all slots from the first post to the last one, empty ones
 *   between them too; %NULL where the posts are too few, or of too short a time, or of more than ten years
 */
GPtrArray *
rd_slots_cut (GPtrArray *entries)
{
  GPtrArray *slots;
  gint64 first = 0;
  gint64 last = 0;
  gint64 length;
  gint64 start;

  if (find_span (entries, &first, &last) < MIN_POSTS || last - first < MIN_SPAN || last - first > MAX_SPAN)
    return NULL;

  length = choose_length (first, last);
  start = round_down (first, length);
  slots = g_ptr_array_new_with_free_func (free_slot);
  for (gint64 time = start; time <= last; time += length)
    {
      RdSlot *slot = g_new0 (RdSlot, 1);

      slot->from = make_time (time);
      slot->to = make_time (time + length);
      g_ptr_array_add (slots, slot);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      RdDigestEntry *placed = entries->pdata[i];

      if (has_time (placed))
        add_post (slots->pdata[(g_date_time_to_unix (placed->entry->published) - start) / length], placed);
    }

  return slots;
}

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b)
         && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/* Whether the slots are days, so that a time of day would say nothing. */
static gboolean
are_days (GPtrArray *slots)
{
  const RdSlot *slot = slots->pdata[0];

  return g_date_time_difference (slot->to, slot->from) >= DAY * G_TIME_SPAN_SECOND;
}

/* A slot that ends at midnight is of the day before. */
static GDateTime *
get_last_moment (const RdSlot *slot)
{
  return g_date_time_add_seconds (slot->to, -1);
}

static gboolean
has_several_days (GPtrArray *slots)
{
  const RdSlot *first = slots->pdata[0];
  g_autoptr (GDateTime) last = get_last_moment (slots->pdata[slots->len - 1]);

  return !is_same_day (first->from, last);
}

static char *
format (GPtrArray *slots,
        GDateTime *time)
{
  if (are_days (slots))
    /* Translators: a day; see g_date_time_format().
     * xgettext:no-c-format */
    return g_date_time_format (time, _("%-d %b"));

  return g_date_time_format (time, has_several_days (slots) ? _("%-d %b, %H:%M") : _("%H:%M"));
}

/**
 * rd_slots_format_from:
 * @slots: (element-type RdSlot): slots
 *
 * Returns: (transfer full): when they begin
 */
char *
rd_slots_format_from (GPtrArray *slots)
{
  return format (slots, ((RdSlot *) slots->pdata[0])->from);
}

/**
 * rd_slots_format_to:
 * @slots: (element-type RdSlot): slots
 *
 * Returns: (transfer full): when they end
 */
char *
rd_slots_format_to (GPtrArray *slots)
{
  const RdSlot *slot = slots->pdata[slots->len - 1];
  g_autoptr (GDateTime) last = get_last_moment (slot);

  return format (slots, are_days (slots) ? last : slot->to);
}

/* From when to when a slot is. */
static char *
speak_time (GPtrArray    *slots,
            const RdSlot *slot)
{
  g_autoptr (GDateTime) last = get_last_moment (slot);
  g_autofree char *from = format (slots, slot->from);
  g_autofree char *to = NULL;

  if (are_days (slots) && is_same_day (slot->from, last))
    return g_steal_pointer (&from);

  to = are_days (slots) ? format (slots, last) : g_date_time_format (slot->to, _("%H:%M"));
  /* Translators: from a time to a time. */
  return g_strdup_printf (_("%s to %s"), from, to);
}

/**
 * rd_slots_speak:
 * @slots: (element-type RdSlot): slots
 * @index: which of them
 *
 * Returns: (transfer full): from when to when it is, and what it holds
 */
char *
rd_slots_speak (GPtrArray *slots,
                guint      index)
{
  const RdSlot *slot = slots->pdata[index];
  g_autofree char *time = speak_time (slots, slot);
  g_autofree char *counts = rd_slots_speak_counts (slot->n_posts, slot->n_key_events);

  return rd_string_explain (time, counts, NULL);
}

/**
 * rd_slots_speak_counts:
 * @n_posts: a number of posts
 * @n_key_events: how many of them are key events
 *
 * Returns: (transfer full): that in words
 */
char *
rd_slots_speak_counts (guint n_posts,
                       guint n_key_events)
{
  g_autofree char *posts = g_strdup_printf (g_dngettext (NULL, "%'u post", "%'u posts", n_posts), n_posts);
  g_autofree char *key_events = NULL;

  if (n_key_events == 0)
    return g_steal_pointer (&posts);

  key_events = g_strdup_printf (g_dngettext (NULL, "%'u key event", "%'u key events", n_key_events), n_key_events);
  return g_strdup_printf ("%s, %s", posts, key_events);
}
