/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A post that is dragged to the topic that it belongs to. */
#pragma once

#include "ui/rd-page-row.h"

G_BEGIN_DECLS

void rd_post_drag_begin_at (GtkWidget *head);
void rd_post_drag_end_at   (RdPageRow *row);

G_END_DECLS
