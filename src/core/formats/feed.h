/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kinds of feeds have in common: feed-xml.c and feed-json.c find what a feed says, feed.c makes a live blog of
 * it. */
#pragma once

#include "formats/rd-blog-builder.h"

G_BEGIN_DECLS

/**
 * RdFeed:
 * @builder: (owned): the live blog that it becomes
 * @blog: (unowned): that live blog, without entries so far
 * @entries: (element-type RdEntry) (owned): what was found, in the feed's order
 *
 * A feed that is being read.
 */
typedef struct
{
  RdBlogBuilder *builder;
  RdBlog *blog;
  GPtrArray *entries;
} RdFeed;

RdFeed    *rd_feed_new          (RdSource    *source);
void       rd_feed_free         (RdFeed      *self);
void       rd_feed_set_url      (RdFeed      *self,
                                 RdSource    *source,
                                 const char  *url);
void       rd_feed_set_language (RdFeed      *self,
                                 const char  *language);
void       rd_feed_take_entry   (RdFeed      *self,
                                 RdEntry     *entry);
GPtrArray *rd_feed_end          (RdFeed      *self,
                                 gboolean     whole,
                                 GError     **error);

void       rd_feed_add_name     (GPtrArray   *names,
                                 const char  *name);
char      *rd_feed_join_names   (GPtrArray   *names);
GStrv      rd_feed_end_names    (GPtrArray   *names);

GPtrArray *rd_feed_read_xml     (RdSource    *source,
                                 GError     **error);
GPtrArray *rd_feed_read_json    (RdSource    *source,
                                 GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdFeed, rd_feed_free)

G_END_DECLS
