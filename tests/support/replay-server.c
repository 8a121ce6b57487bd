/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server of replayed live blogs. What is shared between threads is what the lock guards. */
#include "replay-server.h"

#include "render.h"

#include <string.h>

#define USUAL_DELAY_SECONDS 3
#define USUAL_RETRY_SECONDS 120

#define HTML "text/html; charset=utf-8"
#define JSON "application/json"

/* A path behind a live blog's name, and what is written for it. */
static const struct
{
  const char *path; /* where it ends in a slash, more may follow */
  const char *type;
  char *(*render) (const RenderRequest *request, guint *status);
} ROUTES[] = {
  { "capi/", JSON, render_content_api },
  { "page", HTML, render_guardian_page },
  { "page.json", JSON, render_guardian_model },
  { "posting", HTML, render_posting },
  { "wordpress", HTML, render_wordpress_page },
  { "wp-json/liveblog/v1/7/", JSON, render_wordpress },
  { "sourcefabric", HTML, render_sourcefabric_page },
  { "api/client_blogs/", JSON, render_sourcefabric },
  { "rss", "application/rss+xml", render_rss },
  { "atom", "application/atom+xml", render_atom },
  { "rdf", "application/rdf+xml", render_rdf },
  { "feed.json", "application/feed+json", render_json_feed },
  { "feedpage", HTML, render_feed_page },
};

typedef struct
{
  RdReplay *replay;
  char *series; /* (nullable) (owned) */
  char *page;   /* (nullable) (owned): what the series links to */
  guint max_age;
  ReplayMisbehaviour misbehaviour;
  guint n_times; /* for how many requests still; 0 for good */
  guint seconds;
} Blog;

struct _ReplayServer
{
  GThread *thread;
  GMainLoop *loop;
  GAsyncQueue *addresses; /* its address, once it is there */
  char *address;
  GTlsCertificate *certificate; /* (nullable) (owned) */
  ReplayClock *clock;
  GMutex lock;
  GHashTable *blogs; /* by name */
  ReplayLog *log;
};

/* A request that is being answered. */
typedef struct
{
  ReplayServer *server;
  SoupServerMessage *message;
  const char *name;  /* of the live blog or the series */
  const char *rest;  /* of the path */
  GHashTable *query; /* (nullable) */
  RdReplay *replay;  /* (nullable) (owned) */
  char *series;      /* (nullable) (owned) */
  GDateTime *now;    /* (owned) */
  guint max_age;
  ReplayMisbehaviour misbehaviour;
  guint seconds;
} Exchange;

static void
free_blog (gpointer data)
{
  Blog *blog = data;

  rd_replay_unref (blog->replay);
  g_free (blog->series);
  g_free (blog->page);
  g_free (blog);
}

static void
note_request (Exchange *self,
              guint     status,
              gsize     n_bytes)
{
  GUri *uri = soup_server_message_get_uri (self->message);
  const char *query = g_uri_get_query (uri);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  g_autofree char *path
      = g_strconcat (g_uri_get_path (uri) + 1, query != NULL ? "?" : "", query != NULL ? query : "", NULL);
  const ReplayRequest request = {
    .path = path,
    .time = g_get_monotonic_time (),
    .status = status,
    .n_bytes = n_bytes,
    .conditional = soup_message_headers_get_one (headers, "If-None-Match") != NULL
                   || soup_message_headers_get_one (headers, "If-Modified-Since") != NULL,
  };

  replay_log_add (self->server->log, &request);
}

static void
answer_status (Exchange *self,
               guint     status)
{
  note_request (self, status, 0);
  soup_server_message_set_status (self->message, status, NULL);
}

/* Returns: (nullable): when something happened last */
static GDateTime *
find_last_modified (Exchange *self)
{
  g_autoptr (GPtrArray) changes = self->replay != NULL ? rd_replay_list_changes (self->replay, NULL, self->now) : NULL;

  if (changes == NULL || changes->len == 0)
    return NULL;

  return g_date_time_ref (((RdReplayChange *) changes->pdata[changes->len - 1])->time);
}

/* The tag counts where there is one; times are told apart by the second. */
static gboolean
is_known (Exchange   *self,
          const char *tag,
          GDateTime  *modified)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *tags = soup_message_headers_get_list (headers, "If-None-Match");
  const char *since = soup_message_headers_get_one (headers, "If-Modified-Since");
  g_autoptr (GDateTime) known = NULL;

  if (tags != NULL)
    return strstr (tags, tag) != NULL || g_str_equal (tags, "*");

  known = since != NULL ? soup_date_time_new_from_http_string (since) : NULL;

  return known != NULL && modified != NULL && g_date_time_to_unix (modified) <= g_date_time_to_unix (known);
}

static void
send (Exchange           *self,
      const ReplayAnswer *answer,
      guint               status)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, answer->bytes);
  g_autofree char *tag = g_strdup_printf ("\"%.16s\"", hash);
  g_autoptr (GDateTime) modified = find_last_modified (self);
  g_autofree char *date = modified != NULL ? soup_date_time_to_string (modified, SOUP_DATE_HTTP) : NULL;
  g_autofree char *age = self->max_age > 0 ? g_strdup_printf ("max-age=%u", self->max_age) : NULL;

  soup_message_headers_replace (headers, "Content-Type", answer->type);
  if (status == SOUP_STATUS_OK)
    {
      soup_message_headers_replace (headers, "ETag", tag);
      if (date != NULL)
        soup_message_headers_replace (headers, "Last-Modified", date);
      if (age != NULL)
        soup_message_headers_replace (headers, "Cache-Control", age);
      if (is_known (self, tag, modified))
        {
          answer_status (self, SOUP_STATUS_NOT_MODIFIED);
          return;
        }
    }

  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), answer->bytes);
  note_request (self, status, g_bytes_get_size (answer->bytes));
  soup_server_message_set_status (self->message, status, NULL);
}

/* @text: (transfer full) */
static void
answer_text (Exchange   *self,
             const char *type,
             char       *text,
             guint       status)
{
  g_autofree char *more
      = self->misbehaviour == REPLAY_HALF_CHARACTER ? g_strconcat (text, "\xe2\x82", NULL) : g_strdup (text);
  g_autoptr (GBytes) bytes = g_bytes_new (more, strlen (more));
  const ReplayAnswer answer = { self->misbehaviour == REPLAY_WRONG_TYPE ? "image/png" : type, bytes };
  const char *query = g_uri_get_query (soup_server_message_get_uri (self->message));
  g_autofree char *moved = g_strdup_printf ("/%s/moved/%s%s%s", self->name, self->rest, query != NULL ? "?" : "",
                                            query != NULL ? query : "");
  guint other;

  g_free (text);
  if (!replay_misbehaviour_act (self->misbehaviour, self->message, &answer, self->seconds, moved, &other))
    {
      send (self, &answer, status);
      return;
    }

  note_request (self, other, other <= SOUP_STATUS_OK ? g_bytes_get_size (bytes) : 0);
  if (other != SOUP_STATUS_NONE)
    soup_server_message_set_status (self->message, other, NULL);
}

static void
free_series_item (gpointer data)
{
  RenderSeriesItem *item = data;

  g_free (item->title);
  g_free (item->url);
  g_date_time_unref (item->time);
  g_free (item);
}

static int
compare_series_items (gconstpointer a,
                      gconstpointer b)
{
  const RenderSeriesItem *one = *(RenderSeriesItem *const *) a;
  const RenderSeriesItem *other = *(RenderSeriesItem *const *) b;
  const int later = g_date_time_compare (other->time, one->time);

  return later != 0 ? later : strcmp (one->url, other->url);
}

/* Returns: (transfer full): the live blogs of a series that have begun, newest first */
static GPtrArray *
list_series (Exchange *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->server->lock);
  GPtrArray *items = g_ptr_array_new_with_free_func (free_series_item);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->server->blogs);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Blog *blog = value;
      g_autoptr (GDateTime) start = rd_replay_get_start (blog->replay);
      g_autoptr (RdBlog) present = NULL;
      RenderSeriesItem *item;

      if (g_strcmp0 (blog->series, self->name) != 0 || g_date_time_compare (start, self->now) > 0)
        continue;
      present = rd_replay_at (blog->replay, self->now);
      item = g_new0 (RenderSeriesItem, 1);
      item->title = g_strdup (present->title);
      item->url = g_strdup_printf ("%s%s/%s", self->server->address, (const char *) name, blog->page);
      item->time = g_steal_pointer (&start);
      g_ptr_array_add (items, item);
    }
  g_ptr_array_sort (items, compare_series_items);

  return items;
}

/* What else a section tells of: a live blog of another kind, and something that is none and looks like one of these. */
static void
add_others (Exchange  *self,
            GPtrArray *items)
{
  static const char *const TITLES[] = { "Gulls return – live", NULL };
  const RenderSeriesItem *newest = items->len > 0 ? items->pdata[0] : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (TITLES); i++)
    {
      RenderSeriesItem *item = g_new0 (RenderSeriesItem, 1);
      const char *title = TITLES[i] != NULL ? TITLES[i] : newest != NULL ? newest->title : self->name;

      item->title = g_strdup (title);
      item->url = g_strdup_printf ("%sother-%u/posting", self->server->address, i);
      item->time = g_date_time_ref (self->now);
      g_ptr_array_insert (items, 0, item);
    }
}

static void
answer_series (Exchange *self)
{
  g_autoptr (GPtrArray) items = list_series (self);
  g_autofree char *url = g_strdup_printf ("%s%s/series", self->server->address, self->name);

  if (g_str_has_prefix (self->rest, "section/"))
    add_others (self, items);
  answer_text (self, "application/rss+xml", render_series (url, self->name, items), SOUP_STATUS_OK);
}

/* Whether a path is a route's; @rest is what stands behind that. */
static gboolean
is_route (const char  *path,
          const char  *route,
          const char **rest)
{
  *rest = path + strlen (route);

  return g_str_has_suffix (route, "/") ? g_str_has_prefix (path, route) : g_str_equal (path, route);
}

static void
answer_blog (Exchange *self)
{
  g_autoptr (RdBlog) blog = rd_replay_at (self->replay, self->now);
  g_autofree char *base = g_strdup_printf ("%s%s/", self->server->address, self->name);
  RenderRequest request = {
    .base = base,
    .query = self->query,
    .replay = self->replay,
    .now = self->now,
    .blog = blog,
    .series = self->series,
    .shift = self->misbehaviour == REPLAY_WRONG_CLOCK ? G_TIME_SPAN_DAY : 0,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ROUTES); i++)
    if (is_route (self->rest, ROUTES[i].path, &request.rest))
      {
        guint status = SOUP_STATUS_OK;
        char *text = ROUTES[i].render (&request, &status);

        if (text != NULL)
          answer_text (self, ROUTES[i].type, text, status);
        else
          answer_status (self, SOUP_STATUS_NOT_FOUND);
        return;
      }

  answer_status (self, SOUP_STATUS_NOT_FOUND);
}

/* Takes from what all threads share what concerns one request. */
static void
begin_exchange (Exchange *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->server->lock);
  Blog *blog = g_hash_table_lookup (self->server->blogs, self->name);
  const char *asked = self->query != NULL ? g_hash_table_lookup (self->query, "misbehave") : NULL;

  self->now = replay_clock_get (self->server->clock);
  if (blog != NULL)
    {
      self->replay = rd_replay_ref (blog->replay);
      self->series = g_strdup (blog->series);
      self->max_age = blog->max_age;
    }
  if (blog != NULL && blog->misbehaviour != REPLAY_WELL_BEHAVED && !g_str_has_prefix (self->rest, "moved/"))
    {
      self->misbehaviour = blog->misbehaviour;
      self->seconds = blog->seconds;
      if (blog->n_times > 0 && --blog->n_times == 0)
        blog->misbehaviour = REPLAY_WELL_BEHAVED;
    }
  if (asked != NULL && !g_str_has_prefix (self->rest, "moved/"))
    self->misbehaviour = replay_misbehaviour_find (asked);
  if (self->seconds == 0)
    self->seconds = self->misbehaviour == REPLAY_SLOW_HEADERS ? USUAL_DELAY_SECONDS : USUAL_RETRY_SECONDS;
  if (g_str_has_prefix (self->rest, "moved/"))
    self->rest += strlen ("moved/");
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  const char *slash = strchr (path + 1, '/');
  g_autofree char *name = g_strndup (path + 1, slash != NULL ? (gsize) (slash - path - 1) : strlen (path + 1));
  Exchange self = { .server = user_data, .message = message, .name = name, .query = query };
  g_autoptr (GDateTime) start = NULL;

  self.rest = slash != NULL ? slash + 1 : "";
  begin_exchange (&self);
  start = self.replay != NULL ? rd_replay_get_start (self.replay) : NULL;

  if (g_str_equal (self.rest, "series/rss") || g_str_equal (self.rest, "section/rss"))
    answer_series (&self);
  else if (start != NULL && g_date_time_compare (start, self.now) <= 0)
    answer_blog (&self);
  else
    answer_status (&self, SOUP_STATUS_NOT_FOUND);

  g_date_time_unref (self.now);
  g_clear_pointer (&self.replay, rd_replay_unref);
  g_free (self.series);
}

static void
started_cb (SoupServer        *server,
            SoupServerMessage *message,
            gpointer           user_data)
{
  replay_log_connect (((ReplayServer *) user_data)->log, 1);
}

static void
ended_cb (SoupServer        *server,
          SoupServerMessage *message,
          gpointer           user_data)
{
  replay_log_connect (((ReplayServer *) user_data)->log, -1);
}

static gpointer
serve (gpointer user_data)
{
  ReplayServer *self = user_data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GError) error = NULL;
  const gboolean secure = self->certificate != NULL;

  g_main_context_push_thread_default (context);
  self->loop = g_main_loop_new (context, FALSE);
  server = soup_server_new ("tls-certificate", self->certificate, NULL);
  soup_server_add_handler (server, NULL, answer_cb, self, NULL);
  /* From one request to the next on the same connection there is always one that has begun. */
  g_signal_connect (server, "request-started", G_CALLBACK (started_cb), self);
  g_signal_connect (server, "request-finished", G_CALLBACK (ended_cb), self);
  g_signal_connect (server, "request-aborted", G_CALLBACK (ended_cb), self);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | (secure ? SOUP_SERVER_LISTEN_HTTPS : 0), &error);
  g_assert_no_error (error);

  {
    g_autoslist (GUri) uris = soup_server_get_uris (server);

    g_async_queue_push (self->addresses, g_uri_to_string (uris->data));
  }
  g_main_loop_run (self->loop);

  soup_server_disconnect (server);
  g_signal_handlers_disconnect_by_data (server, self);
  g_main_context_pop_thread_default (context);

  return NULL;
}

/* @clock: what time it is
 * @certificate: (nullable): for HTTPS
 *
 * Returns: (transfer full): a server that is there already */
ReplayServer *
replay_server_new (ReplayClock     *clock,
                   GTlsCertificate *certificate)
{
  ReplayServer *self = g_new0 (ReplayServer, 1);

  g_mutex_init (&self->lock);
  self->clock = replay_clock_ref (clock);
  g_set_object (&self->certificate, certificate);
  self->blogs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_blog);
  self->log = replay_log_new ();
  self->addresses = g_async_queue_new ();
  self->thread = g_thread_new ("replay-server", serve, self);
  self->address = g_async_queue_pop (self->addresses);

  return self;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
replay_server_free (ReplayServer *self)
{
  /* From inside the loop, which may not have begun to run yet. */
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, g_main_loop_get_context (self->loop));
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_async_queue_unref (self->addresses);
  g_free (self->address);
  g_clear_object (&self->certificate);
  replay_clock_unref (self->clock);
  g_hash_table_unref (self->blogs);
  replay_log_free (self->log);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Returns: (transfer none): where it is, with a slash at its end */
const char *
replay_server_get_address (ReplayServer *self)
{
  return self->address;
}

/* Returns: (transfer full): the address of a path without a slash before it, such as "demo/page" */
char *
replay_server_get_url (ReplayServer *self,
                       const char   *path)
{
  return g_strconcat (self->address, path, NULL);
}

/* A live blog is there from its first post on; before, all of its paths are 404. */
void
replay_server_add (ReplayServer *self,
                   const char   *name,
                   RdReplay     *replay)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Blog *blog = g_new0 (Blog, 1);

  blog->replay = rd_replay_ref (replay);
  g_hash_table_replace (self->blogs, g_strdup (name), blog);
}

/* @page: what of it the series links to: "page" or "posting", say */
void
replay_server_set_series (ReplayServer *self,
                          const char   *name,
                          const char   *series,
                          const char   *page)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Blog *blog = g_hash_table_lookup (self->blogs, name);

  g_set_str (&blog->series, series);
  g_set_str (&blog->page, page);
}

/* @seconds: for how long an answer holds; 0 to say nothing of that */
void
replay_server_set_max_age (ReplayServer *self,
                           const char   *name,
                           guint         seconds)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  ((Blog *) g_hash_table_lookup (self->blogs, name))->max_age = seconds;
}

/* @n_times: for how many requests; 0 until it is told otherwise
 * @seconds: how slow it is, or when one may ask again; 0 for 3 and 120 */
void
replay_server_misbehave (ReplayServer       *self,
                         const char         *name,
                         ReplayMisbehaviour  how,
                         guint               n_times,
                         guint               seconds)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Blog *blog = g_hash_table_lookup (self->blogs, name);

  blog->misbehaviour = how;
  blog->n_times = n_times;
  blog->seconds = seconds;
}

/* Returns: (transfer none): what was asked of it */
ReplayLog *
replay_server_get_log (ReplayServer *self)
{
  return self->log;
}
