/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Greetings, agendas, handovers, summaries of the day, goodbyes: known by how they are headed or begin. */
#include "topics/rd-housekeeping.h"

#include "base/rd-string.h"

#include <string.h>

/* The beginning of a post in which a turn of phrase says what it is. */
#define OPENING_BYTES 400

/* Letters and digits alone, in lower case: "Here’s a summary" and "here 's a summary" are the same. */
static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (squeezed, g_unichar_tolower (c));
    }

  return g_string_free (squeezed, FALSE);
}

static gboolean
matches (const char *place,
         const char *phrase,
         const char *heading,
         const char *opening,
         gboolean    is_note)
{
  g_autofree char *squeezed = squeeze (phrase);

  if (g_str_equal (place, "heading"))
    return g_str_equal (heading, squeezed);
  if (g_str_equal (place, "heading-start"))
    return g_str_has_prefix (heading, squeezed);
  if (g_str_equal (place, "start"))
    return g_str_has_prefix (opening, squeezed);

  if (g_str_equal (place, "opening") || (g_str_equal (place, "note") && is_note))
    return strstr (opening, squeezed) != NULL;

  return FALSE;
}

/**
 * rd_housekeeping_is:
 * @entry: a post
 * @language: its language, whose table "housekeeping" has the turns of phrase
 *
 * Returns: whether the post tells of no story: it greets, says what is to come, hands over, sums up the day or ends it,
 *   or has no words
 */
gboolean
rd_housekeeping_is (RdEntry    *entry,
                    RdLanguage *language)
{
  GHashTable *phrases = rd_language_get_table (language, "housekeeping");
  g_autofree char *heading = squeeze (entry->title != NULL ? entry->title : "");
  const char *text = rd_body_get_text (entry->body);
  g_autofree char *beginning = rd_string_cut (text, OPENING_BYTES);
  g_autofree char *opening = squeeze (beginning);
  gboolean is_note = strlen (text) <= OPENING_BYTES;
  GHashTableIter iter;
  const char *phrase;
  const char *place;

  if (entry->summary || (heading[0] == '\0' && opening[0] == '\0'))
    return TRUE;
  if (phrases == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, phrases);
  while (g_hash_table_iter_next (&iter, (gpointer *) &phrase, (gpointer *) &place))
    if (matches (place, phrase, heading, opening, is_note))
      return TRUE;

  return FALSE;
}
