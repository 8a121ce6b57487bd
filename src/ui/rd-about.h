/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Rundown is, who made it, and what it runs on. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void rd_about_present (GtkWidget *window);

G_END_DECLS
