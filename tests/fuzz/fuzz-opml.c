/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes lists of feeds: what was read is written, and read again as it was. */
#include "fuzz.h"

#include "base/rd-address.h"
#include "formats/rd-opml.h"

static void
check_outline (const RdOutline *outline)
{
  g_autofree char *whole = rd_address_complete (outline->url);

  check (g_strcmp0 (whole, outline->url) == 0);
  check_url (outline->page);
  check (g_str_has_prefix (outline->url, "http"));
  check_line (outline->title);
  check_line (outline->folder);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outlines = rd_opml_read (bytes, NULL, &error);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GPtrArray) again = NULL;
  char *text;

  check ((outlines == NULL) == (error != NULL));
  check_line (error != NULL ? error->message : NULL);
  if (outlines == NULL)
    return 0;

  text = rd_opml_write ("Feeds", outlines);
  written = g_bytes_new_take (text, strlen (text));
  again = rd_opml_read (written, NULL, NULL);
  check (again != NULL && again->len == outlines->len);
  for (guint i = 0; i < outlines->len; i++)
    {
      const RdOutline *outline = outlines->pdata[i];
      const RdOutline *other = again->pdata[i];

      check_outline (outline);
      check (g_str_equal (outline->url, other->url) && g_strcmp0 (outline->page, other->page) == 0);
    }

  return 0;
}
