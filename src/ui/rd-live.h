/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says of following: how much came since what it shows was read, and how following goes. */
#pragma once

#include "service/rd-service.h"
#include "ui/rd-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_LIVE (rd_live_get_type ())
G_DECLARE_FINAL_TYPE (RdLive, rd_live, RD, LIVE, GObject)

RdLive     *rd_live_new           (RdService           *service);
void        rd_live_note_news     (RdLive              *self);
GHashTable *rd_live_get_changes   (RdLive              *self);
void        rd_live_forget_news   (RdLive              *self);
gboolean    rd_live_refresh       (RdLive              *self);
char       *rd_live_describe_news (RdLive              *self,
                                   RdDocument          *document);
char       *rd_live_describe_note (RdLive              *self);
void        rd_live_read_states   (RdLive              *self);
char       *rd_live_describe_blog (RdLive              *self,
                                   const char          *blog_id,
                                   gboolean            *has_problem);
void        rd_live_follow_async  (RdLive              *self,
                                   const char          *url,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
gboolean    rd_live_follow_finish (RdLive              *self,
                                   GAsyncResult        *result,
                                   GtkWidget           *parent);

G_END_DECLS
