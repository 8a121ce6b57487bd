/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collects what a topic might be called and judges it: what is frequent in the topic, rare in the others, and looks
 * like a name. The factors were set by hand, reading what the topics of labelled live blogs came to be called. */
#include "topics/rd-candidates.h"

#include <math.h>
#include <string.h>

/* What every further time in the same entry counts for, and how many do. */
#define REPEAT_WEIGHT 0.3
#define MAX_REPEATS 4u

/* Rarer words are noise as often as names. */
#define MAX_IDF 8.0

/* What it counts for that a subject is a date in everybody's diary. */
#define OCCASION_WEIGHT 3.3

static void
add_support (RdSupport *self,
             guint      entry,
             double     weight)
{
  self->n_times++;
  if (self->last_entry != entry + 1)
    {
      self->last_entry = entry + 1;
      self->entry_weight = weight;
      self->weight += weight;
      self->n_entries++;
      self->n_repeats = 0;
      return;
    }

  if (weight > self->entry_weight)
    {
      self->weight += weight - self->entry_weight;
      self->entry_weight = weight;
    }
  if (self->n_repeats++ < MAX_REPEATS)
    self->weight += REPEAT_WEIGHT;
}

/* ---- phrases */

static gboolean
may_begin_or_end (const RdToken *token)
{
  return !token->stop && token->role != RD_ROLE_NEVER && token->role != RD_ROLE_JOIN;
}

static gboolean
may_stand_alone (const RdToken *token)
{
  return token->role == RD_ROLE_PLAIN && token->length > 1 && !token->given_name;
}

static gboolean
has_same_form (const RdToken *a,
               const RdToken *b,
               guint          n_words)
{
  gsize a_length = a[n_words - 1].text + a[n_words - 1].length - a->text;
  gsize b_length = b[n_words - 1].text + b[n_words - 1].length - b->text;

  return a_length == b_length && memcmp (a->text, b->text, a_length) == 0;
}

static RdCandidate *
get_candidate (RdCandidates *self,
               guint         place)
{
  return &g_array_index (self->all, RdCandidate, place);
}

static void
add_phrase (RdCandidates  *self,
            guint64        phrase,
            const RdToken *tokens,
            guint          n_words,
            guint          entry)
{
  gboolean is_new;
  const guint place = rd_numbers_add (self->phrases, phrase, &is_new);
  RdCandidate *candidate;
  /* A form from a heading with all its words in capitals is better than none. */
  int vote = tokens->even ? 4 : 1;

  if (is_new)
    g_array_append_vals (self->all, &(RdCandidate) { .phrase = phrase, .tokens = tokens, .n_words = n_words }, 1);
  candidate = get_candidate (self, place);
  add_support (&candidate->support, entry, rd_field_get_weight (tokens->field));

  /* The majority's form, found in one pass (Boyer and Moore, 1981). */
  if (has_same_form (candidate->tokens, tokens, n_words))
    {
      candidate->form_lead += vote;
      return;
    }
  candidate->form_lead -= vote;
  if (candidate->form_lead < 0)
    {
      candidate->tokens = tokens;
      candidate->form_lead = vote;
    }
}

static void
add_phrases (RdCandidates *self,
             guint         entry)
{
  guint n_tokens;
  const RdToken *tokens = rd_label_counts_get_tokens (self->counts, entry, &n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    {
      guint64 phrase = 0;

      if (!may_begin_or_end (&tokens[i]))
        continue;
      for (guint n = 1; n <= RD_PHRASE_WORDS && i + n <= n_tokens; n++)
        {
          const RdToken *last = &tokens[i + n - 1];

          if ((n > 1 && !last->joined) || !(may_begin_or_end (last) || last->role == RD_ROLE_JOIN))
            break;
          phrase = rd_phrase_add (phrase, last->term);
          if (may_begin_or_end (last) && (n > 1 || may_stand_alone (last)))
            add_phrase (self, phrase, &tokens[i], n, entry);
        }
    }
}

/* Tells the two phrases that lack one word how often they are but a part of this one. */
static void
count_within (RdCandidates      *self,
              const RdCandidate *longer)
{
  for (guint i = 0; i < 2 && longer->n_words > 1; i++)
    {
      guint64 phrase = 0;
      guint place;

      for (guint j = 0; j + 1 < longer->n_words; j++)
        phrase = rd_phrase_add (phrase, longer->tokens[i + j].term);
      if (rd_numbers_find (self->phrases, phrase, &place))
        {
          RdCandidate *shorter = get_candidate (self, place);

          shorter->n_within = MAX (shorter->n_within, longer->support.n_times);
        }
    }
}

/* "gangs inquiry", where it mostly is the "grooming gangs inquiry" */
static gboolean
is_fragment (const RdCandidate *candidate)
{
  const guint n_times = candidate->support.n_times;

  return n_times > 1 && candidate->n_within * 5 >= n_times * 4;
}

/* ---- scores */

static double
judge_support (RdCandidates    *self,
               const RdSupport *support)
{
  const gboolean deep = support->entry_weight < rd_field_get_weight (RD_FIELD_OPENING);
  double score = pow (support->weight, 0.8);

  if (support->n_times == 1 || (support->n_entries == 1 && (self->counts->n_in_topic > 2 || deep)))
    score *= 0.5;

  return score;
}

/* What is in the words of a phrase, function words left out. */
typedef struct
{
  guint n_words;
  guint n_names;
  guint n_plain;
  guint n_capitals;
  double idf;
  double weight;
} Content;

static Content
read_content (RdCandidates      *self,
              const RdCandidate *candidate)
{
  Content content = { 0 };

  for (guint i = 0; i < candidate->n_words; i++)
    {
      const RdToken *token = &candidate->tokens[i];

      if (token->stop || token->role == RD_ROLE_JOIN)
        continue;
      content.n_words++;
      content.n_names += token->name || token->given_name;
      content.n_plain += token->role == RD_ROLE_PLAIN;
      content.n_capitals += token->capital && token->even;
      content.idf += MIN (token->idf, MAX_IDF);
      content.weight += rd_label_counts_weigh_term (self->counts, token);
    }

  return content;
}

/* What people's names, function words, possessives and last words make of a phrase. */
static double
judge_form (RdCandidates      *self,
            const RdCandidate *candidate,
            const Content     *content)
{
  const gboolean head = candidate->tokens[candidate->n_words - 1].role == RD_ROLE_HEAD;
  const gboolean capitals = content->n_capitals == content->n_words && self->counts->text->cased;
  double score = 1;

  if (content->n_names == content->n_words)
    score *= self->counts->n_in_topic == 1 && candidate->support.n_times > 2 ? 0.6 : 0.35;
  else if (content->n_names > 0)
    score *= head ? 0.8 : 0.4;
  else if (capitals)
    score *= 1.2;
  if (content->n_plain == 0 || is_fragment (candidate))
    score *= 0.5;
  if (content->n_words < candidate->n_words)
    score *= 0.6;
  if (head)
    score *= 1.3;
  else if (rd_candidate_has_possessive (candidate))
    score *= 0.5;
  if (candidate->tokens->role == RD_ROLE_HEAD)
    score *= 0.7;

  return score;
}

/* What its length, and whether the lexicon knows it, make of a phrase. */
static double
judge_length (RdCandidates      *self,
              const RdCandidate *candidate,
              const Content     *content)
{
  static const double LENGTHS[] = { 0, 0.6, 1.0, 1.05, 0.9 };
  const RdSubject *known = rd_lexicon_find_subject (self->counts->lexicon, candidate->phrase);
  const gboolean known_name = known != NULL && known->phrase == candidate->phrase;
  const gboolean capitals = content->n_capitals == content->n_words && self->counts->text->cased;
  double score = LENGTHS[candidate->n_words];

  /* A place goes by its own name. */
  if (known != NULL && known->place && !known_name)
    return 0;
  if (known != NULL && !known->place)
    return score * (candidate->n_words > 1 ? 1.2 : known_name ? 1.5 : 0.7);
  if (candidate->n_words > 1)
    return score;

  if (!capitals)
    score *= 0.8;
  if (candidate->support.n_entries * 2 < self->counts->n_in_topic)
    score *= 0.6;

  return score;
}

static double
judge_phrase (RdCandidates      *self,
              const RdCandidate *candidate)
{
  const Content content = read_content (self, candidate);

  return judge_support (self, &candidate->support) * content.weight / content.n_words
         * sqrt (content.idf / content.n_words / 5) * judge_length (self, candidate, &content)
         * judge_form (self, candidate, &content);
}

static gboolean
is_occasion (const RdCandidate *candidate)
{
  return candidate->subject->occasion && candidate->support.entry_weight >= rd_field_get_weight (RD_FIELD_OPENING);
}

/* A beat is what a few posts are best called, above all one that is the occasion for them; of many posts, their own
 * words say more. A place says least. */
static double
judge_subject (RdCandidates      *self,
               const RdCandidate *candidate)
{
  const guint n_entries = self->counts->n_in_topic;
  const gboolean place = candidate->subject->place;
  double score = judge_support (self, &candidate->support)
                 * rd_label_counts_weigh_subject (self->counts, candidate->subject, candidate->support.n_entries);

  if (is_occasion (candidate))
    score *= OCCASION_WEIGHT;
  if (n_entries <= 2)
    return score * (place ? 0.9 : 1.5);

  return score * sqrt ((double) candidate->support.n_entries / n_entries) * (n_entries <= 5 ? 1.2 : 0.8) * (place ? 0.45 : 1);
}

static void
take_mention (gpointer         user_data,
              const RdMention *mention)
{
  RdCandidates *self = user_data;
  const double weight = rd_field_get_weight (mention->token->field);

  if (mention->subject != NULL)
    add_support (&self->subjects[mention->subject->index], mention->entry, weight);
  if (mention->conflict)
    add_support (&self->conflict, mention->entry, weight);
}

static void
add_subjects (RdCandidates *self)
{
  for (guint i = 0; i < rd_lexicon_count_subjects (self->counts->lexicon); i++)
    if (self->subjects[i].n_entries > 0)
      {
        const RdCandidate candidate = {
          .subject = rd_lexicon_get_subject (self->counts->lexicon, i),
          .support = self->subjects[i],
        };

        g_array_append_val (self->all, candidate);
      }
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const RdCandidate *first = *(const RdCandidate *const *) a;
  const RdCandidate *second = *(const RdCandidate *const *) b;

  return (first->score < second->score) - (first->score > second->score);
}

/**
 * rd_candidates_new:
 * @counts: what all topics say, with the topic as the one that was entered last; must outlive what is returned
 * @first_entry: the number of its first entry
 * @n_entries: how many it has
 *
 * Returns: (transfer full): what it might be called
 */
RdCandidates *
rd_candidates_new (RdLabelCounts *counts,
                   guint          first_entry,
                   guint          n_entries)
{
  RdCandidates *self = g_new0 (RdCandidates, 1);

  self->counts = counts;
  self->all = g_array_new (FALSE, FALSE, sizeof (RdCandidate));
  self->phrases = rd_numbers_new ();
  self->subjects = g_new0 (RdSupport, rd_lexicon_count_subjects (counts->lexicon));

  for (guint i = first_entry; i < first_entry + n_entries; i++)
    {
      add_phrases (self, i);
      rd_label_counts_find_mentions (counts, i, take_mention, self);
    }
  for (guint i = 0; i < self->all->len; i++)
    count_within (self, get_candidate (self, i));
  add_subjects (self);
  self->list = g_ptr_array_new_full (self->all->len, NULL);
  for (guint i = 0; i < self->all->len; i++)
    {
      RdCandidate *candidate = get_candidate (self, i);

      g_ptr_array_add (self->list, candidate);
      candidate->score = candidate->subject != NULL ? judge_subject (self, candidate) : judge_phrase (self, candidate);
    }
  /* A stable sort: of equals, the first in the text is first. */
  g_ptr_array_sort (self->list, compare_candidates);

  return self;
}

/**
 * rd_candidates_free:
 * @self: (nullable): candidates
 */
void
rd_candidates_free (RdCandidates *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->list);
  g_array_unref (self->all);
  rd_numbers_free (self->phrases);
  g_free (self->subjects);
  g_free (self);
}

/**
 * rd_field_get_weight:
 * @field: where a word stands
 *
 * Returns: what it counts for there
 */
double
rd_field_get_weight (RdField field)
{
  static const double WEIGHTS[] = { 3.0, 2.0, 1.5, 0.7 };

  return WEIGHTS[field];
}

/**
 * rd_token_get_length:
 * @token: a word
 *
 * Returns: its length in bytes without a possessive ending
 */
guint
rd_token_get_length (const RdToken *token)
{
  static const char *const ENDINGS[] = { "'s", "’s", "'", "’" };

  for (guint i = 0; i < G_N_ELEMENTS (ENDINGS); i++)
    {
      gsize length = strlen (ENDINGS[i]);

      if (token->length > length && memcmp (token->text + token->length - length, ENDINGS[i], length) == 0)
        return token->length - length;
    }

  return token->length;
}

/**
 * rd_candidate_has_possessive:
 * @self: a candidate
 *
 * Returns: whether a word before the last is a possessive
 */
gboolean
rd_candidate_has_possessive (const RdCandidate *self)
{
  for (guint i = 0; i + 1 < self->n_words; i++)
    if (rd_token_get_length (&self->tokens[i]) < self->tokens[i].length)
      return TRUE;

  return FALSE;
}
