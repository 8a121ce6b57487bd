/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inverted index: which vectors hold a term, so that comparing one with all costs only what they share. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdTerm:
 * @term: as [struct@Word] has it
 * @weight: how much it tells
 *
 * A term of a sparse vector, which is an array of these that holds each term once.
 */
typedef struct
{
  guint64 term;
  double weight;
} RdTerm;

/**
 * RdPosting:
 * @slot: the number of the vector
 * @weight: the weight of the term in it
 *
 * Says that a vector holds a term.
 */
typedef struct
{
  guint slot;
  double weight;
} RdPosting;

/**
 * RdIndex:
 *
 * Vectors by their terms.
 */
typedef struct _RdIndex RdIndex;

RdIndex *rd_index_new          (void);
void     rd_index_free         (RdIndex *self);
void     rd_index_add          (RdIndex *self,
                                guint    slot,
                                GArray  *vector);
void     rd_index_remove       (RdIndex *self,
                                guint    slot,
                                GArray  *vector);
GArray  *rd_index_get_postings (RdIndex *self,
                                guint64  term);
void     rd_index_compare      (RdIndex *self,
                                GArray  *vector,
                                double  *products);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdIndex, rd_index_free)

G_END_DECLS
