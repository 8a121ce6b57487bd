/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept: that it comes back as it was, and what happens where it cannot be kept. */
#include "base/rd-error.h"
#include "folder.h"
#include "formats/rd-format.h"
#include "base/rd-data.h"
#include "store/rd-database.h"
#include "store/rd-store.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A folder of a test's own, with a database in it. */
typedef struct
{
  char *folder;
  char *path;
  RdStore *store;
  RdBlog *blog;
  GDateTime *now;
} Fixture;

static RdStore *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  RdStore *store = rd_store_open (path, RD_STORE_WRITE, &notice, &error);

  g_assert_no_error (error);
  g_assert_null (notice);

  return store;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GBytes) demo = rd_data_load ("demo/westminster-2025-06-16.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_formats_read (demo, NULL, NULL, &error);

  g_assert_no_error (error);
  self->blog = rd_blog_ref (blogs->pdata[0]);
  self->folder = folder_new ("store");
  self->path = g_build_filename (self->folder, "new", "posts.db", NULL);
  self->now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
  self->store = open_store (self->path);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  rd_store_close (self->store);
  rd_blog_unref (self->blog);
  g_date_time_unref (self->now);
  folder_delete (self->folder);
  g_free (self->path);
}

/* Keeps the whole live blog, each post in one of two stories or none. */
static void
keep (Fixture *self)
{
  const char *why[] = { "harbour", "crane", NULL };
  g_autoptr (GError) error = NULL;

  rd_store_begin (self->store, &error);
  g_assert_no_error (error);
  rd_store_put_blog (self->store, self->blog, "https://www.example.com/live", self->now, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < self->blog->entries->len; i++)
    {
      RdEntry *entry = self->blog->entries->pdata[i];
      RdStoreChange change;

      rd_store_put_entry (self->store, entry, self->now, &change, &error);
      g_assert_no_error (error);
      rd_store_put_place (self->store, entry->id, i % 3 == 0 ? NULL : i % 3 == 1 ? "one" : "other", why, FALSE, self->now,
                          &error);
      g_assert_no_error (error);
    }
  rd_store_commit (self->store, &error);
  g_assert_no_error (error);
}

static GPtrArray *
load_all (RdStore *store)
{
  const RdStoreFilter all = { 0 };
  g_autoptr (GError) error = NULL;
  GPtrArray *kept = rd_store_load (store, &all, &error);

  g_assert_no_error (error);
  return kept;
}

static void
assert_equal_times (GDateTime *a,
                    GDateTime *b)
{
  g_assert_cmpint (a == NULL, ==, b == NULL);
  if (a != NULL)
    {
      g_assert_cmpint (g_date_time_to_unix (a), ==, g_date_time_to_unix (b));
      g_assert_cmpint (g_date_time_get_utc_offset (a), ==, g_date_time_get_utc_offset (b));
    }
}

static void
assert_equal_entries (RdEntry *a,
                      RdEntry *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->source_id, ==, b->source_id);
  g_assert_cmpstr (a->blog_id, ==, b->blog_id);
  g_assert_cmpstr (a->url, ==, b->url);
  g_assert_cmpstr (a->title, ==, b->title);
  g_assert_cmpstr (a->author, ==, b->author);
  assert_equal_times (a->published, b->published);
  assert_equal_times (a->updated, b->updated);
  g_assert_cmpint (a->key_event, ==, b->key_event);
  g_assert_cmpint (a->pinned, ==, b->pinned);
  g_assert_cmpint (a->summary, ==, b->summary);
  g_assert_cmpint (a->deleted, ==, b->deleted);
  g_assert_true (rd_body_equal (a->body, b->body));
  g_assert_cmpuint (a->refers_to->len, ==, b->refers_to->len);
  for (guint i = 0; i < a->refers_to->len; i++)
    g_assert_cmpstr (a->refers_to->pdata[i], ==, b->refers_to->pdata[i]);
}

static void
assert_all_kept (Fixture *self,
                 RdStore *store)
{
  g_autoptr (GPtrArray) kept = load_all (store);

  g_assert_cmpuint (kept->len, ==, self->blog->entries->len);
  for (guint i = 0; i < kept->len; i++)
    {
      RdKept *it = kept->pdata[i];

      assert_equal_entries (it->entry, self->blog->entries->pdata[i]);
      g_assert_cmpstr (it->topic_id, ==, i % 3 == 0 ? NULL : i % 3 == 1 ? "one" : "other");
      g_assert_cmpstr (it->why[0], ==, "harbour");
      g_assert_cmpstr (it->why[1], ==, "crane");
      g_assert_null (it->why[2]);
      g_assert_null (it->opened);
    }
}

static void
test_round_trip (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) followed = NULL;
  g_autoptr (GError) error = NULL;
  RdFollowed *it;

  keep (self);
  assert_all_kept (self, self->store);
  g_clear_pointer (&self->store, rd_store_close);
  self->store = open_store (self->path);
  assert_all_kept (self, self->store);

  followed = rd_store_list_followed (self->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (followed->len, ==, 1);
  it = followed->pdata[0];
  g_assert_cmpstr (it->location, ==, "https://www.example.com/live");
  g_assert_cmpstr (it->blog->title, ==, self->blog->title);
  g_assert_cmpstr (it->blog->url, ==, self->blog->url);
  g_assert_cmpint (it->blog->marks_key_events, ==, self->blog->marks_key_events);
  g_assert_cmpuint (it->n_entries, ==, self->blog->entries->len);
  g_assert_true (it->followed);
  g_assert_null (it->following.checked);
}

/* Each of the many columns comes back as itself. */
static void
test_following (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RdFollowed) it = NULL;
  g_autoptr (RdFollowed) kept = NULL;
  g_autoptr (GArray) times = NULL;

  keep (self);
  it = rd_store_find_followed (self->store, self->blog->id, &error);
  g_assert_no_error (error);
  it->blog->series = g_strdup ("https://www.example.com/series");
  it->blog->cursor = g_strdup ("1750065012");
  it->following = (RdFollowing) {
    .format = g_strdup ("wordpress"),
    .attached = TRUE,
    .etag = g_strdup ("\"a\""),
    .modified = g_strdup ("Monday"),
    .part_url = g_strdup ("https://www.example.com/part"),
    .part_etag = g_strdup ("\"b\""),
    .part_modified = g_strdup ("Tuesday"),
    .checked = g_date_time_add_seconds (self->now, 1),
    .whole = g_date_time_add_seconds (self->now, 2),
    .news = g_date_time_add_seconds (self->now, 3),
    .listed = g_date_time_add_seconds (self->now, 4),
    .due = g_date_time_add_seconds (self->now, 5),
    .wait = g_date_time_add_seconds (self->now, 6),
    .closed = g_date_time_add_seconds (self->now, 7),
    .interval = 8,
    .problem = g_strdup ("no answer"),
    .n_failures = 9,
    .n_checks = 10,
    .n_unmodified = 11,
    .n_bytes = 12,
  };
  g_assert_true (rd_store_put_following (self->store, it, &error));
  g_assert_no_error (error);

  kept = rd_store_find_followed (self->store, self->blog->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->blog->series, ==, it->blog->series);
  g_assert_cmpstr (kept->blog->cursor, ==, it->blog->cursor);
  g_assert_cmpstr (kept->following.format, ==, "wordpress");
  g_assert_true (kept->following.attached);
  g_assert_cmpstr (kept->following.etag, ==, "\"a\"");
  g_assert_cmpstr (kept->following.modified, ==, "Monday");
  g_assert_cmpstr (kept->following.part_url, ==, "https://www.example.com/part");
  g_assert_cmpstr (kept->following.part_etag, ==, "\"b\"");
  g_assert_cmpstr (kept->following.part_modified, ==, "Tuesday");
  g_assert_true (g_date_time_equal (kept->following.checked, it->following.checked));
  g_assert_true (g_date_time_equal (kept->following.whole, it->following.whole));
  g_assert_true (g_date_time_equal (kept->following.news, it->following.news));
  g_assert_true (g_date_time_equal (kept->following.listed, it->following.listed));
  g_assert_true (g_date_time_equal (kept->following.due, it->following.due));
  g_assert_true (g_date_time_equal (kept->following.wait, it->following.wait));
  g_assert_true (g_date_time_equal (kept->following.closed, it->following.closed));
  g_assert_cmpuint (kept->following.interval, ==, 8);
  g_assert_cmpstr (kept->following.problem, ==, "no answer");
  g_assert_cmpuint (kept->following.n_failures, ==, 9);
  g_assert_cmpuint (kept->following.n_checks, ==, 10);
  g_assert_cmpuint (kept->following.n_unmodified, ==, 11);
  g_assert_cmpuint (kept->following.n_bytes, ==, 12);

  g_assert_true (rd_store_list_times (self->store, self->blog->id, 5, &times, &error));
  g_assert_cmpuint (times->len, ==, 5);
  for (guint i = 1; i < times->len; i++)
    g_assert_cmpint (g_array_index (times, gint64, i), <=, g_array_index (times, gint64, i - 1));
  g_assert_null (rd_store_find_followed (self->store, "nothing", &error));
  g_assert_no_error (error);
}

static RdEntry *
make_entry (Fixture    *self,
            const char *title,
            gboolean    deleted)
{
  RdEntry *model = self->blog->entries->pdata[0];
  RdEntry *entry = rd_entry_new ();

  entry->id = g_strdup (model->id);
  entry->blog_id = g_strdup (model->blog_id);
  entry->title = g_strdup (title);
  entry->deleted = deleted;

  return entry;
}

static void
put (Fixture       *self,
     RdEntry       *entry,
     RdStoreChange  expected)
{
  g_autoptr (GError) error = NULL;
  RdStoreChange change;

  rd_store_begin (self->store, &error);
  g_assert_no_error (error);
  rd_store_put_entry (self->store, entry, self->now, &change, &error);
  g_assert_no_error (error);
  g_assert_cmpint (change, ==, expected);
  rd_store_commit (self->store, &error);
  g_assert_no_error (error);
}

static GPtrArray *
search (Fixture            *self,
        const RdStoreQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = rd_store_search (self->store, query, &error);

  g_assert_no_error (error);
  return found;
}

static guint
count_found (Fixture    *self,
             const char *words)
{
  g_autoptr (GPtrArray) found = search (self, &(RdStoreQuery) { .words = words, .limit = 100 });

  return found->len;
}

static void
test_revisions (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (RdEntry) edited = make_entry (self, "Zeppelins over Whitby", FALSE);
  g_autoptr (RdEntry) deleted = make_entry (self, NULL, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  keep (self);
  put (self, self->blog->entries->pdata[0], RD_STORE_SAME);
  g_assert_cmpuint (count_found (self, "zeppelin"), ==, 0);
  put (self, edited, RD_STORE_EDITED);
  g_assert_cmpuint (count_found (self, "zeppelin"), ==, 1);
  put (self, edited, RD_STORE_SAME);
  put (self, deleted, RD_STORE_DELETED);
  g_assert_cmpuint (count_found (self, "zeppelin"), ==, 0);

  revisions = rd_store_load_revisions (self->store, edited->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 2);
  assert_equal_entries (revisions->pdata[0], self->blog->entries->pdata[0]);
  edited->deleted = TRUE;
  assert_equal_entries (revisions->pdata[1], edited);

  /* The place outlives the edits, and the order in which posts came stays. */
  kept = load_all (self->store);
  g_assert_cmpuint (kept->len, ==, self->blog->entries->len);
  g_assert_true (((RdKept *) kept->pdata[0])->entry->deleted);
  g_assert_cmpstr (((RdKept *) kept->pdata[0])->why[0], ==, "harbour");
}

static void
test_missing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (RdBlog) shorter = rd_blog_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  guint n_missing;

  keep (self);
  shorter->id = g_strdup (self->blog->id);
  shorter->complete = TRUE;
  for (guint i = 2; i < self->blog->entries->len; i++)
    g_ptr_array_add (shorter->entries, rd_entry_ref (self->blog->entries->pdata[i]));
  for (guint i = 0; i < 2; i++)
    {
      rd_store_put_missing (self->store, shorter, &n_missing, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n_missing, ==, i == 0 ? 2 : 0);
    }

  kept = load_all (self->store);
  for (guint i = 0; i < kept->len; i++)
    g_assert_cmpint (((RdKept *) kept->pdata[i])->entry->deleted, ==, i < 2);
}

static void
test_places (Fixture       *self,
             gconstpointer  data)
{
  const RdEntry *entry = self->blog->entries->pdata[0];
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  keep (self);
  rd_store_put_place (self->store, entry->id, "mine", NULL, TRUE, self->now, &error);
  g_assert_no_error (error);
  rd_store_put_opened (self->store, entry->id, self->now, NULL, &error);
  g_assert_no_error (error);

  kept = load_all (self->store);
  g_assert_cmpstr (((RdKept *) kept->pdata[0])->topic_id, ==, "mine");
  g_assert_null (((RdKept *) kept->pdata[0])->why[0]);
  assert_equal_times (((RdKept *) kept->pdata[0])->opened, self->now);
}

static void
test_times (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GDateTime) from = g_date_time_new_utc (2025, 6, 16, 10, 0, 0);
  g_autoptr (GDateTime) to = g_date_time_new_utc (2025, 6, 16, 12, 0, 0);
  const RdStoreFilter filter = { .blog_id = self->blog->id, .from = from, .to = to };
  const RdStoreFilter foreign = { .blog_id = "none" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  guint n_expected = 0;

  keep (self);
  found = rd_store_load (self->store, &filter, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < self->blog->entries->len; i++)
    {
      GDateTime *published = ((RdEntry *) self->blog->entries->pdata[i])->published;

      n_expected += g_date_time_compare (published, from) >= 0 && g_date_time_compare (published, to) < 0;
    }
  g_assert_cmpuint (n_expected, >, 0);
  g_assert_cmpuint (found->len, ==, n_expected);

  g_ptr_array_unref (found);
  found = rd_store_load (self->store, &foreign, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  keep (self);
  g_assert_cmpuint (count_found (self, "bridge"), >, 0);
  g_assert_cmpuint (count_found (self, "BRIDGES"), ==, count_found (self, "bridge"));
  g_assert_cmpuint (count_found (self, "brid"), >=, count_found (self, "bridge"));
  g_assert_cmpuint (count_found (self, "bridge grooming"), <, count_found (self, "bridge"));
  g_assert_cmpuint (count_found (self, "\"grooming gangs\""), >, 0);
  g_assert_cmpuint (count_found (self, "\"gangs grooming\""), ==, 0);
  g_assert_cmpuint (count_found (self, ""), ==, 0);
  g_assert_cmpuint (count_found (self, "\"*() -"), ==, 0);
  g_assert_cmpuint (count_found (self, "\"grooming gang"), ==, count_found (self, "\"grooming gangs\""));
  g_assert_cmpuint (count_found (self, "g"), >, count_found (self, "gr"));
  /* A letter to GLib, and none to SQLite. */
  g_assert_cmpuint (count_found (self, "a\341\246\260b"), ==, count_found (self, "a b"));
  /* Words of FTS5's own language are only words. */
  g_assert_cmpuint (count_found (self, "AND OR NOT NEAR(title:\""), ==, 0);
}

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
  put (self, entry, RD_STORE_NEW);
}

static void
assert_snippet (Fixture    *self,
                const char *words,
                const char *expected)
{
  g_autoptr (GPtrArray) found = search (self, &(RdStoreQuery) { .words = words, .limit = 1 });
  g_autofree char *marked = NULL;

  g_assert_cmpuint (found->len, ==, 1);
  marked = mark (found->pdata[0]);
  g_assert_cmpstr (marked, ==, expected);
}

static void
test_snippets (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) far = g_string_new (NULL);
  const RdHit *hit;

  keep (self);
  put_text (self, "a", "Zeppelins over Whitby", "Nobody saw it coming.\nThe zéppelin landed. \001Two more zeppelins\002 followed.");
  found = search (self, &(RdStoreQuery) { .words = "zeppelin", .limit = 5 });
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

  keep (self);
  put_text (self, "timeless", NULL, "The prime minister of no time");
  all = search (self, &(RdStoreQuery) { .words = "the", .limit = 1000 });
  here = search (self, &(RdStoreQuery) { .words = "the", .blog_id = self->blog->id, .limit = 1000 });
  elsewhere = search (self, &(RdStoreQuery) { .words = "the", .blog_id = "elsewhere", .limit = 1000 });
  in_one = search (self, &(RdStoreQuery) { .words = "the", .topic_ids = one, .limit = 1000 });
  in_both = search (self, &(RdStoreQuery) { .words = "the", .topic_ids = both, .limit = 1000 });
  before = search (self, &(RdStoreQuery) { .words = "the", .to = noon, .limit = 1000 });
  after = search (self, &(RdStoreQuery) { .words = "the", .from = noon, .limit = 1000 });

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

  keep (self);
  for (guint i = 0; i < 5000; i++)
    g_string_append (many, "the ");
  g_assert_cmpuint (count_found (self, many->str), ==, count_found (self, "the "));
  g_string_prepend_c (many, '"');
  g_assert_cmpuint (count_found (self, many->str), ==, 0);
}

static void
test_forgetting (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GDateTime) later = g_date_time_add_days (self->now, 1);
  g_autoptr (RdEntry) latest = make_entry (self, "Came a day later", FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  RdStoreChange change;
  guint n_forgotten;

  keep (self);
  g_free (latest->id);
  latest->id = g_strdup ("latest");
  rd_store_put_entry (self->store, latest, later, &change, &error);
  g_assert_no_error (error);

  rd_store_forget_before (self->store, self->now, &n_forgotten, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_forgotten, ==, 0);
  rd_store_forget_before (self->store, later, &n_forgotten, &error);
  g_assert_no_error (error);
  kept = load_all (self->store);
  g_assert_cmpuint (n_forgotten, ==, self->blog->entries->len);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpuint (count_found (self, "bridge"), ==, 0);

  rd_store_unfollow (self->store, self->blog->id, TRUE, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (kept);
  kept = load_all (self->store);
  g_assert_cmpuint (kept->len, ==, 0);
  g_assert_cmpuint (count_found (self, "bridge"), ==, 0);
}

static void
test_rollback (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (RdEntry) edited = make_entry (self, "Not to stay", FALSE);
  g_autoptr (GError) error = NULL;
  RdStoreChange change;

  keep (self);
  rd_store_begin (self->store, &error);
  rd_store_put_entry (self->store, edited, self->now, &change, &error);
  g_assert_no_error (error);
  rd_store_roll_back (self->store);
  assert_all_kept (self, self->store);
}

static void
test_cache (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("stories", 7);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  gint64 number;

  keep (self);
  g_assert_null (rd_store_get_cache (self->store, "grouping", &number, &error));
  g_assert_no_error (error);
  rd_store_put_cache (self->store, "grouping", content, &error);
  g_assert_no_error (error);
  found = rd_store_get_cache (self->store, "grouping", &number, &error);
  g_assert_true (g_bytes_equal (found, content));
  g_assert_cmpint (number, ==, self->blog->entries->len);
}

static void
assert_fails (const char  *path,
              RdStoreMode  mode,
              RdError      code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;

  g_assert_null (rd_store_open (path, mode, &notice, &error));
  g_assert_error (error, RD_ERROR, (int) code);
  g_assert_null (strchr (error->message, '\n'));
}

/* Another process may read, and may not write. */
static void
test_lock (Fixture       *self,
           gconstpointer  data)
{
  pid_t child;
  int status;

  keep (self);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *notice = NULL;
      RdStore *reader = rd_store_open (self->path, RD_STORE_READ, &notice, &error);

      if (reader == NULL || load_all (reader)->len != self->blog->entries->len)
        _exit (1);
      if (rd_store_open (self->path, RD_STORE_WRITE, &notice, &error) != NULL
          || !g_error_matches (error, RD_ERROR, RD_ERROR_BUSY))
        _exit (2);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

static void
test_nothing_kept (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "none", "posts.db", NULL);
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RdStore) store = rd_store_open (path, RD_STORE_READ, &notice, &error);
  g_autoptr (GPtrArray) kept = NULL;

  g_assert_no_error (error);
  kept = load_all (store);
  g_assert_cmpuint (kept->len, ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
change_file (Fixture    *self,
             const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RdDatabase) database = NULL;

  g_clear_pointer (&self->store, rd_store_close);
  database = rd_database_open (self->path, FALSE, &error);
  g_assert_no_error (error);
  rd_database_run_script (database, sql, &error);
  g_assert_no_error (error);
}

static void
test_newer (Fixture       *self,
            gconstpointer  data)
{
  keep (self);
  change_file (self, "PRAGMA user_version = 1000000;");
  assert_fails (self->path, RD_STORE_WRITE, RD_ERROR_NEWER);
  assert_fails (self->path, RD_STORE_READ, RD_ERROR_NEWER);
  change_file (self, "PRAGMA user_version = 3;");
  self->store = open_store (self->path);
  assert_all_kept (self, self->store);
}

static void
test_folder_for_reading_only (Fixture       *self,
                              gconstpointer  data)
{
  g_autofree char *path = NULL;

  /* To root no folder is for reading only; what is no folder at all comes to the same. */
  path = g_build_filename (self->path, "posts.db", NULL);
  assert_fails (path, RD_STORE_WRITE, RD_ERROR_DISK);
}

static void
damage (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  memset (contents, 'x', MIN (length, 30000));
  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
}

static guint
count_set_aside (Fixture *self)
{
  g_autofree char *folder_path = g_path_get_dirname (self->path);
  g_autoptr (GDir) folder = g_dir_open (folder_path, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    n += g_str_has_prefix (name, "posts.db-damaged-2");

  return n;
}

static void
test_damage (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;
  const gboolean with_backup = GPOINTER_TO_INT (data);
  g_autoptr (GPtrArray) kept = NULL;

  keep (self);
  if (with_backup)
    {
      rd_store_back_up (self->store, NULL, &error);
      g_assert_no_error (error);
    }
  g_clear_pointer (&self->store, rd_store_close);
  damage (self->path);

  assert_fails (self->path, RD_STORE_READ, RD_ERROR_DAMAGED);
  self->store = rd_store_open (self->path, RD_STORE_WRITE, &notice, &error);
  g_assert_no_error (error);
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice, with_backup ? "restored" : "begun anew"));
  g_assert_cmpuint (count_set_aside (self), >=, 1);
  if (with_backup)
    assert_all_kept (self, self->store);
  kept = load_all (self->store);
  g_assert_cmpuint (kept->len, ==, with_backup ? self->blog->entries->len : 0);

  /* Once is enough. */
  g_clear_pointer (&self->store, rd_store_close);
  self->store = open_store (self->path);
}

static void
test_back_up (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree char *nowhere = g_build_filename (self->folder, "no", "copy.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RdStore) copy = NULL;

  keep (self);
  for (guint i = 0; i < 2; i++)
    {
      rd_store_back_up (self->store, path, &error);
      g_assert_no_error (error);
    }
  copy = open_store (path);
  assert_all_kept (self, copy);

  g_assert_false (rd_store_back_up (self->store, nowhere, &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_DISK);
}

static void
test_cancelling (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const RdStoreFilter all = { 0 };
  g_autoptr (GError) error = NULL;

  keep (self);
  rd_store_set_cancellable (self->store, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_null (rd_store_load (self->store, &all, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  rd_store_set_cancellable (self->store, NULL);
  assert_all_kept (self, self->store);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/store/following", Fixture, NULL, set_up, test_following, tear_down);
  g_test_add ("/store/revisions", Fixture, NULL, set_up, test_revisions, tear_down);
  g_test_add ("/store/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/store/places", Fixture, NULL, set_up, test_places, tear_down);
  g_test_add ("/store/times", Fixture, NULL, set_up, test_times, tear_down);
  g_test_add ("/store/search/words", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/store/search/snippets", Fixture, NULL, set_up, test_snippets, tear_down);
  g_test_add ("/store/search/filters", Fixture, NULL, set_up, test_search_filters, tear_down);
  g_test_add ("/store/search/many-words", Fixture, NULL, set_up, test_many_words, tear_down);
  g_test_add ("/store/forgetting", Fixture, NULL, set_up, test_forgetting, tear_down);
  g_test_add ("/store/rollback", Fixture, NULL, set_up, test_rollback, tear_down);
  g_test_add ("/store/cache", Fixture, NULL, set_up, test_cache, tear_down);
  g_test_add ("/store/lock", Fixture, NULL, set_up, test_lock, tear_down);
  g_test_add ("/store/nothing-kept", Fixture, NULL, set_up, test_nothing_kept, tear_down);
  g_test_add ("/store/newer", Fixture, NULL, set_up, test_newer, tear_down);
  g_test_add ("/store/read-only-folder", Fixture, NULL, set_up, test_folder_for_reading_only, tear_down);
  g_test_add ("/store/damage/with-backup", Fixture, GINT_TO_POINTER (TRUE), set_up, test_damage, tear_down);
  g_test_add ("/store/damage/without-backup", Fixture, GINT_TO_POINTER (FALSE), set_up, test_damage, tear_down);
  g_test_add ("/store/back-up", Fixture, NULL, set_up, test_back_up, tear_down);
  g_test_add ("/store/cancelling", Fixture, NULL, set_up, test_cancelling, tear_down);

  return g_test_run ();
}
