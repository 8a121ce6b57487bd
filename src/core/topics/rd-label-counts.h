/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In how many entries each term and each subject occurs: in all topics, and in the one that is being named. */
#pragma once

#include "topics/rd-label-text.h"
#include "topics/rd-lexicon.h"

G_BEGIN_DECLS

/**
 * RdTermCount:
 * @n_entries: how many entries of all topics have the term
 * @n_in_topic: how many of the topic do
 * @n_capital: how often it has a capital where that tells something
 * @n_small: how often it has none there
 *
 * Where a term occurs.
 */
typedef struct
{
  guint n_entries;
  guint n_in_topic;
  guint n_capital;
  guint n_small;
  guint last_entry;
  guint last_topic;
} RdTermCount;

/**
 * RdMention:
 * @token: its first word
 * @entry: the number of the entry that it stands in
 * @subject: (nullable): what it speaks of
 * @conflict: whether it speaks of a conflict
 *
 * A phrase that the lexicon knows.
 */
typedef struct
{
  const RdToken *token;
  guint entry;
  const RdSubject *subject;
  gboolean conflict;
} RdMention;

typedef void (*RdTakeMention) (gpointer         user_data,
                               const RdMention *mention);

/**
 * RdLabelCounts:
 * @lexicon: what is known about words
 * @text: the words of all topics
 * @n_entries: how many entries belong to stories
 * @n_in_topic: how many of them to the topic
 *
 * What all topics say, and what one of them does. Entries are numbered from 0 on, in the order of @text.
 */
typedef struct
{
  RdLexicon *lexicon;
  RdLabelText *text;
  guint n_entries;
  guint n_in_topic;
  /*< private >*/
  GArray *terms;
  guint *subjects;
  guint n_topics;
} RdLabelCounts;

RdLabelCounts     *rd_label_counts_new           (GPtrArray       *topics,
                                                  RdLanguage      *language);
void               rd_label_counts_free          (RdLabelCounts   *self);
void               rd_label_counts_enter_topic   (RdLabelCounts   *self,
                                                  guint            first_entry,
                                                  guint            n_entries);
const RdToken     *rd_label_counts_get_tokens    (RdLabelCounts   *self,
                                                  guint            entry,
                                                  guint           *n_tokens);
const RdTermCount *rd_label_counts_get_term      (RdLabelCounts   *self,
                                                  const RdToken   *token);
void               rd_label_counts_find_mentions (RdLabelCounts   *self,
                                                  guint            entry,
                                                  RdTakeMention    take_mention,
                                                  gpointer         user_data);
double             rd_label_counts_weigh_term    (RdLabelCounts   *self,
                                                  const RdToken   *token);
double             rd_label_counts_weigh_subject (RdLabelCounts   *self,
                                                  const RdSubject *subject,
                                                  guint            n_in_topic);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdLabelCounts, rd_label_counts_free)

G_END_DECLS
