/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader wants to be notified of, and when not. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_ALERT_PAGE (rd_alert_page_get_type ())
G_DECLARE_FINAL_TYPE (RdAlertPage, rd_alert_page, RD, ALERT_PAGE, AdwPreferencesPage)

G_END_DECLS
