/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed in a text, word by word, to be shown to the reader. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdDifferenceKind:
 * @RD_DIFFERENCE_SAME: in both texts
 * @RD_DIFFERENCE_REMOVED: only in the text before
 * @RD_DIFFERENCE_ADDED: only in the text after
 */
typedef enum
{
  RD_DIFFERENCE_SAME,
  RD_DIFFERENCE_REMOVED,
  RD_DIFFERENCE_ADDED,
} RdDifferenceKind;

/**
 * RdDifference:
 * @kind: where it stands
 * @text: what it says, never empty
 *
 * A part of two texts that are compared.
 */
typedef struct
{
  RdDifferenceKind kind;
  char *text;
} RdDifference;

void       rd_difference_free (RdDifference *self);

GPtrArray *rd_difference_make (const char   *before,
                               const char   *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdDifference, rd_difference_free)

G_END_DECLS
