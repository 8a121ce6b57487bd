/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that tells search engines of all its posts, as schema.org's LiveBlogPosting. */
#include "render.h"

static JsonObject *
render_named (const char *type,
              const char *name)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "@type", type);
  json_object_set_string_member (object, "name", name);

  return object;
}

static JsonObject *
render_update (const RenderRequest *request,
               RdEntry             *entry)
{
  JsonObject *update = json_object_new ();

  json_object_set_string_member (update, "@type", "BlogPosting");
  render_take_string (update, "@id", render_url (request, "posting", entry));
  render_take_string (update, "url", render_url (request, "posting", entry));
  render_set_string (update, "headline", entry->title);
  render_take_string (update, "datePublished", render_time (request, entry->published));
  render_take_string (update, "dateModified",
                      render_time (request, entry->updated != NULL ? entry->updated : entry->published));
  if (entry->author != NULL)
    json_object_set_object_member (update, "author", render_named ("Person", entry->author));
  render_take_string (update, "articleBody", render_body (entry->body));

  return update;
}

char *
render_posting (const RenderRequest *request,
                guint               *status)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  const char *newest = render_get_query (request, "newest");
  const guint64 most = newest != NULL ? g_ascii_strtoull (newest, NULL, 10) : G_MAXUINT64;
  g_autoptr (GDateTime) start = rd_replay_get_start (request->replay);
  g_autoptr (GDateTime) end = rd_replay_get_end (request->replay);
  JsonObject *posting = json_object_new ();
  JsonArray *updates = json_array_new ();
  g_autofree char *json = NULL;
  g_autofree char *data = NULL;
  g_autofree char *link = NULL;
  g_autofree char *head = NULL;
  g_autoptr (GString) body = g_string_new (NULL);

  json_object_set_string_member (posting, "@context", "https://schema.org");
  json_object_set_string_member (posting, "@type", "LiveBlogPosting");
  render_take_string (posting, "url", g_strconcat (request->base, "posting", NULL));
  json_object_set_string_member (posting, "headline", request->blog->title);
  render_set_string (posting, "inLanguage", request->blog->language);
  render_take_string (posting, "datePublished", render_time (request, start));
  render_take_string (posting, "coverageStartTime", render_time (request, start));
  if (!request->blog->live)
    render_take_string (posting, "coverageEndTime", render_time (request, end));
  if (request->blog->publisher != NULL)
    json_object_set_object_member (posting, "publisher", render_named ("Organization", request->blog->publisher));
  for (guint i = 0; i < entries->len && i < most; i++)
    {
      g_autofree char *html = render_body_with_title (entries->pdata[i]);

      json_array_add_object_element (updates, render_update (request, entries->pdata[i]));
      g_string_append_printf (body, "<section>%s</section>\n", html);
    }
  json_object_set_array_member (posting, "liveBlogUpdate", updates);
  json = render_json (posting);
  data = render_script (json);
  if (request->series != NULL)
    link = g_markup_printf_escaped ("<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/%s/section/rss\">\n",
                                    request->series);
  head = g_strconcat (data, link, NULL);

  return render_page (request, head, body->str);
}
