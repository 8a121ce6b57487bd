/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what topics are called, for small topics made up for it. */
#include "text/rd-markup.h"
#include "topics/rd-labels.h"
#include "topics/rd-lexicon.h"

#include <string.h>

typedef struct
{
  const char *title;
  const char *text;
} Post;

/* A topic's posts, closed by one without text. */
#define TOPIC(...) ((const Post[]) { __VA_ARGS__, { NULL, NULL } })

static RdTopic *
add_topic (RdDigest   *digest,
           const Post *posts)
{
  RdTopic *topic = rd_digest_add_topic (digest);

  for (; posts->text != NULL; posts++)
    {
      g_autoptr (RdEntry) entry = rd_entry_new ();

      entry->id = g_strdup_printf ("%u", digest->entries->len);
      entry->blog_id = g_strdup ("blog");
      entry->title = g_strdup (posts->title);
      rd_body_unref (entry->body);
      entry->body = rd_markup_read_plain (posts->text);
      rd_digest_add_entry (digest, entry, topic);
    }

  return topic;
}

static void
assign (RdDigest   *digest,
        const char *tag)
{
  g_autoptr (RdLanguage) language = rd_language_new (tag);

  rd_labels_assign (digest->topics, language);
}

static const char *
get_label (RdDigest *digest,
           guint     i)
{
  return ((RdTopic *) digest->topics->pdata[i])->label;
}

/* What the topics are told from. */
static void
add_weather (RdDigest *digest)
{
  add_topic (digest, TOPIC (
    { "Gales close ferry ports in the west",
      "Gales have closed three ports, and the ferries stay in harbour until noon." },
    { NULL, "The gales have brought down trees on two lines, the operators say." },
    { "Ferry ports open again", "After a rough night the ports are open, and ferries sail." }));
}

static void
test_phrase (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();

  add_weather (digest);
  add_topic (digest, TOPIC (
    { "Minister orders canal safety inquiry",
      "The minister has ordered a canal safety inquiry after the lock at Elmhurst gave way." },
    { NULL, "Boat owners welcome the canal safety inquiry but ask for money as well." },
    { "Engineers had warned about the lock", "Engineers wrote two letters about canal safety before the accident." }));
  assign (digest, "en-GB");

  g_assert_cmpstr (get_label (digest, 1), ==, "Canal safety inquiry");
  g_assert_cmpstr (((RdTopic *) digest->topics->pdata[1])->subtitle, ==, "Minister orders canal safety inquiry");
  g_assert_cmpstr (((RdTopic *) digest->topics->pdata[1])->terms[0], ==, "canal safety");
  g_assert_false (g_strv_contains ((const char *const *) ((RdTopic *) digest->topics->pdata[1])->terms, "ferries"));
}

static void
test_beat (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();

  add_weather (digest);
  add_topic (digest, TOPIC (
    { "Mayor goes further than planned to mend crumbling bridges",
      "Four bridges and a tunnel will be closed for a year each, the mayor said this morning." }));
  add_topic (digest, TOPIC (
    { NULL, "The figures are part of the spending review, which gives the department less than it had hoped for. "
            "Everybody had known that the spending review would be tight." }));
  assign (digest, "en");

  g_assert_cmpstr (get_label (digest, 1), ==, "Infrastructure");
  g_assert_cmpstr (get_label (digest, 2), ==, "Spending review");
}

static void
test_pair (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();

  add_weather (digest);
  add_topic (digest, TOPIC (
    { "Armenia and Azerbaijan trade blame for border attack",
      "Armenian and Azerbaijani troops fired at each other during the night." },
    { NULL, "Both Yerevan and Baku say that the other side broke the ceasefire." }));
  add_topic (digest, TOPIC (
    { "Ministers from Norway and Sweden open a railway",
      "The Norwegian and Swedish transport ministers were on the first train." }));
  assign (digest, "en");

  g_assert_true (g_str_equal (get_label (digest, 1), "Armenia–Azerbaijan")
                 || g_str_equal (get_label (digest, 1), "Azerbaijan–Armenia"));
  g_assert_null (strstr (get_label (digest, 2), "–"));
}

static void
test_person (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();

  add_weather (digest);
  add_topic (digest, TOPIC (
    { "Martin Ashdown says the orchard levy must go",
      "Martin Ashdown has told growers that he would end the orchard levy. Martin Ashdown was cheered." },
    { "Martin Ashdown meets growers",
      "Ashdown was asked what the levy brings in. Martin Ashdown said he did not know." },
    { NULL, "Martin Ashdown has left. The orchard levy stays for now." }));
  add_topic (digest, TOPIC (
    { "Angela Farrow leaves", "Angela Farrow is gone. Farrow told nobody why." },
    { NULL, "Farrow had been there for nine years. Angela Farrow came from the north." }));
  assign (digest, "en");

  g_assert_cmpstr (get_label (digest, 1), ==, "Orchard levy");
  g_assert_cmpstr (get_label (digest, 2), ==, "Angela Farrow");
}

static void
test_case (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();

  add_weather (digest);
  add_topic (digest, TOPIC (
    { "TOWN HALL CLOCK REPAIRS DELAYED AGAIN", "The repairs to the clock have been put off for a fifth time." },
    { NULL, "A firm from Leeds had promised that the clock repairs would be done by May." }));
  assign (digest, "en");

  for (const char *p = get_label (digest, 1) + 1; *p != '\0'; p++)
    g_assert_false (g_ascii_isupper (*p));
}

/* Some archives have no capitals; then the tables know them. */
static void
test_no_case (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();

  add_topic (digest, TOPIC ({ "ferry ports closed", "gales have closed three ports . the ferries stay in harbour ." }));
  add_topic (digest, TOPIC ({ "long waits in the nhs", "the nhs has more people on its waiting lists than ever ." }));
  add_topic (digest, TOPIC (
    { "clegg stays", "nick clegg has said that he stays . nick clegg was cheered . clegg smiled ." }));
  assign (digest, "en");

  g_assert_cmpstr (get_label (digest, 1), ==, "NHS");
  g_assert_cmpstr (get_label (digest, 2), ==, "Nick Clegg");
}

static void
test_distinct (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < 60; i++)
    add_topic (digest, TOPIC ({ "Bridges to be mended", "The bridges will be mended." }));
  assign (digest, "en");

  for (guint i = 0; i < digest->topics->len; i++)
    g_assert_true (g_hash_table_add (labels, (gpointer) get_label (digest, i)));
}

static void
test_other (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();
  RdTopic *other = add_topic (digest, TOPIC ({ "Bridges", "Good morning. Bridges, tunnels and flyovers." }));

  other->other = TRUE;
  add_topic (digest, TOPIC ({ "Bridges to be mended", "The bridges will be mended." }));
  assign (digest, "en");

  g_assert_cmpstr (other->label, ==, "Other posts");
  g_assert_null (other->subtitle);
  g_assert_cmpuint (g_strv_length (other->terms), ==, 0);
  g_assert_cmpstr (get_label (digest, 1), ==, "Infrastructure");
}

static void
test_deleted (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();
  RdTopic *topic = add_topic (digest, TOPIC (
    { "Wrongly reported zebra escape", "A zebra has escaped. The zebra escape is serious." },
    { "Lighthouse sale", "The lighthouse sale goes ahead. The lighthouse sale was agreed." }));

  ((RdDigestEntry *) topic->entries->pdata[0])->entry->deleted = TRUE;
  assign (digest, "en");

  g_assert_cmpstr (topic->label, ==, "Lighthouse sale");
  g_assert_cmpstr (topic->subtitle, ==, "Lighthouse sale");
  for (guint i = 0; topic->terms[i] != NULL; i++)
    g_assert_null (strstr (topic->terms[i], "zebra"));
}

static void
test_hostile (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();
  g_autofree char *long_word = g_strnfill (100000, 'x');
  g_autofree char *long_text = g_strdup_printf ("%s %s", long_word, long_word);

  add_topic (digest, TOPIC ({ NULL, NULL }));
  add_topic (digest, TOPIC ({ NULL, "" }));
  add_topic (digest, TOPIC ({ long_word, long_text }));
  add_topic (digest, TOPIC ({ "12 34", "1 2 3 4.5 67,890 0x1F" }));
  add_topic (digest, TOPIC ({ "…—!?", "@@@ ### ::: ---" }));
  add_topic (digest, TOPIC ({ "انتخابات البلدية", "بدأت انتخابات البلدية اليوم في المدينة." }));
  add_topic (digest, TOPIC ({ "turn\u202egnorw\u202cround", "turn\u202egnorw\u202cround" }));
  add_topic (digest, TOPIC ({ "'s 's 's", "' ’ ’s s’ 's" }));
  assign (digest, "en");

  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];

      g_assert_true (g_utf8_validate (topic->label, -1, NULL));
      g_assert_cmpuint (strlen (topic->label), >, 0);
      g_assert_cmpuint (strlen (topic->label), <, 200);
      g_assert_null (strstr (topic->label, "\u202e"));
      g_assert_nonnull (topic->terms);
    }
  g_assert_nonnull (strstr (get_label (digest, 5), "البلدية"));
}

/* A language without tables goes by frequency and capitals alone. */
static void
test_language (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();

  add_topic (digest, TOPIC ({ "Neue Brücke", "Die Rheinbrücke wird gebaut. Die Rheinbrücke kostet viel." }));
  add_topic (digest, TOPIC ({ "Streik", "Die Lokführer streiken. Viele Lokführer bleiben zu Hause." }));
  assign (digest, "de");

  g_assert_cmpuint (strlen (get_label (digest, 0)), >, 0);
  g_assert_cmpstr (get_label (digest, 0), !=, get_label (digest, 1));
}

static void
test_same_again (void)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();
  g_autofree char *first = NULL;

  add_weather (digest);
  assign (digest, "en");
  first = g_strdup (get_label (digest, 0));
  assign (digest, "en");

  g_assert_cmpstr (get_label (digest, 0), ==, first);
}

/* A word that stands under two names would be taken for the first alone. */
static void
check_table (const char *name)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  GHashTable *table = rd_language_get_table (language, name);
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *subject;
  const char *phrases;

  g_assert_nonnull (table);
  g_assert_cmpuint (g_hash_table_size (table), >, 100);
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, (gpointer *) &subject, (gpointer *) &phrases))
    {
      g_auto (GStrv) all = g_strsplit (phrases, ",", -1);

      for (guint i = 0; all[i] != NULL; i++)
        {
          g_autoptr (GArray) words = rd_language_read_words (language, all[i], -1);

          g_strstrip (all[i]);
          g_assert_cmpuint (strlen (all[i]), >, 0);
          if (!g_hash_table_add (owners, g_strdup (all[i])))
            g_error ("%s: \"%s\" stands twice, the second time under %s", name, all[i], subject);
          if (words->len > RD_PHRASE_WORDS)
            g_error ("%s: \"%s\" has too many words", name, all[i]);
        }
    }
}

static void
test_tables (void)
{
  check_table ("beats");
  check_table ("places");
}

/* Says what the lexicon knows of some words: the name of a subject, "conflict", "" or, of nothing that begins so, NULL. */
static const char *
look_up (RdLexicon  *lexicon,
         RdLanguage *language,
         const char *text)
{
  g_autoptr (GArray) words = rd_language_read_words (language, text, -1);
  const RdPhrase *known;
  guint64 phrase = 0;

  for (guint i = 0; i < words->len; i++)
    phrase = rd_phrase_add (phrase, rd_word_get_term (text, &g_array_index (words, RdWord, i)));
  known = rd_lexicon_find_phrase (lexicon, phrase);
  g_assert_true (rd_lexicon_find_subject (lexicon, phrase) == (known != NULL ? known->subject : NULL));
  if (known == NULL)
    return NULL;

  return known->subject != NULL ? known->subject->name : known->conflict ? "conflict" : "";
}

static void
test_phrases (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdLexicon) lexicon = rd_lexicon_new (language);

  g_assert_cmpstr (look_up (lexicon, language, "Hong Kong"), ==, "Hong Kong");
  g_assert_cmpstr (look_up (lexicon, language, "hong"), ==, "");
  g_assert_cmpstr (look_up (lexicon, language, "kong"), ==, NULL);
  g_assert_cmpstr (look_up (lexicon, language, "Hong Kong harbour"), ==, NULL);
  g_assert_cmpstr (look_up (lexicon, language, "Saudi"), ==, "Saudi Arabia");
  g_assert_cmpstr (look_up (lexicon, language, "Saudi Arabia"), ==, "Saudi Arabia");
  g_assert_cmpstr (look_up (lexicon, language, "air"), ==, "");
  g_assert_cmpstr (look_up (lexicon, language, "air strikes"), ==, "conflict");
  g_assert_cmpstr (look_up (lexicon, language, "lighthouse"), ==, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/labels/phrase", test_phrase);
  g_test_add_func ("/labels/beat", test_beat);
  g_test_add_func ("/labels/pair", test_pair);
  g_test_add_func ("/labels/person", test_person);
  g_test_add_func ("/labels/case", test_case);
  g_test_add_func ("/labels/no-case", test_no_case);
  g_test_add_func ("/labels/distinct", test_distinct);
  g_test_add_func ("/labels/other", test_other);
  g_test_add_func ("/labels/deleted", test_deleted);
  g_test_add_func ("/labels/hostile", test_hostile);
  g_test_add_func ("/labels/language", test_language);
  g_test_add_func ("/labels/same-again", test_same_again);
  g_test_add_func ("/labels/tables", test_tables);
  g_test_add_func ("/labels/phrases", test_phrases);

  return g_test_run ();
}
