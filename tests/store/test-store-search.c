/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept is found by its words, and shown with them. */
#include "kept-blog.h"

#include <string.h>

typedef KeptBlog Fixture;

/* Gives a hit's snippet with its matches between square brackets. */
static char *
mark (const RdHit *hit)
{
  GString *marked = g_string_new (hit->snippet);

  for (guint i = hit->matches->len; i-- > 0;)
    {
      const RdMatch *match = &g_array_index (hit->matches, RdMatch, i);

      g_string_insert (marked, match->start + match->length, "]");
      g_string_insert (marked, match->start, "[");
    }

  return g_string_free_and_steal (marked);
}

static void
put_text (Fixture    *self,
          const char *id,
          const char *title,
          const char *text)
{
  g_autoptr (RdEntry) entry = rd_entry_new ();
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);

  entry->id = g_strdup (id);
  entry->blog_id = g_strdup (self->blog->id);
  entry->title = g_strdup (title);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), paragraphs[i], -1, RD_RUN_PLAIN, NULL);
  kept_blog_put (self, entry, RD_STORE_NEW);
}

static void
assert_snippet (Fixture    *self,
                const char *words,
                const char *expected)
{
  g_autoptr (GPtrArray) found = kept_blog_search (self, &(RdStoreQuery) { .words = words, .limit = 1 });
  g_autofree char *marked = NULL;

  g_assert_cmpuint (found->len, ==, 1);
  marked = mark (found->pdata[0]);
  g_assert_cmpstr (marked, ==, expected);
}

static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  kept_blog_keep (self);
  g_assert_cmpuint (kept_blog_count_found (self, "bridge"), >, 0);
  g_assert_cmpuint (kept_blog_count_found (self, "BRIDGES"), ==, kept_blog_count_found (self, "bridge"));
  g_assert_cmpuint (kept_blog_count_found (self, "brid"), >=, kept_blog_count_found (self, "bridge"));
  g_assert_cmpuint (kept_blog_count_found (self, "bridge grooming"), <, kept_blog_count_found (self, "bridge"));
  g_assert_cmpuint (kept_blog_count_found (self, "\"grooming gangs\""), >, 0);
  g_assert_cmpuint (kept_blog_count_found (self, "\"gangs grooming\""), ==, 0);
  g_assert_cmpuint (kept_blog_count_found (self, ""), ==, 0);
  g_assert_cmpuint (kept_blog_count_found (self, "\"*() -"), ==, 0);
  g_assert_cmpuint (kept_blog_count_found (self, "\"grooming gang"), ==, kept_blog_count_found (self, "\"grooming gangs\""));
  g_assert_cmpuint (kept_blog_count_found (self, "g"), >, kept_blog_count_found (self, "gr"));
  /* A letter to GLib, and none to SQLite. */
  g_assert_cmpuint (kept_blog_count_found (self, "a\341\246\260b"), ==, kept_blog_count_found (self, "a b"));
  /* Words of FTS5's own language are only words. */
  g_assert_cmpuint (kept_blog_count_found (self, "AND OR NOT NEAR(title:\""), ==, 0);
}

static void
test_snippets (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) far = g_string_new (NULL);
  const RdHit *hit;

  kept_blog_keep (self);
  put_text (self, "a", "Zeppelins over Whitby", "Nobody saw it coming.\nThe zéppelin landed. \001Two more zeppelins\002 followed.");
  found = kept_blog_search (self, &(RdStoreQuery) { .words = "zeppelin", .limit = 5 });
  g_assert_cmpuint (found->len, ==, 1);
  hit = found->pdata[0];
  g_assert_cmpuint (hit->title_matches->len, ==, 1);
  g_assert_cmpuint (g_array_index (hit->title_matches, RdMatch, 0).start, ==, 0);
  g_assert_cmpuint (g_array_index (hit->title_matches, RdMatch, 0).length, ==, strlen ("Zeppelins"));
  g_assert_false (hit->is_opening);
  assert_snippet (self, "zeppelin", "…The [zéppelin] landed.  Two more [zeppelins]  followed.");
  assert_snippet (self, "whitby", "Nobody saw it coming. The zéppelin landed.  Two more zeppelins  followed.");
  assert_snippet (self, "nobody zep", "[Nobody] saw it coming. The [zéppelin] landed.  Two more [zeppelins]  followed.");

  /* A phrase is marked as one, and its words alone are not. */
  assert_snippet (self, "\"more zeppelins\"", "…Two [more zeppelins]  followed.");
  assert_snippet (self, "\"more zepp", "…Two [more zeppelins]  followed.");
  assert_snippet (self, "landed\"two more", "…The zéppelin [landed].  [Two more] zeppelins  followed.");
  assert_snippet (self, "“more zeppelins”", "…Two [more zeppelins]  followed.");
  assert_snippet (self, "„more zeppelins“", "…Two [more zeppelins]  followed.");
  assert_snippet (self, "«more zepp", "…Two [more zeppelins]  followed.");

  /* Cut after a sentence, which has a full stop of its own. */
  put_text (self, "c", NULL,
            "The jetty was closed at noon and will not be opened again before the storm has gone, the harbour master told all"
            " who came to look at it. Everybody went home.");
  assert_snippet (self, "jetty",
                  "The [jetty] was closed at noon and will not be opened again before the storm has gone, the harbour master"
                  " told all who came to look at it…");

  /* Far into a long sentence, and with more than fits. */
  for (guint i = 0; i < 50; i++)
    g_string_append_printf (far, "%s %u ", i == 25 ? "dirigible" : "bollard", i);
  put_text (self, "b", NULL, far->str);
  assert_snippet (self, "dirigible", "…22 bollard 23 bollard 24 [dirigible] 25 bollard 26 bollard 27 bollard 28"
                                     " bollard 29 bollard 30 bollard 31 bollard 32 bollard 33 bollard 34…");
}

static void
test_search_filters (Fixture       *self,
                     gconstpointer  data)
{
  const char *one[] = { "one", NULL };
  const char *both[] = { "one", "other", NULL };
  g_autoptr (GDateTime) noon = g_date_time_new_utc (2025, 6, 16, 12, 0, 0);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) elsewhere = NULL;
  g_autoptr (GPtrArray) in_one = NULL;
  g_autoptr (GPtrArray) in_both = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  guint n_placed = 0;

  kept_blog_keep (self);
  put_text (self, "timeless", NULL, "The prime minister of no time");
  all = kept_blog_search (self, &(RdStoreQuery) { .words = "the", .limit = 1000 });
  here = kept_blog_search (self, &(RdStoreQuery) { .words = "the", .blog_id = self->blog->id, .limit = 1000 });
  elsewhere = kept_blog_search (self, &(RdStoreQuery) { .words = "the", .blog_id = "elsewhere", .limit = 1000 });
  in_one = kept_blog_search (self, &(RdStoreQuery) { .words = "the", .topic_ids = one, .limit = 1000 });
  in_both = kept_blog_search (self, &(RdStoreQuery) { .words = "the", .topic_ids = both, .limit = 1000 });
  before = kept_blog_search (self, &(RdStoreQuery) { .words = "the", .to = noon, .limit = 1000 });
  after = kept_blog_search (self, &(RdStoreQuery) { .words = "the", .from = noon, .limit = 1000 });

  g_assert_cmpuint (here->len, ==, all->len);
  g_assert_cmpuint (elsewhere->len, ==, 0);
  for (guint i = 0; i < all->len; i++)
    n_placed += ((RdHit *) all->pdata[i])->kept->topic_id != NULL;
  g_assert_cmpuint (in_both->len, ==, n_placed);
  g_assert_cmpuint (in_one->len, >, 0);
  g_assert_cmpuint (in_one->len, <, n_placed);
  for (guint i = 0; i < in_one->len; i++)
    g_assert_cmpstr (((RdHit *) in_one->pdata[i])->kept->topic_id, ==, "one");
  g_assert_cmpuint (before->len, >, 0);
  g_assert_cmpuint (after->len, >, 0);
  g_assert_cmpuint (before->len + after->len, ==, all->len - 1);
  for (guint i = 0; i < after->len; i++)
    g_assert_cmpint (g_date_time_compare (((RdHit *) after->pdata[i])->kept->entry->published, noon), >=, 0);
}

/* A whole article in place of words. */
static void
test_many_words (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GString) many = g_string_new (NULL);

  kept_blog_keep (self);
  for (guint i = 0; i < 5000; i++)
    g_string_append (many, "the ");
  g_assert_cmpuint (kept_blog_count_found (self, many->str), ==, kept_blog_count_found (self, "the "));
  g_string_prepend_c (many, '"');
  g_assert_cmpuint (kept_blog_count_found (self, many->str), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store-search/search/words", Fixture, NULL, kept_blog_set_up, test_search, kept_blog_tear_down);
  g_test_add ("/store-search/search/snippets", Fixture, NULL, kept_blog_set_up, test_snippets, kept_blog_tear_down);
  g_test_add ("/store-search/search/filters", Fixture, NULL, kept_blog_set_up, test_search_filters, kept_blog_tear_down);
  g_test_add ("/store-search/search/many-words", Fixture, NULL, kept_blog_set_up, test_many_words, kept_blog_tear_down);

  return g_test_run ();
}
