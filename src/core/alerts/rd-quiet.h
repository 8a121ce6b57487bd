/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the reader wants to be left alone. */
#pragma once

#include "alerts/rd-alert-rules.h"

G_BEGIN_DECLS

gint64 rd_quiet_find_end (const RdAlertRules *rules,
                          GDateTime          *now);

G_END_DECLS
