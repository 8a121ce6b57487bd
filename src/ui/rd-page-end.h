/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of the front page. */
#pragma once

#include "ui/rd-page-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_PAGE_END (rd_page_end_get_type ())
G_DECLARE_FINAL_TYPE (RdPageEnd, rd_page_end, RD, PAGE_END, GtkBox)

void       rd_page_end_set_page (RdPageEnd  *self,
                                 RdPageItem *page);

G_END_DECLS
