/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the follower's own files share: its state, and the live blogs that it looks after. */
#pragma once

#include "service/rd-follower.h"
#include "service/rd-hosts.h"
#include "service/rd-outcome.h"

G_BEGIN_DECLS

/* A live blog that is followed. While it is looked at, @followed is with the check. */
typedef struct
{
  RdFollower *follower;  /* (unowned) */
  char *blog_id;         /* (owned) */
  char *location;        /* (owned): where it is read from */
  RdFollowed *followed;  /* (nullable) (owned) */
  GArray *times;         /* (owned) (element-type gint64): when its last posts came */
  gint64 due;            /* %G_MAXINT64: never */
  gint64 kept;           /* when its state was kept last */
  guint number;          /* the order in which they came */
  gboolean is_asked_for; /* whether someone wants it to be looked at, due or not */
  gboolean is_dirty;     /* whether its state is to be kept still */
  gboolean is_removed;   /* whether it is to be followed no longer */
  gboolean is_ended;     /* whether that is kept; it stays, so that it is known */
  RdFollowed *successor; /* (nullable) (owned): what takes the place of @followed, which is with the check still */
  gboolean is_superseded; /* whether a later one of its series is followed, too */
} RdFollowerItem;

struct _RdFollower
{
  GObject parent_instance;

  RdFollowerOptions options;
  RdWriter *writer;         /* (owned) */
  RdFetcher *fetcher;       /* (owned) */
  RdAlarm *alarm;           /* (owned) */
  RdHosts *hosts;           /* (owned) */
  GHashTable *items;        /* (owned) (element-type utf8 RdFollowerItem): by the live blog's id */
  guint n_added;
  GRand *chance;            /* (owned) */
  GCancellable *cancellable; /* (owned): ends what is on its way */
  GMainContext *context;    /* (owned) */
  RdConditions conditions;
  guint n_planned;          /* what was told last: how many are kept up with; %G_MAXUINT before */
  gint64 planned;           /* and when the next is due */
  guint n_busy;             /* checks and keepings on their way */
  gboolean is_stopped;
};

/* A check that is on its way. */
typedef struct
{
  RdFollower *follower; /* (owned) */
  RdFollowerItem *item; /* (unowned): it stays as long as it is busy */
  RdOutcome *outcome;   /* (owned) */
  char *host;           /* (nullable) (owned): an address of the server that is asked */
} RdFollowerVisit;

/* rd-follower.c: what there is */
void     rd_follower_tell               (RdFollower            *self,
                                         const RdFollowerEvent *event);
RdFollowerItem *rd_follower_add_item    (RdFollower            *self,
                                         RdFollowed            *followed,
                                         GArray                *times);
void     rd_follower_remove_item        (RdFollowerItem        *item);

/* rd-follower-due.c: what is due, and when */
void     rd_follower_look               (RdFollower            *self);
gint64   rd_follower_find_due           (RdFollower            *self,
                                         const RdFollowed      *followed);
gboolean rd_follower_ring_cb            (gpointer               user_data);

/* rd-follower-visit.c: one check */
void     rd_follower_begin_visit        (RdFollowerItem        *item);
void     rd_follower_free_visit         (RdFollowerVisit       *visit);
void     rd_follower_put_back           (RdFollowerItem        *item,
                                         RdFollowed            *followed);

/* rd-follower-list.c: what the reader changes */
void     rd_follower_retire_item        (RdFollowerItem        *item);

/* rd-follower-arrival.c: live blogs that come, by the reader's hand or by a series */
void     rd_follower_take_over          (RdFollower            *self,
                                         RdOutcome             *outcome);
void     rd_follower_begin_listing      (RdFollowerItem        *item);
gint64   rd_follower_find_listing_time  (RdFollower            *self,
                                         RdFollowerItem        *item);

G_END_DECLS
