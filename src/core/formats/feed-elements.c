/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds elements in feeds that mix vocabularies, declared or not. */
#include "formats/feed-elements.h"

#include "base/rd-limits.h"
#include "base/rd-string.h"
#include "text/rd-html.h"

#include <string.h>

/* Markup takes more than its words; and the text of elements that stand in each other is read once for each. */
#define LONGEST_TEXT (4 * RD_LIMIT_ENTRY_BYTES)

/* Namespaces, by the prefixes that they have here; a feed's own elements have none. */
static const struct
{
  const char *namespace;
  const char *prefix;
} VOCABULARIES[] = {
  { "http://www.w3.org/2005/Atom", "atom" },
  { "http://purl.org/atom/ns#", "atom" },
  { "http://purl.org/dc/elements/1.1/", "dc" },
  { "http://purl.org/dc/terms/", "dcterms" },
  { "http://purl.org/rss/1.0/modules/content/", "content" },
  { "http://search.yahoo.com/mrss/", "media" },
  { "http://purl.org/rss/1.0/", "" },
  { "http://my.netscape.com/rdf/simple/0.9/", "" },
};

/* Returns: (nullable): the prefix that an element's namespace has here, or the one that it has in the feed */
static const char *
get_prefix (xmlNode *node)
{
  if (node->ns == NULL || node->ns->href == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (VOCABULARIES); i++)
    if (g_str_equal ((const char *) node->ns->href, VOCABULARIES[i].namespace))
      return VOCABULARIES[i].prefix;

  return (const char *) node->ns->prefix;
}

/*< private >
 * rd_feed_is:
 * @node: a node of a feed
 * @name: a name such as "title", or "dc:date" for one of a vocabulary that feeds borrow from
 *
 * Returns: whether @node is such an element
 */
gboolean
rd_feed_is (xmlNode    *node,
            const char *name)
{
  const char *colon = strchr (name, ':');
  const char *prefix;

  if (node->type != XML_ELEMENT_NODE)
    return FALSE;
  /* A prefix that is not declared is part of the name. */
  if (node->ns == NULL)
    return rd_html_is (node, name);
  if (!rd_html_is (node, colon != NULL ? colon + 1 : name))
    return FALSE;

  prefix = get_prefix (node);
  if (colon != NULL)
    return prefix != NULL && strlen (prefix) == (gsize) (colon - name)
           && g_ascii_strncasecmp (prefix, name, strlen (prefix)) == 0;

  return prefix == NULL || prefix[0] == '\0' || g_strcmp0 (prefix, get_prefix (xmlDocGetRootElement (node->doc))) == 0;
}

/*< private >
 * rd_feed_find:
 * @parent: an element
 * @name: a name, as for [func@feed_is]
 *
 * Returns: (transfer none) (nullable): the first child of that name; what is said of films and pictures, "media:…", may
 *   stand in a group of these
 */
xmlNode *
rd_feed_find (xmlNode    *parent,
              const char *name)
{
  const gboolean media = g_str_has_prefix (name, "media:");

  for (xmlNode *node = parent->children; node != NULL;)
    {
      const gboolean group = media && (rd_feed_is (node, "media:group") || rd_feed_is (node, "media:content"));

      if (rd_feed_is (node, name))
        return node;
      node = group ? rd_html_next (node, parent) : rd_html_skip (node, parent);
    }

  return NULL;
}

/*< private >
 * rd_feed_has_elements:
 * @node: an element
 *
 * Returns: whether there are elements in it
 */
gboolean
rd_feed_has_elements (xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      return TRUE;

  return FALSE;
}

/*< private >
 * rd_feed_read_text:
 * @node: an element
 *
 * Returns: (transfer full): the text in it or, where that is far more than an entry may have, its beginning
 */
char *
rd_feed_read_text (xmlNode *node)
{
  GString *text = g_string_new (NULL);

  for (xmlNode *part = node; part != NULL && text->len < LONGEST_TEXT; part = rd_html_next (part, node))
    if (part->type == XML_TEXT_NODE && part->content != NULL)
      {
        g_autofree char *cut = rd_string_cut ((const char *) part->content, LONGEST_TEXT - text->len);

        g_string_append (text, cut);
      }

  return g_string_free_and_steal (text);
}

/*< private >
 * rd_feed_read_child:
 * @parent: an element
 * @name: a name, as for [func@feed_is]
 *
 * Returns: (transfer full) (nullable): the text of the first child of that name that has some, on one line
 */
char *
rd_feed_read_child (xmlNode    *parent,
                    const char *name)
{
  char *line = NULL;

  for (xmlNode *child = parent->children; child != NULL && line == NULL; child = child->next)
    if (rd_feed_is (child, name))
      {
        g_autofree char *text = rd_feed_read_text (child);

        line = rd_string_squash (text);
      }

  return line;
}

/*< private >
 * rd_feed_get_base:
 * @node: an element
 * @outer: (nullable): what addresses are relative to around the feed
 *
 * Follows xml:base, as deep as rd_xml_parse() lets it be.
 *
 * Returns: (transfer full) (nullable): what addresses in @node are relative to
 */
char *
rd_feed_get_base (xmlNode    *node,
                  const char *outer)
{
  const gboolean inner = node->parent != NULL && node->parent->type == XML_ELEMENT_NODE;
  g_autofree char *parent = inner ? rd_feed_get_base (node->parent, outer) : g_strdup (outer);
  char *own = rd_string_safe_url (rd_html_get_attribute (node, "base"), parent);

  return own != NULL ? own : g_steal_pointer (&parent);
}
