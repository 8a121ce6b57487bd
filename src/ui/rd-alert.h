/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says what the reader wanted and could not be done. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void rd_alert_show_error (GtkWidget    *parent,
                          const char   *heading,
                          const GError *error);

G_END_DECLS
