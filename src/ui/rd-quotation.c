/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is copied of a post, for other programs: its words, or its words as a quotation that says whose they are. */
#include "ui/rd-quotation.h"

#include "base/rd-string.h"

#include <glib/gi18n.h>

/* Each paragraph as a harmless line, an empty line between two. */
static char *
clean_text (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *clean = rd_wording_clean (lines[i]);

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
    g_strv_builder_take (parts, rd_wording_clean (text));
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
  RdBlog *blog = rd_document_find_blog (document, entry->blog_id);
  const char *says = rd_body_get_text (entry->body);
  g_autofree char *text = clean_text (says[0] != '\0' || entry->title == NULL ? says : entry->title);
  g_autofree char *url = entry->url != NULL ? rd_string_safe_url (entry->url, NULL) : NULL;
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *source = NULL;

  add_clean (parts, entry->author);
  if (blog != NULL)
    add_clean (parts, blog->publisher != NULL ? blog->publisher : blog->title);
  if (entry->published != NULL)
    {
      g_autoptr (GDateTime) local = g_date_time_to_local (entry->published);

      /* Translators: a time of day on a day, behind a quotation; see g_date_time_format(). */
      g_strv_builder_take (parts, g_date_time_format (local, _("%-d %B %Y, %H:%M")));
    }
  add_clean (parts, url);
  all = g_strv_builder_end (parts);
  source = g_strjoinv (", ", all);

  if (source[0] == '\0')
    /* Translators: a quotation of unknown source. */
    return g_strdup_printf (_("“%s”"), text);

  /* Translators: a quotation, and its author, publisher, time and address. */
  return g_strdup_printf (_("“%s” — %s"), text, source);
}
