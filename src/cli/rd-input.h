/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands read: the live blogs that are named on the command line. */
#pragma once

#include "service/rd-finder.h"

G_BEGIN_DECLS

gboolean   rd_input_check (GStrv         locations,
                           gboolean      demo,
                           GError      **error);
char      *rd_input_read_address
                          (const char   *location);
RdFound   *rd_input_find  (const char   *url,
                           GError      **error);
GPtrArray *rd_input_read  (GStrv         locations,
                           gboolean      demo,
                           GError      **error);

G_END_DECLS
