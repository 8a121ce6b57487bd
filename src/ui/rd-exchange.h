/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of live blogs (OPML) in files that the reader chooses. */
#pragma once

#include "service/rd-service.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void       rd_exchange_read_async    (GtkWindow           *window,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
GPtrArray *rd_exchange_read_finish   (GAsyncResult        *result,
                                      GError             **error);
void       rd_exchange_export_async  (RdService           *service,
                                      GtkWindow           *window,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gboolean   rd_exchange_export_finish (GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
