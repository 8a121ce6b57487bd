/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules for word boundaries of UAX #29 as far as plain text goes, where they are the same in all languages: letters
 * and digits do not touch each other, and of what may join them only what always does is known here.
 * (https://unicode.org/reports/tr29/#Word_Boundary_Rules) */
#include "text/rd-plain-words.h"

#include <string.h>

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n';
}

/* Dashes, quotation marks and the ellipsis, which newspapers are full of. */
static gboolean
is_long_mark (const char *text,
              guint       at,
              guint       end)
{
  static const char last_bytes[] = { '\x93', '\x94', '\x98', '\x99', '\x9c', '\x9d', '\xa6' };

  return at + 3 <= end && memcmp (text + at, "\xe2\x80", 2) == 0
         && memchr (last_bytes, text[at + 2], sizeof last_bytes) != NULL;
}

static gboolean
is_mark (const char *text,
         guint       at,
         guint       end)
{
  const gboolean letters = at > 0 && at + 1 < end && g_ascii_isalpha (text[at - 1]) && g_ascii_isalpha (text[at + 1]);
  const gboolean digits = at > 0 && at + 1 < end && g_ascii_isdigit (text[at - 1]) && g_ascii_isdigit (text[at + 1]);

  return g_ascii_ispunct (text[at]) && text[at] != '_' && !(text[at] == ':' && letters) && !(text[at] == ';' && digits);
}

/* Returns: how many bytes join letters or digits to more of them; 0 where nothing does */
static guint
measure_joint (const char *text,
               guint       at,
               guint       end,
               gboolean    number)
{
  const guint length = is_long_mark (text, at, end) ? 3 : 1;

  if (at + length >= end || !(number ? g_ascii_isdigit (text[at + length]) : g_ascii_isalpha (text[at + length])))
    return 0;
  if (length == 3)
    return text[at + 2] == '\x98' || text[at + 2] == '\x99' ? 3 : 0;

  return text[at] == '\'' || text[at] == '.' || (number && text[at] == ',');
}

/* Returns: where a word ends, or 0 where it is not plain */
static guint
find_end (const char *text,
          guint       at,
          guint       end,
          gboolean    number)
{
  guint joint;

  do
    {
      while (at < end && (number ? g_ascii_isdigit (text[at]) : g_ascii_isalpha (text[at])))
        at++;
      joint = at < end ? measure_joint (text, at, end, number) : 0;
      at += joint;
    }
  while (joint > 0);

  return at < end && g_ascii_isalnum (text[at]) ? 0 : at;
}

/**
 * rd_plain_words_read:
 * @text: UTF-8 text
 * @start: where to begin, at a space or a line feed, or where the text does
 * @end: where the text ends
 * @words: (out): the words up to the next space
 * @n_words: (out): how many there are; -1 where the text up to there is not plain
 *
 * Returns: where it got to: to the next space or line feed after anything else, or to @end
 */
guint
rd_plain_words_read (const char  *text,
                     guint        start,
                     guint        end,
                     RdPlainWord  words[RD_PLAIN_WORDS],
                     int         *n_words)
{
  guint at = start;
  gboolean plain = TRUE;

  *n_words = 0;
  while (at < end && is_space (text[at]))
    at++;

  while (at < end && plain && !is_space (text[at]))
    {
      const gboolean number = g_ascii_isdigit (text[at]);

      if (number || g_ascii_isalpha (text[at]))
        {
          const guint word_end = find_end (text, at, end, number);

          plain = word_end > 0 && *n_words < (int) RD_PLAIN_WORDS;
          if (plain)
            words[(*n_words)++] = (RdPlainWord) { { at, word_end - at }, number };
          at = MAX (at, word_end);
        }
      else if (is_long_mark (text, at, end))
        at += 3;
      else
        plain = is_mark (text, at++, end);
    }

  if (!plain)
    *n_words = -1;
  while (at < end && !is_space (text[at]))
    at++;

  return at;
}
