/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All the ways in which publishers' servers do not do what they should. */
#include "replay-misbehave.h"

#include <string.h>

#define MEGABYTE (1024 * 1024)
#define HUGE_MEGABYTES 100
#define DRIP_MILLISECONDS 200

static const char *const NAMES[] = {
  "well-behaved", "slow-headers",   "slow-body",   "cut",          "wrong-length", "bomb",      "huge",
  "loop",         "to-file",        "wrong-type",  "not-modified", "busy-seconds", "busy-date", "unavailable",
  "empty",        "half-character", "wrong-clock", "moved",        "missing",      "gone",
};

/* Unknown names are those of good behaviour. */
ReplayMisbehaviour
replay_misbehaviour_find (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (NAMES[i], name))
      return (ReplayMisbehaviour) i;

  return REPLAY_WELL_BEHAVED;
}

/* Returns: (nullable): its name in "?misbehave=NAME"; %NULL behind the last */
const char *
replay_misbehaviour_name (ReplayMisbehaviour self)
{
  return self < G_N_ELEMENTS (NAMES) ? NAMES[self] : NULL;
}

/* Writes an answer by hand, and hangs up. */
static void
write_raw (SoupServerMessage  *message,
           const ReplayAnswer *answer,
           gsize               announced,
           gsize               sent)
{
  g_autoptr (GIOStream) stream = NULL;
  GOutputStream *output;
  g_autofree char *head = g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", answer->type, announced);

  stream = soup_server_message_steal_connection (message);
  output = g_io_stream_get_output_stream (stream);
  if (g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL))
    g_output_stream_write_all (output, g_bytes_get_data (answer->bytes, NULL), sent, NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

/* A body that trickles. */
typedef struct
{
  GIOStream *stream; /* (owned) */
  GBytes *bytes;     /* (owned) */
  gsize n_sent;
} Drip;

static void
free_drip (gpointer data)
{
  Drip *drip = data;

  g_io_stream_close (drip->stream, NULL, NULL);
  g_object_unref (drip->stream);
  g_bytes_unref (drip->bytes);
  g_free (drip);
}

static gboolean
drip_cb (gpointer user_data)
{
  Drip *drip = user_data;
  gsize length;
  const char *data = g_bytes_get_data (drip->bytes, &length);

  return drip->n_sent < length
         && g_output_stream_write (g_io_stream_get_output_stream (drip->stream), data + drip->n_sent++, 1, NULL, NULL)
                == 1;
}

static void
drip (SoupServerMessage  *message,
      const ReplayAnswer *answer)
{
  g_autofree char *head
      = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                         answer->type, g_bytes_get_size (answer->bytes));
  g_autoptr (GSource) source = g_timeout_source_new (DRIP_MILLISECONDS);
  Drip *self = g_new0 (Drip, 1);

  self->stream = soup_server_message_steal_connection (message);
  self->bytes = g_bytes_ref (answer->bytes);
  g_output_stream_write_all (g_io_stream_get_output_stream (self->stream), head, strlen (head), NULL, NULL, NULL);
  g_source_set_callback (source, drip_cb, self, free_drip);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static GBytes *
get_spaces (void)
{
  static GBytes *spaces;

  if (g_once_init_enter_pointer (&spaces))
    {
      char *megabyte = g_malloc (MEGABYTE);

      memset (megabyte, ' ', MEGABYTE);
      g_once_init_leave_pointer (&spaces, g_bytes_new_take (megabyte, MEGABYTE));
    }

  return spaces;
}

/* As much again, packed into a thousandth. */
static GBytes *
get_bomb (void)
{
  static GBytes *bomb;

  if (g_once_init_enter_pointer (&bomb))
    {
      g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
      g_autoptr (GOutputStream) packed = g_memory_output_stream_new_resizable ();
      g_autoptr (GOutputStream) stream = g_converter_output_stream_new (packed, gzip);

      for (guint i = 0; i < HUGE_MEGABYTES; i++)
        g_output_stream_write_all (stream, g_bytes_get_data (get_spaces (), NULL), MEGABYTE, NULL, NULL, NULL);
      g_output_stream_close (stream, NULL, NULL);
      g_once_init_leave_pointer (&bomb, g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (packed)));
    }

  return bomb;
}

static gboolean
unpause_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  g_source_destroy (user_data);
}

static void
free_source (gpointer  data,
             GClosure *closure)
{
  g_source_unref (data);
}

static void
delay (SoupServerMessage *message,
       guint              seconds)
{
  g_autoptr (GSource) source = g_timeout_source_new_seconds (seconds);

  soup_server_message_pause (message);
  g_source_set_callback (source, unpause_cb, message, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  /* Who waits no longer is not answered. */
  g_signal_connect_data (message, "finished", G_CALLBACK (finished_cb), g_source_ref (source), free_source,
                         G_CONNECT_DEFAULT);
}

static void
append_retry (SoupServerMessage *message,
              guint              seconds,
              gboolean           as_date)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, seconds);
  g_autofree char *value = as_date ? soup_date_time_to_string (then, SOUP_DATE_HTTP) : g_strdup_printf ("%u", seconds);

  soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After", value);
}

static void
redirect (SoupServerMessage *message,
          const char        *url)
{
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Location", url);
}

static void
redirect_on (SoupServerMessage *message)
{
  g_autofree char *uri = g_uri_to_string_partial (soup_server_message_get_uri (message), G_URI_HIDE_QUERY);
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  const char *hop = query != NULL ? strstr (query, "hop=") : NULL;
  g_autofree char *kept
      = query != NULL ? g_strndup (query, hop != NULL ? (gsize) (hop - query) : strlen (query)) : g_strdup ("");
  const guint64 n_hops = hop != NULL ? g_ascii_strtoull (hop + strlen ("hop="), NULL, 10) : 0;
  g_autofree char *next = g_strdup_printf ("%s?%s%shop=%" G_GUINT64_FORMAT, uri, kept,
                                           kept[0] == '\0' || g_str_has_suffix (kept, "&") ? "" : "&", n_hops + 1);

  redirect (message, next);
}

static void
be_huge (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  for (guint i = 0; i < HUGE_MEGABYTES; i++)
    soup_message_body_append_bytes (body, get_spaces ());
}

static void
set_date (SoupServerMessage *message)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  g_autofree char *date = soup_date_time_to_string (tomorrow, SOUP_DATE_HTTP);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", date);
}

/* @seconds: for how long it is slow or busy
 * @moved_url: where it is to be found instead
 * @status: (out): the status, where the answer is not the one that is given; none where the connection was taken away
 *
 * Returns: whether all is done; otherwise the answer is still to be sent, perhaps with headers of ours */
gboolean
replay_misbehaviour_act (ReplayMisbehaviour  self,
                         SoupServerMessage  *message,
                         const ReplayAnswer *answer,
                         guint               seconds,
                         const char         *moved_url,
                         guint              *status)
{
  const gsize length = g_bytes_get_size (answer->bytes);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  *status = SOUP_STATUS_OK;
  switch (self)
    {
    case REPLAY_WELL_BEHAVED:
    case REPLAY_WRONG_TYPE:
    case REPLAY_HALF_CHARACTER:
      return FALSE;
    case REPLAY_WRONG_CLOCK:
      set_date (message);
      return FALSE;
    case REPLAY_SLOW_HEADERS:
      delay (message, seconds);
      return FALSE;
    case REPLAY_SLOW_BODY:
      drip (message, answer);
      *status = SOUP_STATUS_NONE;
      break;
    case REPLAY_CUT:
      write_raw (message, answer, length, length / 2);
      *status = SOUP_STATUS_NONE;
      break;
    case REPLAY_WRONG_LENGTH:
      write_raw (message, answer, length / 2, length);
      *status = SOUP_STATUS_NONE;
      break;
    case REPLAY_BOMB:
      soup_message_headers_append (headers, "Content-Encoding", "gzip");
      soup_message_body_append_bytes (soup_server_message_get_response_body (message), get_bomb ());
      break;
    case REPLAY_HUGE:
      be_huge (message);
      break;
    case REPLAY_LOOP:
      redirect_on (message);
      *status = SOUP_STATUS_FOUND;
      break;
    case REPLAY_TO_FILE:
      redirect (message, "file:///etc/passwd");
      *status = SOUP_STATUS_FOUND;
      break;
    case REPLAY_NOT_MODIFIED:
      *status = SOUP_STATUS_NOT_MODIFIED;
      break;
    case REPLAY_BUSY_SECONDS:
    case REPLAY_BUSY_DATE:
      append_retry (message, seconds, self == REPLAY_BUSY_DATE);
      *status = 429;
      break;
    case REPLAY_UNAVAILABLE:
      *status = SOUP_STATUS_SERVICE_UNAVAILABLE;
      break;
    case REPLAY_EMPTY:
      break;
    case REPLAY_MOVED:
      redirect (message, moved_url);
      *status = SOUP_STATUS_MOVED_PERMANENTLY;
      break;
    case REPLAY_MISSING:
      *status = SOUP_STATUS_NOT_FOUND;
      break;
    case REPLAY_GONE:
      *status = SOUP_STATUS_GONE;
      break;
    }

  return TRUE;
}
