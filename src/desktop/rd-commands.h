/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what the command line asks the running application for. */
#pragma once

#include "service/rd-service.h"

G_BEGIN_DECLS

#define RD_TYPE_COMMANDS (rd_commands_get_type ())
G_DECLARE_FINAL_TYPE (RdCommands, rd_commands, RD, COMMANDS, GObject)

RdCommands *rd_commands_new         (GApplication     *application);
void        rd_commands_set_service (RdCommands       *self,
                                     RdService        *service);
gboolean    rd_commands_export      (RdCommands       *self,
                                     GDBusConnection  *connection,
                                     const char       *path,
                                     GError          **error);
void        rd_commands_unexport    (RdCommands       *self);

G_END_DECLS
