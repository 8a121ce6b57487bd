/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a fuzz target the files of the folders that are named: a driver for builds without a fuzzing engine. */
#include "fuzz.h"

#include <stdlib.h>

static gboolean
replay_file (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return FALSE;

  LLVMFuzzerTestOneInput ((const guint8 *) contents, length);
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  guint n_files = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GDir) folder = g_dir_open (argv[i], 0, NULL);
      const char *name;

      while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *path = g_build_filename (argv[i], name, NULL);

          n_files += replay_file (path);
        }
    }
  g_print ("%u files\n", n_files);

  return n_files > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
