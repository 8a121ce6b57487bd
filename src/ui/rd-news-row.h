/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in a topic, as a row of the front page. */
#pragma once

#include "ui/rd-page-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_NEWS_ROW (rd_news_row_get_type ())
G_DECLARE_FINAL_TYPE (RdNewsRow, rd_news_row, RD, NEWS_ROW, GtkBox)

void        rd_news_row_set_page (RdNewsRow  *self,
                                  RdPageItem *page);
RdPageItem *rd_news_row_get_page (RdNewsRow  *self);

G_END_DECLS
