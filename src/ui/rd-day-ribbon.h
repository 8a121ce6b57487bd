/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much happened when: a bar for each slot of the time that posts cover, which leads to the first of its posts. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_DAY_RIBBON (rd_day_ribbon_get_type ())
G_DECLARE_FINAL_TYPE (RdDayRibbon, rd_day_ribbon, RD, DAY_RIBBON, GtkWidget)

void rd_day_ribbon_set_entries (RdDayRibbon *self,
                                GPtrArray   *entries);

G_END_DECLS
