/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes the search for other addresses of a live blog: few, each of them on the web, the best first. */
#include "fuzz.h"

#include "formats/rd-discover.h"

static gboolean
is_web (const char *url)
{
  return g_str_has_prefix (url, "http://") || g_str_has_prefix (url, "https://");
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const RdOrigin origin = { .url = "https://www.example.com/live" };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GPtrArray) leads = rd_discover (bytes, &origin, NULL);
  g_autoptr (GHashTable) urls = g_hash_table_new (g_str_hash, g_str_equal);

  check (leads->len <= 16);
  for (guint i = 0; i < leads->len; i++)
    {
      const RdLead *lead = leads->pdata[i];

      check (is_web (lead->url));
      check_url (lead->url);
      check (g_hash_table_add (urls, lead->url));
      check (lead->page == NULL || is_web (lead->page));
      check (i == 0 || rd_lead_compare (&leads->pdata[i - 1], &leads->pdata[i]) <= 0);
    }

  return 0;
}
