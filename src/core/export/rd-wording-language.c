/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language that wording is in, and what depends on it alone. */
#include "export/rd-wording.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/uloc.h>

/* What stands before the language in a line of a translation's head, which is the translation of nothing. */
#define FIELD "Language: "

/**
 * rd_wording_find_language:
 *
 * Returns: (transfer full): the language of the translation that is in use, which need not be the locale's: a BCP 47 tag
 */
char *
rd_wording_find_language (void)
{
  g_auto (GStrv) head = g_strsplit (g_dgettext (NULL, ""), "\n", -1);
  const char *code = "en";
  char locale[ULOC_FULLNAME_CAPACITY];
  char tag[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;

  for (gsize i = 0; head[i] != NULL; i++)
    if (g_str_has_prefix (head[i], FIELD))
      code = head[i] + strlen (FIELD);
  uloc_canonicalize (code, locale, sizeof locale, &status);
  if (U_SUCCESS (status))
    uloc_toLanguageTag (locale, tag, sizeof tag, FALSE, &status);

  return g_strdup (U_SUCCESS (status) && tag[0] != '\0' ? tag : "en");
}

/**
 * rd_wording_is_right_to_left:
 * @language: a BCP 47 tag
 *
 * Returns: whether it is written from right to left
 */
gboolean
rd_wording_is_right_to_left (const char *language)
{
  return uloc_isRightToLeft (language);
}

/**
 * rd_wording_list:
 * @parts: (array zero-terminated=1): what is said one after the other
 *
 * Returns: (transfer full): that as a list
 */
char *
rd_wording_list (char **parts)
{
  /* Translators: what stands between the parts of a list, as in ‘one, two, three’. */
  return g_strjoinv (C_("list", ", "), parts);
}
