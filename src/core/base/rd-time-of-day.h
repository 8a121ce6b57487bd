/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of day, as the reader writes them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In a day, as those are counted that times of day are told by. */
#define RD_TIME_OF_DAY_MINUTES (24u * 60)

char      *rd_time_of_day_format        (guint       minutes);
gboolean   rd_time_of_day_parse         (const char *text,
                                         guint      *minutes);
GDateTime *rd_time_of_day_find_midnight (void);

G_END_DECLS
