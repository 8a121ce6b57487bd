/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown remove': follows live blogs no longer. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "cli/rd-follow.h"
#include "cli/rd-hand-over.h"
#include "cli/rd-output.h"
#include "service/rd-keys.h"

#include <glib/gi18n.h>

static gboolean
is_read_from (GPtrArray  *followed,
              const char *location)
{
  for (guint i = 0; i < followed->len; i++)
    {
      RdFollowed *one = followed->pdata[i];

      if (one->followed && g_str_equal (one->location, location))
        return TRUE;
    }

  return FALSE;
}

/* Takes the secrets of addresses that are read no longer out of the keyring. The live blogs are removed by then: a
 * failure is told, and is none of that. */
static void
forget_secrets (RdStore   *store,
                GPtrArray *before)
{
  g_autoptr (GPtrArray) after = rd_store_list_followed (store, NULL);

  for (guint i = 0; after != NULL && i < before->len; i++)
    {
      RdFollowed *one = before->pdata[i];
      g_autoptr (GError) error = NULL;

      if (one->followed && !is_read_from (after, one->location) && !rd_keys_forget_address (one->location, NULL, &error))
        g_printerr ("rundown: %s\n", error->message);
    }
}

/* Leaves nothing of forgotten posts in the files. They are gone by then: a failure is told, too. */
static void
wipe (RdLibrary *library)
{
  g_autoptr (GError) error = NULL;

  if (!rd_library_wipe (library, &error))
    g_printerr ("rundown: %s\n", error->message);
}

static void
say_removed (GString          *said,
             const RdFollowed *followed,
             gboolean          forget)
{
  g_autofree char *title = rd_follow_title (followed->blog);

  g_string_append_printf (said, forget ? _("No longer following, and forgotten: %s\n") : _("No longer following: %s\n"),
                          title);
}

static gboolean
remove_named (RdLibrary   *library,
              GStrv        names,
              gboolean     forget,
              GString     *said,
              GError     **error)
{
  RdStore *store = rd_library_get_store (library);
  g_autoptr (GPtrArray) followed = rd_store_list_followed (store, error);

  if (followed == NULL || !rd_store_begin (store, error))
    return FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    {
      RdFollowed *found = rd_follow_find (followed, names[i], error);

      if (found == NULL || !rd_store_unfollow (store, found->blog->id, forget, error))
        {
          rd_store_roll_back (store);
          return FALSE;
        }
      say_removed (said, found, forget);
    }

  if (!rd_store_commit (store, error))
    return FALSE;
  forget_secrets (store, followed);
  if (forget)
    wipe (library);

  return TRUE;
}

/* @library: what is kept, to be read */
static gboolean
hand_over (RdHandOver  *application,
           RdLibrary   *library,
           GStrv        names,
           gboolean     forget,
           GString     *said,
           GError     **error)
{
  g_autoptr (GPtrArray) followed = rd_store_list_followed (rd_library_get_store (library), error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_autoptr (GVariant) answer = NULL;

  if (followed == NULL)
    return FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    {
      RdFollowed *found = rd_follow_find (followed, names[i], error);

      if (found == NULL)
        return FALSE;
      g_strv_builder_add (builder, found->blog->id);
      say_removed (said, found, forget);
    }
  ids = g_strv_builder_end (builder);
  answer = rd_hand_over_call (application, "Remove", g_variant_new ("(^asb)", ids, forget), "()", error);

  return answer != NULL;
}

static gboolean
run_remove (GStrv    arguments,
            GError **error)
{
  gboolean forget = FALSE;
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { "forget", 0, 0, G_OPTION_ARG_NONE, &forget, N_("Delete the posts that are kept of it, too"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autoptr (RdHandOver) application = NULL;
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GString) said = g_string_new (NULL);

  if (!rd_command_parse (&rd_command_remove, _("BLOG…"), options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);
  if (names == NULL)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE, _("nothing to remove: name a live blog as 'rundown list' has it"));
      return FALSE;
    }

  application = rd_hand_over_open ();
  library = rd_follow_open (application != NULL ? RD_STORE_READ : RD_STORE_WRITE, error);
  if (library == NULL)
    return FALSE;

  return (application != NULL ? hand_over (application, library, names, forget, said, error)
                              : remove_named (library, names, forget, said, error))
         && rd_output_write_string (said->str, error);
}

const RdCommand rd_command_remove = {
  .name = "remove",
  .help = N_("Follow live blogs no longer"),
  .run = run_remove,
};
