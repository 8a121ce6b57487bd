/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an address, a file or standard input to live blogs. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean   rd_reader_is_address  (const char           *location);
GBytes    *rd_reader_load        (const char           *location,
                                  GCancellable         *cancellable,
                                  GError              **error);
void       rd_reader_read_async  (const char           *location,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
GPtrArray *rd_reader_read_finish (GAsyncResult         *result,
                                  GError              **error);
GPtrArray *rd_reader_read_demo   (GError              **error);
void       rd_reader_merge       (GPtrArray            *blogs,
                                  GPtrArray            *found);

G_END_DECLS
