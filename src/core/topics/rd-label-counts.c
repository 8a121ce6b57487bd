/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts terms and subjects by entries, so that what tells one topic from the others can be told. */
#include "topics/rd-label-counts.h"

#include <math.h>

static RdTermCount *
get_count (RdLabelCounts *self,
           const RdToken *token)
{
  return &g_array_index (self->terms, RdTermCount, token->place);
}

static void
count_terms (RdLabelCounts *self,
             guint          entry)
{
  guint n_tokens;
  const RdToken *tokens = rd_label_counts_get_tokens (self, entry, &n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    {
      RdTermCount *count = get_count (self, &tokens[i]);

      count->n_entries += count->last_entry != entry + 1;
      count->last_entry = entry + 1;
      if (tokens[i].even && !tokens[i].opens)
        {
          count->n_capital += tokens[i].capital;
          count->n_small += !tokens[i].capital;
        }
    }
}

typedef struct
{
  RdLabelCounts *counts;
  guint *last_entries; /* by subject, from 1 on */
} SubjectCounter;

static void
count_subject (gpointer         user_data,
               const RdMention *mention)
{
  SubjectCounter *counter = user_data;
  guint *last_entry;

  if (mention->subject == NULL)
    return;

  last_entry = &counter->last_entries[mention->subject->index];
  counter->counts->subjects[mention->subject->index] += *last_entry != mention->entry + 1;
  *last_entry = mention->entry + 1;
}

/* How much more frequent something is in the topic than in the others, from 0 up. */
static double
compare_shares (RdLabelCounts *self,
                guint          n_in_topic,
                guint          n_in_all)
{
  double inside = (double) n_in_topic / self->n_in_topic;
  double outside = (n_in_all - n_in_topic + 0.5) / (self->n_entries - self->n_in_topic + 1.0);

  return log1p (inside / outside);
}

/**
 * rd_label_counts_new:
 * @topics: (element-type RdTopic): topics, which must outlive what is returned
 * @language: the language of their entries, which must outlive it too
 *
 * Returns: (transfer full): what they say
 */
RdLabelCounts *
rd_label_counts_new (GPtrArray  *topics,
                     RdLanguage *language)
{
  RdLabelCounts *self = g_new0 (RdLabelCounts, 1);
  g_autofree guint *last_entries = NULL;
  SubjectCounter counter;

  self->lexicon = rd_lexicon_new (language);
  self->text = rd_label_text_new (topics, self->lexicon, language);
  self->terms = g_array_new (FALSE, TRUE, sizeof (RdTermCount));
  g_array_set_size (self->terms, self->text->n_terms);
  self->subjects = g_new0 (guint, rd_lexicon_count_subjects (self->lexicon));

  last_entries = g_new0 (guint, rd_lexicon_count_subjects (self->lexicon));
  counter = (SubjectCounter) { self, last_entries };
  for (guint i = 0; i + 1 < self->text->starts->len; i++)
    {
      count_terms (self, i);
      rd_label_counts_find_mentions (self, i, count_subject, &counter);
    }
  for (guint i = 0; i < topics->len; i++)
    {
      const RdTopic *topic = topics->pdata[i];

      self->n_entries += topic->other ? 0 : topic->entries->len;
    }

  return self;
}

/**
 * rd_label_counts_free:
 * @self: (nullable): counts
 */
void
rd_label_counts_free (RdLabelCounts *self)
{
  if (self == NULL)
    return;

  rd_lexicon_free (self->lexicon);
  rd_label_text_free (self->text);
  g_array_unref (self->terms);
  g_free (self->subjects);
  g_free (self);
}

/**
 * rd_label_counts_enter_topic:
 * @self: counts
 * @first_entry: the number of a topic's first entry
 * @n_entries: how many entries it has
 *
 * Counts the terms of that topic; from now on it is 'the topic'.
 */
void
rd_label_counts_enter_topic (RdLabelCounts *self,
                             guint          first_entry,
                             guint          n_entries)
{
  self->n_topics++;
  self->n_in_topic = n_entries;
  for (guint i = first_entry; i < first_entry + n_entries; i++)
    {
      guint n_tokens;
      const RdToken *tokens = rd_label_counts_get_tokens (self, i, &n_tokens);

      for (guint j = 0; j < n_tokens; j++)
        {
          RdTermCount *count = get_count (self, &tokens[j]);

          if (count->last_topic != self->n_topics)
            {
              count->last_topic = self->n_topics;
              count->n_in_topic = 0;
              count->last_entry = 0;
            }
          count->n_in_topic += count->last_entry != i + 1;
          count->last_entry = i + 1;
        }
    }
}

/**
 * rd_label_counts_get_tokens:
 * @self: counts
 * @entry: the number of an entry
 * @n_tokens: (out): return location for how many there are
 *
 * Returns: (transfer none) (nullable) (array length=n_tokens): the words of the entry, %NULL where it has none
 */
const RdToken *
rd_label_counts_get_tokens (RdLabelCounts *self,
                            guint          entry,
                            guint         *n_tokens)
{
  guint start = g_array_index (self->text->starts, guint, entry);

  *n_tokens = g_array_index (self->text->starts, guint, entry + 1) - start;
  return *n_tokens > 0 ? &g_array_index (self->text->tokens, RdToken, start) : NULL;
}

/**
 * rd_label_counts_get_term:
 * @self: counts
 * @token: a word of the topic
 *
 * Returns: (transfer none): where its term occurs
 */
const RdTermCount *
rd_label_counts_get_term (RdLabelCounts *self,
                          const RdToken *token)
{
  return get_count (self, token);
}

/**
 * rd_label_counts_find_mentions:
 * @self: counts
 * @entry: the number of an entry
 * @take_mention: (scope call): called for each phrase of the entry that the lexicon knows; of several that begin with
 *   the same word, for the longest
 * @user_data: for @take_mention
 */
void
rd_label_counts_find_mentions (RdLabelCounts *self,
                               guint          entry,
                               RdTakeMention  take_mention,
                               gpointer       user_data)
{
  guint n_tokens;
  const RdToken *tokens = rd_label_counts_get_tokens (self, entry, &n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    {
      RdMention mention = { .token = &tokens[i], .entry = entry };
      guint64 phrase = 0;
      guint n_words = 1;

      for (guint n = 1; n <= RD_PHRASE_WORDS && i + n <= n_tokens && (n == 1 || tokens[i + n - 1].near); n++)
        {
          const RdPhrase *known;

          phrase = rd_phrase_add (phrase, tokens[i + n - 1].term);
          known = rd_lexicon_find_phrase (self->lexicon, phrase);
          if (known == NULL)
            break;

          mention.conflict = mention.conflict || known->conflict;
          /* "Polish" is a people, "polish" is not; and most people called Jordan are not from there. */
          if (known->subject == NULL || (n == 1 && tokens[i].name)
              || (known->subject->place && self->text->cased && !tokens[i].capital))
            continue;

          mention.subject = known->subject;
          n_words = n;
        }
      if (mention.subject != NULL || mention.conflict)
        take_mention (user_data, &mention);
      i += n_words - 1;
    }
}

/**
 * rd_label_counts_weigh_term:
 * @self: counts
 * @token: a word of the topic
 *
 * Returns: how well its term tells the topic from the others, from 0 up: ln (1 + inside / outside), of the shares of
 *   entries that have it
 */
double
rd_label_counts_weigh_term (RdLabelCounts *self,
                            const RdToken *token)
{
  const RdTermCount *count = rd_label_counts_get_term (self, token);

  return compare_shares (self, count->n_in_topic, count->n_entries);
}

/**
 * rd_label_counts_weigh_subject:
 * @self: counts
 * @subject: a subject
 * @n_in_topic: in how many entries of the topic it is spoken of
 *
 * Returns: how well it tells the topic from the others, in the same measure
 */
double
rd_label_counts_weigh_subject (RdLabelCounts   *self,
                               const RdSubject *subject,
                               guint            n_in_topic)
{
  return compare_shares (self, n_in_topic, self->subjects[subject->index]);
}
