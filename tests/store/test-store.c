/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept: that it comes back as it was, with its changes and places. */
#include "kept-blog.h"

typedef KeptBlog Fixture;

static void
test_round_trip (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) followed = NULL;
  g_autoptr (GError) error = NULL;
  RdFollowed *it;

  kept_blog_keep (self);
  kept_blog_assert_all (self, self->store);
  g_clear_pointer (&self->store, rd_store_close);
  self->store = kept_blog_open (self->path);
  kept_blog_assert_all (self, self->store);

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

static void
test_no_title (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (RdFollowed) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->blog->title, g_free);
  kept_blog_keep (self);
  kept = rd_store_find_followed (self->store, self->blog->id, &error);
  g_assert_no_error (error);
  g_assert_null (kept->blog->title);
  g_assert_cmpstr (rd_blog_get_title (kept->blog), ==, "Live blog");
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

  kept_blog_keep (self);
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
test_revisions (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (RdEntry) edited = make_entry (self, "Zeppelins over Whitby", FALSE);
  g_autoptr (RdEntry) deleted = make_entry (self, NULL, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  kept_blog_keep (self);
  kept_blog_put (self, self->blog->entries->pdata[0], RD_STORE_SAME);
  g_assert_cmpuint (kept_blog_count_found (self, "zeppelin"), ==, 0);
  kept_blog_put (self, edited, RD_STORE_EDITED);
  g_assert_cmpuint (kept_blog_count_found (self, "zeppelin"), ==, 1);
  kept_blog_put (self, edited, RD_STORE_SAME);
  kept_blog_put (self, deleted, RD_STORE_DELETED);
  g_assert_cmpuint (kept_blog_count_found (self, "zeppelin"), ==, 0);

  revisions = rd_store_load_revisions (self->store, edited->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 2);
  kept_blog_assert_same (revisions->pdata[0], self->blog->entries->pdata[0]);
  edited->deleted = TRUE;
  kept_blog_assert_same (revisions->pdata[1], edited);

  /* The place outlives the edits, and the order in which posts came stays. */
  kept = kept_blog_load_all (self->store);
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

  kept_blog_keep (self);
  shorter->id = g_strdup (self->blog->id);
  shorter->complete = TRUE;
  for (guint i = 2; i < self->blog->entries->len; i++)
    g_ptr_array_add (shorter->entries, rd_entry_ref (self->blog->entries->pdata[i]));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

      rd_store_put_missing (self->store, shorter, missing, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (missing->len, ==, i == 0 ? 2 : 0);
      for (guint j = 0; j < missing->len; j++)
        g_assert_cmpstr (missing->pdata[j], ==, ((RdEntry *) self->blog->entries->pdata[j])->id);
    }

  kept = kept_blog_load_all (self->store);
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

  kept_blog_keep (self);
  rd_store_put_place (self->store, entry->id, "mine", NULL, TRUE, self->now, &error);
  g_assert_no_error (error);
  rd_store_put_opened (self->store, entry->id, self->now, NULL, &error);
  g_assert_no_error (error);

  kept = kept_blog_load_all (self->store);
  g_assert_cmpstr (((RdKept *) kept->pdata[0])->topic_id, ==, "mine");
  g_assert_null (((RdKept *) kept->pdata[0])->why[0]);
  g_assert_true (g_date_time_equal (((RdKept *) kept->pdata[0])->opened, self->now));
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

  kept_blog_keep (self);
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
test_forgetting (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GDateTime) later = g_date_time_add_days (self->now, 1);
  g_autoptr (RdEntry) latest = make_entry (self, "Came a day later", FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  RdStoreChange change;
  guint n_forgotten;

  kept_blog_keep (self);
  g_free (latest->id);
  latest->id = g_strdup ("latest");
  rd_store_put_entry (self->store, latest, later, &change, &error);
  g_assert_no_error (error);

  rd_store_forget_before (self->store, self->now, &n_forgotten, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_forgotten, ==, 0);
  rd_store_forget_before (self->store, later, &n_forgotten, &error);
  g_assert_no_error (error);
  kept = kept_blog_load_all (self->store);
  g_assert_cmpuint (n_forgotten, ==, self->blog->entries->len);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpuint (kept_blog_count_found (self, "bridge"), ==, 0);

  rd_store_unfollow (self->store, self->blog->id, TRUE, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (kept);
  kept = kept_blog_load_all (self->store);
  g_assert_cmpuint (kept->len, ==, 0);
  g_assert_cmpuint (kept_blog_count_found (self, "bridge"), ==, 0);
}

static void
test_rollback (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (RdEntry) edited = make_entry (self, "Not to stay", FALSE);
  g_autoptr (GError) error = NULL;
  RdStoreChange change;

  kept_blog_keep (self);
  rd_store_begin (self->store, &error);
  rd_store_put_entry (self->store, edited, self->now, &change, &error);
  g_assert_no_error (error);
  rd_store_roll_back (self->store);
  kept_blog_assert_all (self, self->store);
}

static void
test_cache (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("stories", 7);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  gint64 number;

  kept_blog_keep (self);
  g_assert_null (rd_store_get_cache (self->store, "grouping", &number, &error));
  g_assert_no_error (error);
  rd_store_put_cache (self->store, "grouping", content, &error);
  g_assert_no_error (error);
  found = rd_store_get_cache (self->store, "grouping", &number, &error);
  g_assert_true (g_bytes_equal (found, content));
  g_assert_cmpint (number, ==, self->blog->entries->len);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/round-trip", Fixture, NULL, kept_blog_set_up, test_round_trip, kept_blog_tear_down);
  g_test_add ("/store/no-title", Fixture, NULL, kept_blog_set_up, test_no_title, kept_blog_tear_down);
  g_test_add ("/store/following", Fixture, NULL, kept_blog_set_up, test_following, kept_blog_tear_down);
  g_test_add ("/store/revisions", Fixture, NULL, kept_blog_set_up, test_revisions, kept_blog_tear_down);
  g_test_add ("/store/missing", Fixture, NULL, kept_blog_set_up, test_missing, kept_blog_tear_down);
  g_test_add ("/store/places", Fixture, NULL, kept_blog_set_up, test_places, kept_blog_tear_down);
  g_test_add ("/store/times", Fixture, NULL, kept_blog_set_up, test_times, kept_blog_tear_down);
  g_test_add ("/store/forgetting", Fixture, NULL, kept_blog_set_up, test_forgetting, kept_blog_tear_down);
  g_test_add ("/store/rollback", Fixture, NULL, kept_blog_set_up, test_rollback, kept_blog_tear_down);
  g_test_add ("/store/cache", Fixture, NULL, kept_blog_set_up, test_cache, kept_blog_tear_down);

  return g_test_run ();
}
