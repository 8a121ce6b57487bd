/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks a publisher's server for an address: no cookies, a bounded time, a bounded size, few redirects. */
#include "net/rd-fetcher-private.h"

#include "base/rd-error.h"
#include "base/rd-limits.h"
#include "rd-config.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is promised to publishers, see the README. */
#define CONNECTIONS_PER_HOST 2
/* So many slow servers do not hold up one more; each takes a file descriptor, of which a process has 1,024. */
#define CONNECTIONS 256

/* Marks of answers are kept and given back as they are, if they are short. */
#define MARK_BYTES 512

#define CHUNK_BYTES (64 * 1024)

/* Libsoup 3.6 counts a request as done twice, and frees it under its own feet, where it is ended between the moment when
 * its answer begins and the one when libsoup hears of that, from a source of the usual priority. So a request is ended
 * after all such sources. */
#define ENDING_PRIORITY G_PRIORITY_HIGH_IDLE

/* The kinds of media that live blogs come as. */
#define LIVE_BLOGS "application/json, text/html;q=0.9, application/xhtml+xml;q=0.9, */*;q=0.5"

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
  RdFetcherWaitFunc wait; /* (nullable) */
  gpointer wait_data;
};

G_DEFINE_FINAL_TYPE (RdFetcher, rd_fetcher, G_TYPE_OBJECT)

/* One request with its redirects. It lives as its task's data, on the context that the task was begun on. */
typedef struct
{
  GUri *uri;                 /* (owned): what is being asked for now */
  char *etag;                /* (nullable) (owned) */
  char *modified;            /* (nullable) (owned) */
  char *accept;              /* (owned): the kinds of media that are wanted */
  GUri *moved;               /* (nullable) (owned): where the server said to ask from now on */
  gboolean is_detour;        /* whether it has sent on just for now */
  SoupMessage *message;      /* (nullable) (owned): the question of now */
  GInputStream *stream;      /* (nullable) (owned): the answer's body */
  GByteArray *bytes;         /* (nullable) (owned): what came of it so far, until it is handed out */
  guint n_redirects;
  GCancellable *own;         /* (owned): ends the request when the time is over or the caller wants no more */
  GCancellable *callers;     /* (nullable) (owned) */
  GSource *callers_source;   /* (nullable) (owned): tells that the caller wants no more */
  GSource *timer;            /* (owned) */
  gboolean timed_out;
} Fetch;

static void
free_source (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
free_fetch (gpointer data)
{
  Fetch *fetch = data;

  g_clear_pointer (&fetch->callers_source, free_source);
  g_clear_object (&fetch->callers);
  free_source (fetch->timer);
  g_uri_unref (fetch->uri);
  g_clear_pointer (&fetch->moved, g_uri_unref);
  g_free (fetch->etag);
  g_free (fetch->modified);
  g_free (fetch->accept);
  g_clear_object (&fetch->message);
  g_clear_object (&fetch->stream);
  g_clear_pointer (&fetch->bytes, g_byte_array_unref);
  g_object_unref (fetch->own);
  g_free (fetch);
}

static const char *
get_header (Fetch      *fetch,
            const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (fetch->message), name);
}

static gint64
read_wait (Fetch *fetch)
{
  const char *date = get_header (fetch, "Date");
  g_autoptr (GDateTime) now = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;

  if (now == NULL)
    now = g_date_time_new_now_utc ();

  return rd_answer_read_wait (get_header (fetch, "Retry-After"), now);
}

static void
fail (GTask        *task,
      const GError *error)
{
  RdFetcher *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);

  if (error->domain == RD_ERROR || (fetch->callers != NULL && g_cancellable_is_cancelled (fetch->callers)))
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_error (task, rd_fetcher_describe_failure (fetch->uri, &self->limits, fetch->timed_out, error));
}

static char *
read_mark (Fetch      *fetch,
           const char *name)
{
  const char *mark = get_header (fetch, name);

  return mark != NULL && strlen (mark) <= MARK_BYTES && g_str_is_ascii (mark) ? g_strdup (mark) : NULL;
}

static void
return_answer (GTask  *task,
               GBytes *bytes)
{
  RdFetcher *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  SoupMessageMetrics *metrics = soup_message_get_metrics (fetch->message);
  RdAnswer *answer = g_new0 (RdAnswer, 1);

  answer->status = soup_message_get_status (fetch->message);
  answer->bytes = bytes;
  answer->url = g_uri_to_string_partial (fetch->uri, G_URI_HIDE_USERINFO | G_URI_HIDE_FRAGMENT);
  if (fetch->moved != NULL)
    answer->moved = g_uri_to_string (fetch->moved);
  answer->etag = read_mark (fetch, "ETag");
  answer->modified = read_mark (fetch, "Last-Modified");
  answer->max_age = rd_answer_read_max_age (get_header (fetch, "Cache-Control"));
  answer->retry_after = read_wait (fetch);
  answer->n_bytes = metrics != NULL ? soup_message_metrics_get_response_body_bytes_received (metrics) : 0;
  if (answer->retry_after > 0 && self->wait != NULL)
    self->wait (answer->url, answer->retry_after, self->wait_data);
  if (bytes == NULL
      && (answer->status != SOUP_STATUS_NOT_MODIFIED || (fetch->etag == NULL && fetch->modified == NULL)))
    answer->problem = rd_fetcher_describe_status (fetch->uri, answer->status, answer->retry_after);

  g_task_return_pointer (task, answer, (GDestroyNotify) rd_answer_free);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RdFetcher *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  g_autofree char *where = rd_fetcher_show_address (fetch->uri);
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
        return_answer (task, g_byte_array_free_to_bytes (g_steal_pointer (&fetch->bytes)));
      return;
    }

  if (g_bytes_get_size (chunk) > self->limits.max_bytes - fetch->bytes->len)
    {
      g_task_return_new_error (task, RD_ERROR, RD_ERROR_TOO_LARGE,
                               /* Translators: the second one is an address. */
                               g_dngettext (NULL, "the answer is larger than %'u byte: %s: this is no live blog",
                                            "the answer is larger than %'u bytes: %s: this is no live blog",
                                            self->limits.max_bytes),
                               self->limits.max_bytes, where);
      return;
    }

  g_byte_array_append (fetch->bytes, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  g_input_stream_read_bytes_async (fetch->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, fetch->own, read_cb,
                                   g_object_ref (task));
}

/* What is asked from now on is where the server said to ask for good, up to where it sent on just for now. An address
 * that was safe from being read over is not given up for one that is not. */
static void
follow_redirect (Fetch *fetch,
                 GUri  *next)
{
  const guint status = soup_message_get_status (fetch->message);
  const gboolean gives_up_safety = g_str_equal (g_uri_get_scheme (fetch->uri), "https")
                                   && !g_str_equal (g_uri_get_scheme (next), "https");

  fetch->n_redirects++;
  fetch->is_detour |= gives_up_safety
                      || (status != SOUP_STATUS_MOVED_PERMANENTLY && status != SOUP_STATUS_PERMANENT_REDIRECT);
  g_uri_unref (fetch->uri);
  fetch->uri = next;
  if (fetch->is_detour)
    return;

  g_clear_pointer (&fetch->moved, g_uri_unref);
  fetch->moved = g_uri_ref (next);
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
    next = rd_fetcher_find_redirect (fetch->uri, soup_message_get_status (fetch->message), get_header (fetch, "Location"),
                                     fetch->n_redirects, &error);

  if (error != NULL)
    {
      fail (task, error);
    }
  else if (next != NULL)
    {
      follow_redirect (fetch, g_steal_pointer (&next));
      ask (task);
    }
  else if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (fetch->message)))
    {
      return_answer (task, NULL);
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
  SoupMessageHeaders *headers;

  g_clear_object (&fetch->message);
  fetch->message = soup_message_new_from_uri (SOUP_METHOD_GET, fetch->uri);
  /* libsoup would follow to anywhere; send_cb() looks first. */
  soup_message_add_flags (fetch->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  headers = soup_message_get_request_headers (fetch->message);
  soup_message_headers_append (headers, "Accept", fetch->accept);
  if (fetch->etag != NULL)
    soup_message_headers_append (headers, "If-None-Match", fetch->etag);
  if (fetch->modified != NULL)
    soup_message_headers_append (headers, "If-Modified-Since", fetch->modified);
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

static gboolean
callers_cancelled_cb (GCancellable *callers,
                      gpointer      user_data)
{
  Fetch *fetch = user_data;

  g_cancellable_cancel (fetch->own);

  return G_SOURCE_REMOVE;
}

/* Has something happen on the context of the request. @source: (transfer full) */
static GSource *
attach (GSource     *source,
        GSourceFunc  function,
        Fetch       *fetch)
{
  g_source_set_priority (source, ENDING_PRIORITY);
  g_source_set_callback (source, function, fetch, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
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
                                                 "max-conns", CONNECTIONS,
                                                 "max-conns-per-host", CONNECTIONS_PER_HOST,
                                                 NULL);

  return self;
}

/**
 * rd_fetcher_set_wait_func:
 * @self: a fetcher
 * @function: (nullable): what to call when a server wants to be left alone, on the context that asked it
 * @user_data: for @function
 */
void
rd_fetcher_set_wait_func (RdFetcher         *self,
                          RdFetcherWaitFunc  function,
                          gpointer           user_data)
{
  self->wait = function;
  self->wait_data = user_data;
}

/**
 * rd_fetcher_fetch_async:
 * @self: a fetcher
 * @request: what to ask for
 * @cancellable: (nullable): ends it early
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Asks, and follows where that sends on to, with libsoup's content decoding.
 */
void
rd_fetcher_fetch_async (RdFetcher           *self,
                        const RdRequest     *request,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GUri) uri = g_uri_parse (request->url, RD_FETCHER_URI_FLAGS, NULL);
  Fetch *fetch;

  g_task_set_source_tag (task, rd_fetcher_fetch_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (uri == NULL || !rd_fetcher_is_http (uri))
    {
      g_task_return_new_error (task, RD_ERROR, RD_ERROR_ADDRESS,
                               _("not a web address: it has to begin with https:// or http:// and to name a host"));
      return;
    }

  fetch = g_new0 (Fetch, 1);
  fetch->uri = g_steal_pointer (&uri);
  fetch->etag = g_strdup (request->etag);
  fetch->modified = g_strdup (request->modified);
  fetch->accept = g_strdup (request->accept != NULL ? request->accept : LIVE_BLOGS);
  fetch->bytes = g_byte_array_new ();
  fetch->own = g_cancellable_new ();
  fetch->timer = attach (g_timeout_source_new_seconds (self->limits.total_seconds), timer_cb, fetch);
  g_task_set_task_data (task, fetch, free_fetch);
  if (cancellable != NULL)
    {
      fetch->callers = g_object_ref (cancellable);
      fetch->callers_source = attach (g_cancellable_source_new (cancellable), G_SOURCE_FUNC (callers_cancelled_cb), fetch);
    }

  ask (task);
}

/**
 * rd_fetcher_fetch_finish:
 * @self: a fetcher
 * @result: what the callback was given
 * @error: %RD_ERROR_ADDRESS, %RD_ERROR_NETWORK, %RD_ERROR_TOO_LARGE or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the answer, be it one that there is nothing to read; %NULL where there was no whole one
 */
RdAnswer *
rd_fetcher_fetch_finish (RdFetcher     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
