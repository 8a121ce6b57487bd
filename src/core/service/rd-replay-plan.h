/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to the posts of a replay, planned in advance; for the replay alone. */
#pragma once

#include "service/rd-replay.h"

G_BEGIN_DECLS

#define RD_REPLAY_MOST_EDITS 2

/**
 * RdReplayState:
 * @from: in µs since 1970, as all times here
 * @entry: (owned): the post
 * @kind: what made it so
 *
 * How a post stands from a moment on.
 */
typedef struct
{
  gint64 from;
  RdEntry *entry;
  RdReplayKind kind;
} RdReplayState;

/**
 * RdReplayPost:
 * @final: (owned): how it stands in the end
 * @invented: whether it is made up, and gone in the end
 * @appears: when it appears
 * @gone: when it is gone again, or %G_MAXINT64
 * @n_edits: how often it is edited
 * @edits: when
 * @pinned: when it is put on top, or %G_MAXINT64
 * @unpinned: when it is taken away from there again, or %G_MAXINT64
 * @states: (owned) (element-type RdReplayState): how it stands, beginning with how it appears
 *
 * A post, and all that happens to it.
 */
typedef struct
{
  RdEntry *final;
  gboolean invented;
  gint64 appears;
  gint64 gone;
  guint n_edits;
  gint64 edits[RD_REPLAY_MOST_EDITS];
  gint64 pinned;
  gint64 unpinned;
  GArray *states;
} RdReplayPost;

GPtrArray *rd_replay_plan (RdBlog  *final,
                           guint32  seed,
                           gint64  *start,
                           gint64  *end);

G_END_DECLS
