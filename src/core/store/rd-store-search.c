/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posts by their words. */
#include "store/rd-store-private.h"

#include "store/rd-snippet.h"

#include <string.h>

/* How many words of what was typed are looked for. */
#define MAX_TERMS 64

/**
 * rd_hit_free:
 * @self: a post that was searched for
 */
void
rd_hit_free (RdHit *self)
{
  rd_kept_free (self->kept);
  g_clear_pointer (&self->title_matches, g_array_unref);
  g_free (self->snippet);
  g_clear_pointer (&self->matches, g_array_unref);
  g_free (self);
}

static gboolean
is_word_character (gunichar c)
{
  /* Letters that Unicode took for marks when SQLite's tables were made, and marks end a word there. */
  const gboolean once_a_mark = (c >= 0x19b0 && c <= 0x19c9) || c == 0x1cf2 || c == 0x1cf3;

  return g_unichar_isalnum (c) && !once_a_mark;
}

/* Quotation marks as languages and keyboards have them, each of which begins a phrase or ends one. */
static char *
straighten_quotes (const char *words)
{
  static const char *const quotes[] = { "“", "”", "„", "‟", "«", "»" };
  g_autoptr (GString) straight = g_string_new (words);

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    g_string_replace (straight, quotes[i], "\"", 0);

  return g_string_free_and_steal (g_steal_pointer (&straight));
}

/* What the reader typed as FTS5 asks for it, with @operator between words, the last of which may still be growing; with
 * phrases in one piece, or not. Nothing else of FTS5's language is reachable. (https://www.sqlite.org/fts5.html) */
static char *
write_query (const char *words,
             const char *operator,
             gboolean    has_phrases)
{
  g_autofree char *composed = g_utf8_normalize (words, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autoptr (GString) query = g_string_new (NULL);
  gboolean in_phrase = FALSE;
  gboolean in_term = FALSE;
  gboolean in_word = FALSE;
  guint n_terms = 0;

  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const gboolean was_in_word = in_word;

      in_word = is_word_character (c);
      in_phrase ^= c == '"';
      if (in_term && !in_word && (c == '"' || !has_phrases || !in_phrase))
        {
          g_string_append_c (query, '"');
          in_term = FALSE;
        }
      if (in_word && !in_term && n_terms++ == MAX_TERMS)
        {
          in_word = FALSE;
          break;
        }
      if (in_word && !was_in_word)
        g_string_append_printf (query, "%s%s", !in_term && query->len > 0 ? operator: "", in_term ? " " : "\"");
      if (in_word)
        g_string_append_unichar (query, c);
      in_term = in_term || in_word;
    }
  if (in_term)
    g_string_append (query, in_word ? "\"*" : "\"");

  return query->len > 0 ? g_string_free_and_steal (g_steal_pointer (&query)) : NULL;
}

/* Gives the words of a text in a form to compare, with a blank before and after each. */
static char *
fold (const char *text)
{
  g_auto (GStrv) words = g_str_tokenize_and_fold (text != NULL ? text : "", NULL, NULL);
  g_autofree char *joined = g_strjoinv (" ", words);

  return g_strdup_printf (" %s ", joined);
}

/* Gives what stands in quotation marks, folded. Where the last one is not closed, its last word may still be growing. */
static GStrv
list_phrases (const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "\"", -1);
  const guint n_parts = g_strv_length (parts);
  g_autoptr (GStrvBuilder) phrases = g_strv_builder_new ();

  for (guint i = 1; i < n_parts; i += 2)
    {
      g_autofree char *phrase = fold (parts[i]);

      if (i + 1 == n_parts)
        g_strchomp (phrase);
      g_strv_builder_add (phrases, phrase);
    }

  return g_strv_builder_end (phrases);
}

static gboolean
has_phrases (RdEntry *entry,
             GStrv    phrases)
{
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (phrases[0] == NULL)
    return TRUE;

  title = fold (entry->title);
  text = fold (rd_body_get_text (entry->body));
  for (guint i = 0; phrases[i] != NULL; i++)
    if (strstr (title, phrases[i]) == NULL && strstr (text, phrases[i]) == NULL)
      return FALSE;

  return TRUE;
}

static RdHit *
read_hit (RdStore  *self,
          RdRows   *rows,
          GStrv     phrases,
          GError  **error)
{
  RdKept *kept = rd_store_read_kept (self, rows, error);
  RdHit *hit;

  if (kept == NULL || !has_phrases (kept->entry, phrases))
    {
      g_clear_pointer (&kept, rd_kept_free);
      return NULL;
    }

  hit = g_new0 (RdHit, 1);
  hit->kept = kept;

  return hit;
}

/* The stories as one text to look into, each id between line feeds. */
static char *
join_ids (const char *const *ids)
{
  g_autofree char *joined = ids != NULL ? g_strjoinv ("\n", (char **) ids) : NULL;

  return joined != NULL ? g_strconcat ("\n", joined, "\n", NULL) : NULL;
}

/**
 * rd_store_search:
 * @self: a store
 * @query: which posts
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED, or %G_IO_ERROR_CANCELLED
 *
 * Words are found in any of their forms, phrases as they stand.
 *
 * Returns: (transfer full) (element-type RdHit): the posts with all of those words, the one that came to be known last
 *   first; none where there are no letters among the words; or %NULL
 */
GPtrArray *
rd_store_search (RdStore             *self,
                 const RdStoreQuery  *query,
                 GError             **error)
{
  /* The newest, not the best match: that takes as long as there are posts with a common word, at each letter typed. */
  static const char matching[] = RD_STORE_KEPT " JOIN words ON words.rowid = entry.number WHERE words MATCH ?1"
                                               " AND (?2 IS NULL OR entry.blog = (SELECT number FROM blog WHERE id = ?2))"
                                               " AND (?3 IS NULL OR instr (?3, char (10) || topic || char (10)) > 0)"
                                               " AND (?6 OR (published >= ?4 AND published < ?5))"
                                               " ORDER BY words.rowid DESC";
  g_autofree char *words = straighten_quotes (query->words);
  g_autofree char *all = write_query (words, " ", FALSE);
  g_autofree char *any = write_query (words, " OR ", TRUE);
  g_autofree char *topics = join_ids (query->topic_ids);
  g_auto (GStrv) phrases = list_phrases (words);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_hit_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdRows) rows = NULL;

  if (all == NULL)
    return g_steal_pointer (&list);

  rows = rd_database_query (self->database, matching, "tttiii", all, query->blog_id, topics,
                            query->from != NULL ? rd_store_stamp (query->from) : G_MININT64,
                            query->to != NULL ? rd_store_stamp (query->to) : G_MAXINT64,
                            (gint64) (query->from == NULL && query->to == NULL));
  while (list->len < query->limit && reason == NULL && rd_rows_next (rows, &reason))
    {
      RdHit *hit = read_hit (self, rows, phrases, &reason);

      if (hit != NULL)
        g_ptr_array_add (list, hit);
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  return list->len == 0 || rd_snippets_make (list, any, error) ? g_steal_pointer (&list) : NULL;
}
