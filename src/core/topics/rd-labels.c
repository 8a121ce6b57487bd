/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names each topic: of what it might be called, the best that no other topic is called. */
#include "topics/rd-labels.h"

#include "topics/rd-candidates.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_TERMS 8u

/* How many of the best candidates are looked at. */
#define MAX_TRIED 40u

/* What says more about a thing is a better name if it is said at least this often, as a share. */
#define MIN_SHARE_OF_LONGER 0.25

/* Two places are a pair if the second is spoken of at least this much, as a share of the first. */
#define MIN_SHARE_OF_SECOND 0.35

/* A heading of fewer words ("Summary") hardly says what a topic is about. */
#define MIN_HEADING_WORDS 4u

/* A word as rare as this that has a capital is a name, unless the text knows better. */
#define RARE_IDF 8.0f

typedef struct
{
  RdLabelCounts *counts; /* (owned) */
  GHashTable *taken;     /* (owned): the labels that topics have, case folded */
  guint n_untitled;
} Labels;

/* ---- words */

static void
append_capitalised (GString    *out,
                    const char *text,
                    gsize       length)
{
  const char *rest = g_utf8_next_char (text);

  g_string_append_unichar (out, g_unichar_totitle (g_utf8_get_char (text)));
  g_string_append_len (out, rest, text + length - rest);
}

/* A word as it stands inside a sentence, also where the capitals around it tell nothing. */
static void
append_word (Labels        *self,
             GString       *out,
             const RdToken *token,
             gsize          length)
{
  const gboolean cased = self->counts->text->cased;
  const RdTermCount *count = rd_label_counts_get_term (self->counts, token);
  g_autofree char *folded = g_utf8_strdown (token->text, length);
  const char *form = rd_lexicon_get_form (self->counts->lexicon, folded);

  if (form != NULL && !(cased && token->even))
    g_string_append (out, form);
  else if (!cased && token->name)
    append_capitalised (out, token->text, length);
  else if (token->capital && !token->even && !token->name
           && (count->n_small > count->n_capital || (count->n_capital == 0 && token->idf < RARE_IDF)))
    g_string_append (out, folded);
  else
    g_string_append_len (out, token->text, length);
}

static char *
write_candidate (Labels            *self,
                 const RdCandidate *candidate)
{
  GString *out = g_string_new (candidate->subject != NULL ? candidate->subject->name : NULL);

  for (guint i = 0; i < candidate->n_words; i++)
    {
      const RdToken *token = &candidate->tokens[i];
      const gboolean last = i + 1 == candidate->n_words;

      if (i > 0)
        g_string_append_c (out, token->text[-1] == '-' ? '-' : ' ');
      append_word (self, out, token, last ? rd_token_get_length (token) : token->length);
    }

  return g_string_free (out, FALSE);
}

/* ---- what says more */

static gboolean
contains_phrase (const RdCandidate *longer,
                 const RdCandidate *shorter)
{
  for (guint i = 0; i + shorter->n_words <= longer->n_words; i++)
    {
      guint n = 0;

      while (n < shorter->n_words && longer->tokens[i + n].term == shorter->tokens[n].term)
        n++;
      if (n == shorter->n_words)
        return TRUE;
    }

  return FALSE;
}

/* Whether some words of @longer speak of @subject. */
static gboolean
contains_subject (Labels            *self,
                  const RdCandidate *longer,
                  const RdSubject   *subject)
{
  for (guint i = 0; i < longer->n_words; i++)
    {
      guint64 phrase = 0;

      for (guint j = i; j < longer->n_words; j++)
        {
          phrase = rd_phrase_add (phrase, longer->tokens[j].term);
          if (rd_lexicon_find_subject (self->counts->lexicon, phrase) == subject)
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_in_name (const RdSubject *subject,
            guint64          term)
{
  for (guint i = 0; i < subject->n_terms; i++)
    if (subject->terms[i] == term)
      return TRUE;

  return FALSE;
}

static gboolean
is_name (const RdCandidate *candidate)
{
  for (guint i = 0; i < candidate->n_words; i++)
    if (!candidate->tokens[i].name)
      return FALSE;

  return candidate->n_words > 0;
}

/* "School funding" says more than "Schools", "grooming gangs inquiry" than "grooming gangs", Nick Clegg than Clegg. */
static gboolean
says_more (Labels            *self,
           const RdCandidate *longer,
           const RdCandidate *candidate)
{
  const RdSubject *subject = candidate->subject;
  const guint n_words = subject != NULL ? subject->n_terms : candidate->n_words;

  if (longer->support.weight < MIN_SHARE_OF_LONGER * candidate->support.weight)
    return FALSE;
  if (longer->subject != NULL)
    return n_words == 1 && longer->subject->n_terms > 1
           && is_in_name (longer->subject, subject != NULL ? subject->terms[0] : candidate->tokens->term);
  if (longer->n_words <= MAX (candidate->n_words, 1))
    return FALSE;
  if (is_name (candidate) && is_name (longer))
    return contains_phrase (longer, candidate);
  if (longer->support.n_times < 2 || longer->tokens[longer->n_words - 1].role != RD_ROLE_HEAD)
    return FALSE;
  if (subject != NULL)
    return contains_subject (self, longer, subject) && !rd_candidate_has_possessive (longer);

  return contains_phrase (longer, candidate);
}

static const RdCandidate *
extend (Labels            *self,
        RdCandidates      *candidates,
        const RdCandidate *candidate)
{
  for (guint i = 0; i < MIN (candidates->list->len, MAX_TRIED); i++)
    if (says_more (self, candidates->list->pdata[i], candidate))
      return candidates->list->pdata[i];

  return candidate;
}

/* ---- labels */

/* Returns whether no other topic has it. */
static gboolean
take_label (Labels     *self,
            RdTopic    *topic,
            const char *text)
{
  g_autoptr (GString) label = g_string_new (NULL);

  if (!g_hash_table_add (self->taken, g_utf8_casefold (text, -1)))
    return FALSE;

  append_capitalised (label, text, strlen (text));
  topic->label = g_string_free_and_steal (g_steal_pointer (&label));

  return TRUE;
}

/* Two places that a topic speaks of together, and of a conflict. */
static char *
find_pair (RdCandidates *candidates,
           guint         n_entries)
{
  const RdSupport *conflict = &candidates->conflict;
  const RdCandidate *first = NULL;
  const RdCandidate *second = NULL;

  for (guint i = 0; i < candidates->list->len && second == NULL; i++)
    {
      const RdCandidate *candidate = candidates->list->pdata[i];

      if (candidate->subject == NULL || !candidate->subject->place)
        continue;
      if (first == NULL)
        first = candidate;
      else
        second = candidate;
    }

  if (second == NULL
      || second->support.n_entries * 5 < n_entries * 2
      || second->support.weight < first->support.weight * MIN_SHARE_OF_SECOND
      || conflict->n_entries * 2 < n_entries
      || (conflict->n_times == 1 && conflict->weight < rd_field_get_weight (RD_FIELD_OPENING)))
    return NULL;

  return g_strconcat (first->subject->name, "–", second->subject->name, NULL);
}

static void
choose_label (Labels       *self,
              RdTopic      *topic,
              RdCandidates *candidates)
{
  g_autofree char *pair = find_pair (candidates, topic->entries->len);

  if (pair != NULL && take_label (self, topic, pair))
    return;

  for (guint i = 0; topic->label == NULL && i < MIN (candidates->list->len, MAX_TRIED); i++)
    {
      const RdCandidate *candidate = extend (self, candidates, candidates->list->pdata[i]);
      g_autofree char *text = write_candidate (self, candidate);

      take_label (self, topic, text);
    }
  while (topic->label == NULL)
    {
      /* Translators: a topic that has no words to make a name of; the number tells it from others. */
      g_autofree char *text = g_strdup_printf (_("Untitled topic %u"), ++self->n_untitled);

      take_label (self, topic, text);
    }
}

/* ---- terms */

/* With a function word inside, it is too long; with a word of a stronger one, it says little more. */
static gboolean
is_new_term (const RdCandidate *candidate,
             GHashTable        *words)
{
  for (guint i = 0; i < candidate->n_words; i++)
    if (candidate->tokens[i].stop || g_hash_table_contains (words, &candidate->tokens[i].term))
      return FALSE;

  return candidate->subject == NULL;
}

static void
choose_terms (Labels       *self,
              RdTopic      *topic,
              RdCandidates *candidates)
{
  g_autoptr (GStrvBuilder) terms = g_strv_builder_new ();
  g_autoptr (GHashTable) words = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_terms = 0;

  for (guint i = 0; i < candidates->list->len && n_terms < MAX_TERMS; i++)
    {
      const RdCandidate *candidate = candidates->list->pdata[i];

      if (candidate->score <= 0 || !is_new_term (candidate, words))
        continue;

      for (guint j = 0; j < candidate->n_words; j++)
        g_hash_table_add (words, (gpointer) &candidate->tokens[j].term);
      g_strv_builder_take (terms, write_candidate (self, candidate));
      n_terms++;
    }

  topic->terms = g_strv_builder_end (terms);
}

/* ---- subtitles */

/* How much an entry has in common with all of its topic. */
static double
judge_centrality (Labels *self,
                  guint   entry)
{
  guint n_tokens;
  const RdToken *tokens = rd_label_counts_get_tokens (self->counts, entry, &n_tokens);
  guint n_heading_words = 0;
  double sum = 0;
  double square = 1;

  for (guint i = 0; i < n_tokens; i++)
    {
      const double weight = tokens[i].stop ? 0 : rd_field_get_weight (tokens[i].field) * tokens[i].idf;

      sum += weight * rd_label_counts_get_term (self->counts, &tokens[i])->n_in_topic;
      square += weight * weight;
      n_heading_words += tokens[i].field == RD_FIELD_HEADING;
    }

  return sum / sqrt (square) * (n_heading_words < MIN_HEADING_WORDS ? 0.5 : 1);
}

static void
choose_subtitle (Labels  *self,
                 RdTopic *topic,
                 guint    first_entry)
{
  double best = -1;
  const char *subtitle = NULL;

  for (guint i = 0; i < topic->entries->len; i++)
    {
      const RdEntry *entry = ((RdDigestEntry *) topic->entries->pdata[i])->entry;
      const double centrality = judge_centrality (self, first_entry + i);

      if (entry->title != NULL && !entry->deleted && centrality > best)
        {
          best = centrality;
          subtitle = entry->title;
        }
    }

  topic->subtitle = g_strdup (subtitle);
}

/**
 * rd_labels_assign:
 * @topics: (element-type RdTopic): the topics of a digest, with their entries
 * @language: the language that most of the entries are written in
 *
 * Gives each topic its label, its subtitle and its terms. No two labels are the same: where two topics would have one,
 * the first has it. What belongs to no story has a label of its own, and no subtitle or terms. The same topics get the
 * same labels. The time that it takes grows with the number of entries, and not with that of topics.
 */
void
rd_labels_assign (GPtrArray  *topics,
                  RdLanguage *language)
{
  g_autoptr (RdLabelCounts) counts = rd_label_counts_new (topics, language);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Labels self = { counts, taken, 0 };
  guint first_entry = 0;

  for (guint i = 0; i < topics->len; i++)
    {
      RdTopic *topic = topics->pdata[i];

      g_clear_pointer (&topic->label, g_free);
      g_clear_pointer (&topic->subtitle, g_free);
      g_clear_pointer (&topic->terms, g_strfreev);
      if (topic->other)
        {
          topic->label = g_strdup (_("Other posts"));
          g_hash_table_add (taken, g_utf8_casefold (topic->label, -1));
          topic->terms = g_new0 (char *, 1);
        }
    }

  for (guint i = 0; i < topics->len; i++)
    {
      RdTopic *topic = topics->pdata[i];
      const guint n_entries = topic->entries->len;
      g_autoptr (RdCandidates) candidates = NULL;

      if (!topic->other)
        {
          rd_label_counts_enter_topic (counts, first_entry, n_entries);
          candidates = rd_candidates_new (counts, first_entry, n_entries);
          choose_label (&self, topic, candidates);
          choose_terms (&self, topic, candidates);
          choose_subtitle (&self, topic, first_entry);
        }
      first_entry += n_entries;
    }
}
