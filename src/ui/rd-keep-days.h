/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many days posts are kept for, as a row to choose from. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void rd_keep_days_bind (GSettings   *settings,
                        AdwComboRow *row);

G_END_DECLS
