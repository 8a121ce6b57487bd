/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Broken XML, mended. */
#include "text/rd-xml.h"

#include "base/rd-error.h"
#include "base/rd-limits.h"

#include <string.h>

static void
dump_node (GString *out,
           xmlNode *node)
{
  if (node->type == XML_TEXT_NODE)
    g_string_append (out, (const char *) node->content);
  if (node->type != XML_ELEMENT_NODE)
    return;

  g_string_append_printf (out, "(%s", (const char *) node->name);
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    g_string_append_printf (out, " %s=%s", (const char *) attribute->name,
                            rd_html_get_attribute (node, (const char *) attribute->name));
  g_string_append_c (out, '|');
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    dump_node (out, child);
  g_string_append_c (out, ')');
}

static void
assert_xml (const char *text,
            gboolean    is_whole,
            const char *expected)
{
  g_autoptr (GError) error = NULL;
  gboolean whole = !is_whole;
  g_autoptr (xmlDoc) document = rd_xml_parse (text, &whole, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  dump_node (out, xmlDocGetRootElement (document));
  g_assert_cmpstr (out->str, ==, expected);
  g_assert_cmpint (whole, ==, is_whole);
}

static void
test_prolog (void)
{
  assert_xml ("<a/>", TRUE, "(a|)");
  assert_xml ("<!-- <b> --><?xml version='1.0' encoding='utf-16'?>\n<?style <c>?><a>\xc3\xa9</a>", TRUE,
              "(a|\xc3\xa9)");
  assert_xml ("warning! <?xml version='1.0'><a>b</a> behind", TRUE, "(a|b)");
  assert_xml ("<!DOCTYPE a [<!-- ' <b> --><!ENTITY c \"]><d/>\"><!ENTITY lt '<e/>'>]><a>&c;&lt;</a>", TRUE, "(a|&c;<)");
  assert_xml ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", TRUE, "(a|)");
  g_assert_null (rd_xml_find_root ("1 < 2 </a> <!-- <b> "));
}

static void
test_references (void)
{
  assert_xml ("<a>&nbsp;&eacute;&amp;amp;&apos;&quot;&#65;&#x41;</a>", TRUE, "(a|\xc2\xa0\xc3\xa9&amp;'\"AA)");
  assert_xml ("<a>R&D &; &nosuch; &#0; &#xd800; &#x110000; &#1; &#x; &copy 1 & 2</a>", TRUE,
              "(a|R&D &; &nosuch; &#0; &#xd800; &#x110000; &#1; &#x; &copy 1 & 2)");
  assert_xml ("<a b='x&y=1&amp;z=2' c=\"&nbsp;\" d='\"<&#34;>' e=f&amp;g h/>", TRUE,
              "(a b=x&y=1&z=2 c=\xc2\xa0 d=\"<\"> e=f&g|)");
}

static void
test_text (void)
{
  assert_xml ("<a>1 < 2 <3 <- > ]]> <me@example.com> \"</a>", TRUE, "(a|1 < 2 <3 <- > ]]> <me@example.com> \")");
  assert_xml ("<a><![CDATA[<b>&amp;</b>]]>c<![CDATA[]]]]><![CDATA[>]]></a>", TRUE, "(a|<b>&amp;</b>c]]>)");
  assert_xml ("<a>\x01\x08\x1f\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd\xef\xbc\x81</a>", TRUE,
              "(a|\xef\xbf\xbd\xef\xbc\x81)");
  assert_xml ("<a><!-- <b> -->c<?d e?><!f></a>", TRUE, "(a|c)");
}

static void
test_elements (void)
{
  assert_xml ("<a><b>c</a>", TRUE, "(a|(b|c))");
  assert_xml ("<a><b><c>d</b>e</c></a>", TRUE, "(a|(b|(c|d))e)");
  assert_xml ("<a></b>c</a></a><d/>", TRUE, "(a|c)");
  assert_xml ("<a>b<br>c<br/>d<img src=e>f</br></a>", TRUE, "(a|b(br|)c(br|)d(img src=e|)f)");
  assert_xml ("<a><b:c d:e='f'>g</b:c></a>", TRUE, "(a|(b:c d:e=f|g))");
  assert_xml ("<a b c='d' 1='f' = \"g\" / h=i></a>", TRUE, "(a c=d h=i|)");
}

static void
test_cut_off (void)
{
  assert_xml ("<a><b>c</b><d", FALSE, "(a|(b|c))");
  assert_xml ("<a><b>c</b><d e='f", FALSE, "(a|(b|c))");
  assert_xml ("<a><b>c</", FALSE, "(a|(b|c</))");
  assert_xml ("<a><b>c</b", FALSE, "(a|(b|c))");
  assert_xml ("<a><b><![CDATA[c<d>", FALSE, "(a|(b|c<d>))");
  assert_xml ("<a><b><!-- c", FALSE, "(a|(b|))");
  assert_xml ("<a>b&am", FALSE, "(a|b&am)");
}

static void
assert_refused (const char *text,
                RdError     code)
{
  g_autoptr (GError) error = NULL;
  gboolean whole;

  g_assert_null (rd_xml_parse (text, &whole, &error));
  g_assert_error (error, RD_ERROR, (int) code);
}

static void
test_refused (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new ("<a>");
  g_autoptr (GString) names = g_string_new ("<a ");
  g_autoptr (GString) ends = g_string_new ("<a>");
  gboolean whole = FALSE;
  g_autoptr (xmlDoc) long_text = NULL;
  g_autoptr (xmlDoc) long_names = NULL;
  g_autoptr (xmlDoc) many_ends = NULL;

  assert_refused ("", RD_ERROR_MALFORMED);
  assert_refused ("no XML", RD_ERROR_MALFORMED);
  assert_refused ("<a b='c", RD_ERROR_MALFORMED);
  for (guint i = 0; i <= RD_LIMIT_DEPTH; i++)
    g_string_append (deep, "<a>");
  assert_refused (deep->str, RD_ERROR_TOO_LARGE);

  /* None is too much for libxml2 to give the whole, nor for us to give it soon. */
  for (guint i = 0; i < 1200000; i++)
    g_string_append (text, "0123456789");
  long_text = rd_xml_parse (text->str, &whole, NULL);
  g_assert_cmpuint (strlen ((const char *) xmlDocGetRootElement (long_text)->children->content), ==, 12000000);
  for (guint i = 0; i < 2000000; i++)
    g_string_append (names, i % 1000 == 0 ? "x='y' " : "b");
  g_string_append (names, ">");
  long_names = rd_xml_parse (names->str, &whole, NULL);
  g_assert_nonnull (long_names);
  for (guint i = 0; i < 2000000; i++)
    g_string_append (ends, "</b>");
  many_ends = rd_xml_parse (ends->str, &whole, NULL);
  g_assert_nonnull (many_ends);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/xml/prolog", test_prolog);
  g_test_add_func ("/xml/references", test_references);
  g_test_add_func ("/xml/text", test_text);
  g_test_add_func ("/xml/elements", test_elements);
  g_test_add_func ("/xml/cut-off", test_cut_off);
  g_test_add_func ("/xml/refused", test_refused);

  return g_test_run ();
}
