/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds of all kinds, a page that tells where they are, and the feed of a series of live blogs. */
#include "render.h"

#include <libsoup/soup.h>
#include <string.h>

#define PAGE "feedpage"

/* <@name>@text</@name>; nothing without text */
static void
append_element (GString    *xml,
                const char *name,
                const char *text)
{
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (xml, "<%s>%s</%s>\n", name, escaped, name);
}

static void
take_element (GString    *xml,
              const char *name,
              char       *text)
{
  append_element (xml, name, text);
  g_free (text);
}

/* Returns: (nullable): a time as RFC 822 has it */
static char *
render_http_time (GDateTime *time,
                  GTimeSpan  shift)
{
  g_autoptr (GDateTime) shifted = time != NULL ? g_date_time_add (time, shift) : NULL;

  return shifted != NULL ? soup_date_time_to_string (shifted, SOUP_DATE_HTTP) : NULL;
}

static void
begin_rss (GString    *xml,
           const char *title,
           const char *url,
           const char *language)
{
  g_string_append (xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\n");
  append_element (xml, "title", title);
  append_element (xml, "link", url);
  append_element (xml, "description", title);
  append_element (xml, "language", language);
}

char *
render_rss (const RenderRequest *request,
            guint               *status)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  g_autofree char *page = g_strconcat (request->base, PAGE, NULL);
  GString *xml = g_string_new (NULL);

  begin_rss (xml, request->blog->title, page, request->blog->language);
  for (guint i = 0; i < entries->len; i++)
    {
      RdEntry *entry = entries->pdata[i];

      g_string_append (xml, "<item>\n");
      append_element (xml, "title", entry->title);
      take_element (xml, "link", render_url (request, PAGE, entry));
      take_element (xml, "guid", render_url (request, PAGE, entry));
      take_element (xml, "pubDate", render_http_time (entry->published, request->shift));
      append_element (xml, "dc:creator", entry->author);
      take_element (xml, "description", render_body (entry->body));
      g_string_append (xml, "</item>\n");
    }
  g_string_append (xml, "</channel></rss>\n");

  return g_string_free_and_steal (xml);
}

static char *
find_updated (const RenderRequest *request)
{
  g_autoptr (GPtrArray) changes = rd_replay_list_changes (request->replay, NULL, request->now);
  const RdReplayChange *last = changes->len > 0 ? changes->pdata[changes->len - 1] : NULL;

  return render_time (request, last != NULL ? last->time : request->now);
}

char *
render_atom (const RenderRequest *request,
             guint               *status)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  g_autofree char *page = g_strconcat (request->base, PAGE, NULL);
  g_autofree char *link = g_markup_printf_escaped ("<link rel=\"alternate\" href=\"%s\"/>\n", page);
  g_autofree char *updated = find_updated (request);
  GString *xml
      = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");

  append_element (xml, "id", page);
  append_element (xml, "title", request->blog->title);
  append_element (xml, "updated", updated);
  g_string_append (xml, link);
  for (guint i = 0; i < entries->len; i++)
    {
      RdEntry *entry = entries->pdata[i];
      g_autofree char *url = render_url (request, PAGE, entry);
      g_autofree char *html = render_body (entry->body);
      g_autofree char *content = g_markup_printf_escaped ("<content type=\"html\">%s</content>\n", html);
      g_autofree char *entry_link = g_markup_printf_escaped ("<link rel=\"alternate\" href=\"%s\"/>\n", url);
      GDateTime *changed = entry->updated != NULL ? entry->updated : entry->published;

      g_string_append (xml, "<entry>\n");
      append_element (xml, "id", url);
      append_element (xml, "title", entry->title != NULL ? entry->title : "");
      take_element (xml, "published", render_time (request, entry->published));
      take_element (xml, "updated", changed != NULL ? render_time (request, changed) : g_strdup (updated));
      if (entry->author != NULL)
        {
          g_autofree char *author = g_markup_printf_escaped ("<author><name>%s</name></author>\n", entry->author);

          g_string_append (xml, author);
        }
      g_string_append (xml, entry_link);
      g_string_append (xml, content);
      g_string_append (xml, "</entry>\n");
    }
  g_string_append (xml, "</feed>\n");

  return g_string_free_and_steal (xml);
}

static void
append_rdf_item (GString             *xml,
                 const RenderRequest *request,
                 RdEntry             *entry)
{
  g_autofree char *url = render_url (request, PAGE, entry);
  g_autofree char *html = render_body (entry->body);
  g_autofree char *start = g_markup_printf_escaped ("<item rdf:about=\"%s\">\n", url);

  g_string_append (xml, start);
  append_element (xml, "title", entry->title != NULL ? entry->title : "");
  append_element (xml, "link", url);
  append_element (xml, "description", html);
  append_element (xml, "content:encoded", html);
  take_element (xml, "dc:date", render_time (request, entry->published));
  append_element (xml, "dc:creator", entry->author);
  g_string_append (xml, "</item>\n");
}

char *
render_rdf (const RenderRequest *request,
            guint               *status)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  g_autofree char *page = g_strconcat (request->base, PAGE, NULL);
  g_autofree char *channel = g_markup_printf_escaped ("<channel rdf:about=\"%s\">\n", page);
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
                               "xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                               "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n");

  g_string_append (xml, channel);
  append_element (xml, "title", request->blog->title);
  append_element (xml, "link", page);
  append_element (xml, "description", request->blog->title);
  g_string_append (xml, "<items><rdf:Seq>\n");
  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *url = render_url (request, PAGE, entries->pdata[i]);
      g_autofree char *item = g_markup_printf_escaped ("<rdf:li rdf:resource=\"%s\"/>\n", url);

      g_string_append (xml, item);
    }
  g_string_append (xml, "</rdf:Seq></items>\n</channel>\n");
  for (guint i = 0; i < entries->len; i++)
    append_rdf_item (xml, request, entries->pdata[i]);
  g_string_append (xml, "</rdf:RDF>\n");

  return g_string_free_and_steal (xml);
}

static JsonObject *
render_json_item (const RenderRequest *request,
                  RdEntry             *entry)
{
  JsonObject *item = json_object_new ();

  render_take_string (item, "id", render_url (request, PAGE, entry));
  render_take_string (item, "url", render_url (request, PAGE, entry));
  render_set_string (item, "title", entry->title);
  render_take_string (item, "content_html", render_body (entry->body));
  render_take_string (item, "date_published", render_time (request, entry->published));
  render_take_string (item, "date_modified", render_time (request, entry->updated));
  if (entry->author != NULL)
    {
      JsonObject *author = json_object_new ();
      JsonArray *authors = json_array_new ();

      json_object_set_string_member (author, "name", entry->author);
      json_array_add_object_element (authors, author);
      json_object_set_array_member (item, "authors", authors);
    }

  return item;
}

char *
render_json_feed (const RenderRequest *request,
                  guint               *status)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  JsonObject *feed = json_object_new ();
  JsonArray *items = json_array_new ();

  json_object_set_string_member (feed, "version", "https://jsonfeed.org/version/1.1");
  json_object_set_string_member (feed, "title", request->blog->title);
  render_take_string (feed, "home_page_url", g_strconcat (request->base, PAGE, NULL));
  render_take_string (feed, "feed_url", g_strconcat (request->base, "feed.json", NULL));
  render_set_string (feed, "language", request->blog->language);
  for (guint i = 0; i < entries->len; i++)
    json_array_add_object_element (items, render_json_item (request, entries->pdata[i]));
  json_object_set_array_member (feed, "items", items);

  return render_json (feed);
}

char *
render_feed_page (const RenderRequest *request,
                  guint               *status)
{
  static const struct
  {
    const char *type;
    const char *name;
  } FEEDS[] = {
    { "application/rss+xml", "rss" },
    { "application/atom+xml", "atom" },
    { "application/rdf+xml", "rdf" },
    { "application/feed+json", "feed.json" },
  };
  g_autoptr (GString) head = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (FEEDS); i++)
    {
      g_autofree char *link
          = g_markup_printf_escaped ("<link rel=\"alternate\" type=\"%s\" title=\"%s\" href=\"%s%s\">\n", FEEDS[i].type,
                                     request->blog->title, request->base, FEEDS[i].name);

      g_string_append (head, link);
    }

  return render_page (request, head->str, "<p>What happens is told in the feed.</p>\n");
}

/* A feed with one item for each live blog of a series, newest first. */
char *
render_series (const char *url,
               const char *title,
               GPtrArray  *items)
{
  GString *xml = g_string_new (NULL);

  begin_rss (xml, title, url, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      const RenderSeriesItem *item = items->pdata[i];

      g_string_append (xml, "<item>\n");
      append_element (xml, "title", item->title);
      append_element (xml, "link", item->url);
      append_element (xml, "guid", item->url);
      take_element (xml, "pubDate", render_http_time (item->time, 0));
      g_string_append (xml, "</item>\n");
    }
  g_string_append (xml, "</channel></rss>\n");

  return g_string_free_and_steal (xml);
}
