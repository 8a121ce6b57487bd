/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives each topic of a digest a name of 1 to 4 words, a subtitle, and the terms that tell it from the others. */
#pragma once

#include "model/rd-digest.h"
#include "text/rd-language.h"

G_BEGIN_DECLS

void rd_labels_assign (GPtrArray  *topics,
                       RdLanguage *language);

G_END_DECLS
