/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sourcefabric Live Blog: a page that embeds one, the blog itself, and its posts, those that are gone among them. */
#include "render.h"

#include "base/rd-string.h"
#include "base/rd-time.h"

#include <string.h>

#define USUAL_RESULTS 25
#define ID_DIGITS 24

/* What the API knows of a post. */
typedef struct
{
  RdEntry *entry;     /* (owned) */
  GDateTime *created; /* (owned) */
  GDateTime *edited;  /* (owned) */
  GDateTime *updated; /* (owned): whatever happened */
  gboolean deleted;
} Post;

static void
free_post (gpointer data)
{
  Post *post = data;

  rd_entry_unref (post->entry);
  g_date_time_unref (post->created);
  g_date_time_unref (post->edited);
  g_date_time_unref (post->updated);
  g_free (post);
}

static void
set_time (GDateTime **time,
          GDateTime  *other)
{
  g_date_time_ref (other);
  g_clear_pointer (time, g_date_time_unref);
  *time = other;
}

static Post *
get_post (GPtrArray      *posts,
          RdReplayChange *change)
{
  Post *post;

  for (guint i = 0; i < posts->len; i++)
    if (g_str_equal (((Post *) posts->pdata[i])->entry->id, change->entry->id))
      return posts->pdata[i];

  post = g_new0 (Post, 1);
  post->entry = rd_entry_ref (change->entry);
  set_time (&post->created, change->time);
  set_time (&post->edited, change->time);
  g_ptr_array_add (posts, post);

  return post;
}

static int
compare_posts (gconstpointer a,
               gconstpointer b)
{
  const Post *one = *(Post *const *) a;
  const Post *other = *(Post *const *) b;

  return g_date_time_compare (other->created, one->created);
}

/* Returns: (transfer full): newest first */
static GPtrArray *
list_posts (const RenderRequest *request)
{
  g_autoptr (GPtrArray) changes = rd_replay_list_changes (request->replay, NULL, request->now);
  GPtrArray *posts = g_ptr_array_new_with_free_func (free_post);

  for (guint i = 0; i < changes->len; i++)
    {
      RdReplayChange *change = changes->pdata[i];
      Post *post = get_post (posts, change);

      rd_entry_unref (post->entry);
      post->entry = rd_entry_ref (change->entry);
      if (render_is_edit (change))
        set_time (&post->edited, change->time);
      set_time (&post->updated, change->time);
      post->deleted = change->kind == RD_REPLAY_DELETED || change->entry->deleted;
    }

  /* Those of one moment in the order of the live blog. */
  for (guint i = 0; i < posts->len / 2; i++)
    {
      gpointer swapped = posts->pdata[i];

      posts->pdata[i] = posts->pdata[posts->len - 1 - i];
      posts->pdata[posts->len - 1 - i] = swapped;
    }
  g_ptr_array_sort (posts, compare_posts);

  return posts;
}

static JsonArray *
render_groups (const Post *post)
{
  JsonObject *item = json_object_new ();
  JsonObject *reference = json_object_new ();
  JsonObject *group = json_object_new ();
  JsonArray *references = json_array_new ();
  JsonArray *groups = json_array_new ();

  json_object_set_string_member (item, "item_type", "text");
  render_take_string (item, "text", render_body_with_title (post->entry));
  json_object_set_object_member (reference, "item", item);
  json_array_add_object_element (references, reference);
  json_object_set_string_member (group, "id", "main");
  json_object_set_array_member (group, "refs", references);
  json_array_add_object_element (groups, group);

  return groups;
}

static JsonObject *
render_post (const RenderRequest *request,
             const Post          *post)
{
  JsonObject *object = json_object_new ();
  JsonObject *publisher = json_object_new ();
  g_autofree char *id = render_id (post->entry);

  render_take_string (object, "_id", g_strconcat ("urn:newsml:localhost:", id, NULL));
  render_take_string (object, "_created", render_time (request, post->created));
  render_take_string (object, "_updated", render_time (request, post->updated));
  render_take_string (object, "published_date", render_time (request, post->created));
  render_take_string (object, "content_updated_date", render_time (request, post->edited));
  json_object_set_string_member (object, "post_status", "open");
  json_object_set_boolean_member (object, "deleted", post->deleted);
  json_object_set_boolean_member (object, "lb_highlight", post->entry->key_event);
  json_object_set_boolean_member (object, "sticky", post->entry->pinned);
  render_set_string (object, "language", request->blog->language);
  render_set_string (publisher, "display_name", post->entry->author);
  json_object_set_object_member (object, "publisher", publisher);
  json_object_set_array_member (object, "groups", render_groups (post));

  return object;
}

/* Returns: (nullable): the member of a member */
static JsonNode *
find_member (JsonNode   *node,
             const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);

  for (guint i = 0; names[i] != NULL && node != NULL; i++)
    node = JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), names[i]) : NULL;

  return node;
}

/* Returns: (nullable): the moment after which the client asks for changes, from its query for Elasticsearch */
static GDateTime *
find_since (const RenderRequest *request)
{
  const char *source = render_get_query (request, "source");
  g_autoptr (JsonNode) query = source != NULL ? json_from_string (source, NULL) : NULL;
  JsonNode *filters = query != NULL ? find_member (query, "query.filtered.filter.and") : NULL;

  for (guint i = 0;
       filters != NULL && JSON_NODE_HOLDS_ARRAY (filters) && i < json_array_get_length (json_node_get_array (filters));
       i++)
    {
      JsonNode *time = find_member (json_array_get_element (json_node_get_array (filters), i), "range._updated.gt");

      if (time != NULL && JSON_NODE_HOLDS_VALUE (time))
        return rd_time_parse (json_node_get_string (time));
    }

  return NULL;
}

static guint
get_number (const RenderRequest *request,
            const char          *name,
            guint                usual)
{
  const char *text = render_get_query (request, name);

  return text != NULL ? (guint) CLAMP (g_ascii_strtoll (text, NULL, 10), 1, 1000) : usual;
}

static JsonObject *
render_links (const RenderRequest *request,
              guint                page,
              guint                n_results,
              gboolean             more)
{
  const char *source = render_get_query (request, "source");
  g_autofree char *escaped = source != NULL ? g_uri_escape_string (source, NULL, FALSE) : NULL;
  JsonObject *links = json_object_new ();
  JsonObject *next;

  if (!more)
    return links;

  next = json_object_new ();
  json_object_set_string_member (next, "title", "next page");
  render_take_string (next, "href",
                      g_strdup_printf ("client_blogs/%s?page=%u&max_results=%u%s%s", request->rest, page + 1, n_results,
                                       escaped != NULL ? "&source=" : "", escaped != NULL ? escaped : ""));
  json_object_set_object_member (links, "next", next);

  return links;
}

static char *
render_posts (const RenderRequest *request)
{
  g_autoptr (GPtrArray) posts = list_posts (request);
  g_autoptr (GDateTime) since = find_since (request);
  const guint page = get_number (request, "page", 1);
  const guint n_results = get_number (request, "max_results", USUAL_RESULTS);
  JsonObject *answer = json_object_new ();
  JsonObject *meta = json_object_new ();
  JsonArray *items = json_array_new ();
  guint n_found = 0;

  for (guint i = 0; i < posts->len; i++)
    {
      const Post *post = posts->pdata[i];

      if (since != NULL && render_milliseconds (request, post->updated) / 1000 <= g_date_time_to_unix (since))
        continue;
      if (n_found / n_results == page - 1)
        json_array_add_object_element (items, render_post (request, post));
      n_found++;
    }

  json_object_set_array_member (answer, "_items", items);
  json_object_set_int_member (meta, "page", page);
  json_object_set_int_member (meta, "max_results", n_results);
  json_object_set_int_member (meta, "total", n_found);
  json_object_set_object_member (answer, "_meta", meta);
  json_object_set_object_member (answer, "_links", render_links (request, page, n_results, n_found > page * n_results));

  return render_json (answer);
}

static char *
render_blog_id (const RenderRequest *request)
{
  return rd_string_hash (ID_DIGITS, request->blog->id, NULL);
}

static JsonObject *
render_blog (const RenderRequest *request)
{
  g_autoptr (GDateTime) start = rd_replay_get_start (request->replay);
  JsonObject *blog = json_object_new ();

  render_take_string (blog, "_id", render_blog_id (request));
  json_object_set_string_member (blog, "title", request->blog->title);
  json_object_set_string_member (blog, "blog_status", request->blog->live ? "open" : "closed");
  render_take_string (blog, "_created", render_time (request, start));

  return blog;
}

char *
render_sourcefabric (const RenderRequest *request,
                     guint               *status)
{
  g_autofree char *id = render_blog_id (request);
  g_autofree char *posts = g_strconcat (id, "/posts", NULL);

  if (g_str_equal (request->rest, id))
    return render_json (render_blog (request));

  return g_str_equal (request->rest, posts) ? render_posts (request) : NULL;
}

char *
render_sourcefabric_page (const RenderRequest *request,
                          guint               *status)
{
  JsonObject *embed = json_object_new ();
  g_autofree char *json = NULL;
  g_autofree char *body = NULL;

  json_object_set_string_member (embed, "api_host", request->base);
  json_object_set_object_member (embed, "blog", render_blog (request));
  json = render_json (embed);
  body = g_strdup_printf ("<div class=\"lb-timeline\"></div>\n<script>window.LB = %s;</script>\n", json);

  return render_page (request, "", body);
}
