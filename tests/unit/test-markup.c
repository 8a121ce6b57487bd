/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What markup becomes, and what it may not become. */
#include "text/rd-markup.h"

#include "../formats/dump.h"
#include "base/rd-error.h"
#include "base/rd-limits.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *html;
  const char *expected;
} Case;

static const Case CASES[] = {
  { "empty", "", "" },
  { "blank", " \n\t&nbsp;", "" },
  { "paragraphs", "<p>One</p><p> Two\n three </p>", "    paragraph: [One]\n    paragraph: [Two three]\n" },
  { "loose", "One<p>two</p>three", "    paragraph: [One]\n    paragraph: [two]\n    paragraph: [three]\n" },
  { "styles", "<p>a <b>b <i>c</i></b>, <em>d</em></p>", "    paragraph: [a ] [*b ] [*_c] [, ] [_d]\n" },
  { "same-styles", "<p><b>a</b><strong>b</strong></p>", "    paragraph: [*ab]\n" },
  { "spaces", "<p>a<b> b </b>c</p>", "    paragraph: [a ] [*b] [ c]\n" },
  { "links", "<p>see <a href=\"/x\">the <b>rest</b></a></p>",
    "    paragraph: [see ] [the  <https://www.example.com/x>] [*rest <https://www.example.com/x>]\n" },
  { "unsafe-links", "<p><a href=\"javascript:x\">a</a> <a href=\"data:,x\">b</a> <a href=\"file:///x\">c</a></p>",
    "    paragraph: [a b c]\n" },
  { "own-links",
    "<p><a href=\"?key=a#b\">c</a> <a href=\"https://www.example.com/?key=a\">d</a> <a href=\"/e?key=f\">g</a></p>",
    "    paragraph: [c <https://www.example.com/?key=***#b>] [ ] [d <https://www.example.com/?key=***>] [ ] "
    "[g <https://www.example.com/e?key=f>]\n" },
  { "breaks", "<p>a<br><br>b</p><blockquote>c<br/>d</blockquote>",
    "    paragraph: [a]\n    paragraph: [b]\n    paragraph quoted: [c]\n    paragraph quoted: [d]\n" },
  { "quotations", "<blockquote><p>a</p><ul><li>b</li></ul></blockquote>",
    "    paragraph quoted: [a]\n    item quoted level 1 number 0: [b]\n" },
  { "lists", "<ol start=3><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>",
    "    item level 1 number 3: [a]\n    item level 2 number 0: [b]\n    item level 1 number 4: [c]\n    paragraph: "
    "[d]\n" },
  { "headings", "<h2>a <b>b</b></h2>c", "    heading: [a ] [*b]\n    paragraph: [c]\n" },
  { "tables", "<table><tr><th>a</th><td><p>b</p></td></tr><tr><td>c<br>d</td></tr></table>e",
    "    paragraph: [a b]\n    paragraph: [c d]\n    paragraph: [e]\n" },
  { "figures", "<figure><img src=\"a.jpg\" alt=\"no\"><figcaption>cap <b>tion</b></figcaption></figure>",
    "    picture <https://www.example.com/a.jpg>: [cap tion]\n" },
  { "pictures", "a<img src=\"/b.jpg\" alt=\"c\">d<img src=\"data:image/png,x\"><img src=p.gif width=1>",
    "    paragraph: [a]\n    picture <https://www.example.com/b.jpg>: [c]\n    paragraph: [d]\n" },
  { "frames", "<iframe src=\"//v.example.com/1\" title=\"t\">no</iframe>",
    "    embed <https://v.example.com/1>: [t]\n" },
  { "posts", "<blockquote class=\"twitter-tweet\"><p>a</p>by <a href=\"https://s.example.com/1\">b</a></blockquote>",
    "    embed <https://s.example.com/1>: [a by b]\n" },
  { "figures-of-posts",
    "<figure data-canonical-url=\"https://s.example.com/2\"><blockquote class=\"x-tweet\">a</blockquote></figure>",
    "    embed <https://s.example.com/2>: [a]\n" },
  { "related", "<aside>Related: <a href=\"/r\">more</a></aside>", "    embed <https://www.example.com/r>: [more]\n" },
  { "dropped", "<script>a</script><style>b</style><noscript>c</noscript><svg>d</svg><p hidden>e</p><button>f</button>g",
    "    paragraph: [g]\n" },
  { "unknown", "<gu-thing><p>a</p></gu-thing>", "    paragraph: [a]\n" },
  { "broken", "<p>a<p>b</i></div>c<b>d", "    paragraph: [a]\n    paragraph: [bc] [*d]\n" },
  { "entities", "<p>&amp;lt; &#8217; &nosuch; &#0; &#xd800;</p>", NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RdBody) body = rd_markup_read (test->html, "https://www.example.com/", &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  dump_body (text, body);
  if (test->expected != NULL)
    g_assert_cmpstr (text->str, ==, test->expected);
  else
    g_assert_true (g_str_has_prefix (text->str, "    paragraph: [&lt; ’ "));
  g_assert_true (g_utf8_validate (text->str, -1, NULL));
}

static void
test_text (void)
{
  g_autoptr (RdBody) body = rd_markup_read (
      "<p>One.</p><figure><img src=\"http://a.b/c\" alt=\"not said\"></figure><ul><li>Two</ul>", NULL, NULL);

  g_assert_cmpstr (rd_body_get_text (body), ==, "One.\nTwo");
}

static void
test_loose (void)
{
  static const char *const CASES_OF_TEXT[][2] = {
    { "2 < 3 & 4 > 1\nAT&T; R&D", "    paragraph: [2 < 3 & 4 > 1]\n    paragraph: [AT&T; R&D]\n" },
    { "it&#39;s &amp;quot;so&amp;quot;", "    paragraph: [it's \"so\"]\n" },
    { "<p>a</p>\n<p>b</p>", "    paragraph: [a]\n    paragraph: [b]\n" },
    { "&lt;p&gt;a &amp;lt; b &#38; c", "    paragraph: [a < b & c]\n" },
    { "?a=1&copy=2 &nosuch; &", "    paragraph: [?a=1&copy=2 &nosuch; &]\n" },
    { "&lt;p&gt;a &lt;b&gt;b&lt;/b&gt;", "    paragraph: [a ] [*b]\n" },
    { "if a <b then", "    paragraph: [if a <b then]\n" },
    { "a < b", "    paragraph: [a < b]\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES_OF_TEXT); i++)
    {
      g_autoptr (RdBody) body = rd_markup_read_loose (CASES_OF_TEXT[i][0], NULL, NULL);
      g_autoptr (GString) text = g_string_new (NULL);

      dump_body (text, body);
      g_assert_cmpstr (text->str, ==, CASES_OF_TEXT[i][1]);
    }
}

static void
test_plain (void)
{
  g_autoptr (RdBody) body = rd_markup_read_plain ("One <b>\n\n  Two\tthree &amp;\n");
  g_autoptr (RdBody) none = rd_markup_read_plain (NULL);

  g_assert_cmpstr (rd_body_get_text (body), ==, "One <b>\nTwo three &amp;");
  g_assert_cmpuint (rd_body_get_blocks (none)->len, ==, 0);
}

static void
assert_line (const char *html,
             const char *expected)
{
  g_autofree char *line = rd_markup_read_line (html);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_line (void)
{
  g_autofree char *long_line = g_strnfill (3 * RD_LIMIT_LINE_BYTES, 'x');
  g_autofree char *cut = rd_markup_read_line (long_line);

  assert_line (NULL, NULL);
  assert_line ("", NULL);
  assert_line (" <b> </b>", NULL);
  assert_line ("  a\n b ", "a b");
  assert_line ("<h2>A <em>fine</em> day</h2>", "A fine day");
  assert_line ("Tom &amp; Jo&#39;s", "Tom & Jo's");
  assert_line ("M&S up 3%", "M&S up 3%");
  g_assert_cmpuint (strlen (cut), ==, RD_LIMIT_LINE_BYTES);
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RdBody) body = NULL;

  for (guint i = 0; i < 2 * RD_LIMIT_DEPTH; i++)
    g_string_append (deep, "<blockquote>");
  g_string_append (deep, "x");
  g_assert_null (rd_markup_read (deep->str, NULL, &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_TOO_LARGE);

  for (guint i = 0; i < 2 * RD_LIMIT_ENTRY_BYTES / 10; i++)
    g_string_append (many, "<p>0123456789</p><b>x</b>y");
  body = rd_markup_read (many->str, NULL, NULL);
  g_assert_cmpuint (strlen (rd_body_get_text (body)), <=, RD_LIMIT_ENTRY_BYTES + rd_body_get_blocks (body)->len);
  g_assert_cmpuint (strlen (rd_body_get_text (body)), >, RD_LIMIT_ENTRY_BYTES / 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *name = g_strconcat ("/markup/read/", CASES[i].name, NULL);

      g_test_add_data_func (name, &CASES[i], test_case);
    }
  g_test_add_func ("/markup/text", test_text);
  g_test_add_func ("/markup/loose", test_loose);
  g_test_add_func ("/markup/plain", test_plain);
  g_test_add_func ("/markup/line", test_line);
  g_test_add_func ("/markup/limits", test_limits);

  return g_test_run ();
}
