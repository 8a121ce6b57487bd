/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Following for who must not wait: on a thread of its own, told of on the context of whoever made it. */
#pragma once

#include "alerts/rd-alert-rules.h"
#include "alerts/rd-notice.h"
#include "base/rd-clock.h"
#include "net/rd-fetcher.h"
#include "service/rd-finder.h"
#include "service/rd-importer.h"
#include "service/rd-library.h"
#include "service/rd-pace.h"
#include "service/rd-writer.h"

G_BEGIN_DECLS

#define RD_TYPE_SERVICE (rd_service_get_type ())
G_DECLARE_FINAL_TYPE (RdService, rd_service, RD, SERVICE, GObject)

/**
 * RdServiceOptions:
 * @path: (nullable): the file that all is kept in; %NULL for the usual one
 * @keep_days: after how many days posts are deleted; 0 for never
 * @clock: the clock
 * @limits: what to put up with
 * @content_api: (nullable): where the Guardian Content API is; %NULL for its usual place
 *
 * How to follow.
 */
typedef struct
{
  const char *path;
  guint keep_days;
  RdClock clock;
  const RdFetcherLimits *limits;
  const char *content_api;
} RdServiceOptions;

/**
 * RdServiceEvent:
 * @blog_id: the live blog
 * @title: its title
 * @taken: what was new in it
 * @changed: (nullable) (element-type utf8): as of rd_library_get_changed(); %NULL for none
 * @attached: whether it has come just now, by its series
 * @problem: (nullable): why it could not be read, as one line
 * @state: what the look came to, as one line
 * @next: (nullable): what Rundown will do, as one line
 *
 * That a live blog was looked at.
 */
typedef struct
{
  char *blog_id;
  char *title;
  RdTaken taken;
  GPtrArray *changed;
  gboolean attached;
  char *problem;
  char *state;
  char *next;
} RdServiceEvent;

/**
 * RdLook:
 * @blog_id: the live blog
 * @taken: what was new in it
 * @spared: whether it was not asked, since its server wants to be left alone
 * @problem: (nullable): why it could not be read, as one line
 * @wait: (nullable): until when its server wants to be left alone
 *
 * What a look that someone waited for came to.
 */
typedef struct
{
  char *blog_id;
  RdTaken taken;
  gboolean spared;
  char *problem;
  GDateTime *wait;
} RdLook;

RdService    *rd_service_new                (const RdServiceOptions *options);
void          rd_service_start              (RdService              *self);
void          rd_service_stop               (RdService              *self);
const GError *rd_service_get_error          (RdService              *self);
const char   *rd_service_get_notice         (RdService              *self);
void          rd_service_check_now          (RdService              *self);
void          rd_service_set_conditions     (RdService              *self,
                                             RdConditions            conditions);
RdConditions  rd_service_get_conditions     (RdService              *self);
void          rd_service_set_keep_days      (RdService              *self,
                                             guint                   keep_days);
void          rd_service_subscribe_async    (RdService              *self,
                                             const char             *url,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
gboolean      rd_service_subscribe_finish   (RdService              *self,
                                             GAsyncResult           *result,
                                             GError                **error);

/* rd-service-plan.c */
int           rd_service_get_n_followed     (RdService              *self);
gint64        rd_service_get_next           (RdService              *self);

/* rd-service-find.c */
void          rd_service_find_async         (RdService              *self,
                                             const char             *url,
                                             GCancellable           *cancellable,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
RdFound      *rd_service_find_finish        (RdService              *self,
                                             GAsyncResult           *result,
                                             GError                **error);
void          rd_service_import_async       (RdService              *self,
                                             GPtrArray              *outlines,
                                             GCancellable           *cancellable,
                                             RdImporterFunc          function,
                                             gpointer                function_data,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
gboolean      rd_service_import_finish      (RdService              *self,
                                             GAsyncResult           *result,
                                             RdImported             *imported,
                                             GError                **error);

/* rd-service-look.c */
void          rd_look_free                  (RdLook                 *self);
void          rd_service_look_async         (RdService              *self,
                                             const char             *blog_id,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
RdLook       *rd_service_look_finish        (RdService              *self,
                                             GAsyncResult           *result,
                                             GError                **error);

/* rd-service-blogs.c */
void          rd_service_subscribe_found_async (RdService           *self,
                                             RdFound                *found,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
void          rd_service_list_async         (RdService              *self,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
GPtrArray    *rd_service_list_finish        (RdService              *self,
                                             GAsyncResult           *result,
                                             GError                **error);
void          rd_service_check_blog         (RdService              *self,
                                             const char             *blog_id);
void          rd_service_resume_async       (RdService              *self,
                                             const char             *blog_id,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
gboolean      rd_service_resume_finish      (RdService              *self,
                                             GAsyncResult           *result,
                                             GError                **error);
void          rd_service_unfollow_async     (RdService              *self,
                                             const char             *blog_id,
                                             gboolean                forget,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
gboolean      rd_service_unfollow_finish    (RdService              *self,
                                             GAsyncResult           *result,
                                             GError                **error);
void          rd_service_write_async        (RdService              *self,
                                             RdWriterFunc            function,
                                             gpointer                data,
                                             GDestroyNotify          free_data,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
gboolean      rd_service_write_finish       (RdService              *self,
                                             GAsyncResult           *result,
                                             gpointer               *data,
                                             GError                **error);

/* rd-service-alerts.c */
void          rd_service_set_alert_rules    (RdService              *self,
                                             RdAlertRules           *rules);
void          rd_service_plan_alerts        (RdService              *self);
void          rd_service_acknowledge        (RdService              *self,
                                             RdNotice               *notice);
void          rd_service_settle_notice      (RdService              *self,
                                             const char             *id,
                                             gboolean                are_read);
void          rd_service_mute_topic         (RdService              *self,
                                             const char             *topic_id,
                                             GDateTime              *until);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdLook, rd_look_free)

G_END_DECLS
