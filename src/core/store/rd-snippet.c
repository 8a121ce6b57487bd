/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in posts the words stand that they were found by, and what is said around them. The store's index does not know
 * where a word stands; the few posts that were found are put into one in memory that does, with the same rules for what
 * is a form of a word. (https://www.sqlite.org/fts5.html#the_highlight_function) */
#include "store/rd-snippet.h"

#include "base/rd-string.h"
#include "store/rd-database.h"

#include <string.h>

/* A snippet, in characters, and how much of that may stand before the match. */
#define SNIPPET_LENGTH 140
#define LEAD_LENGTH 60

/* Where a sentence is longer than LEAD_LENGTH before the match, so much of it stands there. */
#define SHORT_LEAD_LENGTH 30

/* The text of a post that is looked through, in bytes. */
#define MAX_TEXT (64 * 1024)

/* What the index writes around matches. */
#define BEGIN_MATCH '\1'
#define END_MATCH '\2'

static const char make_index[] = "CREATE VIRTUAL TABLE found USING fts5 (title, text,"
                                 " tokenize = 'porter unicode61 remove_diacritics 2');";

/* Gives a text as it is looked through: nothing in it is taken for the end of a match. */
static char *
clean_text (const char *text)
{
  char *clean = rd_string_cut (text != NULL ? text : "", MAX_TEXT);

  for (char *p = clean; *p != '\0'; p++)
    if (*p == BEGIN_MATCH || *p == END_MATCH)
      *p = ' ';

  return clean;
}

static GArray *
read_matches (const char *marked)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (RdMatch));
  gsize place = 0;
  gsize start = 0;

  for (const char *p = marked != NULL ? marked : ""; *p != '\0'; p++)
    {
      if (*p == BEGIN_MATCH)
        {
          start = place;
        }
      else if (*p == END_MATCH)
        {
          const RdMatch match = { start, place - start };

          g_array_append_val (matches, match);
        }
      else
        {
          place++;
        }
    }

  return matches;
}

/* Whether a sentence or paragraph may begin at a place in a text. */
static gboolean
may_begin (const char *text,
           const char *p)
{
  return p == text || p[-1] == '\n' || (p - text >= 2 && p[-1] == ' ' && strchr (".!?", p[-2]) != NULL);
}

/* Where a snippet begins: with the sentence that has the match, or else with a word a bit before that. */
static const char *
find_start (const char *text,
            const char *match)
{
  const char *start = match;
  const char *p = match;

  for (guint i = 0; i < LEAD_LENGTH && !may_begin (text, p); i++)
    {
      if (i <= SHORT_LEAD_LENGTH && g_ascii_isspace (p[-1]))
        start = p;
      p = g_utf8_prev_char (p);
    }
  if (may_begin (text, p))
    start = p;
  while (start < match && g_ascii_isspace (*start))
    start++;

  return start;
}

/* Where it ends: with the text, or else with a word. */
static const char *
find_end (const char *start,
          const char *match_end)
{
  const char *end = NULL;
  const char *p = start;

  for (guint i = 0; i < SNIPPET_LENGTH; i++)
    {
      if (*p == '\0')
        return p;
      if (g_ascii_isspace (*p) && p >= match_end)
        end = p;
      p = g_utf8_next_char (p);
    }

  return end != NULL ? end : MAX (p, match_end);
}

static void
write_snippet (RdHit      *hit,
               const char *text,
               GArray     *matches)
{
  const RdMatch *first = matches->len > 0 ? &g_array_index (matches, RdMatch, 0) : NULL;
  const char *match = text + (first != NULL ? first->start : 0);
  const char *start = first != NULL ? find_start (text, match) : text;
  const char *end = find_end (start, match + (first != NULL ? first->length : 0));
  g_autoptr (GString) snippet = g_string_new (start > text ? RD_CUT_MARK : "");
  const gsize shift = snippet->len;

  g_string_append_len (snippet, start, end - start);
  g_strdelimit (snippet->str, "\n", ' ');
  for (guint i = 0; i < matches->len; i++)
    {
      const RdMatch *old = &g_array_index (matches, RdMatch, i);
      const RdMatch match_there = { old->start - (start - text) + shift, old->length };

      if (text + old->start + old->length <= end)
        g_array_append_val (hit->matches, match_there);
    }

  hit->is_opening = start == text;
  hit->snippet = *end != '\0' ? rd_string_mark_cut (snippet->str) : g_strdup (snippet->str);
}

/* @title and @text: (nullable): with the matches marked */
static void
fill (RdHit      *hit,
      const char *title,
      const char *text)
{
  g_autofree char *clean = clean_text (rd_body_get_text (hit->kept->entry->body));
  g_autoptr (GArray) matches = read_matches (text);

  hit->title_matches = read_matches (title);
  hit->matches = g_array_new (FALSE, FALSE, sizeof (RdMatch));
  write_snippet (hit, clean, matches);
}

static gboolean
add_texts (RdDatabase  *index,
           GPtrArray   *list,
           GError     **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      const RdEntry *entry = ((RdHit *) list->pdata[i])->kept->entry;
      g_autofree char *title = clean_text (entry->title);
      g_autofree char *text = clean_text (rd_body_get_text (entry->body));

      if (!rd_database_run (index, error, "INSERT INTO found (rowid, title, text) VALUES (?, ?, ?)", "itt", (gint64) i + 1,
                            title, text))
        return FALSE;
    }

  return TRUE;
}

/**
 * rd_snippets_make:
 * @list: (element-type RdHit): posts that were found, of which only that is there
 * @query: what is to be marked in them, as FTS5 asks for it
 * @error: %RD_ERROR_DISK
 *
 * Fills in the rest.
 *
 * Returns: whether it is there
 */
gboolean
rd_snippets_make (GPtrArray   *list,
                  const char  *query,
                  GError     **error)
{
  g_autoptr (RdDatabase) index = rd_database_open (":memory:", FALSE, error);
  g_autoptr (RdRows) rows = NULL;
  g_autoptr (GError) reason = NULL;

  if (index == NULL || !rd_database_run_script (index, make_index, error)
      || !rd_database_run_script (index, "BEGIN", error) || !add_texts (index, list, error))
    return FALSE;

  rows = rd_database_query (index,
                            "SELECT rowid, highlight (found, 0, char (1), char (2)),"
                            " highlight (found, 1, char (1), char (2)) FROM found WHERE found MATCH ?",
                            "t", query);
  while (rd_rows_next (rows, &reason))
    {
      g_autofree char *title = NULL;
      g_autofree char *text = NULL;
      gint64 number;

      rd_rows_get (rows, "itt", &number, &title, &text);
      fill (list->pdata[number - 1], title, text);
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  /* A match may stand after all that is looked through. */
  for (guint i = 0; i < list->len; i++)
    if (((RdHit *) list->pdata[i])->snippet == NULL)
      fill (list->pdata[i], NULL, NULL);

  return TRUE;
}
