/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says what the reader wanted and could not be done. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void rd_alert_show_error (GtkWidget     *parent,
                          const char    *heading,
                          const GError  *error);
void rd_alert_put_reason (AdwStatusPage *page,
                          const char    *reason);

G_END_DECLS
