/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown export': the live blogs that are followed, as a list for other programs. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "cli/rd-follow.h"
#include "cli/rd-output.h"
#include "formats/rd-opml.h"
#include "service/rd-importer.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
run_export (GStrv    arguments,
            GError **error)
{
  g_autofree char *output = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write to FILE and not to standard output"), N_("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GPtrArray) followed = NULL;
  g_autoptr (GPtrArray) outlines = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (!rd_command_parse (&rd_command_export, NULL, options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);

  library = rd_follow_open (RD_STORE_READ, error);
  followed = library != NULL ? rd_store_list_followed (rd_library_get_store (library), error) : NULL;
  if (followed == NULL)
    return FALSE;
  outlines = rd_importer_list (followed);
  if (outlines->len == 0)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_FILE,
                           _("nothing on the web is followed: add an address with 'rundown add'"));
      return FALSE;
    }

  text = rd_opml_write (_("Live blogs that Rundown follows"), outlines);
  bytes = g_bytes_new_take (text, strlen (text));

  return rd_output_write (bytes, output, error);
}

const RdCommand rd_command_export = {
  .name = "export",
  .help = N_("Write what is followed as a list (OPML)"),
  .run = run_export,
};
