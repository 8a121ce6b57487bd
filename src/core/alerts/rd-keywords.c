/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks for words and phrases: whole words, in any form that their language has, whatever their case and accents. */
#include "alerts/rd-keywords.h"

#include "base/rd-string.h"

#include <string.h>

/* More is not looked for: so many keywords, of so many words and bytes each; and no further into a text. */
#define MOST_KEYWORDS 100u
#define MOST_WORDS 8u
#define MOST_KEYWORD_BYTES 200u
#define MOST_TEXT_BYTES (64u * 1024)

typedef struct
{
  char *keyword; /* (owned): as the reader typed it */
  GArray *words; /* (owned) (element-type RdWord) */
} Phrase;

struct _RdKeywords
{
  RdLanguage *language; /* (unowned) */
  GArray *phrases;      /* (owned) (element-type Phrase) */
};

static void
clear_phrase (gpointer data)
{
  Phrase *phrase = data;

  g_free (phrase->keyword);
  g_array_unref (phrase->words);
}

/* Accents of Latin, Greek and Cyrillic letters, which who types a keyword often leaves out; and what is not seen within
 * a word, as soft hyphens and what turns its direction. */
static gboolean
is_left_out (gunichar c)
{
  return (c >= 0x300 && c <= 0x36f) || (g_unichar_type (c) == G_UNICODE_FORMAT && !rd_string_is_blank (c));
}

static char *
strip (const char *text)
{
  g_autofree char *cut = rd_string_cut (text, MOST_TEXT_BYTES);
  g_autofree char *apart = g_utf8_normalize (cut, -1, G_NORMALIZE_NFD);
  GString *stripped = g_string_sized_new (strlen (cut) + 1);

  for (const char *p = apart != NULL ? apart : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (!is_left_out (c))
        g_string_append_unichar (stripped, c);
    }

  return g_string_free_and_steal (stripped);
}

/**
 * rd_keywords_new:
 * @keywords: words and phrases; those beyond what can be looked for are left out
 * @language: (transfer none): the language of the texts; it stays as long as the keywords
 *
 * Returns: (transfer full): what finds them
 */
RdKeywords *
rd_keywords_new (const char *const *keywords,
                 RdLanguage        *language)
{
  RdKeywords *self = g_new0 (RdKeywords, 1);

  self->language = language;
  self->phrases = g_array_new (FALSE, FALSE, sizeof (Phrase));
  g_array_set_clear_func (self->phrases, clear_phrase);
  for (guint i = 0; keywords[i] != NULL && self->phrases->len < MOST_KEYWORDS; i++)
    {
      g_autofree char *stripped = strip (keywords[i]);
      g_autoptr (GArray) words = rd_language_read_words (language, stripped, -1);

      if (words->len > 0 && words->len <= MOST_WORDS && strlen (keywords[i]) <= MOST_KEYWORD_BYTES)
        g_array_append_vals (self->phrases, &(Phrase) { g_strdup (keywords[i]), g_steal_pointer (&words) }, 1);
    }

  return self;
}

/**
 * rd_keywords_free:
 * @self: (transfer full): keywords
 */
void
rd_keywords_free (RdKeywords *self)
{
  g_array_unref (self->phrases);
  g_free (self);
}

/* Whether two words stand one after the other: a phrase does not go on in the next paragraph. */
static gboolean
are_neighbours (const char   *text,
                const RdWord *one,
                const RdWord *other)
{
  const guint end = one->span.start + one->span.length;

  return memchr (text + end, '\n', other->span.start - end) == NULL;
}

static gboolean
stands_at (const Phrase *phrase,
           const char   *text,
           GArray       *words,
           guint         first)
{
  for (guint i = 0; i < phrase->words->len; i++)
    {
      const RdWord *word = &g_array_index (words, RdWord, first + i);

      if (word->term != g_array_index (phrase->words, RdWord, i).term
          || (i > 0 && !are_neighbours (text, word - 1, word)))
        return FALSE;
    }

  return TRUE;
}

static const char *
find_in (RdKeywords *self,
         const char *text)
{
  g_autofree char *stripped = strip (text);
  g_autoptr (GArray) words = rd_language_read_words (self->language, stripped, -1);

  for (guint first = 0; first < words->len; first++)
    for (guint i = 0; i < self->phrases->len; i++)
      {
        const Phrase *phrase = &g_array_index (self->phrases, Phrase, i);

        if (phrase->words->len <= words->len - first && stands_at (phrase, stripped, words, first))
          return phrase->keyword;
      }

  return NULL;
}

/**
 * rd_keywords_find:
 * @self: keywords
 * @title: (nullable): a heading
 * @text: the text below it
 *
 * Returns: (transfer none) (nullable): the keyword that is mentioned first, or %NULL where none is
 */
const char *
rd_keywords_find (RdKeywords *self,
                  const char *title,
                  const char *text)
{
  const char *found = self->phrases->len > 0 && title != NULL ? find_in (self, title) : NULL;

  return found != NULL || self->phrases->len == 0 ? found : find_in (self, text);
}

/**
 * rd_keywords_quote:
 * @keyword: a word or phrase
 * @language: (transfer none): the language of the texts
 * @title: (nullable): a heading
 * @text: the text below it
 *
 * Returns: (transfer full) (nullable): the first sentence of @text that mentions it, to the letter; %NULL where @title does,
 *   or none
 */
char *
rd_keywords_quote (const char *keyword,
                   RdLanguage *language,
                   const char *title,
                   const char *text)
{
  const char *const wanted[] = { keyword, NULL };
  g_autoptr (RdKeywords) self = rd_keywords_new (wanted, language);
  g_autofree char *cut = rd_string_cut (text, MOST_TEXT_BYTES);
  g_autoptr (GArray) sentences = NULL;

  if (self->phrases->len == 0 || (title != NULL && find_in (self, title) != NULL))
    return NULL;

  sentences = rd_language_read_sentences (language, cut);
  for (guint i = 0; i < sentences->len; i++)
    {
      const RdSpan *span = &g_array_index (sentences, RdSpan, i);
      g_autofree char *sentence = g_strndup (cut + span->start, span->length);

      if (find_in (self, sentence) != NULL)
        return g_steal_pointer (&sentence);
    }

  return NULL;
}
