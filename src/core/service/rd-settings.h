/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader prefers, as far as it matters without a window. */
#pragma once

#include "alerts/rd-alert-rules.h"
#include "service/rd-pace.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings    *rd_settings_open            (void);
guint         rd_settings_get_keep_days   (GSettings *settings);
RdConditions  rd_settings_get_stops       (GSettings *settings);
RdAlertRules *rd_settings_get_alert_rules (GSettings *settings);

G_END_DECLS
