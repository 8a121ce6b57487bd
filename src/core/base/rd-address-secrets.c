/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The secrets of addresses. They are looked for in the text itself and not in a parsed address, so that what is no whole
 * address, and may still be shown in a message, is masked just as well. */
#include "base/rd-address.h"

#include <string.h>

/* What stands where a secret stood. */
#define MASK "***"

/* How many addresses inside each other are looked into; what stands deeper counts as a secret. */
#define MAX_DEPTH 3

/* Names of secrets, without what parts their words: these also at the end of a longer name. */
static const char *const SECRET_ENDINGS[] = {
  "accesscode", "accesskey", "apikey", "authcode", "authorization", "authorizationcode", "credential",
  "credentials", "hmac", "passcode", "passphrase", "passwd", "password", "secret", "sessid", "sessionid",
  "signature", "token",
};

/* These as the last word of a longer name: so 'user-key' and 'sortKey', but not 'turkey'. */
static const char *const SECRET_WORDS[] = { "auth", "jwt", "key", "oauth", "pass", "pwd", "session", "sid", "sig", NULL };

/* These alone: a 'country-code' is none. */
static const char *const SECRET_NAMES[] = { "code", NULL };

/* An address being written anew without its secrets. */
typedef struct
{
  GString *masked;     /* (owned) */
  gboolean has_secret;
  gboolean has_mask;
  guint depth;
} Scan;

/* Returns: (transfer full): without percent-escapes, or as it is where they are broken */
static char *
unescape (const char *from,
          const char *end)
{
  char *text = g_uri_unescape_segment (from, end, NULL);

  return text != NULL ? text : g_strndup (from, end - from);
}

static gboolean
is_secret_name (const char *from,
                const char *end)
{
  g_autofree char *name = unescape (from, end);
  g_autoptr (GString) letters = g_string_new (NULL);
  gsize last_word = 0;

  for (const char *p = name; *p != '\0'; p++)
    {
      if (!g_ascii_isalpha (*p))
        continue;
      if (p > name && (!g_ascii_isalpha (p[-1]) || (g_ascii_isupper (*p) && g_ascii_islower (p[-1]))))
        last_word = letters->len;
      g_string_append_c (letters, g_ascii_tolower (*p));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (SECRET_ENDINGS); i++)
    if (g_str_has_suffix (letters->str, SECRET_ENDINGS[i]))
      return TRUE;

  return g_strv_contains (SECRET_WORDS, letters->str + last_word)
         || g_strv_contains (SECRET_NAMES, letters->str);
}

static void scan (Scan       *self,
                  const char *url);

/* Whether a value is an address that has a secret in its turn, as that of a page to return to. */
static gboolean
is_secret_address (const Scan *self,
                   const char *from,
                   const char *end)
{
  g_autofree char *value = unescape (from, end);
  g_autoptr (GString) masked = NULL;
  Scan inner = { .depth = self->depth + 1 };

  if (strstr (value, "://") == NULL)
    return FALSE;
  if (inner.depth > MAX_DEPTH)
    return TRUE;

  inner.masked = masked = g_string_new (NULL);
  scan (&inner, value);

  return inner.has_secret;
}

static void
copy (Scan       *self,
      const char *from,
      const char *end)
{
  g_string_append_len (self->masked, from, end - from);
}

static gboolean
is_mask (const char *from,
         const char *end)
{
  return (gsize) (end - from) == strlen (MASK) && memcmp (from, MASK, end - from) == 0;
}

static void
hide (Scan       *self,
      const char *from,
      const char *end)
{
  if (from == end)
    return;
  if (is_mask (from, end))
    self->has_mask = TRUE;
  else
    self->has_secret = TRUE;
  g_string_append (self->masked, MASK);
}

/* Up to a delimiter, or to the end. */
static const char *
find_end (const char *from,
          const char *end,
          char        delimiter)
{
  const char *found = memchr (from, delimiter, end - from);

  return found != NULL ? found : end;
}

/* One of the parts of a path, a query or a fragment, such as 'a=b' or 'a;b=c'. A value may hold a semicolon itself, so
 * that a secret lasts to the end of the part. */
static void
scan_part (Scan       *self,
           const char *from,
           const char *end)
{
  const char *value = find_end (from, end, '=');

  for (const char *name = from; name < end; name = find_end (name, end, ';') + 1)
    {
      const char *equals = find_end (name, find_end (name, end, ';'), '=');

      if (*equals != '=' || !is_secret_name (name, equals))
        continue;
      copy (self, from, equals + 1);
      hide (self, equals + 1, end);
      return;
    }

  if (value < end && (is_mask (value + 1, end) || is_secret_address (self, value + 1, end)))
    {
      copy (self, from, value + 1);
      hide (self, value + 1, end);
      return;
    }

  copy (self, from, end);
}

static const char *
scan_parts (Scan       *self,
            const char *from,
            const char *ends,
            char        delimiter)
{
  const char *end = from + strcspn (from, ends);

  while (TRUE)
    {
      const char *stop = find_end (from, end, delimiter);

      scan_part (self, from, stop);
      if (stop == end)
        return end;
      g_string_append_c (self->masked, delimiter);
      from = stop + 1;
    }
}

/* Where the scheme ends, and the user or the host begins; people write too few slashes, and too many. */
static const char *
skip_scheme (const char *url)
{
  const char *slash = url + strcspn (url, "/?#");

  return *slash == '/' && slash > url && slash[-1] == ':' ? slash + strspn (slash, "/") : url;
}

/* Returns: (nullable): the '@' that ends the user and the password, where there are any */
static const char *
find_user_end (const char *url,
               const char *authority)
{
  const gsize length = strcspn (authority, "/?#");
  const char *at = g_strrstr_len (authority, length, "@");
  const char *colon = memchr (authority, ':', length);

  /* Without a scheme it may well be the name of a file. */
  if (authority == url)
    return at != NULL && ((colon != NULL && colon < at) || is_mask (authority, at)) ? at : NULL;
  if (at != NULL || colon == NULL || authority[0] == '[')
    return at;

  /* What should be a port and is none is a password with one of the characters in it that end a host. */
  return strspn (colon + 1, "0123456789") + (colon + 1 - authority) < length ? strrchr (authority, '@') : NULL;
}

static void
scan (Scan       *self,
      const char *url)
{
  const char *authority = skip_scheme (url);
  const char *at = find_user_end (url, authority);
  const char *p = authority;

  copy (self, url, authority);
  if (at != NULL)
    {
      hide (self, authority, at);
      p = at;
    }
  p = scan_parts (self, p, "?#", '/');
  if (*p == '?')
    {
      g_string_append_c (self->masked, *p);
      p = scan_parts (self, p + 1, "#", '&');
    }
  if (*p == '#')
    {
      g_string_append_c (self->masked, *p);
      scan_parts (self, p + 1, "", '&');
    }
}

/**
 * rd_address_has_secret:
 * @url: an address, or what was to be one
 *
 * A secret is whatever stands before the host, the value of a parameter whose name says so, and an address that has one
 * in its turn.
 *
 * Returns: whether it holds a secret that is not masked
 */
gboolean
rd_address_has_secret (const char *url)
{
  g_autoptr (GString) masked = g_string_new (NULL);
  Scan self = { .masked = masked };

  scan (&self, url);

  return self.has_secret;
}

/**
 * rd_address_mask:
 * @url: (nullable): an address, or what was to be one
 *
 * Whatever leads to a message, a log, a file or the store is masked first. What is masked stays as it is, and a web
 * address stays one; addresses that differ in their secrets alone become one.
 *
 * Returns: (transfer full) (nullable): @url, with asterisks for its secrets
 */
char *
rd_address_mask (const char *url)
{
  Scan self = { 0 };

  if (url == NULL)
    return NULL;

  self.masked = g_string_new (NULL);
  scan (&self, url);

  return g_string_free_and_steal (self.masked);
}

/**
 * rd_address_is_masked:
 * @url: an address
 *
 * Returns: whether a secret was taken out of it, so that it cannot be asked for as it is
 */
gboolean
rd_address_is_masked (const char *url)
{
  g_autoptr (GString) masked = g_string_new (NULL);
  Scan self = { .masked = masked };

  scan (&self, url);

  return self.has_mask;
}
