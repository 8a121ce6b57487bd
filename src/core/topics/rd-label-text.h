/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the entries of topics, as the search for their names needs them. */
#pragma once

#include "model/rd-digest.h"
#include "topics/rd-lexicon.h"

G_BEGIN_DECLS

/**
 * RdField:
 * @RD_FIELD_HEADING: an entry's heading
 * @RD_FIELD_TAG: one of the publisher's tags for it
 * @RD_FIELD_OPENING: the first sentence of its body
 * @RD_FIELD_BODY: the others
 *
 * Where a word stands.
 */
typedef enum
{
  RD_FIELD_HEADING,
  RD_FIELD_TAG,
  RD_FIELD_OPENING,
  RD_FIELD_BODY,
} RdField;

/**
 * RdToken:
 * @term: what it is an inflected form of, as in #RdWord
 * @place: the place of the term among all, from 0 on
 * @text: (transfer none): where it stands in its entry
 * @length: its bytes
 * @idf: how rare it is, as in #RdWord
 * @field: where it stands
 * @role: how it may stand in the name of a topic; %RD_ROLE_NEVER for what is no plain word
 * @says: whether it is a verb of saying
 * @stop: whether it is a function word
 * @capital: whether it begins with a capital letter
 * @opens: whether it opens a sentence
 * @even: whether its capitals, if it has any, tell something: the words around it are not all in capitals
 * @given_name: whether people are called that
 * @name: whether it is part of a person's name
 * @near: whether hardly anything stands between it and the word before
 * @joined: whether just a space or a hyphen does
 *
 * A word of an entry.
 */
typedef struct
{
  guint64 term;
  const char *text;
  float idf;
  guint place;
  guint length : 8;
  guint field : 2;
  guint role : 3;
  guint says : 1;
  guint stop : 1;
  guint capital : 1;
  guint opens : 1;
  guint even : 1;
  guint given_name : 1;
  guint name : 1;
  guint near : 1;
  guint joined : 1;
} RdToken;

/**
 * RdLabelText:
 * @tokens: (element-type RdToken): the words of all entries
 * @starts: (element-type guint): by entry, in the order of the topics and theirs, where its words begin; and the end
 * @n_terms: how many terms they have
 * @cased: whether there are capitals at all
 *
 * The words of the entries of topics. They point into the entries.
 */
typedef struct
{
  GArray *tokens;
  GArray *starts;
  guint n_terms;
  gboolean cased;
} RdLabelText;

RdLabelText *rd_label_text_new  (GPtrArray   *topics,
                                 RdLexicon   *lexicon,
                                 RdLanguage  *language);
void         rd_label_text_free (RdLabelText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdLabelText, rd_label_text_free)

G_END_DECLS
