/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a notice says. */
#pragma once

#include "alerts/rd-alert-item.h"
#include "alerts/rd-notice.h"

G_BEGIN_DECLS

RdNotice *rd_alert_words_make_notice   (const char *id,
                                        GPtrArray  *items);
RdNotice *rd_alert_words_make_briefing (const char *id,
                                        GPtrArray  *items);

G_END_DECLS
