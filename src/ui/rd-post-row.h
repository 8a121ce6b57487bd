/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole post, as a row of a page. */
#pragma once

#include "ui/rd-post-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_POST_ROW (rd_post_row_get_type ())
G_DECLARE_FINAL_TYPE (RdPostRow, rd_post_row, RD, POST_ROW, GtkBox)

void        rd_post_row_set_item (RdPostRow  *self,
                                  RdPostItem *item);
RdPostItem *rd_post_row_get_item (RdPostRow  *self);
gboolean    rd_post_row_toggle   (RdPostRow  *self);
void        rd_post_row_open_menu (RdPostRow *self);
void        rd_post_row_flash    (RdPostRow  *self);

G_END_DECLS
