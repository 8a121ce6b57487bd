/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginning and the end of following, with the secrets that an address may have. */
#include "service/rd-subscription.h"

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
  g_free (self);
}

/**
 * rd_subscription_keep:
 * @library: what is kept, to be written to
 * @subscription: (type RdSubscription): a subscription
 * @error: %RD_ERROR_KEYRING, and as of rd_outcome_keep()
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
  /* What is secret in an address is in the keyring before anything is kept. */
  g_autofree char *hidden = rd_keys_hide_address (self->url, NULL, error);

  if (hidden == NULL)
    return FALSE;
  for (guint i = 0; i < self->outcomes->len; i++)
    if (!rd_outcome_keep (library, self->outcomes->pdata[i], error))
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
  g_autoptr (GPtrArray) before = rd_store_list_followed (store, error);

  if (before == NULL || !rd_store_begin (store, error))
    return FALSE;
  if (!rd_store_unfollow (store, blog_id, FALSE, error))
    {
      rd_store_roll_back (store);
      return FALSE;
    }
  if (!rd_store_commit (store, error))
    return FALSE;
  rd_subscription_forget_secrets (store, before);

  return TRUE;
}

static gboolean
is_read_from (GPtrArray  *followed,
              const char *location)
{
  for (guint i = 0; i < followed->len; i++)
    {
      RdFollowed *one = followed->pdata[i];

      if (one->followed && g_str_equal (one->location, location))
        return TRUE;
    }

  return FALSE;
}

/**
 * rd_subscription_forget_secrets:
 * @store: what is kept
 * @before: (element-type RdFollowed): what was followed before some of it was no longer
 *
 * Takes the secrets of addresses that are read no longer out of the keyring. The live blogs are removed by then: a
 * failure is told, and is none of that.
 */
void
rd_subscription_forget_secrets (RdStore   *store,
                                GPtrArray *before)
{
  g_autoptr (GPtrArray) after = rd_store_list_followed (store, NULL);

  for (guint i = 0; after != NULL && i < before->len; i++)
    {
      RdFollowed *one = before->pdata[i];
      g_autoptr (GError) error = NULL;

      if (one->followed && !is_read_from (after, one->location)
          && !rd_keys_forget_address (one->location, NULL, &error))
        g_printerr ("rundown: %s\n", error->message);
    }
}
