/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader wants to be notified of in one live blog or topic, as a menu. */
#pragma once

#include "alerts/rd-alert-rules.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The settings that have it. */
#define RD_ALERT_LEVELS_BLOGS "notify-blogs"
#define RD_ALERT_LEVELS_TOPICS "notify-topics"
#define RD_ALERT_LEVELS_USUAL "notify-about"

/* The icon of what the reader is not notified of. */
#define RD_ALERT_LEVELS_SILENT "notifications-disabled-symbolic"

/**
 * RdAlertSign:
 * @icon: the name of an icon
 * @words: what it stands for
 *
 * That the reader is notified of something else than usual.
 */
typedef struct
{
  const char *icon;
  const char *words;
} RdAlertSign;

RdAlertSign rd_alert_levels_get_sign (RdAlertLevel  usual,
                                      GHashTable   *levels,
                                      const char   *id);
void        rd_alert_levels_insert   (GMenu        *menu,
                                      int           position);
void        rd_alert_levels_put      (GtkWidget    *widget,
                                      const char   *key,
                                      const char   *id);

G_END_DECLS
