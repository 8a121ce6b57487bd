/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown import': follows all of a list that another program wrote, several at once. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "base/rd-string.h"
#include "cli/rd-follow.h"
#include "cli/rd-hand-over.h"
#include "cli/rd-output.h"
#include "export/rd-wording.h"
#include "formats/rd-opml.h"
#include "service/rd-importer.h"
#include "service/rd-reader.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* What is said of a list while it is followed. */
typedef struct
{
  gboolean shows_progress;
  gboolean is_done;
  RdImported imported;
} Import;

static void
imported_cb (const RdImported *imported,
             const char       *failure,
             gpointer          user_data)
{
  Import *self = user_data;
  g_autofree char *line = failure != NULL ? rd_string_clean (failure) : NULL;

  if (line != NULL)
    g_printerr ("%srundown: %s\n", self->shows_progress ? "\r\033[K" : "", line);
  if (!self->shows_progress)
    return;

  g_printerr ("\r");
  /* Translators: how many of the live blogs of a list are done. */
  g_printerr (_("%'u of %'u"), imported->n_followed + imported->n_known + imported->n_failed, imported->n_all);
  g_printerr ("\033[K");
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Import *self = user_data;

  rd_importer_run_finish (result, &self->imported, NULL);
  self->is_done = TRUE;
}

static gboolean
tidy (RdLibrary  *library,
      gpointer    data,
      GError    **error)
{
  rd_follow_tidy (library);
  return TRUE;
}

static void
tidied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(gboolean *) user_data = TRUE;
}

static GPtrArray *
read_list (GBytes      *bytes,
           const char  *path,
           guint       *n_skipped,
           GError     **error)
{
  GPtrArray *outlines = rd_opml_read (bytes, n_skipped, error);

  if (outlines == NULL && error != NULL)
    {
      g_autofree char *shown = g_filename_display_name (path);

      rd_error_put_before (*error, g_str_equal (path, "-") ? _("standard input") : shown);
    }

  return outlines;
}

/* What came of the live blogs of a list. */
static char *
count_imported (const RdImported *imported,
                guint             n_skipped)
{
  g_autofree char *followed = g_strdup_printf (
      /* Translators: of live blogs in a list. */
      g_dngettext (NULL, "%'u followed", "%'u followed", imported->n_followed), imported->n_followed);
  g_autofree char *known = g_strdup_printf (
      /* Translators: of live blogs in a list. */
      g_dngettext (NULL, "%'u followed already", "%'u followed already", imported->n_known), imported->n_known);
  g_autofree char *failed = g_strdup_printf (
      /* Translators: of live blogs in a list. */
      g_dngettext (NULL, "%'u failed", "%'u failed", imported->n_failed), imported->n_failed);
  g_autofree char *skipped = g_strdup_printf (
      /* Translators: of entries of a list. */
      g_dngettext (NULL, "%'u skipped that is no web address", "%'u skipped that are no web addresses", n_skipped),
      n_skipped);
  char *counts[] = { followed, known, failed, skipped, NULL };

  return rd_wording_list (counts);
}

static gboolean
say_imported (const RdImported  *imported,
              guint              n_skipped,
              GError           **error)
{
  g_autofree char *count = count_imported (imported, n_skipped);
  g_autofree char *said = g_strconcat (count, "\n", NULL);

  if (!rd_output_write_string (said, error))
    return FALSE;
  if (imported->n_failed == 0)
    return TRUE;

  g_set_error (error, RD_ERROR, RD_ERROR_NETWORK,
               /* Translators: how many could not, of how many. */
               g_dngettext (NULL, "%'u of %'u address could not be followed: import the list again to try once more",
                            "%'u of %'u addresses could not be followed: import the list again to try once more",
                            imported->n_all),
               imported->n_failed, imported->n_all);
  return FALSE;
}

/* Has the application follow all of a list, and says what came of it. */
static gboolean
hand_over (RdHandOver  *application,
           GBytes      *list,
           guint        n_skipped,
           GError     **error)
{
  GVariant *bytes = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, list, TRUE);
  g_autoptr (GVariant) answer
      = rd_hand_over_call (application, "Import", g_variant_new ("(@ay)", bytes), "((uuuu)as)", error);
  g_autofree const char **failures = NULL;
  RdImported imported;

  if (answer == NULL)
    return FALSE;

  g_variant_get (answer, "((uuuu)^a&s)", &imported.n_all, &imported.n_followed, &imported.n_known, &imported.n_failed,
                 &failures);
  for (guint i = 0; failures[i] != NULL; i++)
    {
      g_autofree char *line = rd_string_clean (failures[i]);

      g_printerr ("rundown: %s\n", line);
    }

  return say_imported (&imported, n_skipped, error);
}

/* Follows all of a list, and says what came of it. Takes the library over. */
static gboolean
import (RdLibrary  *library,
        GPtrArray  *outlines,
        guint       n_skipped,
        GError    **error)
{
  const RdFollowerOptions options = { .clock = rd_clock_real, .limits = &rd_fetcher_usual_limits, .by_hand = TRUE };
  g_autoptr (RdFollower) follower = rd_follower_new (library, &options, error);
  Import self = { .shows_progress = isatty (STDERR_FILENO) };
  const RdImported *imported = &self.imported;
  const RdImported none = { .n_all = outlines->len };
  gboolean is_tidy = FALSE;

  if (follower == NULL)
    return FALSE;

  imported_cb (&none, NULL, &self);
  rd_importer_run_async (follower, outlines, NULL, imported_cb, &self, done_cb, &self);
  while (!self.is_done)
    g_main_context_iteration (NULL, TRUE);
  if (self.shows_progress)
    g_printerr ("\r\033[K");
  rd_writer_run_async (rd_follower_get_writer (follower), tidy, NULL, NULL, tidied_cb, &is_tidy);
  while (!is_tidy)
    g_main_context_iteration (NULL, TRUE);
  rd_follower_stop (follower);

  return say_imported (imported, n_skipped, error);
}

static gboolean
run_import (GStrv    arguments,
            GError **error)
{
  g_auto (GStrv) files = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) outlines = NULL;
  g_autoptr (RdHandOver) application = NULL;
  g_autoptr (RdLibrary) library = NULL;
  guint n_skipped = 0;

  if (!rd_command_parse (&rd_command_import, _("FILE"), options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);
  if (files == NULL || g_strv_length (files) != 1)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE, _("an OPML list is one file: name it"));
      return FALSE;
    }

  bytes = rd_reader_load (files[0], NULL, error);
  outlines = bytes != NULL ? read_list (bytes, files[0], &n_skipped, error) : NULL;
  application = outlines != NULL ? rd_hand_over_open () : NULL;
  if (application != NULL)
    return hand_over (application, bytes, n_skipped, error);

  library = outlines != NULL ? rd_follow_open (RD_STORE_WRITE, error) : NULL;

  return library != NULL && import (g_steal_pointer (&library), outlines, n_skipped, error);
}

const RdCommand rd_command_import = {
  .name = "import",
  .help = N_("Follow all of a list (OPML)"),
  .run = run_import,
};
