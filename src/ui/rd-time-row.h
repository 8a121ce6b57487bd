/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A time of day to be typed. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_TIME_ROW (rd_time_row_get_type ())
G_DECLARE_FINAL_TYPE (RdTimeRow, rd_time_row, RD, TIME_ROW, AdwEntryRow)

G_END_DECLS
