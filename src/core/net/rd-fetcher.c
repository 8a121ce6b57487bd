/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks a publisher's server for an address: no cookies, a bounded time, a bounded size, few redirects, and for each
 * failure one line that says what, where, and what to do. */
#include "net/rd-fetcher.h"

#include "base/rd-error.h"
#include "base/rd-limits.h"
#include "rd-config.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#define MAX_REDIRECTS 5
#define CHUNK_BYTES (64 * 1024)

/* RFC 6585; libsoup has no name for it. */
#define STATUS_TOO_MANY_REQUESTS 429

#define URI_FLAGS (SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED)

const RdFetcherLimits rd_fetcher_usual_limits = {
  .max_bytes = RD_LIMIT_INPUT_BYTES,
  .idle_seconds = 15,
  .total_seconds = 60,
};

struct _RdFetcher
{
  GObject parent_instance;

  SoupSession *session; /* (owned) */
  RdFetcherLimits limits;
};

G_DEFINE_FINAL_TYPE (RdFetcher, rd_fetcher, G_TYPE_OBJECT)

/* One request with its redirects. It lives as its task's data, on the context that the task was begun on. */
typedef struct
{
  GUri *uri;                 /* (owned): what is being asked for now */
  SoupMessage *message;      /* (nullable) (owned): the question of now */
  GInputStream *stream;      /* (nullable) (owned): the answer's body */
  GByteArray *bytes;         /* (nullable) (owned): what came of it so far, until it is handed out */
  guint n_redirects;
  GCancellable *own;         /* (owned): ends the request when the time is over or the caller wants no more */
  GCancellable *callers;     /* (nullable) (owned) */
  gulong callers_handler;
  GSource *timer;            /* (owned) */
  gboolean timed_out;
} Fetch;

static void
free_fetch (gpointer data)
{
  Fetch *fetch = data;

  g_cancellable_disconnect (fetch->callers, fetch->callers_handler);
  g_clear_object (&fetch->callers);
  g_source_destroy (fetch->timer);
  g_source_unref (fetch->timer);
  g_uri_unref (fetch->uri);
  g_clear_object (&fetch->message);
  g_clear_object (&fetch->stream);
  g_clear_pointer (&fetch->bytes, g_byte_array_unref);
  g_object_unref (fetch->own);
  g_free (fetch);
}

/* The address as a message may show it: what stands before the host and after the path may hold secrets. */
static char *
show_address (GUri *uri)
{
  return g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO | G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
}

/* When the server wants to be asked again, as far as it says so in seconds. */
static char *
describe_wait (SoupMessage *message)
{
  const char *seconds = soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");

  if (seconds == NULL || seconds[0] == '\0' || strlen (seconds) > 6 || strspn (seconds, "0123456789") < strlen (seconds))
    return g_strdup (_("try again later"));

  return g_strdup_printf (_("try again in %s seconds"), seconds);
}

static GError *
describe_status (SoupMessage *message,
                 GUri        *uri)
{
  const guint status = soup_message_get_status (message);
  g_autofree char *where = show_address (uri);
  g_autofree char *wait = describe_wait (message);
  const char *what = status >= 500 ? _("the server has a fault") : _("the server refused");
  const char *remedy = status >= 500 ? wait : _("check the address");

  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_FORBIDDEN:
      what = _("the server lets only some people in");
      remedy = _("save the page in a browser and name the file");
      break;
    case SOUP_STATUS_NOT_FOUND:
      what = _("page not found");
      break;
    case SOUP_STATUS_GONE:
      what = _("the page is gone for good");
      remedy = _("look for it elsewhere");
      break;
    case STATUS_TOO_MANY_REQUESTS:
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
      what = _("the server is busy");
      remedy = wait;
      break;
    default:
      break;
    }

  return g_error_new (RD_ERROR, RD_ERROR_REFUSED, "%s (%u): %s: %s", what, status, where, remedy);
}

static GError *
describe_failure (RdFetcher    *self,
                  Fetch        *fetch,
                  const GError *error)
{
  g_autofree char *where = show_address (fetch->uri);
  const char *what = error->message;
  const char *remedy = _("try again later");

  if (error->domain == RD_ERROR || (fetch->callers != NULL && g_cancellable_is_cancelled (fetch->callers)))
    return g_error_copy (error);

  if (fetch->timed_out)
    return g_error_new (RD_ERROR, RD_ERROR_NETWORK, _("no whole answer within %u seconds: %s: try again later"),
                        self->limits.total_seconds, where);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (RD_ERROR, RD_ERROR_NETWORK, _("the server was silent for %u seconds: %s: try again later"),
                        self->limits.idle_seconds, where);

  if (error->domain == G_RESOLVER_ERROR)
    {
      what = _("there is no such host, or no network");
      remedy = _("check the address and the connection");
    }
  else if (error->domain == G_TLS_ERROR)
    {
      what = _("the server cannot prove who it is");
      remedy = _("check the address and this computer's clock");
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    what = _("the server takes no connections");
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    what = _("the answer broke off");
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    what = _("the answer is garbled");

  return g_error_new (RD_ERROR, RD_ERROR_NETWORK, "%s: %s: %s", what, where, remedy);
}

static void
fail (GTask        *task,
      const GError *error)
{
  g_task_return_error (task, describe_failure (g_task_get_source_object (task), g_task_get_task_data (task), error));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RdFetcher *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  g_autofree char *where = show_address (fetch->uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (fetch->stream, result, &error);

  if (chunk == NULL)
    {
      fail (task, error);
      return;
    }

  if (g_bytes_get_size (chunk) == 0)
    {
      if (fetch->bytes->len == 0)
        g_task_return_new_error (task, RD_ERROR, RD_ERROR_NETWORK, _("the answer is empty: %s: try again later"), where);
      else
        g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&fetch->bytes)),
                               (GDestroyNotify) g_bytes_unref);
      return;
    }

  if (g_bytes_get_size (chunk) > self->limits.max_bytes - fetch->bytes->len)
    {
      g_task_return_new_error (task, RD_ERROR, RD_ERROR_TOO_LARGE,
                               _("the answer is larger than %u bytes: %s: this is no live blog"),
                               self->limits.max_bytes, where);
      return;
    }

  g_byte_array_append (fetch->bytes, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  g_input_stream_read_bytes_async (fetch->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, fetch->own, read_cb,
                                   g_object_ref (task));
}

static gboolean
is_http (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  return (g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0)
         && host != NULL && host[0] != '\0';
}

/* Where the answer sends on to: %NULL without an error where it is no redirect. */
static GUri *
find_redirect (Fetch   *fetch,
               GError **error)
{
  const guint status = soup_message_get_status (fetch->message);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (fetch->message), "Location");
  g_autofree char *where = show_address (fetch->uri);
  g_autoptr (GUri) next = NULL;

  if (!SOUP_STATUS_IS_REDIRECTION (status) || status == SOUP_STATUS_NOT_MODIFIED || location == NULL)
    return NULL;

  if (++fetch->n_redirects > MAX_REDIRECTS)
    {
      g_set_error (error, RD_ERROR, RD_ERROR_NETWORK, _("sent from page to page more than %d times: %s: check the address"),
                   MAX_REDIRECTS, where);
      return NULL;
    }

  next = g_uri_parse_relative (fetch->uri, location, URI_FLAGS, NULL);
  if (next == NULL || !is_http (next))
    {
      g_set_error (error, RD_ERROR, RD_ERROR_ADDRESS, _("sent on to what is no web address: %s: check the address"), where);
      return NULL;
    }

  return g_steal_pointer (&next);
}

static void ask (GTask *task);

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RdFetcher *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) next = NULL;

  g_clear_object (&fetch->stream);
  fetch->stream = soup_session_send_finish (self->session, result, &error);
  if (fetch->stream != NULL)
    next = find_redirect (fetch, &error);

  if (error != NULL)
    {
      fail (task, error);
    }
  else if (next != NULL)
    {
      g_uri_unref (fetch->uri);
      fetch->uri = g_steal_pointer (&next);
      ask (task);
    }
  else if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (fetch->message)))
    {
      g_task_return_error (task, describe_status (fetch->message, fetch->uri));
    }
  else
    {
      g_input_stream_read_bytes_async (fetch->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, fetch->own, read_cb,
                                       g_object_ref (task));
    }
}

static void
ask (GTask *task)
{
  RdFetcher *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);

  g_clear_object (&fetch->message);
  fetch->message = soup_message_new_from_uri (SOUP_METHOD_GET, fetch->uri);
  /* libsoup would follow to anywhere; send_cb() looks first. */
  soup_message_add_flags (fetch->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_append (soup_message_get_request_headers (fetch->message), "Accept",
                               "application/json, text/html;q=0.9, application/xhtml+xml;q=0.9, */*;q=0.5");
  soup_session_send_async (self->session, fetch->message, G_PRIORITY_DEFAULT, fetch->own, send_cb, g_object_ref (task));
}

static gboolean
timer_cb (gpointer user_data)
{
  Fetch *fetch = user_data;

  fetch->timed_out = TRUE;
  g_cancellable_cancel (fetch->own);

  return G_SOURCE_REMOVE;
}

static void
callers_cancelled_cb (GCancellable *callers,
                      gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

static void
rd_fetcher_dispose (GObject *object)
{
  RdFetcher *self = RD_FETCHER (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (rd_fetcher_parent_class)->dispose (object);
}

static void
rd_fetcher_class_init (RdFetcherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rd_fetcher_dispose;
}

static void
rd_fetcher_init (RdFetcher *self)
{
}

/**
 * rd_fetcher_new:
 * @limits: what it is to put up with
 *
 * Returns: (transfer full): a fetcher
 */
RdFetcher *
rd_fetcher_new (const RdFetcherLimits *limits)
{
  RdFetcher *self = g_object_new (RD_TYPE_FETCHER, NULL);

  self->limits = *limits;
  self->session = soup_session_new_with_options ("user-agent", "Rundown/" RD_VERSION " (+" RD_WEBSITE ")",
                                                 "timeout", limits->idle_seconds,
                                                 NULL);

  return self;
}

/**
 * rd_fetcher_fetch_async:
 * @self: a fetcher
 * @url: an http or https address
 * @cancellable: (nullable): ends it early
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Asks for @url and follows where that sends on to, with libsoup's content decoding.
 */
void
rd_fetcher_fetch_async (RdFetcher           *self,
                        const char          *url,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GUri) uri = g_uri_parse (url, URI_FLAGS, NULL);
  Fetch *fetch;

  g_task_set_source_tag (task, rd_fetcher_fetch_async);

  if (uri == NULL || !is_http (uri))
    {
      g_task_return_new_error (task, RD_ERROR, RD_ERROR_ADDRESS,
                               _(_("not a web address: it has to begin with https:// or http:// and to name a host")));
      return;
    }

  fetch = g_new0 (Fetch, 1);
  fetch->uri = g_steal_pointer (&uri);
  fetch->bytes = g_byte_array_new ();
  fetch->own = g_cancellable_new ();
  fetch->timer = g_timeout_source_new_seconds (self->limits.total_seconds);
  g_source_set_callback (fetch->timer, timer_cb, fetch, NULL);
  g_source_attach (fetch->timer, g_main_context_get_thread_default ());
  g_task_set_task_data (task, fetch, free_fetch);
  if (cancellable != NULL)
    {
      fetch->callers = g_object_ref (cancellable);
      fetch->callers_handler = g_cancellable_connect (cancellable, G_CALLBACK (callers_cancelled_cb),
                                                      g_object_ref (fetch->own), g_object_unref);
    }

  ask (task);
}

/**
 * rd_fetcher_fetch_finish:
 * @self: a fetcher
 * @result: what the callback was given
 * @url: (out) (optional) (transfer full): the address that answered in the end, without credentials or fragment
 * @error: %RD_ERROR_ADDRESS, %RD_ERROR_NETWORK, %RD_ERROR_REFUSED, %RD_ERROR_TOO_LARGE or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the answer, which is not empty, or %NULL
 */
GBytes *
rd_fetcher_fetch_finish (RdFetcher     *self,
                         GAsyncResult  *result,
                         char         **url,
                         GError       **error)
{
  Fetch *fetch = g_task_get_task_data (G_TASK (result));
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), error);

  if (bytes != NULL && url != NULL)
    *url = g_uri_to_string_partial (fetch->uri, G_URI_HIDE_USERINFO | G_URI_HIDE_FRAGMENT);

  return bytes;
}
