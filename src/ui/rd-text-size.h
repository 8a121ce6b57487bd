/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large the text of posts is. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkCssProvider *rd_text_size_new (GdkDisplay *display,
                                  GSettings  *settings);

G_END_DECLS
