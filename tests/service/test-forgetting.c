/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each reading of what is followed brings, and that nothing is left of it where it is forgotten. */
#include "base/rd-error.h"
#include "demo-library.h"

#include <glib/gstdio.h>
#include <string.h>

typedef DemoLibrary Fixture;

/* Which posts the last reading is said to have changed. */
static void
assert_changed (RdLibrary  *library,
                const char *id)
{
  GPtrArray *changed = rd_library_get_changed (library);

  g_assert_cmpuint (changed->len, ==, id != NULL);
  if (id != NULL)
    g_assert_cmpstr (changed->pdata[0], ==, id);
}

/* What a reading is said to have brought, and which posts are announced: each that is a key event, or becomes one, once;
 * none that is already taken away. */
static void
test_changes (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (RdLibrary) library = demo_library_open (self);
  g_autoptr (RdEntry) key = demo_library_make_entry (self, "1", "A crane has fallen.");
  g_autoptr (RdEntry) plain = demo_library_make_entry (self, "2", "The harbour is closed.");
  g_autoptr (RdEntry) gone = demo_library_make_entry (self, "3", "");
  g_autoptr (RdEntry) marked = demo_library_make_entry (self, "2", "The  harbour is closed.");
  g_autoptr (RdEntry) edited = demo_library_make_entry (self, "1", "Two cranes have fallen.");
  g_autoptr (RdEntry) back = demo_library_make_entry (self, "3", "All is well.");
  g_autoptr (RdEntry) added = demo_library_make_entry (self, "4", "The ferry is adrift.");
  g_autoptr (RdEntry) marked_too = demo_library_make_entry (self, "4", "The  ferry is adrift.");
  g_autoptr (RdEntry) fresh = demo_library_make_entry (self, "5", "Lamps were stolen at night.");
  g_autoptr (RdKept) kept = NULL;
  g_autoptr (GError) error = NULL;
  RdStore *store = rd_library_get_store (library);
  RdEntry *entries[5] = { key, plain, gone, fresh, added };
  gint64 number;

  key->key_event = gone->key_event = marked->key_event = edited->key_event = back->key_event = TRUE;
  marked_too->key_event = fresh->key_event = TRUE;
  gone->deleted = TRUE;
  demo_library_take_posts (self, library, entries, 3, &(RdTaken) { .n_new = 2 }, 1);
  demo_library_take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 1);

  entries[1] = marked;
  demo_library_take_posts (self, library, entries, 3, &(RdTaken) { .n_key_events = 1 }, 2);
  assert_changed (library, NULL);
  entries[1] = plain;
  demo_library_take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 2);
  entries[1] = marked;
  demo_library_take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 2);

  entries[0] = edited;
  demo_library_take_posts (self, library, entries, 3, &(RdTaken) { .n_edited = 1 }, 2);
  assert_changed (library, "1");
  entries[2] = back;
  demo_library_take_posts (self, library, entries, 3, &(RdTaken) { .n_edited = 1, .n_key_events = 1 }, 3);

  /* Missing, and there again. */
  demo_library_take_posts (self, library, entries, 2, &(RdTaken) { .n_deleted = 1 }, 3);
  assert_changed (library, "3");
  demo_library_take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 3);
  assert_changed (library, "3");
  demo_library_take_posts (self, library, entries, 0, &(RdTaken) { 0 }, 3);
  assert_changed (library, NULL);
  demo_library_take_posts (self, library, entries, 4, &(RdTaken) { .n_new = 1, .n_key_events = 1 }, 4);

  /* Of what is muted, the reader is told nothing. */
  demo_library_take_posts (self, library, entries, 5, &(RdTaken) { .n_new = 1 }, 4);
  kept = rd_store_find (store, added->id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (kept->topic_id);
  rd_store_put_correction (store, RD_CORRECTION_MUTE, kept->topic_id, NULL, self->now, &number, &error);
  g_assert_no_error (error);
  entries[4] = marked_too;
  demo_library_take_posts (self, library, entries, 5, &(RdTaken) { 0 }, 5);
}

static void
assert_holds (const char *path,
              const char *words,
              gboolean    holds)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (memmem (content, length, words, strlen (words)) != NULL, ==, holds);
}

/* No word of a post is left, in no file; what comes again is as new, but for notices. */
static void
test_forgetting (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (RdLibrary) library = demo_library_open (self);
  g_autoptr (RdEntry) key = demo_library_make_entry (self, "1", "A crane has fallen.");
  g_autoptr (RdEntry) plain = demo_library_make_entry (self, "2", "The harbour is closed.");
  RdEntry *entries[] = { key, plain };
  g_autofree char *backup = g_strconcat (self->path, "-backup", NULL);
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GPtrArray) followed = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) corrections = NULL;
  g_autoptr (GError) error = NULL;
  const RdStoreQuery query = { .words = "harbour", .limit = 10 };
  RdStore *store = rd_library_get_store (library);
  gboolean are_gone;
  gint64 number;

  key->key_event = TRUE;
  demo_library_take_posts (self, library, entries, 2, &(RdTaken) { .n_new = 2 }, 1);
  rd_store_put_correction (store, RD_CORRECTION_RENAME, "1", "Harbour is closed", self->now, &number, &error);
  g_assert_no_error (error);
  rd_store_back_up (store, NULL, &error);
  g_assert_no_error (error);
  assert_holds (backup, "harbour is closed", TRUE);

  rd_library_forget_all (library, &are_gone, &error);
  g_assert_no_error (error);
  g_assert_true (are_gone);
  followed = rd_store_list_followed (store, NULL);
  g_assert_cmpuint (followed->len, ==, 1);
  g_assert_true (((RdFollowed *) followed->pdata[0])->followed);
  g_assert_cmpuint (((RdFollowed *) followed->pdata[0])->n_entries, ==, 0);
  kept = rd_store_load (store, &(RdStoreFilter) { 0 }, NULL);
  g_assert_cmpuint (kept->len, ==, 0);
  corrections = rd_store_list_corrections (store, NULL);
  g_assert_cmpuint (corrections->len, ==, 0);
  found = rd_store_search (store, &query, NULL);
  g_assert_cmpuint (found->len, ==, 0);
  assert_holds (backup, "arbour is closed", FALSE);
  assert_holds (self->path, "arbour is closed", FALSE);
  assert_holds (log, "arbour is closed", FALSE);

  demo_library_take_posts (self, library, entries, 2, &(RdTaken) { .n_new = 2 }, 1);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = rd_store_search (store, &query, NULL);
  g_assert_cmpuint (found->len, ==, 1);

  rd_library_forget_all (library, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&library, rd_library_close);
  assert_holds (self->path, "arbour is closed", FALSE);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

/* Of a live blog that is forgotten no word is left either. */
static void
test_forgetting_one (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (RdLibrary) library = demo_library_open (self);
  g_autoptr (RdEntry) entry = demo_library_make_entry (self, "1", "The harbour is closed.");
  g_autofree char *backup = g_strconcat (self->path, "-backup", NULL);
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  RdStore *store = rd_library_get_store (library);

  demo_library_take_posts (self, library, &entry, 1, &(RdTaken) { .n_new = 1 }, 0);
  rd_store_back_up (store, NULL, &error);
  g_assert_no_error (error);
  assert_holds (backup, "harbour is closed", TRUE);

  rd_library_forget (library, entry->blog_id, &error);
  g_assert_no_error (error);
  kept = rd_store_load (store, &(RdStoreFilter) { 0 }, NULL);
  g_assert_cmpuint (kept->len, ==, 0);
  assert_holds (backup, "harbour is closed", FALSE);
  assert_holds (self->path, "harbour is closed", FALSE);
  assert_holds (log, "harbour is closed", FALSE);
}

/* A disk that has no room for a backup. */
static void
test_forgetting_in_part (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr (RdLibrary) library = demo_library_open (self);
  g_autoptr (RdEntry) entry = demo_library_make_entry (self, "1", "The harbour is closed.");
  g_autofree char *in_the_way = g_strconcat (self->path, "-backup.new", NULL);
  g_autofree char *within = g_build_filename (in_the_way, "something", NULL);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  gboolean are_gone;

  demo_library_take_posts (self, library, &entry, 1, &(RdTaken) { .n_new = 1 }, 0);
  g_assert_cmpint (g_mkdir_with_parents (within, 0700), ==, 0);
  g_assert_false (rd_library_forget_all (library, &are_gone, &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_DISK);
  g_assert_true (are_gone);
  kept = rd_store_load (rd_library_get_store (library), &(RdStoreFilter) { 0 }, NULL);
  g_assert_cmpuint (kept->len, ==, 0);

  /* What comes again is as new. */
  demo_library_take_posts (self, library, &entry, 1, &(RdTaken) { .n_new = 1 }, 0);
  g_rmdir (within);
  g_rmdir (in_the_way);
}

static void
test_tidying (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (RdLibrary) library = demo_library_open (self);
  RdStore *store = rd_library_get_store (library);
  g_autoptr (GDateTime) real_now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_hours (real_now, 25);
  g_autoptr (RdDigest) digest = NULL;
  g_autoptr (RdDigest) emptied = NULL;
  g_autoptr (GDateTime) written = NULL;
  g_autoptr (GError) error = NULL;

  demo_library_take (self, library, self->blog->entries->len, self->blog->entries->len);
  g_assert_null (rd_store_get_backup_time (store));
  /* 0: for good, whatever their age. */
  g_assert_true (rd_library_tidy (library, real_now, 0, &error));
  g_assert_no_error (error);
  written = rd_store_get_backup_time (store);
  g_assert_nonnull (written);

  /* Not twice a day. */
  g_assert_true (rd_library_tidy (library, real_now, 1, &error));
  digest = demo_library_make_digest (library);
  g_assert_cmpuint (digest->entries->len, ==, self->blog->entries->len);

  g_assert_true (rd_library_tidy (library, tomorrow, 1, &error));
  g_assert_no_error (error);
  emptied = demo_library_make_digest (library);
  g_assert_cmpuint (emptied->entries->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/forgetting/" name, Fixture, NULL, demo_library_set_up, function, demo_library_tear_down)
  ADD ("changes", test_changes);
  ADD ("forgetting", test_forgetting);
  ADD ("forgetting-one", test_forgetting_one);
  ADD ("forgetting-in-part", test_forgetting_in_part);
  ADD ("tidying", test_tidying);

  return g_test_run ();
}
