/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest as one HTML file that needs nothing else: what happened first, and each topic's posts folded below it. */
#include "export/rd-export.h"

#include "base/rd-data.h"
#include "base/rd-string.h"
#include "base/rd-time.h"
#include "export/rd-wording.h"

#include <glib/gi18n.h>

/* How deep lists may stand inside each other; what stands deeper stands at this depth. */
#define MAX_LIST_LEVEL 6u

/* The one helper through which outside text passes, in elements and in attributes' values alike. */
static void
append_text (GString    *out,
             const char *text)
{
  g_autofree char *clean = rd_string_clean (text);
  g_autofree char *escaped = g_markup_escape_text (clean, -1);

  g_string_append (out, escaped);
}

/* Opens a link to another site; only a safe address becomes one. */
static gboolean
open_link (GString    *out,
           const char *url)
{
  g_autofree char *safe = rd_string_safe_url (url, NULL);

  if (safe == NULL)
    return FALSE;

  g_string_append (out, "<a href=\"");
  append_text (out, safe);
  g_string_append (out, "\">");
  return TRUE;
}

static void
append_runs (GString       *out,
             const RdBlock *block)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      const RdRun *run = block->runs->pdata[i];
      gboolean linked = open_link (out, run->url);

      g_string_append (out, run->style & RD_RUN_STRONG ? "<strong>" : "");
      g_string_append (out, run->style & RD_RUN_EMPHASIS ? "<em>" : "");
      append_text (out, run->text);
      g_string_append (out, run->style & RD_RUN_EMPHASIS ? "</em>" : "");
      g_string_append (out, run->style & RD_RUN_STRONG ? "</strong>" : "");
      g_string_append (out, linked ? "</a>" : "");
    }
}

/* Pictures and embeds stay where they are: the file asks no other site for anything. */
static void
append_elsewhere (GString       *out,
                  const RdBlock *block)
{
  const char *what = block->kind == RD_BLOCK_PICTURE ? _("Picture") : _("Elsewhere");
  gboolean linked;

  g_string_append (out, "<p class=\"elsewhere\" dir=\"auto\">");
  linked = open_link (out, block->url);
  g_string_append_printf (out, "%s%s", what, linked ? "</a>" : "");
  if (block->runs->len > 0)
    {
      g_string_append (out, ": ");
      append_runs (out, block);
    }
  g_string_append (out, "</p>\n");
}

/* The lists that are open, outermost first. */
typedef struct
{
  gboolean numbered[MAX_LIST_LEVEL];
  guint depth;
} OpenLists;

static void
close_lists (GString   *out,
             OpenLists *lists,
             guint      depth)
{
  while (lists->depth > depth)
    g_string_append (out, lists->numbered[--lists->depth] ? "</li></ol>\n" : "</li></ul>\n");
}

static void
append_list_item (GString       *out,
                  OpenLists     *lists,
                  const RdBlock *block)
{
  const guint level = CLAMP (block->level, 1, MIN (lists->depth + 1, MAX_LIST_LEVEL));
  const gboolean numbered = block->number > 0;

  close_lists (out, lists, level);
  if (lists->depth == level && lists->numbered[level - 1] != numbered)
    close_lists (out, lists, level - 1);

  if (lists->depth == level)
    {
      g_string_append (out, "</li>");
    }
  else
    {
      lists->numbered[lists->depth++] = numbered;
      g_string_append (out, numbered ? "<ol>" : "<ul>");
    }

  if (numbered)
    g_string_append_printf (out, "<li value=\"%u\" dir=\"auto\">", block->number);
  else
    g_string_append (out, "<li dir=\"auto\">");
  append_runs (out, block);
}

static void
append_block (GString       *out,
              OpenLists     *lists,
              const RdBlock *block)
{
  switch (block->kind)
    {
    case RD_BLOCK_HEADING:
      g_string_append (out, "<h5 dir=\"auto\">");
      append_runs (out, block);
      g_string_append (out, "</h5>\n");
      break;
    case RD_BLOCK_LIST_ITEM:
      append_list_item (out, lists, block);
      break;
    case RD_BLOCK_PICTURE:
    case RD_BLOCK_EMBED:
      append_elsewhere (out, block);
      break;
    case RD_BLOCK_PARAGRAPH:
    default:
      g_string_append (out, "<p dir=\"auto\">");
      append_runs (out, block);
      g_string_append (out, "</p>\n");
    }
}

static void
append_body (GString *out,
             RdBody  *body)
{
  GPtrArray *blocks = rd_body_get_blocks (body);
  OpenLists lists = { 0 };
  gboolean quoted = FALSE;

  for (guint i = 0; i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];

      if (block->kind != RD_BLOCK_LIST_ITEM || block->quoted != quoted)
        close_lists (out, &lists, 0);
      if (block->quoted != quoted)
        g_string_append (out, quoted ? "</blockquote>\n" : "<blockquote>\n");
      quoted = block->quoted;
      append_block (out, &lists, block);
    }
  close_lists (out, &lists, 0);
  if (quoted)
    g_string_append (out, "</blockquote>\n");
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

  g_string_append_printf (out, "<span class=\"mark%s\">%s</span> ",
                          key_event == RD_KEY_EVENT_PREDICTED ? " predicted" : "", mark);
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
      append_text (out, line->text);
      g_string_append (out, "</blockquote><span class=\"small\">");
      if (author != NULL)
        append_text (out, author);
      if (name_topic)
        {
          g_autofree char *anchor = rd_wording_anchor ("#topic-", line->source->topic->id);

          g_string_append_printf (out, "%s<a href=\"%s\">", author != NULL ? " · " : "", anchor);
          append_text (out, line->source->topic->label);
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
      append_text (out, heading);
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

  g_string_append_printf (out, "<article id=\"%s\">\n<header>", anchor);
  append_time (out, wording, entry);
  g_string_append (out, "<div>");
  if (entry->title != NULL || entry->deleted)
    {
      g_autofree char *heading = rd_wording_heading (entry);

      g_string_append (out, "<h4 dir=\"auto\">");
      append_text (out, heading);
      g_string_append (out, "</h4>\n");
    }
  g_string_append (out, "<p class=\"small\" dir=\"auto\">");
  append_mark (out, placed->key_event);
  if (author != NULL)
    append_text (out, author);
  if (author != NULL && entry->url != NULL)
    g_string_append (out, " · ");
  if (open_link (out, entry->url))
    g_string_append_printf (out, "%s</a>", _("Original"));
  g_string_append (out, "</p></div></header>\n");
  if (!entry->deleted)
    append_body (out, entry->body);
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
  g_autofree char *all = g_strdup_printf (g_dngettext (NULL, "The post", "All %u posts", n_posts), n_posts);

  g_string_append_printf (out, "<section class=\"topic\" id=\"%s\">\n<h2 dir=\"auto\">", anchor);
  append_text (out, topic->label);
  g_string_append (out, "</h2>\n<p class=\"small\">");
  append_text (out, head);
  g_string_append (out, "</p>\n");
  if (subtitle != NULL)
    {
      g_string_append (out, "<p class=\"subtitle\" dir=\"auto\">");
      append_text (out, subtitle);
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
append_contents (GString  *out,
                 RdDigest *digest)
{
  g_string_append_printf (out, "<nav aria-label=\"%s\">\n<ol>\n", _("Topics"));
  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];
      g_autofree char *anchor = rd_wording_anchor ("#topic-", topic->id);

      g_string_append_printf (out, "<li><a href=\"%s\"><bdi>", anchor);
      append_text (out, topic->label);
      g_string_append_printf (out, "</bdi></a> %u</li>\n", topic->entries->len);
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
      linked = open_link (out, blog->url);
      append_text (out, source);
      g_string_append (out, linked ? "</a>" : "");
      g_string_append (out, "</p>\n");
    }
}

/* The language of the live blogs, where they all have the same. */
static const char *
find_language (GPtrArray *blogs)
{
  const char *language = NULL;

  for (guint i = 0; i < blogs->len; i++)
    {
      const RdBlog *blog = blogs->pdata[i];

      if (blog->language == NULL || (language != NULL && !g_str_equal (language, blog->language)))
        return NULL;
      language = blog->language;
    }

  return language;
}

static void
append_head (GString  *out,
             RdDigest *digest)
{
  g_autoptr (GBytes) style = rd_data_load ("style/digest.css");
  const char *language = find_language (digest->blogs);

  g_string_append (out, "<!DOCTYPE html>\n<html");
  if (language != NULL)
    {
      g_string_append (out, " lang=\"");
      append_text (out, language);
      g_string_append_c (out, '"');
    }
  g_string_append (out,
                   ">\n<head>\n"
                   "<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';"
                   " img-src 'none'; base-uri 'none'; form-action 'none'\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n"
                   "<title>");
  append_text (out, digest->title);
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

  append_head (out, digest);
  g_string_append_printf (out, "<body%s>\n<header>\n<h1 dir=\"auto\">", rd_wording_has_days (wording) ? " class=\"long\"" : "");
  append_text (out, digest->title);
  g_string_append (out, "</h1>\n<p class=\"small\">");
  append_text (out, overview);
  g_string_append (out, "</p>\n");
  append_sources (out, wording, digest->blogs);
  g_string_append (out, "</header>\n");
  if (digest->topics->len > 1)
    append_contents (out, digest);

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
