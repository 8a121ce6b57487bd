/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences of a digest's posts, and how much they have in common. */
#pragma once

#include "model/rd-digest.h"
#include "text/rd-language.h"

G_BEGIN_DECLS

/**
 * RdSentence:
 * @entry: which one of the digest's entries says it
 * @place: how many sentences the entry says before it
 * @span: where it stands in the text of the entry's body
 * @first_word: the first of its words
 * @n_words: how many words it has
 * @n_numbers: how many of them are made of digits
 * @leans: whether it can hardly be understood without what stands around it
 *
 * A sentence of a post.
 */
typedef struct
{
  guint entry;
  guint place;
  RdSpan span;
  guint first_word;
  guint n_words;
  guint n_numbers;
  gboolean leans;
} RdSentence;

/**
 * RdSentenceWord:
 * @slot: stands for its term; very few terms share one
 * @term: the place of the term among all
 * @pair: the place among all of the pair that it makes with the word before it; %G_MAXUINT where it opens a sentence
 * @weight: how much it tells: its idf, or 0 for a function word
 *
 * A word of a sentence, as little of it as is needed.
 */
typedef struct
{
  guint slot;
  guint term;
  guint pair;
  float weight;
} RdSentenceWord;

/**
 * RdMeasures:
 * @content: the share of words that are no function words
 * @term_spread: mean over those of ln (1 + the number of posts that have the term)
 * @pair_spread: mean over pairs of neighbouring words of a sentence of ln (the number of posts that have the pair)
 * @centrality: the cosine with all posts together
 *
 * How a stretch of words stands to all posts of the digest.
 */
typedef struct
{
  double content;
  double term_spread;
  double pair_spread;
  double centrality;
} RdMeasures;

/**
 * RdSentences:
 *
 * All sentences of a digest, in the order of its entries. Those of deleted entries are none.
 */
typedef struct _RdSentences RdSentences;

RdSentences          *rd_sentences_read        (RdDigest         *digest,
                                                RdLanguage       *language);
void                  rd_sentences_free        (RdSentences      *self);

guint                 rd_sentences_find        (RdSentences      *self,
                                                guint             entry);
const RdSentence     *rd_sentences_get         (RdSentences      *self,
                                                guint             i);
const RdSentence     *rd_sentences_get_heading (RdSentences      *self,
                                                guint             entry);
const RdSentenceWord *rd_sentences_get_word    (RdSentences      *self,
                                                guint             i);
RdMeasures            rd_sentences_measure     (RdSentences      *self,
                                                guint             first_word,
                                                guint             n_words);
gboolean              rd_sentence_has          (const RdSentence *self,
                                                const char       *text,
                                                const char       *characters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdSentences, rd_sentences_free)

G_END_DECLS
