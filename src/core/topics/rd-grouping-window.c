/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The posts that others are compared with, and the stories that are closed: who comes in, and who has to leave. */
#include "topics/rd-grouping-private.h"

#include <math.h>

/* A story closes after a day without posts. */
#define CLOSING_MINUTES (24 * 60)

void
rd_grouping_clear_member (Member *member)
{
  member->topic = NULL;
  g_clear_pointer (&member->entry_id, g_free);
  g_clear_pointer (&member->vector, g_array_unref);
}

void
rd_grouping_free_topic (gpointer data)
{
  Topic *topic = data;

  g_free (topic->id);
  g_free (topic);
}

void
rd_grouping_clear_closed (Closed *closed)
{
  g_clear_pointer (&closed->topic, rd_grouping_free_topic);
  g_clear_pointer (&closed->vector, g_array_unref);
}

/* The strongest first. */
int
rd_grouping_compare_terms (gconstpointer a,
                           gconstpointer b)
{
  const RdTerm *one = a;
  const RdTerm *other = b;

  if (one->weight != other->weight)
    return one->weight > other->weight ? -1 : 1;
  return one->term < other->term ? -1 : one->term > other->term;
}

void
rd_grouping_remove_member (RdGrouping *self,
                           guint       slot)
{
  Member *member = &self->window[slot];

  rd_index_remove (self->window_index, slot, member->vector);
  g_hash_table_remove (self->slots, member->entry_id);
  rd_grouping_clear_member (member);
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

  g_array_sort (sum, rd_grouping_compare_terms);
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
  rd_grouping_clear_closed (closed);
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
      rd_grouping_remove_member (self, i);

  forget_closed (self, slot);
  g_ptr_array_find (self->open, topic, &at);
  rd_grouping_put_closed (self, slot, g_ptr_array_steal_index (self->open, at), vector);
  topic->n_members = 0;
  topic->square = 0;
  topic->product = 0;
}

/* Closes the stories that have had no post for long; @now: the time of the post to come. */
void
rd_grouping_close_old (RdGrouping *self,
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
void
rd_grouping_subtract_member (RdGrouping   *self,
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
void
rd_grouping_clear_slot (RdGrouping *self,
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
  rd_grouping_subtract_member (self, slot, products);
  rd_grouping_remove_member (self, slot);
}

/* Opens the story in a slot among the closed ones. */
Topic *
rd_grouping_reopen (RdGrouping *self,
                    guint       slot)
{
  Closed *closed = &self->closed[slot];
  Topic *topic = g_steal_pointer (&closed->topic);

  rd_index_remove (self->closed_index, slot, closed->vector);
  rd_grouping_clear_closed (closed);
  g_ptr_array_add (self->open, topic);

  return topic;
}
