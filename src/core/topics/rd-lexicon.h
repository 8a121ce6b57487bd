/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a language's tables know of words: how one may stand in a topic's name, and what phrases speak of. */
#pragma once

#include "text/rd-language.h"

G_BEGIN_DECLS

/* How many words a phrase has at most. */
#define RD_PHRASE_WORDS 4u

/**
 * RdRole:
 * @RD_ROLE_PLAIN: anywhere
 * @RD_ROLE_NEVER: nowhere
 * @RD_ROLE_SAYS: nowhere, and who stands before it speaks
 * @RD_ROLE_ALONE: within a longer name only
 * @RD_ROLE_HEAD: within a longer name only, of which it makes a good last word
 * @RD_ROLE_JOIN: between two other words
 *
 * How a word may stand in the name of a topic.
 */
typedef enum
{
  RD_ROLE_PLAIN,
  RD_ROLE_NEVER,
  RD_ROLE_SAYS,
  RD_ROLE_ALONE,
  RD_ROLE_HEAD,
  RD_ROLE_JOIN,
} RdRole;

/**
 * RdSubject:
 * @name: what it is called
 * @terms: the terms of its first words
 * @n_terms: how many there are
 * @phrase: the name as a phrase
 * @index: its place among all subjects
 * @place: whether it is a country or region; otherwise it is what a newsroom would file a post under
 * @occasion: whether it is a date in everybody's diary
 *
 * Something that phrases speak of.
 */
typedef struct
{
  char *name;
  guint64 terms[RD_PHRASE_WORDS];
  guint n_terms;
  guint64 phrase;
  guint index;
  gboolean place;
  gboolean occasion;
} RdSubject;

/**
 * RdPhrase:
 * @subject: (nullable): what it speaks of
 * @conflict: whether it says that some are in conflict
 *
 * What is known of a phrase; neither, where it is but the beginning of one of which something is.
 */
typedef struct
{
  const RdSubject *subject;
  gboolean conflict;
} RdPhrase;

/**
 * RdLexicon:
 *
 * The tables of a language. A language without tables has an empty one.
 */
typedef struct _RdLexicon RdLexicon;

RdLexicon       *rd_lexicon_new            (RdLanguage      *language);
void             rd_lexicon_free           (RdLexicon       *self);
guint            rd_lexicon_count_subjects (RdLexicon       *self);
const RdSubject *rd_lexicon_get_subject    (RdLexicon       *self,
                                            guint            index);
const RdPhrase  *rd_lexicon_find_phrase    (RdLexicon       *self,
                                            guint64          phrase);
const RdSubject *rd_lexicon_find_subject   (RdLexicon       *self,
                                            guint64          phrase);
RdRole           rd_lexicon_get_role       (RdLexicon       *self,
                                            const char      *folded,
                                            gboolean         capital);
gboolean         rd_lexicon_is_given_name  (RdLexicon       *self,
                                            const char      *folded);
const char      *rd_lexicon_get_form       (RdLexicon       *self,
                                            const char      *folded);

guint64          rd_phrase_add             (guint64          phrase,
                                            guint64          term);
gboolean         rd_word_is_acronym        (const char      *text,
                                            const RdWord    *word);
guint64          rd_word_get_term          (const char      *text,
                                            const RdWord    *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdLexicon, rd_lexicon_free)

G_END_DECLS
