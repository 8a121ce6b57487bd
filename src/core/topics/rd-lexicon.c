/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables label-words, given-names, beats, occasions, places and conflict-words of a language, ready to be asked. */
#include "topics/rd-lexicon.h"

#include "base/rd-numbers.h"

#include <string.h>

/* The longest ending in label-words, in bytes. */
#define MAX_ENDING 3u

struct _RdLexicon
{
  RdLanguage *language;    /* (unowned) */
  GHashTable *roles;       /* (nullable) (unowned) */
  GHashTable *given_names; /* (nullable) (unowned) */
  GPtrArray *subjects;     /* (owned) (element-type RdSubject) */
  RdNumbers *phrases;      /* (owned): those of which something is known, and what they begin with */
  GArray *known;           /* (owned) (element-type RdPhrase): what is known of each of them */
  GHashTable *forms;       /* (owned): word in lower case to its form with capitals */
};

static void
free_subject (gpointer data)
{
  RdSubject *self = data;

  g_free (self->name);
  g_free (self);
}

/* Remembers the capitals that a word has. */
static void
add_form (RdLexicon  *self,
          const char *text,
          RdSpan      span)
{
  g_autofree char *form = g_strndup (text + span.start, span.length);
  g_autofree char *folded = g_utf8_strdown (form, -1);

  if (!g_str_equal (form, folded))
    g_hash_table_replace (self->forms, g_steal_pointer (&folded), g_steal_pointer (&form));
}

/* Returns: what is known of a phrase, until the next one is added */
static RdPhrase *
add_phrase (RdLexicon *self,
            guint64    phrase)
{
  gboolean is_new;
  const guint place = rd_numbers_add (self->phrases, phrase, &is_new);

  if (is_new)
    g_array_set_size (self->known, place + 1);

  return &g_array_index (self->known, RdPhrase, place);
}

/* Where two have a phrase in common, the first has it. */
static void
add_subject (RdLexicon       *self,
             guint64          phrase,
             const RdSubject *subject)
{
  RdPhrase *known = add_phrase (self, phrase);

  if (known->subject == NULL)
    known->subject = subject;
}

/* Adds what a phrase begins with, too. */
static guint64
read_phrase (RdLexicon  *self,
             const char *text)
{
  g_autoptr (GArray) words = rd_language_read_words (self->language, text, -1);
  guint64 phrase = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const RdWord *word = &g_array_index (words, RdWord, i);

      phrase = rd_phrase_add (phrase, rd_word_get_term (text, word));
      add_phrase (self, phrase);
      add_form (self, text, word->span);
    }

  return phrase;
}

/* The name of a beat has a capital that says nothing. */
static void
read_name (RdLexicon *self,
           RdSubject *subject)
{
  g_autoptr (GArray) words = rd_language_read_words (self->language, subject->name, -1);

  for (guint i = 0; i < words->len; i++)
    {
      const RdWord *word = &g_array_index (words, RdWord, i);
      guint64 term = rd_word_get_term (subject->name, word);

      subject->phrase = rd_phrase_add (subject->phrase, term);
      add_phrase (self, subject->phrase);
      if (i < RD_PHRASE_WORDS)
        subject->terms[subject->n_terms++] = term;
      if (subject->place || i > 0)
        add_form (self, subject->name, word->span);
    }
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_words (GHashTable *table)
{
  GPtrArray *words = table != NULL ? g_hash_table_get_keys_as_ptr_array (table) : g_ptr_array_new ();

  g_ptr_array_sort (words, compare_words);
  return words;
}

static void
add_subjects (RdLexicon  *self,
              const char *table_name,
              gboolean    place)
{
  GHashTable *table = rd_language_get_table (self->language, table_name);
  GHashTable *occasions = rd_language_get_table (self->language, "occasions");
  g_autoptr (GPtrArray) names = list_words (table);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_auto (GStrv) phrases = g_strsplit (g_hash_table_lookup (table, name), ",", -1);
      RdSubject *subject = g_new0 (RdSubject, 1);

      subject->name = g_strdup (name);
      subject->index = self->subjects->len;
      subject->place = place;
      subject->occasion = !place && occasions != NULL && g_hash_table_contains (occasions, name);
      read_name (self, subject);
      g_ptr_array_add (self->subjects, subject);
      if (place)
        add_subject (self, subject->phrase, subject);
      for (guint j = 0; phrases[j] != NULL; j++)
        add_subject (self, read_phrase (self, phrases[j]), subject);
    }
}

/**
 * rd_lexicon_new:
 * @language: a language, which must outlive what is returned
 *
 * Returns: (transfer full): what its tables know
 */
RdLexicon *
rd_lexicon_new (RdLanguage *language)
{
  RdLexicon *self = g_new0 (RdLexicon, 1);
  g_autoptr (GPtrArray) conflict_words = list_words (rd_language_get_table (language, "conflict-words"));

  self->language = language;
  self->roles = rd_language_get_table (language, "label-words");
  self->given_names = rd_language_get_table (language, "given-names");
  self->subjects = g_ptr_array_new_with_free_func (free_subject);
  self->phrases = rd_numbers_new ();
  self->known = g_array_new (FALSE, TRUE, sizeof (RdPhrase));
  self->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  add_subjects (self, "places", TRUE);
  add_subjects (self, "beats", FALSE);
  for (guint i = 0; i < conflict_words->len; i++)
    add_phrase (self, read_phrase (self, conflict_words->pdata[i]))->conflict = TRUE;

  return self;
}

/**
 * rd_lexicon_free:
 * @self: (nullable): a lexicon
 */
void
rd_lexicon_free (RdLexicon *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->subjects);
  rd_numbers_free (self->phrases);
  g_array_unref (self->known);
  g_hash_table_unref (self->forms);
  g_free (self);
}

/**
 * rd_lexicon_count_subjects:
 * @self: a lexicon
 *
 * Returns: how many subjects it knows
 */
guint
rd_lexicon_count_subjects (RdLexicon *self)
{
  return self->subjects->len;
}

/**
 * rd_lexicon_get_subject:
 * @self: a lexicon
 * @index: the place of a subject, below [func@lexicon_count_subjects]
 *
 * Returns: (transfer none): the subject
 */
const RdSubject *
rd_lexicon_get_subject (RdLexicon *self,
                        guint      index)
{
  return self->subjects->pdata[index];
}

/**
 * rd_lexicon_find_phrase:
 * @self: a lexicon
 * @phrase: a phrase, as [func@phrase_add] puts one together
 *
 * Returns: (transfer none) (nullable): what is known of it; %NULL where nothing is of any phrase that begins with it
 */
const RdPhrase *
rd_lexicon_find_phrase (RdLexicon *self,
                        guint64    phrase)
{
  guint place;

  return rd_numbers_find (self->phrases, phrase, &place) ? &g_array_index (self->known, RdPhrase, place) : NULL;
}

/**
 * rd_lexicon_find_subject:
 * @self: a lexicon
 * @phrase: a phrase
 *
 * Returns: (transfer none) (nullable): what it speaks of
 */
const RdSubject *
rd_lexicon_find_subject (RdLexicon *self,
                         guint64    phrase)
{
  const RdPhrase *known = rd_lexicon_find_phrase (self, phrase);

  return known != NULL ? known->subject : NULL;
}

/**
 * rd_lexicon_get_role:
 * @self: a lexicon
 * @folded: a word in lower case
 * @capital: whether it is written with a capital; then its ending tells nothing
 *
 * Returns: how it may stand in the name of a topic
 */
RdRole
rd_lexicon_get_role (RdLexicon  *self,
                     const char *folded,
                     gboolean    capital)
{
  static const char *const NAMES[] = { "plain", "never", "says", "alone", "head", "join" };
  gsize length = strlen (folded);
  const char *name;

  if (self->roles == NULL)
    return RD_ROLE_PLAIN;

  name = g_hash_table_lookup (self->roles, folded);
  for (gsize n = MAX_ENDING; n > 1 && name == NULL && !capital; n--)
    if (length > n)
      {
        char ending[MAX_ENDING + 2] = "-";

        g_strlcat (ending, folded + length - n, sizeof ending);
        name = g_hash_table_lookup (self->roles, ending);
      }
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (name, NAMES[i]))
      return i;

  return RD_ROLE_PLAIN;
}

/**
 * rd_lexicon_is_given_name:
 * @self: a lexicon
 * @folded: a word in lower case
 *
 * Returns: whether people are called that, or it is a title that stands before a name
 */
gboolean
rd_lexicon_is_given_name (RdLexicon  *self,
                          const char *folded)
{
  return self->given_names != NULL && g_hash_table_contains (self->given_names, folded);
}

/**
 * rd_lexicon_get_form:
 * @self: a lexicon
 * @folded: a word in lower case
 *
 * Returns: (transfer none) (nullable): the same with the capitals that it always has, if it has any
 */
const char *
rd_lexicon_get_form (RdLexicon  *self,
                     const char *folded)
{
  return g_hash_table_lookup (self->forms, folded);
}

/**
 * rd_phrase_add:
 * @phrase: a phrase, or 0 for one without words
 * @term: the term of a word
 *
 * Returns: the phrase that goes on with that word. Equal phrases are equal numbers; others differ but for one chance in
 *   some 10^19.
 */
guint64
rd_phrase_add (guint64 phrase,
               guint64 term)
{
  return ((phrase << 7 | phrase >> 57) ^ term) * 0x100000001b3u + 1;
}

/**
 * rd_word_is_acronym:
 * @text: a text
 * @word: one of its words
 *
 * Returns: whether it would be a function word, were it not in capitals: "US", "WHO"
 */
gboolean
rd_word_is_acronym (const char   *text,
                    const RdWord *word)
{
  const char *start = text + word->span.start;

  if (!word->stop || word->span.length < 2)
    return FALSE;

  for (guint i = 0; i < word->span.length; i++)
    if (!g_ascii_isupper (start[i]))
      return FALSE;

  return TRUE;
}

/**
 * rd_word_get_term:
 * @text: a text
 * @word: one of its words
 *
 * Returns: its term, or, where it is an acronym, one of its own
 */
guint64
rd_word_get_term (const char   *text,
                  const RdWord *word)
{
  return rd_word_is_acronym (text, word) ? ~word->term : word->term;
}
