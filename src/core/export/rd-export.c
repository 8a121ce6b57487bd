/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the forms in which a digest is written. */
#include "export/rd-export.h"

static const RdExport *const exports[] = {
  &rd_export_markdown,
  &rd_export_html,
  &rd_export_text,
  &rd_export_json,
  NULL,
};

/**
 * rd_export_get_all:
 *
 * Returns: (transfer none) (array zero-terminated=1): the forms, the usual one first
 */
const RdExport *const *
rd_export_get_all (void)
{
  return exports;
}

/**
 * rd_export_find:
 * @name: what a form may be called: its name, or what its files' names end in
 *
 * Returns: (transfer none) (nullable): the form, or %NULL where there is none of that name
 */
const RdExport *
rd_export_find (const char *name)
{
  for (const RdExport *const *export = exports; *export != NULL; export++)
    if (g_ascii_strcasecmp (name, (*export)->name) == 0 || g_ascii_strcasecmp (name, (*export)->extension) == 0)
      return *export;

  return NULL;
}
