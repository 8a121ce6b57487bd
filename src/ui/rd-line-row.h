/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a summary, which leads to the post that it is quoted from. */
#pragma once

#include "ui/rd-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_LINE_ROW (rd_line_row_get_type ())
G_DECLARE_FINAL_TYPE (RdLineRow, rd_line_row, RD, LINE_ROW, GtkButton)

GtkWidget *rd_line_row_new (RdDocument   *document,
                            const RdLine *line,
                            gboolean      names_topic);

G_END_DECLS
