/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found at an address, before it is followed. */
#pragma once

#include "service/rd-finder.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_BLOG_PREVIEW (rd_blog_preview_get_type ())
G_DECLARE_FINAL_TYPE (RdBlogPreview, rd_blog_preview, RD, BLOG_PREVIEW, AdwBin)

char *rd_blog_preview_set (RdBlogPreview *self,
                           const RdFound *found);

G_END_DECLS
