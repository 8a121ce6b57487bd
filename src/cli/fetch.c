/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown fetch': reads the live blogs that are followed once more, and keeps what is new. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "cli/rd-follow.h"
#include "cli/rd-input.h"
#include "cli/rd-output.h"

#include <glib/gi18n.h>

/* A location may hold several live blogs, of which this is one. */
static RdBlog *
find_again (GPtrArray  *blogs,
            RdFollowed *followed)
{
  for (guint i = 0; i < blogs->len; i++)
    if (g_str_equal (((RdBlog *) blogs->pdata[i])->id, followed->blog->id))
      return blogs->pdata[i];

  return NULL;
}

static gboolean
read_again (RdLibrary   *library,
            RdFollowed  *followed,
            GDateTime   *now,
            RdTaken     *taken,
            GError     **error)
{
  const char *locations[] = { followed->location, NULL };
  g_autoptr (GPtrArray) blogs = rd_input_read ((GStrv) locations, FALSE, error);
  RdBlog *blog;

  if (blogs == NULL)
    return FALSE;

  blog = find_again (blogs, followed);
  if (blog == NULL)
    {
      g_autofree char *place = rd_follow_place (followed);

      g_set_error (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG, _("another live blog stands there now: %s: add that one"),
                   place);
      return FALSE;
    }

  return rd_library_take (library, blog, followed->location, now, taken, error);
}

/* What fails for one live blog is kept as its problem, and does not stop others, if it is not alone. */
static gboolean
fetch (RdLibrary   *library,
       RdFollowed  *followed,
       gboolean     alone,
       GString     *said,
       guint       *n_failed,
       GError     **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *title = rd_follow_title (followed->blog);
  g_autoptr (GError) reason = NULL;
  RdTaken taken;

  if (read_again (library, followed, now, &taken, &reason))
    {
      g_string_append_printf (said, _("%s: %u new, %u edited, %u deleted\n"), title, taken.n_new, taken.n_edited,
                              taken.n_deleted);
      return TRUE;
    }

  if (g_error_matches (reason, RD_ERROR, RD_ERROR_DISK) || g_error_matches (reason, RD_ERROR, RD_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (!rd_store_put_check (rd_library_get_store (library), followed->blog->id, now, NULL, reason->message, error))
    return FALSE;
  if (alone)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  g_printerr ("rundown: %s\n", reason->message);
  (*n_failed)++;
  return TRUE;
}

/* Those that are named or, where none is, all that are followed. */
static GPtrArray *
choose (GPtrArray   *followed,
        GStrv        names,
        GError     **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; names == NULL && i < followed->len; i++)
    if (((RdFollowed *) followed->pdata[i])->followed)
      g_ptr_array_add (chosen, followed->pdata[i]);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      RdFollowed *found = rd_follow_find (followed, names[i], error);

      if (found == NULL)
        return NULL;
      g_ptr_array_add (chosen, found);
    }
  if (chosen->len == 0)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_FILE, _("nothing is followed: add a live blog with 'rundown add'"));
      return NULL;
    }

  return g_steal_pointer (&chosen);
}

static gboolean
run_fetch (GStrv    arguments,
           GError **error)
{
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GPtrArray) followed = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  guint n_failed = 0;

  if (!rd_command_parse (&rd_command_fetch, _("[BLOG…]"), options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);

  library = rd_follow_open (RD_STORE_WRITE, error);
  if (library == NULL)
    return FALSE;
  followed = rd_store_list_followed (rd_library_get_store (library), error);
  chosen = followed != NULL ? choose (followed, names, error) : NULL;
  if (chosen == NULL)
    return FALSE;

  for (guint i = 0; i < chosen->len; i++)
    if (!fetch (library, chosen->pdata[i], chosen->len == 1, said, &n_failed, error))
      return FALSE;
  rd_follow_tidy (library);
  if (n_failed > 0)
    {
      g_set_error (error, RD_ERROR, RD_ERROR_NETWORK,
                   g_dngettext (NULL, "%u of %u live blog could not be read: try again later",
                                "%u of %u live blogs could not be read: try again later", chosen->len),
                   n_failed, chosen->len);
      if (n_failed < chosen->len)
        rd_output_write_string (said->str, NULL);
      return FALSE;
    }

  return rd_output_write_string (said->str, error);
}

const RdCommand rd_command_fetch = {
  .name = "fetch",
  .help = N_("Read what is followed once more"),
  .run = run_fetch,
};
