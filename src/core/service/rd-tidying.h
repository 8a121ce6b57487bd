/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has done what is due once a day, for who keeps up for days. */
#pragma once

#include "service/rd-writer.h"

G_BEGIN_DECLS

/**
 * RdTidying:
 *
 * What remembers on which day it was done last.
 */
typedef struct _RdTidying RdTidying;

typedef void (*RdTidyingFunc) (const GError *error,
                               gpointer      user_data);

RdTidying *rd_tidying_new  (RdWriter      *writer,
                            guint          keep_days,
                            RdTidyingFunc  function,
                            gpointer       user_data);
void       rd_tidying_free (RdTidying     *self);
void       rd_tidying_set_keep_days (RdTidying *self,
                            guint          keep_days);
void       rd_tidying_look (RdTidying     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdTidying, rd_tidying_free)

G_END_DECLS
