/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups posts as they come. Each is compared with the posts of the window, which are the latest ones of the stories
 * that are still open, by an inverted index: what one costs depends on the size of the window alone. */
#include "topics/rd-grouping-private.h"

#include "base/rd-string.h"
#include "topics/rd-housekeeping.h"
#include "topics/rd-link-model.h"

#include <math.h>

/* The least cosine at which a post reopens a closed story rather than opening one of its own. */
#define REOPEN_COSINE 0.45

/* A story closes after a day without posts. */
#define CLOSING_MINUTES (24 * 60)

/* What is assumed of two posts in a row where times are unknown. */
#define USUAL_GAP_MINUTES 5

/* How many terms may be given for a membership. */
#define MAX_REASONS 5

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
free_topic (gpointer data)
{
  Topic *topic = data;

  g_free (topic->id);
  g_free (topic);
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
  self->open = g_ptr_array_new_with_free_func (free_topic);
  self->window_index = rd_index_new ();
  self->slots = g_hash_table_new (g_str_hash, g_str_equal);
  self->closed_index = rd_index_new ();

  return self;
}

static void
clear_member (Member *member)
{
  member->topic = NULL;
  g_clear_pointer (&member->entry_id, g_free);
  g_clear_pointer (&member->vector, g_array_unref);
}

static void
clear_closed (Closed *closed)
{
  g_clear_pointer (&closed->topic, free_topic);
  g_clear_pointer (&closed->vector, g_array_unref);
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
    clear_member (&self->window[i]);
  rd_index_free (self->window_index);
  g_hash_table_unref (self->slots);
  for (guint i = 0; i < MAX_CLOSED_TOPICS; i++)
    clear_closed (&self->closed[i]);
  rd_index_free (self->closed_index);
  g_free (self);
}

/* ---- the window */

static int
compare_terms (gconstpointer a,
               gconstpointer b)
{
  const RdTerm *one = a;
  const RdTerm *other = b;

  if (one->weight != other->weight)
    return one->weight > other->weight ? -1 : 1;
  return one->term < other->term ? -1 : one->term > other->term;
}

static void
remove_member (RdGrouping *self,
               guint       slot)
{
  Member *member = &self->window[slot];

  rd_index_remove (self->window_index, slot, member->vector);
  g_hash_table_remove (self->slots, member->entry_id);
  clear_member (member);
}

/* Puts a post into a free slot of the window. */
void
rd_grouping_put_member (RdGrouping *self,
                        guint       slot,
                        const char *entry_id,
                        Topic      *topic,
                        GArray     *vector)
{
  Member *member = &self->window[slot];

  member->entry_id = g_strdup (entry_id);
  member->topic = topic;
  member->vector = g_array_ref (vector);
  topic->n_members++;
  rd_index_add (self->window_index, slot, member->vector);
  g_hash_table_replace (self->slots, member->entry_id, GUINT_TO_POINTER (slot));
}

/* Puts a story, which it takes over, into a free slot among the closed ones. */
void
rd_grouping_put_closed (RdGrouping *self,
                        guint       slot,
                        Topic      *topic,
                        GArray     *vector)
{
  Closed *closed = &self->closed[slot];

  closed->topic = topic;
  closed->vector = g_array_ref (vector);
  rd_index_add (self->closed_index, slot, closed->vector);
}

/* The strongest terms of the sum of a story's members, made a vector of length 1. */
static GArray *
sum_up (RdGrouping *self,
        Topic      *topic)
{
  GArray *sum = g_array_new (FALSE, FALSE, sizeof (RdTerm));
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  double square = 0;

  for (guint slot = 0; slot < WINDOW_POSTS; slot++)
    for (guint i = 0; self->window[slot].topic == topic && i < self->window[slot].vector->len; i++)
      {
        const RdTerm *term = &g_array_index (self->window[slot].vector, RdTerm, i);
        guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &term->term));

        if (place > 0)
          {
            g_array_index (sum, RdTerm, place - 1).weight += term->weight;
            continue;
          }
        g_array_append_val (sum, *term);
        g_hash_table_insert (places, (gpointer) &term->term, GUINT_TO_POINTER (sum->len));
      }

  g_array_sort (sum, compare_terms);
  g_array_set_size (sum, MIN (sum->len, MAX_CLOSED_TERMS));
  for (guint i = 0; i < sum->len; i++)
    square += g_array_index (sum, RdTerm, i).weight * g_array_index (sum, RdTerm, i).weight;
  for (guint i = 0; i < sum->len; i++)
    g_array_index (sum, RdTerm, i).weight /= sqrt (square);

  return sum;
}

static void
forget_closed (RdGrouping *self,
               guint       slot)
{
  Closed *closed = &self->closed[slot];

  if (closed->topic == NULL)
    return;

  rd_index_remove (self->closed_index, slot, closed->vector);
  clear_closed (closed);
}

static void
close_topic (RdGrouping *self,
             Topic      *topic)
{
  guint slot = self->n_closed++ % MAX_CLOSED_TOPICS;
  g_autoptr (GArray) vector = sum_up (self, topic);
  guint at;

  for (guint i = 0; i < WINDOW_POSTS; i++)
    if (self->window[i].topic == topic)
      remove_member (self, i);

  forget_closed (self, slot);
  g_ptr_array_find (self->open, topic, &at);
  rd_grouping_put_closed (self, slot, g_ptr_array_steal_index (self->open, at), vector);
  topic->n_members = 0;
  topic->square = 0;
  topic->product = 0;
}

/* Minutes from the post numbered @earlier to the post at hand. */
static double
get_gap (RdGrouping *self,
         guint64     earlier,
         gint64      earlier_time,
         gint64      now)
{
  if (earlier_time == UNKNOWN_TIME || now == UNKNOWN_TIME)
    return USUAL_GAP_MINUTES * (double) (self->n_posts - earlier);

  return ABS (now - earlier_time) / 60.0;
}

static void
close_old_topics (RdGrouping *self,
                  gint64      now)
{
  for (guint i = self->open->len; now != UNKNOWN_TIME && i-- > 0;)
    {
      Topic *topic = self->open->pdata[i];

      if (topic->time != UNKNOWN_TIME && (now - topic->time) / 60 > CLOSING_MINUTES)
        close_topic (self, topic);
    }
}

/* Takes a member out of its story's sum; @products: of it and each post of the window. */
static void
subtract_member (RdGrouping   *self,
                 guint         slot,
                 const double *products)
{
  Topic *topic = self->window[slot].topic;

  /* |s - m|² = |s|² - 2 s·m + |m|² */
  for (guint i = 0; i < WINDOW_POSTS; i++)
    if (self->window[i].topic == topic)
      topic->square -= 2 * products[i];
  topic->square += products[slot];
  topic->n_members--;
}

/* Makes the slot of the post to come free. */
static void
clear_slot (RdGrouping *self,
            guint       slot)
{
  Member *member = &self->window[slot];
  Topic *topic = member->topic;
  double products[WINDOW_POSTS] = { 0 };

  if (topic == NULL)
    return;
  if (topic->n_members == 1)
    {
      close_topic (self, topic);
      return;
    }

  rd_index_compare (self->window_index, member->vector, products);
  subtract_member (self, slot, products);
  remove_member (self, slot);
}

/* ---- choosing */

static double
get_cosine (const Topic *topic)
{
  return topic->square > 1e-9 ? topic->product / sqrt (topic->square) : 0;
}

static void
compare_with_topics (RdGrouping *self,
                     RdEntry    *entry,
                     RdReading  *reading)
{
  double products[WINDOW_POSTS] = { 0 };
  double sum = 0;

  for (guint i = 0; i < self->open->len; i++)
    {
      Topic *topic = self->open->pdata[i];

      topic->product = 0;
      topic->closest = 0;
      topic->refers = FALSE;
    }

  rd_index_compare (self->window_index, reading->vector, products);
  for (guint i = 0; i < WINDOW_POSTS; i++)
    if (self->window[i].topic != NULL)
      {
        Topic *topic = self->window[i].topic;

        topic->product += products[i];
        topic->closest = MAX (topic->closest, products[i]);
        sum += products[i];
      }
  self->ambient = sum / MAX (1, g_hash_table_size (self->slots));

  self->nearest = NULL;
  self->second_cosine = 0;
  for (guint i = 0; i < self->open->len; i++)
    {
      const Topic *topic = self->open->pdata[i];

      if (self->nearest == NULL || get_cosine (topic) > get_cosine (self->nearest))
        {
          self->second_cosine = self->nearest != NULL ? get_cosine (self->nearest) : 0;
          self->nearest = topic;
        }
      else
        self->second_cosine = MAX (self->second_cosine, get_cosine (topic));
    }

  for (guint i = 0; i < entry->refers_to->len; i++)
    {
      gpointer slot;

      if (g_hash_table_lookup_extended (self->slots, entry->refers_to->pdata[i], NULL, &slot))
        self->window[GPOINTER_TO_UINT (slot)].topic->refers = TRUE;
    }
}

static void
fill_link (RdGrouping *self,
           RdLink     *link,
           Topic      *topic,
           const Blog *blog,
           gint64      now)
{
  Topic *previous = NULL;

  if (blog->latest > 0 && self->n_posts - blog->latest < WINDOW_POSTS)
    previous = self->window[blog->latest % WINDOW_POSTS].topic;

  link->centroid = get_cosine (topic);
  link->closest = topic->closest;
  link->margin = link->centroid - (topic == self->nearest ? self->second_cosine : get_cosine (self->nearest));
  link->average = topic->product / topic->n_members;
  link->ambient = self->ambient;
  link->refers = topic->refers;
  link->gap = get_gap (self, topic->latest, topic->time, now);
  link->continues = topic == previous;
  link->previous_gap = link->continues ? get_gap (self, blog->latest, blog->time, now) : 0;
}

static Topic *
choose_topic (RdGrouping *self,
              RdEntry    *entry,
              RdReading  *reading,
              const Blog *blog,
              gint64      now)
{
  Topic *best = NULL;
  double best_logit = RD_LINK_THRESHOLD;

  for (guint i = 0; i < self->open->len; i++)
    {
      RdLink link = { .titled = entry->title != NULL, .n_words = reading->words->len };
      double logit;

      fill_link (self, &link, self->open->pdata[i], blog, now);
      logit = rd_link_get_logit (&link);
      if (logit >= best_logit)
        {
          best = self->open->pdata[i];
          best_logit = logit;
        }
    }

  return best;
}

static Topic *
reopen_closed (RdGrouping *self,
               guint       slot)
{
  Closed *closed = &self->closed[slot];
  Topic *topic = g_steal_pointer (&closed->topic);

  rd_index_remove (self->closed_index, slot, closed->vector);
  clear_closed (closed);
  g_ptr_array_add (self->open, topic);

  return topic;
}

static Topic *
reopen_topic (RdGrouping *self,
              RdReading  *reading)
{
  double products[MAX_CLOSED_TOPICS] = { 0 };
  guint best = 0;

  rd_index_compare (self->closed_index, reading->vector, products);
  for (guint i = 1; i < MAX_CLOSED_TOPICS; i++)
    if (products[i] > products[best])
      best = i;
  if (products[best] < REOPEN_COSINE)
    return NULL;

  return reopen_closed (self, best);
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

/* Why a post belongs to a story that it is about to join: what each of its terms adds to its likeness to the posts
 * there, or, where there are none, what it tells itself. */
static GStrv
give_reasons (RdGrouping  *self,
              const Topic *topic,
              RdReading   *reading)
{
  g_autoptr (GArray) terms = g_array_copy (reading->vector);

  for (guint i = 0; topic->n_members > 0 && i < terms->len; i++)
    {
      RdTerm *term = &g_array_index (terms, RdTerm, i);
      const GArray *postings = rd_index_get_postings (self->window_index, term->term);
      double sum = 0;

      for (guint j = 0; postings != NULL && j < postings->len; j++)
        {
          const RdPosting *posting = &g_array_index (postings, RdPosting, j);

          sum += self->window[posting->slot].topic == topic ? posting->weight : 0;
        }
      term->weight *= sum;
    }
  g_array_sort (terms, compare_terms);

  return rd_reading_quote (reading, terms, MAX_REASONS);
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
      topic = reopen_closed (self, i);

  return topic != NULL ? topic : open_topic (self, g_strdup (id));
}

static Topic *
judge (RdGrouping *self,
       RdEntry    *entry,
       RdReading  *reading,
       const Blog *blog,
       gint64      now)
{
  Topic *topic = choose_topic (self, entry, reading, blog, now);

  if (topic == NULL)
    topic = reopen_topic (self, reading);

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
  close_old_topics (self, now);
  clear_slot (self, self->n_posts % WINDOW_POSTS);

  reading = rd_reader_read (self->reader, entry, blog->counts);
  compare_with_topics (self, entry, reading);
  topic = topic_id != NULL ? find_topic (self, topic_id) : judge (self, entry, reading, blog, now);
  if (place != NULL)
    {
      place->topic_id = g_strdup (topic->id);
      place->why = give_reasons (self, topic, reading);
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
  subtract_member (self, slot, products);
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
      remove_member (self, slot);
    }
  if (from->n_members == 0)
    g_ptr_array_remove (self->open, from);
}
