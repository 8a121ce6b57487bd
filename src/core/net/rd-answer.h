/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of a publisher's server, and what it answers. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RdRequest:
 * @url: an http or https address
 * @etag: (nullable): the mark of what is known already
 * @modified: (nullable): when that was changed last, in the server's words
 * @accept: (nullable): the kinds of media that are wanted; %NULL for those of live blogs
 *
 * A question. Where @etag or @modified is given, the server need not send again what is known.
 */
typedef struct
{
  const char *url;
  const char *etag;
  const char *modified;
  const char *accept;
} RdRequest;

/**
 * RdAnswer:
 * @status: its HTTP status
 * @bytes: (nullable): what came, not empty; %NULL where the server says that nothing has changed, and with a problem
 * @problem: (nullable): why there is nothing to read, as one line: %RD_ERROR_REFUSED
 * @url: the address that answered in the end, without credentials or fragment
 * @moved: (nullable): the address to ask from now on, where the server says that
 * @etag: (nullable): the mark of this answer
 * @modified: (nullable): when it was changed last, in the server's words
 * @max_age: for how many seconds it stays fresh; -1 where the server does not say
 * @retry_after: in how many seconds the server wants to be asked again; 0 where it does not say
 * @n_bytes: how many bytes of body came over the network
 *
 * A server's answer.
 */
typedef struct
{
  guint status;
  GBytes *bytes;
  GError *problem;
  char *url;
  char *moved;
  char *etag;
  char *modified;
  gint64 max_age;
  gint64 retry_after;
  gsize n_bytes;
} RdAnswer;

void     rd_answer_free          (RdAnswer    *self);

gint64   rd_answer_read_max_age  (const char  *cache_control);
gint64   rd_answer_read_wait     (const char  *retry_after,
                                  GDateTime   *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdAnswer, rd_answer_free)

G_END_DECLS
