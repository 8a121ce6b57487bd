/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest as Markdown (CommonMark): what happened first, then a list of all posts to trace it by. */
#include "export/rd-export.h"

#include "base/rd-string.h"
#include "export/rd-wording.h"

#include <glib/gi18n.h>
#include <string.h>

/* What may be markup anywhere in a line. '|' and '~' are none in CommonMark, but are in its common extensions. */
#define MARKUP "\\`*_[]<>#|~"

/* Whether a line that begins with @text would be taken for a list item, a heading or the like; gives how many
 * characters stand before the one to escape. */
static gboolean
is_block_start (const char *text,
                gsize      *n_before)
{
  *n_before = strspn (text, "0123456789");
  if (*n_before > 0)
    return text[*n_before] == '.' || text[*n_before] == ')';

  return text[0] != '\0' && strchr ("+-=", text[0]) != NULL;
}

/* Writes outside text as one line that is nothing but text. */
static void
append_text (GString    *out,
             const char *text)
{
  g_autofree char *clean = rd_string_clean (text);
  const char *start = g_strchug (clean);
  const char *escape = NULL;
  gsize n_before;

  if (is_block_start (start, &n_before))
    escape = start + n_before;

  for (const char *p = start; *p != '\0'; p++)
    {
      if (p == escape || strchr (MARKUP, *p) != NULL || (*p == '&' && (p[1] == '#' || g_ascii_isalpha (p[1]))))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

static void
append_link (GString    *out,
             const char *text,
             const char *destination)
{
  g_string_append_c (out, '[');
  append_text (out, text);
  g_string_append (out, "](");
  for (const char *p = destination; *p != '\0'; p++)
    if (strchr ("()<>\\\" ", *p) != NULL || g_ascii_iscntrl (*p))
      g_string_append_printf (out, "%%%02X", (guchar) *p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, ')');
}

/* The time of an entry, which leads to where it stands on the web or, where it stands nowhere, in the list of posts. */
static void
append_time (GString   *out,
             RdWording *wording,
             RdEntry   *entry)
{
  g_autofree char *time = rd_wording_time (wording, entry);
  g_autofree char *url = rd_string_safe_url (entry->url, NULL);
  g_autofree char *anchor = rd_wording_anchor ("#post-", entry->id);

  append_link (out, time, url != NULL ? url : anchor);
}

static void
append_author (GString   *out,
               RdWording *wording,
               RdEntry   *entry)
{
  g_autofree char *author = rd_wording_author (wording, entry);

  if (author == NULL)
    return;

  g_string_append (out, ", ");
  append_text (out, author);
}

static void
append_heading (GString    *out,
                const char *marks,
                const char *text)
{
  if (!g_str_has_suffix (out->str, "\n\n"))
    g_string_append_c (out, '\n');
  g_string_append_printf (out, "%s ", marks);
  append_text (out, text);
  g_string_append (out, "\n\n");
}

static void
append_quotations (GString   *out,
                   RdWording *wording,
                   GPtrArray *lines,
                   gboolean   name_topic)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const RdLine *line = lines->pdata[i];
      const char *mark = name_topic ? NULL : rd_wording_line_mark (line);

      g_string_append (out, i > 0 ? ">\n> " : "> ");
      if (mark != NULL)
        g_string_append_printf (out, "**%s:** ", mark);
      append_text (out, line->text);
      g_string_append (out, "\\\n> — ");
      append_time (out, wording, line->source->entry);
      append_author (out, wording, line->source->entry);
      if (name_topic)
        {
          g_string_append (out, " · ");
          append_text (out, line->source->topic->label);
        }
      g_string_append_c (out, '\n');
    }
}

static void
append_posts (GString   *out,
              RdWording *wording,
              GPtrArray *entries,
              gboolean   traceable)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const RdDigestEntry *placed = entries->pdata[i];
      const char *mark = rd_wording_key_event (placed->key_event);
      g_autofree char *heading = rd_wording_heading (placed->entry);
      g_autofree char *url = rd_string_safe_url (placed->entry->url, NULL);

      g_string_append (out, "- ");
      if (traceable && url == NULL)
        {
          g_autofree char *anchor = rd_wording_anchor ("post-", placed->entry->id);
          g_autofree char *time = rd_wording_time (wording, placed->entry);

          g_string_append_printf (out, "<a id=\"%s\"></a>", anchor);
          append_text (out, time);
        }
      else
        append_time (out, wording, placed->entry);
      g_string_append_c (out, ' ');
      if (mark != NULL)
        g_string_append_printf (out, "**%s:** ", mark);
      append_text (out, heading);
      g_string_append_c (out, '\n');
    }
}

static void
append_sources (GString   *out,
                RdWording *wording,
                GPtrArray *blogs)
{
  for (guint i = 0; i < blogs->len; i++)
    {
      RdBlog *blog = blogs->pdata[i];
      g_autofree char *source = rd_wording_source (wording, blog);
      g_autofree char *url = rd_string_safe_url (blog->url, NULL);

      g_string_append (out, "- ");
      if (url != NULL)
        append_link (out, source, url);
      else
        append_text (out, source);
      g_string_append_c (out, '\n');
    }
}

static void
append_topic (GString   *out,
              RdWording *wording,
              RdTopic   *topic)
{
  const char *subtitle = rd_wording_subtitle (topic);
  g_autofree char *head = rd_wording_topic_head (wording, topic);
  g_autoptr (GPtrArray) key_events = rd_wording_list_key_events (topic);

  append_heading (out, "##", topic->label);
  append_text (out, head);
  g_string_append (out, "\n\n");
  if (subtitle != NULL)
    {
      g_string_append_c (out, '*');
      append_text (out, subtitle);
      g_string_append (out, "*\n\n");
    }
  append_quotations (out, wording, topic->summary, FALSE);
  if (key_events->len > 0)
    {
      if (topic->summary->len > 0)
        g_string_append_c (out, '\n');
      append_posts (out, wording, key_events, FALSE);
    }
}

static GBytes *
write_markdown (RdDigest  *digest,
                GError   **error)
{
  g_autoptr (RdWording) wording = rd_wording_new (digest);
  g_autofree char *overview = rd_wording_overview (wording);
  g_autofree char *colophon = rd_wording_colophon ();
  GString *out = g_string_new ("# ");

  append_text (out, digest->title);
  g_string_append (out, "\n\n");
  append_text (out, overview);
  g_string_append (out, "\n\n");
  append_sources (out, wording, digest->blogs);

  if (digest->summary->len > 0)
    {
      append_heading (out, "##", _("In short"));
      append_quotations (out, wording, digest->summary, TRUE);
    }

  for (guint i = 0; i < digest->topics->len; i++)
    append_topic (out, wording, digest->topics->pdata[i]);

  if (digest->entries->len > 0)
    append_heading (out, "##", _("All posts"));
  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];

      append_heading (out, "###", topic->label);
      append_posts (out, wording, topic->entries, TRUE);
    }

  g_string_append (out, "\n---\n\n");
  append_text (out, colophon);
  g_string_append_c (out, '\n');

  return g_string_free_to_bytes (out);
}

const RdExport rd_export_markdown = {
  .name = "md",
  .title = "Markdown",
  .extension = "md",
  .write = write_markdown,
};
