/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets have in common. */
#pragma once

#include "formats/rd-format.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Gives the bytes to one format, as rd_formats_read() would. */
static inline int
fuzz_format (const RdFormat *format,
             const guint8   *data,
             gsize           size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (RdSource) source = rd_source_new (bytes, "https://www.example.com/live", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = NULL;

  if (source == NULL)
    return 0;

  blogs = format->read (source, &error);
  if (blogs != NULL && (error != NULL || blogs->len == 0))
    g_abort ();

  return 0;
}
