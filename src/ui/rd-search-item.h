/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A post that was searched for, in a list. Never changed. */
#pragma once

#include "store/rd-store.h"

G_BEGIN_DECLS

#define RD_TYPE_SEARCH_ITEM (rd_search_item_get_type ())
G_DECLARE_FINAL_TYPE (RdSearchItem, rd_search_item, RD, SEARCH_ITEM, GObject)

RdSearchItem *rd_search_item_new      (RdHit        *hit,
                                       const char   *topic,
                                       const char   *blog,
                                       GDateTime    *now);
RdEntry      *rd_search_item_get_entry (RdSearchItem *self);
gboolean      rd_search_item_equal    (RdSearchItem *self,
                                       RdSearchItem *other);
void          rd_search_item_update_list (GListStore *list,
                                       GPtrArray    *items);

G_END_DECLS
