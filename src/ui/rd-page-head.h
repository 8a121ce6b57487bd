/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a page: what it is called, how much it holds, and its summary. */
#pragma once

#include "ui/rd-page-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_PAGE_HEAD (rd_page_head_get_type ())
G_DECLARE_FINAL_TYPE (RdPageHead, rd_page_head, RD, PAGE_HEAD, GtkBox)

void        rd_page_head_set_page (RdPageHead *self,
                                   RdPageItem *page);
RdPageItem *rd_page_head_get_page (RdPageHead *self);

G_END_DECLS
