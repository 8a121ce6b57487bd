/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest as one HTML file that needs nothing else: what happened first, and each topic's posts folded below it. */
#include "export/html.h"
#include "export/rd-export.h"

#include "base/rd-data.h"
#include "base/rd-time.h"
#include "export/rd-wording.h"

#include <glib/gi18n.h>
#include <string.h>

/* The attribute of an element that holds outside text, where the document's own does not cover its language, as English
 * covers British English. An empty one says that the language is not known.
 *
 * @language: (nullable): a BCP 47 tag */
static char *
write_language (RdWording  *wording,
                const char *language)
{
  const char *own = rd_wording_get_language (wording);
  const gsize length = strlen (own);
  GString *out;

  if (language != NULL && g_ascii_strncasecmp (own, language, length) == 0
      && (language[length] == '\0' || language[length] == '-'))
    return g_strdup ("");

  out = g_string_new (" lang=\"");
  rd_export_html_append_text (out, language != NULL ? language : "");
  g_string_append_c (out, '"');
  return g_string_free_and_steal (out);
}

/* Writes outside text among words of the document's own. */
static void
append_foreign (GString    *out,
                RdWording  *wording,
                const char *language,
                const char *text)
{
  g_autofree char *attribute = write_language (wording, language);

  if (attribute[0] != '\0')
    g_string_append_printf (out, "<span%s>", attribute);
  rd_export_html_append_text (out, text);
  if (attribute[0] != '\0')
    g_string_append (out, "</span>");
}

/* The time of an entry, which leads to the entry in this file. */
static void
append_time (GString   *out,
             RdWording *wording,
             RdEntry   *entry)
{
  g_autofree char *anchor = rd_wording_anchor ("#post-", entry->id);
  g_autofree char *shown = rd_wording_time (wording, entry);
  g_autofree char *exact = rd_time_format (entry->published);

  g_string_append_printf (out, "<a href=\"%s\">", anchor);
  if (exact != NULL)
    g_string_append_printf (out, "<time datetime=\"%s\">%s</time>", exact, shown);
  else
    g_string_append (out, shown);
  g_string_append (out, "</a>");
}

static void
append_mark (GString    *out,
             RdKeyEvent  key_event)
{
  const char *mark = rd_wording_key_event (key_event);

  if (mark == NULL)
    return;

  g_string_append_printf (out, "<bdi class=\"mark%s\">%s</bdi> ",
                          key_event == RD_KEY_EVENT_PREDICTED ? " predicted" : "", mark);
}

/* The language of a topic's posts, in which its name and its subtitle are. */
static const char *
find_language (RdWording *wording,
               RdTopic   *topic)
{
  const RdDigestEntry *placed = topic->entries->pdata[0];

  return rd_wording_get_language_of (wording, placed->entry);
}

static void
append_label (GString   *out,
              RdWording *wording,
              RdTopic   *topic)
{
  if (topic->other)
    rd_export_html_append_text (out, topic->label);
  else
    append_foreign (out, wording, find_language (wording, topic), topic->label);
}

static void
append_lines (GString   *out,
              RdWording *wording,
              GPtrArray *lines,
              gboolean   name_topic)
{
  if (lines->len == 0)
    return;

  g_string_append (out, "<ol class=\"lines\">\n");
  for (guint i = 0; i < lines->len; i++)
    {
      const RdLine *line = lines->pdata[i];
      g_autofree char *author = rd_wording_author (wording, line->source->entry);

      g_string_append (out, "<li>");
      append_time (out, wording, line->source->entry);
      g_string_append (out, "<div><blockquote dir=\"auto\">");
      if (!name_topic && rd_wording_line_mark (line) != NULL)
        append_mark (out, line->source->key_event);
      append_foreign (out, wording, rd_wording_get_language_of (wording, line->source->entry), line->text);
      g_string_append (out, "</blockquote><span class=\"small\">");
      if (author != NULL)
        rd_export_html_append_text (out, author);
      if (name_topic)
        {
          g_autofree char *anchor = rd_wording_anchor ("#topic-", line->source->topic->id);

          g_string_append_printf (out, "%s<a href=\"%s\">", author != NULL ? " · " : "", anchor);
          append_label (out, wording, line->source->topic);
          g_string_append (out, "</a>");
        }
      g_string_append (out, "</span></div></li>\n");
    }
  g_string_append (out, "</ol>\n");
}

static void
append_key_events (GString   *out,
                   RdWording *wording,
                   RdTopic   *topic)
{
  g_autoptr (GPtrArray) key_events = rd_wording_list_key_events (topic);

  if (key_events->len == 0)
    return;

  g_string_append_printf (out, "<h3>%s</h3>\n<ul class=\"events\">\n", _("Key events"));
  for (guint i = 0; i < key_events->len; i++)
    {
      const RdDigestEntry *placed = key_events->pdata[i];
      g_autofree char *heading = rd_wording_heading (placed->entry);

      g_string_append (out, "<li>");
      append_time (out, wording, placed->entry);
      g_string_append (out, "<div dir=\"auto\">");
      append_mark (out, placed->key_event);
      append_foreign (out, wording, rd_wording_get_language_of (wording, placed->entry), heading);
      g_string_append (out, "</div></li>\n");
    }
  g_string_append (out, "</ul>\n");
}

static void
append_post (GString             *out,
             RdWording           *wording,
             const RdDigestEntry *placed)
{
  RdEntry *entry = placed->entry;
  g_autofree char *anchor = rd_wording_anchor ("post-", entry->id);
  g_autofree char *author = rd_wording_author (wording, entry);
  g_autofree char *attribute = write_language (wording, rd_wording_get_language_of (wording, entry));

  g_string_append_printf (out, "<article id=\"%s\">\n<header>", anchor);
  append_time (out, wording, entry);
  g_string_append (out, "<div>");
  if (entry->title != NULL || entry->deleted)
    {
      g_autofree char *heading = rd_wording_heading (entry);

      g_string_append_printf (out, "<h4 dir=\"auto\"%s>", attribute);
      rd_export_html_append_text (out, heading);
      g_string_append (out, "</h4>\n");
    }
  g_string_append (out, "<p class=\"small\" dir=\"auto\">");
  append_mark (out, placed->key_event);
  if (author != NULL)
    rd_export_html_append_text (out, author);
  if (author != NULL && entry->url != NULL)
    g_string_append (out, " · ");
  if (rd_export_html_open_link (out, entry->url))
    /* Translators: a link to the post on its publisher’s page. */
    g_string_append_printf (out, "%s</a>", _("Original"));
  g_string_append (out, "</p></div></header>\n");
  if (!entry->deleted)
    rd_export_html_append_body (out, attribute, entry->body);
  g_string_append (out, "</article>\n");
}

static void
append_topic (GString   *out,
              RdWording *wording,
              RdTopic   *topic)
{
  const char *subtitle = rd_wording_subtitle (topic);
  const guint n_posts = topic->entries->len;
  g_autofree char *anchor = rd_wording_anchor ("topic-", topic->id);
  g_autofree char *head = rd_wording_topic_head (wording, topic);
  g_autofree char *all = g_strdup_printf (g_dngettext (NULL, "The post", "All %'u posts", n_posts), n_posts);

  g_string_append_printf (out, "<section class=\"topic\" id=\"%s\">\n<h2 dir=\"auto\">", anchor);
  append_label (out, wording, topic);
  g_string_append (out, "</h2>\n<p class=\"small\">");
  rd_export_html_append_text (out, head);
  g_string_append (out, "</p>\n");
  if (subtitle != NULL)
    {
      g_string_append (out, "<p class=\"subtitle\" dir=\"auto\">");
      append_foreign (out, wording, find_language (wording, topic), subtitle);
      g_string_append (out, "</p>\n");
    }
  append_lines (out, wording, topic->summary, FALSE);
  append_key_events (out, wording, topic);

  g_string_append_printf (out, "<details>\n<summary>%s</summary>\n", all);
  for (guint i = 0; i < n_posts; i++)
    append_post (out, wording, topic->entries->pdata[i]);
  g_string_append (out, "</details>\n</section>\n");
}

static void
append_contents (GString   *out,
                 RdWording *wording,
                 RdDigest  *digest)
{
  g_string_append_printf (out, "<nav aria-label=\"%s\">\n<ol>\n", _("Topics"));
  for (guint i = 0; i < digest->topics->len; i++)
    {
      RdTopic *topic = digest->topics->pdata[i];
      g_autofree char *anchor = rd_wording_anchor ("#topic-", topic->id);

      g_string_append_printf (out, "<li><a href=\"%s\"><bdi>", anchor);
      append_label (out, wording, topic);
      g_string_append_printf (out, "</bdi></a> %'u</li>\n", topic->entries->len);
    }
  g_string_append (out, "</ol>\n</nav>\n");
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
      gboolean linked;

      g_string_append (out, "<p class=\"small\" dir=\"auto\">");
      linked = rd_export_html_open_link (out, blog->url);
      append_foreign (out, wording, blog->language, source);
      g_string_append (out, linked ? "</a>" : "");
      g_string_append (out, "</p>\n");
    }
}

/* The document's title, which is the one of a live blog where there is only that. */
static void
append_title (GString   *out,
              RdWording *wording,
              RdDigest  *digest)
{
  const RdBlog *blog = digest->blogs->len == 1 ? digest->blogs->pdata[0] : NULL;

  if (blog != NULL && g_str_equal (rd_blog_get_title (blog), digest->title))
    append_foreign (out, wording, blog->language, digest->title);
  else
    rd_export_html_append_text (out, digest->title);
}

static void
append_head (GString   *out,
             RdWording *wording,
             RdDigest  *digest)
{
  g_autoptr (GBytes) style = rd_data_load ("style/digest.css");
  const char *language = rd_wording_get_language (wording);

  g_string_append_printf (out, "<!DOCTYPE html>\n<html lang=\"%s\"%s>\n", language,
                          rd_wording_is_right_to_left (language) ? " dir=\"rtl\"" : "");
  g_string_append (out,
                   "<head>\n"
                   "<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';"
                   " img-src 'none'; base-uri 'none'; form-action 'none'\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n"
                   "<title>");
  rd_export_html_append_text (out, digest->title);
  g_string_append_printf (out, "</title>\n<style>\n%s</style>\n</head>\n", (const char *) g_bytes_get_data (style, NULL));
}

static GBytes *
write_html (RdDigest  *digest,
            GError   **error)
{
  g_autoptr (RdWording) wording = rd_wording_new (digest);
  g_autofree char *overview = rd_wording_overview (wording);
  g_autofree char *colophon = rd_wording_colophon ();
  GString *out = g_string_new (NULL);

  append_head (out, wording, digest);
  g_string_append_printf (out, "<body%s>\n<header>\n<h1 dir=\"auto\">", rd_wording_has_days (wording) ? " class=\"long\"" : "");
  append_title (out, wording, digest);
  g_string_append (out, "</h1>\n<p class=\"small\">");
  rd_export_html_append_text (out, overview);
  g_string_append (out, "</p>\n");
  append_sources (out, wording, digest->blogs);
  g_string_append (out, "</header>\n");
  if (digest->topics->len > 1)
    append_contents (out, wording, digest);

  g_string_append (out, "<main>\n");
  if (digest->summary->len > 0)
    {
      g_string_append_printf (out, "<section class=\"short\">\n<h2>%s</h2>\n", _("In short"));
      append_lines (out, wording, digest->summary, TRUE);
      g_string_append (out, "</section>\n");
    }
  for (guint i = 0; i < digest->topics->len; i++)
    append_topic (out, wording, digest->topics->pdata[i]);
  g_string_append_printf (out, "</main>\n<footer>%s</footer>\n</body>\n</html>\n", colophon);

  return g_string_free_to_bytes (out);
}

const RdExport rd_export_html = {
  .name = "html",
  .title = "HTML",
  .extension = "html",
  .write = write_html,
};
