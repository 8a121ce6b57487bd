/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader wants to be notified of in one live blog or topic, as a menu. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The settings that have it. */
#define RD_ALERT_LEVELS_BLOGS "notify-blogs"
#define RD_ALERT_LEVELS_TOPICS "notify-topics"

void rd_alert_levels_insert (GMenu      *menu,
                             int         position);
void rd_alert_levels_put    (GtkWidget  *widget,
                             const char *key,
                             const char *id);

G_END_DECLS
