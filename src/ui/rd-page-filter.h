/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a live blog's posts the reader wants to see: all, its key events, or those of a topic. */
#pragma once

#include "ui/rd-page-item.h"

G_BEGIN_DECLS

/* What a filter for key events is called, where one for a topic is called as that is. */
#define RD_PAGE_FILTER_KEY_EVENTS ""

/**
 * RdPageFilter:
 * @id: (nullable): the id of a topic, or %RD_PAGE_FILTER_KEY_EVENTS; %NULL for all posts
 * @label: what it is called, and how many posts it lets through
 *
 * A choice of the reader's.
 */
typedef struct
{
  char *id;
  char *label;
} RdPageFilter;

void       rd_page_filter_free  (RdPageFilter *self);
GPtrArray *rd_page_filter_list  (RdPageItem   *page,
                                 guint        *chosen);
GPtrArray *rd_page_filter_apply (const char   *id,
                                 GPtrArray    *entries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdPageFilter, rd_page_filter_free)

G_END_DECLS
