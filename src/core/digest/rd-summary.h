/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses what to quote: for each topic, and for the whole. Every line is the author's own, to the letter. */
#pragma once

#include "digest/rd-digest-maker.h"
#include "digest/rd-sentences.h"

G_BEGIN_DECLS

void rd_summary_write (RdDigest              *digest,
                       const RdDigestOptions *options,
                       RdSentences           *sentences);

G_END_DECLS
