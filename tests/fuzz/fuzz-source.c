/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes the first look at bytes, and the whole way from them to live blogs or one line that says why not. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_formats_read (bytes, NULL, NULL, &error);
  g_autoptr (RdSource) source = rd_source_new (bytes, NULL, NULL);
  g_autofree char *likeness = source != NULL ? rd_source_describe (source) : NULL;

  check ((blogs == NULL) == (error != NULL));
  check_result (blogs, error);
  check (source == NULL || likeness != NULL);
  check_line (likeness);
  check (source == NULL || source->text == NULL || g_utf8_validate (source->text, -1, NULL));

  return 0;
}
