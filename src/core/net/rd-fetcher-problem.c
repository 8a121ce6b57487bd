/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said where a server gave no answer that can be read: one line that says what, where, and what to do. */
#include "net/rd-fetcher-private.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "base/rd-string.h"

#include <glib/gi18n.h>

/* RFC 6585; libsoup has no name for it. */
#define STATUS_TOO_MANY_REQUESTS 429

/* The address as a message may show it. */
char *
rd_fetcher_show_address (GUri *uri)
{
  g_autofree char *url = g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO | G_URI_HIDE_FRAGMENT);

  return rd_address_mask (url);
}

static char *
describe_wait (gint64 seconds)
{
  if (seconds <= 0)
    return g_strdup (_("try again later"));

  return g_strdup_printf (g_dngettext (NULL, "try again in %'u second", "try again in %'u seconds", (guint) seconds),
                          (guint) seconds);
}

/* What is wrong with an answer that says no more than its status. */
GError *
rd_fetcher_describe_status (GUri   *uri,
                            guint   status,
                            gint64  retry_after)
{
  g_autofree char *where = rd_fetcher_show_address (uri);
  g_autofree char *wait = describe_wait (retry_after);
  const char *what = status >= 500 ? _("the server has a fault") : _("the server refused");
  const char *remedy = status >= 500 ? wait : _("check the address");
  g_autofree char *numbered = NULL;
  g_autofree char *message = NULL;

  switch (status)
    {
    case SOUP_STATUS_NOT_MODIFIED:
      what = _("the server says that nothing has changed, and was never asked before");
      remedy = wait;
      break;
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_FORBIDDEN:
      what = _("the server lets only some people in");
      remedy = _("save the page in a browser and name the file");
      break;
    case SOUP_STATUS_NOT_FOUND:
      what = _("page not found");
      break;
    case SOUP_STATUS_GONE:
      what = _("the page is gone for good");
      remedy = _("look for it elsewhere");
      break;
    case STATUS_TOO_MANY_REQUESTS:
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
      what = _("the server is busy");
      remedy = wait;
      break;
    default:
      break;
    }

  numbered = g_strdup_printf ("%s (%u)", what, status);
  message = rd_string_explain (numbered, where, remedy, NULL);
  return g_error_new_literal (RD_ERROR, RD_ERROR_REFUSED, message);
}

/* Why there was no whole answer; @timed_out: whether all of the time was over. */
GError *
rd_fetcher_describe_failure (GUri                   *uri,
                             const RdFetcherLimits  *limits,
                             gboolean                timed_out,
                             const GError           *error)
{
  g_autofree char *where = rd_fetcher_show_address (uri);
  const char *what = error->message;
  const char *remedy = _("try again later");
  g_autofree char *message = NULL;

  if (timed_out)
    return g_error_new (RD_ERROR, RD_ERROR_NETWORK,
                        /* Translators: the second one is an address, here and below. */
                        g_dngettext (NULL, "no whole answer within %u second: %s: try again later",
                                     "no whole answer within %u seconds: %s: try again later", limits->total_seconds),
                        limits->total_seconds, where);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (RD_ERROR, RD_ERROR_NETWORK,
                        g_dngettext (NULL, "the server was silent for %u second: %s: try again later",
                                     "the server was silent for %u seconds: %s: try again later", limits->idle_seconds),
                        limits->idle_seconds, where);

  if (error->domain == G_RESOLVER_ERROR)
    {
      what = _("there is no such host, or no network");
      remedy = _("check the address and the connection");
    }
  else if (error->domain == G_TLS_ERROR)
    {
      what = _("the server cannot prove who it is");
      remedy = _("check the address and this computer's clock");
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    what = _("the server takes no connections");
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    what = _("the answer broke off");
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    what = _("the answer is garbled");

  message = rd_string_explain (what, where, remedy, NULL);
  return g_error_new_literal (RD_ERROR, RD_ERROR_NETWORK, message);
}
