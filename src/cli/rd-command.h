/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each command is to the others, and how it reads its options. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdCommand:
 * @name: what it is called
 * @help: what it does, on one line
 * @run: runs it with its own name and its arguments; %RD_ERROR_USAGE says that they make no sense
 *
 * A command. It writes nothing on standard output unless it succeeds; one that tells of what happens as it happens has
 * told of what happened until it failed.
 */
typedef struct
{
  const char *name;
  const char *help;
  gboolean (*run) (GStrv arguments, GError **error);
} RdCommand;

extern const RdCommand rd_command_add;
extern const RdCommand rd_command_backup;
extern const RdCommand rd_command_demo;
extern const RdCommand rd_command_digest;
extern const RdCommand rd_command_export;
extern const RdCommand rd_command_fetch;
extern const RdCommand rd_command_follow;
extern const RdCommand rd_command_import;
extern const RdCommand rd_command_key;
extern const RdCommand rd_command_list;
extern const RdCommand rd_command_remove;
extern const RdCommand rd_command_search;
extern const RdCommand rd_command_topics;

gboolean rd_command_parse (const RdCommand    *self,
                           const char         *parameters,
                           const GOptionEntry *options,
                           GStrv              *arguments,
                           char              **help,
                           GError            **error);

G_END_DECLS
