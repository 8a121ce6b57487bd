/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clock for what is replayed: as fast as is wanted, stopped, put forward. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Any thread may ask and set it. */
typedef struct _ReplayClock ReplayClock;

ReplayClock *replay_clock_new       (GDateTime   *start,
                                     double       speed);
ReplayClock *replay_clock_ref       (ReplayClock *self);
void         replay_clock_unref     (ReplayClock *self);
GDateTime   *replay_clock_get       (ReplayClock *self);
void         replay_clock_set       (ReplayClock *self,
                                     GDateTime   *time);
void         replay_clock_step      (ReplayClock *self,
                                     GTimeSpan    span);
void         replay_clock_set_speed (ReplayClock *self,
                                     double       speed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReplayClock, replay_clock_unref)

G_END_DECLS
