/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching for those who must not wait: on another thread, for the last question alone. */
#pragma once

#include "store/rd-store.h"

G_BEGIN_DECLS

#define RD_TYPE_SEARCHER (rd_searcher_get_type ())
G_DECLARE_FINAL_TYPE (RdSearcher, rd_searcher, RD, SEARCHER, GObject)

RdSearcher *rd_searcher_new               (const char          *path);
void        rd_searcher_search_async      (RdSearcher          *self,
                                           const RdStoreQuery  *query,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
GPtrArray  *rd_searcher_search_finish     (RdSearcher          *self,
                                           GAsyncResult        *result,
                                           GError             **error);
void        rd_searcher_cancel            (RdSearcher          *self);
void        rd_searcher_find_async        (RdSearcher          *self,
                                           const char *const   *entry_ids,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
GPtrArray  *rd_searcher_find_finish       (RdSearcher          *self,
                                           GAsyncResult        *result,
                                           GError             **error);
void        rd_searcher_list_blogs_async  (RdSearcher          *self,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
GPtrArray  *rd_searcher_list_blogs_finish (RdSearcher          *self,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
