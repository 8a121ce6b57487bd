/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices as notifications of the desktop. */
#pragma once

#include "service/rd-service.h"

G_BEGIN_DECLS

#define RD_TYPE_NOTIFIER (rd_notifier_get_type ())
G_DECLARE_FINAL_TYPE (RdNotifier, rd_notifier, RD, NOTIFIER, GObject)

RdNotifier *rd_notifier_new (GApplication *application,
                             RdService    *service,
                             GSettings    *settings);

G_END_DECLS
