/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a post that was found is to a window: one that it shows, or one that is kept and no longer followed. */
#pragma once

#include "ui/rd-document.h"
#include "ui/rd-search-filters.h"
#include "ui/rd-search-item.h"

G_BEGIN_DECLS

gboolean      rd_search_hit_is_left   (const RdEntry   *entry,
                                       RdSearchFilters *filters,
                                       RdDocument      *document);
RdSearchItem *rd_search_hit_make_item (RdHit           *hit,
                                       RdSearchFilters *filters,
                                       RdDocument      *document,
                                       GDateTime       *now);

G_END_DECLS
