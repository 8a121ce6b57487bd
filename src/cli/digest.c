/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown digest': live blogs in, a document of what happened out. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "cli/rd-follow.h"
#include "cli/rd-input.h"
#include "cli/rd-moment.h"
#include "cli/rd-output.h"
#include "export/rd-export.h"

#include <glib/gi18n.h>
#include <string.h>

/* A number that nobody gives. */
#define UNSET G_MININT

/* What the command line asks for. */
typedef struct
{
  GStrv locations; /* (nullable) (owned) */
  gboolean demo;
  char *date;      /* (nullable) (owned) */
  char *since;     /* (nullable) (owned) */
  char *until;     /* (nullable) (owned) */
  char *format;    /* (nullable) (owned) */
  char *output;    /* (nullable) (owned) */
  int lines;
  int words;
} Request;

static void
clear_request (Request *request)
{
  g_strfreev (request->locations);
  g_free (request->date);
  g_free (request->since);
  g_free (request->until);
  g_free (request->format);
  g_free (request->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, clear_request)

static void
clear_options (RdDigestOptions *options)
{
  g_clear_pointer (&options->from, g_date_time_unref);
  g_clear_pointer (&options->to, g_date_time_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RdDigestOptions, clear_options)

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
parse_request (GStrv      arguments,
               Request   *request,
               char     **help,
               GError   **error)
{
  const GOptionEntry options[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &request->format,
      /* Translators: ‘md’, ‘html’, ‘txt’ and ‘json’ are typed as they stand. Words in capitals stand for what is to be
       * typed, in the help of all commands: a word in a sentence has to be the one that stands alone. */
      N_("Write md, html, txt or json (else what the output's name ends in, else md)"), N_("FORM") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &request->output, N_("Write to FILE, not to standard output"), N_("FILE") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &request->date,
      /* Translators: ‘today’ and ‘yesterday’ are typed as they stand. */
      N_("Only posts of DAY: YYYY-MM-DD, today or yesterday"), N_("DAY") },
    { "since", 0, 0, G_OPTION_ARG_STRING, &request->since,
      N_("Only posts from TIME on: YYYY-MM-DD, YYYY-MM-DDTHH:MM or HH:MM today"), N_("TIME") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &request->until, N_("With --since: only posts before TIME"), N_("TIME") },
    { "lines", 0, 0, G_OPTION_ARG_INT, &request->lines, N_("At most N lines in short"), N_("N") },
    { "words", 0, 0, G_OPTION_ARG_INT, &request->words, N_("As near to N words in short as whole sentences come"), N_("N") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &request->demo, N_("Read the sample that comes with Rundown"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request->locations, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) rest = g_strdupv (arguments);

  return rd_command_parse (&rd_command_digest, _("[URL|FILE…]"), options, &rest, help, error);
}

static gboolean
find_times (const Request    *request,
            RdDigestOptions  *options,
            GError          **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (request->date != NULL && (request->since != NULL || request->until != NULL))
    return refuse (error, _("--date is a whole day: leave out --since and --until, or --date"));
  if (request->until != NULL && request->since == NULL)
    return refuse (error, _("--until needs a beginning: add --since"));

  if (request->date != NULL && !rd_moment_parse_day (request->date, now, &options->from, &options->to))
    /* Translators: ‘today’ and ‘yesterday’ are typed as they stand. */
    return refuse (error, _("--date is no day: write it as 2025-06-16, today or yesterday"));
  if (request->since != NULL && (options->from = rd_moment_parse (request->since, now)) == NULL)
    return refuse (error, _("--since is no time: write it as 2025-06-16, 2025-06-16T09:30 or 09:30"));
  if (request->until != NULL && (options->to = rd_moment_parse (request->until, now)) == NULL)
    return refuse (error, _("--until is no time: write it as 2025-06-16, 2025-06-16T09:30 or 09:30"));
  if (options->from != NULL && options->to != NULL && g_date_time_compare (options->from, options->to) >= 0)
    return refuse (error, _("--until is not after --since: exchange them"));

  return TRUE;
}

static gboolean
find_lengths (const Request    *request,
              RdDigestOptions  *options,
              GError          **error)
{
  if (request->lines != UNSET && request->words != UNSET)
    return refuse (error, _("--lines and --words are two measures of one thing: leave out one"));
  if ((request->lines != UNSET && request->lines < 1) || (request->words != UNSET && request->words < 1))
    return refuse (error, _("--lines and --words count from 1 on: give a larger number"));

  options->lines = MAX (request->lines, 0);
  options->words = MAX (request->words, 0);

  return TRUE;
}

/* What a file's name ends in, without the dot. */
static const char *
find_extension (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *name = slash != NULL ? slash + 1 : path;
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot > name ? dot + 1 : NULL;
}

static const RdExport *
find_export (const Request  *request,
             GError        **error)
{
  const char *name = request->format;
  const RdExport *export;

  if (name == NULL && request->output != NULL)
    name = find_extension (request->output);
  if (name == NULL)
    return rd_export_get_all ()[0];

  export = rd_export_find (name);
  if (export == NULL)
    g_set_error (error, RD_ERROR, RD_ERROR_USAGE, _("unknown form: %s: choose md, html, txt or json with --format"), name);

  return export;
}

static gboolean
run_digest (GStrv    arguments,
            GError **error)
{
  g_auto (Request) request = { .lines = UNSET, .words = UNSET };
  g_auto (RdDigestOptions) options = { 0 };
  g_autofree char *help = NULL;
  const RdExport *export;
  g_autoptr (RdDigest) digest = NULL;
  g_autoptr (GBytes) document = NULL;

  if (!parse_request (arguments, &request, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);

  export = find_export (&request, error);
  if (export == NULL
      || !rd_input_check (request.locations, request.demo, error)
      || !find_times (&request, &options, error)
      || !find_lengths (&request, &options, error))
    return FALSE;

  digest = rd_follow_digest (request.locations, request.demo, &options, error);
  if (digest == NULL)
    return FALSE;

  document = export->write (digest, error);

  return document != NULL && rd_output_write (document, request.output, error);
}

const RdCommand rd_command_digest = {
  .name = "digest",
  .help = N_("What happened, by topic, as a document"),
  .run = run_digest,
};
