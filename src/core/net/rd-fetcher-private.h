/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fetcher's own files share: what is said of a request that failed, and where an answer sends on to. */
#pragma once

#include "net/rd-fetcher.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define RD_FETCHER_URI_FLAGS (SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED)

/* rd-fetcher-problem.c: what is said where there is no answer to read */
char     *rd_fetcher_show_address     (GUri                   *uri);
GError   *rd_fetcher_describe_status  (GUri                   *uri,
                                       guint                   status,
                                       gint64                  retry_after);
GError   *rd_fetcher_describe_failure (GUri                   *uri,
                                       const RdFetcherLimits  *limits,
                                       gboolean                timed_out,
                                       const GError           *error);

/* rd-fetcher-redirect.c: where servers send on to */
gboolean  rd_fetcher_is_http          (GUri                   *uri);
GUri     *rd_fetcher_find_redirect    (GUri                   *uri,
                                       guint                   status,
                                       const char             *location,
                                       guint                   n_redirects,
                                       GError                **error);

G_END_DECLS
