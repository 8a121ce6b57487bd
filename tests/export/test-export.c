/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each form against what it should look like, and against text that would like to be markup. */
#include "export/rd-export.h"
#include "export/rd-wording.h"

#include "rd-config.h"
#include "sample.h"

#include <json-glib/json-glib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* Set RUNDOWN_UPDATE_EXPECTED=1 to write the forms anew; then read the difference. */
static const char *golden_folder;

static const char *const hostile_texts[] = {
  "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"' onload='x",
  "*bold* _it_ `code` [link](http://x.example) ![img](y) <b>raw</b> ~~struck~~ | cell \\ end\\",
  "# heading #", "1. item", "12) item", "- item", "+ item", "> quotation", "=====", "---", "    code", "&lt; &#42; & done",
  "\u202eevil\u202c \u2066isolated\u2069 אבגד شمس", "\033[31mred\033[0m \a\b\x7f \xc2\x85 \xc2\x9b ?1m",
  "one\ntwo\r\nthree\u2028four\u2029five\tsix", "javascript:alert(1)", "data:text/html,<b>x</b>",
};

static char *
write_as (const RdExport *form,
          RdDigest       *digest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = form->write (digest, &error);
  char *text;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_true (g_utf8_validate (text, g_bytes_get_size (bytes), NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));

  return text;
}

static void
replace (char       **text,
         const char  *find,
         const char  *with)
{
  g_autoptr (GString) changed = g_string_new_take (g_steal_pointer (text));

  g_string_replace (changed, find, with, 0);
  *text = g_string_free_and_steal (g_steal_pointer (&changed));
}

static void
test_golden (const char     *name,
             const RdExport *form)
{
  g_autoptr (RdDigest) digest = make_usual_digest ();
  g_autofree char *path = g_strdup_printf ("%s/%s.%s", golden_folder, name, form->extension);
  g_autofree char *written = write_as (form, digest);
  g_autofree char *again = write_as (form, digest);
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;
  char *style = strstr (written, "<style>");

  g_assert_cmpstr (written, ==, again);

  /* How it looks, and the version, change without the form changing. */
  if (style != NULL)
    {
      g_autofree char *sheet = g_strndup (style, strstr (style, "</style>") - style);

      replace (&written, sheet, "<style>");
    }
  replace (&written, RD_VERSION, "VERSION");

  if (g_getenv ("RUNDOWN_UPDATE_EXPECTED") != NULL)
    g_assert_true (g_file_set_contents (path, written, -1, NULL));

  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (written, ==, golden);
}

static void
test_markdown (void)
{
  test_golden ("digest", &rd_export_markdown);
}

static void
test_html (void)
{
  test_golden ("digest", &rd_export_html);
}

static void
test_text (void)
{
  test_golden ("digest", &rd_export_text);
}

static void
test_json (void)
{
  test_golden ("digest", &rd_export_json);
}

static void
test_topics (void)
{
  test_golden ("topics", &rd_export_topics);
}

static void
test_nothing (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();

  digest->title = g_strdup ("Nothing");
  for (const RdExport *const *form = rd_export_get_all (); *form != NULL; form++)
    {
      g_autofree char *written = write_as (*form, digest);

      g_assert_nonnull (strstr (written, "Nothing"));
    }
}

static void
test_find (void)
{
  g_assert_true (rd_export_find ("html") == &rd_export_html);
  g_assert_true (rd_export_find ("MD") == &rd_export_markdown);
  g_assert_null (rd_export_find (""));
  g_assert_null (rd_export_find ("docx"));
}

/* No form hands a control character on, nor one that turns the direction of writing. JSON writes down what it was. */
static void
check_harmless (const char *written)
{
  for (const char *p = written; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_true (c == '\n' || !g_unichar_iscntrl (c));
      g_assert_false ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029);
    }
}

static void
test_no_controls (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile_texts); i++)
    {
      g_autoptr (RdDigest) digest = make_hostile_digest (hostile_texts[i]);
      g_autofree char *markdown = write_as (&rd_export_markdown, digest);
      g_autofree char *html = write_as (&rd_export_html, digest);
      g_autofree char *text = write_as (&rd_export_text, digest);
      g_autofree char *topics = write_as (&rd_export_topics, digest);

      check_harmless (markdown);
      check_harmless (html);
      check_harmless (text);
      check_harmless (topics);
    }
}

static void
check_element (xmlNode *element)
{
  const char *const allowed[] = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "h4", "h5", "p", "nav", "ol", "ul", "li",
    "a", "bdi", "main", "section", "div", "blockquote", "span", "time", "details", "summary", "article", "strong", "em",
    "footer", NULL,
  };
  const char *const allowed_attributes[] = {
    "lang", "charset", "http-equiv", "content", "name", "dir", "class", "aria-label", "href", "id", "datetime", "value", NULL,
  };

  for (; element != NULL; element = element->next)
    {
      if (element->type != XML_ELEMENT_NODE)
        continue;
      g_assert_true (g_strv_contains (allowed, (const char *) element->name));
      for (xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next)
        {
          g_autofree char *value = (char *) xmlNodeListGetString (element->doc, attribute->children, 1);

          g_assert_true (g_strv_contains (allowed_attributes, (const char *) attribute->name));
          if (g_str_equal (attribute->name, "href"))
            g_assert_true (value[0] == '#' || g_str_has_prefix (value, "https://") || g_str_has_prefix (value, "http://"));
        }
      check_element (element->children);
    }
}

static void
test_html_is_only_ours (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile_texts); i++)
    {
      g_autoptr (RdDigest) digest = make_hostile_digest (hostile_texts[i]);
      g_autofree char *html = write_as (&rd_export_html, digest);
      xmlDoc *document = htmlReadMemory (html, strlen (html), NULL, "UTF-8",
                                         HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

      g_assert_nonnull (document);
      check_element (xmlDocGetRootElement (document));
      xmlFreeDoc (document);
    }
}

static void
test_html_asks_no_other_site (void)
{
  g_autoptr (RdDigest) digest = make_usual_digest ();
  g_autofree char *html = write_as (&rd_export_html, digest);

  g_assert_nonnull (strstr (html, "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src 'none'"));
  g_assert_null (strstr (html, "src="));
  g_assert_null (strstr (html, "url("));
  g_assert_null (strstr (html, "@import"));
  g_assert_null (strstr (html, "<script"));
}

static void
test_markdown_is_only_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile_texts); i++)
    {
      g_autoptr (RdDigest) digest = make_hostile_digest (hostile_texts[i]);
      g_autofree char *written = write_as (&rd_export_markdown, digest);
      g_autofree char *title = g_strndup (written + 2, strchr (written, '\n') - written - 2);

      g_assert_true (title[0] == '\0' || strchr ("+-=", title[0]) == NULL);
      g_assert_false (g_regex_match_simple ("^[0-9]+[.)]|(^|[^\\\\])&[#a-zA-Z]", title, 0, 0));

      /* What is left when each escaped character is taken away. */
      for (char *p = title; (p = strchr (p, '\\')) != NULL;)
        {
          g_assert_true (g_ascii_ispunct (p[1]));
          memmove (p, p + 2, strlen (p + 2) + 1);
        }
      g_assert_null (strpbrk (title, "\\`*_[]<>#|~"));
    }
}

static void
test_text_fits (void)
{
  const char *texts[] = {
    "A sentence of many words that goes on and on until no line of a terminal could ever hold the whole of it, and longer",
    "東京では今日、議会が新しい予算案を可決しました。首相は記者会見で、この予算は将来の世代のためのものだと述べました。野党は反対しています。",
    "e\u0301e\u0301e\u0301 combining marks take no room e\u0301e\u0301e\u0301 e\u0301e\u0301e\u0301 e\u0301e\u0301e\u0301 e\u0301e\u0301e\u0301 e\u0301",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (RdDigest) digest = make_hostile_digest (texts[i]);
      g_autofree char *written = write_as (&rd_export_topics, digest);
      g_auto (GStrv) lines = g_strsplit (written, "\n", -1);

      for (guint j = 0; lines[j] != NULL; j++)
        {
          guint width = 0;

          if (strstr (lines[j], "https://") != NULL)
            continue;
          for (const char *p = lines[j]; *p != '\0'; p = g_utf8_next_char (p))
            {
              gunichar c = g_utf8_get_char (p);

              width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
            }
          g_assert_cmpuint (width, <=, 78);
        }
    }
}

static void
test_json_keeps_the_letter (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile_texts); i++)
    {
      g_autoptr (RdDigest) digest = make_hostile_digest (hostile_texts[i]);
      g_autofree char *written = write_as (&rd_export_json, digest);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = json_from_string (written, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "title"), ==, hostile_texts[i]);
    }
}

static void
test_wording_of_lines (void)
{
  g_autofree char *sentence = rd_wording_sentence ("éa \xff");
  g_autofree char *nothing = rd_wording_sentence ("");

  g_assert_cmpstr (sentence, ==, "Éa \ufffd");
  g_assert_cmpstr (nothing, ==, "");
}

/* @digest: with two live blogs, of which the first has a post by Mina Okafor and the second one by nobody */
static void
assert_names (RdDigest   *digest,
              const char *first,
              const char *second)
{
  g_autoptr (RdWording) wording = rd_wording_new (digest);
  g_autofree char *expected = g_strconcat ("Mina Okafor, ", first, NULL);

  for (guint i = 0; i < digest->entries->len; i++)
    {
      RdEntry *entry = ((RdDigestEntry *) digest->entries->pdata[i])->entry;
      g_autofree char *author = rd_wording_author (wording, entry);

      g_assert_cmpstr (author, ==, entry->author != NULL                         ? expected
                                   : g_str_equal (entry->blog_id, "harbour") ? first
                                                                              : second);
    }
}

static void
set_title (RdDigest   *digest,
           guint       blog,
           const char *title,
           const char *publisher)
{
  g_set_str (&((RdBlog *) digest->blogs->pdata[blog])->title, title);
  g_set_str (&((RdBlog *) digest->blogs->pdata[blog])->publisher, publisher);
}

/* A long title stands once, in the list of the live blogs; each line says in few words which it is from. */
static void
test_wording_of_names (void)
{
  static const char *const TITLES[] = { "Harbour vote live: council decides on the crane after a night of talks",
                                        "Town hall live: the mayor and the ferry, and what comes of it" };
  static const RdExport *const FORMS[] = { &rd_export_markdown, &rd_export_html };
  g_autoptr (RdDigest) digest = make_usual_digest ();

  set_title (digest, 0, TITLES[0], "The Paper");
  set_title (digest, 1, TITLES[1], "The Other Paper");
  assert_names (digest, "The Paper", "The Other Paper");
  set_title (digest, 1, TITLES[1], "The Paper");
  assert_names (digest, "Harbour vote live: council…", "Town hall live: the mayor and…");
  for (gsize i = 0; i < G_N_ELEMENTS (FORMS); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (TITLES); j++)
      {
        g_autofree char *text = write_as (FORMS[i], digest);
        g_auto (GStrv) around = g_strsplit (text, TITLES[j], -1);

        g_assert_cmpuint (g_strv_length (around), ==, 2);
      }

  /* What does not tell them apart is no name. */
  set_title (digest, 1, "Harbour vote live: council sleeps at last, and what it dreams of", NULL);
  assert_names (digest, TITLES[0], "Harbour vote live: council sleeps at last, and what it dreams of");
}

/* Years of posts have days of the same name. */
static void
test_wording_of_times (void)
{
  static const struct
  {
    int year;
    int day;
    const char *time;
  } CASES[] = { { 2024, 5, "06:00" }, { 2024, 6, "6 Mar, 06:00" }, { 2025, 5, "5 Mar 2025, 06:00" } };
  g_autoptr (GDateTime) first = g_date_time_new_utc (2024, 3, 5, 6, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (RdDigest) digest = rd_digest_new ();
      RdTopic *topic = rd_digest_add_topic (digest);
      RdWording *wording;
      g_autofree char *time = NULL;

      for (guint n = 0; n < 2; n++)
        {
          g_autoptr (RdEntry) entry = rd_entry_new ();

          entry->published = n == 0 ? g_date_time_ref (first) : g_date_time_new_utc (CASES[i].year, 3, CASES[i].day, 6, 0, 0);
          rd_digest_add_entry (digest, entry, topic);
        }
      wording = rd_wording_new (digest);
      time = rd_wording_time (wording, ((RdDigestEntry *) digest->entries->pdata[1])->entry);
      g_assert_cmpstr (time, ==, CASES[i].time);
      rd_wording_free (wording);
    }
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "Europe/London", TRUE);
  g_test_init (&argc, &argv, NULL);
  golden_folder = argv[1];

  g_test_add_func ("/export/markdown", test_markdown);
  g_test_add_func ("/export/html", test_html);
  g_test_add_func ("/export/text", test_text);
  g_test_add_func ("/export/json", test_json);
  g_test_add_func ("/export/topics", test_topics);
  g_test_add_func ("/export/nothing", test_nothing);
  g_test_add_func ("/export/find", test_find);
  g_test_add_func ("/export/no-controls", test_no_controls);
  g_test_add_func ("/export/html-is-only-ours", test_html_is_only_ours);
  g_test_add_func ("/export/html-asks-no-other-site", test_html_asks_no_other_site);
  g_test_add_func ("/export/markdown-is-only-text", test_markdown_is_only_text);
  g_test_add_func ("/export/text-fits", test_text_fits);
  g_test_add_func ("/export/lines", test_wording_of_lines);
  g_test_add_func ("/export/names", test_wording_of_names);
  g_test_add_func ("/export/times", test_wording_of_times);
  g_test_add_func ("/export/json-keeps-the-letter", test_json_keeps_the_letter);

  return g_test_run ();
}
