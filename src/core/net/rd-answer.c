/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of a publisher's server, and what it answers. */
#include "net/rd-answer.h"

#include <libsoup/soup.h>

/* A server that wants more than a day of peace is asked again after a day. */
#define MOST_SECONDS (24 * 60 * 60)

/**
 * rd_answer_free:
 * @self: (transfer full): an answer
 */
void
rd_answer_free (RdAnswer *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->problem);
  g_free (self->url);
  g_free (self->moved);
  g_free (self->etag);
  g_free (self->modified);
  g_free (self);
}

static gint64
read_seconds (const char *text)
{
  gint64 seconds;

  if (text == NULL || !g_ascii_isdigit (text[0]))
    return -1;
  /* What does not fit is more than enough. */
  seconds = g_ascii_strtoll (text, NULL, 10);

  return MIN (seconds, MOST_SECONDS);
}

/**
 * rd_answer_read_max_age:
 * @cache_control: (nullable): the header Cache-Control
 *
 * (RFC 9111, section 5.2.2.1)
 *
 * Returns: for how many seconds an answer stays fresh, a day at most; 0 for one that never is; -1 where the header does
 *   not say
 */
gint64
rd_answer_read_max_age (const char *cache_control)
{
  g_autoptr (GHashTable) parameters = NULL;
  gint64 max_age = -1;

  if (cache_control == NULL)
    return -1;

  parameters = soup_header_parse_param_list (cache_control);
  if (g_hash_table_contains (parameters, "no-cache") || g_hash_table_contains (parameters, "no-store"))
    max_age = 0;
  else
    max_age = read_seconds (g_hash_table_lookup (parameters, "max-age"));
  soup_header_free_param_list (g_steal_pointer (&parameters));

  return max_age;
}

/**
 * rd_answer_read_wait:
 * @retry_after: (nullable): the header Retry-After: a date or a number of seconds
 * @now: the time by the server's clock, which may be wrong
 *
 * (RFC 9110, section 10.2.3)
 *
 * Returns: in how many seconds the server wants to be asked again, a day at most; 0 where it does not say
 */
gint64
rd_answer_read_wait (const char *retry_after,
                     GDateTime  *now)
{
  g_autoptr (GDateTime) date = NULL;
  gint64 seconds = read_seconds (retry_after);

  if (seconds >= 0 || retry_after == NULL)
    return MAX (seconds, 0);

  date = soup_date_time_new_from_http_string (retry_after);
  if (date == NULL)
    return 0;

  return CLAMP (g_date_time_difference (date, now) / G_TIME_SPAN_SECOND, 0, MOST_SECONDS);
}
