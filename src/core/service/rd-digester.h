/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests for those who must not wait: everything is read, grouped and chosen on other threads. */
#pragma once

#include "service/rd-library.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void      rd_digester_digest_followed_async (const RdExtent      *extent,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
void      rd_digester_digest_named_async    (const char *const   *locations,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
void      rd_digester_digest_demo_async     (GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
RdDigest *rd_digester_digest_finish         (GAsyncResult        *result,
                                             GError             **error);
void      rd_digester_wait                  (void);

G_END_DECLS
