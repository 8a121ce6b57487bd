/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server on loopback, on a thread of its own, that gives live blogs as they stand at the time of a clock, in every
 * format, and behaves as badly as is wanted. For a live blog NAME there are
 *
 *   NAME/capi/…, NAME/page, NAME/page.json?dcr=true, NAME/posting, NAME/wordpress, NAME/wp-json/liveblog/v1/7/…,
 *   NAME/sourcefabric, NAME/api/client_blogs/…, NAME/rss, NAME/atom, NAME/rdf, NAME/feed.json, NAME/feedpage
 *
 * and for a series NAME/series/rss, and NAME/section/rss with other articles in it. Any may be asked with ?misbehave=NAME, as replay_misbehaviour_find() takes it. */
#pragma once

#include "replay-clock.h"
#include "replay-log.h"
#include "replay-misbehave.h"
#include "service/rd-replay.h"

G_BEGIN_DECLS

/* Any thread may call its functions. */
typedef struct _ReplayServer ReplayServer;

ReplayServer *replay_server_new                  (ReplayClock        *clock,
                                                  GTlsCertificate    *certificate);
void          replay_server_free                 (ReplayServer       *self);
const char   *replay_server_get_address          (ReplayServer       *self);
char         *replay_server_get_url              (ReplayServer       *self,
                                                  const char         *path);

void          replay_server_add                  (ReplayServer       *self,
                                                  const char         *name,
                                                  RdReplay           *replay);
void          replay_server_set_series           (ReplayServer       *self,
                                                  const char         *name,
                                                  const char         *series,
                                                  const char         *page);
void          replay_server_set_max_age          (ReplayServer       *self,
                                                  const char         *name,
                                                  guint               seconds);
void          replay_server_misbehave            (ReplayServer       *self,
                                                  const char         *name,
                                                  ReplayMisbehaviour  how,
                                                  guint               n_times,
                                                  guint               seconds);

ReplayLog    *replay_server_get_log              (ReplayServer       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReplayServer, replay_server_free)

G_END_DECLS
