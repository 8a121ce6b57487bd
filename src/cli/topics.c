/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown topics': the sections of live blogs, and the posts in them. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "cli/rd-follow.h"
#include "cli/rd-input.h"
#include "cli/rd-output.h"
#include "export/rd-export.h"

#include <glib/gi18n.h>

static const RdExport *
find_export (const char  *name,
             GError     **error)
{
  if (name == NULL || g_ascii_strcasecmp (name, rd_export_topics.name) == 0)
    return &rd_export_topics;
  if (g_ascii_strcasecmp (name, rd_export_json.name) == 0)
    return &rd_export_json;

  g_set_error (error, RD_ERROR, RD_ERROR_USAGE, _("unknown form: %s: choose txt or json with --format"), name);
  return NULL;
}

static gboolean
run_topics (GStrv    arguments,
            GError **error)
{
  g_auto (GStrv) locations = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autofree char *format = NULL;
  gboolean demo = FALSE;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("Write txt (the usual) or json"), N_("FORM") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &demo, N_("Read the sample that comes with Rundown"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &locations, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  const RdDigestOptions options = { 0 };
  g_autofree char *help = NULL;
  const RdExport *export;
  g_autoptr (RdDigest) digest = NULL;
  g_autoptr (GBytes) document = NULL;

  if (!rd_command_parse (&rd_command_topics, _("[URL|FILE…]"), entries, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);

  export = find_export (format, error);
  if (export == NULL || !rd_input_check (locations, demo, error))
    return FALSE;

  digest = rd_follow_digest (locations, demo, &options, error);
  if (digest == NULL)
    return FALSE;

  document = export->write (digest, error);

  return document != NULL && rd_output_write (document, NULL, error);
}

const RdCommand rd_command_topics = {
  .name = "topics",
  .help = N_("The sections and the posts in each"),
  .run = run_topics,
};
