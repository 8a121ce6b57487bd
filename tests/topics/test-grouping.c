/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which posts stand together, in live blogs made up for it, in the demo and, where there are any, in captures. */
#include "base/rd-data.h"
#include "formats/rd-format.h"
#include "text/rd-markup.h"
#include "topics/rd-grouping.h"

#include <string.h>

#define MINUTES_A_DAY (24 * 60)

typedef struct
{
  const char *story; /* (nullable): NULL for what belongs to none */
  int minute;        /* since the start; -1 for unknown */
  const char *title; /* (nullable) */
  const char *text;
  const char *refers_to; /* (nullable) */
} Post;

/* A morning of a council's live blog. */
static const Post COUNCIL[] = {
  { "harbour", 0, "Harbour wall collapses at Saltwick after night of storms",
    "Forty metres of the harbour wall at Saltwick fell into the sea before dawn. Fishermen moved their boats, and "
    "engineers closed the quay." },
  { "library", 20, "Thornley library to close on Mondays, says county",
    "Thornley library is to close on Mondays from September. The county’s librarians say that borrowing has fallen." },
  { "harbour", 40, "Fishermen ask for help after Saltwick harbour wall falls",
    "Fishermen at Saltwick cannot land their catch while the harbour wall lies in the sea. Engineers on the quay say "
    "repairs will last until spring." },
  { "harbour", 42, NULL, "The harbourmaster adds that boats may use the quay at Penbury meanwhile." },
  { NULL, 60, "Lunchtime summary",
    "The harbour wall at Saltwick has fallen. Thornley library is to close on Mondays." },
  { "library", 90, "Readers protest at Thornley library closure",
    "Readers with books under their arms stood before Thornley library against its closing on Mondays. The librarians "
    "waved from the windows." },
  { "wind", 120, "Turbines approved on Marsh Fell",
    "Planners approved eleven wind turbines on Marsh Fell. Walkers had objected for a decade." },
  { "harbour", 150, "Engineers shore up harbour wall with boulders",
    "Engineers tipped boulders against what stands of the harbour wall at Saltwick. Fishermen watched from the quay." },
  { NULL, 180, NULL, "That’s all for today. Thanks for reading." },
};

static RdEntry *
make_entry (const char *blog_id,
            const char *id,
            int         minute,
            const char *title,
            const char *text)
{
  RdEntry *entry = rd_entry_new ();

  entry->id = g_strdup (id);
  entry->blog_id = g_strdup (blog_id);
  entry->published = minute >= 0 ? g_date_time_new_from_unix_utc (1750000000 + 60 * (gint64) minute) : NULL;
  entry->title = g_strdup (title);
  rd_body_unref (entry->body);
  entry->body = rd_markup_read_plain (text);

  return entry;
}

static char *
add (RdGrouping *grouping,
     RdEntry    *entry)
{
  g_autoptr (RdEntry) owned = entry;
  g_autoptr (RdPlace) place = rd_grouping_add (grouping, owned);

  g_assert_nonnull (place->why);
  return g_steal_pointer (&place->topic_id);
}

/* Adds posts, and joins the ids of their stories by blanks: "-" stands for none. */
static char *
group (const char *blog_id,
       const Post *posts,
       guint       n_posts)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < n_posts; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", blog_id, i);
      RdEntry *entry = make_entry (blog_id, id, posts[i].minute, posts[i].title, posts[i].text);
      g_autofree char *topic = NULL;

      if (posts[i].refers_to != NULL)
        g_ptr_array_add (entry->refers_to, g_strdup (posts[i].refers_to));
      topic = add (grouping, entry);
      g_string_append_printf (ids, "%s ", topic != NULL ? topic : "-");
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
check_stories (const char *joined,
               const Post *posts,
               guint       n_posts)
{
  g_auto (GStrv) ids = g_strsplit (joined, " ", -1);

  for (guint i = 0; i < n_posts; i++)
    for (guint j = 0; j <= i; j++)
      {
        gboolean together = g_str_equal (ids[i], ids[j]);

        if (together != (g_strcmp0 (posts[i].story, posts[j].story) == 0))
          g_test_message ("posts %u and %u", j, i);
        g_assert_true (together == (g_strcmp0 (posts[i].story, posts[j].story) == 0));
      }
  for (guint i = 0; i < n_posts; i++)
    g_assert_true (g_str_equal (ids[i], "-") == (posts[i].story == NULL));
}

static void
test_stories (void)
{
  g_autofree char *ids = group ("council", COUNCIL, G_N_ELEMENTS (COUNCIL));
  g_autofree char *again = group ("council", COUNCIL, G_N_ELEMENTS (COUNCIL));

  check_stories (ids, COUNCIL, G_N_ELEMENTS (COUNCIL));
  g_assert_cmpstr (ids, ==, again);
}

static void
test_untimed (void)
{
  Post posts[G_N_ELEMENTS (COUNCIL)];
  g_autofree char *ids = NULL;

  memcpy (posts, COUNCIL, sizeof posts);
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    posts[i].minute = -1;
  ids = group ("council", posts, G_N_ELEMENTS (posts));
  check_stories (ids, posts, G_N_ELEMENTS (posts));
}

/* What stands where does not depend on what comes after it. */
static void
test_prefixes (void)
{
  g_autofree char *all = group ("council", COUNCIL, G_N_ELEMENTS (COUNCIL));

  for (guint n = 0; n < G_N_ELEMENTS (COUNCIL); n++)
    {
      g_autofree char *first = group ("council", COUNCIL, n);

      g_assert_true (g_str_has_prefix (all, first));
    }
}

/* What alone would be a story of its own stands where a reference leads. */
/* Gives a grouping back as it is after a stop: from what was saved or, without that, from the places that were kept. */
static RdGrouping *
stop_and_start (RdGrouping *grouping,
                RdLanguage *language,
                gboolean    saved,
                GPtrArray  *entries,
                GPtrArray  *topics)
{
  RdGrouping *next;

  if (saved)
    {
      g_autoptr (GBytes) bytes = rd_grouping_save (grouping);

      next = rd_grouping_load (language, bytes);
      g_assert_nonnull (next);
    }
  else
    {
      next = rd_grouping_new (language);
      for (guint i = 0; i < topics->len; i++)
        rd_grouping_follow (next, entries->pdata[i], topics->pdata[i]);
    }
  rd_grouping_free (grouping);

  return next;
}

static GPtrArray *
read_demo (void)
{
  g_autoptr (GBytes) bytes = rd_data_load ("demo/westminster-2025-06-16.json");
  g_autoptr (GPtrArray) blogs = rd_formats_read (bytes, NULL, NULL, NULL);

  return g_ptr_array_ref (((RdBlog *) blogs->pdata[0])->entries);
}

/* Stopping after every post and starting again gives what never stopping does; in the demo, and again a week later. */
static void
test_stopping (gconstpointer data)
{
  const gboolean saved = GPOINTER_TO_INT (data);
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) steady = rd_grouping_new (language);
  g_autoptr (RdGrouping) stopped = rd_grouping_new (language);
  g_autoptr (GPtrArray) entries = read_demo ();
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func (g_free);
  const guint n_first = entries->len;

  g_assert_cmpuint (n_first, >, 40);
  for (guint i = 0; i < n_first; i++)
    {
      const RdEntry *model = entries->pdata[i];
      RdEntry *again = make_entry (model->blog_id, "", -1, model->title, rd_body_get_text (model->body));

      g_free (again->id);
      again->id = g_strconcat (model->id, "-again", NULL);
      again->published = g_date_time_add_days (model->published, 7);
      g_ptr_array_add (entries, again);
    }

  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (RdPlace) expected = rd_grouping_add (steady, entries->pdata[i]);
      g_autoptr (RdPlace) place = rd_grouping_add (stopped, entries->pdata[i]);

      g_assert_cmpstr (place->topic_id, ==, expected->topic_id);
      g_assert_cmpstrv (place->why, expected->why);
      g_ptr_array_add (topics, g_strdup (place->topic_id));
      stopped = stop_and_start (stopped, language, saved, entries, topics);
    }
}

/* What the reader moved counts where it was put: what resembles it goes there, too. What is moved back leaves no trace. */
static void
test_moving (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);
  g_autoptr (RdEntry) wall = make_entry ("council", "a", 0, COUNCIL[0].title, COUNCIL[0].text);
  g_autofree char *harbour = add (grouping, rd_entry_ref (wall));
  g_autofree char *library = add (grouping, make_entry ("council", "b", 20, COUNCIL[1].title, COUNCIL[1].text));
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autofree char *back = NULL;

  g_assert_cmpstr (harbour, !=, library);
  rd_grouping_move (grouping, wall, "mine");
  here = add (grouping, make_entry ("council", "c", 40, COUNCIL[2].title, COUNCIL[2].text));
  g_assert_cmpstr (here, ==, "mine");

  rd_grouping_move (grouping, wall, library);
  rd_grouping_move (grouping, wall, NULL);
  there = add (grouping, make_entry ("council", "d", 150, COUNCIL[7].title, COUNCIL[7].text));
  g_assert_cmpstr (there, ==, "mine");

  /* It is not known any more, nor is this one. */
  rd_grouping_move (grouping, wall, harbour);
  back = add (grouping, make_entry ("council", "e", 160, COUNCIL[0].title, COUNCIL[0].text));
  g_assert_cmpstr (back, ==, "mine");
}

/* Moves, back and forth and into stories that are closed, new or left empty, do not keep from stopping at any moment. */
static void
test_moving_and_stopping (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) steady = rd_grouping_new (language);
  g_autoptr (RdGrouping) stopped = rd_grouping_new (language);
  g_autoptr (GPtrArray) entries = read_demo ();
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (RdPlace) expected = rd_grouping_add (steady, entries->pdata[i]);
      g_autoptr (RdPlace) place = rd_grouping_add (stopped, entries->pdata[i]);
      const guint moved = i * 7 % (i + 1);
      const char *target = i % 5 == 0 ? "mine" : topics->len > 0 ? topics->pdata[i * 3 % topics->len] : NULL;

      g_assert_cmpstr (place->topic_id, ==, expected->topic_id);
      g_assert_cmpstrv (place->why, expected->why);
      g_ptr_array_add (topics, g_strdup (place->topic_id));
      if (i % 2 == 0)
        {
          rd_grouping_move (steady, entries->pdata[moved], target);
          rd_grouping_move (stopped, entries->pdata[moved], target);
        }
      stopped = stop_and_start (stopped, language, TRUE, entries, topics);
    }
}

static void
test_damaged_state (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);
  g_autoptr (GPtrArray) entries = read_demo ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree guint8 *damaged = NULL;
  gsize length;

  for (guint i = 0; i < 10; i++)
    rd_place_free (rd_grouping_add (grouping, entries->pdata[i]));
  bytes = rd_grouping_save (grouping);
  damaged = g_memdup2 (g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes));

  /* Whatever comes of it, it can be used or is refused. */
  for (gsize i = 0; i < length; i += 7)
    {
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (RdGrouping) loaded = NULL;

      damaged[i] ^= 0x55;
      changed = g_bytes_new_static (damaged, length);
      loaded = rd_grouping_load (language, changed);
      if (loaded != NULL)
        rd_place_free (rd_grouping_add (loaded, entries->pdata[10]));
      damaged[i] ^= 0x55;
    }
  for (gsize n = 0; n < length; n += 97)
    {
      g_autoptr (GBytes) part = g_bytes_new_static (damaged, n);
      g_autoptr (RdGrouping) loaded = rd_grouping_load (language, part);

      g_assert_null (loaded);
    }
}

static void
test_references (void)
{
  static const Post POSTS[] = {
    { "harbour", 0, COUNCIL[0].title, COUNCIL[0].text },
    { "wind", 20, "Turbines approved on Marsh Fell", "Planners approved eleven wind turbines on Marsh Fell." },
    { "harbour", 100, "A disgrace, says mayor", "The mayor of Saltwick demands answers from the county.", "council-0" },
  };
  Post posts[G_N_ELEMENTS (POSTS)];
  g_autofree char *ids = group ("council", POSTS, G_N_ELEMENTS (POSTS));
  g_autofree char *without = NULL;

  check_stories (ids, POSTS, G_N_ELEMENTS (POSTS));

  memcpy (posts, POSTS, sizeof posts);
  posts[2].refers_to = NULL;
  without = group ("council", posts, G_N_ELEMENTS (posts));
  g_assert_cmpstr (ids, !=, without);
}

static void
test_housekeeping (void)
{
  static const Post POSTS[] = {
    { NULL, 0, "Morning briefing", "Three things to watch: the harbour, the library, the wind." },
    { NULL, 1, NULL, "Comments are now open below." },
    { NULL, 2, NULL, "My colleague Ann Other is taking over the blog now. I shall read it from the train." },
    { NULL, 3, NULL, "Here ’s a summary of today ’s events . The harbour wall fell ." },
    { NULL, 4, "Afternoon summary", "The harbour wall fell." },
    { "office", 5, NULL, "Ann Other is taking over as harbourmaster from Bob Nobody." },
    { "sums", 90, "Harbour report - summary", "The inspectors’ findings fill nine volumes of tide tables." },
    { "mayor", 200, NULL, "The mayor thanked engineers for reading the old drawings of the sluice." },
  };
  g_autofree char *ids = group ("council", POSTS, G_N_ELEMENTS (POSTS));
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);
  g_autoptr (RdEntry) entry = make_entry ("council", "flagged", 0, NULL, "Eleven wind turbines on Marsh Fell.");
  g_autoptr (RdPlace) place = NULL;

  check_stories (ids, POSTS, G_N_ELEMENTS (POSTS));

  entry->summary = TRUE;
  place = rd_grouping_add (grouping, entry);
  g_assert_null (place->topic_id);
  g_assert_cmpuint (g_strv_length (place->why), ==, 0);
}

/* Two blogs that take turns share a story, and neither is taken to go on with what the other said last. */
static void
test_blogs (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);
  g_autofree char *harbour = add (grouping, make_entry ("council", "a", 0, COUNCIL[0].title, COUNCIL[0].text));
  g_autofree char *chess = add (grouping, make_entry ("chess", "b", 1, NULL, "Vasquez castles; her knight eyes f5."));
  g_autofree char *more_harbour = add (grouping, make_entry ("council", "c", 2, NULL, "Nobody was hurt."));
  g_autofree char *more_chess = add (grouping, make_entry ("chess", "d", 3, NULL, "She takes her time now."));
  g_autofree char *shared = add (grouping, make_entry ("chess", "e", 40, COUNCIL[2].title, COUNCIL[2].text));

  g_assert_cmpstr (harbour, !=, chess);
  g_assert_cmpstr (more_harbour, ==, harbour);
  g_assert_cmpstr (more_chess, ==, chess);
  g_assert_cmpstr (shared, ==, harbour);
}

/* After a day a story no longer takes what merely goes on, but one that is plainly the same is opened again. */
static void
test_closing (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);
  g_autofree char *harbour = add (grouping, make_entry ("council", "a", 0, COUNCIL[0].title, COUNCIL[0].text));
  g_autoptr (RdEntry) late = make_entry ("council", "b", 3 * MINUTES_A_DAY, NULL, "Boats may use the quay at Penbury.");
  g_autofree char *other = NULL;
  g_autofree char *again = NULL;
  g_autofree char *more = NULL;

  g_ptr_array_add (late->refers_to, g_strdup ("a"));
  other = add (grouping, g_steal_pointer (&late));
  again = add (grouping, make_entry ("council", "c", 3 * MINUTES_A_DAY + 60, COUNCIL[2].title, COUNCIL[2].text));
  more = add (grouping, make_entry ("council", "d", 3 * MINUTES_A_DAY + 61, COUNCIL[7].title, COUNCIL[7].text));

  g_assert_cmpstr (other, !=, harbour);
  g_assert_cmpstr (again, ==, harbour);
  g_assert_cmpstr (more, ==, harbour);
}

/* More posts than the window has room for, on more stories than may be reopened, in more blogs than are remembered. */
static void
test_many (gconstpointer data)
{
  gboolean timed = GPOINTER_TO_INT (data);
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);
  g_autofree char *first = NULL;

  for (guint i = 0; i < 9000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *blog = g_strdup_printf ("blog-%u", i / 40);
      g_autofree char *text = g_strdup_printf ("Zog%uar quel%uon vash%uim.", i / 2, i / 2, i / 2);
      g_autofree char *topic = add (grouping, make_entry (blog, id, timed ? (int) i * 200 : -1, text, text));

      if (i % 2 == 1)
        g_assert_cmpstr (topic, ==, first);
      else
        g_assert_cmpstr (topic, !=, first);
      g_free (first);
      first = g_steal_pointer (&topic);
    }
}

static void
test_odd_posts (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);
  g_autoptr (GString) text = g_string_new (NULL);
  /* What has no words belongs to no story. */
  const char *odd[] = { "", "…", "\xef\xbf\xbd", "12", "the of and", "語" };
  const guint n_wordless = 3;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "ward%u ", i % 30000);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *topic = add (grouping, make_entry ("blog", id, i, NULL, odd[i]));

      g_assert_cmpint (topic != NULL, ==, i >= n_wordless);
    }
  g_free (add (grouping, make_entry ("blog", "long", 10, text->str, text->str)));
  /* Time may seem to run backwards. */
  g_free (add (grouping, make_entry ("blog", "early", 0, NULL, "Early")));
}

static void
test_reasons (void)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);

  for (guint i = 0; i < 3; i += 2)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autoptr (RdEntry) entry = make_entry ("council", id, 40 * i, COUNCIL[i].title, COUNCIL[i].text);
      g_autoptr (RdPlace) place = rd_grouping_add (grouping, entry);
      const char *const *why = (const char *const *) place->why;

      g_assert_cmpuint (g_strv_length (place->why), >=, 1);
      g_assert_cmpuint (g_strv_length (place->why), <=, 5);
      for (guint j = 0; why[j] != NULL; j++)
        g_assert_true (strstr (entry->title, why[j]) != NULL || strstr (COUNCIL[i].text, why[j]) != NULL);
      if (i == 2)
        g_assert_true (g_strv_contains (why, "Saltwick harbour wall"));
    }
}

/* ---- live blogs read from a file, and the stories that a reader would want */

/* BCubed F1 of a blog's grouping against a table whose third column is the story; the post of each row is found by its
 * source id, which may follow the word "block-", or, without one, by how it begins. */
static double
score_blog (RdBlog     *blog,
            const char *table)
{
  g_autoptr (RdLanguage) language = rd_language_new ("en");
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);
  g_autoptr (GPtrArray) got = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  double precision = 0;
  double recall = 0;

  for (guint i = 0; i < blog->entries->len; i++)
    {
      RdEntry *entry = blog->entries->pdata[i];
      const char *beginning = entry->title != NULL ? entry->title : rd_body_get_text (entry->body);
      g_autofree char *topic = add (grouping, rd_entry_ref (entry));

      for (guint j = 0; lines[j] != NULL; j++)
        {
          g_auto (GStrv) fields = g_strsplit (lines[j], "\t", -1);

          if (g_strv_length (fields) < 3
              || (entry->source_id != NULL ? !g_str_has_suffix (fields[0], entry->source_id)
                                           : !g_str_has_prefix (beginning, fields[0])))
            continue;
          g_ptr_array_add (got, topic != NULL ? g_strdup (topic) : g_strdup ("-"));
          g_ptr_array_add (wanted, g_strdup (fields[2]));
          break;
        }
    }
  g_assert_cmpuint (got->len, ==, blog->entries->len);

  for (guint i = 0; i < got->len; i++)
    {
      double n_got = 0;
      double n_wanted = 0;
      double n_both = 0;

      for (guint j = 0; j < got->len; j++)
        {
          gboolean in_got = g_str_equal (got->pdata[i], got->pdata[j]);
          gboolean in_wanted = g_str_equal (wanted->pdata[i], wanted->pdata[j]);

          n_got += in_got;
          n_wanted += in_wanted;
          n_both += in_got && in_wanted;
        }
      precision += n_both / n_got / got->len;
      recall += n_both / n_wanted / got->len;
    }

  return 2 * precision * recall / (precision + recall);
}

static double
score_bytes (GBytes     *bytes,
             const char *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_formats_read (bytes, NULL, NULL, &error);

  g_assert_no_error (error);
  return score_blog (blogs->pdata[0], table);
}

static void
test_demo (gconstpointer data)
{
  g_autoptr (GBytes) bytes = rd_data_load ("demo/westminster-2025-06-16.json");
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;

  g_file_get_contents (data, &table, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (score_bytes (bytes, table), >=, 0.75);
}

/* The reference input: one large story, and four posts that are each a story of their own. */
static void
test_reference (void)
{
  const char *captures = g_getenv ("RUNDOWN_CAPTURES") != NULL ? g_getenv ("RUNDOWN_CAPTURES") : "/nonexistent";
  g_autofree char *path = g_build_filename (captures, "fixtures", "seed", "uk-politics-live-2025-06-16.txt", NULL);
  g_autofree char *table_path = g_build_filename (captures, "corpus", "grouping", "seed.tsv", NULL);
  g_autofree char *table = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *contents;
  gsize length;

  if (!g_file_get_contents (table_path, &table, NULL, NULL) || !g_file_get_contents (path, &contents, &length, NULL))
    {
      g_test_skip ("there is no such capture");
      return;
    }

  bytes = g_bytes_new_take (contents, length);
  g_assert_cmpfloat (score_bytes (bytes, table), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);

  g_test_add_func ("/grouping/stories", test_stories);
  g_test_add_func ("/grouping/untimed", test_untimed);
  g_test_add_func ("/grouping/prefixes", test_prefixes);
  g_test_add_data_func ("/grouping/stopping/saved", GINT_TO_POINTER (TRUE), test_stopping);
  g_test_add_data_func ("/grouping/stopping/followed", GINT_TO_POINTER (FALSE), test_stopping);
  g_test_add_func ("/grouping/moving", test_moving);
  g_test_add_func ("/grouping/moving-and-stopping", test_moving_and_stopping);
  g_test_add_func ("/grouping/damaged-state", test_damaged_state);
  g_test_add_func ("/grouping/references", test_references);
  g_test_add_func ("/grouping/housekeeping", test_housekeeping);
  g_test_add_func ("/grouping/blogs", test_blogs);
  g_test_add_func ("/grouping/closing", test_closing);
  g_test_add_data_func ("/grouping/many/timed", GINT_TO_POINTER (TRUE), test_many);
  g_test_add_data_func ("/grouping/many/untimed", GINT_TO_POINTER (FALSE), test_many);
  g_test_add_func ("/grouping/odd-posts", test_odd_posts);
  g_test_add_func ("/grouping/reasons", test_reasons);
  g_test_add_data_func ("/grouping/demo", argv[1], test_demo);
  g_test_add_func ("/grouping/reference", test_reference);

  return g_test_run ();
}
