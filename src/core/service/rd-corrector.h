/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader corrects about topics, and how to take it back. */
#pragma once

#include "service/rd-service.h"

G_BEGIN_DECLS

/**
 * RdWishKind:
 * @RD_WISH_RENAME: a topic is called otherwise
 * @RD_WISH_MERGE: a topic's posts, those to come too, stand in another one
 * @RD_WISH_PIN: a topic stands on top, and is not muted
 * @RD_WISH_UNPIN: it no longer does
 * @RD_WISH_MUTE: a topic stands below the others, is not pinned, and nothing of it is announced
 * @RD_WISH_UNMUTE: it is like others again
 * @RD_WISH_MOVE: a post stands in another topic
 * @RD_WISH_SPLIT: a post stands in a topic of its own
 * @RD_WISH_SEE: posts are no longer new
 */
typedef enum
{
  RD_WISH_RENAME,
  RD_WISH_MERGE,
  RD_WISH_PIN,
  RD_WISH_UNPIN,
  RD_WISH_MUTE,
  RD_WISH_UNMUTE,
  RD_WISH_MOVE,
  RD_WISH_SPLIT,
  RD_WISH_SEE,
} RdWishKind;

/**
 * RdWish:
 * @kind: what is to be otherwise
 * @subject: (nullable): the id of the topic or, for %RD_WISH_MOVE and %RD_WISH_SPLIT, of the post
 * @value: (nullable): for %RD_WISH_RENAME the new name, where an empty one gives the topic back its own; for
 *   %RD_WISH_MERGE and %RD_WISH_MOVE the id of the topic that takes in; for %RD_WISH_MUTE until when, as rd_time_format()
 *   writes it, or %NULL for good
 * @name: (nullable): for %RD_WISH_MERGE, what that one is called from now on
 * @entry_ids: (nullable): for %RD_WISH_SEE, the posts
 *
 * What the reader wants to be otherwise.
 */
typedef struct
{
  RdWishKind kind;
  const char *subject;
  const char *value;
  const char *name;
  const char *const *entry_ids;
} RdWish;

/**
 * RdUndo:
 *
 * What a wish has changed: enough to change it back.
 */
typedef struct _RdUndo RdUndo;

void     rd_undo_free         (RdUndo        *self);
RdUndo  *rd_corrector_fulfil  (RdLibrary     *library,
                               const RdWish  *wish,
                               GDateTime     *now,
                               GError       **error);
gboolean rd_corrector_undo    (RdLibrary     *library,
                               RdUndo        *undo,
                               GDateTime     *now,
                               GError       **error);
void     rd_corrector_fulfil_async  (RdService            *service,
                                     const RdWish         *wish,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
RdUndo  *rd_corrector_fulfil_finish (RdService            *service,
                                     GAsyncResult         *result,
                                     GError              **error);
void     rd_corrector_undo_async    (RdService            *service,
                                     RdUndo               *undo,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean rd_corrector_undo_finish   (RdService            *service,
                                     GAsyncResult         *result,
                                     RdUndo              **undo,
                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdUndo, rd_undo_free)

G_END_DECLS
