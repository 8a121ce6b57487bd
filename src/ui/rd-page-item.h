/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of the window: the digest as a whole, a topic, or a live blog. */
#pragma once

#include "ui/rd-alert-levels.h"
#include "ui/rd-document.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RdPageKind:
 * @RD_PAGE_FRONT: what happened in all
 * @RD_PAGE_TOPIC: a topic
 * @RD_PAGE_BLOG: a live blog
 */
typedef enum
{
  RD_PAGE_FRONT,
  RD_PAGE_TOPIC,
  RD_PAGE_BLOG,
} RdPageKind;

#define RD_TYPE_PAGE_ITEM (rd_page_item_get_type ())
G_DECLARE_FINAL_TYPE (RdPageItem, rd_page_item, RD, PAGE_ITEM, GObject)

RdPageItem *rd_page_item_new          (RdDocument    *document,
                                       RdPageKind     kind,
                                       const char    *title,
                                       const char    *subtitle,
                                       GPtrArray     *entries);
void        rd_page_item_set_topic    (RdPageItem    *self,
                                       RdTopic       *topic);
void        rd_page_item_set_lines    (RdPageItem    *self,
                                       GPtrArray     *lines);
void        rd_page_item_set_blog     (RdPageItem    *self,
                                       RdBlog        *blog);
void        rd_page_item_set_stories  (RdPageItem    *self,
                                       GPtrArray     *stories);
void        rd_page_item_refresh      (RdPageItem    *self);
guint       rd_page_item_get_n_left_out (RdPageItem  *self);
RdPageKind  rd_page_item_get_kind     (RdPageItem    *self);
RdDocument *rd_page_item_get_document (RdPageItem    *self);
RdTopic    *rd_page_item_get_topic    (RdPageItem    *self);
RdBlog     *rd_page_item_get_blog     (RdPageItem    *self);
const char *rd_page_item_get_id       (RdPageItem    *self);
const char *rd_page_item_get_title    (RdPageItem    *self);
const char *rd_page_item_get_subtitle (RdPageItem    *self);
const char *rd_page_item_get_url      (RdPageItem    *self);
GPtrArray  *rd_page_item_get_all      (RdPageItem    *self);
GPtrArray  *rd_page_item_get_stories  (RdPageItem    *self);
GPtrArray  *rd_page_item_get_news     (RdPageItem    *self);
GPtrArray  *rd_page_item_get_entries  (RdPageItem    *self);
GPtrArray  *rd_page_item_get_lines    (RdPageItem    *self);
void        rd_page_item_set_filter   (RdPageItem    *self,
                                       const char    *id);
void        rd_page_item_set_following (RdPageItem   *self,
                                       const char    *following,
                                       gboolean       has_problem);
const char *rd_page_item_get_following (RdPageItem   *self);
gboolean    rd_page_item_has_problem  (RdPageItem    *self);
void        rd_page_item_set_sign     (RdPageItem    *self,
                                       RdAlertSign    sign);
RdAlertSign rd_page_item_get_sign     (RdPageItem    *self);
void        rd_page_item_set_renaming (RdPageItem    *self,
                                       gboolean       renaming);
gboolean    rd_page_item_is_renaming  (RdPageItem    *self);
gboolean    rd_page_item_has          (RdPageItem    *self,
                                       RdDigestEntry *placed);
gboolean    rd_page_item_is_same      (RdPageItem    *self,
                                       RdPageItem    *other);

G_END_DECLS
