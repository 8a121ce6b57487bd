/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The posts that were found, in a list. */
#pragma once

#include "ui/rd-search-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_SEARCH_RESULTS (rd_search_results_get_type ())
G_DECLARE_FINAL_TYPE (RdSearchResults, rd_search_results, RD, SEARCH_RESULTS, AdwBin)

void          rd_search_results_begin        (RdSearchResults *self);
void          rd_search_results_set_items    (RdSearchResults *self,
                                              GPtrArray       *items,
                                              gboolean         again);
void          rd_search_results_clear        (RdSearchResults *self);
RdSearchItem *rd_search_results_get_selected (RdSearchResults *self);
gboolean      rd_search_results_enter        (RdSearchResults *self);

G_END_DECLS
