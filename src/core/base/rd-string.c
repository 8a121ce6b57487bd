/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small helpers for text that came from outside. */
#include "base/rd-string.h"

#include "base/rd-limits.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * rd_string_is_blank:
 * @c: a character
 *
 * No-break and zero-width spaces are white space to a reader, and several publishers write them. The controls beyond
 * ASCII are what is left of quotation marks in a broken encoding: part of the text, to be quoted to the letter.
 *
 * Returns: whether it is white space, or an ASCII control character
 */
gboolean
rd_string_is_blank (gunichar c)
{
  /* Most text is of these, and all of it goes through here. */
  if (c < 0x80)
    return c <= ' ' || c == 0x7f;

  return g_unichar_isspace (c) || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

/**
 * rd_string_squash:
 * @text: (nullable): UTF-8 text
 *
 * Makes each run of white space and ASCII control characters one space, and takes it away at both ends.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where nothing is left of it
 */
char *
rd_string_squash (const char *text)
{
  g_autoptr (GString) squashed = NULL;
  gboolean gap = FALSE;

  if (text == NULL)
    return NULL;

  squashed = g_string_new (NULL);
  for (const char *p = text, *next; *p != '\0'; p = next)
    {
      next = g_utf8_next_char (p);
      if (rd_string_is_blank (g_utf8_get_char (p)))
        {
          gap = TRUE;
          continue;
        }
      if (gap && squashed->len > 0)
        g_string_append_c (squashed, ' ');
      gap = FALSE;
      for (; p < next; p++)
        g_string_append_c (squashed, *p);
    }

  return squashed->len > 0 ? g_string_free (g_steal_pointer (&squashed), FALSE) : NULL;
}

/* Unicode's controls that turn the direction of what follows, beyond the text that they stand in. */
static gboolean
is_direction_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/**
 * rd_string_clean:
 * @text: text from outside, valid UTF-8 or not
 *
 * Takes out what could do something to a terminal or to the text around: control characters, and those that turn the
 * direction of writing. Line breaks of any kind become spaces.
 *
 * Returns: (transfer full): @text as one harmless line
 */
char *
rd_string_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) && c != 0xa0 && c != 0x202f)
        g_string_append_c (clean, ' ');
      else if (!g_unichar_iscntrl (c) && !is_direction_control (c))
        g_string_append_unichar (clean, c);
    }

  return g_string_free_and_steal (clean);
}

/**
 * rd_string_cut:
 * @text: UTF-8 text
 * @max_bytes: how many bytes may stay
 *
 * Returns: (transfer full): @text, or as many whole characters of its beginning as fit
 */
char *
rd_string_cut (const char *text,
               gsize       max_bytes)
{
  const char *end = text + strlen (text);

  if ((gsize) (end - text) > max_bytes)
    for (end = text + max_bytes; end > text && (*end & 0xc0) == 0x80; end--)
      ;

  return g_strndup (text, end - text);
}

static gboolean
may_go_before_mark (gunichar c)
{
  return c == '.' || c == ',' || c == ':' || c == ';' || c == 0x2013 || c == 0x2014
         || c == g_utf8_get_char (RD_CUT_MARK) || rd_string_is_blank (c);
}

/**
 * rd_string_mark_cut:
 * @beginning: UTF-8 text, the beginning of another one
 *
 * Returns: (transfer full): @beginning and an ellipsis, in place of the white space and of the marks at its end that say
 *   nothing before that: full stops, commas, colons, dashes, ellipses
 */
char *
rd_string_mark_cut (const char *beginning)
{
  const char *end = beginning + strlen (beginning);
  const char *last = NULL;
  g_autofree char *kept = NULL;

  while ((last = g_utf8_find_prev_char (beginning, end)) != NULL && may_go_before_mark (g_utf8_get_char (last)))
    end = last;
  kept = g_strndup (beginning, end - beginning);

  return g_strconcat (kept, RD_CUT_MARK, NULL);
}

/**
 * rd_string_explain:
 * @what: what is spoken of
 * @...: (nullable): what there is to say of that, and of all before each time, closed by %NULL
 *
 * Returns: (transfer full): all of it, with colons between as the reader's language sets them
 */
char *
rd_string_explain (const char *what,
                   ...)
{
  g_autofree char *all = g_strdup (what);
  const char *more;
  va_list arguments;

  va_start (arguments, what);
  while ((more = va_arg (arguments, const char *)) != NULL)
    {
      g_autofree char *before = g_steal_pointer (&all);

      /* Translators: a live blog and its news, or what went wrong and where; and the latter and what to do about it. */
      all = g_strdup_printf (_("%s: %s"), before, more);
    }
  va_end (arguments);

  return g_steal_pointer (&all);
}

/**
 * rd_string_hash:
 * @n_digits: how many hexadecimal digits to give, at most 64
 * @...: (nullable): the strings that the identity rests on, closed by %NULL
 *
 * A short name for a thing that has none of its own, the same on every machine (SHA-256, cut). The strings are kept
 * apart, so that "ab", "c" and "a", "bc" differ.
 *
 * Returns: (transfer full): @n_digits hexadecimal digits
 */
char *
rd_string_hash (guint n_digits,
                ...)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  va_list args;

  va_start (args, n_digits);
  for (const char *part = va_arg (args, const char *); part != NULL; part = va_arg (args, const char *))
    g_checksum_update (checksum, (const guchar *) part, strlen (part) + 1);
  va_end (args);

  return g_strndup (g_checksum_get_string (checksum), n_digits);
}

static gboolean
is_host (const char *host)
{
  for (const char *p = host; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._:", *p) == NULL)
      return FALSE;

  return host[0] != '\0';
}

/**
 * rd_string_safe_url:
 * @reference: (nullable): an address as a publisher wrote it, perhaps relative
 * @base_url: (nullable): the address that it is relative to
 *
 * The one place that decides which addresses Rundown keeps: http, https and mailto, without credentials.
 *
 * Returns: (transfer full) (nullable): the whole address, or %NULL where it is none that may be followed
 */
char *
rd_string_safe_url (const char *reference,
                    const char *base_url)
{
  const GUriFlags flags
      = G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_SCHEME_NORMALIZE;
  g_autofree char *squashed = rd_string_squash (reference);
  g_autoptr (GUri) base = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *url = NULL;
  const char *scheme;

  if (squashed == NULL || strlen (squashed) > RD_LIMIT_LINE_BYTES)
    return NULL;

  if (base_url != NULL)
    base = g_uri_parse (base_url, flags, NULL);
  uri = base != NULL ? g_uri_parse_relative (base, squashed, flags, NULL) : g_uri_parse (squashed, flags, NULL);
  if (uri == NULL)
    return NULL;

  /* As GLib reads "https://a;b", whose parts it does not join again. */
  if (g_uri_get_host (uri) != NULL && strchr ("/", g_uri_get_path (uri)[0]) == NULL)
    return NULL;

  scheme = g_uri_get_scheme (uri);
  if (g_str_equal (scheme, "mailto"))
    url = g_uri_to_string (uri);
  else if ((g_str_equal (scheme, "http") || g_str_equal (scheme, "https")) && g_uri_get_host (uri) != NULL
           && is_host (g_uri_get_host (uri)))
    url = g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO);

  /* It may have grown by the base's part, and by what has to be escaped. */
  return url != NULL && strlen (url) <= RD_LIMIT_LINE_BYTES ? g_steal_pointer (&url) : NULL;
}

/**
 * rd_string_set_query:
 * @url: an http or https address
 * @name: the name of a parameter, of letters, digits, '-' and '_'
 * @value: its value, UTF-8
 *
 * Returns: (transfer full): @url with this parameter in its query, in place of any of that name, and without fragment
 */
char *
rd_string_set_query (const char *url,
                     const char *name,
                     const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, ":,/", TRUE);
  g_autofree char *start = g_strconcat (name, "=", NULL);
  const gsize length = strcspn (url, "?#");
  GString *result = g_string_new_len (url, length);
  g_auto (GStrv) parts = NULL;

  if (url[length] == '?')
    {
      g_autofree char *query = g_strndup (url + length + 1, strcspn (url + length + 1, "#"));

      parts = g_strsplit (query, "&", -1);
    }
  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    if (parts[i][0] != '\0' && !g_str_has_prefix (parts[i], start))
      g_string_append_printf (result, "%c%s", strchr (result->str, '?') == NULL ? '?' : '&', parts[i]);
  g_string_append_printf (result, "%c%s%s", strchr (result->str, '?') == NULL ? '?' : '&', start, escaped);

  return g_string_free_and_steal (result);
}
