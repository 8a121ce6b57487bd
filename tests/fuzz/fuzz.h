/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets have in common. */
#pragma once

#include "base/rd-string.h"
#include "base/rd-time.h"
#include "formats/rd-format.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static inline void
check (gboolean holds)
{
  if (!holds)
    g_abort ();
}

static inline void
check_line (const char *line)
{
  check (line == NULL || (g_utf8_validate (line, -1, NULL) && strchr (line, '\n') == NULL));
}

static inline void
check_url (const char *url)
{
  g_autofree char *safe = rd_string_safe_url (url, NULL);

  check (g_strcmp0 (safe, url) == 0);
}

/* A body holds valid UTF-8 without line feeds, and no address that may not be followed. */
static inline void
check_body (RdBody *body)
{
  GPtrArray *blocks = rd_body_get_blocks (body);

  for (guint i = 0; i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];

      check_url (block->url);
      for (guint j = 0; j < block->runs->len; j++)
        {
          const RdRun *run = block->runs->pdata[j];

          check_line (run->text);
          check_url (run->url);
        }
    }
}

/* Entries have ids of their own, stand in the order of their times, and point to earlier ones. */
static inline void
check_blog (const RdBlog *blog)
{
  g_autoptr (GHashTable) earlier = g_hash_table_new (g_str_hash, g_str_equal);
  GDateTime *time = NULL;

  check (blog->entries->len > 0);
  check_line (blog->title);
  check_line (blog->publisher);
  check_url (blog->url);
  for (guint i = 0; i < blog->entries->len; i++)
    {
      const RdEntry *entry = blog->entries->pdata[i];

      check_line (entry->title);
      check_line (entry->author);
      check_url (entry->url);
      check_body (entry->body);
      check (rd_time_compare (time, entry->published) <= 0);
      if (entry->published != NULL)
        time = entry->published;
      for (guint j = 0; j < entry->refers_to->len; j++)
        check (g_hash_table_contains (earlier, entry->refers_to->pdata[j]));
      check (g_hash_table_add (earlier, entry->id));
    }
}

static inline void
check_result (GPtrArray    *blogs,
              const GError *error)
{
  check (blogs == NULL || (error == NULL && blogs->len > 0));
  for (guint i = 0; blogs != NULL && i < blogs->len; i++)
    check_blog (blogs->pdata[i]);
  if (error != NULL)
    check_line (error->message);
}

/* Gives the bytes to one format, as rd_formats_read() would. */
static inline int
fuzz_format (const RdFormat *format,
             const guint8   *data,
             gsize           size)
{
  const RdOrigin origin = { .url = "https://www.example.com/live" };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (RdSource) source = rd_source_new (bytes, &origin, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = source != NULL ? format->read (source, &error) : NULL;

  check_result (blogs, error);
  return 0;
}
