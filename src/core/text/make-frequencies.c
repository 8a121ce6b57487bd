/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a language's table of frequencies: in how many posts of a large collection each stem occurs. Not installed.
 *
 * It reads lines of a word form, a tab and the number of posts with that form, the first being "# posts" and the number
 * of all posts; and writes the same of stems, sorted by their bytes, as rd-language.c looks them up. A post with two
 * forms of a stem counts twice: the table is that much too high, and never more than all posts. */
#include "text/rd-language.h"

#include <stdio.h>
#include <stdlib.h>

/* A rarer stem is as good as one that never occurs, and half of the table would be made of them. */
#define LEAST_POSTS 10u

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (RdLanguage) language = NULL;
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) stems = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_posts = 0;

  if (argc != 3)
    {
      g_printerr ("usage: make-frequencies LANGUAGE FORMS\n");
      return 2;
    }
  if (!g_file_get_contents (argv[2], &contents, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }

  language = rd_language_new (argv[1]);
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 2);
      guint count = fields[0] != NULL && fields[1] != NULL ? g_ascii_strtoull (fields[1], NULL, 10) : 0;
      char *stem;

      if (i == 0)
        {
          n_posts = count;
          continue;
        }
      if (count == 0)
        continue;

      stem = rd_language_stem (language, fields[0]);
      count = MIN (n_posts, count + GPOINTER_TO_UINT (g_hash_table_lookup (counts, stem)));
      g_hash_table_replace (counts, stem, GUINT_TO_POINTER (count));
    }

  printf ("# posts %u\n", n_posts);
  stems = g_hash_table_get_keys_as_ptr_array (counts);
  g_ptr_array_sort (stems, compare_names);
  for (guint i = 0; i < stems->len; i++)
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, stems->pdata[i]));

      if (count >= LEAST_POSTS)
        printf ("%s\t%u\n", (const char *) stems->pdata[i], count);
    }

  return EXIT_SUCCESS;
}
