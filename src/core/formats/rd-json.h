/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON from outside: read within limits, and asked for members that may be missing or of another type. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode   *rd_json_parse      (const char  *text,
                                GError     **error);

JsonObject *rd_json_get_object (JsonObject  *self,
                                const char  *name);
JsonArray  *rd_json_get_array  (JsonObject  *self,
                                const char  *name);
const char *rd_json_get_string (JsonObject  *self,
                                const char  *name);
gint64      rd_json_get_number (JsonObject  *self,
                                const char  *name);
gboolean    rd_json_is_true    (JsonObject  *self,
                                const char  *name);

guint       rd_json_get_length (JsonArray   *self);
JsonObject *rd_json_get_item   (JsonArray   *self,
                                guint        i);

JsonObject *rd_json_as_object  (JsonNode    *node);
const char *rd_json_as_string  (JsonNode    *node);

G_END_DECLS
