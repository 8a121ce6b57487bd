/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns a post into a vector: (1 + ln tf) · √idf over stems, the heading and the first sentence counting for more. */
#include "topics/rd-reading.h"

#include "base/rd-string.h"

#include <math.h>
#include <string.h>

#define HEADING_WEIGHT 3.0
#define FIRST_SENTENCE_WEIGHT 1.5

/* A term that hardly any post has is more often a slip or a name in passing than what the post is about. */
#define MAX_IDF 8.0
#define MIN_IDF 0.1

/* A word of a lower one, which more than a twentieth of all posts have, is no reason for anything. */
#define MIN_REASON_IDF 3.0

/* After how many posts of a blog its own frequencies count for as much as those of all blogs. */
#define BACKGROUND_POSTS 100.0

/* Beyond that many posts the oldest count for less and less, and are forgotten. */
#define MAX_COUNTED_POSTS 1000

/* The rest of a longer text tells no more of what it is about. */
#define MAX_TEXT_BYTES (32 * 1024)

typedef struct
{
  guint64 term;
  guint n_posts;
} Count;

struct _RdReader
{
  RdLanguage *language;   /* (unowned) */
  GHashTable *dull_terms; /* (owned): those that any political post may have */
};

struct _RdTermCounts
{
  GHashTable *counts; /* (owned): the term of a Count to the Count */
  guint n_posts;
};

/**
 * rd_term_counts_new:
 *
 * Returns: (transfer full): counts of no posts
 */
RdTermCounts *
rd_term_counts_new (void)
{
  RdTermCounts *self = g_new0 (RdTermCounts, 1);

  self->counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  return self;
}

/**
 * rd_term_counts_free:
 * @self: counts
 */
void
rd_term_counts_free (RdTermCounts *self)
{
  g_hash_table_unref (self->counts);
  g_free (self);
}

/**
 * rd_term_counts_write:
 * @self: counts
 *
 * Returns: (transfer floating): them, of the type "(ua(tu))", for rd_term_counts_read()
 */
GVariant *
rd_term_counts_write (RdTermCounts *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(tu)"));
  GHashTableIter iter;
  const Count *count;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &count))
    g_variant_builder_add (&builder, "(tu)", count->term, count->n_posts);

  return g_variant_new ("(u@a(tu))", self->n_posts, g_variant_builder_end (&builder));
}

static void
put_count (RdTermCounts *self,
           guint64       term,
           guint         n_posts)
{
  Count *count = g_new0 (Count, 1);

  count->term = term;
  count->n_posts = n_posts;
  g_hash_table_replace (self->counts, &count->term, count);
}

/**
 * rd_term_counts_read:
 * @self: counts of no posts
 * @counts: what rd_term_counts_write() gave
 */
void
rd_term_counts_read (RdTermCounts *self,
                     GVariant     *counts)
{
  g_autoptr (GVariantIter) iter = NULL;
  guint64 term;
  guint n_posts;

  g_variant_get (counts, "(ua(tu))", &self->n_posts, &iter);
  while (g_variant_iter_next (iter, "(tu)", &term, &n_posts))
    put_count (self, term, n_posts);
}

static gboolean
halve_count (gpointer key,
             gpointer value,
             gpointer user_data)
{
  Count *count = value;

  count->n_posts /= 2;
  return count->n_posts == 0;
}

static void
count_terms (RdTermCounts *self,
             GArray       *vector)
{
  if (self->n_posts >= MAX_COUNTED_POSTS)
    {
      g_hash_table_foreach_remove (self->counts, halve_count, NULL);
      self->n_posts /= 2;
    }

  self->n_posts++;
  for (guint i = 0; i < vector->len; i++)
    {
      const guint64 term = g_array_index (vector, RdTerm, i).term;
      Count *count = g_hash_table_lookup (self->counts, &term);

      if (count != NULL)
        count->n_posts++;
      else
        put_count (self, term, 1);
    }
}

/* The idf of a term by the share of posts that have it, the background's and the blog's so far taken together. */
static double
adapt_idf (RdTermCounts *self,
           guint64       term,
           double        idf)
{
  const Count *count = g_hash_table_lookup (self->counts, &term);
  const double n_posts = BACKGROUND_POSTS * exp (-idf) + (count != NULL ? count->n_posts : 0);

  return CLAMP (-log (n_posts / (BACKGROUND_POSTS + self->n_posts)), MIN_IDF, MAX_IDF);
}

static gboolean
tells (RdReader     *self,
       const RdWord *word)
{
  return !word->stop && !word->number && word->span.length > 1
         && !g_hash_table_contains (self->dull_terms, &word->term);
}

static void
fill_vector (RdReading    *self,
             RdReader     *reader,
             RdTermCounts *counts,
             guint         heading_end,
             guint         first_end)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  double length = 0;

  for (guint i = 0; i < self->words->len; i++)
    {
      const RdWord *word = &g_array_index (self->words, RdWord, i);
      const double weight = word->span.start < heading_end ? HEADING_WEIGHT
                            : word->span.start < first_end ? FIRST_SENTENCE_WEIGHT
                                                           : 1;
      RdTerm term = { word->term, weight };
      guint place;

      if (!tells (reader, word))
        continue;

      place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &word->term));
      if (place > 0)
        {
          g_array_index (self->vector, RdTerm, place - 1).weight += weight;
          continue;
        }
      g_array_append_val (self->vector, term);
      g_hash_table_insert (places, (gpointer) &word->term, GUINT_TO_POINTER (self->vector->len));
    }

  for (guint i = 0; i < self->words->len; i++)
    {
      const RdWord *word = &g_array_index (self->words, RdWord, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &word->term));

      if (place > 0)
        {
          RdTerm *term = &g_array_index (self->vector, RdTerm, place - 1);

          term->weight = (1 + log (term->weight)) * sqrt (adapt_idf (counts, word->term, word->idf));
          length += term->weight * term->weight;
          g_hash_table_remove (places, &word->term);
        }
    }

  for (guint i = 0; i < self->vector->len; i++)
    g_array_index (self->vector, RdTerm, i).weight /= sqrt (length);
}

/**
 * rd_reader_new:
 * @language: the language of the posts, which must outlive the reader; its table "news-words" has words that tell
 *   nothing in a live blog
 *
 * Returns: (transfer full): a reader
 */
RdReader *
rd_reader_new (RdLanguage *language)
{
  RdReader *self = g_new0 (RdReader, 1);
  GHashTable *words = rd_language_get_table (language, "news-words");
  GHashTableIter iter;
  const char *word;

  self->language = language;
  self->dull_terms = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (words != NULL)
    {
      g_hash_table_iter_init (&iter, words);
      while (g_hash_table_iter_next (&iter, (gpointer *) &word, NULL))
        {
          const guint64 term = rd_language_get_term (language, word);

          g_hash_table_add (self->dull_terms, g_memdup2 (&term, sizeof term));
        }
    }

  return self;
}

/**
 * rd_reader_free:
 * @self: a reader
 */
void
rd_reader_free (RdReader *self)
{
  g_hash_table_unref (self->dull_terms);
  g_free (self);
}

/**
 * rd_reader_read:
 * @self: a reader
 * @entry: a post
 * @counts: those of the earlier posts of its blog; this one is added
 *
 * Returns: (transfer full): what the post is about
 */
RdReading *
rd_reader_read (RdReader     *self,
                RdEntry      *entry,
                RdTermCounts *counts)
{
  RdReading *reading = g_new0 (RdReading, 1);
  const char *heading = entry->title != NULL ? entry->title : "";
  g_autofree char *whole = g_strconcat (heading, "\n", rd_body_get_text (entry->body), NULL);
  g_autoptr (GArray) sentences = NULL;
  guint heading_end = strlen (heading);
  guint first_end = 0;

  reading->text = rd_string_cut (whole, MAX_TEXT_BYTES);
  reading->words = rd_language_read_words (self->language, reading->text, -1);
  reading->vector = g_array_new (FALSE, FALSE, sizeof (RdTerm));

  sentences = rd_language_read_sentences (self->language, reading->text);
  for (guint i = 0; i < sentences->len && first_end == 0; i++)
    {
      const RdSpan *sentence = &g_array_index (sentences, RdSpan, i);

      if (sentence->start > heading_end)
        first_end = sentence->start + sentence->length;
    }

  fill_vector (reading, self, counts, heading_end, first_end);
  count_terms (counts, reading->vector);

  return reading;
}

/**
 * rd_reading_free:
 * @self: a reading
 */
void
rd_reading_free (RdReading *self)
{
  g_free (self->text);
  g_array_unref (self->words);
  g_array_unref (self->vector);
  g_free (self);
}

/* How many of @terms stand side by side in the text from the word at @at on. */
static guint
count_run (RdReading  *self,
           GHashTable *terms,
           guint       at)
{
  guint end = at;

  for (; end < self->words->len; end++)
    {
      const RdWord *word = &g_array_index (self->words, RdWord, end);
      const RdWord *before = word - 1;

      if (!g_hash_table_contains (terms, &word->term))
        break;
      if (end > at
          && (word->span.start != before->span.start + before->span.length + 1
              || self->text[word->span.start - 1] != ' '))
        break;
    }

  return end - at;
}

/* Finds the longest run of @terms in which @term stands, the first where there are several. */
static guint
find_run (RdReading  *self,
          GHashTable *terms,
          guint64     term,
          guint      *start)
{
  guint longest = 0;

  for (guint at = 0; at < self->words->len;)
    {
      guint length = count_run (self, terms, at);

      for (guint i = at; i < at + length && length > longest; i++)
        if (g_array_index (self->words, RdWord, i).term == term)
          {
            longest = length;
            *start = at;
          }
      at += MAX (1, length);
    }

  return longest;
}

/**
 * rd_reading_quote:
 * @self: a reading
 * @terms: (element-type RdTerm): terms of it, strongest first
 * @n_terms: how many of them to take, at the most
 *
 * Writes terms as the text has them, those that stand side by side there as one.
 *
 * Returns: (transfer full): words and phrases, strongest first; no very common words
 */
GStrv
rd_reading_quote (RdReading *self,
                  GArray    *terms,
                  guint      n_terms)
{
  g_autoptr (GStrvBuilder) quotes = g_strv_builder_new ();
  g_autoptr (GHashTable) common = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) left = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->words->len; i++)
    {
      const RdWord *word = &g_array_index (self->words, RdWord, i);

      if (word->idf < MIN_REASON_IDF)
        g_hash_table_add (common, (gpointer) &word->term);
    }
  for (guint i = 0; i < terms->len && g_hash_table_size (left) < n_terms; i++)
    {
      const RdTerm *term = &g_array_index (terms, RdTerm, i);

      if (term->weight > 0 && !g_hash_table_contains (common, &term->term))
        g_hash_table_add (left, (gpointer) &term->term);
    }

  for (guint i = 0; i < terms->len && g_hash_table_size (left) > 0; i++)
    {
      guint start = 0;
      guint length = 0;
      const RdWord *words;
      guint end;

      if (g_hash_table_contains (left, &g_array_index (terms, RdTerm, i).term))
        length = find_run (self, left, g_array_index (terms, RdTerm, i).term, &start);
      if (length == 0)
        continue;

      words = &g_array_index (self->words, RdWord, start);
      end = words[length - 1].span.start + words[length - 1].span.length;
      g_strv_builder_take (quotes, g_strndup (self->text + words->span.start, end - words->span.start));
      for (guint j = 0; j < length; j++)
        g_hash_table_remove (left, &words[j].term);
    }

  return g_strv_builder_end (quotes);
}
