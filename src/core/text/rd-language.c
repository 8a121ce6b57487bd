/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A language: ICU says where its sentences and words end, Snowball what their stems are, and tables in
 * data/language/ how common those are. A language without tables or stemmer goes without. */
#include "text/rd-language.h"

#include "base/rd-data.h"
#include "base/rd-numbers.h"
#include "text/rd-frequencies.h"

#include <libstemmer.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uloc.h>

#define USUAL_LANGUAGE "en"

/* How many bytes a word mostly takes with the space after it, or more. */
#define USUAL_WORD_BYTES 5u

/* How many word forms are remembered with their terms. A long blog has about 20,000. */
#define MAX_KNOWN_FORMS 100000u

/* A longer word is none that a table has or a stemmer knows; its beginning stands for it. */
#define MAX_WORD_BYTES 64u

/* The last character may go beyond that; and the byte that closes the word. */
#define MAX_FOLDED_BYTES (MAX_WORD_BYTES + 6)

/* What is known of a word form. */
typedef struct
{
  guint64 term;
  float idf;
  gboolean stop;
} Form;

struct _RdLanguage
{
  char *tag;                    /* (owned) */
  UBreakIterator *sentences;    /* (owned) */
  UBreakIterator *words;        /* (owned) */
  struct sb_stemmer *stemmer;   /* (nullable) (owned) */
  RdFrequencies *frequencies;   /* (nullable) (owned) */
  RdNumbers *known_forms;       /* (owned): the numbers of word forms */
  GArray *forms;                /* (owned) (element-type Form): what is known of each of them */
  GHashTable *tables;           /* (owned): table's name to its GHashTable, or to NULL where there is none */
  GHashTable *stop_words;       /* (nullable) (unowned) */
  GHashTable *abbreviations;    /* (nullable) (unowned) */
};

static void
unref_table (gpointer table)
{
  g_clear_pointer ((GHashTable **) &table, g_hash_table_unref);
}

static UBreakIterator *
open_iterator (UBreakIteratorType  type,
               const char         *locale)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open (type, locale, NULL, 0, &status);

  /* ICU has rules for every language, if only the general ones; without its data no program that uses it works. */
  if (U_FAILURE (status))
    g_error ("ICU cannot break text: %s", u_errorName (status));

  return iterator;
}

static GBytes *
load_table (RdLanguage *self,
            const char *name)
{
  g_autofree char *path = g_strdup_printf ("language/%s/%s", self->tag, name);

  return rd_data_load (path);
}

/**
 * rd_language_name:
 * @tag: (nullable): a BCP 47 tag, such as "en-GB"; %NULL or nonsense is taken for English
 *
 * Returns: (transfer full): the tag of that language alone, such as "en", whatever its script or region
 */
char *
rd_language_name (const char *tag)
{
  char language[ULOC_LANG_CAPACITY] = "";
  char locale[ULOC_FULLNAME_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;

  uloc_forLanguageTag (tag != NULL ? tag : USUAL_LANGUAGE, locale, sizeof locale, NULL, &status);
  uloc_getLanguage (locale, language, sizeof language, &status);

  return g_strdup (U_SUCCESS (status) && language[0] != '\0' ? language : USUAL_LANGUAGE);
}

/**
 * rd_language_new:
 * @tag: (nullable): a BCP 47 tag, as rd_language_name() takes it
 *
 * Returns: (transfer full): the rules and tables of that language
 */
RdLanguage *
rd_language_new (const char *tag)
{
  RdLanguage *self = g_new0 (RdLanguage, 1);
  g_autoptr (GBytes) frequencies = NULL;
  char locale[ULOC_FULLNAME_CAPACITY];

  self->tag = rd_language_name (tag);

  /* "ss=standard": sentences do not end at the abbreviations that CLDR lists. */
  g_snprintf (locale, sizeof locale, "%s@ss=standard", self->tag);
  self->sentences = open_iterator (UBRK_SENTENCE, locale);
  self->words = open_iterator (UBRK_WORD, self->tag);
  self->stemmer = sb_stemmer_new (self->tag, NULL);

  self->known_forms = rd_numbers_new ();
  self->forms = g_array_new (FALSE, FALSE, sizeof (Form));
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_table);
  self->stop_words = rd_language_get_table (self, "stop-words");
  self->abbreviations = rd_language_get_table (self, "abbreviations");
  frequencies = load_table (self, "frequencies");
  self->frequencies = frequencies != NULL ? rd_frequencies_new (frequencies) : NULL;

  return self;
}

/**
 * rd_language_free:
 * @self: (nullable): a language
 */
void
rd_language_free (RdLanguage *self)
{
  if (self == NULL)
    return;

  g_free (self->tag);
  ubrk_close (self->sentences);
  ubrk_close (self->words);
  g_clear_pointer (&self->stemmer, sb_stemmer_delete);
  rd_frequencies_free (self->frequencies);
  rd_numbers_free (self->known_forms);
  g_array_unref (self->forms);
  g_hash_table_unref (self->tables);
  g_free (self);
}

/**
 * rd_language_get_tag:
 * @self: a language
 *
 * Returns: (transfer none): its BCP 47 tag, without script or region
 */
const char *
rd_language_get_tag (RdLanguage *self)
{
  return self->tag;
}

/**
 * rd_language_get_table:
 * @self: a language
 * @name: the name of a file in data/language/, such as "stop-words"
 *
 * Reads a table of words or phrases: one a line, mostly in lower case, perhaps with a tab and a value; lines that begin
 * with '#' are remarks.
 *
 * Returns: (transfer none) (nullable) (element-type utf8 utf8): word to value, which is "" where it has none; %NULL
 *   where the language has no such table
 */
GHashTable *
rd_language_get_table (RdLanguage *self,
                       const char *name)
{
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) lines = NULL;
  GHashTable *table = NULL;

  if (g_hash_table_lookup_extended (self->tables, name, NULL, (gpointer *) &table))
    return table;

  bytes = load_table (self, name);
  if (bytes != NULL)
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
    }
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 2);

      if (fields[0] != NULL && fields[0][0] != '\0' && fields[0][0] != '#')
        g_hash_table_replace (table, g_strdup (fields[0]), g_strdup (fields[1] != NULL ? fields[1] : ""));
    }
  g_hash_table_insert (self->tables, g_strdup (name), table);

  return table;
}

/* ---- sentences */

/* Calls for each part of the text in turn, which is what lies between two breaks. */
typedef void (*TakePart) (RdLanguage *self,
                          const char *text,
                          RdSpan      part,
                          GArray     *taken);

static void
break_text (RdLanguage     *self,
            UBreakIterator *iterator,
            const char     *text,
            RdSpan          within,
            TakePart        take_part,
            GArray         *taken)
{
  UErrorCode status = U_ZERO_ERROR;
  UText *opened = utext_openUTF8 (NULL, text + within.start, within.length, &status);
  int32_t start = 0;

  ubrk_setUText (iterator, opened, &status);
  if (U_SUCCESS (status))
    for (int32_t end = ubrk_next (iterator); end != UBRK_DONE; end = ubrk_next (iterator))
      {
        take_part (self, text, (RdSpan) { within.start + start, end - start }, taken);
        start = end;
      }
  utext_close (opened);
}

static RdSpan
trim (const char *text,
      RdSpan      span)
{
  const char *start = text + span.start;
  const char *end = start + span.length;

  while (start < end && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return (RdSpan) { start - text, end - start };
}

/* Whether what ICU takes for the end of a sentence is only an abbreviation that CLDR does not know: one of the table
 * ("Lt."), or initials ("U.S."). */
static gboolean
ends_in_abbreviation (RdLanguage *self,
                      const char *text,
                      RdSpan      sentence)
{
  const char *end = text + sentence.start + sentence.length;
  const char *start = end;
  g_autofree char *word = NULL;

  while (start > text + sentence.start && start[-1] != ' ')
    start--;
  if (end - start < 2 || end[-1] != '.')
    return FALSE;

  word = g_ascii_strdown (start, end - start - 1);
  if (self->abbreviations != NULL && g_hash_table_contains (self->abbreviations, word))
    return TRUE;

  /* Every second character a full stop, from a capital on. */
  for (const char *p = start; p < end; p += 2)
    if (!g_ascii_isupper (p[0]) || p[1] != '.')
      return FALSE;

  return TRUE;
}

static void
take_sentence (RdLanguage *self,
               const char *text,
               RdSpan      part,
               GArray     *sentences)
{
  RdSpan sentence = trim (text, part);
  RdSpan *last = sentences->len > 0 ? &g_array_index (sentences, RdSpan, sentences->len - 1) : NULL;

  if (sentence.length == 0)
    return;

  /* A paragraph break, which ends every sentence, is a line feed. */
  if (last != NULL
      && memchr (text + last->start, '\n', sentence.start - last->start) == NULL
      && ends_in_abbreviation (self, text, *last))
    last->length = sentence.start + sentence.length - last->start;
  else
    g_array_append_val (sentences, sentence);
}

/**
 * rd_language_read_sentences:
 * @self: a language
 * @text: UTF-8 text, its paragraphs apart by line feeds
 *
 * Returns: (transfer full) (element-type RdSpan): its sentences in order, without white space around them; none goes
 *   across a line feed
 */
GArray *
rd_language_read_sentences (RdLanguage *self,
                            const char *text)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (RdSpan));

  for (const char *line = text; *line != '\0';)
    {
      const char *end = strchrnul (line, '\n');

      break_text (self, self->sentences, text, (RdSpan) { line - text, end - line }, take_sentence, sentences);
      line = *end == '\n' ? end + 1 : end;
    }

  return sentences;
}

/* ---- words */

/* In lower case by Unicode's general rules, whatever the user's locale, and with one kind of apostrophe.
 *
 * Returns: how many bytes there are before the one that closes it */
static gsize
fold_word (const char *word,
           gsize       length,
           char        folded[MAX_FOLDED_BYTES])
{
  gsize n = 0;

  for (const char *p = word; p < word + length && n < MAX_WORD_BYTES; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80)
        folded[n++] = g_ascii_tolower (c);
      else
        n += g_unichar_to_utf8 (c == 0x2019 || c == 0x02bc ? '\'' : g_unichar_tolower (c), folded + n);
    }
  folded[n] = '\0';

  return n;
}

static char *
stem_folded (RdLanguage *self,
             const char *word)
{
  const sb_symbol *stem;

  if (self->stemmer == NULL)
    return g_strdup (word);

  stem = sb_stemmer_stem (self->stemmer, (const sb_symbol *) word, strlen (word));
  return stem != NULL ? g_strndup ((const char *) stem, sb_stemmer_length (self->stemmer)) : g_strdup (word);
}

static Form
read_form (RdLanguage *self,
           const char *folded)
{
  g_autofree char *stem = stem_folded (self, folded);

  return (Form) {
    .term = rd_number_of (stem, strlen (stem)),
    .idf = self->frequencies != NULL ? rd_frequencies_weigh (self->frequencies, stem) : 1,
    .stop = self->stop_words != NULL && g_hash_table_contains (self->stop_words, folded),
  };
}

/* Returns: (transfer none): what is known of a word, until the next one */
static const Form *
look_up_form (RdLanguage *self,
              const char *word,
              gsize       length)
{
  char folded[MAX_FOLDED_BYTES];
  const gsize n_bytes = fold_word (word, length, folded);
  gboolean is_new;
  guint place;

  if (self->forms->len >= MAX_KNOWN_FORMS)
    {
      rd_numbers_clear (self->known_forms);
      g_array_set_size (self->forms, 0);
    }

  place = rd_numbers_add (self->known_forms, rd_number_of (folded, n_bytes), &is_new);
  if (is_new)
    g_array_append_vals (self->forms, &(Form[]) { read_form (self, folded) }, 1);

  return &g_array_index (self->forms, Form, place);
}

static void
take_word (RdLanguage *self,
           const char *text,
           RdSpan      part,
           GArray     *words)
{
  int32_t kind = ubrk_getRuleStatus (self->words);
  const Form *form;
  RdWord word = { .span = part };

  /* White space and punctuation. */
  if (kind < UBRK_WORD_NONE_LIMIT)
    return;

  form = look_up_form (self, text + part.start, part.length);
  word.term = form->term;
  word.idf = form->idf;
  word.stop = form->stop;
  word.number = kind < UBRK_WORD_NUMBER_LIMIT;
  word.capital = g_unichar_isupper (g_utf8_get_char (text + part.start));
  g_array_append_val (words, word);
}

/**
 * rd_language_read_words:
 * @self: a language
 * @text: UTF-8 text
 * @length: its length in bytes, or -1 where it is closed by a zero byte
 *
 * Returns: (transfer full) (element-type RdWord): its words in order
 */
GArray *
rd_language_read_words (RdLanguage *self,
                        const char *text,
                        gssize      length)
{
  const guint n_bytes = length >= 0 ? (guint) length : strlen (text);
  GArray *words = g_array_sized_new (FALSE, FALSE, sizeof (RdWord), n_bytes / USUAL_WORD_BYTES + 1);

  break_text (self, self->words, text, (RdSpan) { 0, n_bytes }, take_word, words);
  return words;
}

/**
 * rd_language_stem:
 * @self: a language
 * @word: a word, in any case
 *
 * Returns: (transfer full): what its inflected forms have in common, in lower case
 */
char *
rd_language_stem (RdLanguage *self,
                  const char *word)
{
  char folded[MAX_FOLDED_BYTES];

  fold_word (word, strlen (word), folded);
  return stem_folded (self, folded);
}

/**
 * rd_language_get_term:
 * @self: a language
 * @word: a word, in any case
 *
 * Returns: what [struct@Word] has as the term of such a word
 */
guint64
rd_language_get_term (RdLanguage *self,
                      const char *word)
{
  return look_up_form (self, word, strlen (word))->term;
}
