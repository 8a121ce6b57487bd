/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginning and the end of following: work for the writer. */
#pragma once

#include "service/rd-outcome.h"

G_BEGIN_DECLS

/**
 * RdSubscription:
 * @outcomes: (element-type RdOutcome): what was found, each live blog as it is followed from now on
 * @url: the address, with what is secret in it
 *
 * That something is to be followed.
 */
typedef struct
{
  GPtrArray *outcomes;
  char *url;
} RdSubscription;

RdSubscription *rd_subscription_new            (RdFound     *found,
                                                gboolean     by_series,
                                                GDateTime   *now);
void            rd_subscription_free           (gpointer     subscription);
gboolean        rd_subscription_keep           (RdLibrary   *library,
                                                gpointer     subscription,
                                                GError     **error);
gboolean        rd_subscription_end            (RdLibrary   *library,
                                                gpointer     blog_id,
                                                GError     **error);
void            rd_subscription_forget_secrets (RdStore     *store,
                                                GPtrArray   *before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdSubscription, rd_subscription_free)

G_END_DECLS
