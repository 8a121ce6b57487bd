/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Guardian's web pages and the model that they are made from: ten posts a page. */
#include "render.h"

#include <string.h>

#define PAGE_POSTS 10

/* A post as the model and the page's islands have it. */
JsonObject *
render_guardian_block (const RenderRequest *request,
                       RdEntry             *entry)
{
  JsonObject *block = json_object_new ();
  JsonObject *attributes = json_object_new ();
  JsonObject *element = json_object_new ();
  JsonArray *elements = json_array_new ();
  JsonArray *contributors = json_array_new ();
  const gint64 published = render_milliseconds (request, entry->published);
  const gint64 updated = render_milliseconds (request, entry->updated);

  render_take_string (block, "id", render_id (entry));
  render_set_string (block, "title", entry->title);
  json_object_set_string_member (element, "_type", "model.dotcomrendering.pageElements.TextBlockElement");
  render_take_string (element, "html", render_body (entry->body));
  json_array_add_object_element (elements, element);
  json_object_set_array_member (block, "elements", elements);
  json_object_set_boolean_member (attributes, "pinned", entry->pinned);
  json_object_set_boolean_member (attributes, "keyEvent", entry->key_event);
  json_object_set_boolean_member (attributes, "summary", entry->summary);
  json_object_set_object_member (block, "attributes", attributes);
  if (published > 0)
    {
      json_object_set_int_member (block, "blockCreatedOn", published);
      json_object_set_int_member (block, "blockFirstPublished", published);
      json_object_set_int_member (block, "blockLastUpdated", MAX (published, updated));
    }
  if (entry->author != NULL)
    {
      JsonObject *contributor = json_object_new ();

      json_object_set_string_member (contributor, "name", entry->author);
      json_array_add_object_element (contributors, contributor);
    }
  json_object_set_array_member (block, "contributors", contributors);

  return block;
}

/* The key events and summaries of the whole live blog. */
JsonArray *
render_guardian_events (const RenderRequest *request)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  JsonArray *events = json_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      RdEntry *entry = entries->pdata[i];

      if (entry->key_event || entry->summary)
        json_array_add_object_element (events, render_guardian_block (request, entry));
    }

  return events;
}

/* Returns: (transfer none) (nullable): the newest of the posts that are pinned; the Guardian pins one at a time */
RdEntry *
render_guardian_pinned (const RenderRequest *request)
{
  for (guint i = request->blog->entries->len; i > 0; i--)
    {
      RdEntry *entry = request->blog->entries->pdata[i - 1];

      if (entry->pinned && !entry->deleted)
        return entry;
    }

  return NULL;
}

static void
append_header (GString             *html,
               const RenderRequest *request,
               RdEntry             *entry,
               gboolean             on_top)
{
  g_autofree char *id = render_id (entry);
  g_autofree char *time = render_time (request, entry->published);
  g_autofree char *link = g_markup_printf_escaped ("%spage?page=with:block-%s#block-%s", request->base, id, id);
  g_autofree char *clock = entry->published != NULL ? g_date_time_format (entry->published, "%H.%M") : g_strdup ("");
  g_autofree char *title = entry->title != NULL ? g_markup_printf_escaped ("<h2>%s</h2>", entry->title) : NULL;
  g_autofree char *author
      = entry->author != NULL ? g_markup_printf_escaped ("<div><span>%s</span></div>", entry->author) : NULL;

  g_string_append_printf (html, "<header><a href=\"%s\">", link);
  if (time != NULL && !on_top)
    g_string_append_printf (html, "<time datetime=\"%s\">%s</time>", time, clock);
  else
    g_string_append_printf (html, "<span>%s</span>", clock);
  g_string_append_printf (html, "</a>%s%s</header>\n", title != NULL ? title : "", author != NULL ? author : "");
}

static void
append_article (GString             *html,
                const RenderRequest *request,
                RdEntry             *entry,
                gboolean             on_top)
{
  g_autofree char *id = render_id (entry);
  g_autofree char *body = render_body (entry->body);
  g_autofree char *updated = render_time (request, entry->updated);

  if (on_top)
    g_string_append (html, "<article class=\"block\">");
  else
    g_string_append_printf (html, "<article id=\"block-%s\" class=\"block\">", id);
  append_header (html, request, entry, on_top);
  g_string_append_printf (html, "<div>%s</div>\n<footer><button>Share</button>", body);
  if (updated != NULL)
    g_string_append_printf (html, "<div>Updated at <time datetime=\"%s\">%s</time></div>", updated, updated);
  g_string_append (html, "</footer></article>\n");
}

static void
append_island (GString             *html,
               const RenderRequest *request)
{
  JsonObject *properties = json_object_new ();
  g_autofree char *json = NULL;
  g_autofree char *island = NULL;

  json_object_set_array_member (properties, "keyEvents", render_guardian_events (request));
  json = render_json (properties);
  island = g_markup_printf_escaped ("<gu-island name=\"KeyEventsCarousel\" props=\"%s\"></gu-island>\n", json);
  g_string_append (html, island);
}

/* What the Guardian tells search engines: the time of each post is that of the page. */
static char *
render_data (const RenderRequest *request,
             GPtrArray           *entries)
{
  g_autoptr (GDateTime) start = rd_replay_get_start (request->replay);
  JsonObject *posting = json_object_new ();
  JsonArray *updates = json_array_new ();
  g_autofree char *json = NULL;

  json_object_set_string_member (posting, "@context", "https://schema.org");
  json_object_set_string_member (posting, "@type", "LiveBlogPosting");
  json_object_set_string_member (posting, "headline", request->blog->title);
  for (guint i = 0; i < entries->len && i < PAGE_POSTS; i++)
    {
      RdEntry *entry = entries->pdata[i];
      JsonObject *update = json_object_new ();

      json_object_set_string_member (update, "@type", "BlogPosting");
      render_take_string (update, "@id", render_url (request, "page", entry));
      json_object_set_string_member (update, "headline", request->blog->title);
      render_take_string (update, "datePublished", render_time (request, start));
      json_object_set_string_member (update, "articleBody", rd_body_get_text (entry->body));
      json_array_add_object_element (updates, update);
    }
  json_object_set_array_member (posting, "liveBlogUpdate", updates);
  json = render_json (posting);

  return render_script (json);
}

char *
render_guardian_page (const RenderRequest *request,
                      guint               *status)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  RdEntry *pinned = render_guardian_pinned (request);
  g_autofree char *meta = g_markup_printf_escaped (
      "<meta property=\"og:title\" content=\"%s\">\n<meta property=\"og:url\" content=\"%spage\">\n"
      "<script>window.guardian = {\"config\":{\"page\":{\"isLive\":%s}}};</script>\n",
      request->blog->title, request->base, request->blog->live ? "true" : "false");
  g_autofree char *data = render_data (request, entries);
  g_autofree char *head = g_strconcat (meta, data, NULL);
  g_autoptr (GString) body = g_string_new (NULL);

  append_island (body, request);
  if (pinned != NULL)
    {
      g_string_append (body, "<div id=\"pinned-post\">");
      append_article (body, request, pinned, TRUE);
      g_string_append (body, "</div>\n");
    }
  g_string_append (body, "<div id=\"top-of-blog\"></div>\n");
  for (guint i = 0; i < entries->len && i < PAGE_POSTS; i++)
    append_article (body, request, entries->pdata[i], FALSE);

  return render_page (request, head, body->str);
}

static void
set_page (JsonObject *pagination,
          const char *name,
          GPtrArray  *entries,
          guint       first)
{
  g_autofree char *id = NULL;

  if (first >= entries->len)
    return;

  id = render_id (entries->pdata[first]);
  render_take_string (pagination, name, first > 0 ? g_strconcat ("?page=with:block-", id, NULL) : g_strdup ("?"));
}

/* Returns: the place of the first post of the page with the post that was asked for */
static guint
find_page (const RenderRequest *request,
           GPtrArray           *entries)
{
  const char *page = render_get_query (request, "page");

  for (guint i = 0; page != NULL && i < entries->len; i++)
    {
      g_autofree char *id = render_id (entries->pdata[i]);

      if (g_str_has_prefix (page, "with:block-") && g_str_equal (page + strlen ("with:block-"), id))
        return i - i % PAGE_POSTS;
    }

  return 0;
}

static JsonObject *
render_pagination (GPtrArray *entries,
                   guint      first)
{
  const guint n_pages = MAX ((entries->len + PAGE_POSTS - 1) / PAGE_POSTS, 1);
  JsonObject *pagination = json_object_new ();

  json_object_set_int_member (pagination, "currentPage", first / PAGE_POSTS + 1);
  json_object_set_int_member (pagination, "totalPages", n_pages);
  if (first > 0)
    {
      set_page (pagination, "newest", entries, 0);
      set_page (pagination, "newer", entries, first - PAGE_POSTS);
    }
  if (first / PAGE_POSTS + 1 < n_pages)
    {
      set_page (pagination, "older", entries, first + PAGE_POSTS);
      set_page (pagination, "oldest", entries, (n_pages - 1) * PAGE_POSTS);
    }

  return pagination;
}

char *
render_guardian_model (const RenderRequest *request,
                       guint               *status)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  RdEntry *pinned = render_guardian_pinned (request);
  const guint first = find_page (request, entries);
  JsonObject *model, *type, *config;
  JsonArray *blocks, *tags;

  if (g_strcmp0 (render_get_query (request, "dcr"), "true") != 0)
    return NULL;

  model = json_object_new ();
  type = json_object_new ();
  config = json_object_new ();
  blocks = json_array_new ();
  tags = json_array_new ();
  json_object_set_string_member (model, "webTitle", request->blog->title);
  render_take_string (model, "webURL", g_strconcat (request->base, "page", NULL));
  json_object_set_string_member (model, "pageId", "page");
  json_object_set_string_member (model, "contentType", "LiveBlog");
  json_object_set_boolean_member (type, "isLiveblog", TRUE);
  json_object_set_object_member (model, "pageType", type);
  json_object_set_boolean_member (config, "isLive", request->blog->live);
  json_object_set_object_member (model, "config", config);
  render_set_string (model, "lang", request->blog->language);
  render_series_tag (request, tags);
  json_object_set_array_member (model, "tags", tags);
  json_object_set_object_member (model, "pagination", render_pagination (entries, first));
  if (entries->len > 0)
    {
      g_autofree char *id = render_id (entries->pdata[0]);

      render_take_string (model, "mostRecentBlockId", g_strconcat ("block-", id, NULL));
    }
  if (pinned != NULL)
    json_object_set_object_member (model, "pinnedPost", render_guardian_block (request, pinned));
  json_object_set_array_member (model, "keyEvents", render_guardian_events (request));
  for (guint i = first; i < entries->len && i < first + PAGE_POSTS; i++)
    json_array_add_object_element (blocks, render_guardian_block (request, entries->pdata[i]));
  json_object_set_array_member (model, "blocks", blocks);

  return render_json (model);
}
