/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing lists of feeds. */
#include "formats/rd-opml.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "base/rd-limits.h"
#include "base/rd-string.h"
#include "formats/rd-source.h"
#include "text/rd-markup.h"
#include "text/rd-xml.h"

#include <glib/gi18n.h>
#include <string.h>

/* People who follow a thousand feeds are rare. */
#define MOST_OUTLINES 10000u

/* What is deeper is written as one folder. */
#define MOST_FOLDERS 20

typedef struct
{
  GPtrArray *outlines;
  GHashTable *urls; /* (element-type utf8): those of @outlines */
  guint n_skipped;
} Reader;

/**
 * rd_outline_new:
 * @title: (nullable): what it is called
 * @url: the feed's address
 * @page: (nullable): the page that the feed is of
 * @folder: (nullable): the folders that it stands in, such as "News/UK"
 *
 * Returns: (transfer full): an outline
 */
RdOutline *
rd_outline_new (const char *title,
                const char *url,
                const char *page,
                const char *folder)
{
  RdOutline *self = g_new0 (RdOutline, 1);

  self->title = g_strdup (title);
  self->url = g_strdup (url);
  self->page = g_strdup (page);
  self->folder = g_strdup (folder);

  return self;
}

/**
 * rd_outline_free:
 * @self: (transfer full): an outline
 */
void
rd_outline_free (RdOutline *self)
{
  g_free (self->title);
  g_free (self->url);
  g_free (self->page);
  g_free (self->folder);
  g_free (self);
}

/* Returns: (nullable): the page that a feed is of, if it is on the web */
static char *
read_page (xmlNode *node)
{
  g_autofree char *url = rd_string_safe_url (rd_html_get_attribute (node, "htmlUrl"), NULL);

  return url != NULL && g_str_has_prefix (url, "http") ? g_steal_pointer (&url) : NULL;
}

/* Returns: (nullable): what an outline is called */
static char *
read_name (xmlNode *node)
{
  char *name = rd_markup_read_line (rd_html_get_attribute (node, "text"));

  return name != NULL ? name : rd_markup_read_line (rd_html_get_attribute (node, "title"));
}

/* An address of the web, with whatever secrets it holds; others, and commands, are none that may be followed. */
static void
take_feed (Reader     *self,
           xmlNode    *node,
           const char *name,
           const char *folder)
{
  const char *reference = rd_html_get_attribute (node, "xmlUrl");
  g_autofree char *url = rd_address_complete (reference);
  g_autofree char *page = NULL;

  if (reference == NULL || reference[strspn (reference, " \t\n")] == '\0')
    return;
  if (url == NULL)
    {
      self->n_skipped++;
      return;
    }
  if (!g_hash_table_add (self->urls, g_strdup (url)))
    return;

  page = read_page (node);
  g_ptr_array_add (self->outlines, rd_outline_new (name, url, page, folder));
}

/* Reads the outlines in an element, and those in them: as deep as rd_xml_parse() lets it be. Returns whether there was
 * room for them. */
static gboolean
take_outlines (Reader     *self,
               xmlNode    *parent,
               const char *folder)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      g_autofree char *name = NULL;
      g_autofree char *path = NULL;
      g_autofree char *inner = NULL;

      if (!rd_html_is (node, "outline"))
        continue;
      name = read_name (node);
      take_feed (self, node, name, folder);
      if (self->outlines->len + self->n_skipped > MOST_OUTLINES)
        return FALSE;

      path = folder != NULL && name != NULL ? g_strconcat (folder, "/", name, NULL) : g_strdup (name);
      inner = path != NULL ? rd_string_cut (path, RD_LIMIT_LINE_BYTES) : NULL;
      if (!take_outlines (self, node, inner != NULL ? inner : folder))
        return FALSE;
    }

  return TRUE;
}

/* Returns: (nullable): the part of an OPML document that holds the list */
static xmlNode *
find_body (xmlDoc *document)
{
  for (xmlNode *node = xmlDocGetRootElement (document)->children; node != NULL; node = node->next)
    if (rd_html_is (node, "body"))
      return node;

  return NULL;
}

static xmlDoc *
parse (GBytes  *bytes,
       GError **error)
{
  g_autoptr (RdSource) source = rd_source_new (bytes, NULL, error);
  gboolean whole;

  if (source == NULL)
    return NULL;
  if (!rd_source_is_document (source, "opml") && !rd_source_is_document (source, "outlineDocument"))
    {
      g_autofree char *likeness = rd_source_describe (source);

      g_set_error (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG,
                   /* Translators: as ‘a PDF document’. */
                   _ ("this is no OPML list: it looks like %s; give the file that another program exported"), likeness);
      return NULL;
    }

  return rd_xml_parse (source->text, &whole, error);
}

/**
 * rd_opml_read:
 * @bytes: a file
 * @n_skipped: (out) (optional): return location for how many outlines of feeds were left out, since their address is
 *   none of the web
 * @error: return location for an error
 *
 * Reads a list of feeds. Each address stands in it once, where it stood first. A list that is cut off ends there.
 *
 * Returns: (transfer full) (element-type RdOutline): one outline or more, in the order of the list; on error %NULL, of
 *   %RD_ERROR_NOT_A_LIVE_BLOG (no list, or none of feeds), %RD_ERROR_MALFORMED or %RD_ERROR_TOO_LARGE, with a message
 *   that begins in lower case, for the place where @bytes came from to stand before it
 */
GPtrArray *
rd_opml_read (GBytes  *bytes,
              guint   *n_skipped,
              GError **error)
{
  g_autoptr (xmlDoc) document = parse (bytes, error);
  g_autoptr (GPtrArray) outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_outline_free);
  g_autoptr (GHashTable) urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { outlines, urls, 0 };
  xmlNode *body;
  gboolean taken;

  if (document == NULL)
    return NULL;
  body = find_body (document);
  if (body == NULL)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_MALFORMED,
                           _ ("this OPML list has no element “body”, where its feeds would stand: export it again"));
      return NULL;
    }

  taken = take_outlines (&reader, body, NULL);
  if (n_skipped != NULL)
    *n_skipped = reader.n_skipped;
  if (!taken)
    {
      g_set_error (error, RD_ERROR, RD_ERROR_TOO_LARGE,
                   g_dngettext (NULL, "this OPML list has more than %'u feed: give a part of it",
                                "this OPML list has more than %'u feeds: give a part of it", MOST_OUTLINES),
                   MOST_OUTLINES);
      return NULL;
    }
  if (outlines->len == 0)
    {
      g_set_error_literal (
          error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG,
          reader.n_skipped > 0
              ? _ ("this OPML list has no feed of the web, whose address begins with https://: give a list of feeds")
              : _ ("this OPML list has no feed, which is an outline with “xmlUrl”: give a list of feeds"));
      return NULL;
    }

  return g_steal_pointer (&outlines);
}

/* Returns: how many folders at the beginning of both paths are the same */
static guint
count_shared (GStrv one,
              GStrv other)
{
  guint n = 0;

  while (one[n] != NULL && other[n] != NULL && g_str_equal (one[n], other[n]))
    n++;

  return n;
}

/* Ends folders that the next outline does not stand in, and begins those that it does. */
static void
change_folder (GString *out,
               GStrv    from,
               GStrv    to)
{
  const guint n_shared = count_shared (from, to);

  for (guint i = g_strv_length (from); i > n_shared; i--)
    g_string_append_printf (out, "%*s</outline>\n", (int) (2 + 2 * i), "");
  for (guint i = n_shared; to[i] != NULL; i++)
    {
      g_autofree char *begin = g_markup_printf_escaped ("<outline text=\"%s\">\n", to[i]);

      g_string_append_printf (out, "%*s%s", (int) (4 + 2 * i), "", begin);
    }
}

static void
write_attribute (GString    *out,
                 const char *name,
                 const char *value)
{
  g_autofree char *squashed = rd_string_squash (value);
  g_autofree char *escaped = squashed != NULL ? g_markup_escape_text (squashed, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (out, " %s=\"%s\"", name, escaped);
}

/* Returns: the names of the folders on a path, without empty ones */
static GStrv
split_folder (const char *folder)
{
  g_auto (GStrv) parts = g_strsplit (folder != NULL ? folder : "", "/", MOST_FOLDERS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *name = rd_string_squash (parts[i]);

      if (name != NULL)
        g_strv_builder_add (builder, name);
    }

  return g_strv_builder_end (builder);
}

/**
 * rd_opml_write:
 * @title: (nullable): what the list is called
 * @outlines: (element-type RdOutline): its feeds, in order
 *
 * Writes a list of feeds, of OPML 2.0. A folder is begun for each run of feeds that stand in it.
 *
 * Returns: (transfer full): the document
 */
char *
rd_opml_write (const char *title,
               GPtrArray  *outlines)
{
  g_autofree char *name = rd_string_squash (title);
  g_autofree char *head = g_markup_printf_escaped ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                                   "<opml version=\"2.0\">\n"
                                                   "  <head>\n    <title>%s</title>\n  </head>\n"
                                                   "  <body>\n",
                                                   name != NULL ? name : "");
  GString *out = g_string_new (head);
  g_auto (GStrv) folder = g_new0 (char *, 1);
  g_auto (GStrv) none = g_new0 (char *, 1);

  for (guint i = 0; i < outlines->len; i++)
    {
      const RdOutline *outline = outlines->pdata[i];
      GStrv next = split_folder (outline->folder);

      change_folder (out, folder, next);
      g_string_append_printf (out, "%*s<outline type=\"rss\"", (int) (4 + 2 * g_strv_length (next)), "");
      write_attribute (out, "text", outline->title != NULL ? outline->title : outline->url);
      write_attribute (out, "title", outline->title);
      write_attribute (out, "xmlUrl", outline->url);
      write_attribute (out, "htmlUrl", outline->page);
      g_string_append (out, "/>\n");
      g_strfreev (folder);
      folder = next;
    }
  change_folder (out, folder, none);

  return g_string_free_and_steal (g_string_append (out, "  </body>\n</opml>\n"));
}
