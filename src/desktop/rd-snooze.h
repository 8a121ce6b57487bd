/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notifications that wait for a while, as the reader wishes. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RdSnooze:
 *
 * The actions "snooze", with "hour" or "tomorrow" as its target, and "resume-notifications"; and what ends it.
 */
typedef struct _RdSnooze RdSnooze;

RdSnooze  *rd_snooze_new          (GActionMap *map,
                                   GSettings  *settings);
void       rd_snooze_free         (RdSnooze   *self);
char      *rd_snooze_describe     (GSettings  *settings);
GDateTime *rd_snooze_find_morning (GSettings  *settings,
                                   GDateTime  *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdSnooze, rd_snooze_free)

G_END_DECLS
