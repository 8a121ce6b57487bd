/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Guardian's formats have in common. */
#pragma once

#include "formats/rd-blog-builder.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

RdBlogBuilder *rd_guardian_begin           (RdSource   *source,
                                            const char *title,
                                            const char *url,
                                            const char *language);
void           rd_guardian_read_series     (RdBlog     *blog,
                                            JsonArray  *tags);
char          *rd_guardian_read_cursor     (RdBlog     *blog);
RdEntry       *rd_guardian_begin_entry     (const char *id,
                                            const char *blog_url);
void           rd_guardian_read_attributes (RdEntry    *entry,
                                            JsonObject *attributes);

G_END_DECLS
