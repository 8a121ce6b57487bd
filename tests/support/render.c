/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats share: bodies as HTML, ids, times, JSON. */
#include "render.h"

#include "base/rd-string.h"
#include "base/rd-time.h"

#include <string.h>

#define ID_DIGITS 24

static void
append_run (GString     *html,
            const RdRun *run)
{
  g_autofree char *text = g_markup_escape_text (run->text, -1);
  g_autofree char *url = run->url != NULL ? g_markup_escape_text (run->url, -1) : NULL;

  if (url != NULL)
    g_string_append_printf (html, "<a href=\"%s\">", url);
  g_string_append_printf (html, "%s%s%s%s%s", run->style & RD_RUN_STRONG ? "<strong>" : "",
                          run->style & RD_RUN_EMPHASIS ? "<em>" : "", text, run->style & RD_RUN_EMPHASIS ? "</em>" : "",
                          run->style & RD_RUN_STRONG ? "</strong>" : "");
  if (url != NULL)
    g_string_append (html, "</a>");
}

static void
append_runs (GString       *html,
             const RdBlock *block,
             const char    *before,
             const char    *after)
{
  g_string_append (html, before);
  for (guint i = 0; i < block->runs->len; i++)
    append_run (html, block->runs->pdata[i]);
  g_string_append (html, after);
}

static void
append_item (GString       *html,
             const RdBlock *block)
{
  for (guint level = 1; level < block->level; level++)
    g_string_append (html, "<ul><li>");
  if (block->number > 0)
    g_string_append_printf (html, "<ol start=\"%u\">", block->number);
  else
    g_string_append (html, "<ul>");
  append_runs (html, block, "<li>", "</li>");
  g_string_append (html, block->number > 0 ? "</ol>" : "</ul>");
  for (guint level = 1; level < block->level; level++)
    g_string_append (html, "</li></ul>");
}

static void
append_thing (GString       *html,
              const RdBlock *block)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *url = g_markup_escape_text (block->url != NULL ? block->url : "", -1);
  g_autofree char *escaped = NULL;

  for (guint i = 0; i < block->runs->len; i++)
    g_string_append (name, ((RdRun *) block->runs->pdata[i])->text);
  escaped = g_markup_escape_text (name->str, -1);
  if (block->kind == RD_BLOCK_PICTURE)
    g_string_append_printf (html, "<figure><img src=\"%s\" alt=\"%s\"></figure>", url, escaped);
  else
    g_string_append_printf (html, "<iframe src=\"%s\" title=\"%s\"></iframe>", url, escaped);
}

static void
append_block (GString       *html,
              const RdBlock *block)
{
  switch (block->kind)
    {
    case RD_BLOCK_PARAGRAPH:
      append_runs (html, block, "<p>", "</p>");
      break;
    case RD_BLOCK_HEADING:
      append_runs (html, block, "<h3>", "</h3>");
      break;
    case RD_BLOCK_LIST_ITEM:
      append_item (html, block);
      break;
    case RD_BLOCK_PICTURE:
    case RD_BLOCK_EMBED:
      append_thing (html, block);
      break;
    }
  g_string_append_c (html, '\n');
}

/* A body as HTML from which it can be read again. */
char *
render_body (RdBody *body)
{
  GPtrArray *blocks = rd_body_get_blocks (body);
  GString *html = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (guint i = 0; i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];

      if (block->quoted != quoted)
        g_string_append (html, block->quoted ? "<blockquote>" : "</blockquote>");
      quoted = block->quoted;
      append_block (html, block);
    }
  if (quoted)
    g_string_append (html, "</blockquote>");

  return g_string_free_and_steal (html);
}

/* For a format that has no headings of its own. */
char *
render_body_with_title (RdEntry *entry)
{
  g_autofree char *body = render_body (entry->body);
  g_autofree char *heading = entry->title != NULL ? g_markup_printf_escaped ("<h2>%s</h2>\n", entry->title) : NULL;

  return g_strconcat (heading != NULL ? heading : "", body, NULL);
}

/* Its own id where that looks like one of the Guardian's, and one that does where not. */
char *
render_id (RdEntry *entry)
{
  if (entry->source_id != NULL && strlen (entry->source_id) == ID_DIGITS
      && strspn (entry->source_id, "0123456789abcdef") == ID_DIGITS)
    return g_strdup (entry->source_id);

  return rd_string_hash (ID_DIGITS, entry->id, NULL);
}

char *
render_url (const RenderRequest *request,
            const char          *page,
            RdEntry             *entry)
{
  g_autofree char *id = render_id (entry);

  return g_strconcat (request->base, page, "#block-", id, NULL);
}

/* Returns: (nullable): as the publisher's clock has it */
char *
render_time (const RenderRequest *request,
             GDateTime           *time)
{
  g_autoptr (GDateTime) shifted = time != NULL ? g_date_time_add (time, request->shift) : NULL;

  return rd_time_format (shifted);
}

/* Returns: as the publisher's clock has it, or 0 where it is unknown */
gint64
render_milliseconds (const RenderRequest *request,
                     GDateTime           *time)
{
  return time != NULL ? (g_date_time_to_unix_usec (time) + request->shift) / 1000 : 0;
}

/* Returns: (nullable) */
const char *
render_get_query (const RenderRequest *request,
                  const char          *name)
{
  return request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;
}

/* Returns: (transfer full): those that are not marked as deleted, newest first, as live blogs have them */
GPtrArray *
render_list_entries (const RenderRequest *request)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_entry_unref);

  for (guint i = request->blog->entries->len; i > 0; i--)
    {
      RdEntry *entry = request->blog->entries->pdata[i - 1];

      if (!entry->deleted)
        g_ptr_array_add (entries, rd_entry_ref (entry));
    }

  return entries;
}

/* @object: (transfer full) */
char *
render_json (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);

  return json_to_string (root, FALSE);
}

/* @value: (nullable): what is not there is left out */
void
render_set_string (JsonObject *object,
                   const char *name,
                   const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

/* @value: (nullable) (transfer full): what is not there is left out */
void
render_take_string (JsonObject *object,
                    const char *name,
                    char       *value)
{
  render_set_string (object, name, value);
  g_free (value);
}

/* A closing tag in the data would close the script. */
char *
render_script (const char *json)
{
  g_auto (GStrv) parts = g_strsplit (json, "</", -1);
  g_autofree char *safe = g_strjoinv ("<\\/", parts);

  return g_strconcat ("<script type=\"application/ld+json\">", safe, "</script>\n", NULL);
}

/* @head: markup besides the title's */
char *
render_page (const RenderRequest *request,
             const char          *head,
             const char          *body)
{
  g_autofree char *title = g_markup_escape_text (request->blog->title, -1);
  g_autofree char *language
      = g_markup_escape_text (request->blog->language != NULL ? request->blog->language : "en", -1);

  return g_strdup_printf (
      "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title>\n%s</head>\n"
      "<body>\n<h1>%s</h1>\n%s</body></html>\n",
      language, title, head, title, body);
}

/* When each post appeared or, without @appeared, was edited last, if it was: id to time. */
GHashTable *
render_find_times (const RenderRequest *request,
                   gboolean             appeared)
{
  g_autoptr (GPtrArray) changes = rd_replay_list_changes (request->replay, NULL, request->now);
  GHashTable *times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_date_time_unref);

  for (guint i = 0; i < changes->len; i++)
    {
      const RdReplayChange *change = changes->pdata[i];

      if (appeared ? change->kind == RD_REPLAY_APPEARED : render_is_edit (change))
        g_hash_table_replace (times, g_strdup (change->entry->id), g_date_time_ref (change->time));
    }

  return times;
}

/* A post may tell of an edit although its words are the same. */
gboolean
render_is_edit (const RdReplayChange *change)
{
  return change->kind == RD_REPLAY_REWORDED
         || (change->kind == RD_REPLAY_TOUCHED && change->entry->updated != NULL
             && g_date_time_equal (change->entry->updated, change->time));
}

/* The tag that the Guardian has for a series, of which the address of its feed is made. */
void
render_series_tag (const RenderRequest *request,
                   JsonArray           *tags)
{
  JsonObject *tag;

  if (request->series == NULL)
    return;

  tag = json_object_new ();
  render_take_string (tag, "id", g_strconcat (request->series, "/series", NULL));
  json_object_set_string_member (tag, "type", "Series");
  json_object_set_string_member (tag, "webTitle", request->series);
  json_array_add_object_element (tags, tag);
}
