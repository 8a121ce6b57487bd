/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader wants to be told of wherever it is mentioned. */
#pragma once

#include "text/rd-language.h"

G_BEGIN_DECLS

/**
 * RdKeywords:
 *
 * Words and phrases to look for in texts of one language.
 */
typedef struct _RdKeywords RdKeywords;

RdKeywords *rd_keywords_new  (const char *const  *keywords,
                              RdLanguage         *language);
void        rd_keywords_free (RdKeywords         *self);
const char *rd_keywords_find (RdKeywords         *self,
                              const char         *title,
                              const char         *text);
char       *rd_keywords_quote (const char        *keyword,
                              RdLanguage         *language,
                              const char         *title,
                              const char         *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdKeywords, rd_keywords_free)

G_END_DECLS
