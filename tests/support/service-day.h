/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service that follows the demo's live blog over its day, from a server. */
#pragma once

#include "replay-server.h"
#include "service/rd-service.h"
#include "waiting.h"

G_BEGIN_DECLS

/* What a service, its server and its folder are to a test, and what the service told. */
typedef struct
{
  char *folder;
  char *path;
  GDateTime *start;
  RdReplay *replay;
  ReplayClock *clock; /* stands still unless a test sets it */
  ReplayServer *server;
  RdClock time;       /* the service's */
  RdService *service;
  gboolean acknowledges;
  GThread *thread;
  guint n_looked;
  RdTaken taken;
  char *blog_id;
  char *title;
  char *problem;
  guint n_changed;
  GPtrArray *told;      /* (element-type RdNotice) */
  GPtrArray *withdrawn; /* (element-type utf8) */
} ServiceDay;

void       service_day_set_up         (ServiceDay     *self,
                                       gconstpointer   data);
void       service_day_set_up_ready   (ServiceDay     *self,
                                       gconstpointer   data);
void       service_day_tear_down      (ServiceDay     *self,
                                       gconstpointer   data);
void       service_day_start          (ServiceDay     *self,
                                       guint           speed);
void       service_day_stop           (ServiceDay     *self);
gboolean   service_day_subscribe      (ServiceDay     *self,
                                       const char     *path,
                                       GError        **error);
void       service_day_subscribe_demo (ServiceDay     *self);
void       service_day_unfollow       (ServiceDay     *self,
                                       const char     *id,
                                       gboolean        forget);
RdLibrary *service_day_open_library   (ServiceDay     *self,
                                       RdStoreMode     mode);
guint      service_day_count_kept     (ServiceDay     *self,
                                       gboolean       *followed,
                                       char          **id);

G_END_DECLS
