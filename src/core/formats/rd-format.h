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
 * @list_changes: (nullable): gives the address that tells what has changed in the live blog at @url since a reading of
 *   it that left @cursor; %NULL where all of it has to be read again
 * @key: (nullable): the publisher whose key it takes to ask for it, by its name in the program; %NULL where it takes none
 * @key_parameter: (nullable): the name under which addresses carry that key
 * @daily_requests: how many requests a day the publisher allows for one key; 0 for as many as are polite
 *
 * A format of live blogs. Formats are told apart by the content alone, never by a file's name.
 */
typedef struct
{
  const char *id;
  const char *name;
  GPtrArray *(*read) (RdSource *source, GError **error);
  char *(*list_changes) (const char *url, const char *cursor, GDateTime *now);
  const char *key;
  const char *key_parameter;
  guint daily_requests;
} RdFormat;

extern const RdFormat rd_format_guardian_content_api;
extern const RdFormat rd_format_guardian_page_model;
extern const RdFormat rd_format_guardian_page;
extern const RdFormat rd_format_live_blog_posting;
extern const RdFormat rd_format_sourcefabric;
extern const RdFormat rd_format_wordpress;
extern const RdFormat rd_format_feed;
extern const RdFormat rd_format_plain_text;

const RdFormat *rd_format_find (const char *id);
guint      rd_format_get_rank (const RdFormat *format);
GPtrArray *rd_formats_read (GBytes          *bytes,
                            const RdOrigin  *origin,
                            const RdFormat **format,
                            GError         **error);

G_END_DECLS
