/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits until the reader sees something. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RdPaintedFunc:
 * @object: what waited
 *
 * Called once something is seen.
 */
typedef void (*RdPaintedFunc) (gpointer object);

void rd_painted_call (GtkWidget     *widget,
                      RdPaintedFunc  function,
                      GObject       *object);

G_END_DECLS
