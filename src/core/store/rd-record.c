/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry as bytes: a GVariant, little-endian, in its one normal form, so that equal bytes mean that nothing has
 * changed. The id and the blog's are kept beside it. */
#include "store/rd-record.h"

#include "base/rd-error.h"
#include "base/rd-time.h"

#include <glib/gi18n.h>

/* The form that is written; what is read may only ever be of a form that was written by a release. */
#define FORM "(msmsmsmsmsmsuasasa(ubuumsa(sums)))"

enum
{
  FLAG_KEY_EVENT = 1 << 0,
  FLAG_PINNED = 1 << 1,
  FLAG_SUMMARY = 1 << 2,
  FLAG_DELETED = 1 << 3,
};

static GVariant *
write_blocks (RdBody *body)
{
  GPtrArray *blocks = rd_body_get_blocks (body);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ubuumsa(sums))"));

  for (guint i = 0; i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];

      g_variant_builder_open (&builder, G_VARIANT_TYPE ("(ubuumsa(sums))"));
      g_variant_builder_add (&builder, "u", (guint) block->kind);
      g_variant_builder_add (&builder, "b", block->quoted);
      g_variant_builder_add (&builder, "u", block->number);
      g_variant_builder_add (&builder, "u", block->level);
      g_variant_builder_add (&builder, "ms", block->url);
      g_variant_builder_open (&builder, G_VARIANT_TYPE ("a(sums)"));
      for (guint j = 0; j < block->runs->len; j++)
        {
          const RdRun *run = block->runs->pdata[j];

          g_variant_builder_add (&builder, "(sums)", run->text, (guint) run->style, run->url);
        }
      g_variant_builder_close (&builder);
      g_variant_builder_close (&builder);
    }

  return g_variant_builder_end (&builder);
}

static void
read_blocks (GVariant *blocks,
             RdBody   *body)
{
  g_autoptr (GVariantIter) iter = g_variant_iter_new (blocks);
  guint kind;
  gboolean quoted;
  guint number;
  guint level;
  const char *url;
  GVariantIter *runs;

  while (g_variant_iter_loop (iter, "(ubuum&sa(sums))", &kind, &quoted, &number, &level, &url, &runs))
    {
      RdBlock *block = rd_body_add_block (body, MIN (kind, (guint) RD_BLOCK_EMBED));
      const char *text;
      guint style;
      const char *run_url;

      block->quoted = quoted;
      block->number = number;
      block->level = level;
      block->url = g_strdup (url);
      while (g_variant_iter_loop (runs, "(&sum&s)", &text, &style, &run_url))
        rd_block_add_run (block, text, -1, style, run_url);
    }
}

/* As little-endian bytes on every machine, so that the file can be carried from one to another. */
static GVariant *
to_little_endian (GVariant *variant)
{
  return G_BYTE_ORDER == G_BIG_ENDIAN ? g_variant_byteswap (variant) : g_variant_get_normal_form (variant);
}

static GVariant *
write_strings (const char *const *strings,
               gssize             n_strings)
{
  return strings != NULL ? g_variant_new_strv (strings, n_strings) : g_variant_new_strv (NULL, 0);
}

/**
 * rd_record_write:
 * @entry: an entry
 *
 * Returns: (transfer full): what there is to know of it but for its id and its live blog; the same bytes for the same
 *   entry
 */
GBytes *
rd_record_write (RdEntry *entry)
{
  g_autofree char *published = rd_time_format (entry->published);
  g_autofree char *updated = rd_time_format (entry->updated);
  guint flags = (entry->key_event ? FLAG_KEY_EVENT : 0) | (entry->pinned ? FLAG_PINNED : 0)
                | (entry->summary ? FLAG_SUMMARY : 0) | (entry->deleted ? FLAG_DELETED : 0);
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GVariant) written = NULL;

  variant = g_variant_ref_sink (
      g_variant_new ("(msmsmsmsmsmsu@as@as@a(ubuumsa(sums)))", entry->source_id, entry->url, entry->title,
                     entry->author, published, updated, flags,
                     write_strings ((const char *const *) entry->tags, -1),
                     write_strings ((const char *const *) entry->refers_to->pdata, entry->refers_to->len),
                     write_blocks (entry->body)));
  written = to_little_endian (variant);

  return g_variant_get_data_as_bytes (written);
}

/**
 * rd_record_read:
 * @bytes: (nullable): what rd_record_write() gave
 * @id: (nullable): the entry's id
 * @blog_id: (nullable): its live blog's
 * @error: %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full): the entry, or %NULL
 */
RdEntry *
rd_record_read (GBytes      *bytes,
                const char  *id,
                const char  *blog_id,
                GError     **error)
{
  g_autoptr (GVariant) stored = NULL;
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GVariant) blocks = NULL;
  g_autoptr (RdEntry) entry = rd_entry_new ();
  g_autofree char *published = NULL;
  g_autofree char *updated = NULL;
  g_auto (GStrv) tags = NULL;
  g_auto (GStrv) refers_to = NULL;
  guint flags;

  if (bytes != NULL)
    stored = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FORM), bytes, FALSE));
  if (stored == NULL || id == NULL || blog_id == NULL || !g_variant_is_normal_form (stored))
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_DAMAGED, _("damaged: a kept post: start Rundown to have it restored"));
      return NULL;
    }

  variant = to_little_endian (stored);
  g_variant_get (variant, "(msmsmsmsmsmsu^as^as@a(ubuumsa(sums)))", &entry->source_id, &entry->url, &entry->title,
                 &entry->author, &published, &updated, &flags, &tags, &refers_to, &blocks);
  g_free (entry->id);
  entry->id = g_strdup (id);
  g_free (entry->blog_id);
  entry->blog_id = g_strdup (blog_id);
  entry->published = rd_time_parse (published);
  entry->updated = rd_time_parse (updated);
  entry->key_event = (flags & FLAG_KEY_EVENT) != 0;
  entry->pinned = (flags & FLAG_PINNED) != 0;
  entry->summary = (flags & FLAG_SUMMARY) != 0;
  entry->deleted = (flags & FLAG_DELETED) != 0;
  if (tags[0] != NULL)
    entry->tags = g_steal_pointer (&tags);
  for (guint i = 0; refers_to[i] != NULL; i++)
    g_ptr_array_add (entry->refers_to, g_strdup (refers_to[i]));
  read_blocks (blocks, entry->body);
  /* Before it is shared between threads. */
  rd_body_get_text (entry->body);

  return g_steal_pointer (&entry);
}
