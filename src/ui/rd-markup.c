/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pango markup: the one place where it is written. What comes from outside is cleaned and escaped on its way in. */
#include "ui/rd-markup.h"

#include "base/rd-string.h"
#include "text/rd-difference.h"

/* What stands between two paragraphs: an empty line of half the height. */
#define GAP "\n<span size=\"50%\">\n</span>"

static void
append_text (GString    *out,
             const char *text)
{
  g_autofree char *clean = rd_string_clean (text);
  g_autofree char *escaped = g_markup_escape_text (clean, -1);

  g_string_append (out, escaped);
}

/* Opens a link; only a safe address becomes one. */
static gboolean
open_link (GString    *out,
           const char *url)
{
  g_autofree char *safe = rd_string_safe_url (url, NULL);

  if (safe == NULL)
    return FALSE;

  g_string_append (out, "<a href=\"");
  append_text (out, safe);
  g_string_append (out, "\">");
  return TRUE;
}

static void
append_runs (GString       *out,
             const RdBlock *block)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      const RdRun *run = block->runs->pdata[i];
      const gboolean linked = open_link (out, run->url);

      g_string_append (out, run->style & RD_RUN_STRONG ? "<b>" : "");
      g_string_append (out, run->style & RD_RUN_EMPHASIS ? "<i>" : "");
      append_text (out, run->text);
      g_string_append (out, run->style & RD_RUN_EMPHASIS ? "</i>" : "");
      g_string_append (out, run->style & RD_RUN_STRONG ? "</b>" : "");
      g_string_append (out, linked ? "</a>" : "");
    }
}

/**
 * rd_markup_write_text:
 * @blocks: (element-type RdBlock): what a post says
 * @first: the block to begin with
 * @n_blocks: how many to write
 *
 * Returns: (transfer full): the blocks' text as markup, each as a paragraph
 */
char *
rd_markup_write_text (GPtrArray *blocks,
                      guint      first,
                      guint      n_blocks)
{
  GString *out = g_string_new (NULL);

  for (guint i = first; i < first + n_blocks; i++)
    {
      const RdBlock *block = blocks->pdata[i];
      const gboolean heading = block->kind == RD_BLOCK_HEADING;

      g_string_append (out, i > first ? GAP : "");
      g_string_append (out, heading ? "<b>" : "");
      append_runs (out, block);
      g_string_append (out, heading ? "</b>" : "");
    }

  return g_string_free_and_steal (out);
}

/**
 * rd_markup_write_link:
 * @url: (nullable): an address
 * @text: words
 *
 * Returns: (transfer full): @text as markup, leading to @url where that is safe
 */
char *
rd_markup_write_link (const char *url,
                      const char *text)
{
  GString *out = g_string_new (NULL);
  const gboolean linked = open_link (out, url);

  append_text (out, text);
  g_string_append (out, linked ? "</a>" : "");

  return g_string_free_and_steal (out);
}

/* What keeps words that were removed apart from those in their place: a thin space, that is in neither text. */
#define THIN_SPACE "\u2009"

/* What stands around words that were removed or added. */
static const struct
{
  const char *before;
  const char *after;
} difference_tags[] = {
  [RD_DIFFERENCE_SAME] = { "", "" },
  [RD_DIFFERENCE_REMOVED] = { "<span alpha=\"70%\"><s>", "</s></span>" },
  [RD_DIFFERENCE_ADDED] = { "<b><u>", "</u></b>" },
};

/**
 * rd_markup_write_difference:
 * @parts: (element-type RdDifference): two texts that were compared
 *
 * Returns: (transfer full): both as markup, with what was removed struck through and what was added bold and underlined
 */
char *
rd_markup_write_difference (GPtrArray *parts)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const RdDifference *part = parts->pdata[i];
      const gboolean replaces = i > 0 && ((RdDifference *) parts->pdata[i - 1])->kind == RD_DIFFERENCE_REMOVED;
      g_auto (GStrv) lines = g_strsplit (part->text, "\n", -1);

      if (replaces && part->kind == RD_DIFFERENCE_ADDED)
        g_string_append (out, THIN_SPACE);
      for (guint j = 0; lines[j] != NULL; j++)
        {
          g_string_append (out, j > 0 ? GAP : "");
          g_string_append (out, difference_tags[part->kind].before);
          append_text (out, lines[j]);
          g_string_append (out, difference_tags[part->kind].after);
        }
    }

  return g_string_free_and_steal (out);
}

static void
append_part (GString    *out,
             const char *text,
             gsize       start,
             gsize       end)
{
  g_autofree char *part = g_strndup (text + start, end - start);

  append_text (out, part);
}

/**
 * rd_markup_write_matches:
 * @text: what a post says
 * @matches: (element-type RdMatch): places in it
 *
 * Returns: (transfer full): the text as markup in which those places stand out
 */
char *
rd_markup_write_matches (const char *text,
                         GArray     *matches)
{
  GString *out = g_string_new (NULL);
  gsize end = 0;

  for (guint i = 0; i < matches->len; i++)
    {
      const RdMatch *match = &g_array_index (matches, RdMatch, i);

      append_part (out, text, end, match->start);
      end = match->start + match->length;
      g_string_append (out, "<b>");
      append_part (out, text, match->start, end);
      g_string_append (out, "</b>");
    }
  append_text (out, text + end);

  return g_string_free_and_steal (out);
}
