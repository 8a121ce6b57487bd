/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown list': the live blogs that are followed, and how that goes. */
#include "cli/rd-command.h"

#include "base/rd-string.h"
#include "cli/rd-follow.h"
#include "cli/rd-output.h"
#include "formats/rd-format.h"
#include "service/rd-state.h"

#include <glib/gi18n.h>

static void
append_line (GString *out,
             char    *taken)
{
  g_autofree char *line = taken;
  g_autofree char *clean = line != NULL ? rd_string_clean (line) : NULL;

  if (clean != NULL)
    g_string_append_printf (out, "    %s\n", clean);
}

static void
append_followed (GString    *out,
                 guint       number,
                 RdFollowed *followed,
                 GDateTime  *now)
{
  g_autofree char *title = rd_follow_title (followed->blog);
  const RdFormat *format = rd_format_find (followed->following.format);

  g_string_append_printf (out, "%2u  %s\n", number, title);
  append_line (out, g_strdup_printf (g_dngettext (NULL, "%'u post", "%'u posts", followed->n_entries), followed->n_entries));
  append_line (out, rd_state_describe (followed, now));
  append_line (out, rd_state_describe_next (followed, now));
  if (followed->following.n_checks > 0)
    append_line (out, rd_state_count (followed));
  if (format != NULL)
    /* Translators: how a live blog is read, as ‘RSS, Atom or JSON feed’. */
    append_line (out, g_strdup_printf (_("as %s"), _(format->name)));
  append_line (out, rd_follow_place (followed));
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
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (!rd_command_parse (&rd_command_list, NULL, options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);

  library = rd_follow_open (RD_STORE_READ, error);
  followed = library != NULL ? rd_store_list_followed (rd_library_get_store (library), error) : NULL;
  if (followed == NULL)
    return FALSE;

  /* What is followed no longer comes last, and keeps its number. */
  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < followed->len; j++)
      if (((RdFollowed *) followed->pdata[j])->followed == (i == 0))
        append_followed (out, j + 1, followed->pdata[j], now);
  if (followed->len == 0)
    g_string_append (out, _("Nothing is followed. Add a live blog with 'rundown add'.\n"));

  return rd_output_write_string (out->str, error);
}

const RdCommand rd_command_list = {
  .name = "list",
  .help = N_("What is followed, and how that goes"),
  .run = run_list,
};
