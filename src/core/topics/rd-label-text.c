/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the entries of topics: headings whole, of bodies as much as there is time for. Finds out which words are names
 * of people, and which capitals tell something. */
#include "topics/rd-label-text.h"

#include "base/rd-numbers.h"
#include "base/rd-string.h"

#include <string.h>

/* How many words are read: so many of all entries together, and of each no less and no more than so many. */
#define MAX_WORDS 1000000u
#define MIN_WORDS_PER_ENTRY 20u
#define MAX_WORDS_PER_ENTRY 150u

/* No more of a body is looked at than this for each word that is read. */
#define BYTES_PER_WORD 16u

/* Longer ones are addresses and noise. */
#define MAX_WORD_BYTES 48u

/* In how many of a hundred words a text has capitals inside sentences, at least, if it has any case at all. */
#define CASED_PERCENT 1u

/* A heading may well have fewer words than this after the first, all of them names. */
#define MIN_TITLE_WORDS 3u

/* As rare as an acronym is taken to be whose letters are those of a function word. */
#define ACRONYM_IDF 5.0

/* A rarer word than this may be a surname where no capital says so. */
#define SURNAME_IDF 3.0

/* And who says something may be a person. */
#define SPEAKER_IDF 5.0

/* What a word is as it is written, wherever it stands. */
typedef struct
{
  RdRole role;
  gboolean plain; /* whether it is no number or address */
  gboolean given_name;
} Form;

typedef struct
{
  RdLabelText *text;
  RdLexicon *lexicon;
  RdLanguage *language;
  RdNumbers *surnames;  /* (owned): terms */
  RdNumbers *terms;     /* (owned): of all words */
  RdNumbers *spellings; /* (owned): of all words */
  GArray *forms;        /* (owned) (element-type Form): of each of them */
} Reader;

static gboolean
is_plain (const char   *start,
          const RdWord *word)
{
  if (word->number || g_ascii_isdigit (*start) || word->span.length > MAX_WORD_BYTES)
    return FALSE;

  for (const char *p = start; p < start + word->span.length; p = g_utf8_next_char (p))
    {
      GUnicodeType type = g_unichar_type (g_utf8_get_char (p));

      if (type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL || *p == '.' || *p == '_')
        return FALSE;
    }

  return TRUE;
}

static Form
read_form (Reader       *self,
           const char   *start,
           const RdWord *word)
{
  Form form = { RD_ROLE_NEVER, is_plain (start, word), FALSE };
  g_autofree char *folded = form.plain ? g_utf8_strdown (start, word->span.length) : NULL;

  if (form.plain)
    {
      form.role = rd_lexicon_get_role (self->lexicon, folded, word->capital);
      form.given_name = rd_lexicon_is_given_name (self->lexicon, folded);
    }

  return form;
}

static const Form *
get_form (Reader       *self,
          const char   *start,
          const RdWord *word)
{
  gboolean is_new;
  const guint place = rd_numbers_add (self->spellings, rd_number_of (start, word->span.length), &is_new);

  if (is_new)
    g_array_append_vals (self->forms, &(Form[]) { read_form (self, start, word) }, 1);

  return &g_array_index (self->forms, Form, place);
}

/* Whether what stands before it makes it an address, or a name on some network. */
static gboolean
is_named (const char *text,
          const char *start)
{
  while (start > text && start[-1] == ' ')
    start--;

  return start > text && strchr ("@#/_=", start[-1]) != NULL;
}

/* Whether what stands between two words leaves them one phrase; *joined: whether it is a space or a hyphen. */
static gboolean
read_gap (const char *gap,
          gsize       length,
          gboolean   *joined)
{
  *joined = (length == 1 && (*gap == ' ' || *gap == '-')) || (length == 2 && memcmp (gap, "\u00a0", 2) == 0);

  for (gsize i = 0; i < length; i++)
    if (strchr (" -&'/", gap[i]) == NULL && !*joined)
      return FALSE;

  return length <= 3;
}

static void
read_word (Reader       *self,
           const char   *text,
           const RdWord *word,
           const RdWord *previous,
           RdField       field,
           gboolean      even)
{
  const char *start = text + word->span.start;
  gsize gap_start = previous != NULL ? previous->span.start + previous->span.length : 0;
  gboolean joined = FALSE;
  gboolean near = FALSE;
  RdToken token = { .term = word->term, .text = start, .idf = word->idf, .field = field };

  if (previous != NULL)
    near = read_gap (text + gap_start, word->span.start - gap_start, &joined);
  token.near = near;
  token.joined = joined;
  token.opens = previous == NULL;
  token.even = even;
  token.stop = word->stop;
  token.capital = word->capital;
  token.length = MIN (word->span.length, MAX_WORD_BYTES);
  token.role = RD_ROLE_NEVER;
  if (even && rd_word_is_acronym (text, word))
    {
      token.term = rd_word_get_term (text, word);
      token.idf = ACRONYM_IDF;
      token.stop = FALSE;
      token.role = RD_ROLE_PLAIN;
    }
  else if (!is_named (text, start))
    {
      const Form *form = get_form (self, start, word);

      token.says = form->role == RD_ROLE_SAYS;
      token.role = token.says ? RD_ROLE_NEVER : form->role;
      token.given_name = form->given_name;
    }
  token.place = rd_numbers_add (self->terms, token.term, NULL);
  g_array_append_val (self->text->tokens, token);
}

/* Where a heading has all its words in capitals, they tell nothing. */
static gboolean
is_even (GArray *words)
{
  guint n_words[2] = { 0, 0 }; /* without function words, and those */
  guint n_capitals[2] = { 0, 0 };

  for (guint i = 0; i < words->len; i++)
    {
      const RdWord *word = &g_array_index (words, RdWord, i);

      /* The first word of a sentence has a capital anyway. */
      n_words[word->stop] += i > 0;
      n_capitals[word->stop] += i > 0 && word->capital;
    }

  if (n_words[TRUE] > 1 && n_capitals[TRUE] == n_words[TRUE])
    return FALSE;

  return n_words[FALSE] < MIN_TITLE_WORDS || n_capitals[FALSE] * 10 < n_words[FALSE] * 8;
}

/* Returns how many words were read, at most @max_words. */
static guint
read_span (Reader     *self,
           const char *text,
           RdSpan      span,
           RdField     field,
           guint       max_words)
{
  g_autoptr (GArray) words = rd_language_read_words (self->language, text + span.start, span.length);
  guint n_words = MIN (words->len, max_words);
  gboolean even = is_even (words);

  for (guint i = 0; i < n_words; i++)
    read_word (self, text + span.start, &g_array_index (words, RdWord, i),
               i > 0 ? &g_array_index (words, RdWord, i - 1) : NULL, field, even);

  return n_words;
}

static void
read_entry (Reader  *self,
            RdEntry *entry,
            guint    max_words)
{
  const char *body = rd_body_get_text (entry->body);
  g_autofree char *beginning = rd_string_cut (body, (gsize) max_words * BYTES_PER_WORD);
  g_autoptr (GArray) sentences = rd_language_read_sentences (self->language, beginning);
  guint n_words = 0;

  if (entry->title != NULL)
    n_words += read_span (self, entry->title, (RdSpan) { 0, strlen (entry->title) }, RD_FIELD_HEADING, max_words);
  for (guint i = 0; entry->tags != NULL && entry->tags[i] != NULL && n_words < max_words; i++)
    n_words += read_span (self, entry->tags[i], (RdSpan) { 0, strlen (entry->tags[i]) }, RD_FIELD_TAG,
                          max_words - n_words);
  for (guint i = 0; i < sentences->len && n_words < max_words; i++)
    n_words += read_span (self, body, g_array_index (sentences, RdSpan, i),
                          i == 0 ? RD_FIELD_OPENING : RD_FIELD_BODY, max_words - n_words);
}

/* Whether @next goes on with the name of a person that begins with @token. */
static gboolean
is_full_name (Reader        *self,
              const RdToken *token,
              const RdToken *next)
{
  if (!token->given_name || !next->joined || next->stop)
    return FALSE;
  if (self->text->cased)
    return token->capital && next->capital;

  return next->idf >= SURNAME_IDF && next->role != RD_ROLE_NEVER;
}

/* Whether @token, which @next follows, is somebody or something rare with a capital that says something. */
static gboolean
is_speaker (Reader        *self,
            const RdToken *token,
            const RdToken *next)
{
  return next->says && next->joined
         && token->capital && token->role != RD_ROLE_NEVER && token->idf >= SPEAKER_IDF
         && rd_lexicon_find_subject (self->lexicon, rd_phrase_add (0, token->term)) == NULL;
}

/* A surname that was found once is one wherever it stands. */
static void
find_names (Reader *self)
{
  RdToken *tokens = (RdToken *) (gpointer) self->text->tokens->data;
  const guint n_tokens = self->text->tokens->len;
  guint place;

  for (guint i = 0; i + 1 < n_tokens; i++)
    {
      if (is_speaker (self, &tokens[i], &tokens[i + 1]))
        rd_numbers_add (self->surnames, tokens[i].term, NULL);
      if (!is_full_name (self, &tokens[i], &tokens[i + 1]))
        continue;

      tokens[i].name = TRUE;
      if (!tokens[i + 1].given_name)
        rd_numbers_add (self->surnames, tokens[i + 1].term, NULL);
    }

  for (guint i = 0; i < n_tokens; i++)
    if ((tokens[i].capital || !self->text->cased) && rd_numbers_find (self->surnames, tokens[i].term, &place))
      tokens[i].name = TRUE;
}

static gboolean
has_case (RdLabelText *self)
{
  guint n_words = 0;
  guint n_capitals = 0;

  for (guint i = 0; i < self->tokens->len; i++)
    {
      const RdToken *token = &g_array_index (self->tokens, RdToken, i);

      n_words += !token->opens;
      n_capitals += !token->opens && token->capital;
    }

  return n_capitals * 100 >= n_words * CASED_PERCENT && n_capitals > 0;
}

/**
 * rd_label_text_new:
 * @topics: (element-type RdTopic): topics, which must outlive what is returned
 * @lexicon: what is known about the words of @language
 * @language: the language of the entries
 *
 * Of deleted entries, and of those that belong to no story, nothing is read. The time that it takes grows with the
 * number of entries, and hardly with their length.
 *
 * Returns: (transfer full): the words of the entries
 */
RdLabelText *
rd_label_text_new (GPtrArray  *topics,
                   RdLexicon  *lexicon,
                   RdLanguage *language)
{
  RdLabelText *text = g_new0 (RdLabelText, 1);
  g_autoptr (RdNumbers) surnames = rd_numbers_new ();
  g_autoptr (RdNumbers) terms = rd_numbers_new ();
  g_autoptr (RdNumbers) spellings = rd_numbers_new ();
  g_autoptr (GArray) forms = g_array_new (FALSE, FALSE, sizeof (Form));
  Reader reader = { text, lexicon, language, surnames, terms, spellings, forms };
  guint n_entries = 1;
  guint max_words;

  text->tokens = g_array_new (FALSE, FALSE, sizeof (RdToken));
  text->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < topics->len; i++)
    n_entries += ((RdTopic *) topics->pdata[i])->entries->len;
  max_words = CLAMP (MAX_WORDS / n_entries, MIN_WORDS_PER_ENTRY, MAX_WORDS_PER_ENTRY);

  for (guint i = 0; i < topics->len; i++)
    {
      RdTopic *topic = topics->pdata[i];

      for (guint j = 0; j < topic->entries->len; j++)
        {
          RdEntry *entry = ((RdDigestEntry *) topic->entries->pdata[j])->entry;

          g_array_append_val (text->starts, text->tokens->len);
          if (!entry->deleted && !topic->other)
            read_entry (&reader, entry, max_words);
        }
    }
  g_array_append_val (text->starts, text->tokens->len);
  text->n_terms = rd_numbers_count (terms);
  text->cased = has_case (text);
  find_names (&reader);

  return text;
}

/**
 * rd_label_text_free:
 * @self: (nullable): words
 */
void
rd_label_text_free (RdLabelText *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->tokens);
  g_array_unref (self->starts);
  g_free (self);
}
