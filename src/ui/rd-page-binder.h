/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which widget shows which row of a page. */
#pragma once

#include "ui/rd-page-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rd_page_binder_bind (GtkListItem *list_item,
                          RdPageItem  *page);

G_END_DECLS
