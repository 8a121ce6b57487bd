/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What earlier releases kept can still be read, and what is damaged is dealt with.
 *
 * Usage: test-migration FOLDER, with the databases of earlier releases, version-N.db;
 *        test-migration --make FILE, by hand, before the tables change: keeps this release's. */
#include "base/rd-data.h"
#include "base/rd-error.h"
#include "folder.h"
#include "kept-blog.h"
#include "formats/rd-format.h"
#include "store/rd-store.h"

#include <sqlite3.h>
#include <string.h>

/* Every so many bytes one is changed; fewer are tried under a sanitizer, which makes all of it slow. */
#ifdef __SANITIZE_ADDRESS__
#define STRIDE 9973
#else
#define STRIDE 1999
#endif

static const char *fixtures;

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = folder_new ("migration");
  self->path = g_build_filename (self->folder, "posts.db", NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  folder_delete (self->folder);
  g_free (self->path);
}

static RdEntry *
make_entry (const char *id,
            const char *title,
            const char *text)
{
  RdEntry *entry = rd_entry_new ();

  entry->id = g_strdup (id);
  entry->blog_id = g_strdup ("harbour");
  entry->title = g_strdup (title);
  entry->author = g_strdup ("Ada Quill");
  entry->published = g_date_time_new_from_iso8601 ("2025-06-16T09:30:00+01:00", NULL);
  entry->key_event = TRUE;
  entry->tags = g_strsplit ("ships|cranes", "|", -1);
  g_ptr_array_add (entry->refers_to, g_strdup ("harbour-1"));
  rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), text, -1, RD_RUN_STRONG, NULL);

  return entry;
}

static void
put_following (RdStore   *store,
               GDateTime *now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RdFollowed) followed = rd_store_find_followed (store, "harbour", &error);

  g_assert_no_error (error);
  followed->following.problem = g_strdup ("no answer");
  followed->following.checked = g_date_time_ref (now);
  followed->following.due = g_date_time_ref (now);
  rd_store_put_following (store, followed, &error);
  g_assert_no_error (error);
}

/* What stands in every database of an earlier release. */
static void
keep_sample (const char *path)
{
  const char *const why[] = { "harbour", "crane", NULL };
  g_autoptr (RdStore) store = kept_blog_open (path);
  g_autoptr (RdBlog) blog = rd_blog_new ();
  g_autoptr (RdEntry) first = make_entry ("harbour-1", NULL, "The first crane has arrived.");
  g_autoptr (RdEntry) edited = make_entry ("harbour-1", "Crane arrives", "The first crane has arrived, by barge.");
  g_autoptr (RdEntry) second = make_entry ("harbour-2", "Second crane", "Another one is on its way.");
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
  g_autoptr (GBytes) cache = g_bytes_new_static ("stories", 7);
  g_autoptr (GError) error = NULL;
  RdStoreChange change;

  blog->id = g_strdup ("harbour");
  blog->title = g_strdup ("The harbour, live");
  rd_store_begin (store, &error);
  rd_store_put_blog (store, blog, "https://www.example.com/harbour", now, &error);
  rd_store_put_entry (store, first, now, &change, &error);
  rd_store_put_entry (store, second, now, &change, &error);
  rd_store_put_entry (store, edited, now, &change, &error);
  rd_store_put_place (store, "harbour-1", "one", why, FALSE, now, &error);
  rd_store_put_place (store, "harbour-1", "other", why, TRUE, now, &error);
  rd_store_put_opened (store, "harbour-1", now, NULL, &error);
  rd_store_put_notice (store, "harbour-2", RD_OUTBOX_KEY_EVENT, NULL, now, FALSE, NULL, &error);
  put_following (store, now);
  rd_store_put_cache (store, "grouping", cache, &error);
  rd_store_commit (store, &error);
  g_assert_no_error (error);
}

static int
make_fixture (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *folder = folder_new ("fixture");
  g_autofree char *kept = g_build_filename (folder, "posts.db", NULL);
  RdStore *store;

  keep_sample (kept);
  store = kept_blog_open (kept);
  rd_store_back_up (store, path, &error);
  g_assert_no_error (error);
  rd_store_close (store);
  folder_delete (folder);

  return 0;
}

static void
assert_is (const RdKept *kept,
           const char   *title,
           const char   *text,
           const char   *topic_id)
{
  g_autoptr (RdEntry) expected = make_entry (kept->entry->id, title, text);

  g_assert_cmpstr (kept->entry->title, ==, title);
  g_assert_cmpstr (kept->entry->author, ==, expected->author);
  g_assert_true (kept->entry->key_event);
  g_assert_true (g_date_time_equal (kept->entry->published, expected->published));
  g_assert_cmpint (g_date_time_get_utc_offset (kept->entry->published), ==, G_TIME_SPAN_HOUR);
  g_assert_cmpstrv (kept->entry->tags, expected->tags);
  g_assert_cmpstr (kept->entry->refers_to->pdata[0], ==, "harbour-1");
  g_assert_true (rd_body_equal (kept->entry->body, expected->body));
  g_assert_cmpstr (kept->topic_id, ==, topic_id);
}

static char *
read_tables (const char *path)
{
  GString *tables = g_string_new (NULL);
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "SELECT sql FROM sqlite_schema ORDER BY name", -1, &statement, NULL), ==,
                   SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (tables, "%s\n", (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (database);

  return g_string_free_and_steal (tables);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (to, contents, length, NULL));
}

static void
test_version (Fixture       *self,
              gconstpointer  data)
{
  const RdStoreFilter all = { 0 };
  g_autofree char *old = g_build_filename (fixtures, data, NULL);
  g_autofree char *new = g_build_filename (self->folder, "new.db", NULL);
  g_autofree char *tables = NULL;
  g_autofree char *new_tables = NULL;
  g_autoptr (RdStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) followed = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  gboolean is_new;

  copy_file (old, self->path);
  store = kept_blog_open (self->path);
  followed = rd_store_list_followed (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (followed->len, ==, 1);
  g_assert_cmpstr (((RdFollowed *) followed->pdata[0])->blog->title, ==, "The harbour, live");
  g_assert_cmpstr (((RdFollowed *) followed->pdata[0])->location, ==, "https://www.example.com/harbour");
  g_assert_cmpstr (((RdFollowed *) followed->pdata[0])->following.problem, ==, "no answer");

  kept = rd_store_load (store, &all, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 2);
  assert_is (kept->pdata[0], "Crane arrives", "The first crane has arrived, by barge.", "other");
  assert_is (kept->pdata[1], "Second crane", "Another one is on its way.", NULL);
  g_assert_nonnull (((RdKept *) kept->pdata[0])->opened);

  revisions = rd_store_load_revisions (store, "harbour-1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 2);
  found = rd_store_search (store, &(RdStoreQuery) { .words = "barge", .limit = 10 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);

  /* Of what was there when nobody was told of anything, nobody is told now; though it was to be. */
  outbox = rd_store_list_outbox (store, G_MAXINT64, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outbox->len, ==, 0);
  rd_store_put_notice (store, "harbour-2", RD_OUTBOX_KEY_EVENT, NULL, ((RdKept *) kept->pdata[0])->opened, FALSE,
                       &is_new, &error);
  g_assert_no_error (error);
  g_assert_false (is_new);
  g_clear_pointer (&store, rd_store_close);

  /* However old it was, its tables are now those of a new one. */
  store = kept_blog_open (new);
  tables = read_tables (self->path);
  new_tables = read_tables (new);
  g_assert_cmpstr (tables, ==, new_tables);
}

static void
keep_demo (const char *path)
{
  g_autoptr (GBytes) demo = rd_data_load ("demo/westminster-2025-06-16.json");
  g_autoptr (GPtrArray) blogs = rd_formats_read (demo, NULL, NULL, NULL);
  const RdBlog *blog = blogs->pdata[0];
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (RdStore) store = kept_blog_open (path);

  rd_store_begin (store, &error);
  rd_store_put_blog (store, blogs->pdata[0], "https://www.example.com/live", now, &error);
  for (guint i = 0; i < blog->entries->len; i++)
    {
      RdEntry *entry = blog->entries->pdata[i];
      RdStoreChange change;

      rd_store_put_entry (store, entry, now, &change, &error);
      rd_store_put_place (store, entry->id, "one", NULL, FALSE, now, &error);
    }
  rd_store_commit (store, &error);
  g_assert_no_error (error);
}

static gboolean
is_there (Fixture    *self,
          const char *prefix)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, prefix))
      return TRUE;

  return FALSE;
}

/* Does what the window does. Returns: whether all of it could be done */
static gboolean
use_store (RdStore  *store,
           GError  **error)
{
  const RdStoreFilter all = { 0 };
  g_autoptr (RdEntry) entry = make_entry ("harbour-1", "Crane arrives", "By barge.");
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
  g_autoptr (GPtrArray) followed = rd_store_list_followed (store, error);
  g_autoptr (GPtrArray) kept = followed != NULL ? rd_store_load (store, &all, error) : NULL;
  const RdStoreQuery query = { .words = "the b", .limit = 100 };
  g_autoptr (GPtrArray) found = kept != NULL ? rd_store_search (store, &query, error) : NULL;
  g_autoptr (RdBlog) blog = rd_blog_new ();
  RdStoreChange change;

  for (guint i = 0; kept != NULL && i < kept->len; i++)
    g_assert_true (g_utf8_validate (((RdKept *) kept->pdata[i])->entry->id, -1, NULL));
  g_free (blog->id);
  blog->id = g_strdup ("harbour");
  g_free (blog->title);
  blog->title = g_strdup ("The harbour, live");
  if (found != NULL && rd_store_begin (store, error)
      && rd_store_put_blog (store, blog, "https://www.example.com/harbour", now, error)
      && rd_store_put_entry (store, entry, now, &change, error) && rd_store_commit (store, error))
    return TRUE;

  rd_store_roll_back (store);
  return FALSE;
}

/* Opening it, as often as a reader would, ends in a store that works or in a clear error; and nothing is deleted. */
static void
check_damaged (Fixture    *self,
               const char *contents,
               gsize       length)
{
  gboolean works = FALSE;

  g_assert_true (g_file_set_contents (self->path, contents, length, NULL));
  for (guint i = 0; i < 3 && !works; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *notice = NULL;
      g_autoptr (RdStore) store = rd_store_open (self->path, RD_STORE_WRITE, &notice, &error);

      if (notice != NULL)
        {
          g_assert_null (strchr (notice, '\n'));
          g_assert_true (is_there (self, "posts.db-damaged-2"));
        }
      works = store != NULL && use_store (store, &error);
      if (!works)
        {
          g_assert_nonnull (error);
          g_assert_true (error->domain == RD_ERROR);
          g_assert_null (strchr (error->message, '\n'));
        }
      /* What a later release has kept is not damaged, and left alone. */
      if (g_error_matches (error, RD_ERROR, RD_ERROR_NEWER))
        break;
      /* Damage that was met is dealt with when it is opened next. */
      if (!works)
        g_assert_error (error, RD_ERROR, RD_ERROR_DAMAGED);
    }
  g_assert_true (works || g_file_test (self->path, G_FILE_TEST_EXISTS));
  folder_empty (self->folder);
}

static void
test_truncated (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize length;

  keep_demo (self->path);
  g_assert_true (g_file_get_contents (self->path, &contents, &length, NULL));
  folder_empty (self->folder);
  for (gsize cut = length - 1; cut > 0; cut = cut * 3 / 4)
    check_damaged (self, contents, cut);
  check_damaged (self, contents, 0);
}

static void
test_flipped (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize length;

  keep_demo (self->path);
  g_assert_true (g_file_get_contents (self->path, &contents, &length, NULL));
  folder_empty (self->folder);
  for (gsize i = 0; i < length; i += i < 128 ? 1 : STRIDE)
    {
      /* This one says that the file is for reading only, and SQLite takes its word. */
      if (i == 18)
        continue;
      contents[i] ^= 0xff;
      check_damaged (self, contents, length);
      contents[i] ^= 0xff;
    }
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--make") == 0)
    return make_fixture (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  fixtures = argv[1];

  g_test_add ("/store/migration/version-1", Fixture, "version-1.db", set_up, test_version, tear_down);
  g_test_add ("/store/migration/version-2", Fixture, "version-2.db", set_up, test_version, tear_down);
  g_test_add ("/store/damaged/truncated", Fixture, NULL, set_up, test_truncated, tear_down);
  g_test_add ("/store/damaged/flipped", Fixture, NULL, set_up, test_flipped, tear_down);

  return g_test_run ();
}
