/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of feeds: our own in tests/fixtures/opml, bytes that nobody should send and, where there are any, captures. */
#include "base/rd-error.h"
#include "formats/rd-opml.h"

#include <string.h>

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

static GPtrArray *
read_string (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GPtrArray *outlines = rd_opml_read (bytes, NULL, &error);

  g_assert_no_error (error);
  return outlines;
}

static void
assert_outline (GPtrArray  *outlines,
                guint       i,
                const char *title,
                const char *url,
                const char *page,
                const char *folder)
{
  const RdOutline *outline;

  g_assert_cmpuint (i, <, outlines->len);
  outline = outlines->pdata[i];
  g_assert_cmpstr (outline->title, ==, title);
  g_assert_cmpstr (outline->url, ==, url);
  g_assert_cmpstr (outline->page, ==, page);
  g_assert_cmpstr (outline->folder, ==, folder);
}

static void
test_nested (void)
{
  g_autoptr (GBytes) bytes = load ("nested.opml");
  g_autoptr (GError) error = NULL;
  guint n_skipped = 0;
  g_autoptr (GPtrArray) outlines = rd_opml_read (bytes, &n_skipped, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outlines->len, ==, 7);
  assert_outline (outlines, 0, "Tides & winds", "https://tides.example.com/feed?a=1&b=2", "https://tides.example.com/",
                  NULL);
  assert_outline (outlines, 1, "Only a title", "https://title.example.com/atom", NULL, "News");
  assert_outline (outlines, 2, "Council live", "https://council.example.com/rss", NULL, "News/UK");
  assert_outline (outlines, 3, "In a folder without a name", "http://plain.example.com/rss", NULL, "News");
  assert_outline (outlines, 4, "A feed", "https://folder.example.com/rss", NULL, "News");
  assert_outline (outlines, 5, "in a feed", "https://inner.example.com/rss", NULL, "News/A feed");
  assert_outline (outlines, 6, NULL, "https://unnamed.example.com/rss", NULL, NULL);
  g_assert_cmpuint (n_skipped, ==, 3);
}

static void
test_broken (void)
{
  g_autoptr (GBytes) bytes = load ("broken.opml");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outlines = rd_opml_read (bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outlines->len, ==, 1);
  assert_outline (outlines, 0, "Gulls & terns <live>", "https://gulls.example.com/rss?a=1&b=2", NULL, NULL);
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) bytes = load ("nested.opml");
  guint most = 0;

  for (gsize length = 0; length <= g_bytes_get_size (bytes); length++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) outlines = rd_opml_read (part, NULL, &error);

      g_assert_true ((outlines == NULL) == (error != NULL));
      g_assert_cmpuint (outlines != NULL ? outlines->len : 0, >=, most);
      most = outlines != NULL ? outlines->len : 0;
    }
  g_assert_cmpuint (most, ==, 7);
}

static void
assert_refused (GBytes     *bytes,
                RdError     code,
                const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rd_opml_read (bytes, NULL, &error));
  g_assert_error (error, RD_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_null (strchr (error->message, '\n'));
}

static void
assert_string_refused (const char *text,
                       RdError     code,
                       const char *part)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  assert_refused (bytes, code, part);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) no_body = load ("no-body.opml");
  g_autoptr (GBytes) no_feed = load ("no-feed.opml");
  g_autoptr (GBytes) skipped = load ("skipped.opml");
  g_autoptr (GString) deep = g_string_new ("<opml><body>");

  assert_refused (no_body, RD_ERROR_MALFORMED, "body");
  assert_refused (no_feed, RD_ERROR_NOT_A_LIVE_BLOG, "xmlUrl");
  assert_refused (skipped, RD_ERROR_NOT_A_LIVE_BLOG, "https://");
  assert_string_refused ("", RD_ERROR_NOT_A_LIVE_BLOG, "empty");
  assert_string_refused ("<rss/>", RD_ERROR_NOT_A_LIVE_BLOG, "RSS");
  assert_string_refused ("{}", RD_ERROR_NOT_A_LIVE_BLOG, "JSON");
  assert_string_refused ("<opml version='1", RD_ERROR_MALFORMED, "breaks off");
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<outline text='a'>");
  assert_string_refused (deep->str, RD_ERROR_TOO_LARGE, "deep");
}

static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new ("<opml><body>");
  g_autoptr (GPtrArray) outlines = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "<outline xmlUrl='https://example.com/%u'/>", i);
  outlines = read_string (text->str);
  g_assert_cmpuint (outlines->len, ==, 10000);

  g_string_append (text, "<outline xmlUrl='|ls'/>");
  assert_string_refused (text->str, RD_ERROR_TOO_LARGE, "10000");
}

static void
test_write (void)
{
  g_autoptr (GPtrArray) outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_outline_free);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  g_autofree char *empty = rd_opml_write (NULL, none);

  g_ptr_array_add (outlines,
                   rd_outline_new ("R&D \"live\" 1 < 2\x01\n", "https://a.example.com/?a=1&b='2'", NULL, NULL));
  g_ptr_array_add (outlines, rd_outline_new ("B", "https://b.example.com/", "https://b.example.com/page", "News/UK"));
  g_ptr_array_add (outlines, rd_outline_new ("C", "https://c.example.com/", NULL, "News/UK"));
  g_ptr_array_add (outlines, rd_outline_new ("D", "https://d.example.com/", NULL, "/News//A & B/"));
  g_ptr_array_add (outlines, rd_outline_new (NULL, "https://e.example.com/", NULL, "Sport"));
  text = rd_opml_write ("Rundown's <feeds>", outlines);

  g_assert_cmpstr (text, ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<opml version=\"2.0\">\n"
                   "  <head>\n"
                   "    <title>Rundown&apos;s &lt;feeds&gt;</title>\n"
                   "  </head>\n"
                   "  <body>\n"
                   "    <outline type=\"rss\" text=\"R&amp;D &quot;live&quot; 1 &lt; 2\" "
                   "title=\"R&amp;D &quot;live&quot; 1 &lt; 2\" xmlUrl=\"https://a.example.com/?a=1&amp;b=&apos;2&apos;\"/>\n"
                   "    <outline text=\"News\">\n"
                   "      <outline text=\"UK\">\n"
                   "        <outline type=\"rss\" text=\"B\" title=\"B\" xmlUrl=\"https://b.example.com/\" "
                   "htmlUrl=\"https://b.example.com/page\"/>\n"
                   "        <outline type=\"rss\" text=\"C\" title=\"C\" xmlUrl=\"https://c.example.com/\"/>\n"
                   "      </outline>\n"
                   "      <outline text=\"A &amp; B\">\n"
                   "        <outline type=\"rss\" text=\"D\" title=\"D\" xmlUrl=\"https://d.example.com/\"/>\n"
                   "      </outline>\n"
                   "    </outline>\n"
                   "    <outline text=\"Sport\">\n"
                   "      <outline type=\"rss\" text=\"https://e.example.com/\" xmlUrl=\"https://e.example.com/\"/>\n"
                   "    </outline>\n"
                   "  </body>\n"
                   "</opml>\n");

  again = read_string (text);
  g_assert_cmpuint (again->len, ==, 5);
  assert_outline (again, 0, "R&D \"live\" 1 < 2", "https://a.example.com/?a=1&b='2'", NULL, NULL);
  assert_outline (again, 1, "B", "https://b.example.com/", "https://b.example.com/page", "News/UK");
  assert_outline (again, 2, "C", "https://c.example.com/", NULL, "News/UK");
  assert_outline (again, 3, "D", "https://d.example.com/", NULL, "News/A & B");
  assert_outline (again, 4, "https://e.example.com/", "https://e.example.com/", NULL, "Sport");
  text_again = rd_opml_write ("Rundown's <feeds>", again);
  g_assert_nonnull (strstr (text_again, "title=\"https://e.example.com/\""));
  assert_string_refused (empty, RD_ERROR_NOT_A_LIVE_BLOG, "xmlUrl");
}

/* How many feeds a capture has, and how many that are left out. Where there are none, @error says why. */
typedef struct
{
  const char *path;
  RdError error;
  guint n_outlines;
  guint n_skipped;
} Capture;

static const Capture CAPTURES[] = {
  { "liferea-feedlist_en.opml", 0, 14, 2 },
  { "newsboat-body-element-missing.opml", RD_ERROR_MALFORMED },
  { "newsboat-example.opml", 0, 7, 0 },
  { "newsboat-filtered.opml", 0, 2, 0 },
  { "newsboat-piped.opml", 0, 1, 1 },
  { "w3c-opml_clean-category.opml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "w3c-opml_clean-outlineDocument.opml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "w3c-opml_clean-playlist.opml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "w3c-opml_clean-simpleScript.opml", RD_ERROR_NOT_A_LIVE_BLOG },
  { "w3c-opml_clean-states.opml", RD_ERROR_NOT_A_LIVE_BLOG },
};

static void
test_capture (gconstpointer data)
{
  const Capture *capture = data;
  const char *folder = g_getenv ("RUNDOWN_CAPTURES");
  g_autofree char *path
      = g_build_filename (folder != NULL ? folder : "/nonexistent", "fixtures", "opml", capture->path, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outlines = NULL;
  guint n_skipped = 0;
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    {
      g_test_skip ("there is no such capture");
      return;
    }

  bytes = g_bytes_new_take (contents, length);
  if (capture->n_outlines == 0)
    {
      assert_refused (bytes, capture->error, "OPML");
      return;
    }
  outlines = rd_opml_read (bytes, &n_skipped, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outlines->len, ==, capture->n_outlines);
  g_assert_cmpuint (n_skipped, ==, capture->n_skipped);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  fixtures = argv[1];

  g_test_add_func ("/opml/nested", test_nested);
  g_test_add_func ("/opml/broken", test_broken);
  g_test_add_func ("/opml/truncated", test_truncated);
  g_test_add_func ("/opml/refused", test_refused);
  g_test_add_func ("/opml/many", test_many);
  g_test_add_func ("/opml/write", test_write);
  for (guint i = 0; i < G_N_ELEMENTS (CAPTURES); i++)
    {
      g_autofree char *name = g_strconcat ("/opml/captures/", CAPTURES[i].path, NULL);

      g_test_add_data_func (name, &CAPTURES[i], test_capture);
    }

  return g_test_run ();
}
