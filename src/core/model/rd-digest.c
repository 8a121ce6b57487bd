/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest and its parts: their lives, and nothing else. */
#include "model/rd-digest.h"

G_DEFINE_BOXED_TYPE (RdDigest, rd_digest, rd_digest_ref, rd_digest_unref)

/**
 * rd_line_new:
 * @kind: what of the entry it is
 * @text: words that stand in the entry
 * @length: their length in bytes, or -1
 * @source: the entry that they stand in
 *
 * Returns: (transfer full): a line of a summary
 */
RdLine *
rd_line_new (RdLineKind     kind,
             const char    *text,
             gssize         length,
             RdDigestEntry *source)
{
  RdLine *self = g_new0 (RdLine, 1);

  self->kind = kind;
  self->text = length < 0 ? g_strdup (text) : g_strndup (text, length);
  self->source = source;

  return self;
}

/**
 * rd_line_free:
 * @self: (transfer full): a line
 */
void
rd_line_free (RdLine *self)
{
  g_free (self->text);
  g_free (self);
}

static void
free_entry (gpointer data)
{
  RdDigestEntry *self = data;

  rd_entry_unref (self->entry);
  g_strfreev (self->why);
  g_free (self);
}

static void
free_topic (gpointer data)
{
  RdTopic *self = data;

  g_free (self->id);
  g_free (self->label);
  g_free (self->subtitle);
  g_clear_pointer (&self->muted_until, g_date_time_unref);
  g_strfreev (self->terms);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->summary);
  g_ptr_array_unref (self->news);
  g_free (self);
}

static void
clear_digest (gpointer data)
{
  RdDigest *self = data;

  g_free (self->title);
  g_clear_pointer (&self->from, g_date_time_unref);
  g_clear_pointer (&self->to, g_date_time_unref);
  g_ptr_array_unref (self->summary);
  g_ptr_array_unref (self->topics);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->blogs);
  g_hash_table_unref (self->n_left_out);
  g_hash_table_unref (self->merged);
}

/**
 * rd_digest_new:
 *
 * Returns: (transfer full): a digest of nothing
 */
RdDigest *
rd_digest_new (void)
{
  RdDigest *self = g_atomic_rc_box_new0 (RdDigest);

  self->blogs = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_blog_unref);
  self->summary = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_line_free);
  self->topics = g_ptr_array_new_with_free_func (free_topic);
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  self->n_left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->merged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * rd_digest_ref:
 * @self: a digest
 *
 * Returns: (transfer full): @self
 */
RdDigest *
rd_digest_ref (RdDigest *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * rd_digest_unref:
 * @self: (transfer full): a digest
 */
void
rd_digest_unref (RdDigest *self)
{
  g_atomic_rc_box_release_full (self, clear_digest);
}

/**
 * rd_digest_add_topic:
 * @self: a digest that is still being put together
 *
 * Returns: (transfer none): a new last topic, for the caller to fill
 */
RdTopic *
rd_digest_add_topic (RdDigest *self)
{
  RdTopic *topic = g_new0 (RdTopic, 1);

  topic->entries = g_ptr_array_new ();
  topic->summary = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_line_free);
  topic->news = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_line_free);
  g_ptr_array_add (self->topics, topic);

  return topic;
}

/**
 * rd_digest_find_topic:
 * @self: a digest
 * @topic_id: the id of a topic
 *
 * Returns: (transfer none) (nullable): that topic, or the one that took it in; %NULL where the digest has no entry of it
 */
RdTopic *
rd_digest_find_topic (RdDigest   *self,
                      const char *topic_id)
{
  const char *target = g_hash_table_lookup (self->merged, topic_id);

  if (target != NULL)
    topic_id = target;
  for (guint i = 0; i < self->topics->len; i++)
    if (g_str_equal (((RdTopic *) self->topics->pdata[i])->id, topic_id))
      return self->topics->pdata[i];

  return NULL;
}

/**
 * rd_digest_add_entry:
 * @self: a digest that is still being put together
 * @entry: an entry of one of its live blogs
 * @topic: one of its topics
 *
 * Returns: (transfer none): the last of its entries now, and of @topic's, for the caller to fill
 */
RdDigestEntry *
rd_digest_add_entry (RdDigest *self,
                     RdEntry  *entry,
                     RdTopic  *topic)
{
  RdDigestEntry *placed = g_new0 (RdDigestEntry, 1);

  placed->entry = rd_entry_ref (entry);
  placed->topic = topic;
  placed->why = g_new0 (char *, 1);
  g_ptr_array_add (self->entries, placed);
  g_ptr_array_add (topic->entries, placed);

  return placed;
}
