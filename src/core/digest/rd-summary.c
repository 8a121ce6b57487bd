/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses what to quote: for each topic, and for the whole. Every line is the author's own, to the letter.
 *
 * Lines are chosen one after the other, each time the one that is worth most beside those that are there already
 * (maximal marginal relevance: Carbonell and Goldstein, SIGIR 1998). All that is added to the sentences' scores is in
 * their units, and chosen by eye. */
#include "digest/rd-summary.h"

#include "base/rd-numbers.h"
#include "digest/rd-sentence-score.h"

#include <math.h>

/* How many lines are compared at a time, the best of those left; it bounds the work for each line that is chosen. */
#define WINDOW 100u

/* What it takes from a line if all of its terms are said already, a quarter of that if half of them are; and for each
 * line of its post or its topic. */
#define SAID_PENALTY 6.0
#define POST_PENALTY 1.0
#define TOPIC_PENALTY 0.6

/* Headings tell more than sentences of the same posts, and so come first. They are spread more evenly over topics. */
#define HEADLINE_BONUS 10.0
#define HEADLINE_TOPIC_PENALTY 1.5

/* The most lines that the summary of the whole has where nothing else is asked for. */
#define MOST_LINES 8u

/* The most lines that a topic has. */
#define MOST_TOPIC_LINES 6u

/* The most that it has about what is new. */
#define MOST_NEWS_LINES 3u

/* Something that can be quoted. */
typedef struct
{
  RdLineKind kind;
  RdDigestEntry *source;      /* (unowned) */
  const RdSentence *sentence; /* (unowned) */
  guint n_words;
  double score;
} Candidate;

/* A summary in the making. */
typedef struct
{
  RdSentences *sentences; /* (unowned) */
  GArray *ranked;         /* (unowned) (element-type Candidate), best first */
  guint next;             /* the first of @ranked that has not been looked at */
  GArray *window;         /* (owned) (element-type Candidate) */
  GArray *chosen;         /* (owned) (element-type Candidate) */
  RdNumbers *said;        /* (owned): the slots of the terms of @chosen */
  GHashTable *lines;      /* (owned): how many of @chosen are of a topic or of an entry */
  GHashTable *seen;       /* (owned): sequences of words that were in @window */
} Choice;

/* ---- candidates */

static const char *
get_text (const Candidate *candidate)
{
  const RdEntry *entry = candidate->source->entry;
  const char *text = candidate->kind == RD_LINE_HEADLINE ? entry->title : rd_body_get_text (entry->body);

  return text + candidate->sentence->span.start;
}

/* A word is a run of non-blank characters with a letter or a digit in it. */
static guint
count_words (const char *text,
             gsize       length)
{
  gboolean in_word = FALSE;
  guint n = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const gboolean plain = c < 0x80 && g_ascii_isalnum (c);

      if (c == ' ' || (!plain && g_unichar_isspace (c)))
        in_word = FALSE;
      else if (!in_word && (plain || g_unichar_isalnum (c)))
        {
          in_word = TRUE;
          n++;
        }
    }

  return n;
}

static void
add_candidate (GArray           *candidates,
               RdLineKind        kind,
               RdDigestEntry    *source,
               const RdSentence *sentence,
               double            score)
{
  Candidate candidate = { kind, source, sentence, 0, score };

  candidate.n_words = count_words (get_text (&candidate), sentence->span.length);
  if (candidate.n_words > 0)
    g_array_append_val (candidates, candidate);
}

/* Adds what can be quoted of an entry: its sentences; and its heading, if it is a key event or there is nothing else. */
static void
add_candidates (GArray        *candidates,
                RdSentences   *sentences,
                const double  *scores,
                RdDigestEntry *source,
                guint          entry)
{
  const gboolean with_heading = source->key_event != RD_KEY_EVENT_NO;
  const guint first = rd_sentences_find (sentences, entry);
  const guint end = rd_sentences_find (sentences, entry + 1);
  const RdSentence *heading = rd_sentences_get_heading (sentences, entry);
  double best = first < end ? -G_MAXDOUBLE : 0;

  for (guint i = first; i < end; i++)
    {
      best = MAX (best, scores[i]);
      add_candidate (candidates, RD_LINE_SENTENCE, source, rd_sentences_get (sentences, i), scores[i]);
    }
  if (heading->span.length > 0 && (with_heading || first == end))
    add_candidate (candidates, RD_LINE_HEADLINE, source, heading, best + (with_heading ? HEADLINE_BONUS : 0));
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *other = b;

  if (one->sentence->entry != other->sentence->entry)
    return one->sentence->entry < other->sentence->entry ? -1 : 1;
  if (one->kind != other->kind)
    return one->kind == RD_LINE_HEADLINE ? -1 : 1;

  return one->sentence->place < other->sentence->place ? -1 : one->sentence->place > other->sentence->place;
}

static int
compare_scores (gconstpointer a,
                gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *other = b;

  return one->score > other->score ? -1 : one->score < other->score ? 1 : compare_places (a, b);
}

/* ---- the choice */

static guint64
hash_words (RdSentences      *sentences,
            const RdSentence *sentence)
{
  guint64 hash = 0;

  for (guint i = 0; i < sentence->n_words; i++)
    hash = (hash ^ rd_sentences_get_word (sentences, sentence->first_word + i)->slot) * 0x9e3779b97f4a7c15u;

  return hash;
}

static double
measure_said (Choice           *choice,
              const RdSentence *sentence)
{
  guint n = 0, n_said = 0;

  for (guint i = 0; i < sentence->n_words; i++)
    {
      const RdSentenceWord *word = rd_sentences_get_word (choice->sentences, sentence->first_word + i);
      guint place;

      if (word->weight <= 0)
        continue;
      n++;
      n_said += rd_numbers_find (choice->said, word->slot, &place);
    }

  return n > 0 ? (double) n_said / n : 0;
}

static double
count_lines (Choice        *choice,
             gconstpointer  of)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (choice->lines, of));
}

static double
value (Choice          *choice,
       const Candidate *candidate)
{
  const double said = measure_said (choice, candidate->sentence);
  const double topic_penalty = candidate->kind == RD_LINE_HEADLINE ? HEADLINE_TOPIC_PENALTY : TOPIC_PENALTY;

  return candidate->score - SAID_PENALTY * said * said
         - POST_PENALTY * count_lines (choice, candidate->source)
         - topic_penalty * count_lines (choice, candidate->source->topic);
}

/* Fills the window with the best candidates that are left and have at most @most_words; each sequence of words comes
 * only once. */
static void
fill_window (Choice *choice,
             guint   most_words)
{
  for (guint i = choice->window->len; i > 0; i--)
    if (g_array_index (choice->window, Candidate, i - 1).n_words > most_words)
      g_array_remove_index (choice->window, i - 1);

  for (; choice->window->len < WINDOW && choice->next < choice->ranked->len; choice->next++)
    {
      Candidate *candidate = &g_array_index (choice->ranked, Candidate, choice->next);
      guint64 words = hash_words (choice->sentences, candidate->sentence);

      if (candidate->n_words <= most_words
          && g_hash_table_add (choice->seen, g_memdup2 (&words, sizeof words)))
        g_array_append_vals (choice->window, candidate, 1);
    }
}

static void
add_one (GHashTable    *counts,
         gconstpointer  of)
{
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, of));

  g_hash_table_insert (counts, (gpointer) of, GUINT_TO_POINTER (n + 1));
}

static void
choose (Choice          *choice,
        const Candidate *candidate)
{
  for (guint i = 0; i < candidate->sentence->n_words; i++)
    {
      const RdSentenceWord *word = rd_sentences_get_word (choice->sentences, candidate->sentence->first_word + i);

      rd_numbers_add (choice->said, word->slot, NULL);
    }
  add_one (choice->lines, candidate->source);
  add_one (choice->lines, candidate->source->topic);
  g_array_append_vals (choice->chosen, candidate, 1);
}

/* Returns: whether there was a line with at most @most_words left */
static gboolean
choose_best (Choice *choice,
             guint   most_words)
{
  double highest = -G_MAXDOUBLE;
  guint best = 0;

  fill_window (choice, most_words);
  if (choice->window->len == 0)
    return FALSE;

  for (guint i = 0; i < choice->window->len; i++)
    {
      const double worth = value (choice, &g_array_index (choice->window, Candidate, i));

      if (worth > highest)
        {
          highest = worth;
          best = i;
        }
    }
  choose (choice, &g_array_index (choice->window, Candidate, best));
  g_array_remove_index (choice->window, best);

  return TRUE;
}

/* Any line counts that brings the summary nearer to @n_words than it is: one of less than twice the words that lack. */
static void
choose_words (Choice *choice,
              guint   n_words)
{
  guint n = 0;

  while (n < n_words && choose_best (choice, 2 * MIN (n_words - n, G_MAXUINT / 2) - 1))
    n += g_array_index (choice->chosen, Candidate, choice->chosen->len - 1).n_words;

  if (choice->chosen->len == 0)
    {
      const Candidate *shortest = &g_array_index (choice->ranked, Candidate, 0);

      for (guint i = 1; i < choice->ranked->len; i++)
        if (g_array_index (choice->ranked, Candidate, i).n_words < shortest->n_words)
          shortest = &g_array_index (choice->ranked, Candidate, i);
      choose (choice, shortest);
    }
}

/* Chooses among @candidates, at most @n_lines or, where that is 0, as near to @n_words as whole lines come. */
static void
write_lines (GPtrArray   *lines,
             RdSentences *sentences,
             GArray      *candidates,
             guint        n_lines,
             guint        n_words)
{
  g_autoptr (GArray) window = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (RdNumbers) said = rd_numbers_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Choice choice = { sentences, candidates, 0, window, chosen, said, counts, seen };

  if (candidates->len == 0)
    return;

  g_array_sort (candidates, compare_scores);
  if (n_lines == 0)
    choose_words (&choice, n_words);
  while (chosen->len < n_lines && choose_best (&choice, G_MAXUINT))
    ;

  g_array_sort (chosen, compare_places);
  for (guint i = 0; i < chosen->len; i++)
    {
      const Candidate *line = &g_array_index (chosen, Candidate, i);

      g_ptr_array_add (lines, rd_line_new (line->kind, get_text (line), line->sentence->span.length, line->source));
    }
}

/* ---- the digest */

/* How many lines suit a topic of @n_posts, of which @n_key_events are key events. */
static guint
suit_topic (guint n_posts,
            guint n_key_events)
{
  const guint usual = n_posts < 3 ? 1 : n_posts < 8 ? 2 : n_posts < 20 ? 3 : 4;

  return MAX (usual, MIN (n_key_events, MOST_TOPIC_LINES));
}

/* How many lines suit a digest of @n_posts. */
static guint
suit_whole (guint n_posts)
{
  return MIN ((guint) ceil (sqrt (n_posts)), MOST_LINES);
}

/* All entries of a topic, or only those that the reader has not seen. */
static void
write_topic (RdTopic      *topic,
             gboolean      only_new,
             RdSentences  *sentences,
             const double *scores,
             GHashTable   *indices)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  guint n_entries = 0;
  guint n_key_events = 0;
  guint n_lines;

  for (guint i = 0; i < topic->entries->len; i++)
    {
      RdDigestEntry *placed = topic->entries->pdata[i];

      if (only_new && !placed->is_new)
        continue;
      n_entries++;
      n_key_events += placed->key_event != RD_KEY_EVENT_NO;
      add_candidates (candidates, sentences, scores, placed, GPOINTER_TO_UINT (g_hash_table_lookup (indices, placed)));
    }
  n_lines = suit_topic (n_entries, n_key_events);
  write_lines (only_new ? topic->news : topic->summary, sentences, candidates,
               only_new ? MIN (n_lines, MOST_NEWS_LINES) : n_lines, 0);
}

/* What belongs to no story tells no one what happened, and so has no summary. */
static void
write_topics (RdDigest     *digest,
              RdSentences  *sentences,
              const double *scores)
{
  g_autoptr (GHashTable) indices = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < digest->entries->len; i++)
    g_hash_table_insert (indices, digest->entries->pdata[i], GUINT_TO_POINTER (i));

  for (guint i = 0; i < digest->topics->len; i++)
    {
      RdTopic *topic = digest->topics->pdata[i];

      if (topic->other)
        continue;
      write_topic (topic, FALSE, sentences, scores, indices);
      write_topic (topic, TRUE, sentences, scores, indices);
    }
}

/* Gathers what stands in stories, or else what belongs to none; of what is muted nothing. */
static GArray *
list_all_candidates (RdDigest     *digest,
                     RdSentences  *sentences,
                     const double *scores,
                     gboolean      other)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < digest->entries->len; i++)
    {
      RdDigestEntry *placed = digest->entries->pdata[i];

      if (placed->topic->other == other && !placed->topic->muted)
        add_candidates (candidates, sentences, scores, placed, i);
    }

  return candidates;
}

static void
write_whole (RdDigest              *digest,
             const RdDigestOptions *options,
             RdSentences           *sentences,
             const double          *scores)
{
  const guint usual = options->words > 0 ? 0 : suit_whole (digest->entries->len);
  const guint n_lines = options->lines > 0 ? options->lines : usual;
  g_autoptr (GArray) candidates = list_all_candidates (digest, sentences, scores, FALSE);

  if (candidates->len == 0)
    {
      g_array_unref (candidates);
      candidates = list_all_candidates (digest, sentences, scores, TRUE);
    }
  write_lines (digest->summary, sentences, candidates, n_lines, options->words);
}

/**
 * rd_summary_write:
 * @digest: a digest with its topics and key events
 * @options: what is asked for
 * @sentences: its sentences
 *
 * Fills in the summaries of a digest, of each topic and of the whole: the headings of key events, spread over the
 * topics, and then the sentences that tell most.
 */
void
rd_summary_write (RdDigest              *digest,
                  const RdDigestOptions *options,
                  RdSentences           *sentences)
{
  g_autofree double *scores = rd_sentence_score_all (digest, sentences);

  write_topics (digest, sentences, scores);
  write_whole (digest, options, sentences, scores);
}
