/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked of a server, and how many asked at once. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ReplayRequest:
 * @path: what was asked for, with its query and without a slash before it
 * @time: when, in µs of the monotonic clock
 * @status: what was answered; 0 where the connection was taken away in the middle
 * @n_bytes: the length of the body
 * @conditional: whether it was asked for only if it has changed
 *
 * A request that came.
 */
typedef struct
{
  char *path;
  gint64 time;
  guint status;
  gsize n_bytes;
  gboolean conditional;
} ReplayRequest;

/* Any thread may write to it and ask it. */
typedef struct _ReplayLog ReplayLog;

ReplayLog *replay_log_new                  (void);
void       replay_log_free                 (ReplayLog           *self);
void       replay_log_add                  (ReplayLog           *self,
                                            const ReplayRequest *request);
void       replay_log_connect              (ReplayLog           *self,
                                            int                  change);

GPtrArray *replay_log_list                 (ReplayLog           *self,
                                            const char          *prefix);
guint      replay_log_count                (ReplayLog           *self,
                                            const char          *prefix,
                                            guint                status);
gsize      replay_log_count_bytes          (ReplayLog           *self,
                                            const char          *prefix);
guint      replay_log_get_most_connections (ReplayLog           *self);
void       replay_log_clear                (ReplayLog           *self);

G_END_DECLS
