/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader may do with all that is kept: see how much it is, copy it, delete it. */
#pragma once

#include "service/rd-service.h"

G_BEGIN_DECLS

void     rd_keeping_count_async    (GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean rd_keeping_count_finish   (GAsyncResult         *result,
                                    guint                *n_posts,
                                    GError              **error);
void     rd_keeping_back_up_async  (RdService            *service,
                                    const char           *path,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean rd_keeping_back_up_finish (RdService            *service,
                                    GAsyncResult         *result,
                                    GError              **error);
void     rd_keeping_forget_async   (RdService            *service,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean rd_keeping_forget_finish  (RdService            *service,
                                    GAsyncResult         *result,
                                    gboolean             *are_gone,
                                    GError              **error);

G_END_DECLS
