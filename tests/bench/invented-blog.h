/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live blogs of any length, made up from English word frequencies. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *invent_blog        (guint n_posts);
GBytes *invent_series_blog (guint n_posts,
                            guint number);

G_END_DECLS
