/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A post in a list: an entry of a digest, never changed. */
#pragma once

#include "ui/rd-document.h"

G_BEGIN_DECLS

#define RD_TYPE_POST_ITEM (rd_post_item_get_type ())
G_DECLARE_FINAL_TYPE (RdPostItem, rd_post_item, RD, POST_ITEM, GObject)

RdPostItem    *rd_post_item_new          (RdDocument    *document,
                                          RdDigestEntry *placed);
RdDocument    *rd_post_item_get_document (RdPostItem    *self);
RdDigestEntry *rd_post_item_get_entry    (RdPostItem    *self);
void           rd_post_item_set_names_blog (RdPostItem  *self,
                                          gboolean       names_blog);
void           rd_post_item_set_leads_news (RdPostItem  *self,
                                          gboolean       leads_news);
gboolean       rd_post_item_leads_news   (RdPostItem    *self);
char          *rd_post_item_get_source   (RdPostItem    *self);
char          *rd_post_item_speak        (RdPostItem    *self);

G_END_DECLS
