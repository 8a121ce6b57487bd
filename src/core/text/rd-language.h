/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A language: how its text falls into sentences and words, what a word's stem is, and how common that is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdLanguage:
 *
 * The rules and tables of one language. ICU's break iterators and Snowball's stemmers remember what they are doing, so
 * an #RdLanguage is used by one thread at a time.
 */
typedef struct _RdLanguage RdLanguage;

/**
 * RdSpan:
 * @start: byte offset into the text
 * @length: bytes
 *
 * A part of a text.
 */
typedef struct
{
  guint start;
  guint length;
} RdSpan;

/**
 * RdWord:
 * @span: where it stands
 * @term: what it is an inflected form of: a hash of its stem, the same in every run
 * @idf: how rare the stem is: ln ((N + 1) / (df + 1)) over a background of N posts; for a language without a table, 1
 * @stop: whether it is too common to tell anything (a function word)
 * @number: whether it is made of digits
 * @capital: whether it begins with a capital letter
 *
 * A word in a text.
 */
typedef struct
{
  RdSpan span;
  guint64 term;
  float idf;
  guint stop : 1;
  guint number : 1;
  guint capital : 1;
} RdWord;

char       *rd_language_name           (const char *tag);
RdLanguage *rd_language_new            (const char *tag);
void        rd_language_free           (RdLanguage *self);
const char *rd_language_get_tag        (RdLanguage *self);

GArray     *rd_language_read_sentences (RdLanguage *self,
                                        const char *text);
GArray     *rd_language_read_words     (RdLanguage *self,
                                        const char *text,
                                        gssize      length);
char       *rd_language_stem           (RdLanguage *self,
                                        const char *word);
guint64     rd_language_get_term       (RdLanguage *self,
                                        const char *word);
GHashTable *rd_language_get_table      (RdLanguage *self,
                                        const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdLanguage, rd_language_free)

G_END_DECLS
