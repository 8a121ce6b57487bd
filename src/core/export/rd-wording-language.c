/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language that wording is in, and what depends on it alone. */
#include "export/rd-wording.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/uloc.h>

/* What stands before the language in the head of a translation, which is the translation of nothing. */
#define FIELD "\nLanguage: "

/**
 * rd_wording_find_language:
 *
 * Returns: (transfer full): the language of the translation that is in use, which need not be the locale's: a BCP 47 tag
 */
char *
rd_wording_find_language (void)
{
  const char *head = g_dgettext (NULL, "");
  const char *field = strstr (head, FIELD);
  g_autofree char *code = NULL;
  char locale[ULOC_FULLNAME_CAPACITY];
  char tag[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;

  if (field == NULL)
    return g_strdup ("en");

  field += strlen (FIELD);
  code = g_strndup (field, strcspn (field, "\n"));
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
