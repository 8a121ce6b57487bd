/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says how much each post looks like a key event, and which ones are. */
#pragma once

#include "digest/rd-sentences.h"

G_BEGIN_DECLS

void rd_key_events_mark (RdDigest    *digest,
                         RdSentences *sentences);

G_END_DECLS
