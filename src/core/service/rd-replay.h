/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A live blog as it stood at any moment, made from how it stands in the end. */
#pragma once

#include "model/rd-blog.h"

G_BEGIN_DECLS

/**
 * RdReplay:
 *
 * What happened to a live blog, and when. It never changes, and several threads may ask it.
 */
typedef struct _RdReplay RdReplay;

/**
 * RdReplayKind:
 * @RD_REPLAY_APPEARED: a post is new
 * @RD_REPLAY_REWORDED: it has other words than before
 * @RD_REPLAY_TOUCHED: something else of it is not as before: whether it is pinned, or when it was changed last
 * @RD_REPLAY_DELETED: it is gone
 *
 * What can happen to a post.
 */
typedef enum
{
  RD_REPLAY_APPEARED,
  RD_REPLAY_REWORDED,
  RD_REPLAY_TOUCHED,
  RD_REPLAY_DELETED,
} RdReplayKind;

/**
 * RdReplayChange:
 * @kind: what happens
 * @time: when
 * @entry: the post from then on; for one that is deleted, as it was before
 *
 * What happens to a post at one moment.
 */
typedef struct
{
  RdReplayKind kind;
  GDateTime *time;
  RdEntry *entry;
} RdReplayChange;

RdReplay  *rd_replay_new            (RdBlog     *final,
                                     guint32     seed);
RdReplay  *rd_replay_ref            (RdReplay   *self);
void       rd_replay_unref          (RdReplay   *self);
GDateTime *rd_replay_get_start      (RdReplay   *self);
GDateTime *rd_replay_get_end        (RdReplay   *self);
RdBlog    *rd_replay_at             (RdReplay   *self,
                                     GDateTime  *time);
GPtrArray *rd_replay_list_changes   (RdReplay   *self,
                                     GDateTime  *after,
                                     GDateTime  *until);
guint      rd_replay_count_wordings (RdReplay   *self,
                                     const char *entry_id);
GStrv      rd_replay_list_deleted   (RdReplay   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdReplay, rd_replay_unref)

G_END_DECLS
