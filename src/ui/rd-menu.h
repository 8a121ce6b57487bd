/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Menus whose items have names. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *rd_menu_new        (GMenuModel    *model);
void       rd_menu_attach     (GtkMenuButton *button,
                               GMenuModel    *model);
void       rd_menu_name_items (GtkWidget     *widget);

G_END_DECLS
