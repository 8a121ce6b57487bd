/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must not be read by others, in the reader's keyring: publishers' keys, and addresses that hold secrets. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean  rd_keys_store          (const char    *name,
                                  const char    *secret,
                                  GCancellable  *cancellable,
                                  GError       **error);
char     *rd_keys_lookup         (const char    *name,
                                  GCancellable  *cancellable,
                                  GError       **error);
gboolean  rd_keys_clear          (const char    *name,
                                  GCancellable  *cancellable,
                                  GError       **error);
void      rd_keys_wipe           (char          *secret);

char     *rd_keys_hide_address   (const char    *url,
                                  GCancellable  *cancellable,
                                  GError       **error);
char     *rd_keys_reveal_address (const char    *location,
                                  GCancellable  *cancellable,
                                  GError       **error);
gboolean  rd_keys_forget_address (const char    *location,
                                  GCancellable  *cancellable,
                                  GError       **error);

void      rd_keys_set_patience   (guint          milliseconds);

G_END_DECLS
