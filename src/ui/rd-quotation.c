/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs get of a post: its words, or its words as a quotation that says whose they are. */
#include "ui/rd-quotation.h"

#include "base/rd-string.h"

#include <glib/gi18n.h>

/* How much goes into a message, in characters: some programs take no address that is much longer. */
#define MAX_SUBJECT 200
#define MAX_MESSAGE 1500

/* Each paragraph as a harmless line, an empty line between two. */
static char *
clean_text (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *clean = rd_string_clean (lines[i]);

      if (clean[0] != '\0')
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n\n" : "", clean);
    }

  return g_string_free_and_steal (out);
}

/**
 * rd_quotation_write_text:
 * @entry: a post
 *
 * Returns: (transfer full): its heading and what it says, as plain text
 */
char *
rd_quotation_write_text (RdEntry *entry)
{
  const char *title = entry->title != NULL ? entry->title : "";
  g_autofree char *whole = g_strjoin ("\n", title, rd_body_get_text (entry->body), NULL);

  return clean_text (whole);
}

static void
add_clean (GStrvBuilder *parts,
           const char   *text)
{
  if (text != NULL)
    g_strv_builder_take (parts, rd_string_clean (text));
}

/* Cuts off what is longer than that many characters, at the end of a word where there is one.
 * @text: (transfer full): harmless text */
static char *
shorten (char  *text,
         glong  max_characters)
{
  g_autofree char *whole = text;
  char *end;
  char *gap;

  if (g_utf8_strlen (whole, -1) <= max_characters)
    return g_steal_pointer (&whole);

  end = g_utf8_offset_to_pointer (whole, max_characters - 1);
  gap = g_utf8_strrchr (whole, end - whole + 1, ' ');
  *(gap != NULL ? gap : end) = '\0';

  return rd_string_mark_cut (whole);
}

static char *
write_quotation (RdDocument *document,
                 RdEntry    *entry,
                 glong       max_characters)
{
  RdBlog *blog = rd_document_find_blog (document, entry->blog_id);
  const char *says = rd_body_get_text (entry->body);
  g_autofree char *text = shorten (clean_text (says[0] != '\0' || entry->title == NULL ? says : entry->title),
                                   max_characters);
  g_autofree char *url = entry->url != NULL ? rd_string_safe_url (entry->url, NULL) : NULL;
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *source = NULL;

  add_clean (parts, entry->author);
  if (blog != NULL)
    add_clean (parts, blog->publisher != NULL ? blog->publisher : rd_blog_get_title (blog));
  if (entry->published != NULL)
    {
      g_autoptr (GDateTime) local = g_date_time_to_local (entry->published);

      /* Translators: a time of day on a day, behind a quotation; see g_date_time_format(). */
      g_strv_builder_take (parts, g_date_time_format (local, _("%-d %B %Y, %H:%M")));
    }
  add_clean (parts, url);
  all = g_strv_builder_end (parts);
  source = rd_wording_list (all);

  if (source[0] == '\0')
    /* Translators: a quotation of unknown source. */
    return g_strdup_printf (_("“%s”"), text);

  /* Translators: a quotation, and its author, publisher, time and address. */
  return g_strdup_printf (_("“%s” — %s"), text, source);
}

/**
 * rd_quotation_write:
 * @document: a document
 * @entry: one of its posts
 *
 * Returns: (transfer full): what it says, in quotation marks, with its author, publisher, time and address, as far as
 *   they are known
 */
char *
rd_quotation_write (RdDocument *document,
                    RdEntry    *entry)
{
  return write_quotation (document, entry, G_MAXLONG);
}

/**
 * rd_quotation_write_message:
 * @document: a document
 * @entry: one of its posts
 *
 * Returns: (transfer full): a mailto address (RFC 6068) of a message to nobody yet, with its heading and the quotation,
 *   of whose words no more than 1,500 characters are in it
 */
char *
rd_quotation_write_message (RdDocument *document,
                            RdEntry    *entry)
{
  g_autofree char *heading = rd_wording_heading (entry);
  g_autofree char *subject = shorten (rd_string_clean (heading), MAX_SUBJECT);
  g_autofree char *quotation = write_quotation (document, entry, MAX_MESSAGE);
  g_autoptr (GString) body = g_string_new (quotation);
  g_autofree char *safe_subject = g_uri_escape_string (subject, NULL, FALSE);
  g_autofree char *safe_body = NULL;

  g_string_replace (body, "\n", "\r\n", 0);
  safe_body = g_uri_escape_string (body->str, NULL, FALSE);

  return g_strdup_printf ("mailto:?subject=%s&body=%s", safe_subject, safe_body);
}
