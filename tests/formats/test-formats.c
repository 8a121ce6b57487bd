/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the live blogs in tests/fixtures/formats and compares them with the .expected files beside them; then bytes
 * that nobody should send. Where RUNDOWN_UPDATE_EXPECTED is set, those files are written anew. */
#include "base/rd-error.h"
#include "base/rd-limits.h"
#include "dump.h"
#include "formats/rd-format.h"

#include <string.h>

typedef struct
{
  const char *path;
  const RdFormat *format;
} Fixture;

static const Fixture FIXTURES[] = {
  { "content-api/item.json", &rd_format_guardian_content_api },
  { "content-api/fields.json", &rd_format_guardian_content_api },
  { "content-api/error.json", &rd_format_guardian_content_api },
  { "page-model/page.json", &rd_format_guardian_page_model },
  { "page/page.html", &rd_format_guardian_page },
  { "live-blog-posting/bare.json", &rd_format_live_blog_posting },
  { "live-blog-posting/alike.html", &rd_format_live_blog_posting },
  { "live-blog-posting/none.html", &rd_format_live_blog_posting },
  { "sourcefabric/posts.json", &rd_format_sourcefabric },
  { "sourcefabric/headings.json", &rd_format_sourcefabric },
  { "wordpress/entries.json", &rd_format_wordpress },
  { "wordpress/events.json", &rd_format_wordpress },
  { "feed/rss.xml", &rd_format_feed },
  { "feed/broken.xml", &rd_format_feed },
  { "feed/one-page.xml", &rd_format_feed },
  { "feed/rdf.xml", &rd_format_feed },
  { "feed/atom.xml", &rd_format_feed },
  { "feed/atom03.xml", &rd_format_feed },
  { "feed/media.xml", &rd_format_feed },
  { "feed/hostile.xml", &rd_format_feed },
  { "feed/feed.json", &rd_format_feed },
  { "feed/loose.json", &rd_format_feed },
  { "feed/other.json", NULL },
  { "plain-text/storm.txt", &rd_format_plain_text },
  { "plain-text/council.txt", &rd_format_plain_text },
  { "plain-text/launch.txt", &rd_format_plain_text },
  { "plain-text/chess.txt", &rd_format_plain_text },
  { "plain-text/article.txt", NULL },
  { "source/utf16.txt", &rd_format_plain_text },
  { "source/windows.txt", NULL },
  { "source/koi8.html", NULL },
  { "source/feed.xml", &rd_format_feed },
  { "source/feed.json", &rd_format_feed },
  { "source/list.opml", NULL },
  { "source/document.pdf", NULL },
};

static const char *fixtures;

static GBytes *
load (const char *path)
{
  g_autofree char *whole = g_build_filename (fixtures, path, NULL);
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (whole, &contents, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (contents, length);
}

static char *
read_as_text (GBytes          *bytes,
              const RdFormat **format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_formats_read (bytes, NULL, format, &error);

  g_assert_true ((blogs == NULL) == (error != NULL));
  if (blogs != NULL)
    return dump_blogs (blogs);

  g_assert_true (error->domain == RD_ERROR);
  g_assert_null (strchr (error->message, '\n'));
  return g_strconcat ("error ", error->message, "\n", NULL);
}

static void
test_fixture (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autoptr (GBytes) bytes = load (fixture->path);
  g_autofree char *expected_path = g_strconcat (fixtures, "/", fixture->path, ".expected", NULL);
  g_autofree char *expected = NULL;
  const RdFormat *format = NULL;
  g_autofree char *text = read_as_text (bytes, &format);
  g_autofree char *again = read_as_text (bytes, NULL);

  g_assert_true (format == fixture->format);
  g_assert_cmpstr (text, ==, again);
  if (g_getenv ("RUNDOWN_UPDATE_EXPECTED") != NULL)
    g_assert_true (g_file_set_contents (expected_path, text, -1, NULL));
  g_assert_true (g_file_get_contents (expected_path, &expected, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

/* A connection may break off anywhere. */
static void
test_truncated (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (FIXTURES); i++)
    {
      g_autoptr (GBytes) bytes = load (FIXTURES[i].path);

      for (gsize length = 0; length < g_bytes_get_size (bytes); length += 11)
        {
          g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);
          g_autofree char *text = read_as_text (part, NULL);

          g_assert_nonnull (text);
        }
    }
}

/* Puts @value in the place of each value of a document in turn, counted by @index. */
static JsonNode *
replace_value (JsonNode *node,
               JsonNode *value,
               int      *index)
{
  if ((*index)-- == 0)
    return json_node_copy (value);

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (JsonArray) array = json_array_new ();

      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        json_array_add_element (array,
                                replace_value (json_array_get_element (json_node_get_array (node), i), value, index));
      return json_node_init_array (json_node_alloc (), array);
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (JsonObject) object = json_object_new ();
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        json_object_set_member (object, name, replace_value (member, value, index));
      return json_node_init_object (json_node_alloc (), object);
    }

  return json_node_copy (node);
}

static void
test_wrong_types (void)
{
  static const char *const VALUES[]
      = { "null", "true", "-1e308", "99999999999999999999", "\"<b>x\"", "[[]]", "{\"a\": {}}" };

  for (guint i = 0; i < G_N_ELEMENTS (FIXTURES); i++)
    {
      g_autoptr (GBytes) bytes = g_str_has_suffix (FIXTURES[i].path, ".json") ? load (FIXTURES[i].path) : NULL;
      g_autoptr (JsonNode) root = NULL;

      if (bytes == NULL)
        continue;
      root = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
      for (guint j = 0; j < G_N_ELEMENTS (VALUES); j++)
        {
          g_autoptr (JsonNode) value = json_from_string (VALUES[j], NULL);
          gboolean replaced = TRUE;

          for (int nth = 0; replaced; nth++)
            {
              int index = nth;
              g_autoptr (JsonNode) changed = replace_value (root, value, &index);
              g_autofree char *json = json_to_string (changed, FALSE);
              g_autoptr (GBytes) changed_bytes = g_bytes_new (json, strlen (json));
              g_autofree char *text = read_as_text (changed_bytes, NULL);

              replaced = index < 0;
              g_assert_nonnull (text);
            }
        }
    }
}

static char *
repeat (const char *head,
        const char *part,
        guint       n,
        const char *tail)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (text, part);

  return g_string_free (g_string_append (text, tail), FALSE);
}

static void
assert_refused (const char *bytes,
                gssize      length,
                RdError     code)
{
  const RdOrigin origin = { .url = "https://www.example.com/" };
  g_autoptr (GBytes) whole = g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_formats_read (whole, &origin, NULL, &error);

  g_assert_error (error, RD_ERROR, (int) code);
  g_assert_null (blogs);
}

/* Who has a key to a live blog is not told from who has another, and keeps neither. */
static void
test_secret_origin (void)
{
  static const char *const ORIGINS[]
      = { "https://www.example.com/live?key=hush-1", "https://www.example.com/live?key=hush-2" };
  g_autofree char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ORIGINS); i++)
    {
      const RdOrigin origin = { .url = ORIGINS[i] };
      const char *posting
          = "{\"@type\": \"LiveBlogPosting\", \"liveBlogUpdate\": [{\"articleBody\": \"The quay opened.\"}]}";
      g_autoptr (GBytes) bytes = g_bytes_new_static (posting, strlen (posting));
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) blogs = rd_formats_read (bytes, &origin, NULL, &error);
      RdBlog *blog;

      g_assert_no_error (error);
      blog = blogs->pdata[0];
      g_assert_cmpstr (blog->url, ==, "https://www.example.com/live?key=***");
      if (id != NULL)
        g_assert_cmpstr (blog->id, ==, id);
      g_set_str (&id, blog->id);
    }
}

static void
test_hostile (void)
{
  g_autofree char *deep_json = repeat ("", "[", 100000, "");
  g_autofree char *deep_behind_remark = repeat ("{\"a\": /* \" */", "[", 100000, "");
  g_autofree char *deep_object = repeat ("", "{\"a\":", 100000, "1");
  g_autofree char *many
      = repeat ("[[]", ",{\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":[{\"text\":\"x\"}]}", 1001, "]");
  g_autofree char *deep_page = repeat ("<html>", "<div>", 100000, "x");
  g_autofree char *deep_feed = repeat ("<rss><channel>", "<item>", 100000, "x");
  g_autofree char *deep_post = repeat ("<feed><entry><content type=\"html\">", "&lt;b>", 100000, "x");
  g_autofree char *long_text = repeat ("<html><p>", "0123456789abcdef", 700000, "</p>");

  assert_refused ("", 0, RD_ERROR_NOT_A_LIVE_BLOG);
  assert_refused (" \n\t ", -1, RD_ERROR_NOT_A_LIVE_BLOG);
  assert_refused ("\xef\xbb\xbf", -1, RD_ERROR_NOT_A_LIVE_BLOG);
  assert_refused ("\0\0\0\0\0", 5, RD_ERROR_NOT_A_LIVE_BLOG);
  assert_refused ("text with a \0 in it", 19, RD_ERROR_NOT_A_LIVE_BLOG);
  assert_refused ("\x89PNG\r\n\x1a\n", -1, RD_ERROR_NOT_A_LIVE_BLOG);
  assert_refused ("\xc3\x28\xa0\xa1\xf0\x28\x8c\xbc", -1, RD_ERROR_NOT_A_LIVE_BLOG);
  assert_refused ("{", -1, RD_ERROR_MALFORMED);
  assert_refused ("{\"response\": {\"status\": \"ok\", \"content\": {", -1, RD_ERROR_MALFORMED);
  assert_refused ("{\"a\": 1} trailing", -1, RD_ERROR_MALFORMED);
  assert_refused ("{\"a\": 1}{\"b\": 2}", -1, RD_ERROR_NOT_A_LIVE_BLOG);
  assert_refused ("{} {", -1, RD_ERROR_MALFORMED);
  assert_refused ("[]", -1, RD_ERROR_NOT_A_LIVE_BLOG);
  assert_refused ("var blog = {\"response\": {}};", -1, RD_ERROR_NOT_A_LIVE_BLOG);
  assert_refused (many, -1, RD_ERROR_TOO_LARGE);
  assert_refused (deep_json, -1, RD_ERROR_TOO_LARGE);
  assert_refused (deep_behind_remark, -1, RD_ERROR_TOO_LARGE);
  assert_refused (deep_object, -1, RD_ERROR_TOO_LARGE);
  assert_refused (deep_page, -1, RD_ERROR_TOO_LARGE);
  assert_refused (deep_feed, -1, RD_ERROR_TOO_LARGE);
  assert_refused (deep_post, -1, RD_ERROR_TOO_LARGE);
  assert_refused ("<rss version=\"2.0", -1, RD_ERROR_MALFORMED);
  assert_refused ("<feed><title>Break", -1, RD_ERROR_MALFORMED);
  assert_refused ("<feed><entry/><entry><id>a</id></entry></feed>", -1, RD_ERROR_NOT_A_LIVE_BLOG);
  assert_refused ("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", -1,
                  RD_ERROR_NOT_A_LIVE_BLOG);

  /* Newer versions of libxml2 take more text than 10 MB; none may give a part and call it the whole. */
  {
    g_autoptr (GBytes) bytes = g_bytes_new (long_text, strlen (long_text));
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) blogs = rd_formats_read (bytes, NULL, NULL, &error);

    g_assert_null (blogs);
    g_assert_true (g_error_matches (error, RD_ERROR, RD_ERROR_TOO_LARGE)
                   || g_error_matches (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG));
  }
}

static char *
read_blog (GBytes     *bytes,
           const char *url,
           const char *page)
{
  const RdOrigin origin = { url, page, page != NULL ? "The page" : NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_formats_read (bytes, &origin, NULL, &error);
  const RdBlog *blog;

  g_assert_no_error (error);
  blog = blogs->pdata[0];

  return g_strdup_printf ("%s %s %s", blog->id, blog->url, blog->title);
}

/* A live blog is the same one, wherever its feed came from. */
static void
test_feed_origin (void)
{
  static const char BARE[] = "<rss><channel><title>A</title><item><title>B</title></item></channel></rss>";
  g_autoptr (GBytes) feed = load ("feed/rss.xml");
  g_autoptr (GBytes) bare = g_bytes_new_static (BARE, strlen (BARE));
  g_autofree char *file = read_blog (feed, NULL, NULL);
  g_autofree char *fetched = read_blog (feed, "https://other.example.com/feed", NULL);
  g_autofree char *found = read_blog (feed, "https://other.example.com/feed", "https://other.example.com/page");
  g_autofree char *unnamed = read_blog (bare, "https://other.example.com/feed", NULL);
  g_autofree char *named = read_blog (bare, "https://other.example.com/feed", "https://other.example.com/page");

  g_assert_cmpstr (file, ==, "26aada19a8b22139 https://harbour.example.com/crane Harbour crane & quay, live");
  g_assert_cmpstr (fetched, ==, file);
  g_assert_true (g_str_has_suffix (found, " https://other.example.com/page Harbour crane & quay, live"));
  g_assert_true (g_str_has_suffix (unnamed, " https://other.example.com/feed A"));
  g_assert_true (g_str_has_suffix (named, " https://other.example.com/page A"));
  /* It has the page's id; its title is what its feed says today. */
  g_assert_cmpint (strncmp (named, found, strlen ("26aada19a8b22139")), ==, 0);
}

/* Of what has changed, no more is read where what is known begins: at the post that was the newest, however that is named. */
static void
test_known_posts (void)
{
  static const char MODEL[] = "{\"pageId\": \"town/live/cranes\", \"contentType\": \"LiveBlog\", \"mostRecentBlockId\": \"block-b2\","
                              " \"pagination\": {\"older\": \"?page=with:block-b1\"},"
                              " \"blocks\": [{\"id\": \"b2\", \"elements\": []}, {\"id\": \"b1\", \"elements\": []}]}";
  static const struct
  {
    const char *since;
    gboolean has_older;
  } CASES[] = { { NULL, TRUE }, { "block-b2", FALSE }, { "b1", FALSE }, { "block-b0", TRUE } };
  g_autoptr (GBytes) bytes = g_bytes_new_static (MODEL, strlen (MODEL));

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const RdOrigin origin = {
        .url = "https://www.example.com/town/live/cranes.json?dcr=true",
        .is_part = CASES[i].since != NULL,
        .since = CASES[i].since,
      };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) blogs = rd_formats_read (bytes, &origin, NULL, &error);
      const RdBlog *blog;

      g_assert_no_error (error);
      blog = blogs->pdata[0];
      g_assert_cmpint (blog->older != NULL, ==, CASES[i].has_older);
      g_assert_cmpstr (blog->cursor, ==, "block-b2");
      g_assert_false (blog->complete);
    }
}

static void
test_too_large (void)
{
  g_autofree char *spaces = g_malloc (RD_LIMIT_INPUT_BYTES + 1);

  memset (spaces, ' ', RD_LIMIT_INPUT_BYTES + 1);
  assert_refused (spaces, RD_LIMIT_INPUT_BYTES + 1, RD_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  fixtures = argv[1];

  for (guint i = 0; i < G_N_ELEMENTS (FIXTURES); i++)
    {
      g_autofree char *name = g_strconcat ("/formats/", FIXTURES[i].path, NULL);

      g_test_add_data_func (name, &FIXTURES[i], test_fixture);
    }
  g_test_add_func ("/formats/truncated", test_truncated);
  g_test_add_func ("/formats/wrong-types", test_wrong_types);
  g_test_add_func ("/formats/secret-origin", test_secret_origin);
  g_test_add_func ("/formats/hostile", test_hostile);
  g_test_add_func ("/formats/feed-origin", test_feed_origin);
  g_test_add_func ("/formats/known-posts", test_known_posts);
  g_test_add_func ("/formats/too-large", test_too_large);

  return g_test_run ();
}
