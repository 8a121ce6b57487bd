/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands read: the live blogs that are named on the command line, one after the other. */
#include "cli/rd-input.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "service/rd-reader.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

static void
wait_for (GAsyncResult **answer,
          gboolean       shows_progress)
{
  if (shows_progress)
    g_printerr ("%s", _("Fetching…"));

  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  if (shows_progress)
    g_printerr ("\r\033[K");
}

/**
 * rd_input_read_address:
 * @location: what someone named: an address, perhaps without its scheme, or a file
 *
 * Without a scheme, what names no file and no folder that is there may be an address, if more than a host is named.
 *
 * Returns: (transfer full) (nullable): the whole address; %NULL for a file
 */
char *
rd_input_read_address (const char *location)
{
  const char *slash = strchr (location, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (location, slash - location) : NULL;

  if (!rd_reader_is_address (location) && !g_str_has_prefix (location, "feed:")
      && (folder == NULL || folder[0] == '.' || g_file_test (folder, G_FILE_TEST_EXISTS)))
    return NULL;

  return rd_address_complete (location);
}

static GPtrArray *
read_location (const char  *location,
               GError     **error)
{
  g_autofree char *url = rd_input_read_address (location);
  g_autoptr (GAsyncResult) answer = NULL;

  rd_reader_read_async (url != NULL ? url : location, NULL, read_cb, &answer);
  wait_for (&answer, url != NULL && isatty (STDERR_FILENO));

  return rd_reader_read_finish (answer, error);
}

/**
 * rd_input_find:
 * @url: an address
 * @error: as of rd_finder_find_finish()
 *
 * Returns: (transfer full): the live blog that is found there, or %NULL
 */
RdFound *
rd_input_find (const char  *url,
               GError     **error)
{
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&rd_fetcher_usual_limits);
  g_autoptr (GAsyncResult) answer = NULL;

  rd_finder_find_async (fetcher, url, NULL, NULL, read_cb, &answer);
  wait_for (&answer, isatty (STDERR_FILENO));

  return rd_finder_find_finish (answer, error);
}

/**
 * rd_input_check:
 * @locations: (nullable): files and addresses
 * @demo: whether the demo is asked for
 * @error: %RD_ERROR_USAGE
 *
 * Returns: whether it is clear what to read
 */
gboolean
rd_input_check (GStrv      locations,
                gboolean   demo,
                GError   **error)
{
  guint n_standard_input = 0;

  if (locations != NULL && demo)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE,
                           _("--demo is read alone: leave out the files and addresses, or --demo"));
      return FALSE;
    }

  for (guint i = 0; locations != NULL && locations[i] != NULL; i++)
    {
      n_standard_input += g_str_equal (locations[i], "-");
      if (locations[i][0] == '\0')
        {
          g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE, _("a file's name is empty: leave it out"));
          return FALSE;
        }
    }
  if (n_standard_input > 1)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE, _("standard input can be read once: name - only once"));
      return FALSE;
    }

  return TRUE;
}

/**
 * rd_input_read:
 * @locations: (nullable): files and addresses
 * @demo: whether to read the demo
 * @error: as of rd_reader_read_finish()
 *
 * Returns: (transfer full) (element-type RdBlog): the live blogs in all of them, each once
 */
GPtrArray *
rd_input_read (GStrv      locations,
               gboolean   demo,
               GError   **error)
{
  g_autoptr (GPtrArray) blogs = NULL;

  if (demo)
    return rd_reader_read_demo (error);

  blogs = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_blog_unref);
  for (guint i = 0; locations[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) found = read_location (locations[i], error);

      if (found == NULL)
        return NULL;
      rd_reader_merge (blogs, found);
    }

  return g_steal_pointer (&blogs);
}
