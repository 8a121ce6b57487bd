/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of a ribbon. */
#pragma once

#include "ui/rd-slots.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rd_day_ribbon_draw (GtkWidget             *widget,
                         GtkSnapshot           *snapshot,
                         const graphene_rect_t *area,
                         GPtrArray             *slots,
                         const RdSlot          *cursor);

G_END_DECLS
