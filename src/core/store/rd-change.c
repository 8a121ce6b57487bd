/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is an edit of a post, and what is only another mark on it. Publishers' servers change white space and add
 * parameters to links at each answer; no one who reads a post takes that for an edit. */
#include "store/rd-change.h"

#include "base/rd-address.h"
#include "base/rd-string.h"
#include "store/rd-record.h"

/* What a post says, being written down. Whatever is not one of its characters stands on a line of its own; the
 * characters have no line feeds. */
typedef struct
{
  GString *text; /* (owned) */
  gboolean with_style;
  const RdBlock *block; /* (nullable) (unowned): of the last character */
  RdRunStyle style;     /* of the last character */
  char *url;            /* (nullable) (owned): where the last character leads */
  gboolean gap;         /* whether white space follows it */
} Form;

static gboolean
equal_urls (const char *a,
            const char *b)
{
  g_autofree char *one = rd_address_untrack (a);
  g_autofree char *other = rd_address_untrack (b);

  return g_strcmp0 (one, other) == 0;
}

static gboolean
equal_lines (const char *a,
             const char *b)
{
  g_autofree char *one = rd_string_squash (a);
  g_autofree char *other = rd_string_squash (b);

  return g_strcmp0 (one, other) == 0;
}

/* Paragraphs are one text, with white space between them. */
static void
begin_block (Form          *self,
             const RdBlock *block)
{
  g_autofree char *url = rd_address_untrack (block->url);

  if (self->block != NULL && self->block->kind == RD_BLOCK_PARAGRAPH && block->kind == RD_BLOCK_PARAGRAPH
      && self->block->quoted == block->quoted)
    {
      g_string_append_c (self->text, ' ');
    }
  else
    {
      g_string_append_printf (self->text, "\n%d %d %u %u %s\n", block->kind, block->quoted, block->number, block->level,
                              url != NULL ? url : "");
      self->style = RD_RUN_PLAIN;
      g_clear_pointer (&self->url, g_free);
    }
  self->block = block;
  self->gap = FALSE;
}

static void
write_run (Form          *self,
           const RdBlock *block,
           const RdRun   *run)
{
  g_autofree char *url = rd_address_untrack (run->url);
  const RdRunStyle style = self->with_style ? run->style : RD_RUN_PLAIN;

  for (const char *p = run->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (rd_string_is_blank (c))
        {
          self->gap = TRUE;
          continue;
        }
      if (self->block != block)
        begin_block (self, block);
      else if (self->gap)
        g_string_append_c (self->text, ' ');
      self->gap = FALSE;
      if (style != self->style || g_strcmp0 (url, self->url) != 0)
        {
          g_string_append_printf (self->text, "\n%d %s\n", style, url != NULL ? url : "");
          self->style = style;
          g_set_str (&self->url, url);
        }
      g_string_append_unichar (self->text, c);
    }
}

/* Writes what a post says in the form in which it is compared: without white space but for one space between words,
 * whatever paragraphs they stand in. */
static char *
write_form (RdEntry  *entry,
            gboolean  with_style)
{
  GPtrArray *blocks = rd_body_get_blocks (entry->body);
  g_autofree char *title = rd_string_squash (entry->title);
  Form form = { .text = g_string_new (title), .with_style = with_style };

  for (guint i = 0; i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];

      for (guint j = 0; j < block->runs->len; j++)
        write_run (&form, block, block->runs->pdata[j]);
      /* One without words is nothing, unless it is seen. */
      if (form.block != block && (block->kind == RD_BLOCK_PICTURE || block->kind == RD_BLOCK_EMBED))
        begin_block (&form, block);
    }
  g_free (form.url);

  return g_string_free_and_steal (form.text);
}

static gboolean
equal_forms (RdEntry  *a,
             RdEntry  *b,
             gboolean  with_style)
{
  g_autofree char *one = write_form (a, with_style);
  g_autofree char *other = write_form (b, with_style);

  return g_str_equal (one, other);
}

/**
 * rd_change_find:
 * @before: a post as it was read once
 * @after: the same post as it was read later
 *
 * A post says something else where its heading or its words are different, its pictures, links and embeds, its
 * quotations or its lists. White space, where paragraphs end, how words are set and the parameters of links that
 * [func@address_untrack] takes away are none of that.
 *
 * Returns: what has happened to it
 */
RdChange
rd_change_find (RdEntry *before,
                RdEntry *after)
{
  g_autoptr (GBytes) one = rd_record_write (before);
  g_autoptr (GBytes) other = rd_record_write (after);

  if (g_bytes_equal (one, other))
    return RD_CHANGE_NONE;

  return equal_forms (before, after, FALSE) ? RD_CHANGE_MARKS : RD_CHANGE_WORDS;
}

static void
take_time (GDateTime **time,
           GDateTime  *latest)
{
  if (latest != NULL)
    g_date_time_ref (latest);
  g_clear_pointer (time, g_date_time_unref);
  *time = latest;
}

/**
 * rd_change_take_marks:
 * @kept: a post as it is kept, shared with no one
 * @latest: the same post as it was read just now, which says the same
 *
 * Makes @kept what @latest is, but where only white space or such parameters of links are different. Where @kept has not
 * changed by that, nothing has happened that anyone need know.
 */
void
rd_change_take_marks (RdEntry *kept,
                      RdEntry *latest)
{
  if (!equal_forms (kept, latest, TRUE))
    {
      g_set_str (&kept->title, latest->title);
      rd_body_unref (kept->body);
      kept->body = rd_body_ref (latest->body);
    }
  if (!equal_lines (kept->author, latest->author))
    g_set_str (&kept->author, latest->author);
  if (!equal_urls (kept->url, latest->url))
    g_set_str (&kept->url, latest->url);
  g_set_str (&kept->source_id, latest->source_id);
  take_time (&kept->published, latest->published);
  take_time (&kept->updated, latest->updated);
  kept->key_event = latest->key_event;
  kept->pinned = latest->pinned;
  kept->summary = latest->summary;
  kept->deleted = latest->deleted;
  g_strfreev (kept->tags);
  kept->tags = g_strdupv (latest->tags);
  g_ptr_array_set_size (kept->refers_to, 0);
  for (guint i = 0; i < latest->refers_to->len; i++)
    g_ptr_array_add (kept->refers_to, g_strdup (latest->refers_to->pdata[i]));
}
