/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown add': follows live blogs. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "cli/rd-follow.h"
#include "cli/rd-input.h"
#include "cli/rd-output.h"
#include "service/rd-reader.h"

#include <glib/gi18n.h>

/* The place as it will be found from any folder. */
static char *
name_location (const char *location)
{
  return rd_reader_is_address (location) ? g_strdup (location) : g_canonicalize_filename (location, NULL);
}

static gboolean
add (RdLibrary   *library,
     const char  *location,
     GString     *said,
     GError     **error)
{
  const char *locations[] = { location, NULL };
  g_autoptr (GPtrArray) blogs = rd_input_read ((GStrv) locations, FALSE, error);
  g_autofree char *place = name_location (location);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (blogs == NULL)
    return FALSE;

  for (guint i = 0; i < blogs->len; i++)
    {
      g_autofree char *title = rd_follow_title (blogs->pdata[i]);
      RdTaken taken;

      if (!rd_library_take (library, blogs->pdata[i], place, now, &taken, error))
        return FALSE;
      g_string_append_printf (said, g_dngettext (NULL, "Following %s: %u new post\n", "Following %s: %u new posts\n", taken.n_new),
                              title, taken.n_new);
    }

  return TRUE;
}

static gboolean
run_add (GStrv    arguments,
         GError **error)
{
  g_auto (GStrv) locations = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &locations, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GString) said = g_string_new (NULL);

  if (!rd_command_parse (&rd_command_add, _("URL|FILE…"), options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);
  if (!rd_input_check (locations, FALSE, error))
    return FALSE;
  if (locations == NULL)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE, _("nothing to follow: name a file or an address"));
      return FALSE;
    }
  if (g_strv_contains ((const char *const *) locations, "-"))
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE,
                           _("standard input cannot be read again: save it as a file, and name that"));
      return FALSE;
    }

  library = rd_follow_open (RD_STORE_WRITE, error);
  if (library == NULL)
    return FALSE;
  for (guint i = 0; locations[i] != NULL; i++)
    if (!add (library, locations[i], said, error))
      return FALSE;

  rd_follow_tidy (library);

  return rd_output_write_string (said->str, error);
}

const RdCommand rd_command_add = {
  .name = "add",
  .help = N_("Follow live blogs"),
  .run = run_add,
};
