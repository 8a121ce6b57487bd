/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RSS 0.9x, 1.0 and 2.0 and Atom 0.3 and 1.0 (RFC 4287), with what they borrow from others and from each other. */
#include "base/rd-string.h"
#include "base/rd-time.h"
#include "formats/feed-elements.h"
#include "formats/feed.h"
#include "text/rd-markup.h"
#include "text/rd-xml.h"

#include <string.h>

typedef struct
{
  RdFeed *feed;
  char *base_url; /* (nullable): what addresses are relative to, where the feed says nothing else */
  char *author;   /* (nullable): who wrote what has no author of its own */
} Reader;

/* Returns: (nullable): an address of the web */
static char *
read_url (Reader     *self,
          xmlNode    *node,
          const char *reference)
{
  g_autofree char *base = rd_feed_get_base (node, self->base_url);
  g_autofree char *url = rd_string_safe_url (reference, base);

  return url != NULL && g_str_has_prefix (url, "http") ? g_steal_pointer (&url) : NULL;
}

/* Finds the page that a feed or an item is of: RSS has its address as text, Atom in an attribute. A feed's own address
 * has the relation 'self'. Returns: (nullable) */
static char *
find_link (Reader     *self,
           xmlNode    *parent,
           const char *relation)
{
  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    {
      const char *reference, *given;
      g_autofree char *text = NULL;
      char *url;

      if (!rd_feed_is (child, "link") && !rd_feed_is (child, "atom:link"))
        continue;
      given = rd_html_get_attribute (child, "rel");
      reference = rd_html_get_attribute (child, "href");
      if (g_strcmp0 (given != NULL ? given : "alternate", relation) != 0)
        continue;
      if (reference == NULL)
        reference = text = rd_feed_read_text (child);
      url = reference[strspn (reference, " \t\n")] != '\0' ? read_url (self, child, reference) : NULL;
      if (url != NULL)
        return url;
    }

  return NULL;
}

/* Returns: a name of the forms 'Ada Brook', 'ada@example.com (Ada Brook)' or 'Ada Brook <ada@example.com>' */
static char *
tidy_person (const char *text)
{
  const char *address = strchr (text, '@');
  const char *open = address != NULL ? strchr (address, '(') : NULL;
  const char *angle = address != NULL ? strchr (text, '<') : NULL;

  if (open != NULL && strrchr (open, ')') > open + 1)
    return g_strndup (open + 1, (gsize) (strrchr (open, ')') - open - 1));
  if (angle != NULL && angle > text && angle < address)
    return g_strndup (text, (gsize) (angle - text));

  return g_strdup (text);
}

static void
add_persons (xmlNode    *parent,
             const char *name,
             GPtrArray  *persons)
{
  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    {
      g_autofree char *text = NULL;
      g_autofree char *person = NULL;

      if (!rd_feed_is (child, name))
        continue;
      text = rd_feed_read_child (child, "name");
      if (text == NULL)
        text = rd_feed_read_child (child, "atom:name");
      if (text == NULL)
        text = rd_feed_read_child (child, "email");
      if (text == NULL && !rd_feed_has_elements (child))
        text = rd_feed_read_text (child);
      person = text != NULL ? tidy_person (text) : NULL;
      rd_feed_add_name (persons, person);
    }
}

/* Returns: (nullable): the names of those who wrote it, of the first kind of element that has any */
static char *
read_authors (xmlNode *parent)
{
  static const char *const NAMES[] = { "dc:creator", "author", "atom:author" };
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_free);
  gboolean taken_over;

  for (guint i = 0; i < G_N_ELEMENTS (NAMES) && persons->len == 0; i++)
    add_persons (parent, NAMES[i], persons);

  /* An entry that was taken over from another feed has the author of that. */
  taken_over = persons->len == 0;
  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    if (taken_over && rd_feed_is (child, "source"))
      add_persons (child, "author", persons);

  return rd_feed_join_names (persons);
}

/* Returns: (nullable): a title, which may hold markup as elements, or escaped for the builder to read */
static char *
read_title (xmlNode *parent)
{
  static const char *const NAMES[] = { "title", "dc:title", "media:title" };
  char *title = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (NAMES) && title == NULL; i++)
    {
      xmlNode *node = rd_feed_find (parent, NAMES[i]);
      g_autoptr (RdBody) body = node != NULL && rd_feed_has_elements (node) ? rd_markup_read_node (node, NULL) : NULL;
      g_autofree char *text = node != NULL && body == NULL ? rd_feed_read_text (node) : NULL;

      title = rd_markup_read_line (body != NULL ? rd_body_get_text (body) : text);
    }

  return title;
}

/* Whether an element of Atom holds words, rather than a picture or a film. */
static gboolean
is_readable (const char *type,
             const char *mode)
{
  if (g_strcmp0 (mode, "base64") == 0)
    return FALSE;

  return type == NULL || strchr (type, '/') == NULL || strstr (type, "text/") != NULL || strstr (type, "html") != NULL;
}

static RdBody *
read_content (xmlNode     *node,
              const char  *base_url,
              GError     **error)
{
  const char *type = rd_html_get_attribute (node, "type");
  g_autofree char *base = rd_feed_get_base (node, base_url);
  g_autofree char *text = NULL;

  if (!is_readable (type, rd_html_get_attribute (node, "mode")))
    return rd_body_new ();
  if (rd_feed_has_elements (node))
    return rd_markup_read_node (node, base);

  text = rd_feed_read_text (node);

  return type != NULL && strstr (type, "html") != NULL ? rd_markup_read (text, base, error)
                                                       : rd_markup_read_loose (text, base, error);
}

/* Reads the longest form of what an item says that has words. */
static RdBody *
read_body (xmlNode    *item,
           const char *base_url,
           GError    **error)
{
  static const char *const NAMES[]
      = { "content:encoded", "content", "atom:content", "description", "summary", "atom:summary", "dc:description",
          "media:description" };
  RdBody *body = rd_body_new ();

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      xmlNode *node = rd_feed_find (item, NAMES[i]);

      if (node == NULL)
        continue;
      rd_body_unref (body);
      body = read_content (node, base_url, error);
      if (body == NULL || rd_body_get_blocks (body)->len > 0)
        break;
    }

  return body;
}

/* Returns: (nullable): the first of the times that can be read */
static GDateTime *
read_time (xmlNode           *item,
           const char *const *names)
{
  GDateTime *time = NULL;

  for (guint i = 0; names[i] != NULL && time == NULL; i++)
    {
      g_autofree char *text = rd_feed_read_child (item, names[i]);

      time = rd_time_parse (text);
    }

  return time;
}

static GStrv
read_tags (xmlNode *item)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (xmlNode *child = item->children; child != NULL; child = child->next)
    {
      const char *name;
      g_autofree char *text = NULL;

      if (!rd_feed_is (child, "category") && !rd_feed_is (child, "atom:category")
          && !rd_feed_is (child, "dc:subject"))
        continue;
      name = rd_html_get_attribute (child, "label");
      if (name == NULL)
        name = rd_html_get_attribute (child, "term");
      if (name == NULL)
        name = text = rd_feed_read_text (child);
      rd_feed_add_name (names, name);
    }

  return rd_feed_end_names (names);
}

/* Returns: (nullable): the publisher's id; @permanent is set where that is an address, if it looks like one */
static char *
read_id (xmlNode  *item,
         gboolean *permanent)
{
  xmlNode *guid = rd_feed_find (item, "guid");
  const char *about = rd_html_get_attribute (item, "about");
  char *id = rd_feed_read_child (item, "guid");

  *permanent = guid == NULL || g_strcmp0 (rd_html_get_attribute (guid, "isPermaLink"), "false") != 0;
  if (id == NULL)
    id = rd_string_squash (about != NULL ? about : rd_html_get_attribute (item, "rdf:about"));
  if (id != NULL)
    return id;

  *permanent = FALSE;
  id = rd_feed_read_child (item, "id");

  return id != NULL ? id : rd_feed_read_child (item, "atom:id");
}

static gboolean
read_item (Reader   *self,
           xmlNode  *item,
           GError  **error)
{
  static const char *const PUBLISHED[] = { "pubDate", "published", "issued", "dc:date", "dcterms:issued",
                                           "dcterms:created", "created", "atom:published", NULL };
  static const char *const UPDATED[] = { "updated", "modified", "dcterms:modified", "atom:updated", NULL };
  g_autoptr (RdEntry) entry = rd_entry_new ();
  gboolean permanent;
  RdBody *body;

  entry->url = find_link (self, item, "alternate");
  entry->source_id = read_id (item, &permanent);
  if (entry->url == NULL && permanent && g_str_has_prefix (entry->source_id, "http"))
    entry->url = rd_string_safe_url (entry->source_id, NULL);
  body = read_body (item, entry->url != NULL ? entry->url : self->base_url, error);
  if (body == NULL)
    return FALSE;

  rd_body_unref (entry->body);
  entry->body = body;
  entry->title = read_title (item);
  entry->author = read_authors (item);
  if (entry->author == NULL)
    entry->author = g_strdup (self->author);
  entry->published = read_time (item, PUBLISHED);
  entry->updated = read_time (item, UPDATED);
  entry->tags = read_tags (item);
  rd_feed_take_entry (self->feed, g_steal_pointer (&entry));

  return TRUE;
}

/* Reads what a feed says of itself, in its root or in a part of that. */
static void
describe (Reader   *self,
          RdSource *source,
          xmlNode  *channel,
          gboolean  atom)
{
  g_autofree char *title = NULL;
  RdBlog *blog = self->feed->blog;
  g_autofree char *link = NULL;
  g_autofree char *language = NULL;
  const char *attribute = rd_html_get_attribute (channel, "lang");

  if (source->url == NULL)
    self->base_url = find_link (self, channel, "self");
  link = find_link (self, channel, "alternate");
  rd_feed_set_url (self->feed, source, link != NULL ? link : self->base_url);
  if (self->base_url == NULL)
    self->base_url = g_steal_pointer (&link);

  if (attribute == NULL)
    language = rd_feed_read_child (channel, "language");
  if (attribute == NULL && language == NULL)
    language = rd_feed_read_child (channel, "dc:language");
  if (attribute == NULL && language == NULL && channel->parent->type == XML_ELEMENT_NODE)
    attribute = rd_html_get_attribute (channel->parent, "lang");
  rd_feed_set_language (self->feed, attribute != NULL ? attribute : language);

  /* What the feed says of itself today goes before what was known of it. */
  title = read_title (channel);
  if (title != NULL)
    g_set_str (&blog->title, title);
  if (atom)
    self->author = read_authors (channel);
  if (blog->publisher == NULL)
    blog->publisher = rd_feed_read_child (channel, "dc:publisher");
  if (blog->publisher == NULL)
    blog->publisher = g_strdup (self->author);
}

static GPtrArray *
read_document (Reader    *self,
               RdSource  *source,
               xmlNode   *root,
               gboolean   whole,
               GError   **error)
{
  const gboolean atom = rd_html_is (root, "feed");
  const char *name = atom ? "entry" : "item";
  xmlNode *channel;

  self->base_url = g_strdup (source->url);
  channel = atom ? NULL : rd_feed_find (root, "channel");
  describe (self, source, channel != NULL ? channel : root, atom);

  /* RSS 1.0 has the items beside its channel, later versions have them in it. One that is not ended has the next as its
   * child; what stands in the other parts of an item is none. */
  for (xmlNode *node = root; node != NULL;)
    {
      const gboolean item = rd_feed_is (node, name);

      if (item && !read_item (self, node, error))
        return NULL;
      node = item || !rd_feed_is (node->parent, name) ? rd_html_next (node, root) : rd_html_skip (node, root);
    }

  return rd_feed_end (self->feed, whole, error);
}

/*< private >
 * rd_feed_read_xml:
 * @source: a source that is no JSON
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RdBlog): the live blog alone; %NULL with no error where @source is
 *   neither RSS nor Atom
 */
GPtrArray *
rd_feed_read_xml (RdSource  *source,
                  GError   **error)
{
  g_autoptr (RdFeed) feed = NULL;
  g_autoptr (xmlDoc) document = NULL;
  gboolean whole = FALSE;
  Reader reader = { NULL };
  GPtrArray *blogs;

  if (!rd_source_is_document (source, "rss") && !rd_source_is_document (source, "feed")
      && !rd_source_is_document (source, "RDF"))
    return NULL;
  document = rd_xml_parse (source->text, &whole, error);
  if (document == NULL)
    return NULL;

  feed = rd_feed_new (source);
  reader.feed = feed;
  blogs = read_document (&reader, source, xmlDocGetRootElement (document), whole, error);
  g_free (reader.base_url);
  g_free (reader.author);

  return blogs;
}
