/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a page: its head, and its posts in the order of time. */
#pragma once

#include "ui/rd-page-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_PAGE_VIEW (rd_page_view_get_type ())
G_DECLARE_FINAL_TYPE (RdPageView, rd_page_view, RD, PAGE_VIEW, AdwNavigationPage)

void        rd_page_view_set_page  (RdPageView    *self,
                                    RdPageItem    *page);
RdPageItem *rd_page_view_get_page  (RdPageView    *self);
void        rd_page_view_take_focus (RdPageView   *self);
void        rd_page_view_set_banner (RdPageView   *self,
                                    const char    *title,
                                    const char    *button,
                                    const char    *action);
void        rd_page_view_set_news  (RdPageView    *self,
                                    const char    *news);
RdDigestEntry *rd_page_view_get_place (RdPageView *self,
                                    double        *share);
RdDigestEntry *rd_page_view_get_read (RdPageView  *self,
                                      double      *offset,
                                      double      *share);
void        rd_page_view_show_place (RdPageView   *self,
                                    RdDigestEntry *placed,
                                    double         share);
void        rd_page_view_show_post (RdPageView    *self,
                                    RdDigestEntry *placed,
                                    gboolean       flashes);
void        rd_page_view_keep_post (RdPageView    *self,
                                    RdDigestEntry *placed,
                                    double         offset,
                                    double         share);
void        rd_page_view_rename    (RdPageView    *self);
RdPageItem *rd_page_view_get_story  (RdPageView   *self);
void        rd_page_view_show_story (RdPageView   *self,
                                    RdPageItem    *story);
void        rd_page_view_step      (RdPageView    *self,
                                    int            step);
void        rd_page_view_step_key_event (RdPageView *self,
                                    int            step);
GStrv       rd_page_view_list_read (RdPageView    *self);
GtkAdjustment *rd_page_view_get_adjustment (RdPageView *self);

G_END_DECLS
