/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps a row of a list where the reader sees it while its height changes. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rd_row_hold (GtkWidget *row,
                  gboolean   to_sight);

void rd_row_hold_sight (GtkWidget *row);

G_END_DECLS
