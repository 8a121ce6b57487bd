/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts a live blog together that was read in parts. */
#pragma once

#include "model/rd-blog.h"

G_BEGIN_DECLS

RdBlog *rd_blog_join (RdBlog    *blog,
                      GPtrArray *earlier);

G_END_DECLS
