/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A live blog and its entries, as its publisher has them. */
#pragma once

#include "model/rd-body.h"

G_BEGIN_DECLS

/**
 * RdEntry:
 * @id: unique among all entries, and the same whenever the same post is read again
 * @source_id: (nullable): the publisher's own id
 * @blog_id: the id of the live blog that it stands in
 * @url: (nullable): where it stands on the web
 * @title: (nullable): its heading
 * @author: (nullable): who wrote it
 * @published: (nullable): when it was published first
 * @updated: (nullable): when it was changed last, where that is later than @published
 * @body: what it says
 * @key_event: whether the publisher marks it as a key event
 * @pinned: whether the publisher keeps it on top
 * @summary: whether the publisher marks it as a summary of earlier posts
 * @deleted: whether the publisher took it away
 * @tags: (nullable): the publisher's own names for what it is about
 * @refers_to: (element-type utf8): ids of earlier entries that it points to
 *
 * One post. It is put together by whoever reads a format, and from then on never changed.
 */
typedef struct
{
  char *id;
  char *source_id;
  char *blog_id;
  char *url;
  char *title;
  char *author;
  GDateTime *published;
  GDateTime *updated;
  RdBody *body;
  gboolean key_event;
  gboolean pinned;
  gboolean summary;
  gboolean deleted;
  GStrv tags;
  GPtrArray *refers_to;
} RdEntry;

#define RD_TYPE_ENTRY (rd_entry_get_type ())
GType    rd_entry_get_type (void);

RdEntry *rd_entry_new      (void);
RdEntry *rd_entry_copy     (RdEntry *self);
RdEntry *rd_entry_ref      (RdEntry *self);
void     rd_entry_unref    (RdEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdEntry, rd_entry_unref)

/**
 * RdBlog:
 * @id: unique among all live blogs, made from its address or, without one, its title
 * @title: (nullable): its title; see rd_blog_get_title()
 * @url: (nullable): where it stands on the web
 * @publisher: (nullable): whose it is
 * @language: (nullable): a BCP 47 tag
 * @live: whether more posts are to be expected, as far as the publisher says
 * @ended: whether the publisher says that no more are
 * @complete: whether these are all its entries, so that one that is missing was taken away
 * @contiguous: whether these are its newest entries without a gap, so that one that is missing between them was taken away
 * @marks_key_events: whether its publisher marks key events at all, so that an unmarked entry is none
 * @zone: (nullable): the name of the time zone that its authors mean where they write 'See 12.41pm'
 * @series: (nullable): a feed that names the live blogs of its series, tomorrow's among them
 * @older: (nullable): where its publisher keeps the entries before these
 * @cursor: (nullable): up to where its publisher has told of changes, in the words of its format
 * @entries: (element-type RdEntry): its entries, oldest first
 *
 * A live blog as it was read once. Like its entries, it is never changed after it was put together.
 */
typedef struct
{
  char *id;
  char *title;
  char *url;
  char *publisher;
  char *language;
  gboolean live;
  gboolean ended;
  gboolean complete;
  gboolean contiguous;
  gboolean marks_key_events;
  char *zone;
  char *series;
  char *older;
  char *cursor;
  GPtrArray *entries;
} RdBlog;

#define RD_TYPE_BLOG (rd_blog_get_type ())
GType       rd_blog_get_type  (void);

RdBlog     *rd_blog_new       (void);
RdBlog     *rd_blog_ref       (RdBlog *self);
void        rd_blog_unref     (RdBlog *self);

const char *rd_blog_get_title (const RdBlog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdBlog, rd_blog_unref)

G_END_DECLS
