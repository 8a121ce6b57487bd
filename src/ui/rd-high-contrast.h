/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The style for high contrast. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkCssProvider *rd_high_contrast_new (GdkDisplay *display,
                                      const char *path);

G_END_DECLS
