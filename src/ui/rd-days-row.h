/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of the week to choose. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_DAYS_ROW (rd_days_row_get_type ())
G_DECLARE_FINAL_TYPE (RdDaysRow, rd_days_row, RD, DAYS_ROW, AdwPreferencesRow)

G_END_DECLS
