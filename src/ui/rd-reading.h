/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices what the reader has read, and has it kept. */
#pragma once

#include "service/rd-service.h"
#include "ui/rd-page-view.h"

G_BEGIN_DECLS

#define RD_TYPE_READING (rd_reading_get_type ())
G_DECLARE_FINAL_TYPE (RdReading, rd_reading, RD, READING, GObject)

RdReading *rd_reading_new   (AdwApplicationWindow *window,
                             RdPageView           *view,
                             RdService            *service);
void       rd_reading_watch (RdReading            *self);

G_END_DECLS
