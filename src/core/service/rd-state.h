/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How following goes, in plain words. */
#pragma once

#include "service/rd-pace.h"
#include "store/rd-store.h"

G_BEGIN_DECLS

char *rd_state_describe       (const RdFollowed *followed,
                               GDateTime        *now);
char *rd_state_describe_next  (const RdFollowed *followed,
                               GDateTime        *now);
char *rd_state_describe_pace  (RdBlog           *blog,
                               GDateTime        *now);
char *rd_state_count          (const RdFollowed *followed);
char *rd_state_describe_conditions (RdConditions conditions);
char *rd_state_describe_outlook (guint            n_followed,
                               gint64            next,
                               GDateTime        *now);

G_END_DECLS
