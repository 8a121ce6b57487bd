/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses on the web: what people type for one, which secrets it holds, and what of it may be shown and kept. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *rd_address_complete   (const char *typed);
gboolean  rd_address_has_secret (const char *url);
char     *rd_address_mask       (const char *url);
gboolean  rd_address_is_masked  (const char *url);
char     *rd_address_get_host   (const char *url);
gboolean  rd_address_is_loopback (const char *url);
char     *rd_address_untrack    (const char *url);

G_END_DECLS
