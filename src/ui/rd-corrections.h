/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window lets the reader correct about topics, and take back. */
#pragma once

#include "service/rd-service.h"
#include "ui/rd-loader.h"
#include "ui/rd-page-view.h"
#include "ui/rd-sidebar.h"

G_BEGIN_DECLS

#define RD_TYPE_CORRECTIONS (rd_corrections_get_type ())
G_DECLARE_FINAL_TYPE (RdCorrections, rd_corrections, RD, CORRECTIONS, GObject)

RdCorrections *rd_corrections_new          (AdwApplicationWindow *window,
                                            RdService            *service,
                                            RdLoader             *loader,
                                            RdSidebar            *sidebar,
                                            RdPageView           *view);
void           rd_corrections_stop         (RdCorrections        *self);
gint64         rd_corrections_get_time     (RdCorrections        *self);
void           rd_corrections_forget       (RdCorrections        *self);
void           rd_corrections_forget_topic (RdCorrections        *self);

G_END_DECLS
