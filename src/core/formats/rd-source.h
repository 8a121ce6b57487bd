/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes from outside, looked at once: whether they are JSON, a page of markup or plain text, and parsed as that. */
#pragma once

#include <json-glib/json-glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/**
 * RdSourceKind:
 * @RD_SOURCE_JSON: a JSON document
 * @RD_SOURCE_PAGE: an HTML page
 * @RD_SOURCE_XML: an XML document
 * @RD_SOURCE_TEXT: plain text
 */
typedef enum
{
  RD_SOURCE_JSON,
  RD_SOURCE_PAGE,
  RD_SOURCE_XML,
  RD_SOURCE_TEXT,
} RdSourceKind;

/**
 * RdSource:
 * @kind: what the bytes are
 * @url: (nullable): the address that they came from
 * @json: (nullable): the root, for %RD_SOURCE_JSON
 * @page: (nullable): the document, for %RD_SOURCE_PAGE
 * @text: (nullable): valid UTF-8 with line feeds, for %RD_SOURCE_TEXT and %RD_SOURCE_XML
 *
 * Bytes from outside.
 */
typedef struct
{
  RdSourceKind kind;
  char *url;
  JsonNode *json;
  xmlDoc *page;
  char *text;
} RdSource;

RdSource *rd_source_new      (GBytes      *bytes,
                              const char  *url,
                              GError     **error);
void      rd_source_free     (RdSource    *self);
char     *rd_source_describe (RdSource    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdSource, rd_source_free)

G_END_DECLS
