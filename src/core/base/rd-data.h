/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that Rundown brings along inside itself: language tables, the demo, style sheets. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *rd_data_load (const char *path);

G_END_DECLS
