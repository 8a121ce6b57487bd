/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: the room's one door. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean rd_cli_has_no_command (char **arguments);
int      rd_cli_run            (int    argc,
                                char **argv);

G_END_DECLS
