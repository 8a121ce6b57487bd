/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says how well each sentence would stand in a summary. */
#pragma once

#include "digest/rd-sentences.h"

G_BEGIN_DECLS

double *rd_sentence_score_all (RdDigest    *digest,
                               RdSentences *sentences);

G_END_DECLS
