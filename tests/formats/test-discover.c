/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where documents say that their live blog stands in other forms. */
#include "formats/rd-discover.h"

#include <string.h>

#define HERE "https://harbour.example/live/crane"
#define API "https://api.example"
#define ID "0123456789abcdef01234567"
#define PAGE(head) "<!doctype html><html><head><title>Crane arrives</title>" head "</head></html>"
#define SCRIPT(text) "<script>" text "</script>"
#define LINK(type, url) "<link rel=\"alternate\" type=\"" type "\" href=\"" url "\">"
#define RSS "application/rss+xml"

/* A document, and the leads that it has: each as "format address". */
typedef struct
{
  const char *name;
  const char *text;
  const char *leads[4];
} Case;

static const Case cases[] = {
  { "nothing", PAGE (""), { NULL } },
  { "no-document", "%PDF-1.7\n\xe2\xe3", { NULL } },
  { "text", "Crane arrives at the harbour", { NULL } },
  { "wordpress", PAGE (SCRIPT ("var liveblog_settings = {\"a\":{\"b\":\"}\\\"\"},\"endpoint_url\":\"https:\\/\\/wp.example\\/7\\/\"};")),
    { "wordpress https://wp.example/7/get-entries/1/latest" } },
  { "wordpress-without-slash", PAGE (SCRIPT ("liveblog_settings={\"endpoint_url\":\"/7\"}")),
    { "wordpress https://harbour.example/7/get-entries/1/latest" } },
  { "second-object", PAGE (SCRIPT ("var liveblog_settings = {}; liveblog_settings = {\"endpoint_url\":\"/7/\"}")),
    { "wordpress https://harbour.example/7/get-entries/1/latest" } },
  { "sourcefabric", PAGE (SCRIPT ("window.LB = {\"api_host\":\"//lb.example\",\"blog\":{\"_id\":\"" ID "\"}}")),
    { "sourcefabric https://lb.example/api/client_blogs/" ID "/posts" } },
  { "sourcefabric-wrong-id", PAGE (SCRIPT ("window.LB = {\"api_host\":\"//lb.example\",\"blog\":{\"_id\":\"" ID "8\"}}")),
    { NULL } },
  { "frame", "<html><iframe src=\"https://lb.example/blogs/" ID "/index.html\"></iframe></html>",
    { "- https://lb.example/blogs/" ID "/index.html" } },
  { "embed", PAGE ("<script src=\"/blogs/" ID "/embed.js\"></script>"),
    { "- https://harbour.example/blogs/" ID "/index.html" } },
  { "other-frame", "<html><iframe src=\"https://video.example/blogs/\"></iframe></html>", { NULL } },
  { "island", "<html><body><gu-island name=\"a\"></gu-island><gu-island></gu-island></body></html>",
    { "guardian-content-api " API "/live/crane?show-blocks=all&show-fields=all&show-tags=all",
      "guardian-page-model " HERE ".json?dcr=true" } },
  { "feeds", PAGE (LINK ("application/rss+xml", "/rss") LINK ("APPLICATION/ATOM+XML; charset=utf-8", "atom")
                   LINK ("application/feed+json", "#")),
    { "feed https://harbour.example/rss", "feed https://harbour.example/live/atom", "feed " HERE "#" } },
  { "feed-twice", PAGE (LINK (RSS, "/rss") LINK (RSS, "/rss")), { "feed https://harbour.example/rss" } },
  { "no-feeds", PAGE (LINK ("text/html", "/a") "<link rel=\"alternate\" href=\"/b\">"
                      "<link rel=\"stylesheet\" type=\"" RSS "\" href=\"/c\">"
                      "<link rel=\"alternatives\" type=\"" RSS "\" href=\"/d\">"
                      "<link rel=\"alternate\" type=\"" RSS "\">"), { NULL } },
  { "no-web", PAGE (LINK (RSS, "file:///etc/passwd") LINK (RSS, "javascript:alert(1)") LINK (RSS, "mailto:me@a.example")
                    LINK (RSS, "data:text/xml,a")), { NULL } },
  { "the-best-first", PAGE (LINK (RSS, "/rss") "<script src=\"/blogs/" ID ".js\"></script>"
                            SCRIPT ("var liveblog_settings = {\"endpoint_url\":\"/7/\"}")),
    { "wordpress https://harbour.example/7/get-entries/1/latest", "- https://harbour.example/blogs/" ID "/index.html",
      "feed https://harbour.example/rss" } },
  { "page-model", "{\"pageId\":\"a\",\"blocks\":[],\"webURL\":\"https://paper.example/a\"}",
    { "guardian-content-api " API "/a?show-blocks=all&show-fields=all&show-tags=all",
      "guardian-page-model https://paper.example/a.json?dcr=true" } },
  { "sourcefabric-blog", "{\"_id\":\"" ID "\",\"blog_status\":\"open\",\"title\":\"Crane\"}",
    { "sourcefabric " HERE "/posts" } },
  { "other-json", "{\"_id\":\"" ID "\"}", { NULL } },
};

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  const RdOrigin origin = { .url = HERE };
  g_autoptr (GBytes) bytes = g_bytes_new_static (it->text, strlen (it->text));
  g_autoptr (GPtrArray) leads = rd_discover (bytes, &origin, API);

  for (guint i = 0; i < leads->len; i++)
    {
      const RdLead *lead = leads->pdata[i];
      g_autofree char *said = g_strdup_printf ("%s %s", lead->format != NULL ? lead->format->id : "-", lead->url);

      g_assert_cmpuint (i, <, G_N_ELEMENTS (it->leads));
      g_assert_cmpstr (said, ==, it->leads[i]);
    }
  if (leads->len < G_N_ELEMENTS (it->leads))
    g_assert_null (it->leads[leads->len]);
}

static RdLead *
discover_one (const char     *text,
              const RdOrigin *origin)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) leads = rd_discover (bytes, origin, NULL);

  g_assert_cmpuint (leads->len, ==, 1);
  return g_ptr_array_steal_index (leads, 0);
}

/* What is known of the page around a document counts more than what that says of itself. */
static void
test_origin (void)
{
  static const char *const TEXT
      = PAGE ("<meta property=\"og:url\" content=\"https://harbour.example/own\"><meta property=\"og:title\" content=\"Own\">"
              "<meta property=\"og:site_name\" content=\"Harbour News\">" LINK (RSS, "/rss"));
  const RdOrigin plain = { .url = HERE };
  const RdOrigin known = { .url = HERE, .page = "https://town.example/", .title = "Town", .publisher = "Town News" };
  g_autoptr (RdLead) own = discover_one (TEXT, &plain);
  g_autoptr (RdLead) around = discover_one (TEXT, &known);
  g_autoptr (RdLead) bare = discover_one (PAGE ("<meta property=\"og:url\" content=\"mailto:me@a.example\">" LINK (RSS, "/rss")),
                                          &plain);

  g_assert_cmpstr (own->page, ==, "https://harbour.example/own");
  g_assert_cmpstr (own->title, ==, "Own");
  g_assert_cmpstr (own->publisher, ==, "Harbour News");
  g_assert_cmpstr (around->page, ==, "https://town.example/");
  g_assert_cmpstr (around->title, ==, "Town");
  g_assert_cmpstr (around->publisher, ==, "Town News");
  g_assert_cmpstr (bare->page, ==, HERE);
  g_assert_cmpstr (bare->title, ==, "Crane arrives");
}

static void
test_limits (void)
{
  const RdOrigin origin = { .url = HERE };
  g_autoptr (GString) links = g_string_new ("<html>");
  g_autoptr (GString) script = g_string_new ("<html><script>");
  g_autoptr (GBytes) many = NULL;
  g_autoptr (GBytes) long_script = NULL;
  g_autoptr (GPtrArray) leads = NULL;
  g_autoptr (GPtrArray) none = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (links, LINK (RSS, "/%u"), i);
  many = g_string_free_to_bytes (g_steal_pointer (&links));
  leads = rd_discover (many, &origin, NULL);
  g_assert_cmpuint (leads->len, ==, 16);

  /* Each of these objects has no end. */
  for (guint i = 0; i < 1000 * 1000; i++)
    g_string_append (script, "LB={");
  g_string_append (script, "</script></html>");
  long_script = g_string_free_to_bytes (g_steal_pointer (&script));
  none = rd_discover (long_script, &origin, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
assert_complete (const char     *url,
                 const char     *expected,
                 const RdFormat *expected_format)
{
  const RdFormat *format;
  g_autofree char *complete = rd_discover_complete (url, API, &format);

  g_assert_cmpstr (complete, ==, expected);
  g_assert_true (format == expected_format);
}

static void
test_complete (void)
{
  assert_complete (HERE, HERE, NULL);
  assert_complete (API ".other.example/a", API ".other.example/a", NULL);
  assert_complete (API "/a?show-fields=body&api-key=hush", API "/a?api-key=hush&show-blocks=all&show-fields=all&show-tags=all",
                   &rd_format_guardian_content_api);
  assert_complete (API "/a?show-blocks=body:latest:5", API "/a?show-blocks=body:latest:5", &rd_format_guardian_content_api);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/discover/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_case);
    }
  g_test_add_func ("/discover/origin", test_origin);
  g_test_add_func ("/discover/limits", test_limits);
  g_test_add_func ("/discover/complete", test_complete);

  return g_test_run ();
}
