/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls libxml2's HTML reader so that nothing is fetched, printed or lost in silence, and walks what it gives. */
#include "text/rd-html.h"

#include "base/rd-error.h"
#include "base/rd-limits.h"

#include <glib/gi18n.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* libxml2 says that it gave up in the context's last error alone; the codes differ by its version, and one of them,
 * XML_ERR_RESOURCE_LIMIT, has no name before 2.13. */
static gboolean
gave_up (htmlParserCtxt *context)
{
  const int resource_limit = 114;
  const xmlError *last = xmlCtxtGetLastError (context);

  return last != NULL && last->level == XML_ERR_FATAL
         && (last->code == XML_ERR_INTERNAL_ERROR || last->code == XML_ERR_NO_MEMORY || last->code == resource_limit);
}

static gboolean
is_too_deep (xmlDoc *document)
{
  guint depth = 0;
  xmlNode *node = document->children;

  while (node != NULL)
    {
      if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        {
          if (++depth > RD_LIMIT_DEPTH)
            return TRUE;
          node = node->children;
          continue;
        }
      while (node != NULL && node->next == NULL)
        {
          node = node->parent == (xmlNode *) document ? NULL : node->parent;
          depth--;
        }
      if (node != NULL)
        node = node->next;
    }

  return FALSE;
}

/**
 * rd_html_parse:
 * @html: UTF-8
 * @length: its length in bytes
 * @error: return location for an error
 *
 * Reads a page or a fragment of one. What is broken is mended as libxml2 does it; what is nested too deep or too long
 * for it is an error, where libxml2 by itself would give the first part only. A charset that the page declares is not
 * looked at: @html is UTF-8.
 *
 * Returns: (transfer full): the document; on error %NULL, of %RD_ERROR_TOO_LARGE or %RD_ERROR_MALFORMED
 */
xmlDoc *
rd_html_parse (const char  *html,
               gsize        length,
               GError     **error)
{
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                      | HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT;
  htmlParserCtxt *context = NULL;
  g_autoptr (xmlDoc) document = NULL;
  gboolean limited = TRUE;

  if (length <= RD_LIMIT_INPUT_BYTES)
    {
      context = htmlNewParserCtxt ();
      document = htmlCtxtReadMemory (context, html, (int) length, NULL, "UTF-8", options);
      limited = gave_up (context) || (document != NULL && is_too_deep (document));
      htmlFreeParserCtxt (context);
    }

  if (limited)
    {
      g_set_error (error, RD_ERROR, RD_ERROR_TOO_LARGE,
                   /* Translators: the number is of elements inside each other. */
                   _ ("the markup is nested more than %u deep or holds a text of more than 10 MB: "
                      "give a page that is less than that"),
                   RD_LIMIT_DEPTH);
      return NULL;
    }
  if (document == NULL)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_MALFORMED,
                           _ ("the page holds no markup that can be read: save it again from the browser"));
      return NULL;
    }

  return g_steal_pointer (&document);
}

/**
 * rd_html_skip:
 * @node: a node
 * @root: the node that is walked
 *
 * Returns: (transfer none) (nullable): the node of @root after @node and all that stands in it, in reading order
 */
xmlNode *
rd_html_skip (xmlNode *node,
              xmlNode *root)
{
  while (node != root && node->next == NULL)
    node = node->parent;

  return node == root ? NULL : node->next;
}

/**
 * rd_html_next:
 * @node: a node
 * @root: the node that is walked
 *
 * Returns: (transfer none) (nullable): the node of @root after @node, in reading order
 */
xmlNode *
rd_html_next (xmlNode *node,
              xmlNode *root)
{
  const gboolean inner = node->type == XML_ELEMENT_NODE || node->type == XML_HTML_DOCUMENT_NODE;

  return inner && node->children != NULL ? node->children : rd_html_skip (node, root);
}

/**
 * rd_html_find:
 * @root: the node to search
 * @name: a name of elements
 *
 * Returns: (transfer none) (nullable): the first such element in @root
 */
xmlNode *
rd_html_find (xmlNode    *root,
              const char *name)
{
  for (xmlNode *node = root; node != NULL; node = rd_html_next (node, root))
    if (rd_html_is (node, name))
      return node;

  return NULL;
}

/**
 * rd_html_is:
 * @node: a node
 * @name: a name of elements, in lower case
 *
 * Returns: whether @node is such an element
 */
gboolean
rd_html_is (xmlNode    *node,
            const char *name)
{
  return node->type == XML_ELEMENT_NODE && g_ascii_strcasecmp ((const char *) node->name, name) == 0;
}

/**
 * rd_html_get_attribute:
 * @node: an element
 * @name: a name of attributes, in lower case
 *
 * Returns: (transfer none) (nullable): the attribute's value
 */
const char *
rd_html_get_attribute (xmlNode    *node,
                       const char *name)
{
  if (node->type != XML_ELEMENT_NODE)
    return NULL;

  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (g_ascii_strcasecmp ((const char *) attribute->name, name) == 0)
      return attribute->children != NULL ? (const char *) attribute->children->content : "";

  return NULL;
}

/**
 * rd_html_has_class:
 * @node: an element
 * @name: a class
 *
 * Returns: whether @name is one of its classes
 */
gboolean
rd_html_has_class (xmlNode    *node,
                   const char *name)
{
  const gsize length = strlen (name);

  for (const char *p = rd_html_get_attribute (node, "class"); p != NULL && *p != '\0';)
    {
      gsize run = strcspn (p, " \t\r\n\f");

      if (run == length && strncmp (p, name, length) == 0)
        return TRUE;
      p += run;
      p += strspn (p, " \t\r\n\f");
    }

  return FALSE;
}

/**
 * rd_html_get_text:
 * @node: a node
 *
 * Returns: (transfer full): the text in it, as it stands, scripts included
 */
char *
rd_html_get_text (xmlNode *node)
{
  GString *text = g_string_new (NULL);

  for (xmlNode *part = node; part != NULL; part = rd_html_next (part, node))
    if ((part->type == XML_TEXT_NODE || part->type == XML_CDATA_SECTION_NODE) && part->content != NULL)
      g_string_append (text, (const char *) part->content);

  return g_string_free (text, FALSE);
}

/**
 * rd_html_get_meta:
 * @root: a document
 * @name: what a `meta` element of it tells, such as "og:title"
 *
 * Returns: (transfer none) (nullable): what it says of that
 */
const char *
rd_html_get_meta (xmlNode    *root,
                  const char *name)
{
  for (xmlNode *node = root; node != NULL; node = rd_html_next (node, root))
    if (rd_html_is (node, "meta")
        && (g_strcmp0 (rd_html_get_attribute (node, "property"), name) == 0
            || g_strcmp0 (rd_html_get_attribute (node, "name"), name) == 0))
      return rd_html_get_attribute (node, "content");

  return NULL;
}

/**
 * rd_html_get_language:
 * @root: a document
 *
 * Returns: (transfer none) (nullable): the BCP 47 tag of the language that it says it is in
 */
const char *
rd_html_get_language (xmlNode *root)
{
  xmlNode *html = rd_html_find (root, "html");
  const char *language = html != NULL ? rd_html_get_attribute (html, "lang") : NULL;

  return language != NULL && language[0] != '\0' ? language : NULL;
}

static gboolean
has_word (const char *words,
          const char *word)
{
  g_auto (GStrv) split = g_strsplit_set (words, " \t\r\n\f", -1);

  for (guint i = 0; split[i] != NULL; i++)
    if (g_ascii_strcasecmp (split[i], word) == 0)
      return TRUE;

  return FALSE;
}

/**
 * rd_html_get_feed:
 * @node: a node
 *
 * Returns: (transfer none) (nullable): the address of a feed of the page's, as it stands there, where @node is the link
 *   that tells of it
 */
const char *
rd_html_get_feed (xmlNode *node)
{
  static const char *const TYPES[]
      = { "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml" };
  const char *relation = rd_html_is (node, "link") ? rd_html_get_attribute (node, "rel") : NULL;
  const char *type = rd_html_get_attribute (node, "type");

  if (relation == NULL || type == NULL || !has_word (relation, "alternate"))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (TYPES); i++)
    if (strcspn (type, "; ") == strlen (TYPES[i]) && g_ascii_strncasecmp (type, TYPES[i], strlen (TYPES[i])) == 0)
      return rd_html_get_attribute (node, "href");

  return NULL;
}
