/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each server is spared: no more than two questions at once, none in quick succession, none while it wants peace. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is promised to publishers, see the README. */
#define RD_HOSTS_AT_ONCE 2u
/* The shortest time between the beginnings of two checks of a server, in microseconds. */
#define RD_HOSTS_SPACING G_USEC_PER_SEC

/**
 * RdHosts:
 *
 * What is known of servers, each named by its host and port. It is used by one thread.
 */
typedef struct _RdHosts RdHosts;

RdHosts *rd_hosts_new       (void);
void     rd_hosts_free      (RdHosts    *self);
gint64   rd_hosts_get_ready (RdHosts    *self,
                             const char *url,
                             gint64      now);
void     rd_hosts_begin     (RdHosts    *self,
                             const char *url,
                             gint64      now);
void     rd_hosts_end       (RdHosts    *self,
                             const char *url);
void     rd_hosts_wait      (RdHosts    *self,
                             const char *url,
                             gint64      from,
                             gint64      until);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdHosts, rd_hosts_free)

G_END_DECLS
