/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which story a post belongs to, and why. */
#include "topics/rd-grouping-private.h"

#include "topics/rd-link-model.h"

#include <math.h>

/* The least cosine at which a post reopens a closed story rather than opening one of its own. */
#define REOPEN_COSINE 0.45

/* What is assumed of two posts in a row where times are unknown. */
#define USUAL_GAP_MINUTES 5

/* How many terms may be given for a membership. */
#define MAX_REASONS 5

static double
get_cosine (const Topic *topic)
{
  return topic->square > 1e-9 ? topic->product / sqrt (topic->square) : 0;
}

/* Finds out how like each open story the post at hand is. */
void
rd_grouping_compare (RdGrouping *self,
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

/* Returns: (nullable): the open story that the post at hand belongs to, if any */
Topic *
rd_grouping_choose (RdGrouping *self,
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

/* Returns: (nullable): the closed story that the post at hand goes on with, opened again, if any */
Topic *
rd_grouping_choose_closed (RdGrouping *self,
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

  return rd_grouping_reopen (self, best);
}

/* Why a post belongs to a story that it is about to join: what each of its terms adds to its likeness to the posts
 * there, or, where there are none, what it tells itself. */
GStrv
rd_grouping_give_reasons (RdGrouping  *self,
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
  g_array_sort (terms, rd_grouping_compare_terms);

  return rd_reading_quote (reading, terms, MAX_REASONS);
}
