/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of points in time that rd_time_parse() tells apart. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GDateTime *rd_time_parse_mail (const char *text);

G_END_DECLS
