/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes XML anew without what is broken in it, so that libxml2 has nothing to give up on, and has it parsed. What
 * stands before the root is left out with all that it declares: there are no entities to expand and none to load. */
#include "text/rd-xml.h"

#include "base/rd-error.h"
#include "base/rd-limits.h"

#include <glib/gi18n.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

#define BLANKS " \t\n"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define NAME_CHARACTERS LETTERS "0123456789_:.-"

/* What means something in XML or may not stand in it, and the first byte of two characters that may not. */
#define SPECIAL                                                                                                        \
  "&<>\"\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e"  \
  "\x1f\xef"

#define MOST_ELEMENTS 4000000u
#define LONGEST_NAME 200
#define LONGEST_ATTRIBUTE (1024 * 1024)

/* The time that libxml2 takes grows with the square of an element's attributes, and with the namespaces that are
 * declared around it. */
#define MOST_ATTRIBUTES 64
#define DEEPEST_NAMESPACE 16

typedef enum
{
  TEXT_PLAIN,
  TEXT_CDATA,
  TEXT_ATTRIBUTE,
} TextKind;

/* A name in the text. */
typedef struct
{
  const char *start;
  gsize length;
} Name;

typedef struct
{
  GString *out;
  GArray *open; /* (element-type Name): the elements that are open */
  guint n_elements;
} Mender;

/* g_str_has_prefix() counts all that follows each time. */
static gboolean
begins (const char *text,
        const char *mark)
{
  return strncmp (text, mark, strlen (mark)) == 0;
}

/* Returns: what stands behind the next @mark, or the end */
static const char *
skip_to (const char *text,
         const char *mark)
{
  const char *found = strstr (text, mark);

  return found != NULL ? found + strlen (mark) : text + strlen (text);
}

/* Skips a DOCTYPE with the declarations in it. */
static const char *
skip_declaration (const char *text)
{
  guint depth = 0;

  while (*text != '\0')
    {
      const char *quote = strchr ("\"'", *text) != NULL ? strchr (text + 1, *text) : NULL;

      if (begins (text, "<!--"))
        {
          text = skip_to (text, "-->");
          continue;
        }
      if (*text == '<')
        depth++;
      if (*text == '>' && --depth == 0)
        return text + 1;
      text = quote != NULL ? quote + 1 : text + 1;
    }

  return text;
}

static gsize
measure_name (const char *text)
{
  const gsize length = g_ascii_isalpha (*text) || *text == '_' ? strspn (text, NAME_CHARACTERS) : 0;

  return length <= LONGEST_NAME ? length : 0;
}

/* Whether a tag begins here, rather than a sign that means 'less than'. */
static gboolean
is_tag (const char *text)
{
  const char *name = text + (text[1] == '/' ? 2 : 1);
  const gsize length = measure_name (name);

  return length > 0 && (name[length] == '\0' || strchr (BLANKS "/>", name[length]) != NULL);
}

/**
 * rd_xml_find_root:
 * @text: UTF-8 that may be XML
 *
 * Returns: (transfer none) (nullable): the tag that its root begins with, in @text: the first that stands in no comment
 *   and no declaration
 */
const char *
rd_xml_find_root (const char *text)
{
  while ((text = strchr (text, '<')) != NULL)
    {
      if (text[1] != '/' && is_tag (text))
        return text;
      if (begins (text, "<!--"))
        text = skip_to (text, "-->");
      else if (text[1] == '!')
        text = skip_declaration (text);
      else
        text = text[1] == '?' ? skip_to (text, ">") : text + 1;
    }

  return NULL;
}

/* Writes what a reference such as '&nbsp;' means. An ampersand that begins no reference of XML or HTML is one.
 * Returns: what stands behind it */
static const char *
mend_reference (Mender     *self,
                const char *text,
                const char *end)
{
  const char *name = text + 1;
  const gsize length = strspn (name, name[0] == '#' ? "#x0123456789abcdefABCDEF" : LETTERS "0123456789");
  char entity[16] = "";
  const htmlEntityDesc *known;
  gunichar c = 0;

  if (name + length < end && name[length] == ';' && length < sizeof entity)
    memcpy (entity, name, length);
  /* libxml2 2.15 calls it deprecated and offers nothing in its place. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  known = htmlEntityLookup ((const xmlChar *) entity);
  G_GNUC_END_IGNORE_DEPRECATIONS
  if (known != NULL)
    c = known->value;
  else if (g_ascii_strncasecmp (entity, "#x", 2) == 0)
    c = (gunichar) g_ascii_strtoull (entity + 2, NULL, 16);
  else if (entity[0] == '#')
    c = (gunichar) g_ascii_strtoull (entity + 1, NULL, 10);
  else if (g_str_equal (entity, "apos"))
    c = '\'';

  if (!g_unichar_validate (c) || c == 0xfffe || c == 0xffff || (c < ' ' && strchr (BLANKS "\r", (int) c) == NULL))
    c = 0;
  g_string_append_printf (self->out, "&#%u;", c != 0 ? c : '&');

  return c != 0 ? name + length + 1 : name;
}

/* Writes text. In a CDATA section, an ampersand is one. */
static void
mend_text (Mender     *self,
           const char *text,
           const char *end,
           TextKind    kind)
{
  while (text < end)
    {
      const gsize run = MIN (strcspn (text, SPECIAL), (gsize) (end - text));

      g_string_append_len (self->out, text, (gssize) run);
      text += run;
      if (text == end)
        break;
      if (*text == '&' && kind != TEXT_CDATA)
        {
          text = mend_reference (self, text, end);
          continue;
        }
      if (*text == '"' && kind != TEXT_ATTRIBUTE)
        g_string_append_c (self->out, '"');
      else if (strchr ("&<>\"", *text) != NULL)
        g_string_append_printf (self->out, "&#%d;", *text);
      else if (*text == '\xef')
        {
          /* All but U+FFFE and U+FFFF. */
          if (text[1] != '\xbf' || (text[2] != '\xbe' && text[2] != '\xbf'))
            g_string_append_len (self->out, text, 3);
          text += 2;
        }
      text++;
    }
}

/* Writes the attributes of a tag, those that have a value.
 * Returns: (nullable): what stands behind the tag; %NULL where it has no end */
static const char *
mend_attributes (Mender     *self,
                 const char *text,
                 gboolean   *empty)
{
  for (guint n_attributes = 0; *text != '\0' && *text != '>';)
    {
      const char *name = text;
      const gsize length = measure_name (name);
      const char *value, *end;

      *empty = *text == '/';
      if (length == 0)
        {
          text += MAX (strspn (text, NAME_CHARACTERS), 1);
          continue;
        }
      text += length;
      value = text + strspn (text, BLANKS);
      if (*value != '=')
        continue;

      value += 1 + strspn (value + 1, BLANKS);
      if (*value == '"' || *value == '\'')
        {
          end = strchr (value + 1, *value);
          if (end == NULL)
            return NULL;
          text = end + 1;
          value++;
        }
      else
        text = end = value + strcspn (value, BLANKS ">");

      if (end - value > LONGEST_ATTRIBUTE || n_attributes++ >= MOST_ATTRIBUTES
          || (self->open->len > DEEPEST_NAMESPACE && begins (name, "xmlns")))
        continue;
      g_string_append_printf (self->out, " %.*s=\"", (int) length, name);
      mend_text (self, value, end, TEXT_ATTRIBUTE);
      g_string_append_c (self->out, '"');
    }

  return *text == '>' ? text + 1 : NULL;
}

static void
end_element (Mender *self)
{
  const Name *name = &g_array_index (self->open, Name, self->open->len - 1);

  g_string_append_printf (self->out, "</%.*s>", (int) name->length, name->start);
  g_array_set_size (self->open, self->open->len - 1);
}

/* Ends the element with all that was left open in it; an end of what is not open is none.
 * Returns: (nullable): what stands behind the tag; %NULL where it has no end */
static const char *
mend_end (Mender     *self,
          const char *text)
{
  const char *name = text + 2;
  const gsize length = measure_name (name);
  const char *end = strchr (name, '>');
  guint depth = self->open->len;

  for (; depth > 0; depth--)
    {
      const Name *open = &g_array_index (self->open, Name, depth - 1);

      if (open->length == length && strncmp (open->start, name, length) == 0)
        break;
    }
  while (depth > 0 && self->open->len >= depth)
    end_element (self);

  return end != NULL ? end + 1 : NULL;
}

/* Returns: (nullable): what stands behind the tag; %NULL where it has no end */
static const char *
mend_start (Mender     *self,
            const char *text)
{
  /* Those of HTML that are not ended, where they stand in a feed as they are. */
  static const char *const EMPTY[] = { "br", "hr", "img", NULL };
  const Name name = { text + 1, measure_name (text + 1) };
  g_autofree char *copy = g_strndup (name.start, name.length);
  const gsize begin = self->out->len;
  gboolean empty = FALSE;

  g_string_append_printf (self->out, "<%s", copy);
  text = mend_attributes (self, name.start + name.length, &empty);
  if (text == NULL)
    {
      g_string_truncate (self->out, begin);
      return NULL;
    }

  g_string_append_c (self->out, '>');
  g_array_append_val (self->open, name);
  self->n_elements++;
  if (empty || g_strv_contains (EMPTY, copy))
    end_element (self);

  return text;
}

/* Writes the document from its root on. Returns whether it is within limits. */
static gboolean
mend (Mender     *self,
      const char *text,
      gboolean   *whole)
{
  const char *behind;

  while (text != NULL && *text != '\0')
    {
      if (begins (text, "<!--"))
        text = skip_to (text, "-->");
      else if (begins (text, "<![CDATA["))
        {
          const char *start = text + strlen ("<![CDATA[");

          text = strstr (start, "]]>");
          mend_text (self, start, text != NULL ? text : start + strlen (start), TEXT_CDATA);
          text = text != NULL ? text + strlen ("]]>") : NULL;
        }
      else if (text[0] == '<' && (text[1] == '!' || text[1] == '?'))
        text = skip_to (text, ">");
      else if (text[0] == '<' && is_tag (text))
        {
          text = text[1] == '/' ? mend_end (self, text) : mend_start (self, text);
          if (self->open->len == 0)
            break;
        }
      else
        {
          behind = text + 1 + strcspn (text + 1, "<");
          mend_text (self, text, behind, TEXT_PLAIN);
          text = behind;
        }

      if (self->open->len > RD_LIMIT_DEPTH || self->n_elements > MOST_ELEMENTS)
        return FALSE;
    }

  *whole = self->open->len == 0;
  while (self->open->len > 0)
    end_element (self);

  return TRUE;
}

/**
 * rd_xml_parse:
 * @text: UTF-8 with line feeds; a charset that it declares is not looked at
 * @whole: (out): return location for whether it has an end
 * @error: return location for an error
 *
 * Reads an XML document. What is broken in it is mended: a document that is cut off ends there, elements end with those
 * that they stand in, entities are those of HTML, and an ampersand or a sign 'less than' that begins nothing is itself.
 * Entities that the document declares stay unknown, and nothing is loaded.
 *
 * Returns: (transfer full): the document, of elements and text alone; on error %NULL, of %RD_ERROR_TOO_LARGE or
 *   %RD_ERROR_MALFORMED
 */
xmlDoc *
rd_xml_parse (const char  *text,
              gboolean    *whole,
              GError     **error)
{
  /* The limits that XML_PARSE_HUGE takes away are those of mend(). */
  const int options = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT
                      | XML_PARSE_HUGE;
  const char *root = rd_xml_find_root (text);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Name));
  Mender mender = { out, open, 0 };
  xmlDoc *document = NULL;

  if (root != NULL && !mend (&mender, root, whole))
    {
      g_set_error (error, RD_ERROR, RD_ERROR_TOO_LARGE,
                   g_dngettext (NULL,
                                /* Translators: the first number is of elements inside each other, the second one of all. */
                                "the XML is nested more than %u deep or holds more than %'u element: "
                                "give a document that is less than that",
                                "the XML is nested more than %u deep or holds more than %'u elements: "
                                "give a document that is less than that",
                                MOST_ELEMENTS),
                   RD_LIMIT_DEPTH, MOST_ELEMENTS);
      return NULL;
    }

  if (out->len > 0 && out->len < G_MAXINT)
    document = xmlReadMemory (out->str, (int) out->len, NULL, "UTF-8", options);
  if (document == NULL || xmlDocGetRootElement (document) == NULL)
    {
      g_clear_pointer (&document, xmlFreeDoc);
      g_set_error_literal (error, RD_ERROR, RD_ERROR_MALFORMED,
                           _ ("the XML breaks off in its first element: get it again, whole"));
    }

  return document;
}
