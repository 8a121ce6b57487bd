/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fetcher against a server of our own on loopback, which behaves as badly as servers do. */
#include "base/rd-error.h"
#include "net/rd-fetcher.h"

#include <libsoup/soup.h>
#include <string.h>

#define ANSWER "A live blog would stand here. "
#define N_ANSWERS 40
#define LARGE_BYTES (1000 * 1000)

/* So many turns of the loop take a request well into its answer. */
#define MOST_TURNS 40

static const RdFetcherLimits limits = {
  .max_bytes = 100 * 1000,
  .idle_seconds = 1,
  .total_seconds = 2,
};

/* A server on a thread of its own. */
typedef struct
{
  GThread *thread;
  GMainLoop *loop;
  GTlsCertificate *certificate; /* (nullable) */
  GAsyncQueue *addresses;       /* its address, once it is there */
  char *address;
} Server;

static const char *certificate_path;

static void
compress (SoupServerMessage *message,
          GBytes            *bytes)
{
  g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) packed = g_converter_convert_bytes (gzip, bytes, &error);

  g_assert_no_error (error);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Content-Encoding", "gzip");
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), packed);
}

static void
cut_off (SoupServerMessage *message)
{
  const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nThe answer begins";
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer, strlen (answer), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
drip_cb (gpointer user_data)
{
  GIOStream *stream = user_data;

  return g_output_stream_write (g_io_stream_get_output_stream (stream), "x", 1, NULL, NULL) == 1;
}

/* A byte now and then: never silent for long, and never done. */
static void
drip (SoupServerMessage *message)
{
  const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
  GIOStream *stream = soup_server_message_steal_connection (message);
  g_autoptr (GSource) source = g_timeout_source_new (300);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer, strlen (answer), NULL, NULL, NULL);
  g_source_set_callback (source, drip_cb, stream, g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (LARGE_BYTES), LARGE_BYTES);
  guint status = SOUP_STATUS_OK;

  if (g_str_has_prefix (path, "/status/"))
    {
      status = g_ascii_strtoull (path + strlen ("/status/"), NULL, 10);
      soup_message_headers_append (headers, "Retry-After", "120");
    }
  else if (g_str_equal (path, "/hello"))
    for (int i = 0; i < N_ANSWERS; i++)
      soup_message_body_append (body, SOUP_MEMORY_STATIC, ANSWER, strlen (ANSWER));
  else if (g_str_equal (path, "/who"))
    soup_message_body_append (body, SOUP_MEMORY_COPY, soup_message_headers_get_one (asked, "User-Agent"),
                              strlen (soup_message_headers_get_one (asked, "User-Agent")));
  else if (g_str_equal (path, "/cookie"))
    {
      gboolean known = soup_message_headers_get_one (asked, "Cookie") != NULL;

      soup_message_headers_append (headers, "Set-Cookie", "track=1; Path=/");
      soup_message_body_append (body, SOUP_MEMORY_STATIC, known ? "known" : "stranger", known ? 5 : 8);
    }
  else if (g_str_equal (path, "/gzip"))
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (ANSWER, strlen (ANSWER));

      compress (message, bytes);
    }
  else if (g_str_equal (path, "/bomb"))
    compress (message, zeros);
  else if (g_str_equal (path, "/large"))
    soup_message_body_append_bytes (body, zeros);
  else if (g_str_equal (path, "/redirect"))
    soup_server_message_set_redirect (message, status = SOUP_STATUS_FOUND, "/hello");
  else if (g_str_has_prefix (path, "/moved/"))
    soup_server_message_set_redirect (message, status = g_ascii_strtoull (path + strlen ("/moved/"), NULL, 10),
                                      g_str_has_suffix (path, "/on") ? "/redirect" : "/hello");
  else if (g_str_equal (path, "/mark") || g_str_equal (path, "/stubborn"))
    {
      const char *mark = soup_message_headers_get_one (asked, "If-None-Match");
      const char *since = soup_message_headers_get_one (asked, "If-Modified-Since");

      soup_message_headers_append (headers, "ETag", "\"harbour\"");
      soup_message_headers_append (headers, "Last-Modified", "Mon, 16 Jun 2025 09:00:00 GMT");
      soup_message_headers_append (headers, "Cache-Control", "public, max-age=30");
      soup_message_body_append (body, SOUP_MEMORY_STATIC, ANSWER, strlen (ANSWER));
      if (g_str_equal (path, "/stubborn") || g_strcmp0 (mark, "\"harbour\"") == 0
          || g_strcmp0 (since, "Mon, 16 Jun 2025 09:00:00 GMT") == 0)
        {
          status = SOUP_STATUS_NOT_MODIFIED;
          soup_message_body_truncate (body);
        }
    }
  else if (g_str_equal (path, "/loop"))
    soup_server_message_set_redirect (message, status = SOUP_STATUS_MOVED_PERMANENTLY, "/loop");
  else if (g_str_equal (path, "/to-file"))
    {
      status = SOUP_STATUS_FOUND;
      soup_message_headers_append (headers, "Location", "file:///etc/passwd");
    }
  else if (g_str_equal (path, "/silent"))
    soup_server_message_pause (message);
  else if (g_str_equal (path, "/cut"))
    {
      cut_off (message);
      return;
    }
  else if (g_str_equal (path, "/drip"))
    {
      drip (message);
      return;
    }

  soup_server_message_set_status (message, status, NULL);
}

static gpointer
serve (gpointer user_data)
{
  Server *self = user_data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (context);
  self->loop = g_main_loop_new (context, FALSE);
  server = soup_server_new ("tls-certificate", self->certificate, NULL);
  soup_server_add_handler (server, NULL, answer_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | (self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);

  {
    g_autoslist (GUri) uris = soup_server_get_uris (server);

    g_async_queue_push (self->addresses, g_uri_to_string (uris->data));
  }
  g_main_loop_run (self->loop);

  soup_server_disconnect (server);
  g_main_context_pop_thread_default (context);

  return NULL;
}

static Server *
start_server (GTlsCertificate *certificate)
{
  Server *self = g_new0 (Server, 1);

  self->certificate = certificate;
  self->addresses = g_async_queue_new ();
  self->thread = g_thread_new ("server", serve, self);
  self->address = g_async_queue_pop (self->addresses);

  return self;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
stop_server (Server *self)
{
  /* From inside the loop, which may not have begun to run yet. */
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, g_main_loop_get_context (self->loop));
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_async_queue_unref (self->addresses);
  g_free (self->address);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Server, stop_server)

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static RdAnswer *
ask (RdFetcher        *fetcher,
     const RdRequest  *request,
     GCancellable     *cancellable,
     GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rd_fetcher_fetch_async (fetcher, request, cancellable, fetched_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return rd_fetcher_fetch_finish (fetcher, result, error);
}

/* Asks for what is there for good. Gives a refusal as an error. */
static GBytes *
fetch_with (RdFetcher     *fetcher,
            const char    *url,
            GCancellable  *cancellable,
            char         **final_url,
            GError       **error)
{
  const RdRequest request = { .url = url };
  g_autoptr (RdAnswer) answer = ask (fetcher, &request, cancellable, error);

  if (answer == NULL)
    return NULL;

  g_assert_true ((answer->bytes != NULL) != (answer->problem != NULL));
  if (answer->problem != NULL)
    g_propagate_error (error, g_steal_pointer (&answer->problem));
  if (final_url != NULL)
    *final_url = g_steal_pointer (&answer->url);

  return g_steal_pointer (&answer->bytes);
}

static GBytes *
fetch (const char  *address,
       const char  *path,
       char       **final_url,
       GError     **error)
{
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&limits);
  g_autofree char *url = g_uri_resolve_relative (address, path, G_URI_FLAGS_NONE, NULL);

  return fetch_with (fetcher, url, NULL, final_url, error);
}

static void
test_answers (void)
{
  g_autoptr (Server) server = start_server (NULL);
  const char *paths[] = { "/hello", "/redirect", "/gzip" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = NULL;
      g_autoptr (GBytes) bytes = fetch (server->address, paths[i], &url, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, strlen (ANSWER) * (i < 2 ? N_ANSWERS : 1));
      g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), ANSWER, strlen (ANSWER)), ==, 0);
      g_assert_true (g_str_has_suffix (url, i < 2 ? "/hello" : "/gzip"));
    }
}

static RdAnswer *
ask_path (Server     *server,
          const char *path,
          const char *etag,
          const char *modified)
{
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&limits);
  g_autofree char *url = g_uri_resolve_relative (server->address, path, G_URI_FLAGS_NONE, NULL);
  const RdRequest request = { url, etag, modified };
  g_autoptr (GError) error = NULL;
  RdAnswer *answer = ask (fetcher, &request, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static gboolean
is_unmodified (RdAnswer *answer)
{
  return answer->problem == NULL && answer->bytes == NULL;
}

static void
test_asks_for_changes_alone (void)
{
  g_autoptr (Server) server = start_server (NULL);
  g_autoptr (RdAnswer) first = ask_path (server, "/mark", NULL, NULL);
  g_autoptr (RdAnswer) by_mark = ask_path (server, "/mark", first->etag, NULL);
  g_autoptr (RdAnswer) by_time = ask_path (server, "/mark", NULL, first->modified);
  g_autoptr (RdAnswer) changed = ask_path (server, "/mark", "\"other\"", NULL);
  g_autoptr (RdAnswer) stubborn = ask_path (server, "/stubborn", NULL, NULL);

  g_assert_false (is_unmodified (first));
  g_assert_cmpint (first->max_age, ==, 30);
  g_assert_cmpuint (first->n_bytes, ==, strlen (ANSWER));
  g_assert_true (is_unmodified (by_mark));
  g_assert_true (is_unmodified (by_time));
  g_assert_false (is_unmodified (changed));
  g_assert_nonnull (changed->bytes);
  /* 'Not modified' to someone who knows nothing yet is no answer. */
  g_assert_false (is_unmodified (stubborn));
  g_assert_error (stubborn->problem, RD_ERROR, RD_ERROR_REFUSED);
}

static void
test_moves (void)
{
  g_autoptr (Server) server = start_server (NULL);
  g_autoptr (RdAnswer) found = ask_path (server, "/moved/302", NULL, NULL);
  g_autoptr (RdAnswer) moved = ask_path (server, "/moved/301", NULL, NULL);
  g_autoptr (RdAnswer) moved_too = ask_path (server, "/moved/308", NULL, NULL);
  g_autoptr (RdAnswer) moved_on = ask_path (server, "/moved/301/on", NULL, NULL);

  g_assert_null (found->moved);
  g_assert_true (g_str_has_suffix (moved->moved, "/hello"));
  g_assert_true (g_str_has_suffix (moved_too->moved, "/hello"));
  /* For good to a place that sends on just for now. */
  g_assert_true (g_str_has_suffix (moved_on->moved, "/redirect"));
  g_assert_true (g_str_has_suffix (moved_on->url, "/hello"));
}

static void
test_waits (void)
{
  g_autoptr (Server) server = start_server (NULL);
  g_autoptr (RdAnswer) busy = ask_path (server, "/status/429", NULL, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 6, 16, 9, 0, 0);

  g_assert_cmpuint (busy->status, ==, 429);
  g_assert_cmpint (busy->retry_after, ==, 120);
  g_assert_cmpint (rd_answer_read_wait ("Mon, 16 Jun 2025 09:05:00 GMT", now), ==, 300);
  g_assert_cmpint (rd_answer_read_wait ("Mon, 16 Jun 2025 08:55:00 GMT", now), ==, 0);
  g_assert_cmpint (rd_answer_read_wait ("Mon, 16 Jun 2035 08:55:00 GMT", now), ==, 24 * 60 * 60);
  g_assert_cmpint (rd_answer_read_wait ("99999999999999999999", now), ==, 24 * 60 * 60);
  g_assert_cmpint (rd_answer_read_wait ("-5", now), ==, 0);
  g_assert_cmpint (rd_answer_read_wait ("soon", now), ==, 0);
  g_assert_cmpint (rd_answer_read_wait (NULL, now), ==, 0);
  g_assert_cmpint (rd_answer_read_max_age ("max-age=60"), ==, 60);
  g_assert_cmpint (rd_answer_read_max_age ("no-cache, max-age=60"), ==, 0);
  g_assert_cmpint (rd_answer_read_max_age ("private"), ==, -1);
  g_assert_cmpint (rd_answer_read_max_age ("max-age"), ==, -1);
  g_assert_cmpint (rd_answer_read_max_age (NULL), ==, -1);
}

static void
test_says_who_it_is (void)
{
  g_autoptr (Server) server = start_server (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = fetch (server->address, "/who", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (strncmp (g_bytes_get_data (bytes, NULL), "Rundown/", 8), ==, 0);
}

static void
test_keeps_no_cookies (void)
{
  g_autoptr (Server) server = start_server (NULL);
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&limits);
  g_autofree char *url = g_uri_resolve_relative (server->address, "/cookie", G_URI_FLAGS_NONE, NULL);

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = fetch_with (fetcher, url, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "stranger", 8);
    }
}

/* What is asked for, and what comes of it. */
typedef struct
{
  const char *path;
  RdError code;
  const char *message;
} Failure;

static const Failure failures[] = {
  { "/loop", RD_ERROR_NETWORK, "*more than 5 times*" },
  { "/to-file", RD_ERROR_ADDRESS, "*no web address*" },
  { "/large", RD_ERROR_TOO_LARGE, "*larger than 100000 bytes*" },
  { "/bomb", RD_ERROR_TOO_LARGE, "*larger than 100000 bytes*" },
  { "/silent", RD_ERROR_NETWORK, "*silent for 1 second:*" },
  { "/drip", RD_ERROR_NETWORK, "*within 2 seconds*" },
  { "/cut", RD_ERROR_NETWORK, "*broke off*" },
  { "/empty", RD_ERROR_NETWORK, "*empty*" },
  { "/status/401", RD_ERROR_REFUSED, "*(401)*name the file*" },
  { "/status/403", RD_ERROR_REFUSED, "*(403)*" },
  { "/status/404", RD_ERROR_REFUSED, "*not found (404)*" },
  { "/status/410", RD_ERROR_REFUSED, "*for good (410)*" },
  { "/status/418", RD_ERROR_REFUSED, "*refused (418)*" },
  { "/status/429", RD_ERROR_REFUSED, "*busy (429)*in 120 seconds*" },
  { "/status/500", RD_ERROR_REFUSED, "*fault (500)*" },
  { "/status/503", RD_ERROR_REFUSED, "*busy (503)*in 120 seconds*" },
};

static void
test_failure (gconstpointer user_data)
{
  const Failure *failure = user_data;
  g_autoptr (Server) server = start_server (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat (failure->path, "?api-key=secret", NULL);
  g_autoptr (GBytes) bytes = fetch (server->address, path, NULL, &error);

  g_assert_error (error, RD_ERROR, (int) failure->code);
  g_assert_null (bytes);
  g_assert_true (g_pattern_match_simple (failure->message, error->message));
  g_assert_null (strstr (error->message, "secret"));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_credentials_stay_hidden (void)
{
  g_autoptr (Server) server = start_server (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *with_password = g_strdup_printf ("http://reader:secret@%s", server->address + strlen ("http://"));
  g_autofree char *url = NULL;
  g_autoptr (GBytes) refused = fetch (with_password, "/status/404", NULL, &error);
  g_autoptr (GBytes) answer = fetch (with_password, "/hello", &url, NULL);

  g_assert_null (refused);
  g_assert_nonnull (answer);
  g_assert_null (strstr (error->message, "secret"));
  g_assert_null (strstr (url, "secret"));
}

static void
test_untrusted_certificate (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (certificate_path, &error);
  g_autoptr (Server) server = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  server = start_server (certificate);
  bytes = fetch (server->address, "/hello", NULL, &error);

  g_assert_null (bytes);
  g_assert_error (error, RD_ERROR, RD_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, "cannot prove who it is"));
}

static void
test_nobody_there (void)
{
  g_autofree char *address = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) unknown = NULL;

  {
    g_autoptr (Server) server = start_server (NULL);

    address = g_strdup (server->address);
  }

  g_assert_null (fetch (address, "/hello", NULL, &refused));
  g_assert_error (refused, RD_ERROR, RD_ERROR_NETWORK);
  g_assert_nonnull (strstr (refused->message, "takes no connections"));

  g_assert_null (fetch ("http://nobody.invalid/", "", NULL, &unknown));
  g_assert_error (unknown, RD_ERROR, RD_ERROR_NETWORK);
  g_assert_nonnull (strstr (unknown->message, "no such host"));
}

static void
test_only_web_addresses (void)
{
  const char *urls[] = { "", "file:///etc/passwd", "http://", "ftp://example.org/", "example.org", "https:///path" };
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&limits);

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fetch_with (fetcher, urls[i], NULL, NULL, &error));
      g_assert_error (error, RD_ERROR, RD_ERROR_ADDRESS);
    }
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_can_be_ended_early (void)
{
  g_autoptr (Server) server = start_server (NULL);
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&limits);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_uri_resolve_relative (server->address, "/silent", G_URI_FLAGS_NONE, NULL);

  g_timeout_add (50, cancel_cb, cancellable);
  g_assert_null (fetch_with (fetcher, url, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  GSocketListener *listener;
  GCancellable *cancellable;
} EagerServer;

/* Answers whoever connects before they have asked, and keeps the connections. */
static gpointer
answer_unasked (gpointer user_data)
{
  const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nThe answer begins";
  EagerServer *self = user_data;
  GPtrArray *connections = g_ptr_array_new_with_free_func (g_object_unref);
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->cancellable, NULL)) != NULL)
    {
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer, strlen (answer), NULL,
                                 NULL, NULL);
      g_ptr_array_add (connections, connection);
    }

  return connections;
}

/* Ends a request after so many turns of the loop. */
static void
end_after (const char *url,
           guint       n_turns)
{
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&limits);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RdAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  const RdRequest request = { .url = url };

  rd_fetcher_fetch_async (fetcher, &request, cancellable, fetched_cb, &result);
  for (guint i = 0; i < n_turns; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      /* What the server does meanwhile is done by the next turn. */
      g_usleep (1000);
    }
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer = rd_fetcher_fetch_finish (fetcher, result, &error);

  g_assert_null (answer);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Also where the answer has come and has not been looked at. */
static void
test_can_be_ended_at_any_moment (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  EagerServer server = { listener, cancellable };
  g_autoptr (GPtrArray) connections = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  const guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  GThread *thread;

  g_assert_no_error (error);
  url = g_strdup_printf ("http://127.0.0.1:%u/", port);
  thread = g_thread_new ("server", answer_unasked, &server);
  for (guint n_turns = 0; n_turns < MOST_TURNS; n_turns++)
    end_after (url, n_turns);

  g_cancellable_cancel (cancellable);
  connections = g_thread_join (thread);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  certificate_path = argv[1];

  g_test_add_func ("/fetcher/answers", test_answers);
  g_test_add_func ("/fetcher/asks-for-changes-alone", test_asks_for_changes_alone);
  g_test_add_func ("/fetcher/moves", test_moves);
  g_test_add_func ("/fetcher/waits", test_waits);
  g_test_add_func ("/fetcher/says-who-it-is", test_says_who_it_is);
  g_test_add_func ("/fetcher/keeps-no-cookies", test_keeps_no_cookies);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *name = g_strconcat ("/fetcher/failure", failures[i].path, NULL);

      g_test_add_data_func (name, &failures[i], test_failure);
    }
  g_test_add_func ("/fetcher/credentials-stay-hidden", test_credentials_stay_hidden);
  g_test_add_func ("/fetcher/untrusted-certificate", test_untrusted_certificate);
  g_test_add_func ("/fetcher/nobody-there", test_nobody_there);
  g_test_add_func ("/fetcher/only-web-addresses", test_only_web_addresses);
  g_test_add_func ("/fetcher/can-be-ended-early", test_can_be_ended_early);
  g_test_add_func ("/fetcher/can-be-ended-at-any-moment", test_can_be_ended_at_any_moment);

  return g_test_run ();
}
