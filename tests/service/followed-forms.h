/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo's live blog in every form in which a server may offer it, to be followed over its day. */
#pragma once

#include "replay-server.h"
#include "service/rd-follower.h"

G_BEGIN_DECLS

/* How much faster than the wall's clock the day goes where it does: its nine hours take less than half a minute. */
#define FOLLOWED_FORMS_SPEED 1500.0

/* What a server offers of a live blog, and what it is read as. */
typedef struct
{
  const char *path;
  const char *format;
  gboolean is_whole; /* whether a look at the end finds all posts */
} Form;

#define N_FOLLOWED_FORMS 10u

extern const Form FOLLOWED_FORMS[N_FOLLOWED_FORMS];

typedef struct
{
  char *folder;
  char *path;
  GDateTime *start;
  GDateTime *end;
  RdReplay *replay;
  ReplayClock *replay_clock;
  ReplayServer *server;
  RdClock clock;
  char *content_api;
  char *ids[N_FOLLOWED_FORMS]; /* of the live blogs that are followed */
  gint64 looks[N_FOLLOWED_FORMS]; /* when the first look at all of each was done after the end, or 0 */
  RdFollower *follower;
  guint n_told;                    /* events so far */
  char *last_problem;              /* (nullable): of the last event */
} FollowedForms;

char       *followed_forms_set_up_keyring         (void);
void        followed_forms_set_up                 (FollowedForms         *self,
                                                   gconstpointer          data);
void        followed_forms_tear_down              (FollowedForms         *self,
                                                   gconstpointer          data);
RdLibrary  *followed_forms_open_library           (const char            *path,
                                                   RdStoreMode            mode);
void        followed_forms_subscribe              (FollowedForms         *self,
                                                   guint                  from,
                                                   guint                  to);
void        followed_forms_followed_cb            (const RdFollowerEvent *event,
                                                   gpointer               user_data);
RdFollower *followed_forms_start_follower         (const char            *path,
                                                   RdClock                clock,
                                                   const char            *content_api,
                                                   gboolean               by_hand,
                                                   const RdFetcherLimits *limits,
                                                   RdFollowerFunc         function,
                                                   gpointer               user_data);
guint       followed_forms_assert_as_read_at_once (FollowedForms         *self,
                                                   RdLibrary             *library,
                                                   guint                  form);

G_END_DECLS
