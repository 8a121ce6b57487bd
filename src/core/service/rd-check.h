/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One look at an address: what is asked for is fetched, page by page, and read. */
#pragma once

#include "formats/rd-format.h"
#include "net/rd-fetcher.h"

G_BEGIN_DECLS

/**
 * RdCheckRequest:
 * @url: the address to ask; where it is without what is secret in it, as it is kept, that is added for the question
 * @format: (nullable): what is to be expected there, where that takes a key
 * @etag: (nullable): the mark of what is known already
 * @modified: (nullable): when that was changed, in the server's words
 * @page: (nullable): the page of the live blog that this is about
 * @title: (nullable): its title
 * @publisher: (nullable): whose it is
 * @blog_id: (nullable): its id, where only this one is wanted
 * @since: (nullable): for what has changed alone, up to where changes are known
 *
 * What to look at.
 */
typedef struct
{
  const char *url;
  const RdFormat *format;
  const char *etag;
  const char *modified;
  const char *page;
  const char *title;
  const char *publisher;
  const char *blog_id;
  const char *since;
} RdCheckRequest;

/**
 * RdChecked:
 * @answer: (nullable): the server's answer to the first question, without its bytes
 * @bytes: (nullable): those, for someone to look at who has another use for them
 * @format: (nullable): what they were read as
 * @blogs: (nullable) (element-type RdBlog): the live blogs in them; %NULL where nothing has changed, or with a problem
 * @problem: (nullable): why there is none: any code of %RD_ERROR but %RD_ERROR_USAGE
 * @n_requests: how many questions it took
 * @n_bytes: how many bytes came over the network
 *
 * What a look brought.
 */
typedef struct
{
  RdAnswer *answer;
  GBytes *bytes;
  const RdFormat *format;
  GPtrArray *blogs;
  GError *problem;
  guint n_requests;
  gsize n_bytes;
} RdChecked;

void       rd_checked_free  (RdChecked            *self);
void       rd_check_async   (RdFetcher            *fetcher,
                             const RdCheckRequest *request,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
RdChecked *rd_check_finish  (GAsyncResult         *result);
RdChecked *rd_check_read_finish (GAsyncResult     *result,
                             const char           *blog_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdChecked, rd_checked_free)

G_END_DECLS
