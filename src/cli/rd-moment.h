/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and times as people type them, in their own time zone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean   rd_moment_parse_day (const char  *text,
                                GDateTime   *now,
                                GDateTime  **from,
                                GDateTime  **to);
char      *rd_moment_describe  (GDateTime   *time);
GDateTime *rd_moment_parse     (const char  *text,
                                GDateTime   *now);

G_END_DECLS
