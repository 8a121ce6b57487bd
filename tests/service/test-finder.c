/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found at every kind of address of a live blog, at addresses where there is none, and at those of people who
 * mean no good. */
#include "folder.h"
#include "replay-server.h"

#include "base/rd-error.h"
#include "service/rd-finder.h"
#include "service/rd-keys.h"
#include "service/rd-reader.h"

#include <string.h>

#define KEY "hush-key"
#define TITLE_START "Cooper accepts"

typedef struct
{
  ReplayClock *clock;
  ReplayServer *server; /* of the demonstration, as "demo" */
  SoupServer *pages;    /* of what else a test puts there */
  GHashTable *texts;    /* (element-type utf8 utf8): by path */
  GPtrArray *asked;     /* (element-type utf8): the paths that were */
  char *pages_address;
  char *content_api;
  guint n_posts;
  RdFetcher *fetcher;
} Fixture;

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Fixture *self = user_data;
  const char *text = g_hash_table_lookup (self->texts, path);

  g_ptr_array_add (self->asked, g_strdup (path));
  if (g_str_equal (path, "/loop"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "/loop");
  else if (text != NULL)
    {
      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
      soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_COPY, text, strlen (text));
    }
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

/* Some formats tell of posts that are gone, too. */
static guint
count_posts (RdBlog *blog)
{
  guint n = 0;

  for (guint i = 0; i < blog->entries->len; i++)
    n += !((RdEntry *) blog->entries->pdata[i])->deleted;

  return n;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);
  g_autoptr (RdReplay) replay = NULL;
  g_autoptr (RdBlog) blog = NULL;
  g_autoptr (GDateTime) end = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autoslist (GUri) uris = NULL;

  g_assert_no_error (error);
  g_set_str (&((RdBlog *) blogs->pdata[0])->publisher, "Harbour News");
  replay = rd_replay_new (blogs->pdata[0], 1);
  end = rd_replay_get_end (replay);
  /* In the evening, when there is more than one page of posts, and some have been edited and deleted. */
  now = g_date_time_add (end, -G_TIME_SPAN_HOUR);
  blog = rd_replay_at (replay, now);
  self->n_posts = count_posts (blog);
  g_assert_cmpuint (self->n_posts, >, 40);
  self->clock = replay_clock_new (now, 0);
  self->server = replay_server_new (self->clock, NULL);
  replay_server_add (self->server, "demo", replay);
  self->content_api = replay_server_get_url (self->server, "demo/capi");

  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->pages = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->pages, NULL, answer_cb, self, NULL);
  soup_server_listen_local (self->pages, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->pages);
  self->pages_address = g_uri_to_string (uris->data);
  self->fetcher = rd_fetcher_new (&rd_fetcher_usual_limits);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_object_unref (self->fetcher);
  soup_server_disconnect (self->pages);
  g_object_unref (self->pages);
  g_hash_table_unref (self->texts);
  g_ptr_array_unref (self->asked);
  g_free (self->pages_address);
  g_free (self->content_api);
  replay_server_free (self->server);
  replay_clock_unref (self->clock);
}

static void
set_key (const char *key)
{
  g_autoptr (GError) error = NULL;

  if (key != NULL)
    rd_keys_store ("guardian", key, NULL, &error);
  else
    rd_keys_clear ("guardian", NULL, &error);
  g_assert_no_error (error);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static RdFound *
find (Fixture     *self,
      const char  *url,
      GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rd_finder_find_async (self->fetcher, url, self->content_api, NULL, found_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return rd_finder_find_finish (result, error);
}

/* Finds the one live blog that has to be there, and has to be found again by the address that is to be kept. */
static RdBlog *
find_blog (Fixture     *self,
           const char  *url,
           const char  *format,
           char       **location)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RdFound) found = find (self, url, &error);
  g_autoptr (RdFound) again = NULL;
  RdBlog *blog;

  g_assert_no_error (error);
  g_assert_cmpuint (found->checked->blogs->len, ==, 1);
  g_assert_cmpstr (found->checked->format->id, ==, format);
  blog = found->checked->blogs->pdata[0];

  again = find (self, found->location, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->location, ==, found->location);
  g_assert_cmpstr (again->checked->format->id, ==, format);
  g_assert_cmpuint (((RdBlog *) again->checked->blogs->pdata[0])->entries->len, ==, blog->entries->len);
  if (location != NULL)
    *location = g_strdup (found->location);

  return rd_blog_ref (blog);
}

/* An address, and what is found there. */
typedef struct
{
  const char *path;
  const char *format;
  const char *location; /* what the address to be kept begins with */
  const char *page;     /* the path of the page of the live blog */
  const char *publisher;
  gboolean has_title;   /* whether it tells the title of the live blog */
  gboolean has_key;
} Place;

#define ID "{id}"

static const Place places[] = {
  { "demo/page", "guardian-content-api", "demo/capi/demo/page?show-blocks=all", "demo/page", NULL, TRUE, TRUE },
  { "demo/page", "guardian-page-model", "demo/page.json?dcr=true", "demo/page", NULL, TRUE, FALSE },
  { "demo/page.json?dcr=true", "guardian-content-api", "demo/capi/demo/page?show-blocks=all", "demo/page", NULL, TRUE, TRUE },
  { "demo/page.json?dcr=true", "guardian-page-model", "demo/page.json?dcr=true", "demo/page", NULL, TRUE, FALSE },
  { "demo/capi/demo/page", "guardian-content-api", "demo/capi/demo/page?show-blocks=all", "demo/page", NULL, TRUE, TRUE },
  { "demo/capi/demo/page?show-fields=body", "guardian-content-api", "demo/capi/demo/page?show-blocks=all", "demo/page", NULL,
    TRUE, TRUE },
  { "demo/posting", "live-blog-posting", "demo/posting", "demo/posting", "Harbour News", TRUE, FALSE },
  { "demo/wordpress", "wordpress", "demo/wp-json/liveblog/v1/7/get-entries/1/latest", "demo/wordpress", NULL, TRUE, FALSE },
  { "demo/sourcefabric", "sourcefabric", "demo/api/client_blogs/" ID "/posts", "demo/sourcefabric", NULL, TRUE, FALSE },
  { "demo/api/client_blogs/" ID, "sourcefabric", "demo/api/client_blogs/" ID "/posts",
    "demo/api/client_blogs/" ID "/posts", NULL, TRUE, FALSE },
  { "demo/api/client_blogs/" ID "/posts", "sourcefabric", "demo/api/client_blogs/" ID "/posts",
    "demo/api/client_blogs/" ID "/posts", NULL, FALSE, FALSE },
  { "demo/rss", "feed", "demo/rss", "demo/feedpage", NULL, TRUE, FALSE },
  { "demo/atom", "feed", "demo/atom", "demo/feedpage", NULL, TRUE, FALSE },
  { "demo/rdf", "feed", "demo/rdf", "demo/feedpage", NULL, TRUE, FALSE },
  { "demo/feed.json", "feed", "demo/feed.json", "demo/feedpage", NULL, TRUE, FALSE },
  { "demo/feedpage", "feed", "demo/rss", "demo/feedpage", NULL, TRUE, FALSE },
};

/* The id that the replay's API gives the live blog, from its page. */
static char *
insert_id (Fixture    *self,
           const char *path)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *url = replay_server_get_url (self->server, "demo/sourcefabric");
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) bytes = soup_session_send_and_read (session, message, NULL, NULL);
  g_autofree char *page = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char *place = strstr (page, "\"_id\":\"");
  g_autoptr (GString) whole = g_string_new (path);
  g_autofree char *id = NULL;

  g_assert_nonnull (place);
  id = g_strndup (place + strlen ("\"_id\":\""), 24);
  g_string_replace (whole, ID, id, 0);

  return replay_server_get_url (self->server, whole->str);
}

static void
test_place (Fixture       *self,
            gconstpointer  data)
{
  const Place *place = data;
  g_autofree char *url = insert_id (self, place->path);
  g_autofree char *expected_location = insert_id (self, place->location);
  g_autofree char *expected_page = insert_id (self, place->page);
  g_autofree char *location = NULL;
  g_autoptr (RdBlog) blog = NULL;

  set_key (place->has_key ? KEY : NULL);
  blog = find_blog (self, url, place->format, &location);
  g_assert_true (g_str_has_prefix (location, expected_location));
  g_assert_null (strstr (location, KEY));
  g_assert_cmpuint (count_posts (blog), ==, self->n_posts);
  g_assert_true (g_str_has_prefix (rd_blog_get_title (blog), TITLE_START) == place->has_title);
  g_assert_cmpstr (blog->publisher, ==, place->publisher);
  g_assert_cmpstr (blog->url, ==, expected_page);
}

/* Those whose formats name the page are the same live blog, with the same posts, however they were found. */
static void
test_identity (Fixture       *self,
               gconstpointer  data)
{
  static const char *const PATHS[] = { "demo/page", "demo/page.json?dcr=true", "demo/capi/demo/page" };
  static const char *const FEEDS[] = { "demo/rss", "demo/atom", "demo/rdf", "demo/feed.json", "demo/feedpage" };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) feed_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  set_key (KEY);
  for (gsize i = 0; i < G_N_ELEMENTS (PATHS); i++)
    {
      g_autofree char *url = replay_server_get_url (self->server, PATHS[i]);
      g_autoptr (RdBlog) blog = find_blog (self, url, "guardian-content-api", NULL);

      g_hash_table_add (ids, g_strdup (blog->id));
    }
  set_key (NULL);
  for (gsize i = 0; i < 2; i++)
    {
      g_autofree char *url = replay_server_get_url (self->server, PATHS[i]);
      g_autoptr (RdBlog) blog = find_blog (self, url, "guardian-page-model", NULL);

      g_hash_table_add (ids, g_strdup (blog->id));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (FEEDS); i++)
    {
      g_autofree char *url = replay_server_get_url (self->server, FEEDS[i]);
      g_autoptr (RdBlog) blog = find_blog (self, url, "feed", NULL);

      g_hash_table_add (feed_ids, g_strdup (blog->id));
    }
  g_assert_cmpuint (g_hash_table_size (ids), ==, 1);
  g_assert_cmpuint (g_hash_table_size (feed_ids), ==, 1);
}

/* A key in the address itself is asked with, and given out apart from what may be kept. */
static void
test_own_key (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *url = replay_server_get_url (self->server, "demo/capi/demo/page?api-key=" KEY);
  g_autoptr (GError) error = NULL;
  g_autoptr (RdFound) found = NULL;
  g_autoptr (RdFound) again = NULL;
  g_autofree char *hidden = NULL;

  set_key (NULL);
  found = find (self, url, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (found->location, KEY));
  g_assert_nonnull (strstr (found->url, "api-key=" KEY));
  hidden = rd_keys_hide_address (found->url, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hidden, ==, found->location);

  again = find (self, found->location, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_posts (again->checked->blogs->pdata[0]), ==, self->n_posts);
}

static void
test_missing_key (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *url = replay_server_get_url (self->server, "demo/capi/demo/page");
  g_autoptr (GError) error = NULL;

  set_key (NULL);
  g_assert_null (find (self, url, &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "rundown key guardian"));
  g_assert_cmpuint (replay_log_count (replay_server_get_log (self->server), "demo/capi", 0), ==, 0);
}

/* A key that the publisher does not take leaves the page. */
static void
test_wrong_key (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *page = replay_server_get_url (self->server, "demo/page");
  g_autofree char *api = g_strdup (self->content_api);
  g_autoptr (RdBlog) blog = NULL;

  set_key (KEY);
  g_free (self->content_api);
  self->content_api = g_strconcat (self->pages_address, "no-api", NULL);
  blog = find_blog (self, page, "guardian-page-model", NULL);
  g_assert_cmpuint (count_posts (blog), ==, self->n_posts);
  set_key (NULL);
}

static void
test_moved (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *url = replay_server_get_url (self->server, "demo/posting?misbehave=moved");
  g_autoptr (GError) error = NULL;
  g_autoptr (RdFound) found = find (self, url, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (found->location, "/demo/moved/posting"));
}

/* Puts a text on the server of pages, with that one's address in place of each "{here}". */
static char *
put (Fixture    *self,
     const char *path,
     const char *text)
{
  g_autoptr (GString) whole = g_string_new (text);

  g_string_replace (whole, "{here}", self->pages_address, 0);
  g_hash_table_replace (self->texts, g_strdup (path), g_strdup (whole->str));

  return g_strconcat (self->pages_address, path + 1, NULL);
}

#define FEED(items) "<rss version='2.0'><channel><title>Harbour</title>" items "</channel></rss>"
#define ITEM "<item><title>Crane arrives</title><description>It is blue.</description><guid>1</guid></item>"
#define LINK(path) "<link rel='alternate' type='application/rss+xml' href='" path "'>"
#define PAGE(head, body) "<!doctype html><html><head><title>Harbour day</title>" head "</head><body>" body "</body></html>"

static void
assert_nothing (Fixture    *self,
                const char *url,
                int         code,
                const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RdFound) found = find (self, url, &error);

  g_assert_null (found);
  g_assert_error (error, RD_ERROR, code);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, url));
}

static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *page = put (self, "/page", PAGE ("", "<p>Nothing happened.</p>"));
  g_autofree char *pdf = put (self, "/pdf", "%PDF-1.7\n\xe2\xe3\xcf\xd3\n1 0 obj\n");
  g_autofree char *feed = put (self, "/feed", FEED (""));
  g_autofree char *missing = g_strconcat (self->pages_address, "missing", NULL);
  g_autofree char *loop = g_strconcat (self->pages_address, "loop", NULL);
  g_autofree char *broken_feeds = put (self, "/broken", PAGE (LINK ("/gone") LINK ("/feed") LINK ("/page"), ""));

  assert_nothing (self, page, RD_ERROR_NOT_A_LIVE_BLOG, "a page without a live blog");
  assert_nothing (self, pdf, RD_ERROR_NOT_A_LIVE_BLOG, "PDF");
  assert_nothing (self, feed, RD_ERROR_NOT_A_LIVE_BLOG, "the feed “Harbour” holds no posts");
  assert_nothing (self, missing, RD_ERROR_REFUSED, "page not found (404)");
  assert_nothing (self, loop, RD_ERROR_NETWORK, "sent from page to page");
  assert_nothing (self, broken_feeds, RD_ERROR_NOT_A_LIVE_BLOG, "nor at 3 addresses that it leads to");
}

/* The first that works is taken, after those that do not. */
/* Where an older page cannot be read, what came of the newer ones is a part of the live blog. */
static void
test_some_pages (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *url
      = put (self, "/api/get-entries/1/latest",
             "{\"entries\": [{\"id\": \"7\", \"type\": \"new\", \"render\": \"<p>The crane has been moved.</p>\","
             " \"timestamp\": 1750000000, \"entry_time\": 1750000000}], \"pages\": 2}");
  g_autofree char *location = NULL;
  g_autoptr (RdBlog) blog = find_blog (self, url, "wordpress", &location);

  g_assert_cmpuint (blog->entries->len, ==, 1);
  g_assert_false (blog->complete);
}

static void
test_some_broken (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *url = put (self, "/page", PAGE (LINK ("/gone") LINK ("/empty") LINK ("/feed"), ""));
  g_autofree char *empty = put (self, "/empty", FEED (""));
  g_autofree char *feed = put (self, "/feed", FEED (ITEM));
  g_autofree char *location = NULL;
  g_autoptr (RdBlog) blog = find_blog (self, url, "feed", &location);

  g_assert_cmpstr (location, ==, feed);
  g_assert_cmpstr (blog->title, ==, "Harbour");
  g_assert_cmpstr (blog->url, ==, url);
}

/* What a frame has is better than the feed of the page around it. */
static void
test_frame (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *api = replay_server_get_url (self->server, "demo/");
  g_autofree char *blog_url = insert_id (self, ID);
  const char *id = strrchr (blog_url, '/') + 1;
  g_autofree char *path = g_strdup_printf ("/blogs/%s/index.html", id);
  g_autofree char *frame_text
      = g_strdup_printf ("<html><script>window.LB = {\"api_host\":\"%s\",\"blog\":{\"_id\":\"%s\"}}</script></html>", api, id);
  g_autofree char *frame = put (self, path, frame_text);
  g_autofree char *page_text = g_strdup_printf (PAGE (LINK ("/feed"), "<script src='/blogs/%s/embed.js'></script>"), id);
  g_autofree char *url = put (self, "/page", page_text);
  g_autofree char *feed = put (self, "/feed", FEED (ITEM));
  g_autoptr (RdBlog) blog = find_blog (self, url, "sourcefabric", NULL);

  g_assert_cmpuint (count_posts (blog), ==, self->n_posts);
  g_assert_cmpstr (blog->title, ==, "Harbour day");
  g_assert_cmpstr (blog->url, ==, url);
}

static void
test_many_feeds (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GString) links = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *url = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (links, LINK ("/feed-%u"), i);
  text = g_strdup_printf (PAGE ("%s", ""), links->str);
  url = put (self, "/many", text);
  assert_nothing (self, url, RD_ERROR_NOT_A_LIVE_BLOG, "nor at 8 addresses that it leads to");
  g_assert_cmpuint (self->asked->len, ==, 9);
}

#define HEX "0123456789abcdef01234567"

/* Frames that lead to themselves, to each other, or always to another one. */
static void
test_frame_loops (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *alone = put (self, "/blogs/" HEX, PAGE ("", "<iframe src='/blogs/" HEX "'></iframe>"));
  g_autofree char *deep = put (self, "/blogs/" HEX "/0", PAGE ("", "<iframe src='/blogs/" HEX "/1'></iframe>"));

  assert_nothing (self, alone, RD_ERROR_NOT_A_LIVE_BLOG, "a page without a live blog");
  g_assert_cmpuint (self->asked->len, ==, 1);

  for (guint i = 1; i < 20; i++)
    {
      g_autofree char *path = g_strdup_printf ("/blogs/" HEX "/%u", i);
      g_autofree char *text = g_strdup_printf (PAGE ("", "<iframe src='/blogs/" HEX "/%u'></iframe>"), i + 1);
      g_autofree char *url = put (self, path, text);
    }
  g_ptr_array_set_size (self->asked, 0);
  assert_nothing (self, deep, RD_ERROR_NOT_A_LIVE_BLOG, "a page without a live blog");
  g_assert_cmpuint (self->asked->len, <=, 4);
}

/* Nothing of these is asked for. */
static void
test_hostile_settings (Fixture       *self,
                       gconstpointer  data)
{
  static const char *const SCRIPTS[] = {
    "var liveblog_settings = {\"endpoint_url\":\"http://a.example/",
    "var liveblog_settings = {\"endpoint_url\":}",
    "var liveblog_settings = {{{{{{{{{{{{",
    "var liveblog_settings = {\"endpoint_url\":[1]}",
    "var liveblog_settings = {\"endpoint_url\":\"file:///etc/passwd\"}",
    "var liveblog_settings = {\"endpoint_url\":\"javascript:alert(1)//\"}",
    "var liveblog_settings = {\"endpoint_url\":\"mailto:me@a.example\"}",
    "window.LB = {\"api_host\":\"file:///etc/\",\"blog\":{\"_id\":\"" HEX "\"}}",
    "window.LB = {\"api_host\":\"javascript:\",\"blog\":{\"_id\":\"" HEX "\"}}",
    "window.LB = {\"api_host\":\"http://a.example/\",\"blog\":{\"_id\":\"../../../secret\"}}",
    "window.LB = {\"api_host\":null,\"blog\":[]}",
    "window.LB = [\"\\",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (SCRIPTS); i++)
    {
      g_autofree char *text = g_strdup_printf (PAGE ("<script>%s</script>", ""), SCRIPTS[i]);
      g_autofree char *url = put (self, "/page", text);

      g_ptr_array_set_size (self->asked, 0);
      assert_nothing (self, url, RD_ERROR_NOT_A_LIVE_BLOG, "a page without a live blog");
      g_assert_cmpuint (self->asked->len, ==, 1);
    }
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *url = replay_server_get_url (self->server, "demo/page");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rd_finder_find_async (self->fetcher, url, NULL, cancellable, found_cb, &result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (rd_finder_find_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A keyring of libsecret's own, in a file. */
static char *
set_up_keyring (void)
{
  char *folder = folder_new ("finder");
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a test's", TRUE);

  return folder;
}

int
main (int    argc,
      char **argv)
{
  char *keyring = set_up_keyring ();
  int status;

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = g_strdup_printf ("/finder/places/%s%s", places[i].path, places[i].has_key ? "/key" : "");

      g_test_add (name, Fixture, &places[i], set_up, test_place, tear_down);
    }
  g_test_add ("/finder/identity", Fixture, NULL, set_up, test_identity, tear_down);
  g_test_add ("/finder/own-key", Fixture, NULL, set_up, test_own_key, tear_down);
  g_test_add ("/finder/missing-key", Fixture, NULL, set_up, test_missing_key, tear_down);
  g_test_add ("/finder/wrong-key", Fixture, NULL, set_up, test_wrong_key, tear_down);
  g_test_add ("/finder/moved", Fixture, NULL, set_up, test_moved, tear_down);
  g_test_add ("/finder/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/finder/some-broken", Fixture, NULL, set_up, test_some_broken, tear_down);
  g_test_add ("/finder/some-pages", Fixture, NULL, set_up, test_some_pages, tear_down);
  g_test_add ("/finder/frame", Fixture, NULL, set_up, test_frame, tear_down);
  g_test_add ("/finder/many-feeds", Fixture, NULL, set_up, test_many_feeds, tear_down);
  g_test_add ("/finder/frame-loops", Fixture, NULL, set_up, test_frame_loops, tear_down);
  g_test_add ("/finder/hostile-settings", Fixture, NULL, set_up, test_hostile_settings, tear_down);
  g_test_add ("/finder/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);

  status = g_test_run ();
  folder_delete (keyring);

  return status;
}
