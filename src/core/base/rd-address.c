/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses on the web as people type them, and as they are compared. */
#include "base/rd-address.h"

#include "base/rd-limits.h"
#include "base/rd-string.h"

#include <gio/gio.h>
#include <string.h>

#define URI_FLAGS \
  (G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_SCHEME_NORMALIZE)

static const struct
{
  const char *opening;
  const char *closing;
} QUOTES[] = {
  { "<", ">" }, { "\"", "\"" }, { "'", "'" }, { "`", "`" }, { "“", "”" },
  { "‘", "’" }, { "„", "“" }, { "«", "»" }, { "‹", "›" },
};

/* Parameters that say how somebody came to a page, and not which page it is. */
static const char *const TRACKING_PREFIXES[] = { "at_", "ns_", "utm_" };

static const char *const TRACKING_NAMES[] = {
  "_ga", "_gl", "_hsenc", "_hsmi", "cmp", "cmpid", "dclid", "fbclid", "gbraid", "gclid", "icid", "igsh",
  "igshid", "ito", "mc_cid", "mc_eid", "msclkid", "ocid", "ref_src", "ref_url", "smid", "ttclid", "twclid",
  "wbraid", "wt.mc_id", "wt_mc", "xtor", "yclid", NULL,
};

/* What a parameter 'ref' says where it is about the way, too. */
static const char *const TRACKING_REFERRERS[] = {
  "app", "email", "facebook", "fb", "home", "homepage", "instagram", "linkedin", "newsletter", "push", "reddit",
  "rss", "share", "twitter", "whatsapp", NULL,
};

/* Takes away what stands around an address in a text. Returns: (transfer full) (nullable) */
static char *
strip (const char *typed)
{
  char *bare = rd_string_squash (typed);

  for (gsize i = 0; bare != NULL && i < G_N_ELEMENTS (QUOTES); i++)
    {
      const gsize opening = strlen (QUOTES[i].opening), closing = strlen (QUOTES[i].closing), length = strlen (bare);

      if (length > opening + closing && g_str_has_prefix (bare, QUOTES[i].opening)
          && g_str_has_suffix (bare, QUOTES[i].closing))
        {
          g_autofree char *quoted = g_steal_pointer (&bare);
          g_autofree char *inner = g_strndup (quoted + opening, length - opening - closing);

          bare = strip (inner);
          break;
        }
    }

  return bare;
}

/* Whether it begins as what people leave the scheme away from: a host with a dot inside, and no user. */
static gboolean
begins_with_host (const char *text)
{
  const gsize length = strcspn (text, "/?#");
  const char *dot = memchr (text, '.', length);

  return dot != NULL && dot > text && (gsize) (dot + 1 - text) < length && dot[1] != '.'
         && memchr (text, '@', length) == NULL;
}

/* A server of the reader's own seldom has a certificate. */
static gboolean
is_loopback_name (const char *typed)
{
  g_autofree char *url = g_strconcat ("http://", typed, NULL);

  return rd_address_is_loopback (url);
}

/**
 * rd_address_complete:
 * @typed: (nullable): what somebody typed or pasted as an address, in any encoding
 *
 * Takes away blanks, angle brackets and quotation marks around it, and "feed:" before it; where no scheme is given,
 * https is meant.
 *
 * Returns: (transfer full) (nullable): a whole http or https address, with whatever secrets it holds; %NULL where it is
 *   none
 */
char *
rd_address_complete (const char *typed)
{
  g_autofree char *bare = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *safe = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *rest;

  if (typed == NULL || strlen (typed) > RD_LIMIT_LINE_BYTES || !g_utf8_validate (typed, -1, NULL))
    return NULL;
  bare = strip (typed);
  if (bare == NULL || strchr (bare, ' ') != NULL)
    return NULL;

  rest = g_ascii_strncasecmp (bare, "feed:", 5) == 0 ? bare + 5 : bare;
  if (rest > bare && g_str_has_prefix (rest, "//"))
    whole = g_strconcat ("https:", rest, NULL);
  else if (rest == bare && begins_with_host (bare))
    whole = g_strconcat (is_loopback_name (bare) ? "http://" : "https://", bare, NULL);
  else
    whole = g_strdup (rest);

  safe = rd_string_safe_url (whole, NULL);
  if (safe == NULL || !g_str_has_prefix (safe, "http"))
    return NULL;

  uri = g_uri_parse (whole, URI_FLAGS, NULL);
  return g_uri_to_string (uri);
}

/**
 * rd_address_get_host:
 * @url: an address
 *
 * Returns: (transfer full) (nullable): the host that it names, in lower case, with the port where that is not the usual
 *   one of its scheme; %NULL where it names none
 */
char *
rd_address_get_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, URI_FLAGS, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *lower = NULL;
  g_autofree char *whole = NULL;
  const char *scheme;
  int port;

  if (host == NULL || host[0] == '\0')
    return NULL;

  lower = g_ascii_strdown (host, -1);
  whole = strchr (lower, ':') != NULL ? g_strdup_printf ("[%s]", lower) : g_strdup (lower);
  scheme = g_uri_get_scheme (uri);
  port = g_uri_get_port (uri);
  if (port == -1 || (port == 443 && g_str_equal (scheme, "https")) || (port == 80 && g_str_equal (scheme, "http")))
    return g_steal_pointer (&whole);

  return g_strdup_printf ("%s:%d", whole, port);
}

/**
 * rd_address_is_loopback:
 * @url: an address
 *
 * Returns: whether it is one of this computer itself, by its number or by the name that RFC 6761 keeps for it
 */
gboolean
rd_address_is_loopback (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, URI_FLAGS, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr (GInetAddress) number = host != NULL ? g_inet_address_new_from_string (host) : NULL;
  g_autofree char *lower = host != NULL ? g_ascii_strdown (host, -1) : NULL;

  if (number != NULL)
    return g_inet_address_get_is_loopback (number);

  return lower != NULL && (g_str_equal (lower, "localhost") || g_str_has_suffix (lower, ".localhost"));
}

static gboolean
is_tracking (const char *part)
{
  g_autofree char *lower = g_ascii_strdown (part, -1);
  char *value = strchr (lower, '=');

  if (value != NULL)
    *value++ = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (TRACKING_PREFIXES); i++)
    if (g_str_has_prefix (lower, TRACKING_PREFIXES[i]))
      return TRUE;
  if (g_str_equal (lower, "ref") && value != NULL)
    return g_strv_contains (TRACKING_REFERRERS, value);

  return g_strv_contains (TRACKING_NAMES, lower);
}

/* Appends a query or a fragment, with what begins it, if anything of it stays. */
static void
append_untracked (GString    *out,
                  const char *from,
                  gsize       length)
{
  g_autofree char *text = g_strndup (from + 1, length - 1);
  g_auto (GStrv) parts = g_strsplit (text, "&", -1);
  char delimiter = from[0];

  /* A lone '?' or '#' has no part. */
  if (parts[0] == NULL)
    g_string_append_c (out, delimiter);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!is_tracking (parts[i]))
      {
        g_string_append_c (out, delimiter);
        g_string_append (out, parts[i]);
        delimiter = '&';
      }
}

/**
 * rd_address_untrack:
 * @url: (nullable): an address
 *
 * To compare two addresses: the same page is often linked to with other words for how one came there.
 *
 * Returns: (transfer full) (nullable): @url without the parameters that serve to track its readers
 */
char *
rd_address_untrack (const char *url)
{
  const char *query;
  const char *fragment;
  GString *out;

  if (url == NULL)
    return NULL;

  query = url + strcspn (url, "?#");
  fragment = url + strcspn (url, "#");
  out = g_string_new_len (url, query - url);

  if (query < fragment)
    append_untracked (out, query, fragment - query);
  if (*fragment == '#')
    append_untracked (out, fragment, strlen (fragment));

  return g_string_free_and_steal (out);
}
