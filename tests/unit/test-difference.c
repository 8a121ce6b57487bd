/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed in a text, word by word. */
#include "text/rd-difference.h"

#include <string.h>

/* The parts as one text: "same [-removed-] {+added+}". */
static char *
write_parts (GPtrArray *parts)
{
  static const char *const around[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const RdDifference *part = parts->pdata[i];

      g_string_append_printf (text, "%s%s%s", around[part->kind][0], part->text, around[part->kind][1]);
    }

  return g_string_free_and_steal (text);
}

static void
assert_difference (const char *before,
                   const char *after,
                   const char *expected)
{
  g_autoptr (GPtrArray) parts = rd_difference_make (before, after);
  g_autofree char *written = write_parts (parts);

  g_assert_cmpstr (written, ==, expected);
}

static void
test_words (void)
{
  assert_difference (NULL, NULL, "");
  assert_difference ("", "", "");
  assert_difference (NULL, "Two cranes", "{+Two cranes+}");
  assert_difference ("Two cranes", NULL, "[-Two cranes-]");
  assert_difference ("Two cranes", "Two cranes", "Two cranes");
  assert_difference ("Two cranes fell.", "Three cranes fell.", "[-Two-]{+Three+} cranes fell.");
  assert_difference ("The cranes fell", "The tall cranes fell", "The {+tall +}cranes fell");
  assert_difference ("The tall cranes fell", "The cranes fell", "The [-tall -]cranes fell");
  /* A word is one, whatever stands around it. */
  assert_difference ("Harbour: closed", "“Harbour” closed", "{+“+}Harbour[-:-]{+”+} closed");
  assert_difference ("the mayor's 1,200 cranes", "the mayor’s 1,300 cranes",
                     "the [-mayor's 1,200-]{+mayor’s 1,300+} cranes");
  assert_difference ("Großer Sturm über Łódź", "Großer Regen über Łódź", "Großer [-Sturm-]{+Regen+} über Łódź");
  assert_difference ("一二三港口关闭了", "一二三港口开放了", "一二三港口[-关闭-]{+开放+}了");
  /* White space counts. */
  assert_difference ("a  storm", "a storm", "a[-  -]{+ +}storm");
  assert_difference ("calm\nstorm", "calm storm", "calm[-\n-]{+ +}storm");
}

static void
test_islands (void)
{
  assert_difference ("Ten cranes stood", "Six ships stood", "[-Ten cranes-]{+Six ships+} stood");
  assert_difference ("Mayor from Whitby resigns", "Council from Scarborough resigns",
                     "[-Mayor from Whitby-]{+Council from Scarborough+} resigns");
  /* Longer words, the ends of lines, and what stands at an end of the text, are none. */
  assert_difference ("Mayor after Whitby resigns", "Council after Scarborough resigns",
                     "[-Mayor-]{+Council+} after [-Whitby-]{+Scarborough+} resigns");
  assert_difference ("First crane\nSecond one", "First ship\nThird one",
                     "First [-crane-]{+ship+}\n[-Second-]{+Third+} one");
  assert_difference ("A crane in it", "A ship in it", "A [-crane-]{+ship+} in it");
}

/* Checks that the parts are both texts, that no two alike follow one another, and that none is empty. */
static void
assert_whole (const char *before,
              const char *after)
{
  g_autoptr (GPtrArray) parts = rd_difference_make (before, after);
  g_autoptr (GString) old = g_string_new (NULL);
  g_autoptr (GString) new = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const RdDifference *part = parts->pdata[i];

      g_assert_cmpstr (part->text, !=, "");
      g_assert_true (g_utf8_validate (part->text, -1, NULL));
      if (i > 0)
        {
          const RdDifferenceKind last = ((RdDifference *) parts->pdata[i - 1])->kind;

          g_assert_true (last != part->kind && (last != RD_DIFFERENCE_ADDED || part->kind != RD_DIFFERENCE_REMOVED));
        }
      if (part->kind != RD_DIFFERENCE_ADDED)
        g_string_append (old, part->text);
      if (part->kind != RD_DIFFERENCE_REMOVED)
        g_string_append (new, part->text);
    }
  g_assert_cmpstr (old->str, ==, before);
  g_assert_cmpstr (new->str, ==, after);
}

static char *
make_text (guint n_pieces)
{
  static const char *const pieces[] = {
    "crane", "harbour", "the", "of", "a", "é", "e\u0301", "storm", " ", " ", " ", "  ", "\n", "\r\n", "\u00a0", "\u200b",
    ".", ". ", ",", "“", "’", "-", "1,200", "港口", "ท่าเรือ", "🏗", "👩‍🚒", "\x01", "\u0600",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return g_string_free_and_steal (text);
}

static void
test_random (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *start = make_text (g_test_rand_int_range (0, 20));
      g_autofree char *end = make_text (g_test_rand_int_range (0, 20));
      g_autofree char *middle = make_text (g_test_rand_int_range (0, 10));
      g_autofree char *other = make_text (g_test_rand_int_range (0, 10));
      g_autofree char *before = g_strconcat (start, middle, end, NULL);
      g_autofree char *after = g_strconcat (start, other, end, NULL);

      assert_whole (before, after);
      assert_whole (middle, other);
    }
}

/* Writes numbers as text, @a_sentence words a sentence. */
static char *
write_numbers (guint from,
               guint to,
               guint a_sentence)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (text, "Tram%u%s", i, i % a_sentence == a_sentence - 1 ? ". " : " ");

  return g_string_free_and_steal (text);
}

/* What has too many changed words for each to be found is compared by sentences. */
static void
test_sentences (void)
{
  g_autofree char *first = write_numbers (0, 8000, 10);
  g_autofree char *second = write_numbers (10000, 18000, 10);
  g_autofree char *before = g_strconcat ("One. ", first, "The harbour is closed. ", second, NULL);
  g_autofree char *after = g_strconcat ("Two. ", second, "The harbour is closed. ", first, NULL);
  g_autoptr (GPtrArray) parts = rd_difference_make (before, after);
  gsize n_same = 0;

  assert_whole (before, after);
  for (guint i = 0; i < parts->len; i++)
    {
      const RdDifference *part = parts->pdata[i];

      if (part->kind != RD_DIFFERENCE_SAME)
        continue;
      g_assert_true (g_str_has_suffix (part->text, ". "));
      n_same += strlen (part->text);
    }
  g_assert_cmpuint (n_same, >=, strlen (first));
}

/* What has too many changed sentences, too, was replaced between the first change and the last. */
static void
test_whole (void)
{
  g_autofree char *first = write_numbers (0, 8000, 1);
  g_autofree char *second = write_numbers (10000, 18000, 1);
  g_autofree char *before = g_strconcat ("The harbour ", first, "Closed.", NULL);
  g_autofree char *after = g_strconcat ("The harbour ", second, "Closed.", NULL);
  g_autofree char *expected = NULL;

  first[strlen (first) - strlen (". ")] = '\0';
  second[strlen (second) - strlen (". ")] = '\0';
  expected = g_strconcat ("The harbour [-", first, "-]{+", second, "+}. Closed.", NULL);
  assert_difference (before, after, expected);
}

/* Texts of 1 MB that have everything, nothing, or the same word over and over in common. */
static void
test_long (void)
{
  g_autofree char *numbers = write_numbers (0, 100000, 12);
  g_autofree char *others = write_numbers (200000, 300000, 12);
  g_autofree char *edited = g_strdup (numbers);
  g_autoptr (GString) ones = g_string_new (NULL);
  g_autoptr (GString) more = g_string_new (NULL);
  g_autoptr (GPtrArray) parts = NULL;

  for (gsize i = 0; i < 50; i++)
    edited[i * strlen (edited) / 50] = '_';
  for (guint i = 0; i < 250000; i++)
    {
      g_string_append (ones, i % 3 == 0 ? "no " : "on ");
      g_string_append (more, i % 5 == 0 ? "on " : "no ");
    }

  assert_whole (numbers, others);
  assert_whole (ones->str, more->str);
  assert_whole (numbers, edited);
  parts = rd_difference_make (numbers, edited);
  g_assert_cmpuint (parts->len, >, 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/difference/words", test_words);
  g_test_add_func ("/difference/islands", test_islands);
  g_test_add_func ("/difference/random", test_random);
  g_test_add_func ("/difference/sentences", test_sentences);
  g_test_add_func ("/difference/whole", test_whole);
  g_test_add_func ("/difference/long", test_long);

  return g_test_run ();
}
