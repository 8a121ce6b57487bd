/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page in the list of pages, with its menu. */
#pragma once

#include "ui/rd-page-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_PAGE_ROW (rd_page_row_get_type ())
G_DECLARE_FINAL_TYPE (RdPageRow, rd_page_row, RD, PAGE_ROW, GtkBox)

RdPageItem *rd_page_row_get_page  (RdPageRow *self);
gboolean    rd_page_row_show_menu (RdPageRow *self);

G_END_DECLS
