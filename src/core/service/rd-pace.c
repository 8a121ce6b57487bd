/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often a live blog is asked. A busy one is asked about three times between two of its posts; the longer one has been
 * silent, the less often it is asked. */
#include "service/rd-pace.h"

/* How often to ask in the time that usually lies between two posts. */
#define CHECKS_PER_POST 3
/* Fewer spans between posts tell no rhythm: one that has just begun may well be busy soon. */
#define LEAST_SPANS 2u
#define UNKNOWN_RHYTHM (3 * 60)
/* After a silence of this many times an interval, that interval is long enough. */
#define SILENCE_SHARE 12
/* After failures the interval doubles, up to this often. */
#define MOST_DOUBLINGS 7
/* How much less often to ask where that costs money, or power. */
#define METERED_FACTOR 4
#define SAVING_FACTOR 2
/* By how much an interval varies, so that many readers do not ask in step. */
#define JITTER 0.1

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const gint64 one = *(const gint64 *) a;
  const gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* The time that usually lies between two posts, in seconds: the median, which one long pause does not change. */
static gint64
measure_rhythm (GArray *times)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 1; i < times->len; i++)
    {
      const gint64 span = ABS (g_array_index (times, gint64, i - 1) - g_array_index (times, gint64, i)) / G_USEC_PER_SEC;

      g_array_append_val (spans, span);
    }
  if (spans->len < LEAST_SPANS)
    return UNKNOWN_RHYTHM;

  g_array_sort (spans, compare_spans);
  return g_array_index (spans, gint64, spans->len / 2);
}

static gint64
get_calm_interval (const RdPace *self)
{
  gint64 silence;

  if (self->times->len == 0)
    return RD_PACE_LONGEST;

  silence = (self->now - g_array_index (self->times, gint64, 0)) / G_USEC_PER_SEC;

  return CLAMP (MAX (measure_rhythm (self->times) / CHECKS_PER_POST, silence / SILENCE_SHARE), RD_PACE_SHORTEST,
                RD_PACE_LONGEST);
}

/**
 * rd_pace_get_interval:
 * @self: what decides
 *
 * An interval follows the live blog's rhythm, from 20 seconds to half an hour; doubles with each failure in a row, up to
 * an hour; is four times as long on a metered network and twice as long while the computer saves power; and is never
 * shorter than the server's answer stays fresh, than the server wants to be left alone, and than a key allows.
 *
 * Returns: in how many seconds to ask again
 */
guint
rd_pace_get_interval (const RdPace *self)
{
  gint64 interval = get_calm_interval (self);

  if (self->n_failures > 0)
    interval = MIN (MAX (interval, 60) << MIN (self->n_failures - 1, MOST_DOUBLINGS), 2 * RD_PACE_LONGEST);
  if (self->conditions & RD_CONDITIONS_METERED)
    interval *= METERED_FACTOR;
  if (self->conditions & RD_CONDITIONS_SAVING)
    interval *= SAVING_FACTOR;
  /* A server that calls an answer fresh for longer than half an hour does not know that it is a live blog. */
  interval = MAX (interval, MIN (self->max_age, (gint64) RD_PACE_LONGEST));
  interval = MAX (interval, MIN (self->wait, (gint64) RD_PACE_PATIENCE));

  return MAX (interval, self->at_least);
}

/**
 * rd_pace_add_jitter:
 * @interval: seconds
 * @chance: a random number from 0 to 1
 *
 * Returns: the interval, or up to a tenth more, in microseconds
 */
gint64
rd_pace_add_jitter (guint  interval,
                    double chance)
{
  return (gint64) ((double) interval * (1 + JITTER * chance) * G_USEC_PER_SEC);
}
