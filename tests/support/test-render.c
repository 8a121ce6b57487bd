/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server of replays gives in each format, read again: the live blog as it stands at that time. */
#include "base/rd-error.h"
#include "formats/rd-format.h"
#include "render.h"
#include "replay-server.h"
#include "service/rd-reader.h"
#include "text/rd-markup.h"

#include <libxml/parser.h>
#include <string.h>

#define N_STEPS 12

/* What a format has a word for. */
typedef enum
{
  HAS_KEY_EVENTS = 1 << 0,
  HAS_PINNED = 1 << 1,
  HAS_SUMMARY = 1 << 2,
  HAS_UPDATED = 1 << 3,
  HAS_PINNED_TIME = 1 << 4,
} Marks;

typedef struct
{
  ReplayClock *clock;
  ReplayServer *server;
  RdReplay *replay;
  GDateTime *start;
  GDateTime *end;
} Fixture;

/* The demo, with a summary in it. */
static RdBlog *
make_final (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);
  RdBlog *blog;
  RdEntry *entry;

  g_assert_no_error (error);
  blog = rd_blog_ref (blogs->pdata[0]);
  entry = rd_entry_copy (blog->entries->pdata[20]);
  entry->summary = TRUE;
  rd_entry_unref (blog->entries->pdata[20]);
  blog->entries->pdata[20] = entry;

  return blog;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (RdBlog) final = make_final ();

  self->replay = rd_replay_new (final, 9);
  self->start = rd_replay_get_start (self->replay);
  self->end = rd_replay_get_end (self->replay);
  self->clock = replay_clock_new (self->start, 0);
  self->server = replay_server_new (self->clock, NULL);
  replay_server_add (self->server, "demo", self->replay);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  replay_server_free (self->server);
  replay_clock_unref (self->clock);
  rd_replay_unref (self->replay);
  g_date_time_unref (self->start);
  g_date_time_unref (self->end);
}

static GDateTime *
find_moment (Fixture *self,
             int      step)
{
  return g_date_time_add_seconds (
      self->start, (double) (g_date_time_difference (self->end, self->start) / G_TIME_SPAN_SECOND / N_STEPS * step));
}

/* Sets the clock. Returns: the live blog at that time */
static RdBlog *
go_to (Fixture *self,
       int      step)
{
  g_autoptr (GDateTime) time = step == N_STEPS ? g_date_time_ref (self->end) : find_moment (self, step);

  replay_clock_set (self->clock, time);

  return rd_replay_at (self->replay, time);
}

static GBytes *
fetch (const char *url,
       guint       status)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = soup_session_send_and_read (session, message, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, status);

  return bytes;
}

static JsonNode *
fetch_json (const char *url)
{
  g_autoptr (GBytes) bytes = fetch (url, SOUP_STATUS_OK);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

/* Reads what stands at an address, and puts its posts in the place of those of the same id, and with the others. */
static void
take (GHashTable *entries,
      const char *url,
      const char *format_id)
{
  g_autoptr (GBytes) bytes = fetch (url, SOUP_STATUS_OK);
  const RdOrigin origin = { .url = url };
  const RdFormat *format = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_formats_read (bytes, &origin, &format, &error);
  RdBlog *blog;

  g_assert_no_error (error);
  g_assert_cmpstr (format->id, ==, format_id);
  g_assert_cmpuint (blogs->len, ==, 1);
  blog = blogs->pdata[0];
  for (guint i = 0; i < blog->entries->len; i++)
    {
      RdEntry *entry = blog->entries->pdata[i];

      g_assert_nonnull (entry->source_id);
      if (entry->deleted)
        g_hash_table_remove (entries, entry->source_id);
      else
        g_hash_table_replace (entries, g_strdup (entry->source_id), rd_entry_ref (entry));
    }
}

static GHashTable *
new_entries (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) rd_entry_unref);
}

static char *
describe_entry (RdEntry *entry,
                Marks    marks)
{
  const char *text = rd_body_get_text (entry->body);
  GString *line = g_string_new (NULL);

  if (entry->published != NULL && (!entry->pinned || marks & HAS_PINNED_TIME))
    g_string_append_printf (line, "%" G_GINT64_FORMAT " ", g_date_time_to_unix (entry->published));
  g_string_append_printf (line, "%s%s%s / %s", entry->title != NULL ? entry->title : "",
                          entry->title != NULL && text[0] != '\0' ? "\n" : "", text, entry->author);
  if (marks & HAS_UPDATED && entry->updated != NULL)
    g_string_append_printf (line, " updated %" G_GINT64_FORMAT, g_date_time_to_unix (entry->updated));
  g_string_append_printf (line, "%s%s%s", marks & HAS_KEY_EVENTS && entry->key_event ? " key event" : "",
                          marks & HAS_PINNED && entry->pinned ? " pinned" : "",
                          marks & HAS_SUMMARY && entry->summary ? " summary" : "");

  return g_string_free_and_steal (line);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static GPtrArray *
describe (GHashTable *table,
          Marks       marks)
{
  g_autoptr (GPtrArray) entries = g_hash_table_get_values_as_ptr_array (table);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (lines, describe_entry (entries->pdata[i], marks));
  g_ptr_array_sort_values (lines, compare_lines);

  return lines;
}

static void
assert_same (GHashTable *read,
             GHashTable *expected,
             Marks       marks)
{
  g_autoptr (GPtrArray) lines = describe (read, marks);
  g_autoptr (GPtrArray) others = describe (expected, marks);

  for (guint i = 0; i < MIN (lines->len, others->len); i++)
    g_assert_cmpstr (lines->pdata[i], ==, others->pdata[i]);
  g_assert_cmpuint (lines->len, ==, others->len);
}

/* The newest @most posts, and with @with_pinned the one that is pinned besides. */
static GHashTable *
choose (RdBlog   *blog,
        guint     most,
        gboolean  with_pinned)
{
  GHashTable *entries = new_entries ();

  for (guint i = 0; i < blog->entries->len; i++)
    {
      RdEntry *entry = blog->entries->pdata[i];

      if (blog->entries->len - i <= most || (with_pinned && entry->pinned))
        g_hash_table_replace (entries, g_strdup (entry->id), rd_entry_ref (entry));
    }

  return entries;
}

/* A format with all of it, or its newest posts, at one address. */
typedef struct
{
  const char *path;
  const char *format;
  guint most;
  gboolean with_pinned;
  Marks marks;
} Whole;

static const Whole wholes[] = {
  { "capi/any?show-blocks=all&api-key=any", "guardian-content-api", G_MAXUINT, FALSE,
    HAS_KEY_EVENTS | HAS_PINNED | HAS_SUMMARY | HAS_UPDATED | HAS_PINNED_TIME },
  { "capi/any?show-blocks=body:latest:7&api-key=any", "guardian-content-api", 7, FALSE,
    HAS_KEY_EVENTS | HAS_PINNED | HAS_SUMMARY | HAS_UPDATED | HAS_PINNED_TIME },
  { "page", "guardian-page", 10, TRUE, HAS_KEY_EVENTS | HAS_PINNED | HAS_SUMMARY | HAS_UPDATED },
  { "posting", "live-blog-posting", G_MAXUINT, FALSE, HAS_UPDATED | HAS_PINNED_TIME },
  { "posting?newest=20", "live-blog-posting", 20, FALSE, HAS_UPDATED | HAS_PINNED_TIME },
};

static void
test_whole (Fixture       *self,
            gconstpointer  data)
{
  const Whole *whole = data;
  g_autofree char *path = g_strconcat ("demo/", whole->path, NULL);
  g_autofree char *url = replay_server_get_url (self->server, path);

  for (int step = N_STEPS / 2; step <= N_STEPS; step += N_STEPS / 2)
    {
      g_autoptr (RdBlog) blog = go_to (self, step);
      g_autoptr (GHashTable) expected = choose (blog, whole->most, whole->with_pinned);
      g_autoptr (GHashTable) read = new_entries ();

      take (read, url, whole->format);
      assert_same (read, expected, whole->marks);
    }
}

static void
test_pages_of_model (Fixture       *self,
                     gconstpointer  data)
{
  for (int step = N_STEPS / 2; step <= N_STEPS; step += N_STEPS / 2)
    {
      g_autoptr (RdBlog) blog = go_to (self, step);
      g_autoptr (GHashTable) expected = choose (blog, G_MAXUINT, FALSE);
      g_autoptr (GHashTable) read = new_entries ();
      g_autofree char *older = g_strdup ("");

      while (older != NULL)
        {
          g_autofree char *path = g_strconcat ("demo/page.json?dcr=true", older, NULL);
          g_autofree char *url = replay_server_get_url (self->server, path);
          g_autoptr (JsonNode) model = fetch_json (url);
          JsonObject *pagination = json_object_get_object_member (json_node_get_object (model), "pagination");

          take (read, url, "guardian-page-model");
          g_free (older);
          older = json_object_has_member (pagination, "older")
                      ? g_strconcat ("&", json_object_get_string_member (pagination, "older") + 1, NULL)
                      : NULL;
        }
      assert_same (read, expected, HAS_KEY_EVENTS | HAS_PINNED | HAS_SUMMARY | HAS_UPDATED | HAS_PINNED_TIME);
    }
}

/* The first page has the key events and the pinned post of all. */
static void
test_first_page_of_model (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr (RdBlog) blog = go_to (self, N_STEPS);
  g_autofree char *url = replay_server_get_url (self->server, "demo/page.json?dcr=true");
  g_autoptr (GHashTable) expected = choose (blog, 10, TRUE);
  g_autoptr (GHashTable) read = new_entries ();

  for (guint i = 0; i < blog->entries->len; i++)
    {
      RdEntry *entry = blog->entries->pdata[i];

      if (entry->key_event || entry->summary)
        g_hash_table_replace (expected, g_strdup (entry->id), rd_entry_ref (entry));
    }
  take (read, url, "guardian-page-model");
  assert_same (read, expected, HAS_KEY_EVENTS | HAS_PINNED | HAS_SUMMARY | HAS_UPDATED | HAS_PINNED_TIME);
}

/* Where a page of WordPress says that its endpoints are. */
static char *
find_endpoint (Fixture *self)
{
  g_autofree char *url = replay_server_get_url (self->server, "demo/wordpress");
  g_autoptr (GBytes) bytes = fetch (url, SOUP_STATUS_OK);
  g_autofree char *page = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char *settings = strstr (page, "var liveblog_settings = ") + strlen ("var liveblog_settings = ");
  g_autofree char *json = g_strndup (settings, strstr (settings, ";\n") - settings);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return g_strdup (json_object_get_string_member (json_node_get_object (node), "endpoint_url"));
}

static void
test_pages_of_wordpress (Fixture       *self,
                         gconstpointer  data)
{
  for (int step = N_STEPS / 2; step <= N_STEPS; step += N_STEPS / 2)
    {
      g_autoptr (RdBlog) blog = go_to (self, step);
      g_autoptr (GHashTable) expected = choose (blog, G_MAXUINT, FALSE);
      g_autoptr (GHashTable) read = new_entries ();
      g_autofree char *endpoint = find_endpoint (self);
      gint64 n_pages = 1;

      for (int page = 1; page <= n_pages; page++)
        {
          g_autofree char *url = g_strdup_printf ("%sget-entries/%d/latest", endpoint, page);
          g_autoptr (JsonNode) answer = fetch_json (url);

          n_pages = json_object_get_int_member (json_node_get_object (answer), "pages");
          take (read, url, "wordpress");
        }
      assert_same (read, expected, HAS_KEY_EVENTS | HAS_PINNED_TIME);
    }
}

static gboolean
has_entries (const char *url,
             const char *member)
{
  g_autoptr (JsonNode) answer = fetch_json (url);

  return json_array_get_length (json_object_get_array_member (json_node_get_object (answer), member)) > 0;
}

/* Who asks again and again what has happened has the same in the end. */
static void
test_changes_of_wordpress (Fixture       *self,
                           gconstpointer  data)
{
  g_autoptr (GHashTable) read = new_entries ();
  gint64 since = 0;

  for (int step = 1; step <= N_STEPS; step++)
    {
      g_autoptr (RdBlog) blog = go_to (self, step);
      g_autoptr (GDateTime) now = replay_clock_get (self->clock);
      g_autoptr (GHashTable) expected = choose (blog, G_MAXUINT, FALSE);
      g_autofree char *endpoint = find_endpoint (self);
      g_autofree char *url = g_strdup_printf ("%sentries/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/", endpoint, since,
                                              g_date_time_to_unix (now));

      if (has_entries (url, "entries"))
        take (read, url, "wordpress");
      assert_same (read, expected, HAS_KEY_EVENTS | HAS_PINNED_TIME);
      since = g_date_time_to_unix (now);
    }
}

/* What an endpoint of Sourcefabric's gives, page by page. */
static void
take_posts (Fixture    *self,
            GHashTable *read,
            const char *query)
{
  g_autofree char *page_url = replay_server_get_url (self->server, "demo/sourcefabric");
  g_autoptr (GBytes) page = fetch (page_url, SOUP_STATUS_OK);
  g_autofree char *text = g_strndup (g_bytes_get_data (page, NULL), g_bytes_get_size (page));
  const char *embed = strstr (text, "window.LB = ") + strlen ("window.LB = ");
  g_autofree char *json = g_strndup (embed, strstr (embed, ";</script>") - embed);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObject *object = json_node_get_object (node);
  const char *host = json_object_get_string_member (object, "api_host");
  const char *id = json_object_get_string_member (json_object_get_object_member (object, "blog"), "_id");
  g_autofree char *reference = g_strdup_printf ("client_blogs/%s/posts?max_results=20%s", id, query);

  while (reference != NULL)
    {
      g_autofree char *url = g_strconcat (host, "api/", reference, NULL);
      g_autoptr (JsonNode) answer = fetch_json (url);
      JsonObject *links = json_object_get_object_member (json_node_get_object (answer), "_links");

      if (has_entries (url, "_items"))
        take (read, url, "sourcefabric");
      g_free (reference);
      reference = json_object_has_member (links, "next")
                      ? g_strdup (json_object_get_string_member (json_object_get_object_member (links, "next"), "href"))
                      : NULL;
    }
}

static void
test_pages_of_sourcefabric (Fixture       *self,
                            gconstpointer  data)
{
  for (int step = N_STEPS / 2; step <= N_STEPS; step += N_STEPS / 2)
    {
      g_autoptr (RdBlog) blog = go_to (self, step);
      g_autoptr (GHashTable) expected = choose (blog, G_MAXUINT, FALSE);
      g_autoptr (GHashTable) read = new_entries ();

      take_posts (self, read, "");
      assert_same (read, expected, HAS_KEY_EVENTS | HAS_PINNED | HAS_PINNED_TIME);
    }
}

static void
test_changes_of_sourcefabric (Fixture       *self,
                              gconstpointer  data)
{
  g_autoptr (GHashTable) read = new_entries ();
  g_autofree char *since = g_strdup ("1970-01-01T00:00:00Z");

  for (int step = 1; step <= N_STEPS; step++)
    {
      g_autoptr (RdBlog) blog = go_to (self, step);
      g_autoptr (GDateTime) now = replay_clock_get (self->clock);
      g_autoptr (GHashTable) expected = choose (blog, G_MAXUINT, FALSE);
      g_autofree char *source
          = g_strdup_printf ("{\"query\": {\"filtered\": {\"filter\": {\"and\": [{\"term\": {\"post_status\": "
                             "\"open\"}}, {\"range\": {\"_updated\": {\"gt\": \"%s\"}}}]}}}}",
                             since);
      g_autofree char *escaped = g_uri_escape_string (source, NULL, FALSE);
      g_autofree char *query = g_strconcat ("&source=", escaped, NULL);

      take_posts (self, read, query);
      assert_same (read, expected, HAS_KEY_EVENTS | HAS_PINNED | HAS_PINNED_TIME);
      g_free (since);
      since = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
    }
}

static guint
count_elements (xmlNode    *node,
                const char *name)
{
  guint n_found = 0;

  for (; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      n_found += g_str_equal ((const char *) node->name, name) + count_elements (node->children, name);

  return n_found;
}

static void
test_feeds (Fixture       *self,
            gconstpointer  data)
{
  static const char *const FEEDS[][2] = { { "rss", "item" }, { "atom", "entry" }, { "rdf", "item" } };
  g_autofree char *json_url = replay_server_get_url (self->server, "demo/feed.json");

  for (int step = N_STEPS / 2; step <= N_STEPS; step += N_STEPS / 2)
    {
      g_autoptr (RdBlog) blog = go_to (self, step);
      g_autoptr (JsonNode) json = fetch_json (json_url);
      JsonArray *items = json_object_get_array_member (json_node_get_object (json), "items");

      g_assert_cmpuint (json_array_get_length (items), ==, blog->entries->len);
      for (gsize i = 0; i < G_N_ELEMENTS (FEEDS); i++)
        {
          g_autofree char *path = g_strconcat ("demo/", FEEDS[i][0], NULL);
          g_autofree char *url = replay_server_get_url (self->server, path);
          g_autoptr (GBytes) bytes = fetch (url, SOUP_STATUS_OK);
          xmlDoc *document = xmlReadMemory (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL, NULL,
                                            XML_PARSE_NONET);

          g_assert_nonnull (document);
          g_assert_cmpuint (count_elements (document->children, FEEDS[i][1]), ==, blog->entries->len);
          xmlFreeDoc (document);
        }
    }
}

static void
test_key (Fixture       *self,
          gconstpointer  data)
{
  g_autofree char *url = replay_server_get_url (self->server, "demo/capi/any?show-blocks=all");
  g_autoptr (GBytes) bytes = fetch (url, SOUP_STATUS_UNAUTHORIZED);
  g_autoptr (GError) error = NULL;

  g_assert_null (rd_formats_read (bytes, NULL, NULL, &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_REFUSED);
}

static void
test_published_since (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (RdBlog) blog = go_to (self, N_STEPS);
  RdEntry *first = blog->entries->pdata[blog->entries->len - 4];
  g_autofree char *path
      = g_strdup_printf ("demo/capi/any?api-key=any&show-blocks=body:published-since:%" G_GINT64_FORMAT,
                         g_date_time_to_unix (first->published) * 1000);
  g_autofree char *url = replay_server_get_url (self->server, path);
  g_autoptr (GHashTable) expected = choose (blog, 4, FALSE);
  g_autoptr (GHashTable) read = new_entries ();

  take (read, url, "guardian-content-api");
  assert_same (read, expected, HAS_UPDATED | HAS_PINNED_TIME);
}

/* HTML is written so that the same body is read from it. */
static void
test_bodies (void)
{
  static const char ALL[]
      = "<p>One <strong>strong &amp; <em>both</em></strong> <a href=\"https://example.org/?a=1&amp;b\">link</a> end</p>"
        "<h2>Heading</h2><ul><li>Item</li><li>Other<ul><li>Inner</li></ul></li></ul><ol start=\"3\"><li>Three</li></ol>"
        "<blockquote><p>Quoted</p><p>More</p></blockquote><p>After</p>"
        "<figure><img src=\"https://example.org/a.jpg\" alt=\"A &quot;goat&quot;\"></figure>"
        "<iframe src=\"https://example.org/film\" title=\"Film\"></iframe><blockquote>Last</blockquote>";
  g_autoptr (RdBlog) demo = make_final ();
  g_autoptr (RdBody) all = rd_markup_read (ALL, NULL, NULL);

  for (guint i = 0; i <= demo->entries->len; i++)
    {
      RdBody *body = i < demo->entries->len ? ((RdEntry *) demo->entries->pdata[i])->body : all;
      g_autofree char *html = render_body (body);
      g_autoptr (RdBody) again = rd_markup_read (html, NULL, NULL);

      g_assert_true (rd_body_equal (body, again));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (wholes); i++)
    {
      g_autofree char *name = g_strconcat ("/render/", wholes[i].path, NULL);

      g_test_add (name, Fixture, &wholes[i], set_up, test_whole, tear_down);
    }
  g_test_add ("/render/model/pages", Fixture, NULL, set_up, test_pages_of_model, tear_down);
  g_test_add ("/render/model/first-page", Fixture, NULL, set_up, test_first_page_of_model, tear_down);
  g_test_add ("/render/wordpress/pages", Fixture, NULL, set_up, test_pages_of_wordpress, tear_down);
  g_test_add ("/render/wordpress/changes", Fixture, NULL, set_up, test_changes_of_wordpress, tear_down);
  g_test_add ("/render/sourcefabric/pages", Fixture, NULL, set_up, test_pages_of_sourcefabric, tear_down);
  g_test_add ("/render/sourcefabric/changes", Fixture, NULL, set_up, test_changes_of_sourcefabric, tear_down);
  g_test_add ("/render/feeds", Fixture, NULL, set_up, test_feeds, tear_down);
  g_test_add ("/render/key", Fixture, NULL, set_up, test_key, tear_down);
  g_test_add ("/render/published-since", Fixture, NULL, set_up, test_published_since, tear_down);
  g_test_add_func ("/render/bodies", test_bodies);

  return g_test_run ();
}
