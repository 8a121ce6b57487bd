/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tomorrow's live blog: what follows another one in its series. */
#pragma once

#include "service/rd-finder.h"

G_BEGIN_DECLS

gboolean rd_series_is_same     (RdBlog               *blog,
                                RdBlog               *other);
gboolean rd_series_is_next     (RdBlog               *blog,
                                RdEntry              *item,
                                GDateTime            *after);
void     rd_series_find_async  (RdFetcher            *fetcher,
                                RdBlog               *blog,
                                GDateTime            *after,
                                const char           *content_api,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
RdFound *rd_series_find_finish (GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
