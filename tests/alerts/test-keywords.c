/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole words and phrases are found in any form, whatever their case and accents, and nothing else is. */
#include "alerts/rd-keywords.h"

#include <string.h>

static const char *const usual[] = { "ferry", "Council leader", "São Tomé", "strike", NULL };

static const struct
{
  const char *title;
  const char *text;
  const char *found;
} cases[] = {
  { NULL, "The ferry is adrift.", "ferry" },
  { NULL, "Two FERRIES are adrift.", "ferry" },
  { NULL, "The ferryman says so, and the ferries’ owner does not know.", "ferry" },
  { NULL, "The ferryman says so.", NULL },
  { NULL, "A referryal is no word.", NULL },
  { "The ferry’s engine", "All is well.", "ferry" },
  { NULL, "Workers were striking on Monday.", "strike" },
  { NULL, "The council leaders have met.", "Council leader" },
  { NULL, "The council has no leader.", NULL },
  { NULL, "He left the council\nLeader writers were surprised.", NULL },
  { "The council", "Leader writers were surprised.", NULL },
  { NULL, "A ship from Sao Tome came in.", "São Tomé" },
  { NULL, "A ship from SA\xcc\x83O TOME\xcc\x81 came in.", "São Tomé" },
  { NULL, "The leader of the ferry on strike", "ferry" },
  /* With what nobody sees: a place to break the word, and what turns the direction of it. */
  { NULL, "The fer\u00adry is adrift.", "ferry" },
  { NULL, "The \u202bferry\u202c is adrift.", "ferry" },
  { NULL, "The ferry\u200bman is adrift.", "ferry" },
  { NULL, "", NULL },
  { "", "…", NULL },
};

static void
test_found (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdKeywords) keywords = rd_keywords_new (usual, language);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (rd_keywords_find (keywords, cases[i].title, cases[i].text), ==, cases[i].found);
    }
}

/* The stems are those of the language of the text. */
static void
test_languages (void)
{
  const char *const wanted[] = { "Fähre", NULL };
  g_autoptr (RdLanguage) german = rd_language_new ("de");
  g_autoptr (RdLanguage) unknown = rd_language_new ("tlh");
  g_autoptr (RdKeywords) keywords = rd_keywords_new (wanted, german);
  g_autoptr (RdKeywords) plain = rd_keywords_new (wanted, unknown);

  g_assert_cmpstr (rd_keywords_find (keywords, NULL, "Alle Fähren fallen aus."), ==, "Fähre");
  g_assert_null (rd_keywords_find (plain, NULL, "Alle Fähren fallen aus."));
  g_assert_cmpstr (rd_keywords_find (plain, NULL, "Die FÄHRE fällt aus."), ==, "Fähre");
}

static void
test_limits (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *long_word = g_strnfill (1000, 'x');
  g_autoptr (GString) text = g_string_new (NULL);
  const char *const none[] = { NULL };
  g_auto (GStrv) many = NULL;

  g_strv_builder_add_many (builder, "", " . ", "one two three four five six seven eight nine", long_word, NULL);
  for (guint i = 0; i < 200; i++)
    g_strv_builder_take (builder, g_strdup_printf ("word%u", i));
  many = g_strv_builder_end (builder);
  {
    g_autoptr (RdKeywords) keywords = rd_keywords_new ((const char *const *) many, language);
    g_autoptr (RdKeywords) empty = rd_keywords_new (none, language);

    g_assert_null (rd_keywords_find (keywords, NULL, "one two three four five six seven eight nine"));
    g_assert_null (rd_keywords_find (keywords, NULL, long_word));
    g_assert_cmpstr (rd_keywords_find (keywords, NULL, "a word99 here"), ==, "word99");
    g_assert_null (rd_keywords_find (keywords, NULL, "a word100 here"));
    g_assert_null (rd_keywords_find (empty, "word1", "word1"));

    /* However long a text is, its beginning is looked at, and no character is cut in two. */
    while (text->len < 70000)
      g_string_append (text, "ä ö ");
    g_string_append (text, " word1");
    g_assert_null (rd_keywords_find (keywords, NULL, text->str));
    g_string_prepend (text, "word1 ");
    g_assert_cmpstr (rd_keywords_find (keywords, NULL, text->str), ==, "word1");
  }
}

static void
test_quotes (void)
{
  static const struct
  {
    const char *title;
    const char *text;
    const char *quoted;
  } quotes[] = {
    { NULL, "The sea is calm. Two ferries\u00a0are adrift! The ferry is back.", "Two ferries\u00a0are adrift!" },
    { "Adrift", "All is well.\nThe “ferry” is not", "The “ferry” is not" },
    { "The ferry", "The ferry is adrift.", NULL },
    { NULL, "The sea is calm.", NULL },
    { NULL, "", NULL },
  };
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autofree char *long_word = g_strnfill (1000, 'x');
  g_autofree char *nothing = rd_keywords_quote (long_word, language, NULL, long_word);

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *quoted = rd_keywords_quote ("ferry", language, quotes[i].title, quotes[i].text);

      g_test_message ("%s", quotes[i].text);
      g_assert_cmpstr (quoted, ==, quotes[i].quoted);
    }
  g_assert_null (nothing);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/alerts/keywords/found", test_found);
  g_test_add_func ("/alerts/keywords/languages", test_languages);
  g_test_add_func ("/alerts/keywords/limits", test_limits);
  g_test_add_func ("/alerts/keywords/quotes", test_quotes);

  return g_test_run ();
}
