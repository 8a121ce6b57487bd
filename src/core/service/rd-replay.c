/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Picks the state of each post at a moment, from a plan of all that happens. */
#include "service/rd-replay.h"

#include "service/rd-replay-plan.h"

struct _RdReplay
{
  RdBlog *final;
  GPtrArray *posts; /* (element-type RdReplayPost): in the order of the live blog */
  gint64 start;
  gint64 end;
};

static const RdReplayPost *
get_post (RdReplay *self,
          guint     i)
{
  return self->posts->pdata[i];
}

/**
 * rd_replay_new:
 * @final: a live blog as it stands in the end
 * @seed: from what number to make up what no final state tells: edits, deletions and pins; with 0 nothing is made up,
 *   and posts just appear at their times
 *
 * The same live blog and number always give the same replay.
 *
 * Returns: (transfer full): a replay
 */
RdReplay *
rd_replay_new (RdBlog  *final,
               guint32  seed)
{
  RdReplay *self = g_atomic_rc_box_new0 (RdReplay);

  self->final = rd_blog_ref (final);
  self->posts = rd_replay_plan (final, seed, &self->start, &self->end);

  return self;
}

/**
 * rd_replay_ref:
 * @self: a replay
 *
 * Returns: (transfer full): @self
 */
RdReplay *
rd_replay_ref (RdReplay *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_replay (gpointer data)
{
  RdReplay *self = data;

  rd_blog_unref (self->final);
  g_ptr_array_unref (self->posts);
}

/**
 * rd_replay_unref:
 * @self: (transfer full): a replay
 */
void
rd_replay_unref (RdReplay *self)
{
  g_atomic_rc_box_release_full (self, clear_replay);
}

/**
 * rd_replay_get_start:
 * @self: a replay
 *
 * Returns: (transfer full): when the first post appears
 */
GDateTime *
rd_replay_get_start (RdReplay *self)
{
  return g_date_time_new_from_unix_utc_usec (self->start);
}

/**
 * rd_replay_get_end:
 * @self: a replay
 *
 * Returns: (transfer full): from when on nothing happens any more
 */
GDateTime *
rd_replay_get_end (RdReplay *self)
{
  return g_date_time_new_from_unix_utc_usec (self->end);
}

/* Returns: (nullable) (transfer none): the post at a moment, if it is there */
static RdEntry *
find_entry (const RdReplayPost *post,
            gint64              time)
{
  RdEntry *entry = NULL;

  for (guint i = 0; i < post->states->len && time < post->gone; i++)
    if (g_array_index (post->states, RdReplayState, i).from <= time)
      entry = g_array_index (post->states, RdReplayState, i).entry;

  return entry;
}

/**
 * rd_replay_at:
 * @self: a replay
 * @time: a moment
 *
 * Returns: (transfer full): the live blog at that moment, with all of its posts; the same ids all along, and from the
 *   end on as it was given
 */
RdBlog *
rd_replay_at (RdReplay  *self,
              GDateTime *time)
{
  const gint64 moment = g_date_time_to_unix_usec (time);
  RdBlog *blog = rd_blog_new ();

  blog->id = g_strdup (self->final->id);
  blog->title = g_strdup (self->final->title);
  blog->url = g_strdup (self->final->url);
  blog->publisher = g_strdup (self->final->publisher);
  blog->language = g_strdup (self->final->language);
  blog->series = g_strdup (self->final->series);
  blog->live = moment < self->end || self->final->live;
  blog->ended = moment >= self->end && self->final->ended;
  blog->complete = TRUE;
  blog->contiguous = TRUE;
  blog->marks_key_events = self->final->marks_key_events;
  for (guint i = 0; i < self->posts->len; i++)
    {
      RdEntry *entry = find_entry (get_post (self, i), moment);

      if (entry != NULL)
        g_ptr_array_add (blog->entries, rd_entry_ref (entry));
    }

  return blog;
}

static void
free_change (gpointer data)
{
  RdReplayChange *change = data;

  g_date_time_unref (change->time);
  rd_entry_unref (change->entry);
  g_free (change);
}

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  const RdReplayChange *one = *(RdReplayChange *const *) a;
  const RdReplayChange *other = *(RdReplayChange *const *) b;

  return g_date_time_compare (one->time, other->time);
}

static void
add_change (GPtrArray    *changes,
            RdReplayKind  kind,
            gint64        time,
            RdEntry      *entry)
{
  RdReplayChange *change = g_new0 (RdReplayChange, 1);

  change->kind = kind;
  change->time = g_date_time_new_from_unix_utc_usec (time);
  change->entry = rd_entry_ref (entry);
  g_ptr_array_add (changes, change);
}

/**
 * rd_replay_list_changes:
 * @self: a replay
 * @after: (nullable): what happens at this moment or before is left out
 * @until: (nullable): what happens later is left out
 *
 * Returns: (transfer container) (element-type RdReplayChange): what happens, in the order of time
 */
GPtrArray *
rd_replay_list_changes (RdReplay  *self,
                        GDateTime *after,
                        GDateTime *until)
{
  const gint64 from = after != NULL ? g_date_time_to_unix_usec (after) : G_MININT64;
  const gint64 to = until != NULL ? g_date_time_to_unix_usec (until) : G_MAXINT64 - 1;
  GPtrArray *changes = g_ptr_array_new_with_free_func (free_change);

  for (guint i = 0; i < self->posts->len; i++)
    {
      const RdReplayPost *post = get_post (self, i);

      for (guint j = 0; j < post->states->len; j++)
        {
          const RdReplayState *state = &g_array_index (post->states, RdReplayState, j);

          if (state->from > from && state->from <= to)
            add_change (changes, state->kind, state->from, state->entry);
        }
      if (post->gone > from && post->gone <= to)
        add_change (changes, RD_REPLAY_DELETED, post->gone, post->final);
    }
  g_ptr_array_sort (changes, compare_changes);

  return changes;
}

/**
 * rd_replay_count_wordings:
 * @self: a replay
 * @entry_id: the id of a post, also of one that will be gone
 *
 * Returns: how many different wordings the post will have had; 0 where there is no such post
 */
guint
rd_replay_count_wordings (RdReplay   *self,
                          const char *entry_id)
{
  for (guint i = 0; i < self->posts->len; i++)
    if (g_str_equal (get_post (self, i)->final->id, entry_id))
      return 1 + get_post (self, i)->n_edits;

  return 0;
}

/**
 * rd_replay_list_deleted:
 * @self: a replay
 *
 * Returns: (transfer full): the ids of the posts that will be gone in the end
 */
GStrv
rd_replay_list_deleted (RdReplay *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < self->posts->len; i++)
    if (get_post (self, i)->invented)
      g_strv_builder_add (ids, get_post (self, i)->final->id);

  return g_strv_builder_end (ids);
}
