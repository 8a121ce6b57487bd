/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds out what bytes are, makes UTF-8 of them and has them parsed. */
#include "formats/rd-source.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "base/rd-limits.h"
#include "base/rd-string.h"
#include "formats/rd-json.h"
#include "text/rd-html.h"
#include "text/rd-xml.h"

#include <glib/gi18n.h>
#include <string.h>

/* How much of a document is looked at to find out what it is. */
#define HEAD_BYTES 4096

#define BLANKS " \t\n\f\v"

/* What people give by mistake, by the bytes that it begins with. */
static const struct
{
  const char *magic;
  const char *name;
} BINARIES[] = {
  /* Translators: behind ‘it looks like’, here and below. */
  { "%PDF-", N_ ("a PDF document") },
  { "\x89PNG", N_ ("a picture") },
  { "\xff\xd8\xff", N_ ("a picture") },
  { "GIF8", N_ ("a picture") },
  { "RIFF", N_ ("a picture, a sound or a film") },
  { "PK\x03\x04", N_ ("a ZIP archive or an office document") },
  { "\x1f\x8b", N_ ("a compressed file") },
  { "\xfd" "7zXZ", N_ ("a compressed file") },
  { "\x7f" "ELF", N_ ("a program") },
};

static const struct
{
  const char *root;
  const char *name;
} DOCUMENTS[] = {
  { "rss", N_ ("an RSS feed") },    { "feed", N_ ("an Atom feed") },  { "RDF", N_ ("an RSS feed") },
  { "opml", N_ ("an OPML list") },  { "outlineDocument", N_ ("an OPML list") },
  { "svg", N_ ("a picture") },      { "urlset", N_ ("a site map") },
};

static char *
convert (const char  *bytes,
         gsize        length,
         const char  *charset)
{
  gsize written = 0;
  g_autofree char *text = g_convert (bytes, (gssize) length, "UTF-8", charset, NULL, &written, NULL);

  return text != NULL && strlen (text) == written ? g_steal_pointer (&text) : NULL;
}

/* What is UTF-8 but for a few bytes stays so; what holds more broken bytes than whole characters never was. */
static char *
decode_text (const char *bytes,
             gsize       length)
{
  g_autofree char *valid = g_utf8_make_valid (bytes, (gssize) length);
  g_autofree char *text = NULL;
  gsize whole = 0, broken = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      broken += g_utf8_get_char (p) == 0xfffd;
      whole += g_utf8_get_char (p) > 0x7f && g_utf8_get_char (p) != 0xfffd;
    }

  if (broken > whole)
    text = convert (bytes, length, "WINDOWS-1252");

  return text != NULL ? g_steal_pointer (&text) : g_steal_pointer (&valid);
}

/* The charset that a page or an XML document names in its first lines. */
static char *
find_charset (const char *bytes,
              gsize       length)
{
  g_autofree char *head = g_strndup (bytes, MIN (length, HEAD_BYTES));
  g_autoptr (GRegex) pattern
      = g_regex_new ("<(?:meta|\\?xml)\\s[^>]*(?:charset|encoding)\\s*=\\s*[\"']?\\s*([a-z0-9._:-]+)",
                     G_REGEX_CASELESS | G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (pattern, head, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* Returns: (nullable): the name of the UTF-16 that it is, with a mark at its start or without one */
static const char *
find_utf16 (const guchar *bytes,
            gsize         length)
{
  if (length < 4)
    return NULL;
  if ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0))
    return "UTF-16LE";
  if ((bytes[0] == 0xfe && bytes[1] == 0xff) || (bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0))
    return "UTF-16BE";

  return NULL;
}

static gboolean
check_binary (const char  *bytes,
              gsize        length,
              GError     **error)
{
  const char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (BINARIES) && name == NULL; i++)
    if (length >= strlen (BINARIES[i].magic) && memcmp (bytes, BINARIES[i].magic, strlen (BINARIES[i].magic)) == 0)
      name = _ (BINARIES[i].name);
  if (name == NULL && memchr (bytes, '\0', length) != NULL)
    name = _ ("binary data");
  if (name == NULL)
    return TRUE;

  g_set_error (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG,
               /* Translators: as ‘a PDF document’. */
               _ ("this is no live blog that Rundown can read: it looks like %s; "
                  "give the live blog's address, its page or its text"),
               name);
  return FALSE;
}

/* Makes valid UTF-8 with line feeds and without a byte order mark. */
static char *
decode (const char  *bytes,
        gsize        length,
        GError     **error)
{
  const char *utf16 = find_utf16 ((const guchar *) bytes, length);
  g_autofree char *charset = NULL;
  g_autofree char *text = NULL;
  char *start;
  GString *lines;

  if (utf16 != NULL)
    text = convert (bytes, length & ~(gsize) 1, utf16);
  if (text == NULL && !check_binary (bytes, length, error))
    return NULL;
  if (text == NULL && !g_utf8_validate (bytes, (gssize) length, NULL)
      && (charset = find_charset (bytes, length)) != NULL)
    text = convert (bytes, length, charset);
  if (text == NULL)
    text = decode_text (bytes, length);

  start = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
  lines = g_string_new (NULL);
  for (const char *p = start; *p != '\0';)
    {
      const gsize run = strcspn (p, "\r");

      g_string_append_len (lines, p, (gssize) run);
      p += run;
      if (*p == '\r')
        {
          g_string_append_c (lines, '\n');
          p += p[1] == '\n' ? 2 : 1;
        }
    }

  return g_string_free (lines, FALSE);
}

/* Whether an XML document's root, without its prefix, has a name. */
static gboolean
has_root (const char *text,
          const char *name)
{
  const char *root = rd_xml_find_root (text);
  gsize prefix;

  if (root == NULL)
    return FALSE;

  root++;
  prefix = strcspn (root, ":/> \t\n");
  if (root[prefix] == ':')
    root += prefix + 1;

  return strcspn (root, "/> \t\n") == strlen (name) && g_ascii_strncasecmp (root, name, strlen (name)) == 0;
}

/* Returns: (nullable): the name for people of a kind of XML document, by that of its root */
static const char *
find_document (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (DOCUMENTS); i++)
    if (has_root (text, DOCUMENTS[i].root))
      return _ (DOCUMENTS[i].name);

  return NULL;
}

/* JSON begins with a bracket and then something that may stand in it; so does '[Photo: …' not. */
static gboolean
is_json (const char *text)
{
  const char *next;

  if (text[0] != '{' && text[0] != '[')
    return FALSE;
  next = text + 1 + strspn (text + 1, BLANKS);

  return *next == '\0' || strchr (text[0] == '{' ? "\"}" : "{[\"]", *next) != NULL;
}

static RdSourceKind
find_kind (const char *text)
{
  g_autofree char *head = rd_string_cut (text, HEAD_BYTES);
  g_autofree char *lower = g_ascii_strdown (head, -1);

  if (is_json (text))
    return RD_SOURCE_JSON;
  if (text[0] == '<' && find_document (text) != NULL)
    return RD_SOURCE_XML;
  if (strstr (lower, "<!doctype html") != NULL || strstr (lower, "<html") != NULL)
    return RD_SOURCE_PAGE;
  if (text[0] != '<')
    return RD_SOURCE_TEXT;

  return g_str_has_prefix (text, "<?xml") ? RD_SOURCE_XML : RD_SOURCE_PAGE;
}

/**
 * rd_source_new:
 * @bytes: bytes from outside
 * @origin: (nullable): what is known of them
 * @error: return location for an error
 *
 * Finds out what bytes are and parses them. Text in UTF-8, in UTF-16, in the charset that the page names and, failing
 * these, in Windows-1252 is understood.
 *
 * Returns: (transfer full): the source; on error %NULL, of %RD_ERROR_NOT_A_LIVE_BLOG (nothing, or no text at all),
 *   %RD_ERROR_MALFORMED or %RD_ERROR_TOO_LARGE
 */
RdSource *
rd_source_new (GBytes          *bytes,
               const RdOrigin  *origin,
               GError         **error)
{
  g_autoptr (RdSource) self = g_new0 (RdSource, 1);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *start;

  if (length > RD_LIMIT_INPUT_BYTES)
    {
      g_set_error (error, RD_ERROR, RD_ERROR_TOO_LARGE, _ ("this has more than %u MB: give a single live blog's page"),
                   RD_LIMIT_INPUT_BYTES / (1024 * 1024));
      return NULL;
    }

  self->text = data != NULL ? decode (data, length, error) : g_strdup ("");
  if (self->text == NULL)
    return NULL;
  start = self->text + strspn (self->text, BLANKS);
  if (*start == '\0')
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG,
                           _ ("this is empty: give a live blog's address, its page or its text"));
      return NULL;
    }

  if (origin != NULL)
    {
      g_autofree char *url = rd_string_safe_url (origin->url, NULL);
      g_autofree char *page_url = rd_string_safe_url (origin->page, NULL);

      self->url = rd_address_mask (url);
      self->page_url = rd_address_mask (page_url);
      self->title = g_strdup (origin->title);
      self->publisher = g_strdup (origin->publisher);
      self->is_part = origin->is_part;
      self->since = g_strdup (origin->since);
    }
  self->kind = find_kind (start);
  if (self->kind == RD_SOURCE_JSON && (self->json = rd_json_parse (start, error)) == NULL)
    return NULL;
  if (self->kind == RD_SOURCE_PAGE && (self->page = rd_html_parse (start, strlen (start), error)) == NULL)
    return NULL;

  if (self->kind == RD_SOURCE_JSON || self->kind == RD_SOURCE_PAGE)
    g_clear_pointer (&self->text, g_free);

  return g_steal_pointer (&self);
}

/**
 * rd_source_free:
 * @self: (transfer full): a source
 */
void
rd_source_free (RdSource *self)
{
  g_clear_pointer (&self->json, json_node_unref);
  g_clear_pointer (&self->page, xmlFreeDoc);
  g_free (self->text);
  g_free (self->url);
  g_free (self->page_url);
  g_free (self->title);
  g_free (self->publisher);
  g_free (self->since);
  g_free (self);
}

/**
 * rd_source_is_document:
 * @self: a source
 * @root: the name of a root, without a prefix
 *
 * Returns: whether @self is an XML document with such a root
 */
gboolean
rd_source_is_document (RdSource   *self,
                       const char *root)
{
  return self->kind == RD_SOURCE_XML && has_root (self->text, root);
}

static const char *
describe_json (JsonNode *json)
{
  JsonObject *root = rd_json_as_object (json);
  const char *version = rd_json_get_string (root, "version");

  if (version != NULL && strstr (version, "jsonfeed.org") != NULL)
    return _ ("a JSON feed");

  return _ ("JSON of another kind");
}

/**
 * rd_source_describe:
 * @self: a source that is no live blog of a known format
 *
 * Returns: (transfer full): what it looks like, to follow the words 'it looks like'
 */
char *
rd_source_describe (RdSource *self)
{
  const char *name;

  switch (self->kind)
    {
    case RD_SOURCE_JSON:
      return g_strdup (describe_json (self->json));
    case RD_SOURCE_PAGE:
      return g_strdup (_ ("a page without a live blog"));
    case RD_SOURCE_TEXT:
      return g_strdup (_ ("plain text without a line 'Key events' or the times of posts"));
    case RD_SOURCE_XML:
      name = find_document (self->text);
      return g_strdup (name != NULL ? name : _ ("an XML document of another kind"));
    }

  return NULL;
}
