/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups posts as they come. Each is compared with the posts of the window, which are the latest ones of the stories
 * that are still open, by an inverted index: what one costs depends on the size of the window alone. */
#include "topics/rd-grouping-private.h"

#include "base/rd-string.h"
#include "topics/rd-housekeeping.h"

/**
 * rd_place_free:
 * @self: (nullable): a place
 */
void
rd_place_free (RdPlace *self)
{
  if (self == NULL)
    return;

  g_free (self->topic_id);
  g_strfreev (self->why);
  g_free (self);
}

static void
free_blog (gpointer data)
{
  Blog *blog = data;

  g_free (blog->id);
  rd_term_counts_free (blog->counts);
  g_free (blog);
}

/**
 * rd_grouping_new:
 * @language: the language of the posts, which must outlive the grouping
 *
 * Returns: (transfer full): a grouping without stories
 */
RdGrouping *
rd_grouping_new (RdLanguage *language)
{
  RdGrouping *self = g_new0 (RdGrouping, 1);

  self->language = language;
  self->reader = rd_reader_new (language);
  self->blogs = g_ptr_array_new_with_free_func (free_blog);
  self->open = g_ptr_array_new_with_free_func (rd_grouping_free_topic);
  self->window_index = rd_index_new ();
  self->slots = g_hash_table_new (g_str_hash, g_str_equal);
  self->closed_index = rd_index_new ();

  return self;
}

/**
 * rd_grouping_free:
 * @self: (nullable): a grouping
 */
void
rd_grouping_free (RdGrouping *self)
{
  if (self == NULL)
    return;

  rd_reader_free (self->reader);
  g_ptr_array_unref (self->blogs);
  g_ptr_array_unref (self->open);
  for (guint i = 0; i < WINDOW_POSTS; i++)
    rd_grouping_clear_member (&self->window[i]);
  rd_index_free (self->window_index);
  g_hash_table_unref (self->slots);
  for (guint i = 0; i < MAX_CLOSED_TOPICS; i++)
    rd_grouping_clear_closed (&self->closed[i]);
  rd_index_free (self->closed_index);
  g_free (self);
}

static Topic *
open_topic (RdGrouping *self,
            char       *taken_id)
{
  Topic *topic = g_new0 (Topic, 1);

  topic->id = taken_id;
  g_ptr_array_add (self->open, topic);

  return topic;
}

static void
join_topic (RdGrouping *self,
            Topic      *topic,
            RdEntry    *entry,
            RdReading  *reading,
            gint64      now)
{
  rd_grouping_put_member (self, self->n_posts % WINDOW_POSTS, entry->id, topic, reading->vector);

  /* |s + m|² = |s|² + 2 s·m + |m|² */
  topic->square += 2 * topic->product + (reading->vector->len > 0 ? 1 : 0);
  topic->latest = self->n_posts;
  topic->time = now;
}

/* Remembers a blog, in place of the one that has been silent for longest where there are too many. */
Blog *
rd_grouping_add_blog (RdGrouping *self,
                      const char *id)
{
  Blog *blog = g_new0 (Blog, 1);

  if (self->blogs->len == MAX_BLOGS)
    g_ptr_array_remove_index (self->blogs, 0);
  blog->id = g_strdup (id);
  blog->counts = rd_term_counts_new ();
  g_ptr_array_add (self->blogs, blog);

  return blog;
}

static Blog *
get_blog (RdGrouping *self,
          const char *id)
{

  for (guint i = self->blogs->len; i-- > 0;)
    {
      Blog *blog = self->blogs->pdata[i];

      if (g_str_equal (blog->id, id))
        {
          g_ptr_array_add (self->blogs, g_ptr_array_steal_index (self->blogs, i));
          return blog;
        }
    }

  return rd_grouping_add_blog (self, id);
}

static Topic *
find_open_topic (RdGrouping *self,
                 const char *id)
{
  for (guint i = 0; i < self->open->len; i++)
    if (g_str_equal (((Topic *) self->open->pdata[i])->id, id))
      return self->open->pdata[i];

  return NULL;
}

/* Where a post belonged according to what was kept: a story that is open, one to be reopened, or a new one. */
static Topic *
find_topic (RdGrouping *self,
            const char *id)
{
  Topic *topic = find_open_topic (self, id);

  for (guint i = 0; i < MAX_CLOSED_TOPICS && topic == NULL; i++)
    if (self->closed[i].topic != NULL && g_str_equal (self->closed[i].topic->id, id))
      topic = rd_grouping_reopen (self, i);

  return topic != NULL ? topic : open_topic (self, g_strdup (id));
}

static Topic *
judge (RdGrouping *self,
       RdEntry    *entry,
       RdReading  *reading,
       const Blog *blog,
       gint64      now)
{
  Topic *topic = rd_grouping_choose (self, entry, reading, blog, now);

  if (topic == NULL)
    topic = rd_grouping_choose_closed (self, reading);

  return topic != NULL ? topic : open_topic (self, rd_string_hash (16, "topic", entry->id, NULL));
}

/* Takes a post in: into the story with that id or, without one, where it looks to belong. */
static void
take_in (RdGrouping *self,
         RdEntry    *entry,
         const char *topic_id,
         RdPlace    *place)
{
  Blog *blog = get_blog (self, entry->blog_id);
  const gint64 now = entry->published != NULL ? g_date_time_to_unix (entry->published) : UNKNOWN_TIME;
  g_autoptr (RdReading) reading = NULL;
  Topic *topic;

  self->n_posts++;
  rd_grouping_close_old (self, now);
  rd_grouping_clear_slot (self, self->n_posts % WINDOW_POSTS);

  reading = rd_reader_read (self->reader, entry, blog->counts);
  rd_grouping_compare (self, entry, reading);
  topic = topic_id != NULL ? find_topic (self, topic_id) : judge (self, entry, reading, blog, now);
  if (place != NULL)
    {
      place->topic_id = g_strdup (topic->id);
      place->why = rd_grouping_give_reasons (self, topic, reading);
    }
  join_topic (self, topic, entry, reading, now);

  blog->latest = self->n_posts;
  blog->time = now;
}

/**
 * rd_grouping_add:
 * @self: a grouping
 * @entry: a post that it does not have yet
 *
 * Says where a post belongs, and keeps that in mind for those that follow. Posts are added in the order of their times.
 *
 * Returns: (transfer full): its place
 */
RdPlace *
rd_grouping_add (RdGrouping *self,
                 RdEntry    *entry)
{
  RdPlace *place = g_new0 (RdPlace, 1);

  if (rd_housekeeping_is (entry, self->language))
    {
      rd_grouping_follow (self, entry, NULL);
      place->why = g_new0 (char *, 1);
    }
  else
    {
      take_in (self, entry, NULL, place);
    }

  return place;
}

/**
 * rd_grouping_follow:
 * @self: a grouping
 * @entry: a post that it does not have yet
 * @topic_id: (nullable): the story that it was given then; %NULL where it belongs to none
 *
 * Takes in a post whose place is known already. After that the grouping is as it was when that place was given.
 */
void
rd_grouping_follow (RdGrouping *self,
                    RdEntry    *entry,
                    const char *topic_id)
{
  if (topic_id != NULL)
    take_in (self, entry, topic_id, NULL);
  else
    get_blog (self, entry->blog_id)->latest = 0;
}

/* The number of the post in a slot. */
static guint64
get_number (RdGrouping *self,
            guint       slot)
{
  return self->n_posts - (self->n_posts % WINDOW_POSTS + WINDOW_POSTS - slot) % WINDOW_POSTS;
}

/**
 * rd_grouping_move:
 * @self: a grouping
 * @entry: a post that it has
 * @topic_id: (nullable): the story that the reader puts it into, perhaps a new one; %NULL for none
 *
 * Takes a post out of its story, and into another. What comes later is compared with it there. Where it is no longer
 * among the posts that are compared with, nothing changes.
 */
void
rd_grouping_move (RdGrouping *self,
                  RdEntry    *entry,
                  const char *topic_id)
{
  double products[WINDOW_POSTS] = { 0 };
  gpointer found;
  Member *member;
  Topic *from;
  Topic *to;
  guint slot;

  if (!g_hash_table_lookup_extended (self->slots, entry->id, NULL, &found))
    return;
  slot = GPOINTER_TO_UINT (found);
  member = &self->window[slot];
  from = member->topic;
  if (g_strcmp0 (from->id, topic_id) == 0)
    return;

  rd_index_compare (self->window_index, member->vector, products);
  rd_grouping_subtract_member (self, slot, products);
  if (topic_id != NULL)
    {
      to = find_topic (self, topic_id);
      /* |s + m|² = |s|² + 2 s·m + |m|² */
      for (guint i = 0; i < WINDOW_POSTS; i++)
        if (self->window[i].topic == to)
          to->square += 2 * products[i];
      to->square += products[slot];
      to->n_members++;
      member->topic = to;
      if (get_number (self, slot) > to->latest)
        {
          to->latest = get_number (self, slot);
          to->time = entry->published != NULL ? g_date_time_to_unix (entry->published) : UNKNOWN_TIME;
        }
    }
  else
    {
      rd_grouping_remove_member (self, slot);
    }
  if (from->n_members == 0)
    g_ptr_array_remove (self->open, from);
}
