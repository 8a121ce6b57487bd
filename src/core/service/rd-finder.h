/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the best way to read the live blog at an address. */
#pragma once

#include "service/rd-check.h"

G_BEGIN_DECLS

/**
 * RdFound:
 * @location: the address to follow, as it may be kept: without what is secret in it
 * @url: the same as it was asked for, with what is secret in it, where that was known
 * @checked: what stands there, with at least one live blog
 *
 * A live blog that can be followed.
 */
typedef struct
{
  char *location;
  char *url;
  RdChecked *checked;
} RdFound;

void     rd_found_free      (RdFound              *self);
void     rd_finder_find_async (RdFetcher          *fetcher,
                             const char           *url,
                             const char           *content_api,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
RdFound *rd_finder_find_finish (GAsyncResult      *result,
                             GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdFound, rd_found_free)

G_END_DECLS
