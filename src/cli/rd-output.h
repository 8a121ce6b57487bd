/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing what a command made: whole, or not at all. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean rd_output_write        (GBytes      *bytes,
                                 const char  *path,
                                 GError     **error);
gboolean rd_output_write_string (const char  *text,
                                 GError     **error);
gboolean rd_output_is_closed    (void);
void     rd_output_tell         (const GError *error);

G_END_DECLS
