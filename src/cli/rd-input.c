/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands read: the live blogs that are named on the command line, one after the other. */
#include "cli/rd-input.h"

#include "base/rd-error.h"
#include "service/rd-reader.h"

#include <glib/gi18n.h>
#include <unistd.h>

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

static GPtrArray *
read_location (const char  *location,
               GError     **error)
{
  const gboolean shows_progress = rd_reader_is_address (location) && isatty (STDERR_FILENO);
  g_autoptr (GAsyncResult) answer = NULL;

  if (shows_progress)
    g_printerr ("%s", _("Fetching…"));

  rd_reader_read_async (location, NULL, read_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  if (shows_progress)
    g_printerr ("\r\033[K");

  return rd_reader_read_finish (answer, error);
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
