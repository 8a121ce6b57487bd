/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches what keeps Rundown from asking as often as it could: no network, one that costs money, an empty battery. */
#pragma once

#include "service/rd-pace.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RdConditionsWatch:
 *
 * Tells of the conditions as they change, without ever looking by itself: the system says so.
 */
typedef struct _RdConditionsWatch RdConditionsWatch;

typedef void (*RdConditionsFunc) (RdConditions conditions,
                                  gpointer     user_data);

RdConditionsWatch *rd_conditions_watch_new  (GNetworkMonitor      *network,
                                             GPowerProfileMonitor *power,
                                             RdConditionsFunc      function,
                                             gpointer              user_data);
void               rd_conditions_watch_free (RdConditionsWatch    *self);
RdConditions       rd_conditions_watch_get  (RdConditionsWatch    *self);
void               rd_conditions_watch_set_stops (RdConditionsWatch *self,
                                             RdConditions          stops);

RdConditions       rd_conditions_at         (RdConditions          conditions,
                                             const char           *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdConditionsWatch, rd_conditions_watch_free)

G_END_DECLS
