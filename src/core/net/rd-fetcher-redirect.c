/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where servers send on to: a few times at most, and nowhere but to the web. */
#include "net/rd-fetcher-private.h"

#include "base/rd-error.h"

#include <glib/gi18n.h>

#define MAX_REDIRECTS 5u

gboolean
rd_fetcher_is_http (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  return (g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0)
         && host != NULL && host[0] != '\0';
}

/* Where an answer sends on to: %NULL without an error where it is no redirect; @n_redirects: how often it was sent on. */
GUri *
rd_fetcher_find_redirect (GUri        *uri,
                          guint        status,
                          const char  *location,
                          guint        n_redirects,
                          GError     **error)
{
  g_autofree char *where = rd_fetcher_show_address (uri);
  g_autoptr (GUri) next = NULL;

  if (!SOUP_STATUS_IS_REDIRECTION (status) || status == SOUP_STATUS_NOT_MODIFIED || location == NULL)
    return NULL;

  if (n_redirects >= MAX_REDIRECTS)
    {
      g_set_error (error, RD_ERROR, RD_ERROR_NETWORK,
                   /* Translators: the second one is an address, here and below. */
                   g_dngettext (NULL, "sent from page to page more than %u time: %s: check the address",
                                "sent from page to page more than %u times: %s: check the address", MAX_REDIRECTS),
                   MAX_REDIRECTS, where);
      return NULL;
    }

  next = g_uri_parse_relative (uri, location, RD_FETCHER_URI_FLAGS, NULL);
  if (next == NULL || !rd_fetcher_is_http (next))
    {
      g_set_error (error, RD_ERROR, RD_ERROR_ADDRESS, _("sent on to what is no web address: %s: check the address"), where);
      return NULL;
    }

  return g_steal_pointer (&next);
}
