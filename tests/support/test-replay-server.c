/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The manners of the server of replays, good and bad. */
#include "certificate.h"
#include "replay-server.h"
#include "service/rd-reader.h"

#include <string.h>

typedef struct
{
  ReplayClock *clock;
  ReplayServer *server;
  GDateTime *start;
  GDateTime *end;
} Fixture;

static const char *certificate_path;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);
  g_autoptr (RdReplay) replay = NULL;

  g_assert_no_error (error);
  replay = rd_replay_new (blogs->pdata[0], 1);
  self->start = rd_replay_get_start (replay);
  self->end = rd_replay_get_end (replay);
  self->clock = replay_clock_new (self->start, 0);
  self->server = replay_server_new (self->clock, NULL);
  replay_server_add (self->server, "demo", replay);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  replay_server_free (self->server);
  replay_clock_unref (self->clock);
  g_date_time_unref (self->start);
  g_date_time_unref (self->end);
}

static SoupMessage *
make_message (Fixture    *self,
              const char *path)
{
  g_autofree char *url = replay_server_get_url (self->server, path);

  return soup_message_new ("GET", url);
}

/* Redirects are not followed, and nothing is unpacked. */
static GBytes *
send_message (SoupMessage  *message,
              GError      **error)
{
  g_autoptr (SoupSession) session = soup_session_new ();

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);

  return soup_session_send_and_read (session, message, NULL, error);
}

static const char *
get_header (SoupMessage *message,
            const char  *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (message), name);
}

static guint
ask (Fixture    *self,
     const char *path)
{
  g_autoptr (SoupMessage) message = make_message (self, path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = send_message (message, &error);

  g_assert_no_error (error);
  return soup_message_get_status (message);
}

static guint
ask_again (Fixture    *self,
           const char *path,
           const char *header,
           const char *value)
{
  g_autoptr (SoupMessage) message = make_message (self, path);
  g_autoptr (GBytes) bytes = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), header, value);
  bytes = send_message (message, NULL);
  g_assert_cmpuint (g_bytes_get_size (bytes) > 0, ==, soup_message_get_status (message) == SOUP_STATUS_OK);

  return soup_message_get_status (message);
}

static void
test_conditions (Fixture       *self,
                 gconstpointer  data)
{
  static const char *const PATHS[] = { "demo/page", "demo/page.json?dcr=true", "demo/rss", "demo/wordpress" };

  replay_server_set_max_age (self->server, "demo", 30);
  for (gsize i = 0; i < G_N_ELEMENTS (PATHS); i++)
    {
      g_autoptr (SoupMessage) message = make_message (self, PATHS[i]);
      g_autoptr (GBytes) bytes = NULL;

      replay_clock_set (self->clock, self->start);
      bytes = send_message (message, NULL);
      g_assert_nonnull (bytes);
      g_assert_cmpstr (get_header (message, "Cache-Control"), ==, "max-age=30");

      g_assert_cmpuint (ask_again (self, PATHS[i], "If-None-Match", get_header (message, "ETag")), ==, 304);
      g_assert_cmpuint (ask_again (self, PATHS[i], "If-Modified-Since", get_header (message, "Last-Modified")), ==,
                        304);
      replay_clock_step (self->clock, 2 * G_TIME_SPAN_HOUR);
      g_assert_cmpuint (ask_again (self, PATHS[i], "If-None-Match", get_header (message, "ETag")), ==, 200);
      g_assert_cmpuint (ask_again (self, PATHS[i], "If-Modified-Since", get_header (message, "Last-Modified")), ==,
                        200);
    }
}

static void
test_not_there (Fixture       *self,
                gconstpointer  data)
{
  g_assert_cmpuint (ask (self, "demo/page"), ==, 200);
  g_assert_cmpuint (ask (self, "demo/another"), ==, 404);
  g_assert_cmpuint (ask (self, "another/page"), ==, 404);
  g_assert_cmpuint (ask (self, ""), ==, 404);
  g_assert_cmpuint (ask (self, "demo/page.json"), ==, 404);
  g_assert_cmpuint (ask (self, "demo/wp-json/liveblog/v1/7/other"), ==, 404);
  g_assert_cmpuint (ask (self, "demo/api/client_blogs/0123"), ==, 404);
  replay_clock_step (self->clock, -G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (ask (self, "demo/page"), ==, 404);
}

static gboolean
has_text (Fixture    *self,
          const char *path,
          const char *text)
{
  g_autoptr (SoupMessage) message = make_message (self, path);
  g_autoptr (GBytes) bytes = send_message (message, NULL);

  return g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), text) != NULL;
}

static void
test_series (Fixture       *self,
             gconstpointer  data)
{
  replay_server_set_series (self->server, "demo", "westminster", "posting");
  g_assert_true (has_text (self, "westminster/series/rss", "/demo/posting</link>"));
  g_assert_false (has_text (self, "other/series/rss", "/demo/"));
  g_assert_true (has_text (self, "westminster/section/rss", "/demo/posting</link>"));
  g_assert_true (has_text (self, "westminster/section/rss", "/other-1/posting</link>"));
  g_assert_true (has_text (self, "demo/posting", "href=\"/westminster/section/rss\""));
  g_assert_true (has_text (self, "demo/page.json?dcr=true", "\"westminster/series\""));
  replay_clock_step (self->clock, -G_TIME_SPAN_MINUTE);
  g_assert_false (has_text (self, "westminster/series/rss", "/demo/"));
}

static void
test_clock (void)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (2025, 1, 1, 12, 0, 0);
  g_autoptr (ReplayClock) clock = replay_clock_new (start, 0);
  g_autoptr (GDateTime) frozen = replay_clock_get (clock);
  g_autoptr (GDateTime) stepped = NULL;
  g_autoptr (GDateTime) ran = NULL;

  g_assert_true (g_date_time_equal (frozen, start));
  replay_clock_step (clock, G_TIME_SPAN_HOUR);
  stepped = replay_clock_get (clock);
  g_assert_cmpint (g_date_time_difference (stepped, start), ==, G_TIME_SPAN_HOUR);
  replay_clock_set_speed (clock, 1e6);
  g_usleep (1000);
  ran = replay_clock_get (clock);
  g_assert_cmpint (g_date_time_difference (ran, stepped), >=, G_TIME_SPAN_SECOND * 1000);
}

/* A way to behave, and what comes of it. */
typedef struct
{
  ReplayMisbehaviour how;
  guint status;
  const char *header;
  const char *value;
} Manner;

static const Manner manners[] = {
  { REPLAY_WELL_BEHAVED, 200, "Content-Type", "text/html*" },
  { REPLAY_SLOW_HEADERS, 200, "Content-Type", "text/html*" },
  { REPLAY_BOMB, 200, "Content-Encoding", "gzip" },
  { REPLAY_LOOP, 302, "Location", "*/demo/page?hop=1" },
  { REPLAY_TO_FILE, 302, "Location", "file:///*" },
  { REPLAY_WRONG_TYPE, 200, "Content-Type", "image/png" },
  { REPLAY_NOT_MODIFIED, 304, NULL, NULL },
  { REPLAY_BUSY_SECONDS, 429, "Retry-After", "1" },
  { REPLAY_BUSY_DATE, 429, "Retry-After", "* GMT" },
  { REPLAY_UNAVAILABLE, 503, NULL, NULL },
  { REPLAY_EMPTY, 200, "Content-Length", "0" },
  { REPLAY_MOVED, 301, "Location", "/demo/moved/page" },
  { REPLAY_MISSING, 404, NULL, NULL },
  { REPLAY_GONE, 410, NULL, NULL },
};

static void
test_manner (Fixture       *self,
             gconstpointer  data)
{
  const Manner *manner = data;
  g_autoptr (SoupMessage) message = make_message (self, "demo/page");
  g_autofree char *path = g_strconcat ("demo/page?misbehave=", replay_misbehaviour_name (manner->how), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  replay_server_misbehave (self->server, "demo", manner->how, 1, 1);
  bytes = send_message (message, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, manner->status);
  if (manner->header != NULL)
    g_assert_true (g_pattern_match_simple (manner->value, get_header (message, manner->header)));
  if (manner->how == REPLAY_BOMB)
    g_assert_cmpuint (g_bytes_get_size (bytes), <, 1024 * 1024);

  g_assert_cmpuint (ask (self, "demo/page"), ==, 200);
  if (manner->how != REPLAY_SLOW_HEADERS)
    g_assert_cmpuint (ask (self, path), ==, manner->status);
}

static void
test_moved (Fixture       *self,
            gconstpointer  data)
{
  replay_server_misbehave (self->server, "demo", REPLAY_MOVED, 0, 0);
  g_assert_cmpuint (ask (self, "demo/page"), ==, 301);
  g_assert_cmpuint (ask (self, "demo/moved/page"), ==, 200);
}

static void
test_cut (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (SoupMessage) whole = make_message (self, "demo/page");
  g_autoptr (SoupMessage) cut = make_message (self, "demo/page");
  g_autoptr (SoupMessage) wrong = make_message (self, "demo/page");
  g_autoptr (GBytes) bytes = send_message (whole, NULL);
  g_autoptr (GBytes) half = NULL;
  g_autoptr (GError) error = NULL;

  replay_server_misbehave (self->server, "demo", REPLAY_CUT, 1, 0);
  g_assert_null (send_message (cut, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);

  replay_server_misbehave (self->server, "demo", REPLAY_WRONG_LENGTH, 1, 0);
  half = send_message (wrong, NULL);
  g_assert_cmpuint (g_bytes_get_size (half), ==, g_bytes_get_size (bytes) / 2);
}

static void
test_half_character (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (SoupMessage) message = make_message (self, "demo/page");
  g_autoptr (GBytes) bytes = NULL;
  const char *end;

  replay_server_misbehave (self->server, "demo", REPLAY_HALF_CHARACTER, 0, 0);
  bytes = send_message (message, NULL);
  g_assert_false (g_utf8_validate (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &end));
  g_assert_cmpstr (end, ==, "\xe2\x82");
}

static void
test_wrong_clock (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (SoupMessage) message = make_message (self, "demo/page");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (has_text (self, "demo/page", "datetime=\"2025-06-16T"));
  replay_server_misbehave (self->server, "demo", REPLAY_WRONG_CLOCK, 0, 0);
  bytes = send_message (message, NULL);
  date = soup_date_time_new_from_http_string (get_header (message, "Date"));
  g_assert_cmpint (g_date_time_difference (date, now), >, 20 * G_TIME_SPAN_HOUR);
  g_assert_true (has_text (self, "demo/page", "datetime=\"2025-06-17T"));
  g_assert_false (has_text (self, "demo/page", "datetime=\"2025-06-16T"));
}

/* Only the beginning is awaited of what is long or slow. */
static void
test_without_end (Fixture       *self,
                  gconstpointer  data)
{
  const ReplayMisbehaviour how = (ReplayMisbehaviour) GPOINTER_TO_INT (data);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = make_message (self, "demo/page");
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  char buffer[2];
  gsize n_read;

  replay_server_misbehave (self->server, "demo", how, 0, 0);
  stream = soup_session_send (session, message, NULL, &error);
  g_assert_no_error (error);
  if (how == REPLAY_HUGE)
    g_assert_cmpstr (get_header (message, "Content-Length"), ==, "104857600");
  g_assert_true (g_input_stream_read_all (stream, buffer, sizeof buffer, &n_read, NULL, &error));
  g_assert_cmpuint (n_read, ==, sizeof buffer);
  soup_session_abort (session);
}

static gboolean
trust_cb (SoupMessage          *message,
          GTlsCertificate      *certificate,
          GTlsCertificateFlags  errors,
          gpointer              user_data)
{
  return TRUE;
}

static void
test_untrusted (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = certificate_load (certificate_path);
  g_autoptr (ReplayServer) server = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (SoupMessage) trusting = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (certificate == NULL)
    return;

  server = replay_server_new (self->clock, certificate);
  g_assert_true (g_str_has_prefix (replay_server_get_address (server), "https://"));
  message = soup_message_new ("GET", replay_server_get_address (server));
  g_assert_null (send_message (message, &error));
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);

  trusting = soup_message_new ("GET", replay_server_get_address (server));
  g_signal_connect (trusting, "accept-certificate", G_CALLBACK (trust_cb), NULL);
  bytes = send_message (trusting, NULL);
  g_assert_cmpuint (soup_message_get_status (trusting), ==, 404);
}

static void
test_log (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (SoupMessage) message = make_message (self, "demo/rss?a=1");
  g_autoptr (GBytes) bytes = send_message (message, NULL);
  ReplayLog *log = replay_server_get_log (self->server);
  g_autoptr (GPtrArray) requests = NULL;
  const ReplayRequest *first, *second;

  g_assert_cmpuint (ask_again (self, "demo/rss", "If-None-Match", get_header (message, "ETag")), ==, 304);
  g_assert_cmpuint (ask (self, "other/rss"), ==, 404);

  requests = replay_log_list (log, "demo/");
  g_assert_cmpuint (requests->len, ==, 2);
  first = requests->pdata[0];
  second = requests->pdata[1];
  g_assert_cmpstr (first->path, ==, "demo/rss?a=1");
  g_assert_true (!first->conditional && second->conditional);
  g_assert_cmpint (first->time, <=, second->time);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpuint (second->n_bytes, ==, 0);
  g_assert_cmpuint (replay_log_count (log, "", 0), ==, 3);
  g_assert_cmpuint (replay_log_count (log, "demo/rss", 304), ==, 1);
  g_assert_cmpuint (replay_log_count_bytes (log, "demo/"), ==, g_bytes_get_size (bytes));
  g_assert_cmpuint (replay_log_get_most_connections (log), >=, 1);
  g_assert_cmpuint (replay_log_get_most_connections (log), <=, 3);
  replay_log_clear (log);
  g_assert_cmpuint (replay_log_count (log, "", 0), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  certificate_path = argv[1];

  g_test_add ("/replay-server/conditions", Fixture, NULL, set_up, test_conditions, tear_down);
  g_test_add ("/replay-server/not-there", Fixture, NULL, set_up, test_not_there, tear_down);
  g_test_add ("/replay-server/series", Fixture, NULL, set_up, test_series, tear_down);
  g_test_add_func ("/replay-server/clock", test_clock);
  for (gsize i = 0; i < G_N_ELEMENTS (manners); i++)
    {
      g_autofree char *name = g_strconcat ("/replay-server/manners/", replay_misbehaviour_name (manners[i].how), NULL);

      g_test_add (name, Fixture, &manners[i], set_up, test_manner, tear_down);
    }
  g_test_add ("/replay-server/moved", Fixture, NULL, set_up, test_moved, tear_down);
  g_test_add ("/replay-server/cut", Fixture, NULL, set_up, test_cut, tear_down);
  g_test_add ("/replay-server/half-character", Fixture, NULL, set_up, test_half_character, tear_down);
  g_test_add ("/replay-server/wrong-clock", Fixture, NULL, set_up, test_wrong_clock, tear_down);
  g_test_add ("/replay-server/huge", Fixture, GINT_TO_POINTER (REPLAY_HUGE), set_up, test_without_end, tear_down);
  g_test_add ("/replay-server/slow-body", Fixture, GINT_TO_POINTER (REPLAY_SLOW_BODY), set_up, test_without_end,
              tear_down);
  g_test_add ("/replay-server/untrusted", Fixture, NULL, set_up, test_untrusted, tear_down);
  g_test_add ("/replay-server/log", Fixture, NULL, set_up, test_log, tear_down);

  return g_test_run ();
}
