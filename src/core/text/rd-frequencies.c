/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks stems up in the table as it stands in its file: lines of a stem, a tab and a count, sorted by the stem's bytes. */
#include "text/rd-frequencies.h"

#include <math.h>
#include <string.h>

struct _RdFrequencies
{
  GBytes *table;  /* (owned): closed by a zero byte that its size does not count */
  double n_posts; /* that the counts are of */
};

/* Reads the count of posts off the first line: "# posts 250742". */
static double
read_number_of_posts (const char *line)
{
  const char *heading = "# posts ";

  return g_str_has_prefix (line, heading) ? g_ascii_strtod (line + strlen (heading), NULL) : 0;
}

/**
 * rd_frequencies_new:
 * @table: what rd_data_load() gave
 *
 * Returns: (transfer full): the frequencies
 */
RdFrequencies *
rd_frequencies_new (GBytes *table)
{
  RdFrequencies *self = g_new0 (RdFrequencies, 1);

  self->table = g_bytes_ref (table);
  self->n_posts = read_number_of_posts (g_bytes_get_data (table, NULL));

  return self;
}

/**
 * rd_frequencies_free:
 * @self: (nullable): frequencies
 */
void
rd_frequencies_free (RdFrequencies *self)
{
  if (self == NULL)
    return;

  g_bytes_unref (self->table);
  g_free (self);
}

/* Compares a stem of that many bytes with the line that begins at @line. */
static int
compare_with_line (const char *stem,
                   gsize       length,
                   const char *line)
{
  int order = strncmp (stem, line, length);

  return order != 0 ? order : (int) '\t' - (int) (guchar) line[length];
}

/* In how many posts the stem occurs: the line is looked for in the sorted table by halving. */
static double
count_posts (RdFrequencies *self,
             const char    *stem)
{
  const char *low = g_bytes_get_data (self->table, NULL);
  const char *high = low + g_bytes_get_size (self->table);
  const gsize length = strlen (stem);

  low = strchrnul (low, '\n');
  while (low < high)
    {
      const char *line = low + (high - low) / 2;
      int order;

      while (line > low && line[-1] != '\n')
        line--;
      if (*line == '\n')
        line++;
      if (line >= high)
        break;

      order = compare_with_line (stem, length, line);
      if (order == 0)
        return g_ascii_strtoull (line + length + 1, NULL, 10);
      if (order < 0)
        high = line > low ? line - 1 : low;
      else
        low = strchrnul (line, '\n');
    }

  return 0;
}

/**
 * rd_frequencies_weigh:
 * @self: frequencies
 * @stem: a stem
 *
 * Returns: how rare it is: ln ((N + 1) / (df + 1)), of all posts and those in which it occurs
 */
double
rd_frequencies_weigh (RdFrequencies *self,
                      const char    *stem)
{
  return log ((self->n_posts + 1) / (count_posts (self, stem) + 1));
}
