/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a post is about, as weighted terms. */
#pragma once

#include "model/rd-blog.h"
#include "text/rd-language.h"
#include "topics/rd-index.h"

G_BEGIN_DECLS

/**
 * RdReading:
 * @text: the heading, if there is one, and the body
 * @words: (element-type RdWord): the words of @text
 * @vector: (element-type RdTerm): what they tell; of length 1, unless it is empty
 *
 * A post as the grouping sees it.
 */
typedef struct
{
  char *text;
  GArray *words;
  GArray *vector;
} RdReading;

/**
 * RdTermCounts:
 *
 * In how many of the latest posts of a blog each term occurs.
 */
typedef struct _RdTermCounts RdTermCounts;

/**
 * RdReader:
 *
 * Reads posts of one language.
 */
typedef struct _RdReader RdReader;

RdTermCounts *rd_term_counts_new  (void);
void          rd_term_counts_free (RdTermCounts *self);
GVariant     *rd_term_counts_write (RdTermCounts *self);
void          rd_term_counts_read (RdTermCounts *self,
                                   GVariant     *counts);

RdReader     *rd_reader_new       (RdLanguage   *language);
void          rd_reader_free      (RdReader     *self);
RdReading    *rd_reader_read      (RdReader     *self,
                                   RdEntry      *entry,
                                   RdTermCounts *counts);

void          rd_reading_free     (RdReading    *self);
GStrv         rd_reading_quote    (RdReading    *self,
                                   GArray       *terms,
                                   guint         n_terms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdTermCounts, rd_term_counts_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdReading, rd_reading_free)

G_END_DECLS
