/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that Rundown brings along inside itself. */
#include "base/rd-data.h"

#include "rd-core-resources.h"

/**
 * rd_data_load:
 * @path: a path below data/, such as "demo/westminster-2025-06-16.json"
 *
 * Returns: (transfer full) (nullable): the file, closed by a zero byte that its size does not count; %NULL where there
 *   is none
 */
GBytes *
rd_data_load (const char *path)
{
  g_autofree char *whole = g_strconcat ("/rundown/", path, NULL);

  return g_resource_lookup_data (rd_core_get_resource (), whole, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}
