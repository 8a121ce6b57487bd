/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window tells of following: that something came, how it goes, and what can be followed. */
#pragma once

#include "ui/rd-live.h"
#include "ui/rd-page-view.h"
#include "ui/rd-sidebar.h"
#include "ui/rd-window.h"

G_BEGIN_DECLS

#define RD_TYPE_TIDINGS (rd_tidings_get_type ())
G_DECLARE_FINAL_TYPE (RdTidings, rd_tidings, RD, TIDINGS, GObject)

RdTidings *rd_tidings_new           (RdWindow               *window,
                                     RdLive                 *live,
                                     RdLoader               *loader,
                                     AdwNavigationSplitView *split_view,
                                     RdSidebar              *sidebar,
                                     RdPageView             *view);
void       rd_tidings_stop          (RdTidings              *self);
void       rd_tidings_update        (RdTidings              *self);
void       rd_tidings_update_page   (RdTidings              *self);
void       rd_tidings_update_banner (RdTidings              *self);
gboolean   rd_tidings_take_wish     (RdTidings              *self);

G_END_DECLS
