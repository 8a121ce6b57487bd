/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a document the reader is, and how the reader gets about in it. */
#pragma once

#include "ui/rd-page-view.h"
#include "ui/rd-sidebar.h"

G_BEGIN_DECLS

#define RD_TYPE_NAVIGATOR (rd_navigator_get_type ())
G_DECLARE_FINAL_TYPE (RdNavigator, rd_navigator, RD, NAVIGATOR, GObject)

RdNavigator *rd_navigator_new          (AdwNavigationSplitView *split_view,
                                        RdSidebar              *sidebar,
                                        RdPageView             *view);
void         rd_navigator_set_document (RdNavigator            *self,
                                        RdDocument             *document);
void         rd_navigator_mend_focus   (RdNavigator            *self);
void         rd_navigator_stay         (RdNavigator            *self,
                                        RdDocument             *before,
                                        gboolean                wants_news,
                                        GHashTable             *changes);
gboolean     rd_navigator_go_to_topic  (RdNavigator            *self,
                                        const char             *topic_id);
void         rd_navigator_go_to_post   (RdNavigator            *self,
                                        RdDigestEntry          *placed);
void         rd_navigator_go_back      (RdNavigator            *self);

G_END_DECLS
