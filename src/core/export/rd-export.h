/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a digest as a document, one file of this folder a form. */
#pragma once

#include "model/rd-digest.h"

G_BEGIN_DECLS

/**
 * RdExport:
 * @name: its name on the command line, such as "md"
 * @title: its name for people, such as "Markdown"
 * @extension: what its files' names end in
 * @write: (transfer full): writes a digest; no form fails so far
 *
 * A form in which a digest is written. The same digest gives the same bytes.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *extension;
  GBytes *(*write) (RdDigest *digest, GError **error);
} RdExport;

extern const RdExport rd_export_html;
extern const RdExport rd_export_json;
extern const RdExport rd_export_markdown;
extern const RdExport rd_export_text;
extern const RdExport rd_export_topics;

const RdExport *const *rd_export_get_all (void);
const RdExport        *rd_export_find    (const char *name);

G_END_DECLS
