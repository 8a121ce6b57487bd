/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads JSON with json-glib, whose getters trust their callers with types. */
#include "formats/rd-json.h"

#include "base/rd-error.h"
#include "base/rd-string.h"

#include <glib/gi18n.h>

/* In bytes. */
#define LONGEST_REASON 200

/* json-glib quotes the text, whatever that is, and may cut it amid a character. */
static char *
read_reason (const GError *error)
{
  g_autofree char *valid = g_utf8_make_valid (error->message, -1);
  g_autofree char *line = rd_string_squash (valid);

  return line != NULL ? rd_string_cut (line, LONGEST_REASON) : NULL;
}

/**
 * rd_json_parse:
 * @text: UTF-8
 * @error: return location for an error
 *
 * Reads a JSON document. As json-glib does, it forgives what does no harm, such as comments; JavaScript that only holds
 * such a document is none.
 *
 * Returns: (transfer full): its root; on error %NULL, of %RD_ERROR_MALFORMED or %RD_ERROR_TOO_LARGE
 */
JsonNode *
rd_json_parse (const char  *text,
               GError     **error)
{
  /* Not an immutable parser: json-glib 1.10 ends the program where one of those meets two documents in a row. */
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *reason = NULL;

  if (json_parser_load_from_data (parser, text, -1, &local_error) && !json_parser_has_assignment (parser, NULL))
    root = json_parser_steal_root (parser);
  if (root != NULL)
    return g_steal_pointer (&root);

  if (g_error_matches (local_error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_NESTING))
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_TOO_LARGE,
                           _ ("the JSON is nested too deep: give it in a flatter form"));
      return NULL;
    }

  reason = local_error != NULL ? read_reason (local_error) : NULL;
  g_set_error (error, RD_ERROR, RD_ERROR_MALFORMED, _ ("the JSON is broken: %s; save or fetch it once more"),
               reason != NULL ? reason : _ ("it is a program rather than JSON"));
  return NULL;
}

/**
 * rd_json_as_object:
 * @node: (nullable): any node
 *
 * Returns: (transfer none) (nullable): the object that it is
 */
JsonObject *
rd_json_as_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * rd_json_as_string:
 * @node: (nullable): any node
 *
 * Returns: (transfer none) (nullable): the valid UTF-8 that it is
 */
const char *
rd_json_as_string (JsonNode *node)
{
  const char *string = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    string = json_node_get_string (node);

  return string != NULL && g_utf8_validate (string, -1, NULL) ? string : NULL;
}

static JsonNode *
get_member (JsonObject *self,
            const char *name)
{
  return self != NULL ? json_object_get_member (self, name) : NULL;
}

/**
 * rd_json_get_object:
 * @self: (nullable): an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the object that it is
 */
JsonObject *
rd_json_get_object (JsonObject *self,
                    const char *name)
{
  return rd_json_as_object (get_member (self, name));
}

/**
 * rd_json_get_array:
 * @self: (nullable): an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the array that it is
 */
JsonArray *
rd_json_get_array (JsonObject *self,
                   const char *name)
{
  JsonNode *node = get_member (self, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * rd_json_get_string:
 * @self: (nullable): an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the string that it is
 */
const char *
rd_json_get_string (JsonObject *self,
                    const char *name)
{
  return rd_json_as_string (get_member (self, name));
}

/**
 * rd_json_get_number:
 * @self: (nullable): an object
 * @name: a member's name
 *
 * Returns: the whole number that it is, or 0
 */
gint64
rd_json_get_number (JsonObject *self,
                    const char *name)
{
  JsonNode *node = get_member (self, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : 0;
}

/**
 * rd_json_is_true:
 * @self: (nullable): an object
 * @name: a member's name
 *
 * Returns: whether it is true, or the string "true" as the Content API writes it
 */
gboolean
rd_json_is_true (JsonObject *self,
                 const char *name)
{
  JsonNode *node = get_member (self, name);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  return g_strcmp0 (rd_json_as_string (node), "true") == 0;
}

/**
 * rd_json_get_length:
 * @self: (nullable): an array
 *
 * Returns: how many items it has
 */
guint
rd_json_get_length (JsonArray *self)
{
  return self != NULL ? json_array_get_length (self) : 0;
}

/**
 * rd_json_get_item:
 * @self: an array
 * @i: less than its length
 *
 * Returns: (transfer none) (nullable): the object that the item is
 */
JsonObject *
rd_json_get_item (JsonArray *self,
                  guint      i)
{
  return rd_json_as_object (json_array_get_element (self, i));
}
