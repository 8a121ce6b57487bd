/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences, words, stems and their frequencies. */
#include "base/rd-data.h"
#include "text/rd-language.h"

#include <math.h>
#include <string.h>

static void
check_sentences (RdLanguage *language,
                 const char *text,
                 const char *expected)
{
  g_autoptr (GArray) sentences = rd_language_read_sentences (language, text);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < sentences->len; i++)
    {
      RdSpan span = g_array_index (sentences, RdSpan, i);

      g_string_append_printf (joined, "%s%.*s", i > 0 ? " | " : "", (int) span.length, text + span.start);
    }
  g_assert_cmpstr (joined->str, ==, expected);
}

static void
test_sentences (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en-GB");

  check_sentences (language, "", "");
  check_sentences (language, " \n\n ", "");
  check_sentences (language, "One.  Two? Three", "One. | Two? | Three");
  check_sentences (language, "Mr. Hale met Dr. Ode. They agreed.", "Mr. Hale met Dr. Ode. | They agreed.");
  check_sentences (language, "Lt. Col. Ames spoke. Gov. Bray did not.", "Lt. Col. Ames spoke. | Gov. Bray did not.");
  check_sentences (language, "The U.S. Army left. It rained.", "The U.S. Army left. | It rained.");
  check_sentences (language, "It cost 3.5 pounds. No more.", "It cost 3.5 pounds. | No more.");
  check_sentences (language, "He said: “We go. Now.” She stayed.", "He said: “We go. | Now.” | She stayed.");
  /* A line feed is a paragraph's end, whatever letter follows; ICU by itself would read on. */
  check_sentences (language, "a heading\nand a sentence. \nThe Lt.\nNext", "a heading | and a sentence. | The Lt. | Next");
}

static void
test_words (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  const char *text = "The Minister’s 12 bridges, in Ödön’s view.";
  g_autoptr (GArray) words = rd_language_read_words (language, text, -1);
  const char *expected[] = { "The", "Minister’s", "12", "bridges", "in", "Ödön’s", "view" };

  g_assert_cmpuint (words->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < words->len; i++)
    {
      const RdWord *word = &g_array_index (words, RdWord, i);
      g_autofree char *form = g_strndup (text + word->span.start, word->span.length);

      g_assert_cmpstr (form, ==, expected[i]);
      g_assert_cmpint (word->stop, ==, i == 0 || i == 4);
      g_assert_cmpint (word->number, ==, i == 2);
      g_assert_cmpint (word->capital, ==, i == 0 || i == 1 || i == 5);
      g_assert_cmpuint (word->term, ==, rd_language_get_term (language, expected[i]));
    }
  g_assert_cmpuint (g_array_index (words, RdWord, 1).term, ==, rd_language_get_term (language, "MINISTERS"));
  g_assert_cmpuint (g_array_index (words, RdWord, 1).term, !=, rd_language_get_term (language, "bridge"));

  g_array_unref (words);
  words = rd_language_read_words (language, text, strlen ("The"));
  g_assert_cmpuint (words->len, ==, 1);
}

/* What it looks up by halving is what a walk through the table finds, for every line of it. */
static void
test_frequencies (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (GBytes) table = rd_data_load ("language/en/frequencies");
  g_auto (GStrv) lines = g_strsplit (g_bytes_get_data (table, NULL), "\n", -1);
  double n_posts = g_ascii_strtod (lines[0] + strlen ("# posts "), NULL);
  guint n_checked = 0;

  g_assert_cmpfloat (n_posts, >, 0);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 2);
      g_autofree char *stem = rd_language_stem (language, fields[0]);
      g_autoptr (GArray) words = rd_language_read_words (language, fields[0], -1);
      double expected = log ((n_posts + 1) / (g_ascii_strtod (fields[1], NULL) + 1));

      /* A stem may have another stem, and what was a word to who counted not be one to ICU. */
      if (words->len != 1
          || g_array_index (words, RdWord, 0).span.length != strlen (fields[0])
          || strcmp (stem, fields[0]) != 0)
        continue;
      g_assert_cmpfloat_with_epsilon (g_array_index (words, RdWord, 0).idf, expected, 1e-4);
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >, 10000);

  g_autoptr (GArray) unknown = rd_language_read_words (language, "zzyzzyva", -1);
  g_assert_cmpfloat_with_epsilon (g_array_index (unknown, RdWord, 0).idf, log (n_posts + 1), 1e-4);
}

static void
test_other_languages (void)
{
  g_autoptr (RdLanguage) german = rd_language_new ("de-AT");
  g_autoptr (RdLanguage) thai = rd_language_new ("th");
  g_autoptr (RdLanguage) nonsense = rd_language_new ("!");
  g_autoptr (RdLanguage) none = rd_language_new (NULL);
  g_autoptr (GArray) words = rd_language_read_words (german, "Häuser", -1);

  g_assert_cmpstr (rd_language_get_tag (german), ==, "de");
  g_assert_cmpuint (rd_language_get_term (german, "Häuser"), ==, rd_language_get_term (german, "Haus"));
  g_assert_cmpfloat (g_array_index (words, RdWord, 0).idf, ==, 1);
  g_assert_null (rd_language_get_table (german, "stop-words"));
  check_sentences (german, "Das war es. Und nun?", "Das war es. | Und nun?");

  g_assert_cmpstr (rd_language_get_tag (thai), ==, "th");
  check_sentences (thai, "สวัสดี", "สวัสดี");

  g_assert_cmpstr (rd_language_get_tag (nonsense), ==, "en");
  g_assert_cmpstr (rd_language_get_tag (none), ==, "en");
}

static void
test_long_words (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autofree char *word = g_strnfill (1000 * 1000, 'a');
  g_autoptr (GArray) words = rd_language_read_words (language, word, -1);
  g_autoptr (GArray) sentences = rd_language_read_sentences (language, word);

  g_assert_cmpuint (words->len, ==, 1);
  g_assert_cmpuint (sentences->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/language/sentences", test_sentences);
  g_test_add_func ("/language/words", test_words);
  g_test_add_func ("/language/frequencies", test_frequencies);
  g_test_add_func ("/language/other-languages", test_other_languages);
  g_test_add_func ("/language/long-words", test_long_words);

  return g_test_run ();
}
