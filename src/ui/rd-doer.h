/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what the reader wishes in a window, says that it is done, and takes it back. */
#pragma once

#include "service/rd-corrector.h"
#include "ui/rd-loader.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_DOER (rd_doer_get_type ())
G_DECLARE_FINAL_TYPE (RdDoer, rd_doer, RD, DOER, GObject)

RdDoer  *rd_doer_new          (AdwApplicationWindow *window,
                               RdService            *service,
                               RdLoader             *loader);
void     rd_doer_stop         (RdDoer               *self);
void     rd_doer_fulfil       (RdDoer               *self,
                               const RdWish         *wish,
                               const char           *shown,
                               const char           *topic_id,
                               char                 *text);
void     rd_doer_undo         (RdDoer               *self,
                               const char           *shown);
gboolean rd_doer_can_undo     (RdDoer               *self);
gint64   rd_doer_get_time     (RdDoer               *self);
void     rd_doer_forget       (RdDoer               *self);
void     rd_doer_forget_topic (RdDoer               *self);

G_END_DECLS
