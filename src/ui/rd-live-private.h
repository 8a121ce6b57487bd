/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of what the window says of following share. */
#pragma once

#include "service/rd-searcher.h"
#include "ui/rd-live.h"

G_BEGIN_DECLS

struct _RdLive
{
  GObject parent_instance;

  RdService *service;   /* (owned) */
  guint n_new;          /* posts that came since what is shown was read */
  guint n_read;         /* how many of them are being read */
  GHashTable *changes;  /* (owned) (element-type utf8 gboolean): whether what a post changed to is being read, by ids */
  GHashTable *problems; /* (owned) (element-type utf8 utf8): what to say of blogs that cannot be read, by their ids */
  RdSearcher *searcher; /* (owned) */
  GHashTable *states;   /* (owned) (element-type utf8 utf8): how following goes, by the ids of live blogs */
  GDateTime *looked;    /* (nullable) (owned): when one was looked at last */
};

void rd_live_tell_changed (RdLive               *self);

/* rd-live-news.c */
void rd_live_take_news    (RdLive               *self,
                           const RdServiceEvent *event);

G_END_DECLS
