/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What posts point to: the earlier posts that they link to or name by their time. */
#pragma once

#include "model/rd-blog.h"

G_BEGIN_DECLS

char    *rd_reference_read_id    (const char *reference);
gboolean rd_references_are_there (RdBlog     *blog);
void     rd_references_follow    (RdBlog     *blog);

G_END_DECLS
