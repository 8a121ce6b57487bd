/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What markup says, as it comes, in the blocks and runs of a body: white space squashed, addresses whole, nothing over the
 * limit. */
#include "text/rd-markup-private.h"

#include "base/rd-address.h"
#include "base/rd-limits.h"
#include "base/rd-string.h"

#include <string.h>

static void
end_run (RdMarkupWriter *self)
{
  if (self->run->len > 0)
    rd_block_add_run (self->block, self->run->str, (gssize) self->run->len, self->run_style, self->run_url);
  g_string_truncate (self->run, 0);
}

/* What comes next stands in a block of its own. */
void
rd_markup_end_block (RdMarkupWriter *self)
{
  if (self->block != NULL)
    end_run (self);
  self->block = NULL;
  self->gap = FALSE;
}

static void
begin_block (RdMarkupWriter      *self,
             const RdMarkupPlace *place)
{
  self->block = rd_body_add_block (self->body, place->kind);
  self->block->quoted = place->quoted;
  if (place->kind == RD_BLOCK_LIST_ITEM && place->item->begun)
    self->block->kind = RD_BLOCK_PARAGRAPH;
  else if (place->kind == RD_BLOCK_LIST_ITEM)
    {
      place->item->begun = TRUE;
      self->block->level = place->level;
      self->block->number = place->item->number;
    }
  self->run_style = RD_RUN_PLAIN;
  g_clear_pointer (&self->run_url, g_free);
}

static void
begin_run (RdMarkupWriter *self,
           RdRunStyle      style,
           const char     *url)
{
  if (style == self->run_style && g_strcmp0 (url, self->run_url) == 0)
    return;

  end_run (self);
  self->run_style = style;
  g_set_str (&self->run_url, url);
}

/* Takes text without white space at its ends. A gap before it belongs to what stands on both sides of that. */
static void
add_piece (RdMarkupWriter      *self,
           const char          *text,
           const RdMarkupPlace *place)
{
  g_autofree char *piece = rd_string_cut (text, self->room);

  if (piece[0] == '\0')
    return;

  self->room -= strlen (piece);
  if (self->block == NULL)
    begin_block (self, place);
  else if (self->gap)
    {
      begin_run (self, self->run_style & place->style,
                 g_strcmp0 (self->run_url, place->url) == 0 ? place->url : NULL);
      g_string_append_c (self->run, ' ');
    }
  self->gap = FALSE;
  begin_run (self, place->style, place->url);
  g_string_append (self->run, piece);
}

/* Goes on with the block that is open, or begins one. */
void
rd_markup_add_text (RdMarkupWriter      *self,
                    const char          *text,
                    const RdMarkupPlace *place)
{
  /* Between two bars, white space at the ends of the text is squashed as elsewhere, and not taken away. */
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *framed = g_strconcat ("|", valid, "|", NULL);
  g_autofree char *squashed = rd_string_squash (framed);
  char *inner = squashed + 1;
  gboolean gap_behind;

  inner[strlen (inner) - 1] = '\0';
  gap_behind = g_str_has_suffix (inner, " ");
  self->gap |= inner[0] == ' ';
  add_piece (self, g_strstrip (inner), place);
  self->gap |= gap_behind;
}

/* Returns: (transfer full) (nullable): a whole address. One of the live blog's own page may repeat the secrets that the
 * page was asked for by; those of other addresses are their publisher's business. */
char *
rd_markup_resolve (RdMarkupWriter *self,
                   const char     *reference)
{
  g_autofree char *url = rd_string_safe_url (reference, self->base_url);
  const gsize length = url != NULL ? strcspn (url, "?#") : 0;

  if (url != NULL && self->base_url != NULL && length == strcspn (self->base_url, "?#")
      && strncmp (url, self->base_url, length) == 0)
    return rd_address_mask (url);

  return g_steal_pointer (&url);
}

/* Adds something that is no text, and is a block of its own. @name: (nullable): what says what it is */
void
rd_markup_add_thing (RdMarkupWriter      *self,
                     RdBlockKind          kind,
                     const char          *reference,
                     const char          *name,
                     const RdMarkupPlace *place)
{
  g_autofree char *url = rd_markup_resolve (self, reference);
  g_autofree char *squashed = rd_string_squash (name);
  RdBlock *block;

  rd_markup_end_block (self);
  if ((url == NULL && squashed == NULL) || self->room == 0)
    return;

  block = rd_body_add_block (self->body, kind);
  block->quoted = place->quoted;
  block->url = g_steal_pointer (&url);
  if (squashed != NULL)
    {
      g_autofree char *cut = rd_string_cut (squashed, MIN (self->room, RD_LIMIT_LINE_BYTES));

      rd_block_add_run (block, cut, -1, RD_RUN_PLAIN, NULL);
      self->room -= strlen (cut);
    }
}
