/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a page the reader has not seen: how much, which posts, and how that is said. */
#pragma once

#include "ui/rd-page-item.h"

G_BEGIN_DECLS

gboolean rd_page_news_counts   (RdPageItem *page);
guint    rd_page_news_count    (RdPageItem *page);
guint    rd_page_news_count_key_events (RdPageItem *page);
GStrv    rd_page_news_list     (RdPageItem *page);
char    *rd_page_news_describe (RdPageItem *page);
char    *rd_page_news_speak    (RdPageItem *page);

G_END_DECLS
