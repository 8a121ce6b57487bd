/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader can do with a post in a row: copy it, send it, open it, see what was changed in it. */
#pragma once

#include "ui/rd-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rd_post_actions_install (GtkWidgetClass *row_class);
void rd_post_actions_update  (GtkWidget      *row,
                              RdEntry        *entry);

G_END_DECLS
