/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a topic might be called: phrases of its entries and subjects that they speak of, each with a score. */
#pragma once

#include "base/rd-numbers.h"
#include "topics/rd-label-counts.h"

G_BEGIN_DECLS

/**
 * RdSupport:
 * @weight: how much is said of it: by entry the weight of the best place that it stands in, and a little for repeats
 * @n_entries: in how many entries it stands
 * @n_times: how often
 *
 * How much is said of something in a topic.
 */
typedef struct
{
  double weight;
  guint n_entries;
  guint n_times;
  /*< private >*/
  double entry_weight;
  guint last_entry;
  guint n_repeats;
} RdSupport;

/**
 * RdCandidate:
 * @subject: (nullable): the subject, where it is one
 * @tokens: (nullable): the words, in the form that it mostly has, where it is a phrase
 * @n_words: how many there are; 0 where it is a subject
 * @support: how much is said of it
 * @score: how good a name it is
 *
 * What a topic might be called.
 */
typedef struct
{
  const RdSubject *subject;
  const RdToken *tokens;
  guint n_words;
  RdSupport support;
  double score;
  /*< private >*/
  guint64 phrase;
  guint n_within;
  int form_lead;
} RdCandidate;

/**
 * RdCandidates:
 * @list: (element-type RdCandidate): the candidates, best first
 * @conflict: how much is said of a conflict
 *
 * What a topic might be called.
 */
typedef struct
{
  GPtrArray *list;
  RdSupport conflict;
  /*< private >*/
  RdLabelCounts *counts;
  GArray *all;
  RdNumbers *phrases;
  RdSupport *subjects;
} RdCandidates;

RdCandidates *rd_candidates_new       (RdLabelCounts     *counts,
                                       guint              first_entry,
                                       guint              n_entries);
void          rd_candidates_free      (RdCandidates      *self);

double        rd_field_get_weight     (RdField            field);
guint         rd_token_get_length     (const RdToken     *token);
gboolean      rd_candidate_has_possessive (const RdCandidate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdCandidates, rd_candidates_free)

G_END_DECLS
