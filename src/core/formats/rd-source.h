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
 * RdOrigin:
 * @url: (nullable): the address that they came from, to which the addresses in them are relative
 * @page: (nullable): the page of the live blog that they are known to be of
 * @title: (nullable): that live blog's title
 * @publisher: (nullable): whose it is
 * @is_part: whether they may be a part of it that holds no posts, as where nothing has changed
 * @since: (nullable): for what has changed, the cursor that an earlier reading left
 *
 * What is known of bytes before they are looked at. Many a format has posts alone, and no word of their live blog.
 */
typedef struct
{
  const char *url;
  const char *page;
  const char *title;
  const char *publisher;
  gboolean is_part;
  const char *since;
} RdOrigin;

/**
 * RdSource:
 * @kind: what the bytes are
 * @url: (nullable): the address that they came from, masked
 * @page_url: (nullable): the page of the live blog that they are known to be of, masked
 * @title: (nullable): that live blog's title
 * @publisher: (nullable): whose it is
 * @is_part: whether they may be a part of it that holds no posts
 * @since: (nullable): for what has changed, the cursor that an earlier reading left
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
  char *page_url;
  char *title;
  char *publisher;
  gboolean is_part;
  char *since;
  JsonNode *json;
  xmlDoc *page;
  char *text;
} RdSource;

RdSource *rd_source_new         (GBytes          *bytes,
                                 const RdOrigin  *origin,
                                 GError         **error);
void      rd_source_free        (RdSource        *self);
gboolean  rd_source_is_document (RdSource        *self,
                                 const char      *root);
char     *rd_source_describe    (RdSource        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdSource, rd_source_free)

G_END_DECLS
