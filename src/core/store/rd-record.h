/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry as bytes, as it is kept. */
#pragma once

#include "model/rd-blog.h"

G_BEGIN_DECLS

GBytes  *rd_record_write (RdEntry     *entry);
RdEntry *rd_record_read  (GBytes      *bytes,
                          const char  *id,
                          const char  *blog_id,
                          GError     **error);

G_END_DECLS
