/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the service's own files share: work that is handed to its thread, and what that thread has. */
#pragma once

#include "service/rd-keeper.h"

G_BEGIN_DECLS

/* What is to come, as who made it knows it. */
typedef struct
{
  int n_followed; /* -1 where that is not known */
  gint64 next;    /* %G_MAXINT64 where that is not known */
} RdServicePlan;

/* Of who made it. */
RdServicePlan *rd_service_get_plan    (RdService           *self);
void          rd_service_ask_task     (RdService           *self,
                                       GSourceFunc          function,
                                       gpointer             subject,
                                       GDestroyNotify       free_subject,
                                       gpointer             tag,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
GMainContext *rd_service_get_context  (RdService           *self);
gboolean      rd_service_is_running   (RdService           *self);

/* rd-service-alerts.c */
void          rd_service_add_alert_signals (RdServiceClass *klass);
void          rd_service_tell_notice  (RdNotice            *notice,
                                       gpointer             user_data);
void          rd_service_tell_withdrawal (const char       *id,
                                       gpointer             user_data);

/* Of the thread. */
void          rd_service_hand_over    (RdService           *self,
                                       GSourceFunc          function,
                                       gpointer             data,
                                       GDestroyNotify       free_data);
void          rd_service_tell_plan    (guint                n_followed,
                                       gint64               next,
                                       gpointer             user_data);
void          rd_service_return_done  (GTask               *task,
                                       gboolean             done,
                                       GError              *error);
RdKeeper     *rd_service_get_keeper   (RdService           *self);
GPtrArray    *rd_service_get_findings (RdService           *self);
GPtrArray    *rd_service_get_looks    (RdService           *self);
void          rd_service_tell_look    (const RdFollowerEvent *event,
                                       gpointer             user_data);
void          rd_service_end_looks_at (RdService           *self,
                                       const char          *blog_id);
void          rd_service_end_looks    (RdService           *self);
const RdServiceOptions *rd_service_get_options (RdService  *self);

G_END_DECLS
