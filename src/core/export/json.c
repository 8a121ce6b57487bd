/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest as JSON, for other programs: data/digest.schema.json says what they may rely on. */
#include "export/rd-export.h"

#include "base/rd-time.h"
#include "rd-config.h"

#include <json-glib/json-glib.h>
#include <math.h>

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_time (JsonBuilder *builder,
          const char  *name,
          GDateTime   *time)
{
  g_autofree char *text = rd_time_format (time);

  add_string (builder, name, text);
}

static void
add_boolean (JsonBuilder *builder,
             const char  *name,
             gboolean     value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_strings (JsonBuilder       *builder,
             const char        *name,
             const char *const *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (const char *const *value = values; value != NULL && *value != NULL; value++)
    json_builder_add_string_value (builder, *value);
  json_builder_end_array (builder);
}

static void
begin_array (JsonBuilder *builder,
             const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static void
add_summary (JsonBuilder *builder,
             GPtrArray   *lines)
{
  begin_array (builder, "summary");
  for (guint i = 0; i < lines->len; i++)
    {
      const RdLine *line = lines->pdata[i];

      json_builder_begin_object (builder);
      add_string (builder, "text", line->text);
      add_string (builder, "entry", line->source->entry->id);
      add_string (builder, "kind", line->kind == RD_LINE_HEADLINE ? "headline" : "sentence");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_blog (JsonBuilder  *builder,
          const RdBlog *blog)
{
  json_builder_begin_object (builder);
  add_string (builder, "id", blog->id);
  add_string (builder, "title", rd_blog_get_title (blog));
  add_string (builder, "url", blog->url);
  add_string (builder, "publisher", blog->publisher);
  add_boolean (builder, "live", blog->live);
  json_builder_end_object (builder);
}

static void
add_entry_ids (JsonBuilder *builder,
               const char  *name,
               GPtrArray   *entries,
               gboolean     key_events_only)
{
  begin_array (builder, name);
  for (guint i = 0; i < entries->len; i++)
    {
      const RdDigestEntry *placed = entries->pdata[i];

      if (!key_events_only || placed->key_event != RD_KEY_EVENT_NO)
        json_builder_add_string_value (builder, placed->entry->id);
    }
  json_builder_end_array (builder);
}

static void
add_topic (JsonBuilder   *builder,
           const RdTopic *topic)
{
  json_builder_begin_object (builder);
  add_string (builder, "id", topic->id);
  add_string (builder, "label", topic->label);
  add_strings (builder, "terms", (const char *const *) topic->terms);
  add_boolean (builder, "other", topic->other);
  add_entry_ids (builder, "entries", topic->entries, FALSE);
  add_entry_ids (builder, "keyEvents", topic->entries, TRUE);
  add_summary (builder, topic->summary);
  json_builder_end_object (builder);
}

static const char *
name_key_event (RdKeyEvent key_event)
{
  switch (key_event)
    {
    case RD_KEY_EVENT_PUBLISHER:
      return "publisher";
    case RD_KEY_EVENT_PREDICTED:
      return "predicted";
    case RD_KEY_EVENT_NO:
    default:
      return "no";
    }
}

/* What the publisher took away is marked, and its words are gone from here too. */
static void
add_entry (JsonBuilder         *builder,
           const RdDigestEntry *placed)
{
  const RdEntry *entry = placed->entry;

  json_builder_begin_object (builder);
  add_string (builder, "id", entry->id);
  add_string (builder, "sourceId", entry->source_id);
  add_string (builder, "blog", entry->blog_id);
  add_string (builder, "url", entry->url);
  add_string (builder, "title", entry->deleted ? NULL : entry->title);
  add_string (builder, "author", entry->author);
  add_time (builder, "published", entry->published);
  add_time (builder, "updated", entry->updated);
  add_boolean (builder, "deleted", entry->deleted);
  add_boolean (builder, "pinned", entry->pinned);
  add_boolean (builder, "summaryPost", entry->summary);
  add_string (builder, "keyEvent", name_key_event (placed->key_event));
  json_builder_set_member_name (builder, "keyScore");
  json_builder_add_double_value (builder, isfinite (placed->key_score) ? placed->key_score : 0);
  add_string (builder, "topic", placed->topic->id);
  add_strings (builder, "why", (const char *const *) placed->why);
  add_string (builder, "text", entry->deleted ? "" : rd_body_get_text (entry->body));
  begin_array (builder, "refersTo");
  for (guint i = 0; i < entry->refers_to->len; i++)
    json_builder_add_string_value (builder, entry->refers_to->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static GBytes *
write_json (RdDigest  *digest,
            GError   **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  GString *text = g_string_new (NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  add_string (builder, "title", digest->title);
  add_time (builder, "from", digest->from);
  add_time (builder, "to", digest->to);
  add_string (builder, "generator", "rundown " RD_VERSION);

  begin_array (builder, "blogs");
  for (guint i = 0; i < digest->blogs->len; i++)
    add_blog (builder, digest->blogs->pdata[i]);
  json_builder_end_array (builder);

  add_summary (builder, digest->summary);

  begin_array (builder, "topics");
  for (guint i = 0; i < digest->topics->len; i++)
    add_topic (builder, digest->topics->pdata[i]);
  json_builder_end_array (builder);

  begin_array (builder, "entries");
  for (guint i = 0; i < digest->entries->len; i++)
    add_entry (builder, digest->entries->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  json_generator_to_gstring (generator, text);
  g_string_append_c (text, '\n');

  return g_string_free_to_bytes (text);
}

const RdExport rd_export_json = {
  .name = "json",
  .title = "JSON",
  .extension = "json",
  .write = write_json,
};
