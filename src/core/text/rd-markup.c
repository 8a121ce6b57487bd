/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads publishers' markup into bodies. Elements that are not in the table below let their text through. */
#include "text/rd-markup.h"

#include "base/rd-address.h"
#include "base/rd-limits.h"
#include "base/rd-string.h"
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

/* An item of a list: what follows its first block is a paragraph under it. */
typedef struct
{
  guint number;
  gboolean begun;
} Item;

/* What holds for the text at one place of the tree. */
typedef struct
{
  RdBlockKind kind;
  RdRunStyle style;
  const char *url; /* (nullable) */
  gboolean quoted;
  gboolean in_row; /* of a table, which is one paragraph */
  guint level;
  guint *next_number; /* (nullable): of the numbered list that the place is in */
  Item *item;         /* (nullable): the one that the place is in */
} Place;

typedef struct
{
  RdBody *body;
  const char *base_url; /* (nullable) */
  gsize room;           /* bytes that the body may still take */
  RdBlock *block;       /* (nullable): the one that is open */
  GString *run;         /* the text of its last run */
  RdRunStyle run_style;
  char *run_url; /* (nullable) (owned) */
  gboolean gap;  /* white space was met behind it */
} Reader;

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

static void
end_run (Reader *self)
{
  if (self->run->len > 0)
    rd_block_add_run (self->block, self->run->str, (gssize) self->run->len, self->run_style, self->run_url);
  g_string_truncate (self->run, 0);
}

static void
end_block (Reader *self)
{
  if (self->block != NULL)
    end_run (self);
  self->block = NULL;
  self->gap = FALSE;
}

static void
begin_block (Reader      *self,
             const Place *place)
{
  self->block = rd_body_add_block (self->body, place->kind);
  self->block->quoted = place->quoted;
  if (place->kind == RD_BLOCK_LIST_ITEM && place->item->begun)
    self->block->kind = RD_BLOCK_PARAGRAPH;
  else if (place->kind == RD_BLOCK_LIST_ITEM)
    {
      place->item->begun = TRUE;
      self->block->level = place->level;
      self->block->number = place->item->number;
    }
  self->run_style = RD_RUN_PLAIN;
  g_clear_pointer (&self->run_url, g_free);
}

static void
begin_run (Reader     *self,
           RdRunStyle  style,
           const char *url)
{
  if (style == self->run_style && g_strcmp0 (url, self->run_url) == 0)
    return;

  end_run (self);
  self->run_style = style;
  g_set_str (&self->run_url, url);
}

/* Takes text without white space at its ends. A gap before it belongs to what stands on both sides of that. */
static void
add_piece (Reader      *self,
           const char  *text,
           const Place *place)
{
  g_autofree char *piece = rd_string_cut (text, self->room);

  if (piece[0] == '\0')
    return;

  self->room -= strlen (piece);
  if (self->block == NULL)
    begin_block (self, place);
  else if (self->gap)
    {
      begin_run (self, self->run_style & place->style,
                 g_strcmp0 (self->run_url, place->url) == 0 ? place->url : NULL);
      g_string_append_c (self->run, ' ');
    }
  self->gap = FALSE;
  begin_run (self, place->style, place->url);
  g_string_append (self->run, piece);
}

static void
add_text (Reader      *self,
          const char  *text,
          const Place *place)
{
  /* Between two bars, white space at the ends of the text is squashed as elsewhere, and not taken away. */
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *framed = g_strconcat ("|", valid, "|", NULL);
  g_autofree char *squashed = rd_string_squash (framed);
  char *inner = squashed + 1;
  gboolean gap_behind;

  inner[strlen (inner) - 1] = '\0';
  gap_behind = g_str_has_suffix (inner, " ");
  self->gap |= inner[0] == ' ';
  add_piece (self, g_strstrip (inner), place);
  self->gap |= gap_behind;
}

/* Returns: (transfer full) (nullable): a whole address. One of the live blog's own page may repeat the secrets that the
 * page was asked for by; those of other addresses are their publisher's business. */
static char *
resolve (Reader     *self,
         const char *reference)
{
  g_autofree char *url = rd_string_safe_url (reference, self->base_url);
  const gsize length = url != NULL ? strcspn (url, "?#") : 0;

  if (url != NULL && self->base_url != NULL && length == strcspn (self->base_url, "?#")
      && strncmp (url, self->base_url, length) == 0)
    return rd_address_mask (url);

  return g_steal_pointer (&url);
}

static void
add_thing (Reader      *self,
           RdBlockKind  kind,
           const char  *reference,
           const char  *name,
           const Place *place)
{
  g_autofree char *url = resolve (self, reference);
  g_autofree char *squashed = rd_string_squash (name);
  RdBlock *block;

  end_block (self);
  if ((url == NULL && squashed == NULL) || self->room == 0)
    return;

  block = rd_body_add_block (self->body, kind);
  block->quoted = place->quoted;
  block->url = g_steal_pointer (&url);
  if (squashed != NULL)
    {
      g_autofree char *cut = rd_string_cut (squashed, MIN (self->room, RD_LIMIT_LINE_BYTES));

      rd_block_add_run (block, cut, -1, RD_RUN_PLAIN, NULL);
      self->room -= strlen (cut);
    }
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
add_figure (Reader      *self,
            xmlNode     *figure,
            const Place *place)
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
    add_thing (self, RD_BLOCK_EMBED, address, words != NULL ? words : find_attribute (figure, NAMES), place);
  else if (picture != NULL)
    add_thing (self, RD_BLOCK_PICTURE, find_attribute (picture, SOURCES),
               words != NULL ? words : find_attribute (picture, NAMES), place);
  else
    return FALSE;

  return TRUE;
}

/* Something that stands beside the text and is hardly more than a link is that link. */
static gboolean
add_aside (Reader      *self,
           xmlNode     *aside,
           const Place *place)
{
  const gsize longest_lead = 40;
  xmlNode *link = rd_html_find (aside, "a");
  g_autofree char *words = link != NULL ? read_words (link) : NULL;
  g_autofree char *all = link != NULL ? read_words (aside) : NULL;

  if (link == NULL || strlen (all) > strlen (words) + longest_lead)
    return FALSE;

  add_thing (self, RD_BLOCK_EMBED, rd_html_get_attribute (link, "href"), words, place);
  return TRUE;
}

static void visit (Reader *self, xmlNode *node, Place place);

/* As deep as the tree, whose depth rd_html_parse() limits. */
static void
visit_children (Reader      *self,
                xmlNode     *node,
                const Place *place)
{
  for (xmlNode *child = node->children; child != NULL && self->room > 0; child = child->next)
    visit (self, child, *place);
}

/* What stands at both ends of a block: another block or, in a row of a table, a gap. */
static void
separate (Reader      *self,
          const Place *place)
{
  if (place->in_row)
    self->gap = TRUE;
  else
    end_block (self);
}

static void
visit_block (Reader      *self,
             xmlNode     *node,
             const Place *place)
{
  separate (self, place);
  visit_children (self, node, place);
  separate (self, place);
}

static void
visit_row (Reader      *self,
           xmlNode     *node,
           const Place *place)
{
  Place row = *place;

  row.in_row = TRUE;
  separate (self, place);
  visit_children (self, node, &row);
  separate (self, place);
}

static void
visit_list (Reader  *self,
            xmlNode *node,
            Place    place)
{
  const char *start = rd_html_get_attribute (node, "start");
  guint next_number = start != NULL ? (guint) CLAMP (g_ascii_strtoll (start, NULL, 10), 1, 1000000) : 1;

  place.level++;
  place.next_number = rd_html_is (node, "ol") ? &next_number : NULL;
  visit_block (self, node, &place);
}

static void
visit_item (Reader  *self,
            xmlNode *node,
            Place    place)
{
  Item item = { place.next_number != NULL ? (*place.next_number)++ : 0, FALSE };

  place.kind = RD_BLOCK_LIST_ITEM;
  place.item = &item;
  place.level = MAX (place.level, 1);
  visit_block (self, node, &place);
}

static void
visit_element (Reader  *self,
               xmlNode *node,
               Place    place)
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
      add_thing (self, RD_BLOCK_EMBED, find_attribute (node, SOURCES), find_attribute (node, NAMES), &place);
      break;
    case PART_PICTURE:
      if (g_strcmp0 (rd_html_get_attribute (node, "width"), "1") != 0)
        add_thing (self, RD_BLOCK_PICTURE, find_attribute (node, SOURCES), find_attribute (node, NAMES), &place);
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

          add_thing (self, RD_BLOCK_EMBED, find_last_link (node), words, &place);
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
      url = resolve (self, rd_html_get_attribute (node, "href"));
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
visit (Reader  *self,
       xmlNode *node,
       Place    place)
{
  if (node->type == XML_ELEMENT_NODE)
    visit_element (self, node, place);
  else if (node->type == XML_TEXT_NODE && node->content != NULL)
    add_text (self, (const char *) node->content, &place);
}

/* Whether @text holds a tag of HTML, rather than a sign that means 'less than'. */
static gboolean
has_markup (const char *text)
{
  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p, '<'))
    {
      char name[16] = "";
      gsize length;

      p += p[1] == '/' ? 2 : 1;
      length = strspn (p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456");
      if (length == 0 || length >= sizeof name || p[length] == '\0' || strchr (" \t\r\n/>", p[length]) == NULL)
        continue;
      memcpy (name, p, length);
      if (find_part (name) != NULL && p[strcspn (p, "<>")] == '>')
        return TRUE;
    }

  return FALSE;
}

/* Puts characters in the place of references such as '&#39;'; an ampersand that begins none stays. */
static char *
decode_references (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "<", -1);
  g_autofree char *html = g_strjoinv ("&lt;", parts);
  g_autoptr (xmlDoc) document = rd_html_parse (html, strlen (html), NULL);

  return document != NULL ? rd_html_get_text ((xmlNode *) document) : g_strdup (text);
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
  const Place place = { RD_BLOCK_PARAGRAPH };
  Reader self = {
    .body = rd_body_new (),
    .base_url = base_url,
    .room = RD_LIMIT_ENTRY_BYTES,
    .run = g_string_new (NULL),
  };

  visit_children (&self, node, &place);
  end_block (&self);
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

/**
 * rd_markup_read_plain:
 * @text: (nullable): UTF-8; a line feed ends a paragraph
 *
 * Returns: (transfer full): the body
 */
RdBody *
rd_markup_read_plain (const char *text)
{
  RdBody *body = rd_body_new ();
  gsize room = RD_LIMIT_ENTRY_BYTES;

  while (text != NULL && *text != '\0' && room > 0)
    {
      const gsize length = strcspn (text, "\n");
      g_autofree char *line = g_utf8_make_valid (text, (gssize) length);
      g_autofree char *squashed = rd_string_squash (line);

      if (squashed != NULL)
        {
          g_autofree char *cut = rd_string_cut (squashed, room);

          if (cut[0] == '\0')
            break;
          room -= strlen (cut);
          rd_block_add_run (rd_body_add_block (body, RD_BLOCK_PARAGRAPH), cut, -1, RD_RUN_PLAIN, NULL);
        }
      text += length + (text[length] == '\n');
    }

  return body;
}

/**
 * rd_markup_read_loose:
 * @text: (nullable): UTF-8, of which the publisher does not say whether it is HTML
 * @base_url: (nullable): the address that its links are relative to
 * @error: return location for an error
 *
 * Reads text as HTML where there are tags of HTML in it, perhaps escaped, and as plain text otherwise.
 *
 * Returns: (transfer full): the body; on error %NULL, of %RD_ERROR_TOO_LARGE
 */
RdBody *
rd_markup_read_loose (const char  *text,
                      const char  *base_url,
                      GError     **error)
{
  g_autofree char *decoded = g_strdup (text);

  /* Some publishers escape their text once more than they should. */
  for (guint i = 0; i < 2 && decoded != NULL && strchr (decoded, '&') != NULL && !has_markup (decoded); i++)
    {
      g_autofree char *escaped = decoded;

      decoded = decode_references (escaped);
    }

  return decoded != NULL && has_markup (decoded) ? rd_markup_read (decoded, base_url, error)
                                                 : rd_markup_read_plain (decoded);
}

/**
 * rd_markup_read_line:
 * @html: (nullable): a heading or a name, perhaps with markup or escaped
 *
 * Returns: (transfer full) (nullable): its words on one line, or %NULL where there are none
 */
char *
rd_markup_read_line (const char *html)
{
  g_autoptr (RdBody) body = rd_markup_read_loose (html, NULL, NULL);
  g_autofree char *line = body != NULL ? rd_string_squash (rd_body_get_text (body)) : NULL;

  return line != NULL ? rd_string_cut (line, RD_LIMIT_LINE_BYTES) : NULL;
}
