/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of which nobody says whether it is markup, and text that is none. */
#include "text/rd-markup-private.h"

#include "base/rd-limits.h"
#include "base/rd-string.h"
#include "text/rd-html.h"

#include <string.h>

/* Whether @text holds a tag of HTML, rather than a sign that means 'less than'. */
static gboolean
has_markup (const char *text)
{
  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p, '<'))
    {
      char name[16] = "";
      gsize length;

      p += p[1] == '/' ? 2 : 1;
      length = strspn (p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456");
      if (length == 0 || length >= sizeof name || p[length] == '\0' || strchr (" \t\r\n/>", p[length]) == NULL)
        continue;
      memcpy (name, p, length);
      if (rd_markup_is_element (name) && p[strcspn (p, "<>")] == '>')
        return TRUE;
    }

  return FALSE;
}

/* Puts characters in the place of references such as '&#39;'; an ampersand that begins none stays. */
static char *
decode_references (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "<", -1);
  g_autofree char *html = g_strjoinv ("&lt;", parts);
  g_autoptr (xmlDoc) document = rd_html_parse (html, strlen (html), NULL);

  return document != NULL ? rd_html_get_text ((xmlNode *) document) : g_strdup (text);
}

/**
 * rd_markup_read_plain:
 * @text: (nullable): UTF-8; a line feed ends a paragraph
 *
 * Returns: (transfer full): the body
 */
RdBody *
rd_markup_read_plain (const char *text)
{
  RdBody *body = rd_body_new ();
  gsize room = RD_LIMIT_ENTRY_BYTES;

  while (text != NULL && *text != '\0' && room > 0)
    {
      const gsize length = strcspn (text, "\n");
      g_autofree char *line = g_utf8_make_valid (text, (gssize) length);
      g_autofree char *squashed = rd_string_squash (line);

      if (squashed != NULL)
        {
          g_autofree char *cut = rd_string_cut (squashed, room);

          if (cut[0] == '\0')
            break;
          room -= strlen (cut);
          rd_block_add_run (rd_body_add_block (body, RD_BLOCK_PARAGRAPH), cut, -1, RD_RUN_PLAIN, NULL);
        }
      text += length + (text[length] == '\n');
    }

  return body;
}

/**
 * rd_markup_read_loose:
 * @text: (nullable): UTF-8, of which the publisher does not say whether it is HTML
 * @base_url: (nullable): the address that its links are relative to
 * @error: return location for an error
 *
 * Reads text as HTML where there are tags of HTML in it, perhaps escaped, and as plain text otherwise.
 *
 * Returns: (transfer full): the body; on error %NULL, of %RD_ERROR_TOO_LARGE
 */
RdBody *
rd_markup_read_loose (const char  *text,
                      const char  *base_url,
                      GError     **error)
{
  g_autofree char *decoded = g_strdup (text);

  /* Some publishers escape their text once more than they should. */
  for (guint i = 0; i < 2 && decoded != NULL && strchr (decoded, '&') != NULL && !has_markup (decoded); i++)
    {
      g_autofree char *escaped = decoded;

      decoded = decode_references (escaped);
    }

  return decoded != NULL && has_markup (decoded) ? rd_markup_read (decoded, base_url, error)
                                                 : rd_markup_read_plain (decoded);
}

/**
 * rd_markup_read_line:
 * @html: (nullable): a heading or a name, perhaps with markup or escaped
 *
 * Returns: (transfer full) (nullable): its words on one line, or %NULL where there are none
 */
char *
rd_markup_read_line (const char *html)
{
  g_autoptr (RdBody) body = rd_markup_read_loose (html, NULL, NULL);
  g_autofree char *line = body != NULL ? rd_string_squash (rd_body_get_text (body)) : NULL;

  return line != NULL ? rd_string_cut (line, RD_LIMIT_LINE_BYTES) : NULL;
}
