/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest as the window shows it: with its wording, and with its posts to be found by their ids. */
#pragma once

#include "export/rd-wording.h"
#include "ui/rd-pictures.h"

G_BEGIN_DECLS

#define RD_TYPE_DOCUMENT (rd_document_get_type ())
G_DECLARE_FINAL_TYPE (RdDocument, rd_document, RD, DOCUMENT, GObject)

RdDocument    *rd_document_new         (RdDigest   *digest);
RdDigest      *rd_document_get_digest  (RdDocument *self);
RdWording     *rd_document_get_wording (RdDocument *self);
void           rd_document_set_kept    (RdDocument *self,
                                        gboolean    kept);
gboolean       rd_document_is_kept     (RdDocument *self);
RdDigestEntry *rd_document_find        (RdDocument *self,
                                        const char *entry_id);
RdBlog        *rd_document_find_blog   (RdDocument *self,
                                        const char *blog_id);
gboolean       rd_document_is_unfolded (RdDocument *self,
                                        const char *entry_id);
void           rd_document_unfold      (RdDocument *self,
                                        const char *entry_id,
                                        gboolean    unfolded);
const char    *rd_document_get_filter  (RdDocument *self,
                                        const char *blog_id);
void           rd_document_set_filter  (RdDocument *self,
                                        const char *blog_id,
                                        const char *filter);
RdPictures    *rd_document_get_pictures (RdDocument *self);
void           rd_document_take_over   (RdDocument *self,
                                        RdDocument *before);

gboolean       rd_document_is_new       (RdDocument          *self,
                                         const RdDigestEntry *placed);
void           rd_document_keep_news    (RdDocument          *self,
                                         RdDocument          *before);
gboolean       rd_document_was_new      (RdDocument          *self,
                                         const RdDigestEntry *placed);
void           rd_document_see          (RdDocument          *self,
                                         const char *const   *entry_ids);

G_END_DECLS
