/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes up earlier wordings from later ones: always the same from the same. */
#include "service/rd-replay-words.h"

#include <string.h>

/* A run with fewer words than this is left whole. */
#define FEWEST_WORDS 4

static gboolean
has_words (const RdBlock *block)
{
  return block->kind != RD_BLOCK_PICTURE && block->kind != RD_BLOCK_EMBED && block->runs->len > 0;
}

/* Returns: (nullable): the last block of several that say something */
static const RdBlock *
find_last_block (RdBody *body)
{
  GPtrArray *blocks = rd_body_get_blocks (body);
  const RdBlock *last = NULL;
  guint n_blocks = 0;

  for (guint i = 0; i < blocks->len; i++)
    if (has_words (blocks->pdata[i]))
      {
        last = blocks->pdata[i];
        n_blocks++;
      }

  return n_blocks > 1 ? last : NULL;
}

static guint
count_words (const char *text)
{
  guint n_words = 0;

  for (const char *p = text + strspn (text, " "); *p != '\0'; p += strspn (p, " "))
    {
      p += strcspn (p, " ");
      n_words++;
    }

  return n_words;
}

/* Returns: (nullable): the first run that is long enough to lose a word */
static const RdRun *
find_run (RdBody *body)
{
  GPtrArray *blocks = rd_body_get_blocks (body);

  for (guint i = 0; i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];

      for (guint j = 0; j < block->runs->len && has_words (block); j++)
        if (count_words (((RdRun *) block->runs->pdata[j])->text) >= FEWEST_WORDS)
          return block->runs->pdata[j];
    }

  return NULL;
}

static char *
drop_word (const char *text,
           guint       word)
{
  const char *start = text + strspn (text, " ");
  const char *end;

  for (; word > 0; word--)
    {
      start += strcspn (start, " ");
      start += strspn (start, " ");
    }
  end = start + strcspn (start, " ");
  end += strspn (end, " ");

  return g_strdup_printf ("%.*s%s", (int) (start - text), text, end);
}

static void
add_note (RdBody *body)
{
  rd_block_add_run (rd_body_add_block (body, RD_BLOCK_PARAGRAPH), "What follows is still being checked.", -1,
                    RD_RUN_EMPHASIS, NULL);
}

static void
copy_block (RdBody        *copy,
            const RdBlock *block,
            const RdRun   *shortened,
            guint          word)
{
  RdBlock *other = rd_body_add_block (copy, block->kind);

  other->quoted = block->quoted;
  other->number = block->number;
  other->level = block->level;
  other->url = g_strdup (block->url);
  for (guint i = 0; i < block->runs->len; i++)
    {
      const RdRun *run = block->runs->pdata[i];
      g_autofree char *text = run == shortened ? drop_word (run->text, word) : g_strdup (run->text);

      rd_block_add_run (other, text, -1, run->style, run->url);
    }
}

/**
 * rd_replay_words_take_back:
 * @body: what a post says
 * @number: any number, from which follows what is taken back
 *
 * Returns: (transfer full): what the post may have said before: a paragraph or a word less or, where it is too short
 *   for that, with a note; never the same as @body
 */
RdBody *
rd_replay_words_take_back (RdBody  *body,
                           guint32  number)
{
  GPtrArray *blocks = rd_body_get_blocks (body);
  const RdBlock *dropped = number % 3 == 0 ? find_last_block (body) : NULL;
  const RdRun *shortened = dropped == NULL ? find_run (body) : NULL;
  const guint word = shortened != NULL ? 1 + number / 3 % (count_words (shortened->text) - 2) : 0;
  RdBody *copy = rd_body_new ();

  if (dropped == NULL && shortened == NULL)
    add_note (copy);
  for (guint i = 0; i < blocks->len; i++)
    if (blocks->pdata[i] != dropped)
      copy_block (copy, blocks->pdata[i], shortened, word);

  /* From now on it may be shared between threads. */
  rd_body_get_text (copy);
  return copy;
}

/**
 * rd_replay_words_invent:
 * @number: any number, from which follow the words
 *
 * Returns: (transfer full): what a post says that will be taken away again
 */
RdBody *
rd_replay_words_invent (guint32 number)
{
  static const char *const WHY[] = { "was published too early", "stands in the wrong place", "is here by mistake" };
  g_autofree char *text
      = g_strdup_printf ("This post %s, and will be taken away again. Note %u.", WHY[number % G_N_ELEMENTS (WHY)], number);
  RdBody *body = rd_body_new ();

  rd_block_add_run (rd_body_add_block (body, RD_BLOCK_PARAGRAPH), text, -1, RD_RUN_PLAIN, NULL);
  rd_body_get_text (body);
  return body;
}
