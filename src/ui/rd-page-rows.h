/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page as a list: its head and what stands below it, as a view shows them. */
#pragma once

#include "ui/rd-page-item.h"

G_BEGIN_DECLS

#define RD_TYPE_PAGE_ROWS (rd_page_rows_get_type ())
G_DECLARE_FINAL_TYPE (RdPageRows, rd_page_rows, RD, PAGE_ROWS, GObject)

RdPageRows *rd_page_rows_new              (RdPageItem    *page);
void        rd_page_rows_set_newest_first (RdPageRows    *self,
                                           gboolean       newest_first);
guint       rd_page_rows_find             (RdPageRows    *self,
                                           RdDigestEntry *placed);
guint       rd_page_rows_find_item        (RdPageRows    *self,
                                           gpointer       item);
guint       rd_page_rows_find_story       (RdPageRows    *self,
                                           RdPageItem    *story);
guint       rd_page_rows_find_key_event   (RdPageRows    *self,
                                           gint64         position,
                                           int            step);

G_END_DECLS
