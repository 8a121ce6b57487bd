/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check of a live blog comes to: what is kept of it, how it is followed from then on, when it is due again. */
#pragma once

#include "base/rd-clock.h"
#include "service/rd-finder.h"
#include "service/rd-library.h"
#include "service/rd-pace.h"

G_BEGIN_DECLS

/* How many posts tell a live blog's rhythm. */
#define RD_OUTCOME_TIMES 12u

/**
 * RdOutcome:
 * @followed: the live blog, and how it is followed
 * @times: (element-type gint64): when its last posts came, newest first, in microseconds since 1970
 * @checked: what a look at it brought
 * @asked: the address that was asked, as it may be kept
 * @whole: whether all of it was asked for
 * @now: when the answer was there
 * @conditions: what keeps from asking as often as could be
 * @at_least: seconds that must lie between two checks for another reason
 * @chance: a random number from 0 to 1
 * @taken: what was new in it
 * @changed: (nullable) (element-type utf8): as of rd_library_get_changed(); %NULL for none
 *
 * A check, and what it comes to.
 */
typedef struct
{
  RdFollowed *followed;
  GArray *times;
  RdChecked *checked;
  char *asked;
  gboolean whole;
  GDateTime *now;
  RdConditions conditions;
  guint at_least;
  double chance;
  RdTaken taken;
  GPtrArray *changed;
} RdOutcome;

GPtrArray *rd_outcome_begin    (RdFound     *found,
                                GDateTime   *now,
                                gboolean     attached);
void     rd_outcome_free       (RdOutcome   *self);
gboolean rd_outcome_is_small   (RdOutcome   *self);
void     rd_outcome_settle     (RdOutcome   *self);
gboolean rd_outcome_keep       (RdLibrary   *library,
                                gpointer     outcome,
                                GError     **error);

gboolean rd_outcome_expects_more (const RdFollowed *followed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdOutcome, rd_outcome_free)

G_END_DECLS
