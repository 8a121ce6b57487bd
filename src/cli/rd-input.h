/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands read: the live blogs that are named on the command line. */
#pragma once

#include "model/rd-blog.h"

G_BEGIN_DECLS

gboolean   rd_input_check (GStrv         locations,
                           gboolean      demo,
                           GError      **error);
GPtrArray *rd_input_read  (GStrv         locations,
                           gboolean      demo,
                           GError      **error);

G_END_DECLS
