/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads publishers' markup into bodies. Elements that are not in the table below let their text through. */
#include "text/rd-markup-private.h"

#include "base/rd-limits.h"
#include "text/rd-html.h"

#include <stdlib.h>
#include <string.h>

typedef enum
{
  PART_INLINE,
  PART_ASIDE,
  PART_BLOCK,
  PART_BREAK,
  PART_DROP,
  PART_EMBED,
  PART_EMPHASIS,
  PART_FIGURE,
  PART_HEADING,
  PART_ITEM,
  PART_LINK,
  PART_LIST,
  PART_PICTURE,
  PART_QUOTE,
  PART_ROW,
  PART_STRONG,
} Part;

/* In the order of strcmp(), for bsearch(). */
static const struct
{
  const char *name;
  Part part;
} PARTS[] = {
  { "a", PART_LINK },          { "abbr", PART_INLINE },     { "address", PART_BLOCK },  { "article", PART_BLOCK },
  { "aside", PART_ASIDE },     { "audio", PART_EMBED },     { "b", PART_STRONG },       { "blockquote", PART_QUOTE },
  { "body", PART_BLOCK },      { "br", PART_BREAK },        { "button", PART_DROP },    { "canvas", PART_DROP },
  { "caption", PART_BLOCK },   { "cite", PART_INLINE },     { "code", PART_INLINE },    { "dd", PART_BLOCK },
  { "details", PART_BLOCK },   { "div", PART_BLOCK },       { "dl", PART_BLOCK },       { "dt", PART_BLOCK },
  { "em", PART_EMPHASIS },     { "embed", PART_EMBED },     { "fieldset", PART_BLOCK }, { "figcaption", PART_BLOCK },
  { "figure", PART_FIGURE },   { "footer", PART_BLOCK },    { "form", PART_BLOCK },     { "h1", PART_HEADING },
  { "h2", PART_HEADING },      { "h3", PART_HEADING },      { "h4", PART_HEADING },     { "h5", PART_HEADING },
  { "h6", PART_HEADING },      { "head", PART_DROP },       { "header", PART_BLOCK },   { "hr", PART_BREAK },
  { "i", PART_EMPHASIS },      { "iframe", PART_EMBED },    { "img", PART_PICTURE },    { "input", PART_DROP },
  { "li", PART_ITEM },         { "main", PART_BLOCK },      { "math", PART_DROP },      { "noscript", PART_DROP },
  { "object", PART_EMBED },    { "ol", PART_LIST },         { "p", PART_BLOCK },        { "pre", PART_BLOCK },
  { "script", PART_DROP },     { "section", PART_BLOCK },   { "select", PART_DROP },    { "small", PART_INLINE },
  { "span", PART_INLINE },     { "strong", PART_STRONG },   { "style", PART_DROP },     { "sub", PART_INLINE },
  { "summary", PART_BLOCK },   { "sup", PART_INLINE },      { "svg", PART_DROP },       { "table", PART_BLOCK },
  { "tbody", PART_BLOCK },     { "td", PART_BLOCK },        { "template", PART_DROP },  { "textarea", PART_DROP },
  { "tfoot", PART_BLOCK },     { "th", PART_BLOCK },        { "thead", PART_BLOCK },    { "time", PART_INLINE },
  { "tr", PART_ROW },          { "u", PART_INLINE },        { "ul", PART_LIST },        { "video", PART_EMBED },
};

static int
compare_names (const void *name,
               const void *part)
{
  return g_ascii_strcasecmp (name, *(const char *const *) part);
}

/* Returns: (nullable): what elements of a name are; not known ones let their text through */
static const Part *
find_part (const char *name)
{
  typeof (&PARTS[0]) row = bsearch (name, PARTS, G_N_ELEMENTS (PARTS), sizeof PARTS[0], compare_names);

  return row != NULL ? &row->part : NULL;
}

/* Whether HTML has elements of that name. */
gboolean
rd_markup_is_element (const char *name)
{
  return find_part (name) != NULL;
}

static gboolean
is_hidden (xmlNode *node)
{
  const char *style = rd_html_get_attribute (node, "style");

  return rd_html_get_attribute (node, "hidden") != NULL
         || (style != NULL && (strstr (style, "display:none") != NULL || strstr (style, "display: none") != NULL));
}

static Part
get_part (xmlNode *node)
{
  const Part *part = find_part ((const char *) node->name);

  if (is_hidden (node))
    return PART_DROP;

  return part != NULL ? *part : PART_INLINE;
}

/* The words in an element on one line, for a caption or a name. */
static char *
read_words (xmlNode *root)
{
  g_autoptr (GString) words = g_string_new (NULL);
  xmlNode *node = root;

  while (node != NULL)
    {
      const Part part = node->type == XML_ELEMENT_NODE ? get_part (node) : PART_INLINE;

      if (part == PART_BLOCK || part == PART_BREAK || (node->prev != NULL && rd_html_is (node->prev, "p")))
        g_string_append_c (words, ' ');
      if (node->type == XML_TEXT_NODE && node->content != NULL)
        g_string_append (words, (const char *) node->content);
      node = part == PART_DROP ? rd_html_skip (node, root) : rd_html_next (node, root);
    }

  return g_utf8_make_valid (words->str, (gssize) words->len);
}

static gboolean
is_social_post (xmlNode *node)
{
  const char *classes = rd_html_get_attribute (node, "class");

  return rd_html_is (node, "blockquote") && classes != NULL
         && (strstr (classes, "-tweet") != NULL || strstr (classes, "instagram-") != NULL
             || strstr (classes, "tiktok-") != NULL || strstr (classes, "bluesky-") != NULL);
}

/* The last link of a post that is quoted from a social network is its own address. */
static const char *
find_last_link (xmlNode *root)
{
  const char *last = NULL;

  for (xmlNode *node = root; node != NULL; node = rd_html_next (node, root))
    if (rd_html_is (node, "a"))
      last = rd_html_get_attribute (node, "href");

  return last;
}

static const char *const SOURCES[] = { "src", "data-src", "data", NULL };
static const char *const NAMES[] = { "alt", "data-alt", "title", NULL };

/* Returns: (nullable): the first of the attributes that says something */
static const char *
find_attribute (xmlNode           *node,
                const char *const *names)
{
  const char *value = NULL;

  for (guint i = 0; names[i] != NULL && (value == NULL || value[0] == '\0'); i++)
    value = rd_html_get_attribute (node, names[i]);

  return value;
}

/* A figure holds one thing and its caption. Returns whether it does: one of a table, say, is read like any block. */
static gboolean
add_figure (RdMarkupWriter      *self,
            xmlNode             *figure,
            const RdMarkupPlace *place)
{
  const char *address = rd_html_get_attribute (figure, "data-canonical-url");
  xmlNode *caption = rd_html_find (figure, "figcaption");
  xmlNode *picture = rd_html_find (figure, "img");
  xmlNode *embed = NULL;
  xmlNode *post = NULL;
  g_autofree char *words = caption != NULL ? read_words (caption) : NULL;

  for (xmlNode *node = figure->children; node != NULL && embed == NULL; node = rd_html_next (node, figure))
    {
      if (is_social_post (node))
        post = node;
      if (node->type == XML_ELEMENT_NODE && get_part (node) == PART_EMBED)
        embed = node;
    }

  if (post != NULL && words == NULL)
    words = read_words (post);

  if (address == NULL && post != NULL)
    address = find_last_link (post);
  if (address == NULL && embed != NULL)
    address = find_attribute (embed, SOURCES);

  if (address != NULL)
    rd_markup_add_thing (self, RD_BLOCK_EMBED, address, words != NULL ? words : find_attribute (figure, NAMES), place);
  else if (picture != NULL)
    rd_markup_add_thing (self, RD_BLOCK_PICTURE, find_attribute (picture, SOURCES),
               words != NULL ? words : find_attribute (picture, NAMES), place);
  else
    return FALSE;

  return TRUE;
}

/* Something that stands beside the text and is hardly more than a link is that link. */
static gboolean
add_aside (RdMarkupWriter      *self,
           xmlNode             *aside,
           const RdMarkupPlace *place)
{
  const gsize longest_lead = 40;
  xmlNode *link = rd_html_find (aside, "a");
  g_autofree char *words = link != NULL ? read_words (link) : NULL;
  g_autofree char *all = link != NULL ? read_words (aside) : NULL;

  if (link == NULL || strlen (all) > strlen (words) + longest_lead)
    return FALSE;

  rd_markup_add_thing (self, RD_BLOCK_EMBED, rd_html_get_attribute (link, "href"), words, place);
  return TRUE;
}

static void visit (RdMarkupWriter *self, xmlNode *node, RdMarkupPlace place);

/* As deep as the tree, whose depth rd_html_parse() limits. */
static void
visit_children (RdMarkupWriter      *self,
                xmlNode             *node,
                const RdMarkupPlace *place)
{
  for (xmlNode *child = node->children; child != NULL && self->room > 0; child = child->next)
    visit (self, child, *place);
}

/* What stands at both ends of a block: another block or, in a row of a table, a gap. */
static void
separate (RdMarkupWriter      *self,
          const RdMarkupPlace *place)
{
  if (place->in_row)
    self->gap = TRUE;
  else
    rd_markup_end_block (self);
}

static void
visit_block (RdMarkupWriter      *self,
             xmlNode             *node,
             const RdMarkupPlace *place)
{
  separate (self, place);
  visit_children (self, node, place);
  separate (self, place);
}

static void
visit_row (RdMarkupWriter      *self,
           xmlNode             *node,
           const RdMarkupPlace *place)
{
  RdMarkupPlace row = *place;

  row.in_row = TRUE;
  separate (self, place);
  visit_children (self, node, &row);
  separate (self, place);
}

static void
visit_list (RdMarkupWriter *self,
            xmlNode        *node,
            RdMarkupPlace   place)
{
  const char *start = rd_html_get_attribute (node, "start");
  guint next_number = start != NULL ? (guint) CLAMP (g_ascii_strtoll (start, NULL, 10), 1, 1000000) : 1;

  place.level++;
  place.next_number = rd_html_is (node, "ol") ? &next_number : NULL;
  visit_block (self, node, &place);
}

static void
visit_item (RdMarkupWriter *self,
            xmlNode        *node,
            RdMarkupPlace   place)
{
  RdMarkupItem item = { place.next_number != NULL ? (*place.next_number)++ : 0, FALSE };

  place.kind = RD_BLOCK_LIST_ITEM;
  place.item = &item;
  place.level = MAX (place.level, 1);
  visit_block (self, node, &place);
}

static void
visit_element (RdMarkupWriter *self,
               xmlNode        *node,
               RdMarkupPlace   place)
{
  g_autofree char *url = NULL;

  switch (get_part (node))
    {
    case PART_DROP:
      break;
    case PART_BREAK:
      separate (self, &place);
      break;
    case PART_EMBED:
      rd_markup_add_thing (self, RD_BLOCK_EMBED, find_attribute (node, SOURCES), find_attribute (node, NAMES), &place);
      break;
    case PART_PICTURE:
      if (g_strcmp0 (rd_html_get_attribute (node, "width"), "1") != 0)
        rd_markup_add_thing (self, RD_BLOCK_PICTURE, find_attribute (node, SOURCES), find_attribute (node, NAMES), &place);
      break;
    case PART_FIGURE:
      if (!add_figure (self, node, &place))
        visit_block (self, node, &place);
      break;
    case PART_ASIDE:
      if (!add_aside (self, node, &place))
        visit_block (self, node, &place);
      break;
    case PART_QUOTE:
      if (is_social_post (node))
        {
          g_autofree char *words = read_words (node);

          rd_markup_add_thing (self, RD_BLOCK_EMBED, find_last_link (node), words, &place);
          break;
        }
      place.quoted = TRUE;
      visit_block (self, node, &place);
      break;
    case PART_HEADING:
      place.kind = RD_BLOCK_HEADING;
      visit_block (self, node, &place);
      break;
    case PART_LIST:
      visit_list (self, node, place);
      break;
    case PART_ITEM:
      visit_item (self, node, place);
      break;
    case PART_BLOCK:
      visit_block (self, node, &place);
      break;
    case PART_ROW:
      visit_row (self, node, &place);
      break;
    case PART_LINK:
      url = rd_markup_resolve (self, rd_html_get_attribute (node, "href"));
      place.url = url;
      visit_children (self, node, &place);
      break;
    case PART_STRONG:
      place.style |= RD_RUN_STRONG;
      visit_children (self, node, &place);
      break;
    case PART_EMPHASIS:
      place.style |= RD_RUN_EMPHASIS;
      visit_children (self, node, &place);
      break;
    case PART_INLINE:
      visit_children (self, node, &place);
      break;
    }
}

static void
visit (RdMarkupWriter *self,
       xmlNode        *node,
       RdMarkupPlace   place)
{
  if (node->type == XML_ELEMENT_NODE)
    visit_element (self, node, place);
  else if (node->type == XML_TEXT_NODE && node->content != NULL)
    rd_markup_add_text (self, (const char *) node->content, &place);
}

/**
 * rd_markup_read_node:
 * @node: an element of a page
 * @base_url: (nullable): the address that its links are relative to
 *
 * Reads what stands in an element. Scripts, styles and what is hidden are left out; a picture or an embed becomes its
 * address; the cells of a table's row become one paragraph; a line break begins a new block. What goes over
 * %RD_LIMIT_ENTRY_BYTES is left out.
 *
 * Returns: (transfer full): the body
 */
RdBody *
rd_markup_read_node (xmlNode    *node,
                     const char *base_url)
{
  const RdMarkupPlace place = { RD_BLOCK_PARAGRAPH };
  RdMarkupWriter self = {
    .body = rd_body_new (),
    .base_url = base_url,
    .room = RD_LIMIT_ENTRY_BYTES,
    .run = g_string_new (NULL),
  };

  visit_children (&self, node, &place);
  rd_markup_end_block (&self);
  g_string_free (self.run, TRUE);
  g_free (self.run_url);

  return self.body;
}

/**
 * rd_markup_read:
 * @html: (nullable): a fragment of HTML, in UTF-8
 * @base_url: (nullable): the address that its links are relative to
 * @error: return location for an error
 *
 * Reads HTML as [func@markup_read_node] does.
 *
 * Returns: (transfer full): the body; on error %NULL, of %RD_ERROR_TOO_LARGE
 */
RdBody *
rd_markup_read (const char  *html,
                const char  *base_url,
                GError     **error)
{
  g_autoptr (xmlDoc) document = NULL;

  if (html == NULL || html[strspn (html, " \t\r\n")] == '\0')
    return rd_body_new ();

  document = rd_html_parse (html, strlen (html), error);
  return document != NULL ? rd_markup_read_node ((xmlNode *) document, base_url) : NULL;
}
