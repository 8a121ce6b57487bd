/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of pages: what happened in all, the topics, the live blogs. */
#pragma once

#include "ui/rd-page-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_SIDEBAR (rd_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RdSidebar, rd_sidebar, RD, SIDEBAR, AdwBin)

void        rd_sidebar_set_document (RdSidebar  *self,
                                     RdDocument *document);
void        rd_sidebar_set_alone    (RdSidebar  *self,
                                     gboolean    alone);
RdPageItem *rd_sidebar_get_page     (RdSidebar  *self);
void        rd_sidebar_select       (RdSidebar  *self,
                                     RdPageItem *page);
RdPageItem *rd_sidebar_select_id    (RdSidebar  *self,
                                     RdPageKind  kind,
                                     const char *id);
gboolean    rd_sidebar_select_same  (RdSidebar  *self,
                                     RdPageItem *page);
void        rd_sidebar_take_focus   (RdSidebar  *self);
void        rd_sidebar_set_note     (RdSidebar  *self,
                                     const char *note);
void        rd_sidebar_set_news     (RdSidebar  *self,
                                     const char *news);
RdPageItem *rd_sidebar_find_topic   (RdSidebar  *self,
                                     const char *topic_id);
gboolean    rd_sidebar_step         (RdSidebar  *self,
                                     RdPageItem *from,
                                     int         step);

G_END_DECLS
