/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown backup': a copy of everything that is kept. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "cli/rd-follow.h"
#include "cli/rd-output.h"

#include <glib/gi18n.h>

static gboolean
run_backup (GStrv    arguments,
            GError **error)
{
  g_auto (GStrv) files = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autoptr (RdLibrary) library = NULL;

  if (!rd_command_parse (&rd_command_backup, _("FILE"), options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);
  if (files == NULL || g_strv_length (files) != 1)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE, _("a backup is one file: name it"));
      return FALSE;
    }

  library = rd_follow_open (RD_STORE_READ, error);

  return library != NULL && rd_store_back_up (rd_library_get_store (library), files[0], error);
}

const RdCommand rd_command_backup = {
  .name = "backup",
  .help = N_("Copy everything that is kept into a file"),
  .run = run_backup,
};
