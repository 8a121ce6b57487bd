/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys for the post that has the focus. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rd_post_keys_add (GtkListView *list);

G_END_DECLS
