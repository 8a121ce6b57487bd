/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a live blog of the entries that a format found: identity, repeats, order, cross references. */
#pragma once

#include "formats/rd-source.h"
#include "model/rd-blog.h"

G_BEGIN_DECLS

/**
 * RdBlogBuilder:
 *
 * A live blog that is being put together. Every format ends in one of these, so that an entry gets the same id,
 * whichever way it was read.
 */
typedef struct _RdBlogBuilder RdBlogBuilder;

/**
 * RdBlogOrder:
 * @RD_BLOG_NEWEST_FIRST: entries are added newest first, as most live blogs have them
 * @RD_BLOG_OLDEST_FIRST: entries are added oldest first
 *
 * The order in which a format adds entries. It decides where times are unknown or equal.
 */
typedef enum
{
  RD_BLOG_NEWEST_FIRST,
  RD_BLOG_OLDEST_FIRST,
} RdBlogOrder;

RdBlogBuilder *rd_blog_builder_new        (RdBlogOrder     order);
RdBlogBuilder *rd_blog_builder_new_for    (RdSource       *source,
                                           RdBlogOrder     order);
void           rd_blog_builder_free       (RdBlogBuilder  *self);
RdBlog        *rd_blog_builder_get_blog   (RdBlogBuilder  *self);
gboolean       rd_blog_builder_take_entry (RdBlogBuilder  *self,
                                           RdEntry        *entry,
                                           GError        **error);
RdBlog        *rd_blog_builder_end        (RdBlogBuilder  *self,
                                           GError        **error);
GPtrArray     *rd_blog_builder_end_alone  (RdBlogBuilder  *self,
                                           GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdBlogBuilder, rd_blog_builder_free)

G_END_DECLS
