/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a page: in the list of pages, by a screen reader, in its head. */
#pragma once

#include "ui/rd-page-item.h"

G_BEGIN_DECLS

char    *rd_page_words_count          (RdPageItem *page);
char    *rd_page_words_speak          (RdPageItem *page);
char    *rd_page_words_overview       (RdPageItem *page);
const char *rd_page_words_muted       (const RdTopic *topic);
gboolean rd_page_words_has_key_events (RdPageItem *page);

G_END_DECLS
