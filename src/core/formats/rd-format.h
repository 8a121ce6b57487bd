/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each format is to the others, and the room's one door: bytes go in, live blogs come out. */
#pragma once

#include "formats/rd-source.h"
#include "model/rd-blog.h"

G_BEGIN_DECLS

/**
 * RdFormat:
 * @id: its name in the program, such as "guardian-content-api"
 * @name: its name for people, such as "Guardian Content API"
 * @read: reads the live blogs that @source holds. Where @source is not of this format at all it returns %NULL and sets
 *   no error, and the next format is asked; an error says that it is of this format, and broken.
 *
 * A format of live blogs. Formats are told apart by the content alone, never by a file's name.
 */
typedef struct
{
  const char *id;
  const char *name;
  GPtrArray *(*read) (RdSource *source, GError **error);
} RdFormat;

extern const RdFormat rd_format_guardian_content_api;
extern const RdFormat rd_format_guardian_page_model;
extern const RdFormat rd_format_guardian_page;
extern const RdFormat rd_format_live_blog_posting;
extern const RdFormat rd_format_sourcefabric;
extern const RdFormat rd_format_wordpress;
extern const RdFormat rd_format_plain_text;

GPtrArray *rd_formats_read (GBytes          *bytes,
                            const char      *url,
                            const RdFormat **format,
                            GError         **error);

G_END_DECLS
