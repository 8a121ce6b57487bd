/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown search': the posts that are kept, by their words. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "base/rd-string.h"
#include "cli/rd-follow.h"
#include "cli/rd-output.h"
#include "export/rd-wording.h"

#include <glib/gi18n.h>

#define USUAL_LIMIT 20

static void
append_found (GString *out,
              RdEntry *entry)
{
  g_autofree char *heading = rd_wording_heading (entry);
  g_autofree char *line = rd_string_clean (heading);
  g_autoptr (GDateTime) local = entry->published != NULL ? g_date_time_to_local (entry->published) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, _("%-d %b %Y, %H:%M")) : g_strdup (_("no time"));

  g_string_append_printf (out, "%s  %s\n", time, line);
  if (entry->url != NULL)
    {
      g_autofree char *url = rd_string_clean (entry->url);

      g_string_append_printf (out, "    %s\n", url);
    }
}

static gboolean
run_search (GStrv    arguments,
            GError **error)
{
  int limit = USUAL_LIMIT;
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("At most N posts (else 20)"), N_("N") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autofree char *query = NULL;
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (!rd_command_parse (&rd_command_search, _("WORDS"), options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);
  if (words == NULL || limit < 1)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE,
                           words == NULL ? _("nothing to look for: give one or more words")
                                         : _("--limit counts from 1 on: give a larger number"));
      return FALSE;
    }

  library = rd_follow_open (RD_STORE_READ, error);
  if (library == NULL)
    return FALSE;
  query = g_strjoinv (" ", words);
  found = rd_store_search (rd_library_get_store (library), &(RdStoreQuery) { .words = query, .limit = limit }, error);
  if (found == NULL)
    return FALSE;

  for (guint i = 0; i < found->len; i++)
    append_found (out, ((RdHit *) found->pdata[i])->kept->entry);
  if (found->len == 0)
    g_string_append (out, _("No post has these words.\n"));

  return rd_output_write_string (out->str, error);
}

const RdCommand rd_command_search = {
  .name = "search",
  .help = N_("The posts with these words"),
  .run = run_search,
};
