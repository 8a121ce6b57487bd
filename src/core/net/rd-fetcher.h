/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks a publisher's server for an address. It knows requests and answers only, not what they mean. */
#pragma once

#include "net/rd-answer.h"

G_BEGIN_DECLS

#define RD_TYPE_FETCHER (rd_fetcher_get_type ())
G_DECLARE_FINAL_TYPE (RdFetcher, rd_fetcher, RD, FETCHER, GObject)

/**
 * RdFetcherLimits:
 * @max_bytes: how large an answer may be, uncompressed
 * @idle_seconds: how long a server may keep silent
 * @total_seconds: how long all of it may take, redirects included
 *
 * What a fetcher puts up with.
 */
typedef struct
{
  guint max_bytes;
  guint idle_seconds;
  guint total_seconds;
} RdFetcherLimits;

extern const RdFetcherLimits rd_fetcher_usual_limits;

/**
 * RdFetcherWaitFunc:
 * @url: an address
 * @seconds: for how long its server wants no more questions
 * @user_data: as it was given
 *
 * Called when a server says, in whatever answer, that it wants to be left alone.
 */
typedef void (*RdFetcherWaitFunc) (const char *url,
                                   gint64      seconds,
                                   gpointer    user_data);

RdFetcher *rd_fetcher_new          (const RdFetcherLimits *limits);
void       rd_fetcher_fetch_async  (RdFetcher             *self,
                                    const RdRequest       *request,
                                    GCancellable          *cancellable,
                                    GAsyncReadyCallback    callback,
                                    gpointer               user_data);
void       rd_fetcher_set_wait_func (RdFetcher            *self,
                                    RdFetcherWaitFunc      function,
                                    gpointer               user_data);
RdAnswer  *rd_fetcher_fetch_finish (RdFetcher             *self,
                                    GAsyncResult          *result,
                                    GError               **error);

G_END_DECLS
