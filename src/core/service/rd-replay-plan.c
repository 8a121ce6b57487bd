/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes up what happens to the posts of a live blog until they stand as they do in the end. */
#include "service/rd-replay-plan.h"

#include "base/rd-string.h"
#include "service/rd-replay-words.h"

#include <string.h>

/* Posts whose times are not known are spread over as much. */
#define SPREAD (60 * G_TIME_SPAN_MINUTE)

/* 2001-01-01T12:00:00Z, for a live blog without any time. */
#define NO_TIME (G_GINT64_CONSTANT (978350400) * G_TIME_SPAN_SECOND)

#define N_PINS 3
#define DIGITS 16
#define SOURCE_DIGITS 24

static void
clear_state (gpointer data)
{
  rd_entry_unref (((RdReplayState *) data)->entry);
}

static void
free_post (gpointer data)
{
  RdReplayPost *post = data;

  rd_entry_unref (post->final);
  g_array_unref (post->states);
  g_free (post);
}

static RdReplayPost *
new_post (RdEntry *final)
{
  RdReplayPost *post = g_new0 (RdReplayPost, 1);

  post->final = rd_entry_ref (final);
  post->gone = G_MAXINT64;
  post->pinned = final->pinned ? G_MININT64 : G_MAXINT64;
  post->unpinned = G_MAXINT64;
  post->states = g_array_new (FALSE, FALSE, sizeof (RdReplayState));
  g_array_set_clear_func (post->states, clear_state);

  return post;
}

static RdReplayPost *
get_post (GPtrArray *posts,
          guint      i)
{
  return posts->pdata[i];
}

/* Gives @n posts from the one at @first on their moments between two others. */
static void
spread (GPtrArray *posts,
        guint      first,
        guint      n,
        gint64     after,
        gint64     before)
{
  for (guint i = 0; i < n; i++)
    get_post (posts, first + i)->appears = after + (before - after) * (i + 1) / (n + 1);
}

static void
find_times (GPtrArray *posts)
{
  gint64 last = G_MININT64;
  guint n_unknown = 0;

  for (guint i = 0; i < posts->len; i++)
    {
      RdReplayPost *post = get_post (posts, i);

      if (post->final->published == NULL)
        {
          n_unknown++;
          continue;
        }
      post->appears = g_date_time_to_unix_usec (post->final->published);
      spread (posts, i - n_unknown, n_unknown, last != G_MININT64 ? last : post->appears - SPREAD, post->appears);
      last = post->appears;
      n_unknown = 0;
    }

  if (last == G_MININT64)
    last = NO_TIME;
  spread (posts, posts->len - n_unknown, n_unknown, last, last + SPREAD);
}

/* Returns: when the post was changed last, as far as it tells, or G_MAXINT64 */
static gint64
find_update (const RdReplayPost *post)
{
  if (post->final->updated == NULL)
    return G_MAXINT64;

  return MAX (g_date_time_to_unix_usec (post->final->updated), post->appears + G_TIME_SPAN_SECOND);
}

static void
find_span (GPtrArray *posts,
           gint64    *start,
           gint64    *end)
{
  *start = posts->len > 0 ? G_MAXINT64 : NO_TIME;
  *end = posts->len > 0 ? G_MININT64 : NO_TIME;
  for (guint i = 0; i < posts->len; i++)
    {
      const RdReplayPost *post = get_post (posts, i);
      const gint64 update = find_update (post);

      *start = MIN (*start, post->appears);
      *end = MAX (*end, update != G_MAXINT64 ? update : post->appears);
      for (guint j = 0; j < post->n_edits; j++)
        *end = MAX (*end, post->edits[j]);
    }
}

/* As publishers tell times, except for spans that would be nothing then. */
static gint64
to_seconds (gint64 span)
{
  return span > G_TIME_SPAN_SECOND ? span - span % G_TIME_SPAN_SECOND : span;
}

static gint64
draw_minutes (GRand *random,
              int    fewest,
              int    most)
{
  return g_rand_int_range (random, fewest, most + 1) * G_TIME_SPAN_MINUTE;
}

/* A quarter of the posts is edited, and a quarter of these twice. The last edit is the one that the post tells of, if
 * it tells of any. */
static void
plan_edits (GPtrArray *posts,
            GRand     *random)
{
  const guint n_edited = (posts->len + 3) / 4;
  const guint n_twice = (n_edited + 3) / 4;
  g_autofree guint *order = g_new0 (guint, posts->len + 1);

  for (guint i = 0; i < posts->len; i++)
    {
      const guint j = (guint) g_rand_int_range (random, 0, (gint32) i + 1);

      order[i] = order[j];
      order[j] = i;
    }

  for (guint i = 0; i < n_edited; i++)
    {
      RdReplayPost *post = get_post (posts, order[i]);
      const gint64 update = find_update (post);
      const gint64 first = post->appears + draw_minutes (random, 2, 15);
      const gint64 second = first + draw_minutes (random, 2, 15);

      post->n_edits = i < n_twice ? 2 : 1;
      post->edits[0] = first;
      post->edits[1] = second;
      if (update == G_MAXINT64)
        continue;
      post->edits[post->n_edits - 1] = update;
      if (post->n_edits == 2)
        post->edits[0] = post->appears + to_seconds ((update - post->appears) / 2);
    }
}

/* One post after the other is on top for a while, and in the last quarter the one that stays there. */
static void
plan_pins (GPtrArray *posts,
           GRand     *random,
           gint64     start,
           gint64     end)
{
  const gint64 last = start + to_seconds ((end - start) / 4 * 3);
  const gint64 slot = to_seconds ((last - start) / (N_PINS + 1));

  for (guint i = 0; i < posts->len; i++)
    if (get_post (posts, i)->final->pinned)
      get_post (posts, i)->pinned = MAX (last, get_post (posts, i)->appears);

  for (guint i = 0; i < N_PINS && slot > 1; i++)
    {
      RdReplayPost *post = get_post (posts, (guint) g_rand_int_range (random, 0, (gint32) posts->len));
      const gint64 from = start + slot * (i + 1);

      if (post->appears > from)
        post = get_post (posts, 0);
      if (post->pinned != G_MAXINT64 || post->appears > from)
        continue;
      post->pinned = from;
      post->unpinned = from + to_seconds (slot / 2);
    }
}

static void
set_string (char **value,
            char  *other)
{
  g_free (*value);
  *value = other;
}

static RdEntry *
invent_entry (const RdReplayPost *post,
              gint64              time,
              guint               number)
{
  RdEntry *entry = rd_entry_copy (post->final);
  g_autofree char *name = g_strdup_printf ("invented %u", number);
  char *fragment = entry->url != NULL ? strchr (entry->url, '#') : NULL;

  set_string (&entry->id, rd_string_hash (DIGITS, post->final->blog_id, name, NULL));
  if (entry->source_id != NULL)
    set_string (&entry->source_id, rd_string_hash (SOURCE_DIGITS, post->final->blog_id, name, NULL));
  if (fragment != NULL && entry->source_id != NULL)
    set_string (&entry->url,
                g_strdup_printf ("%.*s#block-%s", (int) (fragment - entry->url), entry->url, entry->source_id));
  g_clear_pointer (&entry->title, g_free);
  g_clear_pointer (&entry->published, g_date_time_unref);
  g_clear_pointer (&entry->updated, g_date_time_unref);
  entry->published = g_date_time_new_from_unix_utc_usec (time);
  rd_body_unref (entry->body);
  entry->body = rd_replay_words_invent (number);
  entry->key_event = entry->pinned = entry->summary = FALSE;
  g_ptr_array_set_size (entry->refers_to, 0);

  return entry;
}

static void
insert_post (GPtrArray    *posts,
             RdReplayPost *post)
{
  guint place = 0;

  while (place < posts->len && get_post (posts, place)->appears <= post->appears)
    place++;
  g_ptr_array_insert (posts, (int) place, post);
}

/* One post in ten is followed by one that is gone before the end. */
static void
plan_inventions (GPtrArray *posts,
                 GRand     *random,
                 gint64     end)
{
  const guint n_posts = posts->len;
  g_autoptr (GPtrArray) invented = g_ptr_array_new ();

  for (guint i = 0; i < (n_posts + 9) / 10; i++)
    {
      RdReplayPost *post = get_post (posts, (guint) g_rand_int_range (random, 0, (gint32) n_posts));
      const gint64 appears = post->appears + draw_minutes (random, 1, 3);
      const gint64 gone = MIN (appears + draw_minutes (random, 4, 20), end);
      g_autoptr (RdEntry) entry = invent_entry (post, appears, i);
      RdReplayPost *invention;

      if (gone <= appears)
        continue;
      invention = new_post (entry);
      invention->invented = TRUE;
      invention->appears = appears;
      invention->gone = gone;
      g_ptr_array_add (invented, invention);
    }

  for (guint i = 0; i < invented->len; i++)
    insert_post (posts, invented->pdata[i]);
}

static int
compare_moments (gconstpointer a,
                 gconstpointer b)
{
  const gint64 one = *(const gint64 *) a;
  const gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* All that is not as in the end, at a moment before that. */
static RdEntry *
make_entry (RdReplayPost *post,
            gint64        time,
            RdBody       *body,
            guint         n_edits,
            gint64        update)
{
  RdEntry *entry = rd_entry_copy (post->final);

  rd_body_unref (entry->body);
  entry->body = rd_body_ref (body);
  entry->pinned = time >= post->pinned && time < post->unpinned;
  if (entry->updated != NULL && time < update)
    {
      g_clear_pointer (&entry->updated, g_date_time_unref);
      if (n_edits > 0)
        entry->updated = g_date_time_new_from_unix_utc_usec (post->edits[n_edits - 1]);
    }

  return entry;
}

static void
play (RdReplayPost *post,
      GRand        *random)
{
  const gint64 update = find_update (post);
  const gint64 moments[] = { post->appears, post->pinned, post->unpinned, update, post->edits[0], post->edits[1] };
  const guint n_moments = G_N_ELEMENTS (moments) - RD_REPLAY_MOST_EDITS + post->n_edits;
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_body_unref);
  guint n_edits = 0;

  g_ptr_array_add (bodies, rd_body_ref (post->final->body));
  for (guint i = 0; i < post->n_edits; i++)
    g_ptr_array_insert (bodies, 0, rd_replay_words_take_back (bodies->pdata[0], g_rand_int (random)));
  rd_body_get_text (post->final->body);

  for (guint i = 0; i < n_moments; i++)
    if (moments[i] >= post->appears && moments[i] != G_MAXINT64)
      g_array_append_val (sorted, moments[i]);
  g_array_sort (sorted, compare_moments);

  for (guint i = 0; i < sorted->len; i++)
    {
      RdReplayState state = { .from = g_array_index (sorted, gint64, i), .kind = RD_REPLAY_TOUCHED };
      const guint n_before = n_edits;

      if (i + 1 < sorted->len && g_array_index (sorted, gint64, i + 1) == state.from)
        continue;
      while (n_edits < post->n_edits && post->edits[n_edits] <= state.from)
        n_edits++;
      if (post->states->len == 0)
        state.kind = RD_REPLAY_APPEARED;
      else if (n_edits > n_before)
        state.kind = RD_REPLAY_REWORDED;
      state.entry = i + 1 < sorted->len ? make_entry (post, state.from, bodies->pdata[n_edits], n_edits, update)
                                        : rd_entry_ref (post->final);
      g_array_append_val (post->states, state);
    }
}

/**
 * rd_replay_plan:
 * @final: a live blog as it stands in the end
 * @seed: as of rd_replay_new()
 * @start: (out): when the first post appears
 * @end: (out): from when on nothing happens any more
 *
 * Returns: (transfer full) (element-type RdReplayPost): its posts, in its order, those that are made up among them
 */
GPtrArray *
rd_replay_plan (RdBlog  *final,
                guint32  seed,
                gint64  *start,
                gint64  *end)
{
  GPtrArray *posts = g_ptr_array_new_with_free_func (free_post);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < final->entries->len; i++)
    g_ptr_array_add (posts, new_post (final->entries->pdata[i]));

  find_times (posts);
  if (seed != 0)
    plan_edits (posts, random);
  find_span (posts, start, end);
  if (seed != 0 && posts->len > 0)
    {
      plan_pins (posts, random, *start, *end);
      plan_inventions (posts, random, *end);
    }
  for (guint i = 0; i < posts->len; i++)
    play (get_post (posts, i), random);

  return posts;
}
