/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A live blog that is followed, in a list: how that goes, and what can be done about it. */
#pragma once

#include "store/rd-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_BLOG_ROW (rd_blog_row_get_type ())
G_DECLARE_FINAL_TYPE (RdBlogRow, rd_blog_row, RD, BLOG_ROW, AdwPreferencesRow)

GtkWidget  *rd_blog_row_new           (void);
void        rd_blog_row_set           (RdBlogRow        *self,
                                       const RdFollowed *followed,
                                       GDateTime        *now);
const char *rd_blog_row_get_blog_id   (RdBlogRow        *self);
char       *rd_blog_row_get_name      (RdBlogRow        *self);
guint       rd_blog_row_get_n_posts   (RdBlogRow        *self);
gboolean    rd_blog_row_can_resume    (RdBlogRow        *self);

G_END_DECLS
