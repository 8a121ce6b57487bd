/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings that are not marked as such: what looks like one, for formats that have no place for it. */
#include "formats/rd-heading.h"

#include "base/rd-string.h"

#include <string.h>

/* Characters of a heading: shorter is a label or a name, longer is a paragraph. */
#define SHORTEST_HEADING 12
#define LONGEST_HEADING 180

/* Whether a text ends as sentences do; quotation marks and brackets after that do not matter. */
static gboolean
ends_sentence (const char *text)
{
  const char *end = text + strlen (text);

  while (end > text)
    {
      const char *previous = g_utf8_prev_char (end);
      const gunichar c = g_utf8_get_char (previous);

      if (c != '"' && c != '\'' && c != ')' && c != ']' && c != 0x2019 && c != 0x201d && c != 0xbb)
        return c < 0x80 && strchr (".:;,!?", (int) c) != NULL ? TRUE : c == 0x2026;
      end = previous;
    }

  return FALSE;
}

/**
 * rd_heading_has_form:
 * @text: a line
 *
 * Returns: whether @text may be a heading, by its length, its beginning and its end
 */
gboolean
rd_heading_has_form (const char *text)
{
  const glong length = g_utf8_strlen (text, -1);
  const gunichar first = g_utf8_get_char (text);

  if (length < SHORTEST_HEADING || length > LONGEST_HEADING || g_unichar_islower (first))
    return FALSE;

  /* A heading may ask, in one sentence. */
  if (g_str_has_suffix (text, "?"))
    return strpbrk (text, ".!") == NULL && strchr (text, '?') == text + strlen (text) - 1;

  return !ends_sentence (text) && strchr (text, ' ') != NULL;
}

static gboolean
is_plain (const RdRun *run)
{
  g_autofree char *words = rd_string_squash (run->text);

  return words != NULL && !(run->style & RD_RUN_STRONG);
}

/* What a block says, where all of it is strong or it is a heading. Returns: (nullable): as one line */
static char *
read_line (const RdBlock *block)
{
  const gboolean is_heading = block->kind == RD_BLOCK_HEADING;
  g_autoptr (GString) text = g_string_new (NULL);

  if (block->quoted || (!is_heading && block->kind != RD_BLOCK_PARAGRAPH))
    return NULL;

  for (guint i = 0; i < block->runs->len; i++)
    {
      const RdRun *run = block->runs->pdata[i];

      if (!is_heading && is_plain (run))
        return NULL;
      g_string_append (text, run->text);
    }

  return rd_string_squash (text->str);
}

/* Whether words follow on the first block, and are set otherwise than what is strong. */
static gboolean
has_plain_words (GPtrArray *blocks)
{
  for (guint i = 1; i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];

      if (block->kind == RD_BLOCK_PICTURE || block->kind == RD_BLOCK_EMBED)
        continue;
      for (guint j = 0; j < block->runs->len; j++)
        if (is_plain (block->runs->pdata[j]))
          return TRUE;
    }

  return FALSE;
}

/**
 * rd_heading_take:
 * @body: what a post says, of which nobody has asked for the text yet
 *
 * Takes a heading off the beginning of @body: a block that is marked as one, or a paragraph that is strong all through
 * and has the form of one. Where all is strong, nothing is a heading.
 *
 * Returns: (transfer full) (nullable): it, or %NULL where there is none
 */
char *
rd_heading_take (RdBody *body)
{
  GPtrArray *blocks = rd_body_get_blocks (body);
  const RdBlock *first = blocks->len > 1 ? blocks->pdata[0] : NULL;
  g_autofree char *line = first != NULL && has_plain_words (blocks) ? read_line (first) : NULL;

  if (line == NULL
      || (first->kind == RD_BLOCK_HEADING ? g_utf8_strlen (line, -1) > LONGEST_HEADING : !rd_heading_has_form (line)))
    return NULL;

  g_ptr_array_remove_index (blocks, 0);
  return g_steal_pointer (&line);
}
