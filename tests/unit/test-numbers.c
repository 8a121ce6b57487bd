/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and their places. */
#include "base/rd-numbers.h"

/* Enough to make the table grow many times, some of them in long runs of neighbours. */
#define MANY 100000u

static guint64
invent_number (guint i)
{
  return i % 2 == 0 ? i / 2 : (guint64) i << 40;
}

static void
test_places (void)
{
  g_autoptr (RdNumbers) numbers = rd_numbers_new ();
  gboolean is_new;
  guint place;

  g_assert_false (rd_numbers_find (numbers, 0, &place));
  for (guint i = 0; i < MANY; i++)
    {
      g_assert_cmpuint (rd_numbers_add (numbers, invent_number (i), &is_new), ==, i);
      g_assert_true (is_new);
      g_assert_cmpuint (rd_numbers_add (numbers, invent_number (i / 2), &is_new), ==, i / 2);
      g_assert_false (is_new);
    }
  g_assert_cmpuint (rd_numbers_count (numbers), ==, MANY);

  for (guint i = 0; i < MANY; i++)
    {
      g_assert_true (rd_numbers_find (numbers, invent_number (i), &place));
      g_assert_cmpuint (place, ==, i);
    }
  g_assert_false (rd_numbers_find (numbers, G_MAXUINT64, &place));
  g_assert_cmpuint (rd_numbers_add (numbers, G_MAXUINT64, NULL), ==, MANY);
}

static void
test_clear (void)
{
  g_autoptr (RdNumbers) numbers = rd_numbers_new ();
  guint place;

  for (guint i = 0; i < MANY; i++)
    rd_numbers_add (numbers, i, NULL);
  rd_numbers_clear (numbers);
  g_assert_cmpuint (rd_numbers_count (numbers), ==, 0);
  g_assert_false (rd_numbers_find (numbers, 1, &place));
  g_assert_cmpuint (rd_numbers_add (numbers, 7, NULL), ==, 0);
  rd_numbers_free (NULL);
}

/* Stories are kept by such numbers: they must never change. */
static void
test_bytes (void)
{
  g_assert_cmphex (rd_number_of ("", 0), ==, 0xcbf29ce484222325);
  g_assert_cmphex (rd_number_of ("a", 1), ==, 0xaf63dc4c8601ec8c);
  g_assert_cmphex (rd_number_of ("foobarbaz", 6), ==, 0x85944171f73967e8);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/numbers/places", test_places);
  g_test_add_func ("/numbers/clear", test_clear);
  g_test_add_func ("/numbers/bytes", test_bytes);

  return g_test_run ();
}
