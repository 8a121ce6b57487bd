/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes the door for markup. */
#include "fuzz.h"

#include "text/rd-markup.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *html = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autoptr (RdBody) body = rd_markup_read (html, "https://www.example.com/live", NULL);
  g_autoptr (RdBody) loose = rd_markup_read_loose (html, NULL, NULL);
  g_autoptr (RdBody) plain = rd_markup_read_plain (html);
  g_autofree char *line = rd_markup_read_line (html);

  if (body != NULL)
    check_body (body);
  if (loose != NULL)
    check_body (loose);
  check_body (plain);
  check_line (line);

  return 0;
}
