/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points in time as live blogs write them. An unknown time is %NULL, never 'now'. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GDateTime *rd_time_parse     (const char *text);
GDateTime *rd_time_from_unix (gint64      milliseconds);
char      *rd_time_format    (GDateTime  *time);
int        rd_time_compare   (GDateTime  *a,
                              GDateTime  *b);

G_END_DECLS
