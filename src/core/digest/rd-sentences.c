/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a digest's posts sentence by sentence, and counts in how many of them each term and pair of words occurs. */
#include "digest/rd-sentences.h"

#include "base/rd-numbers.h"

#include <math.h>
#include <string.h>

/* There are this many slots for what is counted, whatever the number of posts: terms and pairs that share one are taken
 * for the same. A long day of live blogs has about 10,000 terms and 60,000 pairs. */
#define SLOT_BITS 20

/* Fewer words than this hardly say what happened. */
#define LEAST_WORDS 8u

/* In how many posts something occurs. */
typedef struct
{
  guint n_posts;
  guint last_post; /* the one that was counted last, from 1 on */
} Count;

typedef struct
{
  RdNumbers *slots; /* (owned): those that anything is in */
  GArray *counts;   /* (owned) (element-type Count): of each of them */
} Counts;

struct _RdSentences
{
  GArray *sentences;   /* (owned) (element-type RdSentence) */
  GArray *headings;    /* (owned) (element-type RdSentence): of each entry */
  GArray *words;       /* (owned) (element-type RdSentenceWord): of all of them */
  GArray *firsts;      /* (owned) (element-type guint): of each entry, and of the end, the first sentence */
  Counts terms;
  Counts pairs;
  double square;       /* of the length of the vector of all posts: for each term its weight times its posts */
  GHashTable *leaning; /* (owned) (element-type guint64 gboolean): terms, and whether only at the beginning */
};

/* Splittable 64-bit mixing (Steele, Lea and Flood, 'Fast splittable pseudorandom number generators', 2014). */
static guint
find_pair_slot (guint one,
                guint other)
{
  guint64 hash = ((guint64) one << 32 | other) * 0x9e3779b97f4a7c15u;

  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebu;
  return (guint) (hash >> (64 - SLOT_BITS));
}

static void
begin_counts (Counts *self)
{
  self->slots = rd_numbers_new ();
  self->counts = g_array_new (FALSE, TRUE, sizeof (Count));
}

static void
clear_counts (Counts *self)
{
  rd_numbers_free (self->slots);
  g_array_unref (self->counts);
}

static Count *
get_count (Counts *self,
           guint   place)
{
  return &g_array_index (self->counts, Count, place);
}

/* Returns: whether it is new to the post */
static gboolean
count (Counts *self,
       guint   slot,
       guint   post,
       guint  *place)
{
  gboolean is_new;
  Count *counted;

  *place = rd_numbers_add (self->slots, slot, &is_new);
  if (is_new)
    g_array_set_size (self->counts, *place + 1);
  counted = get_count (self, *place);
  if (counted->last_post == post)
    return FALSE;

  counted->last_post = post;
  counted->n_posts++;
  return TRUE;
}

static GHashTable *
read_leaning_terms (RdLanguage *language)
{
  GHashTable *terms = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTable *table = rd_language_get_table (language, "leaning-words");
  GHashTableIter iter;
  const char *word, *where;

  if (table == NULL)
    return terms;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, (gpointer *) &word, (gpointer *) &where))
    {
      guint64 term = rd_language_get_term (language, word);

      g_hash_table_insert (terms, g_memdup2 (&term, sizeof term), GINT_TO_POINTER (g_str_equal (where, "first")));
    }

  return terms;
}

static gboolean
has_leaning_term (RdSentences *self,
                  GArray      *words)
{
  for (guint i = 0; i < words->len; i++)
    {
      gpointer only_first;

      if (g_hash_table_lookup_extended (self->leaning, &g_array_index (words, RdWord, i).term, NULL, &only_first)
          && (i == 0 || !GPOINTER_TO_INT (only_first)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_capitals (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isupper (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* What begins small where there are capitals goes on from something; what ends without a mark that ends a sentence
 * announces what follows, or is a heading or an item of a list; and half of a quotation is none. */
static gboolean
is_fragment (const char *sentence,
             gsize       length,
             gboolean    cased)
{
  gunichar last = g_utf8_get_char (g_utf8_prev_char (sentence + length));
  int n_open = 0, n_straight = 0;

  if (cased && g_unichar_islower (g_utf8_get_char (sentence)))
    return TRUE;
  if (!g_unichar_ispunct (last) || last == ':' || last == ';' || last == ',')
    return TRUE;

  for (const char *p = sentence; p < sentence + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n_open += (c == 0x201c) - (c == 0x201d);
      n_straight += c == '"';
    }

  return n_open != 0 || n_straight % 2 != 0;
}

static RdSentence
read_sentence (RdSentences *self,
               RdLanguage  *language,
               guint        entry,
               guint        place,
               const char  *text,
               RdSpan       span,
               gboolean     cased)
{
  g_autoptr (GArray) words = rd_language_read_words (language, text + span.start, span.length);
  RdSentence sentence = { .entry = entry, .place = place, .span = span, .first_word = self->words->len };
  const guint post = entry + 1;
  guint before = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const RdWord *word = &g_array_index (words, RdWord, i);
      RdSentenceWord kept = { (guint) (word->term >> (64 - SLOT_BITS)), 0, G_MAXUINT, word->stop ? 0 : word->idf };

      if (i > 0)
        count (&self->pairs, find_pair_slot (before, kept.slot), post, &kept.pair);
      if (count (&self->terms, kept.slot, post, &kept.term))
        self->square += kept.weight * kept.weight * (2.0 * get_count (&self->terms, kept.term)->n_posts - 1);
      sentence.n_numbers += word->number;
      g_array_append_val (self->words, kept);
      before = kept.slot;
    }

  sentence.n_words = words->len;
  sentence.leans = words->len < LEAST_WORDS || has_leaning_term (self, words)
                   || is_fragment (text + span.start, span.length, cased);

  return sentence;
}

static void
read_entry (RdSentences   *self,
            RdLanguage    *language,
            guint          i,
            const RdEntry *entry)
{
  const char *title = entry->title != NULL && !entry->deleted ? entry->title : "";
  const char *text = entry->deleted ? "" : rd_body_get_text (entry->body);
  g_autoptr (GArray) spans = rd_language_read_sentences (language, text);
  const gboolean cased = has_capitals (text);
  RdSentence sentence = read_sentence (self, language, i, 0, title, (RdSpan) { 0, strlen (title) }, cased);

  g_array_append_val (self->headings, sentence);
  g_array_append_val (self->firsts, self->sentences->len);
  for (guint j = 0; j < spans->len; j++)
    {
      sentence = read_sentence (self, language, i, j, text, g_array_index (spans, RdSpan, j), cased);
      g_array_append_val (self->sentences, sentence);
    }
}

/**
 * rd_sentences_read:
 * @digest: a digest with its entries
 * @language: its language
 *
 * Returns: (transfer full): its sentences
 */
RdSentences *
rd_sentences_read (RdDigest   *digest,
                   RdLanguage *language)
{
  RdSentences *self = g_new0 (RdSentences, 1);

  self->sentences = g_array_new (FALSE, FALSE, sizeof (RdSentence));
  self->headings = g_array_new (FALSE, FALSE, sizeof (RdSentence));
  self->words = g_array_new (FALSE, FALSE, sizeof (RdSentenceWord));
  self->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  begin_counts (&self->terms);
  begin_counts (&self->pairs);
  self->leaning = read_leaning_terms (language);

  for (guint i = 0; i < digest->entries->len; i++)
    read_entry (self, language, i, ((RdDigestEntry *) digest->entries->pdata[i])->entry);
  g_array_append_val (self->firsts, self->sentences->len);

  return self;
}

/**
 * rd_sentences_free:
 * @self: (transfer full): sentences
 */
void
rd_sentences_free (RdSentences *self)
{
  g_array_unref (self->sentences);
  g_array_unref (self->headings);
  g_array_unref (self->words);
  g_array_unref (self->firsts);
  clear_counts (&self->terms);
  clear_counts (&self->pairs);
  g_hash_table_unref (self->leaning);
  g_free (self);
}

/**
 * rd_sentences_find:
 * @self: sentences
 * @entry: the index of an entry, or the number of entries
 *
 * Returns: the index of the entry's first sentence or, if it has none, of the next that there is; or the number of
 *   sentences
 */
guint
rd_sentences_find (RdSentences *self,
                   guint        entry)
{
  return g_array_index (self->firsts, guint, entry);
}

/**
 * rd_sentences_get:
 * @self: sentences
 * @i: the index of a sentence
 *
 * Returns: (transfer none): the sentence
 */
const RdSentence *
rd_sentences_get (RdSentences *self,
                  guint        i)
{
  return &g_array_index (self->sentences, RdSentence, i);
}

/**
 * rd_sentences_get_heading:
 * @self: sentences
 * @entry: the index of an entry
 *
 * Returns: (transfer none): its heading as a sentence, whose span is all of the entry's title; of length 0 where there
 *   is none
 */
const RdSentence *
rd_sentences_get_heading (RdSentences *self,
                          guint        entry)
{
  return &g_array_index (self->headings, RdSentence, entry);
}

/**
 * rd_sentences_get_word:
 * @self: sentences
 * @i: the index of a word
 *
 * Returns: (transfer none): the word; those of a sentence stand one after the other
 */
const RdSentenceWord *
rd_sentences_get_word (RdSentences *self,
                        guint        i)
{
  return &g_array_index (self->words, RdSentenceWord, i);
}

/* In how many posts a word follows the one before it, if in any: at least 1. */
static guint
count_pair (RdSentences          *self,
            const RdSentenceWord *word)
{
  return word->pair != G_MAXUINT ? get_count (&self->pairs, word->pair)->n_posts : 1;
}

/**
 * rd_sentences_measure:
 * @self: sentences
 * @first_word: the index of a word
 * @n_words: how many words to measure from there on
 *
 * Returns: how the words stand to all posts; all 0 for no words
 */
RdMeasures
rd_sentences_measure (RdSentences *self,
                      guint        first_word,
                      guint        n_words)
{
  RdMeasures measures = { 0 };
  const RdSentenceWord *words;
  double product = 0, square = 0;
  guint n_content = 0;

  if (n_words == 0)
    return measures;

  words = rd_sentences_get_word (self, first_word);

  for (guint i = 0; i < n_words; i++)
    {
      const double n_posts = get_count (&self->terms, words[i].term)->n_posts;

      if (i > 0)
        measures.pair_spread += log (count_pair (self, &words[i]));
      if (words[i].weight <= 0)
        continue;

      n_content++;
      measures.term_spread += log (1 + n_posts);
      square += words[i].weight * words[i].weight;
      product += words[i].weight * words[i].weight * n_posts;
    }

  if (n_content > 0)
    {
      measures.content = (double) n_content / n_words;
      measures.term_spread /= n_content;
      measures.centrality = product / sqrt (square * self->square);
    }
  if (n_words > 1)
    measures.pair_spread /= n_words - 1;

  return measures;
}

/**
 * rd_sentence_has:
 * @self: a sentence
 * @text: the text that it stands in
 * @characters: ASCII characters
 *
 * Returns: whether any of @characters stands in it
 */
gboolean
rd_sentence_has (const RdSentence *self,
                 const char       *text,
                 const char       *characters)
{
  for (const char *c = characters; *c != '\0'; c++)
    if (memchr (text + self->span.start, *c, self->span.length) != NULL)
      return TRUE;

  return FALSE;
}
