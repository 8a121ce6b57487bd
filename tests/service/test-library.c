/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is followed: taken in step by step, stopped and started, corrected by the reader, tidied. */
#include "base/rd-error.h"
#include "service/rd-library.h"
#include "service/rd-reader.h"
#include "store/rd-database.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
  RdBlog *blog;
  GDateTime *now;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);

  g_assert_no_error (error);
  self->blog = rd_blog_ref (blogs->pdata[0]);
  self->folder = g_dir_make_tmp ("rundown-library-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "posts.db", NULL);
  self->now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  rd_blog_unref (self->blog);
  g_date_time_unref (self->now);
  g_free (self->folder);
  g_free (self->path);
}

static RdLibrary *
open_library (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  RdLibrary *library = rd_library_open (self->path, RD_STORE_WRITE, &notice, &error);

  g_assert_no_error (error);
  return library;
}

/* Takes in the first @n posts of the demo. */
static void
take (Fixture   *self,
      RdLibrary *library,
      guint      n,
      guint      n_expected)
{
  g_autoptr (RdBlog) part = rd_blog_new ();
  g_autoptr (GError) error = NULL;
  RdTaken taken;

  part->id = g_strdup (self->blog->id);
  part->title = g_strdup (self->blog->title);
  part->marks_key_events = self->blog->marks_key_events;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (part->entries, rd_entry_ref (self->blog->entries->pdata[i]));
  rd_library_take (library, part, "/demo", self->now, &taken, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken.n_new, ==, n_expected);
}

static RdDigest *
make_digest (RdLibrary *library)
{
  const RdDigestOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  RdDigest *digest = rd_library_make_digest (library, &options, &error);

  g_assert_no_error (error);
  return digest;
}

static void
assert_same_topics (RdDigest *a,
                    RdDigest *b)
{
  g_assert_cmpuint (a->entries->len, ==, b->entries->len);
  for (guint i = 0; i < a->entries->len; i++)
    {
      const RdDigestEntry *one = a->entries->pdata[i];
      const RdDigestEntry *other = b->entries->pdata[i];

      g_assert_cmpstr (one->entry->id, ==, other->entry->id);
      g_assert_cmpstr (one->topic->id, ==, other->topic->id);
      g_assert_cmpstr (one->topic->label, ==, other->topic->label);
      g_assert_cmpstrv (one->why, other->why);
    }
}

/* Posts that come one by one, with a stop after each, or even one that forgets to say goodbye, stand where they stand
 * when all are read at once. */
static void
test_stopping (Fixture       *self,
               gconstpointer  data)
{
  const RdDigestOptions options = { 0 };
  g_autoptr (GPtrArray) blogs = g_ptr_array_new ();
  g_autoptr (RdLibrary) library = open_library (self);
  g_autoptr (RdDigest) at_once = NULL;
  g_autoptr (RdDigest) step_by_step = NULL;

  for (guint n = 1; n <= self->blog->entries->len; n++)
    {
      take (self, library, n, 1);
      /* Every third time what is kept of the stories so far is out of date. */
      if (n % 3 == 0)
        {
          g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

          rd_library_close (g_steal_pointer (&library));
          library = open_library (self);
          rd_store_put_cache (rd_library_get_store (library), "stories-en", nothing, NULL);
        }
      rd_library_close (g_steal_pointer (&library));
      library = open_library (self);
    }

  g_ptr_array_add (blogs, self->blog);
  at_once = rd_digest_make (blogs, NULL, &options);
  step_by_step = make_digest (library);
  assert_same_topics (at_once, step_by_step);
}

static RdTopic *
get_topic (RdDigest *digest,
           guint     i)
{
  return digest->topics->pdata[i];
}

static void
test_corrections (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  RdStore *store = rd_library_get_store (library);
  g_autoptr (RdDigest) before = NULL;
  g_autoptr (RdDigest) corrected = NULL;
  g_autoptr (RdDigest) undone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 numbers[3];

  take (self, library, self->blog->entries->len, self->blog->entries->len);
  before = make_digest (library);

  rd_store_put_correction (store, RD_CORRECTION_RENAME, get_topic (before, 0)->id, "Whatever", self->now, &numbers[0], &error);
  g_assert_no_error (error);
  rd_store_put_correction (store, RD_CORRECTION_MERGE, get_topic (before, 1)->id, get_topic (before, 0)->id, self->now,
                           &numbers[1], &error);
  g_assert_no_error (error);
  rd_store_put_correction (store, RD_CORRECTION_RENAME, get_topic (before, 0)->id, "Everything", self->now, &numbers[2],
                           &error);
  g_assert_no_error (error);

  corrected = make_digest (library);
  g_assert_cmpuint (corrected->topics->len, ==, before->topics->len - 1);
  g_assert_cmpstr (get_topic (corrected, 0)->id, ==, get_topic (before, 0)->id);
  g_assert_cmpstr (get_topic (corrected, 0)->label, ==, "Everything");
  g_assert_cmpuint (get_topic (corrected, 0)->entries->len, ==,
                    get_topic (before, 0)->entries->len + get_topic (before, 1)->entries->len);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      rd_store_undo_correction (store, numbers[i], self->now, &error);
      g_assert_no_error (error);
    }
  undone = make_digest (library);
  assert_same_topics (before, undone);
}

/* Two topics, each merged into the other, still stand somewhere. */
static void
test_circle (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  RdStore *store = rd_library_get_store (library);
  g_autoptr (RdDigest) before = NULL;
  g_autoptr (RdDigest) after = NULL;
  gint64 number;

  take (self, library, self->blog->entries->len, self->blog->entries->len);
  before = make_digest (library);
  for (guint i = 0; i < 2; i++)
    rd_store_put_correction (store, RD_CORRECTION_MERGE, get_topic (before, i)->id, get_topic (before, 1 - i)->id, self->now,
                             &number, NULL);
  after = make_digest (library);
  g_assert_cmpuint (after->entries->len, ==, before->entries->len);
}

static void
test_tidying (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  RdStore *store = rd_library_get_store (library);
  g_autoptr (GDateTime) real_now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_hours (real_now, 25);
  g_autoptr (RdDigest) digest = NULL;
  g_autoptr (RdDigest) emptied = NULL;
  g_autoptr (GDateTime) written = NULL;
  g_autoptr (GError) error = NULL;

  take (self, library, self->blog->entries->len, self->blog->entries->len);
  g_assert_null (rd_store_get_backup_time (store));
  /* 0: for good, whatever their age. */
  g_assert_true (rd_library_tidy (library, real_now, 0, &error));
  g_assert_no_error (error);
  written = rd_store_get_backup_time (store);
  g_assert_nonnull (written);

  /* Not twice a day. */
  g_assert_true (rd_library_tidy (library, real_now, 1, &error));
  digest = make_digest (library);
  g_assert_cmpuint (digest->entries->len, ==, self->blog->entries->len);

  g_assert_true (rd_library_tidy (library, tomorrow, 1, &error));
  g_assert_no_error (error);
  emptied = make_digest (library);
  g_assert_cmpuint (emptied->entries->len, ==, 0);
}

static RdEntry *
make_entry (Fixture    *self,
            const char *id,
            const char *text)
{
  RdEntry *entry = rd_entry_new ();

  entry->id = g_strdup (id);
  entry->blog_id = g_strdup (self->blog->id);
  entry->published = g_date_time_ref (self->now);
  rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), text, -1, RD_RUN_PLAIN, NULL);
  rd_body_get_text (entry->body);

  return entry;
}

/* Takes in a reading of these posts, and checks what that brought, and how many notices there are then. */
static void
take_posts (Fixture       *self,
            RdLibrary     *library,
            RdEntry      **entries,
            guint          n_entries,
            const RdTaken *expected,
            gint64         n_notices)
{
  g_autoptr (RdBlog) blog = rd_blog_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RdDatabase) database = NULL;
  g_autoptr (RdRows) rows = NULL;
  RdTaken taken;
  gint64 n_found;

  blog->id = g_strdup (self->blog->id);
  blog->title = g_strdup (self->blog->title);
  blog->complete = TRUE;
  for (guint i = 0; i < n_entries; i++)
    g_ptr_array_add (blog->entries, rd_entry_ref (entries[i]));
  rd_library_take (library, blog, "/harbour", self->now, &taken, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken.n_new, ==, expected->n_new);
  g_assert_cmpuint (taken.n_edited, ==, expected->n_edited);
  g_assert_cmpuint (taken.n_deleted, ==, expected->n_deleted);

  database = rd_database_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  rows = rd_database_query (database, "SELECT count (*) FROM outbox", "");
  g_assert_true (rd_rows_next (rows, &error));
  rd_rows_get (rows, "i", &n_found);
  g_assert_cmpint (n_found, ==, n_notices);
}

/* What a reading is said to have brought, and which posts are announced: each that is a key event, or becomes one, once;
 * none that is already taken away. */
static void
test_changes (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  g_autoptr (RdEntry) key = make_entry (self, "1", "A crane has fallen.");
  g_autoptr (RdEntry) plain = make_entry (self, "2", "The harbour is closed.");
  g_autoptr (RdEntry) gone = make_entry (self, "3", "");
  g_autoptr (RdEntry) marked = make_entry (self, "2", "The  harbour is closed.");
  g_autoptr (RdEntry) edited = make_entry (self, "1", "Two cranes have fallen.");
  g_autoptr (RdEntry) back = make_entry (self, "3", "All is well.");
  RdEntry *entries[3] = { key, plain, gone };

  key->key_event = gone->key_event = marked->key_event = edited->key_event = back->key_event = TRUE;
  gone->deleted = TRUE;
  take_posts (self, library, entries, 3, &(RdTaken) { .n_new = 2 }, 1);
  take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 1);

  entries[1] = marked;
  take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 2);
  entries[1] = plain;
  take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 2);
  entries[1] = marked;
  take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 2);

  entries[0] = edited;
  take_posts (self, library, entries, 3, &(RdTaken) { .n_edited = 1 }, 2);
  entries[2] = back;
  take_posts (self, library, entries, 3, &(RdTaken) { .n_edited = 1 }, 3);

  /* Missing, and there again. */
  take_posts (self, library, entries, 2, &(RdTaken) { .n_deleted = 1 }, 3);
  take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 3);
  take_posts (self, library, entries, 0, &(RdTaken) { 0 }, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/library/stopping", Fixture, NULL, set_up, test_stopping, tear_down);
  g_test_add ("/library/corrections", Fixture, NULL, set_up, test_corrections, tear_down);
  g_test_add ("/library/circle", Fixture, NULL, set_up, test_circle, tear_down);
  g_test_add ("/library/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/library/tidying", Fixture, NULL, set_up, test_tidying, tear_down);

  return g_test_run ();
}
