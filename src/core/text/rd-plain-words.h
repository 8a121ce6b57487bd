/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of plain text, which are found without ICU: letters of English, digits, and the usual marks around them. */
#pragma once

#include "text/rd-language.h"

G_BEGIN_DECLS

/* How many words there are between two spaces of plain text, at most. */
#define RD_PLAIN_WORDS 8u

/**
 * RdPlainWord:
 * @span: where it stands
 * @number: whether it is made of digits
 *
 * A word in plain text.
 */
typedef struct
{
  RdSpan span;
  gboolean number;
} RdPlainWord;

guint rd_plain_words_read (const char  *text,
                           guint        start,
                           guint        end,
                           RdPlainWord  words[RD_PLAIN_WORDS],
                           int         *n_words);

G_END_DECLS
