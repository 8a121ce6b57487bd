/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which live blog, topic and days the reader searches. */
#pragma once

#include "store/rd-store.h"
#include "ui/rd-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_SEARCH_FILTERS (rd_search_filters_get_type ())
G_DECLARE_FINAL_TYPE (RdSearchFilters, rd_search_filters, RD, SEARCH_FILTERS, AdwBin)

void              rd_search_filters_set_followed   (RdSearchFilters *self,
                                                    GPtrArray       *followed);
void              rd_search_filters_set_document   (RdSearchFilters *self,
                                                    RdDocument      *document);
gboolean          rd_search_filters_has_nothing    (RdSearchFilters *self);
const RdFollowed *rd_search_filters_find           (RdSearchFilters *self,
                                                    const char      *blog_id);
gboolean          rd_search_filters_are_set        (RdSearchFilters *self);
void              rd_search_filters_clear          (RdSearchFilters *self);
const char       *rd_search_filters_get_blog_id    (RdSearchFilters *self);
GStrv             rd_search_filters_list_topic_ids (RdSearchFilters *self);
void              rd_search_filters_find_days      (RdSearchFilters *self,
                                                    GDateTime      **from,
                                                    GDateTime      **to);
char             *rd_search_filters_write          (RdSearchFilters *self);

G_END_DECLS
