/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed in a text, word by word: ICU says where words end, and Myers' algorithm finds the fewest words that
 * were removed and added. (E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1, 1986) */
#include "text/rd-difference.h"

#include <string.h>
#include <unicode/ubrk.h>

/* How many steps a comparison may take: some hundredths of a second, and at most 16 MB. That is enough for 2,800 words
 * and blanks that were removed or added in a text of any length; with more, whole sentences are compared, and where even
 * those are too many, all between the first and the last change was replaced. */
#define MAX_STEPS (4u * 1024 * 1024)

/* What is the same between two changes and has no more letters than these is shown as changed, too: a sentence in which
 * only 'the' and 'of' are left of another one is read more easily as a whole. */
#define ISLAND_LETTERS 4u

/* A piece of a text that is compared as a whole: a word, a sign, white space; or a sentence. */
typedef struct
{
  const char *text; /* (unowned) */
  guint length;
  guint letters; /* of a word; the end of a line and a sentence have more than an island may */
  gboolean same; /* whether it is in both texts */
} Unit;

void
rd_difference_free (RdDifference *self)
{
  g_free (self->text);
  g_free (self);
}

static guint
count_letters (const Unit         *unit,
               UBreakIteratorType  type,
               int32_t             kind)
{
  if (type == UBRK_SENTENCE || memchr (unit->text, '\n', unit->length) != NULL)
    return ISLAND_LETTERS + 1;

  return kind >= UBRK_WORD_NONE_LIMIT ? g_utf8_strlen (unit->text, unit->length) : 0;
}

/* Gives the units of a text, which together are that text. The general rules do for every language: they look up where
 * the words of Chinese, Japanese, Khmer, Lao and Thai end. */
static GArray *
read_units (const char         *text,
            UBreakIteratorType  type)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (Unit));
  UErrorCode status = U_ZERO_ERROR;
  UText *opened = utext_openUTF8 (NULL, text, -1, &status);
  UBreakIterator *iterator = ubrk_open (type, "", NULL, 0, &status);
  int32_t start = 0;

  ubrk_setUText (iterator, opened, &status);
  /* ICU has rules for every language, if only the general ones; without its data no program that uses it works. */
  if (U_FAILURE (status))
    g_error ("ICU cannot break text: %s", u_errorName (status));

  for (int32_t end = ubrk_next (iterator); end != UBRK_DONE; end = ubrk_next (iterator))
    {
      Unit unit = { .text = text + start, .length = end - start };

      unit.letters = count_letters (&unit, type, ubrk_getRuleStatus (iterator));
      g_array_append_val (units, unit);
      start = end;
    }
  ubrk_close (iterator);
  utext_close (opened);

  return units;
}

static gboolean
is_equal (const Unit *a,
          const Unit *b)
{
  return a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

static void
mark_same (Unit *a,
           Unit *b)
{
  a->same = TRUE;
  b->same = TRUE;
}

/* How far the paths with so many changes came stands in one row: on diagonal 2i - @n_changes at i. */
static guint
get_row (guint n_changes)
{
  return n_changes * (n_changes + 1) / 2;
}

/* Which of the two neighbours before it a path goes on from: whether a unit of the text before was removed. */
static gboolean
is_removal (const int *row,
            guint      n_changes,
            guint      i)
{
  return i == n_changes || (i > 0 && row[i - 1] >= row[i]);
}

/* Goes the way back from the ends of both texts to their beginnings. */
static void
mark_way (Unit      *before,
          guint      n_before,
          Unit      *after,
          guint      n_after,
          const int *reached,
          guint      n_changes)
{
  guint i = (n_before + n_changes - n_after) / 2;
  guint x = n_before;
  guint y = n_after;

  for (guint d = n_changes; d > 0; d--)
    {
      const int *row = reached + get_row (d - 1);
      const gboolean removal = is_removal (row, d, i);
      guint start;

      if (removal)
        i--;
      start = row[i] + removal;
      while (x > start)
        mark_same (&before[--x], &after[--y]);
      if (removal)
        x--;
      else
        y--;
    }
  while (x > 0)
    mark_same (&before[--x], &after[--y]);
}

/* Marks the longest sequence of units that is in both texts. Returns: whether it was found in time */
static gboolean
find_way (Unit  *before,
          guint  n_before,
          Unit  *after,
          guint  n_after)
{
  g_autoptr (GArray) reached = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint d = 0, n_steps = 0; n_steps < MAX_STEPS; d++)
    for (guint i = 0; i <= d && n_steps < MAX_STEPS; i++)
      {
        const int *row = d > 0 ? &g_array_index (reached, int, get_row (d - 1)) : NULL;
        int x = d == 0 ? 0 : is_removal (row, d, i) ? row[i - 1] + 1 : row[i];
        int y = x - (2 * (int) i - (int) d);

        for (n_steps++; x < (int) n_before && y < (int) n_after && is_equal (&before[x], &after[y]); n_steps++)
          {
            x++;
            y++;
          }
        g_array_append_val (reached, x);
        if (x == (int) n_before && y == (int) n_after)
          {
            mark_way (before, n_before, after, n_after, &g_array_index (reached, int, 0), d);
            return TRUE;
          }
      }

  return FALSE;
}

/* Marks what is the same in both texts; where it takes too long to find all of that, at their beginnings and ends alone.
 * Returns: whether all was found */
static gboolean
compare (GArray *before,
         GArray *after)
{
  Unit *a = (Unit *) (void *) before->data;
  Unit *b = (Unit *) (void *) after->data;
  guint n_a = before->len;
  guint n_b = after->len;

  for (; n_a > 0 && n_b > 0 && is_equal (a, b); n_a--, n_b--)
    mark_same (a++, b++);
  for (; n_a > 0 && n_b > 0 && is_equal (&a[n_a - 1], &b[n_b - 1]); n_a--, n_b--)
    mark_same (&a[n_a - 1], &b[n_b - 1]);

  return n_a == 0 || n_b == 0 || find_way (a, n_a, b, n_b);
}

/* Goes past the units from @at on that are the same or not. Returns: where that ends */
static guint
skip (GArray   *units,
      guint     at,
      gboolean  same)
{
  while (at < units->len && g_array_index (units, Unit, at).same == same)
    at++;

  return at;
}

/* Goes past what is the same in both texts. Returns: how many units that are */
static guint
count_same (GArray *before,
            guint   i,
            GArray *after,
            guint   j)
{
  return MIN (skip (before, i, TRUE) - i, skip (after, j, TRUE) - j);
}

static void
flood_islands (GArray *before,
               GArray *after)
{
  for (guint i = 0, j = 0; i < before->len || j < after->len;)
    {
      guint n_letters = 0;
      guint n_same;

      i = skip (before, i, FALSE);
      j = skip (after, j, FALSE);
      n_same = count_same (before, i, after, j);
      for (guint k = i; k < i + n_same; k++)
        n_letters += g_array_index (before, Unit, k).letters;
      if (n_letters <= ISLAND_LETTERS && i + j > 0 && (i + n_same < before->len || j + n_same < after->len))
        for (guint k = 0; k < n_same; k++)
          g_array_index (before, Unit, i + k).same = g_array_index (after, Unit, j + k).same = FALSE;
      i += n_same;
      j += n_same;
    }
}

/* Adds the units from @start up to @end as one part. Returns: @end */
static guint
add_part (GPtrArray        *parts,
          RdDifferenceKind  kind,
          GArray           *units,
          guint             start,
          guint             end)
{
  RdDifference *part;
  gsize length = 0;

  if (start == end)
    return end;

  for (guint i = start; i < end; i++)
    length += g_array_index (units, Unit, i).length;
  part = g_new (RdDifference, 1);
  part->kind = kind;
  part->text = g_strndup (g_array_index (units, Unit, start).text, length);
  g_ptr_array_add (parts, part);

  return end;
}

/**
 * rd_difference_make:
 * @before: (nullable): UTF-8 text; %NULL is taken for an empty one
 * @after: (nullable): the text that came in its place
 *
 * Compares two texts word by word. What is the same and what was removed are @before to the letter, white space and all;
 * what is the same and what was added are @after. Where texts of thousands of words have little in common, they are
 * compared sentence by sentence, or as wholes, so that texts of 1 MB take some tenths of a second at most.
 *
 * Returns: (transfer full) (element-type RdDifference): the parts in reading order, what was removed before what was
 *   added in its place
 */
GPtrArray *
rd_difference_make (const char *before,
                    const char *after)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_difference_free);
  g_autoptr (GArray) a = read_units (before != NULL ? before : "", UBRK_WORD);
  g_autoptr (GArray) b = read_units (after != NULL ? after : "", UBRK_WORD);

  if (!compare (a, b))
    {
      g_autoptr (GArray) sentences_a = read_units (before, UBRK_SENTENCE);
      g_autoptr (GArray) sentences_b = read_units (after, UBRK_SENTENCE);

      if (compare (sentences_a, sentences_b))
        {
          g_array_unref (a);
          g_array_unref (b);
          a = g_steal_pointer (&sentences_a);
          b = g_steal_pointer (&sentences_b);
        }
    }
  flood_islands (a, b);

  for (guint i = 0, j = 0; i < a->len || j < b->len;)
    {
      guint n_same;

      i = add_part (parts, RD_DIFFERENCE_REMOVED, a, i, skip (a, i, FALSE));
      j = add_part (parts, RD_DIFFERENCE_ADDED, b, j, skip (b, j, FALSE));
      n_same = count_same (a, i, b, j);
      i = add_part (parts, RD_DIFFERENCE_SAME, a, i, i + n_same);
      j += n_same;
    }

  return parts;
}
