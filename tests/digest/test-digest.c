/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a digest promises: the order of things, who says what is a key event, and lines that are the author's own. */
#include "digest/rd-digest-maker.h"

#include "base/rd-time.h"

#include <string.h>

typedef struct
{
  const char *time;
  const char *title;
  const char *text;
  gboolean key_event;
  gboolean deleted;
} Post;

/* Two stories, with what keeps a live blog going before and after them. */
static const Post harbour_day[] = {
  { "2024-05-02T07:00:00Z", NULL, "Good morning and welcome to our live coverage. I will be here until noon." },
  { "2024-05-02T07:20:00Z", "Harbour council approves the new crane",
    "The harbour council has approved a new crane for the eastern quay by nine votes to four. It will cost £12m and "
    "lift 80 tonnes. Dockers had asked for the crane since 2011, when the old crane on the eastern quay was taken down.",
    TRUE },
  { "2024-05-02T07:45:00Z", NULL,
    "Mina Okafor, who leads the harbour council, said the crane would bring ships back to the eastern quay. “We have "
    "waited twelve years for this crane.” But she would not say when the quay would open." },
  { "2024-05-02T08:05:00Z", "Night ferry to the islands is cancelled",
    "The night ferry to the islands has been cancelled for the rest of the week after its rudder failed on Wednesday. "
    "About 300 passengers spent the night in the ferry terminal. The ferry company offers them all a refund.",
    TRUE },
  { "2024-05-02T08:30:00Z", "Dockers want forty trained before harbour crane is used",
    "Dockers at the eastern quay say that the harbour council must train forty of them before the crane can be used. "
    "Here is what their union says: more people, sooner.",
    TRUE },
  { "2024-05-02T09:10:00Z", "Islands run short of bread as ferry stays in port",
    "Shops on the islands are running short of bread and milk because the night ferry has not sailed. The islands’ "
    "mayor asked the ferry company to send a second ferry at once.",
    TRUE },
  { "2024-05-02T09:40:00Z", NULL,
    "The harbour council will borrow £9m of the £12m for the crane on the eastern quay, its budget papers say." },
  { "2024-05-02T10:15:00Z", NULL,
    "A second ferry will leave for the islands at noon with bread, milk and medicine, the ferry company says." },
  { "2024-05-02T12:00:00Z", NULL, "That is all from me for today. Thank you for reading." },
};

static RdBlog *
make_blog (const char *id,
           const Post *posts,
           guint       n_posts,
           gboolean    marks_key_events)
{
  RdBlog *blog = rd_blog_new ();

  blog->id = g_strdup (id);
  blog->title = g_strdup_printf ("Title of %s", id);
  blog->language = g_strdup ("en-GB");
  blog->marks_key_events = marks_key_events;
  for (guint i = 0; i < n_posts; i++)
    {
      RdEntry *entry = rd_entry_new ();
      g_auto (GStrv) paragraphs = g_strsplit (posts[i].text != NULL ? posts[i].text : "", "\n", -1);

      entry->id = g_strdup_printf ("%s-%u", id, i);
      entry->blog_id = g_strdup (id);
      entry->published = rd_time_parse (posts[i].time);
      entry->title = g_strdup (posts[i].title);
      entry->key_event = posts[i].key_event;
      entry->deleted = posts[i].deleted;
      for (guint j = 0; paragraphs[j] != NULL; j++)
        rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), paragraphs[j], -1, RD_RUN_PLAIN, NULL);
      g_ptr_array_add (blog->entries, entry);
    }

  return blog;
}

/* Makes a digest and looks at what holds for every one. */
static RdDigest *
make_digest (RdBlog                *blog,
             RdBlog                *other,
             const RdDigestOptions *options)
{
  g_autoptr (GPtrArray) blogs = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_blog_unref);
  const RdDigestOptions none = { 0 };
  RdDigest *digest;
  guint n_placed = 0;

  g_ptr_array_add (blogs, blog);
  if (other != NULL)
    g_ptr_array_add (blogs, other);
  digest = rd_digest_make (blogs, NULL, options != NULL ? options : &none);

  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];
      const RdTopic *before = i > 0 ? digest->topics->pdata[i - 1] : NULL;

      g_assert_cmpuint (topic->entries->len, >, 0);
      g_assert_nonnull (topic->label);
      g_assert_true (!topic->other || i + 1 == digest->topics->len);
      g_assert_true (before == NULL || topic->other || before->entries->len >= topic->entries->len);
      n_placed += topic->entries->len;
      for (guint j = 0; j < topic->summary->len; j++)
        g_assert_true (((RdLine *) topic->summary->pdata[j])->source->topic == topic);
    }
  g_assert_cmpuint (n_placed, ==, digest->entries->len);

  for (guint i = 0; i < digest->entries->len; i++)
    {
      const RdDigestEntry *placed = digest->entries->pdata[i];

      g_assert_cmpfloat (placed->key_score, >=, 0);
      g_assert_cmpfloat (placed->key_score, <=, 1);
    }

  return digest;
}

static RdDigest *
make_harbour_digest (gboolean               marks_key_events,
                     const RdDigestOptions *options)
{
  return make_digest (make_blog ("harbour", harbour_day, G_N_ELEMENTS (harbour_day), marks_key_events), NULL, options);
}

static RdDigestEntry *
get_entry (RdDigest *digest,
           guint     i)
{
  g_assert_cmpuint (i, <, digest->entries->len);
  return digest->entries->pdata[i];
}

static char *
join_ids (RdDigest *digest)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < digest->entries->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", get_entry (digest, i)->entry->id);

  return g_string_free (ids, FALSE);
}

static char *
join_lines (GPtrArray *lines)
{
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (texts, "%s%s", i > 0 ? "\n" : "", ((RdLine *) lines->pdata[i])->text);

  return g_string_free (texts, FALSE);
}

static guint
count_words (GPtrArray *lines)
{
  g_autofree char *text = join_lines (lines);
  g_auto (GStrv) pieces = g_strsplit_set (text, " \n", -1);
  guint n = 0;

  for (guint i = 0; pieces[i] != NULL; i++)
    n += strpbrk (pieces[i], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != NULL;

  return n;
}

static void
test_nothing (void)
{
  g_autoptr (RdDigest) digest = make_digest (make_blog ("a", NULL, 0, FALSE), NULL, NULL);

  g_assert_cmpuint (digest->topics->len, ==, 0);
  g_assert_cmpuint (digest->entries->len, ==, 0);
  g_assert_cmpuint (digest->summary->len, ==, 0);
  g_assert_cmpuint (digest->blogs->len, ==, 1);
}

static void
test_one_entry (void)
{
  const Post posts[] = {
    { NULL, NULL, "The town library opened its new reading room on Monday morning." },
    { NULL, "Library closes", NULL },
    { NULL, NULL, NULL },
    { NULL, NULL, "Good morning." },
    { NULL, "Said no more", "The mayor of the town has resigned after nine years in office.", TRUE, TRUE },
  };
  const char *expected[] = { posts[0].text, posts[1].title, NULL, posts[3].text, NULL };
  const RdDigestOptions options = { .lines = 1 };

  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autoptr (RdDigest) digest = make_digest (make_blog ("a", &posts[i], 1, FALSE), NULL, &options);
      g_autofree char *text = join_lines (digest->summary);

      g_assert_cmpuint (digest->topics->len, ==, 1);
      g_assert_cmpstr (text, ==, expected[i] != NULL ? expected[i] : "");
    }
}

static void
test_title (void)
{
  const RdDigestOptions options = { .title = "Mine" };
  g_autoptr (RdDigest) given = make_digest (make_blog ("a", NULL, 0, FALSE), NULL, &options);
  g_autoptr (RdDigest) one = make_digest (make_blog ("a", NULL, 0, FALSE), NULL, NULL);
  g_autoptr (RdDigest) several = make_digest (make_blog ("a", NULL, 0, FALSE), make_blog ("b", NULL, 0, FALSE), NULL);

  g_assert_cmpstr (given->title, ==, "Mine");
  g_assert_cmpstr (one->title, ==, "Title of a");
  g_assert_cmpstr (several->title, ==, "2 live blogs");
}

/* All blogs share one line of time; an entry of unknown time stays behind the one before it. */
static void
test_order (void)
{
  const Post one[] = {
    { NULL, NULL, "Before." },
    { "2024-05-02T10:00:00Z", NULL, "Ten." },
    { NULL, NULL, "After ten." },
    { "2024-05-02T12:00:00Z", NULL, "Twelve." },
  };
  const Post other[] = {
    { "2024-05-02T09:00:00Z", NULL, "Nine." },
    { "2024-05-02T12:00:00+01:00", NULL, "Eleven." },
    { "2024-05-02T12:00:00Z", NULL, "Twelve too." },
  };
  g_autoptr (RdDigest) digest = make_digest (make_blog ("a", one, G_N_ELEMENTS (one), FALSE),
                                             make_blog ("b", other, G_N_ELEMENTS (other), FALSE), NULL);
  g_autofree char *ids = join_ids (digest);

  g_assert_cmpstr (ids, ==, "b-0 a-0 a-1 a-2 b-1 a-3 b-2");
}

/* A part of the day is the same stories with fewer posts. */
static void
test_times (void)
{
  g_autoptr (GDateTime) from = rd_time_parse ("2024-05-02T07:45:00Z");
  g_autoptr (GDateTime) to = rd_time_parse ("2024-05-02T09:40:00Z");
  const RdDigestOptions options = { .from = from, .to = to };
  g_autoptr (RdDigest) whole = make_harbour_digest (TRUE, NULL);
  g_autoptr (RdDigest) part = make_harbour_digest (TRUE, &options);
  g_autofree char *ids = join_ids (part);
  const Post timeless[] = { { NULL, NULL, "Nobody knows when this was written." } };
  g_autoptr (RdDigest) none = make_digest (make_blog ("a", timeless, 1, FALSE), NULL, &options);

  g_assert_cmpstr (ids, ==, "harbour-2 harbour-3 harbour-4 harbour-5");
  g_assert_true (g_date_time_equal (part->from, from) && g_date_time_equal (part->to, to));
  for (guint i = 0; i < part->entries->len; i++)
    g_assert_cmpstr (get_entry (part, i)->topic->id, ==, get_entry (whole, i + 2)->topic->id);
  for (guint i = 0; i < part->summary->len; i++)
    g_assert_true (((RdLine *) part->summary->pdata[i])->source->topic != NULL);
  g_assert_cmpuint (none->entries->len, ==, 0);
  g_assert_cmpuint (none->topics->len, ==, 0);
}

/* The publisher's word holds where there is one; the score never listens to it. */
static void
test_key_events (void)
{
  Post posts[G_N_ELEMENTS (harbour_day)];
  g_autoptr (RdDigest) marked = make_harbour_digest (TRUE, NULL);
  g_autoptr (RdDigest) unmarked = NULL;

  memcpy (posts, harbour_day, sizeof posts);
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    posts[i].key_event = FALSE;
  unmarked = make_digest (make_blog ("harbour", posts, G_N_ELEMENTS (posts), FALSE), NULL, NULL);

  for (guint i = 0; i < marked->entries->len; i++)
    {
      g_assert_cmpint (get_entry (marked, i)->key_event, ==,
                       harbour_day[i].key_event ? RD_KEY_EVENT_PUBLISHER : RD_KEY_EVENT_NO);
      g_assert_cmpint (get_entry (unmarked, i)->key_event, !=, RD_KEY_EVENT_PUBLISHER);
      g_assert_cmpfloat (get_entry (marked, i)->key_score, ==, get_entry (unmarked, i)->key_score);
    }
  g_assert_cmpfloat (get_entry (marked, 1)->key_score, >, get_entry (marked, 8)->key_score);
}

static void
test_predictions (void)
{
  GString *report = g_string_new ("Ministers will spend £40m on 12 flood walls along the river Ash by 2027.");
  Post posts[41] = { { 0 } };
  guint n_predicted = 0;
  g_autoptr (RdDigest) digest = NULL;

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (report, " Flood wall %u on the river Ash will protect %u homes and cost £%um.", i + 1,
                            90 + i, 1 + i % 3);
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    posts[i].text = i % 2 == 0 ? "Rain again on the river Ash." : "Is it still raining where you are? @weather #rain";
  posts[20] = (Post) { NULL, "Flood walls for the river Ash", report->str };
  posts[30] = (Post) { NULL, "Flood walls taken back", report->str, FALSE, TRUE };

  digest = make_digest (make_blog ("a", posts, G_N_ELEMENTS (posts), FALSE), NULL, NULL);
  for (guint i = 0; i < digest->entries->len; i++)
    n_predicted += get_entry (digest, i)->key_event == RD_KEY_EVENT_PREDICTED;

  g_assert_cmpint (get_entry (digest, 20)->key_event, ==, RD_KEY_EVENT_PREDICTED);
  g_assert_cmpuint (n_predicted, ==, 1);
  g_assert_cmpfloat (get_entry (digest, 30)->key_score, ==, 0);
  g_string_free (report, TRUE);
}

/* A deleted entry is no key event, whoever said so, and nobody's words. */
static void
test_deleted (void)
{
  Post posts[G_N_ELEMENTS (harbour_day)];
  const RdDigestOptions options = { .words = 10000 };
  g_autoptr (RdDigest) digest = NULL;

  memcpy (posts, harbour_day, sizeof posts);
  posts[1].deleted = posts[5].deleted = TRUE;
  digest = make_digest (make_blog ("a", posts, G_N_ELEMENTS (posts), TRUE), NULL, &options);

  g_assert_cmpint (get_entry (digest, 1)->key_event, ==, RD_KEY_EVENT_NO);
  g_assert_cmpuint (digest->summary->len, >, 5);
  for (guint i = 0; i < digest->summary->len; i++)
    g_assert_false (((RdLine *) digest->summary->pdata[i])->source->entry->deleted);
  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];

      for (guint j = 0; j < topic->summary->len; j++)
        g_assert_false (((RdLine *) topic->summary->pdata[j])->source->entry->deleted);
    }
}

/* Whether @text is all of a sentence in @body. */
static gboolean
is_sentence_of (const char *text,
                const char *body)
{
  const char *found = strstr (body, text);
  const char *end = found != NULL ? found + strlen (text) : NULL;

  return found != NULL && (found == body || found[-1] == '\n' || found[-1] == ' ')
         && (*end == '\0' || *end == '\n' || *end == ' ')
         && (g_str_has_suffix (text, ".") || g_str_has_suffix (text, "”"));
}

static void
check_lines (GPtrArray *lines,
             RdDigest  *digest)
{
  guint last = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const RdLine *line = lines->pdata[i];
      guint index;

      if (line->kind == RD_LINE_HEADLINE)
        g_assert_cmpstr (line->text, ==, line->source->entry->title);
      else
        g_assert_true (is_sentence_of (line->text, rd_body_get_text (line->source->entry->body)));
      g_assert_true (g_ptr_array_find (digest->entries, line->source, &index));
      g_assert_cmpuint (index, >=, last);
      last = index;
    }
}

static void
test_to_the_letter (void)
{
  const RdDigestOptions options[] = { { 0 }, { .lines = 1 }, { .lines = 100 }, { .words = 50 }, { .words = 10000 } };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (RdDigest) digest = make_harbour_digest (i % 2 == 0, &options[i]);

      g_assert_cmpuint (digest->summary->len, >, 0);
      check_lines (digest->summary, digest);
      for (guint j = 0; j < digest->topics->len; j++)
        {
          const RdTopic *topic = digest->topics->pdata[j];

          g_assert_cmpuint (topic->summary->len > 0, ==, !topic->other);
          check_lines (topic->summary, digest);
        }
    }
}

static void
test_lines (void)
{
  for (guint n = 1; n <= 10; n++)
    {
      const RdDigestOptions options = { .lines = n };
      g_autoptr (RdDigest) digest = make_harbour_digest (TRUE, &options);

      g_assert_cmpuint (digest->summary->len, ==, n);
    }
}

/* Sentences of ten words each, all different. */
static void
test_words (void)
{
  const char *towns[] = { "Ashford", "Barnham", "Corby", "Dover", "Exmouth", "Falmouth", "Grantham", "Hexham" };
  const char *goods[] = { "apples", "barley", "coal", "dates", "eggs", "flour", "grapes", "honey" };
  const guint asked[] = { 3, 10, 14, 16, 34, 36, 80, 999 };
  const guint expected[] = { 10, 10, 10, 20, 30, 40, 80, 80 };
  Post posts[G_N_ELEMENTS (towns)] = { { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    posts[i].text = g_strdup_printf ("Traders in %s sold 4,%u00 tonnes of %s - in all.", towns[i], i, goods[i]);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      const RdDigestOptions options = { .words = asked[i] };
      g_autoptr (RdDigest) digest = make_digest (make_blog ("a", posts, G_N_ELEMENTS (posts), FALSE), NULL, &options);

      g_assert_cmpuint (count_words (digest->summary), ==, expected[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    g_free ((char *) posts[i].text);
}

/* What was said once is not said again, in the same words or in nearly the same. */
static void
test_redundancy (void)
{
  const Post posts[] = {
    { NULL, NULL, "The parliament in Vienna has voted for a tax on aviation fuel from January." },
    { NULL, NULL, "The parliament in Vienna has voted for a tax on aviation fuel from January." },
    { NULL, NULL, "In Vienna the parliament voted for the aviation fuel tax from January." },
    { NULL, NULL, "Airlines warned that flights between smaller airports would become dearer or end." },
  };
  const RdDigestOptions all = { .lines = 100 }, two = { .lines = 2 };
  g_autoptr (RdDigest) whole = make_digest (make_blog ("a", posts, G_N_ELEMENTS (posts), FALSE), NULL, &all);
  g_autoptr (RdDigest) digest = make_digest (make_blog ("a", posts, G_N_ELEMENTS (posts), FALSE), NULL, &two);
  g_autofree char *text = join_lines (digest->summary);

  g_assert_cmpuint (whole->summary->len, ==, 3);
  g_assert_nonnull (strstr (text, "parliament"));
  g_assert_nonnull (strstr (text, "Airlines"));
}

/* A reader of one line needs no other to understand it. */
static void
test_leaning (void)
{
  const Post posts[] = {
    { NULL, NULL,
      "He has closed the museum of Ghent after a fire destroyed its roof.\n"
      "The museum of Ghent will stay closed after a fire destroyed its roof.\n"
      "This is what the museum of Ghent says about the fire that destroyed its roof:" },
    { NULL, NULL,
      "“The museum of Ghent will stay closed after a fire destroyed its roof. The roof of the museum was destroyed.” "
      "Visitors of the museum of Ghent will get their money back." },
  };
  const char *expected[] = {
    "The museum of Ghent will stay closed after a fire destroyed its roof.",
    "Visitors of the museum of Ghent will get their money back.",
  };
  const RdDigestOptions options = { .lines = 1 };

  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autoptr (RdDigest) digest = make_digest (make_blog ("a", &posts[i], 1, FALSE), NULL, &options);
      g_autofree char *text = join_lines (digest->summary);

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

/* The headings of key events come first, in short one of each story; what is none is told by sentences. */
static void
test_headings (void)
{
  const RdDigestOptions options = { .lines = 2 };
  g_autoptr (RdDigest) digest = make_harbour_digest (TRUE, &options);
  guint n_headings = 0;

  g_assert_cmpuint (digest->summary->len, ==, 2);
  g_assert_true (get_entry (digest, 1)->topic == get_entry (digest, 4)->topic);
  g_assert_true (get_entry (digest, 1)->topic != get_entry (digest, 3)->topic);
  g_assert_true (((RdLine *) digest->summary->pdata[0])->source->topic
                 != ((RdLine *) digest->summary->pdata[1])->source->topic);
  for (guint i = 0; i < digest->summary->len; i++)
    g_assert_cmpint (((RdLine *) digest->summary->pdata[i])->kind, ==, RD_LINE_HEADLINE);

  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];

      for (guint j = 0; j < topic->summary->len; j++)
        {
          const RdLine *line = topic->summary->pdata[j];

          n_headings += line->kind == RD_LINE_HEADLINE;
          g_assert_true (line->kind == RD_LINE_SENTENCE || line->source->key_event == RD_KEY_EVENT_PUBLISHER);
        }
    }
  g_assert_cmpuint (n_headings, >=, 2);
}

static char *
describe (RdDigest *digest)
{
  GString *all = g_string_new (NULL);
  g_autofree char *summary = join_lines (digest->summary);

  g_string_append_printf (all, "%s\n", summary);
  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];
      g_autofree char *lines = join_lines (topic->summary);

      g_string_append_printf (all, "%s %s %u\n%s\n", topic->id, topic->label, topic->entries->len, lines);
    }
  for (guint i = 0; i < digest->entries->len; i++)
    {
      const RdDigestEntry *placed = get_entry (digest, i);

      g_string_append_printf (all, "%s %d %.17g\n", placed->entry->id, placed->key_event, placed->key_score);
    }

  return g_string_free (all, FALSE);
}

static void
test_same_again (void)
{
  g_autoptr (RdDigest) one = make_harbour_digest (FALSE, NULL);
  g_autoptr (RdDigest) other = make_harbour_digest (FALSE, NULL);
  g_autofree char *first = describe (one);
  g_autofree char *second = describe (other);

  g_assert_cmpstr (first, ==, second);
}

/* Hundreds of stories of one post, which share no word and lie far apart, and a summary that leaves nothing out. */
static void
test_many_topics (void)
{
  const guint n_posts = 600;
  g_autoptr (GDateTime) start = rd_time_parse ("2024-05-02T07:00:00Z");
  g_autofree Post *posts = g_new0 (Post, n_posts);
  const RdDigestOptions usual = { 0 }, all = { .lines = G_MAXUINT };

  for (guint i = 0; i < n_posts; i++)
    {
      g_autoptr (GDateTime) time = g_date_time_add_minutes (start, 90 * i);
      GString *text = g_string_new ("The");

      for (guint j = 0; j < 10; j++)
        {
          guint seed = i * 10 + j;
          char word[] = "Zxqaaaa";

          for (guint k = 3; k < 7; k++, seed /= 26)
            word[k] = 'a' + (char) (seed % 26);
          g_string_append_printf (text, " %s", word);
        }
      g_string_append_c (text, '.');
      posts[i].time = rd_time_format (time);
      posts[i].title = g_strndup (text->str + strlen ("The "), strlen ("Zxqaaaa Zxqaaaa"));
      posts[i].text = g_string_free (text, FALSE);
    }

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RdDigest) digest = make_digest (make_blog ("a", posts, n_posts, FALSE), NULL, i == 0 ? &usual : &all);

      g_assert_cmpuint (digest->topics->len, >, n_posts / 4);
      if (i == 0)
        g_assert_cmpuint (digest->summary->len, <=, 8);
      else
        g_assert_cmpuint (digest->summary->len, ==, n_posts);
    }
  for (guint i = 0; i < n_posts; i++)
    {
      g_free ((char *) posts[i].time);
      g_free ((char *) posts[i].title);
      g_free ((char *) posts[i].text);
    }
}

/* Words, signs and bytes that no author writes. */
static void
test_strange_text (void)
{
  const Post posts[] = {
    { NULL, "?", "…" },
    { NULL, NULL, "   \n \n" },
    { NULL, "«»", "“““““““““““““““““" },
    { NULL, NULL, "日本の国会は今日、新しい法律を可決した。野党は反対した。" },
    { NULL, NULL, "a\xcc\x81\xcc\x81\xcc\x81 \xe2\x80\xae drawkcab \xf0\x9f\x9a\xa2." },
    { NULL, "x", "x" },
  };
  const RdDigestOptions options[] = { { 0 }, { .lines = 100 }, { .words = 1 }, { .words = G_MAXUINT } };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      RdBlog *blog = make_blog ("a", posts, G_N_ELEMENTS (posts), FALSE);
      g_autoptr (RdDigest) digest = make_digest (blog, NULL, &options[i]);

      g_assert_cmpuint (digest->entries->len, ==, G_N_ELEMENTS (posts));
      g_assert_cmpuint (digest->summary->len, >, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/digest/nothing", test_nothing);
  g_test_add_func ("/digest/one-entry", test_one_entry);
  g_test_add_func ("/digest/title", test_title);
  g_test_add_func ("/digest/order", test_order);
  g_test_add_func ("/digest/times", test_times);
  g_test_add_func ("/digest/key-events", test_key_events);
  g_test_add_func ("/digest/predictions", test_predictions);
  g_test_add_func ("/digest/deleted", test_deleted);
  g_test_add_func ("/digest/to-the-letter", test_to_the_letter);
  g_test_add_func ("/digest/lines", test_lines);
  g_test_add_func ("/digest/words", test_words);
  g_test_add_func ("/digest/redundancy", test_redundancy);
  g_test_add_func ("/digest/leaning", test_leaning);
  g_test_add_func ("/digest/headings", test_headings);
  g_test_add_func ("/digest/same-again", test_same_again);
  g_test_add_func ("/digest/many-topics", test_many_topics);
  g_test_add_func ("/digest/strange-text", test_strange_text);

  return g_test_run ();
}
