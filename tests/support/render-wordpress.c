/* SPDX-License-Identifier: GPL-3.0-or-later */
/* WordPress with the Liveblog plugin: the page with its settings, and what the plugin's endpoints answer. */
#include "render.h"

#include "base/rd-string.h"

#include <string.h>

#define PAGE_ENTRIES 20
#define REFRESH_SECONDS 10
#define POST_ID "7"
#define ENDPOINT "wp-json/liveblog/v1/" POST_ID "/"

/* What the endpoints know of the times of posts. */
typedef struct
{
  GHashTable *appeared;
  GHashTable *edited;
} Times;

static void
clear_times (Times *times)
{
  g_hash_table_unref (times->appeared);
  g_hash_table_unref (times->edited);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (                                                           Times,
                                  clear_times) static Times find_times (const RenderRequest *request)
{
  return (Times){ render_find_times (request, TRUE), render_find_times (request, FALSE) };
}

static gint64
render_seconds (const RenderRequest *request,
                GDateTime           *time)
{
  return render_milliseconds (request, time) / 1000;
}

/* The plugin counts. */
static char *
render_number (RdEntry *entry)
{
  g_autofree char *digits = rd_string_hash (7, entry->id, NULL);

  return g_strdup_printf ("%" G_GUINT64_FORMAT, 1 + g_ascii_strtoull (digits, NULL, 16));
}

/* @entry: (nullable): %NULL where it is gone */
static JsonObject *
render_entry (const RenderRequest *request,
              const Times         *times,
              RdEntry             *entry,
              const char          *type,
              GDateTime           *time)
{
  JsonObject *object = json_object_new ();
  const gboolean gone = g_str_equal (type, "delete");
  g_autofree char *html = gone ? g_strdup ("") : render_body_with_title (entry);
  g_autofree char *command = gone || !entry->key_event
                                 ? g_strdup ("")
                                 : g_strdup ("<p><span class=\"liveblog-command type-key\">key</span></p>\n");

  render_take_string (object, "id", render_number (entry));
  json_object_set_string_member (object, "type", type);
  render_take_string (object, "render", g_strconcat (command, html, NULL));
  json_object_set_string_member (object, "content", html);
  json_object_set_int_member (object, "timestamp", render_seconds (request, time));
  json_object_set_int_member (object, "entry_time",
                              render_seconds (request, entry->published != NULL
                                                           ? entry->published
                                                           : g_hash_table_lookup (times->appeared, entry->id)));
  json_object_set_boolean_member (object, "key_event", !gone && entry->key_event);
  if (entry->author != NULL)
    {
      JsonObject *author = json_object_new ();
      JsonArray *authors = json_array_new ();

      json_object_set_string_member (author, "name", entry->author);
      json_array_add_object_element (authors, author);
      json_object_set_array_member (object, "authors", authors);
    }

  return object;
}

/* As it stands now: the plugin shows an edited post in its place. */
static JsonObject *
render_present (const RenderRequest *request,
                const Times         *times,
                RdEntry             *entry)
{
  GDateTime *edited = g_hash_table_lookup (times->edited, entry->id);

  return render_entry (request, times, entry, edited != NULL ? "update" : "new",
                       edited != NULL ? edited : g_hash_table_lookup (times->appeared, entry->id));
}

/* Returns: (transfer none) (nullable) */
static RdEntry *
find_entry (const RenderRequest *request,
            const char          *id)
{
  for (guint i = 0; i < request->blog->entries->len; i++)
    {
      RdEntry *entry = request->blog->entries->pdata[i];

      if (g_str_equal (entry->id, id) && !entry->deleted)
        return entry;
    }

  return NULL;
}

/* What happened from one second to another, newest first. Of a post that is gone, only that is told. */
static JsonArray *
render_window (const RenderRequest *request,
               gint64               from,
               gint64               to)
{
  g_autoptr (GPtrArray) changes = rd_replay_list_changes (request->replay, NULL, request->now);
  g_auto (Times) times = find_times (request);
  JsonArray *entries = json_array_new ();

  for (guint i = changes->len; i > 0; i--)
    {
      const RdReplayChange *change = changes->pdata[i - 1];
      const gint64 second = render_seconds (request, change->time);
      RdEntry *present = find_entry (request, change->entry->id);

      if (second < from || second > to)
        continue;
      if (change->kind == RD_REPLAY_DELETED)
        json_array_add_object_element (entries, render_entry (request, &times, change->entry, "delete", change->time));
      else if (present != NULL && change->kind == RD_REPLAY_APPEARED)
        json_array_add_object_element (entries, render_entry (request, &times, present, "new", change->time));
      else if (present != NULL && render_is_edit (change))
        json_array_add_object_element (entries, render_entry (request, &times, present, "update", change->time));
    }

  return entries;
}

static gint64
find_latest (const RenderRequest *request)
{
  g_autoptr (GPtrArray) changes = rd_replay_list_changes (request->replay, NULL, request->now);
  gint64 latest = 0;

  for (guint i = 0; i < changes->len; i++)
    latest = MAX (latest, render_seconds (request, ((RdReplayChange *) changes->pdata[i])->time));

  return latest;
}

static char *
render_changes (const RenderRequest *request,
                gint64               from,
                gint64               to)
{
  JsonObject *answer = json_object_new ();

  json_object_set_array_member (answer, "entries", render_window (request, from, to));
  json_object_set_int_member (answer, "latest_timestamp", find_latest (request));
  json_object_set_int_member (answer, "refresh_interval", REFRESH_SECONDS);
  json_object_set_int_member (answer, "pages", 1);

  return render_json (answer);
}

static char *
render_entries (const RenderRequest *request,
                guint                page)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  g_auto (Times) times = find_times (request);
  const guint first = (MAX (page, 1) - 1) * PAGE_ENTRIES;
  JsonObject *answer = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = first; i < entries->len && i < first + PAGE_ENTRIES; i++)
    json_array_add_object_element (array, render_present (request, &times, entries->pdata[i]));
  json_object_set_array_member (answer, "entries", array);
  json_object_set_int_member (answer, "page", MAX (page, 1));
  json_object_set_int_member (answer, "pages", (entries->len + PAGE_ENTRIES - 1) / PAGE_ENTRIES);
  json_object_set_int_member (answer, "total", entries->len);

  return render_json (answer);
}

static char *
render_key_events (const RenderRequest *request)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  g_auto (Times) times = find_times (request);
  g_autoptr (JsonNode) root = json_node_alloc ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < entries->len; i++)
    if (((RdEntry *) entries->pdata[i])->key_event)
      json_array_add_object_element (array, render_present (request, &times, entries->pdata[i]));
  json_node_init_array (root, array);
  json_array_unref (array);

  return json_to_string (root, FALSE);
}

static char *
refuse (guint *status)
{
  JsonObject *answer = json_object_new ();

  *status = 404;
  json_object_set_string_member (answer, "code", "rest_no_route");
  json_object_set_string_member (answer, "message", "No route was found matching the URL and request method.");

  return render_json (answer);
}

char *
render_wordpress (const RenderRequest *request,
                  guint               *status)
{
  g_auto (GStrv) words = g_strsplit (request->rest, "/", -1);
  const guint n_words = g_strv_length (words);

  if (n_words >= 3 && g_str_equal (words[0], "entries"))
    return render_changes (request, g_ascii_strtoll (words[1], NULL, 10), g_ascii_strtoll (words[2], NULL, 10));
  if (n_words >= 2 && g_str_equal (words[0], "get-entries"))
    return render_entries (request, (guint) CLAMP (g_ascii_strtoll (words[1], NULL, 10), 1, G_MAXUINT16));
  if (g_strcmp0 (words[0], "get-key-events") == 0)
    return render_key_events (request);

  return refuse (status);
}

char *
render_wordpress_page (const RenderRequest *request,
                       guint               *status)
{
  g_autoptr (GPtrArray) entries = render_list_entries (request);
  JsonObject *settings = json_object_new ();
  g_autoptr (GString) body = g_string_new ("<div id=\"wpcom-liveblog-container\">\n");
  g_autofree char *json = NULL;
  g_autofree char *head = NULL;

  render_take_string (settings, "permalink", g_strconcat (request->base, "wordpress", NULL));
  json_object_set_string_member (settings, "post_id", POST_ID);
  json_object_set_string_member (settings, "state", request->blog->live ? "enable" : "archive");
  json_object_set_string_member (settings, "key", "_liveblog");
  if (entries->len > 0)
    render_take_string (settings, "latest_entry_id", render_number (entries->pdata[0]));
  json_object_set_int_member (settings, "latest_entry_timestamp", find_latest (request));
  json_object_set_int_member (settings, "refresh_interval", REFRESH_SECONDS);
  render_take_string (settings, "endpoint_url", g_strconcat (request->base, ENDPOINT, NULL));
  json = render_json (settings);
  head = g_strdup_printf ("<meta name=\"generator\" content=\"WordPress\">\n"
                          "<script>\n/* <![CDATA[ */\nvar liveblog_settings = %s;\n/* ]]> */\n</script>\n",
                          json);
  g_string_append (body, "</div>\n");

  return render_page (request, head, body->str);
}
