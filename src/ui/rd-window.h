/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: its pages beside their list, or what there is instead of them. */
#pragma once

#include "service/rd-service.h"
#include "ui/rd-loader.h"
#include "ui/rd-unfollower.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_WINDOW (rd_window_get_type ())
G_DECLARE_FINAL_TYPE (RdWindow, rd_window, RD, WINDOW, AdwApplicationWindow)

GtkWidget    *rd_window_new            (GtkApplication    *application,
                                        RdService         *service,
                                        RdLoader          *loader);
RdService    *rd_window_get_service    (RdWindow          *self);
RdLoader     *rd_window_get_loader     (RdWindow          *self);
RdUnfollower *rd_window_get_unfollower (RdWindow          *self);
void          rd_window_open_followed  (RdWindow          *self);
void          rd_window_forget         (RdWindow          *self);
void          rd_window_say_ended      (RdWindow          *self,
                                        const char        *blog_id,
                                        const char        *name,
                                        gboolean           can_resume);
void          rd_window_open_post      (RdWindow          *self,
                                        const char        *entry_id);
void          rd_window_open_topic     (RdWindow          *self,
                                        const char        *topic_id);
void          rd_window_search         (RdWindow          *self,
                                        const char        *words);
void          rd_window_open_named     (RdWindow          *self,
                                        const char *const *locations);

G_END_DECLS
