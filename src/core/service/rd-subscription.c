/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginning and the end of following, with the secrets that an address may have. */
#include "service/rd-subscription.h"

#include "base/rd-address.h"
#include "service/rd-keys.h"

/**
 * rd_subscription_new:
 * @found: (transfer full): what was found
 * @by_series: whether another live blog's series led there
 * @now: the time
 *
 * Returns: (transfer full): a subscription, which nothing is kept of yet
 */
RdSubscription *
rd_subscription_new (RdFound     *found,
                     gboolean     by_series,
                     GDateTime   *now)
{
  RdSubscription *self = g_new0 (RdSubscription, 1);

  self->url = g_strdup (found->url);
  self->outcomes = rd_outcome_begin (found, now, by_series);

  return self;
}

/**
 * rd_subscription_free:
 * @subscription: (type RdSubscription) (transfer full): a subscription
 */
void
rd_subscription_free (gpointer subscription)
{
  RdSubscription *self = subscription;

  g_ptr_array_unref (self->outcomes);
  rd_keys_wipe (self->url);
  g_free (self->blog_id);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_free (self);
}

/**
 * rd_subscription_has_secrets:
 * @self: a subscription
 *
 * Returns: whether there is something to hide before it is kept
 */
gboolean
rd_subscription_has_secrets (RdSubscription *self)
{
  return rd_address_has_secret (self->url);
}

/**
 * rd_subscription_hide_secrets:
 * @self: a subscription
 * @cancellable: (nullable): ends it early
 * @error: %RD_ERROR_KEYRING
 *
 * Puts what is secret in its address into the reader's keyring, which may take its time.
 *
 * Returns: whether it is there
 */
gboolean
rd_subscription_hide_secrets (RdSubscription  *self,
                              GCancellable    *cancellable,
                              GError         **error)
{
  g_autofree char *hidden = rd_keys_hide_address (self->url, cancellable, error);

  return hidden != NULL;
}

/**
 * rd_subscription_keep:
 * @library: what is kept, to be written to
 * @subscription: (type RdSubscription): a subscription, whose secrets are hidden
 * @error: as of rd_outcome_keep()
 *
 * Begins to follow: keeps what was found.
 *
 * Returns: whether it is kept
 */
gboolean
rd_subscription_keep (RdLibrary  *library,
                      gpointer    subscription,
                      GError    **error)
{
  RdSubscription *self = subscription;

  for (; self->n_kept < self->outcomes->len; self->n_kept++)
    if (!rd_outcome_keep (library, self->outcomes->pdata[self->n_kept], error))
      return FALSE;

  return TRUE;
}

/**
 * rd_subscription_end:
 * @library: what is kept, to be written to
 * @blog_id: (type utf8): a live blog
 * @error: as of rd_store_unfollow()
 *
 * Follows a live blog no longer; its posts stay.
 *
 * Returns: whether that is kept
 */
gboolean
rd_subscription_end (RdLibrary  *library,
                     gpointer    blog_id,
                     GError    **error)
{
  RdStore *store = rd_library_get_store (library);

  if (!rd_store_begin (store, error))
    return FALSE;
  if (rd_store_unfollow (store, blog_id, FALSE, error))
    return rd_store_commit (store, error);

  rd_store_roll_back (store);
  return FALSE;
}

/**
 * rd_subscription_forget:
 * @library: what is kept, to be written to
 * @blog_id: (type utf8): a live blog
 * @error: as of rd_library_forget()
 *
 * Follows a live blog no longer, and deletes its posts.
 *
 * Returns: whether they are gone
 */
gboolean
rd_subscription_forget (RdLibrary  *library,
                        gpointer    blog_id,
                        GError    **error)
{
  return rd_library_forget (library, blog_id, error);
}

/**
 * rd_subscription_resume_new:
 * @blog_id: a live blog
 * @now: the time
 *
 * Returns: (transfer full): that it is to be followed again
 */
RdSubscription *
rd_subscription_resume_new (const char *blog_id,
                            GDateTime  *now)
{
  RdSubscription *self = g_new0 (RdSubscription, 1);

  self->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_outcome_free);
  self->blog_id = g_strdup (blog_id);
  self->now = g_date_time_ref (now);

  return self;
}

static gboolean
keep_again (RdStore     *store,
            RdFollowed  *followed,
            GDateTime   *now,
            GError     **error)
{
  if (!rd_store_begin (store, error))
    return FALSE;
  if (rd_store_put_blog (store, followed->blog, followed->location, now, error)
      && rd_store_put_following (store, followed, error))
    return rd_store_commit (store, error);

  rd_store_roll_back (store);
  return FALSE;
}

/**
 * rd_subscription_resume:
 * @library: what is kept, to be written to
 * @subscription: (type RdSubscription): as of rd_subscription_resume_new(); it has an outcome then, if it is kept still
 * @error: as of rd_store_put_following()
 *
 * Follows a live blog again from where it was.
 *
 * Returns: whether that is kept
 */
gboolean
rd_subscription_resume (RdLibrary  *library,
                        gpointer    subscription,
                        GError    **error)
{
  RdSubscription *self = subscription;
  RdStore *store = rd_library_get_store (library);
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdFollowed) followed = rd_store_find_followed (store, self->blog_id, &reason);
  g_autoptr (RdOutcome) outcome = g_new0 (RdOutcome, 1);

  if (followed != NULL)
    {
      followed->followed = TRUE;
      if (rd_outcome_expects_more (followed) && followed->following.due == NULL)
        followed->following.due = g_date_time_ref (self->now);
    }
  if (reason == NULL && followed != NULL
      && rd_store_list_times (store, self->blog_id, RD_OUTCOME_TIMES, &outcome->times, &reason)
      && keep_again (store, followed, self->now, &reason))
    {
      outcome->followed = g_steal_pointer (&followed);
      g_ptr_array_add (self->outcomes, g_steal_pointer (&outcome));
    }

  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
