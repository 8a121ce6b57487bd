/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door for markup: what publishers write goes in, and only blocks of text runs come out. */
#pragma once

#include "model/rd-body.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

RdBody *rd_markup_read       (const char  *html,
                              const char  *base_url,
                              GError     **error);
RdBody *rd_markup_read_node  (xmlNode     *node,
                              const char  *base_url);
RdBody *rd_markup_read_loose (const char  *text,
                              const char  *base_url,
                              GError     **error);
RdBody *rd_markup_read_plain (const char  *text);
char   *rd_markup_read_line  (const char  *html);

G_END_DECLS
