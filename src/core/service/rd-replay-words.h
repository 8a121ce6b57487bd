/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that are made up for a replay: what a post said before it was edited, what one said that is gone. */
#pragma once

#include "model/rd-body.h"

G_BEGIN_DECLS

RdBody *rd_replay_words_take_back (RdBody  *body,
                                   guint32  number);
RdBody *rd_replay_words_invent    (guint32  number);

G_END_DECLS
