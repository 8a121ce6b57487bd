/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown list': the live blogs that are followed, and how that goes. */
#include "cli/rd-command.h"

#include "cli/rd-follow.h"
#include "cli/rd-output.h"
#include "export/rd-wording.h"

#include <glib/gi18n.h>

static char *
describe_state (const RdFollowed *followed)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;

  if (!followed->followed)
    return g_strdup (_("no longer followed"));
  if (followed->problem != NULL)
    return rd_wording_clean (followed->problem);
  if (followed->checked == NULL)
    return g_strdup (_("not read yet"));

  local = g_date_time_to_local (followed->checked);
  time = g_date_time_format (local, _("%-d %b %Y, %H:%M"));
  return g_strdup_printf (_("read %s"), time);
}

static void
append_followed (GString    *out,
                 guint       number,
                 RdFollowed *followed)
{
  g_autofree char *title = rd_follow_title (followed->blog);
  g_autofree char *location = rd_follow_place (followed);
  g_autofree char *state = describe_state (followed);
  g_autofree char *posts = g_strdup_printf (g_dngettext (NULL, "%u post", "%u posts", followed->n_entries),
                                            followed->n_entries);

  g_string_append_printf (out, "%2u  %s\n    %s · %s\n    %s\n", number, title, posts, state, location);
}

static gboolean
run_list (GStrv    arguments,
          GError **error)
{
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
  g_autofree char *help = NULL;
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GPtrArray) followed = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (!rd_command_parse (&rd_command_list, NULL, options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);

  library = rd_follow_open (RD_STORE_READ, error);
  followed = library != NULL ? rd_store_list_followed (rd_library_get_store (library), error) : NULL;
  if (followed == NULL)
    return FALSE;

  for (guint i = 0; i < followed->len; i++)
    append_followed (out, i + 1, followed->pdata[i]);
  if (followed->len == 0)
    g_string_append (out, _("Nothing is followed. Add a live blog with 'rundown add'.\n"));

  return rd_output_write_string (out->str, error);
}

const RdCommand rd_command_list = {
  .name = "list",
  .help = N_("What is followed, and how that goes"),
  .run = run_list,
};
