/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes the door for markup: what comes out is valid UTF-8 without line feeds, and no address that may not be followed. */
#include "fuzz.h"

#include "base/rd-string.h"
#include "text/rd-markup.h"

#include <string.h>

static void
check_body (RdBody *body)
{
  GPtrArray *blocks = rd_body_get_blocks (body);

  for (guint i = 0; i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];

      for (guint j = 0; j < block->runs->len; j++)
        {
          const RdRun *run = block->runs->pdata[j];
          g_autofree char *url = rd_string_safe_url (run->url, NULL);

          if (!g_utf8_validate (run->text, -1, NULL) || strchr (run->text, '\n') != NULL || g_strcmp0 (url, run->url) != 0)
            g_abort ();
        }
    }
}

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
  if (line != NULL && strchr (line, '\n') != NULL)
    g_abort ();

  return 0;
}
