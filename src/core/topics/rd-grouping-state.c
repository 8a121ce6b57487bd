/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stories so far as bytes and back, exactly: a grouping that was saved and loaded goes on as if it had never
 * stopped. */
#include "topics/rd-grouping-private.h"

/* To be counted up whenever the numbers in the bytes come to mean something else, by another formula as much as by
 * another form. */
#define VERSION 1

#define VECTOR "a(td)"
#define TOPIC "(sdtx)"  /* id, square, latest, time */
#define MEMBER "(usu" VECTOR ")" /* slot, entry, place of its topic among the open ones, vector */
#define CLOSED "(u" TOPIC VECTOR ")" /* slot, topic, vector */
#define BLOG "(stx(ua(tu)))" /* id, latest, time, counts */
#define FORM "(utta" TOPIC "a" MEMBER "a" CLOSED "a" BLOG ")" /* version, posts, closed stories ever, … */

static GVariant *
write_vector (GArray *vector)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (VECTOR));

  for (guint i = 0; i < vector->len; i++)
    {
      const RdTerm *term = &g_array_index (vector, RdTerm, i);

      g_variant_builder_add (&builder, "(td)", term->term, term->weight);
    }

  return g_variant_builder_end (&builder);
}

static GArray *
read_vector (GVariant *variant)
{
  GArray *vector = g_array_new (FALSE, FALSE, sizeof (RdTerm));
  g_autoptr (GVariantIter) iter = g_variant_iter_new (variant);
  RdTerm term;

  while (g_variant_iter_next (iter, "(td)", &term.term, &term.weight))
    g_array_append_val (vector, term);

  return vector;
}

static GVariant *
write_topic (const Topic *topic)
{
  return g_variant_new (TOPIC, topic->id, topic->square, topic->latest, topic->time);
}

static Topic *
read_topic (GVariant *variant)
{
  Topic *topic = g_new0 (Topic, 1);

  g_variant_get (variant, TOPIC, &topic->id, &topic->square, &topic->latest, &topic->time);

  return topic;
}

/**
 * rd_grouping_save:
 * @self: a grouping
 *
 * Returns: (transfer full): all that it knows, for rd_grouping_load()
 */
GBytes *
rd_grouping_save (RdGrouping *self)
{
  g_auto (GVariantBuilder) open = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a" TOPIC));
  g_auto (GVariantBuilder) members = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a" MEMBER));
  g_auto (GVariantBuilder) closed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a" CLOSED));
  g_auto (GVariantBuilder) blogs = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a" BLOG));
  g_autoptr (GVariant) variant = NULL;

  for (guint i = 0; i < self->open->len; i++)
    g_variant_builder_add_value (&open, write_topic (self->open->pdata[i]));
  for (guint i = 0; i < WINDOW_POSTS; i++)
    {
      const Member *member = &self->window[i];
      guint place;

      if (member->topic != NULL && g_ptr_array_find (self->open, member->topic, &place))
        g_variant_builder_add (&members, "(usu@" VECTOR ")", i, member->entry_id, place, write_vector (member->vector));
    }
  for (guint i = 0; i < MAX_CLOSED_TOPICS; i++)
    if (self->closed[i].topic != NULL)
      g_variant_builder_add (&closed, "(u@" TOPIC "@" VECTOR ")", i, write_topic (self->closed[i].topic),
                             write_vector (self->closed[i].vector));
  for (guint i = 0; i < self->blogs->len; i++)
    {
      const Blog *blog = self->blogs->pdata[i];

      g_variant_builder_add (&blogs, "(stx@(ua(tu)))", blog->id, blog->latest, blog->time,
                             rd_term_counts_write (blog->counts));
    }

  variant = g_variant_ref_sink (g_variant_new ("(utt@a" TOPIC "@a" MEMBER "@a" CLOSED "@a" BLOG ")", VERSION, self->n_posts,
                                               (guint64) self->n_closed, g_variant_builder_end (&open),
                                               g_variant_builder_end (&members), g_variant_builder_end (&closed),
                                               g_variant_builder_end (&blogs)));

  return g_variant_get_data_as_bytes (variant);
}

static gboolean
read_members (RdGrouping *self,
              GVariant   *members)
{
  for (gsize i = 0; i < g_variant_n_children (members); i++)
    {
      g_autoptr (GVariant) member = g_variant_get_child_value (members, i);
      g_autoptr (GVariant) vector_variant = NULL;
      g_autoptr (GArray) vector = NULL;
      const char *entry_id;
      guint slot;
      guint place;

      g_variant_get (member, "(u&su@" VECTOR ")", &slot, &entry_id, &place, &vector_variant);
      if (slot >= WINDOW_POSTS || self->window[slot].topic != NULL || place >= self->open->len)
        return FALSE;
      vector = read_vector (vector_variant);
      rd_grouping_put_member (self, slot, entry_id, self->open->pdata[place], vector);
    }

  return TRUE;
}

static gboolean
read_closed (RdGrouping *self,
             GVariant   *closed)
{
  for (gsize i = 0; i < g_variant_n_children (closed); i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (closed, i);
      g_autoptr (GVariant) topic = NULL;
      g_autoptr (GVariant) vector_variant = NULL;
      g_autoptr (GArray) vector = NULL;
      guint slot;

      g_variant_get (one, "(u@" TOPIC "@" VECTOR ")", &slot, &topic, &vector_variant);
      if (slot >= MAX_CLOSED_TOPICS || self->closed[slot].topic != NULL)
        return FALSE;
      vector = read_vector (vector_variant);
      rd_grouping_put_closed (self, slot, read_topic (topic), vector);
    }

  return TRUE;
}

static void
read_blogs (RdGrouping *self,
            GVariant   *blogs)
{
  for (gsize i = 0; i < g_variant_n_children (blogs); i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (blogs, i);
      g_autoptr (GVariant) counts = NULL;
      const char *id;
      guint64 latest;
      gint64 time;
      Blog *blog;

      g_variant_get (one, "(&stx@(ua(tu)))", &id, &latest, &time, &counts);
      blog = rd_grouping_add_blog (self, id);
      blog->latest = latest;
      blog->time = time;
      rd_term_counts_read (blog->counts, counts);
    }
}

/**
 * rd_grouping_load:
 * @language: the language of the posts, which must outlive the grouping
 * @bytes: what rd_grouping_save() gave
 *
 * Returns: (transfer full) (nullable): the grouping as it was, or %NULL where @bytes are not of this release; it is
 *   then to be made anew, by rd_grouping_follow()
 */
RdGrouping *
rd_grouping_load (RdLanguage *language,
                  GBytes     *bytes)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FORM), bytes, FALSE));
  g_autoptr (RdGrouping) self = NULL;
  g_autoptr (GVariant) open = NULL;
  g_autoptr (GVariant) members = NULL;
  g_autoptr (GVariant) closed = NULL;
  g_autoptr (GVariant) blogs = NULL;
  guint version;
  guint64 n_posts;
  guint64 n_closed;

  if (!g_variant_is_normal_form (variant))
    return NULL;
  g_variant_get (variant, "(utt@a" TOPIC "@a" MEMBER "@a" CLOSED "@a" BLOG ")", &version, &n_posts, &n_closed,
                 &open, &members, &closed, &blogs);
  if (version != VERSION)
    return NULL;

  self = rd_grouping_new (language);
  self->n_posts = n_posts;
  self->n_closed = n_closed;
  for (gsize i = 0; i < g_variant_n_children (open); i++)
    {
      g_autoptr (GVariant) topic = g_variant_get_child_value (open, i);

      g_ptr_array_add (self->open, read_topic (topic));
    }
  read_blogs (self, blogs);

  return read_members (self, members) && read_closed (self, closed) ? g_steal_pointer (&self) : NULL;
}
