/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginning and the end of following: work for the writer. */
#pragma once

#include "service/rd-outcome.h"

G_BEGIN_DECLS

/**
 * RdSubscription:
 * @outcomes: (element-type RdOutcome): what was found, each live blog as it is followed from now on
 * @url: (nullable): the address, with what is secret in it
 * @n_kept: how many of them are kept
 * @blog_id: (nullable): for what is followed again, which live blog
 * @now: (nullable): for that, the time
 *
 * That something is to be followed.
 */
typedef struct
{
  GPtrArray *outcomes;
  char *url;
  guint n_kept;
  char *blog_id;
  GDateTime *now;
} RdSubscription;

RdSubscription *rd_subscription_new            (RdFound     *found,
                                                gboolean     by_series,
                                                GDateTime   *now);
void            rd_subscription_free           (gpointer     subscription);
gboolean        rd_subscription_has_secrets    (RdSubscription *self);
gboolean        rd_subscription_hide_secrets   (RdSubscription *self,
                                                GCancellable   *cancellable,
                                                GError        **error);
gboolean        rd_subscription_keep           (RdLibrary   *library,
                                                gpointer     subscription,
                                                GError     **error);
gboolean        rd_subscription_end            (RdLibrary   *library,
                                                gpointer     blog_id,
                                                GError     **error);
gboolean        rd_subscription_forget         (RdLibrary   *library,
                                                gpointer     blog_id,
                                                GError     **error);
RdSubscription *rd_subscription_resume_new     (const char  *blog_id,
                                                GDateTime   *now);
gboolean        rd_subscription_resume         (RdLibrary   *library,
                                                gpointer     subscription,
                                                GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdSubscription, rd_subscription_free)

G_END_DECLS
