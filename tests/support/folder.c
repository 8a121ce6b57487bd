/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of a test's own. */
#include "folder.h"

#include <glib/gstdio.h>

/* @name: what it is for, in one word
 *
 * Returns: (transfer full): the path of a new and empty folder, for folder_delete() */
char *
folder_new (const char *name)
{
  g_autofree char *template = g_strdup_printf ("rundown-%s-XXXXXX", name);
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp (template, &error);

  g_assert_no_error (error);

  return path;
}

/* Removes all that is in a folder. */
void
folder_empty (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        folder_delete (g_steal_pointer (&child));
      else
        g_unlink (child);
    }
}

/* @path: (transfer full): a folder, which is removed with all that is in it */
void
folder_delete (char *path)
{
  folder_empty (path);
  g_assert_no_errno (g_rmdir (path));
  g_free (path);
}
