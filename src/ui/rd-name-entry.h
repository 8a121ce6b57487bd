/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the reader types another name for a topic. */
#pragma once

#include "ui/rd-page-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_NAME_ENTRY (rd_name_entry_get_type ())
G_DECLARE_FINAL_TYPE (RdNameEntry, rd_name_entry, RD, NAME_ENTRY, GtkEntry)

GtkWidget *rd_name_entry_new      (void);
void       rd_name_entry_set_page (RdNameEntry *self,
                                   RdPageItem  *page);

G_END_DECLS
