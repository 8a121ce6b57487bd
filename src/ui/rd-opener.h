/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways in which a reader says what to open in a window. */
#pragma once

#include "ui/rd-window.h"

G_BEGIN_DECLS

void rd_opener_install_actions (GtkWidgetClass *window_class);
void rd_opener_show_changed    (RdWindow       *window);
void rd_opener_accept_drops    (RdWindow       *window);

G_END_DECLS
