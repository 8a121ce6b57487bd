/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is an edit of a post, and what is only another mark on it. */
#pragma once

#include "model/rd-blog.h"

G_BEGIN_DECLS

/**
 * RdChange:
 * @RD_CHANGE_NONE: nothing is different
 * @RD_CHANGE_MARKS: what it says is the same, and something else is different, be it only white space
 * @RD_CHANGE_WORDS: it says something else
 *
 * What has happened to a post between two readings.
 */
typedef enum
{
  RD_CHANGE_NONE,
  RD_CHANGE_MARKS,
  RD_CHANGE_WORDS,
} RdChange;

RdChange rd_change_find       (RdEntry *before,
                               RdEntry *after);
void     rd_change_take_marks (RdEntry *kept,
                               RdEntry *latest);

G_END_DECLS
