/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a row of a page stands, be it there or not. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_PAGE_SLOT (rd_page_slot_get_type ())
G_DECLARE_FINAL_TYPE (RdPageSlot, rd_page_slot, RD, PAGE_SLOT, GtkWidget)

GtkWidget *rd_page_slot_new      (void);
void       rd_page_slot_set_item (RdPageSlot *self,
                                  GObject    *item);
GObject   *rd_page_slot_get_item (RdPageSlot *self);
void       rd_page_slot_set_row  (RdPageSlot *self,
                                  GtkWidget  *row);
GtkWidget *rd_page_slot_get_row  (RdPageSlot *self);

G_END_DECLS
