/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What screen readers say by themselves of what comes in. */
#pragma once

#include "service/rd-service.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rd_announcements_begin (GtkWidget *window,
                             RdService *service);

G_END_DECLS
