/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of a post: blocks of text runs, and the plain text made from them. */
#include "model/rd-body.h"

#include <string.h>

struct _RdBody
{
  GPtrArray *blocks; /* (owned) (element-type RdBlock) */
  char *text;        /* (nullable) (owned), made at the first call for it */
};

G_DEFINE_BOXED_TYPE (RdBody, rd_body, rd_body_ref, rd_body_unref)

static void
free_run (gpointer data)
{
  RdRun *run = data;

  g_free (run->text);
  g_free (run->url);
  g_free (run);
}

static void
free_block (gpointer data)
{
  RdBlock *block = data;

  g_free (block->url);
  g_ptr_array_unref (block->runs);
  g_free (block);
}

static void
clear_body (gpointer data)
{
  RdBody *self = data;

  g_ptr_array_unref (self->blocks);
  g_free (self->text);
}

/**
 * rd_body_new:
 *
 * Returns: (transfer full): a body that says nothing yet
 */
RdBody *
rd_body_new (void)
{
  RdBody *self = g_atomic_rc_box_new0 (RdBody);

  self->blocks = g_ptr_array_new_with_free_func (free_block);

  return self;
}

/**
 * rd_body_ref:
 * @self: a body
 *
 * Returns: (transfer full): @self
 */
RdBody *
rd_body_ref (RdBody *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * rd_body_unref:
 * @self: (transfer full): a body
 */
void
rd_body_unref (RdBody *self)
{
  g_atomic_rc_box_release_full (self, clear_body);
}

/**
 * rd_body_add_block:
 * @self: a body that is still being put together
 * @kind: what the block is
 *
 * Returns: (transfer none): the new last block, for the caller to fill
 */
RdBlock *
rd_body_add_block (RdBody      *self,
                   RdBlockKind  kind)
{
  RdBlock *block = g_new0 (RdBlock, 1);

  g_assert (self->text == NULL);

  block->kind = kind;
  block->runs = g_ptr_array_new_with_free_func (free_run);
  g_ptr_array_add (self->blocks, block);

  return block;
}

/**
 * rd_block_add_run:
 * @self: a block of a body that is still being put together
 * @text: UTF-8 without line feeds
 * @length: its length in bytes, or -1
 * @style: how it is set
 * @url: (nullable): where it leads
 *
 * Adds text to the end of a block; where it looks and leads like the run before it, it becomes part of that.
 */
void
rd_block_add_run (RdBlock    *self,
                  const char *text,
                  gssize      length,
                  RdRunStyle  style,
                  const char *url)
{
  g_autofree char *piece = length < 0 ? g_strdup (text) : g_strndup (text, length);
  RdRun *last = self->runs->len > 0 ? self->runs->pdata[self->runs->len - 1] : NULL;
  RdRun *run;

  if (piece[0] == '\0')
    return;

  if (last != NULL && last->style == style && g_strcmp0 (last->url, url) == 0)
    {
      g_autofree char *before = last->text;

      last->text = g_strconcat (before, piece, NULL);
      return;
    }

  run = g_new0 (RdRun, 1);
  run->text = g_steal_pointer (&piece);
  run->style = style;
  run->url = g_strdup (url);
  g_ptr_array_add (self->runs, run);
}

/**
 * rd_body_get_blocks:
 * @self: a body
 *
 * Returns: (transfer none) (element-type RdBlock): its blocks, in reading order
 */
GPtrArray *
rd_body_get_blocks (RdBody *self)
{
  return self->blocks;
}

/**
 * rd_body_get_text:
 * @self: a body
 *
 * The words of the author and of those quoted, one block a line. Captions and the names of embeds are none of them.
 * After the first call the body can no longer be added to; that call is to be made before the body is shared between
 * threads, as [func@blog_builder_end] does.
 *
 * Returns: (transfer none): plain text, blocks apart by line feeds
 */
const char *
rd_body_get_text (RdBody *self)
{
  g_autoptr (GString) text = NULL;

  if (self->text != NULL)
    return self->text;

  text = g_string_new (NULL);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const RdBlock *block = self->blocks->pdata[i];

      if (block->kind == RD_BLOCK_PICTURE || block->kind == RD_BLOCK_EMBED)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      for (guint j = 0; j < block->runs->len; j++)
        g_string_append (text, ((RdRun *) block->runs->pdata[j])->text);
    }
  self->text = g_string_free (g_steal_pointer (&text), FALSE);

  return self->text;
}

static gboolean
equal_runs (gconstpointer a,
            gconstpointer b)
{
  const RdRun *one = a;
  const RdRun *other = b;

  return one->style == other->style && g_str_equal (one->text, other->text) && g_strcmp0 (one->url, other->url) == 0;
}

static gboolean
equal_arrays (GPtrArray  *a,
              GPtrArray  *b,
              GEqualFunc  equal)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!equal (a->pdata[i], b->pdata[i]))
      return FALSE;

  return TRUE;
}

static gboolean
equal_blocks (gconstpointer a,
              gconstpointer b)
{
  const RdBlock *one = a;
  const RdBlock *other = b;

  return one->kind == other->kind && one->quoted == other->quoted && one->number == other->number
         && one->level == other->level && g_strcmp0 (one->url, other->url) == 0
         && equal_arrays (one->runs, other->runs, equal_runs);
}

/**
 * rd_body_equal:
 * @self: a body
 * @other: another
 *
 * Returns: whether both say the same in the same form
 */
gboolean
rd_body_equal (RdBody *self,
               RdBody *other)
{
  return equal_arrays (self->blocks, other->blocks, equal_blocks);
}
