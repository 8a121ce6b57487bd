/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file in which all is kept: who may write it, and what happens where it cannot be read or written. */
#include "base/rd-error.h"
#include "kept-blog.h"
#include "store/rd-database.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef KeptBlog Fixture;

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

  kept_blog_keep (self);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *notice = NULL;
      RdStore *reader = rd_store_open (self->path, RD_STORE_READ, &notice, &error);

      if (reader == NULL || kept_blog_load_all (reader)->len != self->blog->entries->len)
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
  kept = kept_blog_load_all (store);
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
  kept_blog_keep (self);
  change_file (self, "PRAGMA user_version = 1000000;");
  assert_fails (self->path, RD_STORE_WRITE, RD_ERROR_NEWER);
  assert_fails (self->path, RD_STORE_READ, RD_ERROR_NEWER);
  change_file (self, "PRAGMA user_version = 3;");
  self->store = kept_blog_open (self->path);
  kept_blog_assert_all (self, self->store);
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

  kept_blog_keep (self);
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
    kept_blog_assert_all (self, self->store);
  kept = kept_blog_load_all (self->store);
  g_assert_cmpuint (kept->len, ==, with_backup ? self->blog->entries->len : 0);

  /* Once is enough. */
  g_clear_pointer (&self->store, rd_store_close);
  self->store = kept_blog_open (self->path);
}

static void
test_back_up (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree char *nowhere = g_build_filename (self->folder, "no", "copy.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RdStore) copy = NULL;

  kept_blog_keep (self);
  for (guint i = 0; i < 2; i++)
    {
      rd_store_back_up (self->store, path, &error);
      g_assert_no_error (error);
    }
  copy = kept_blog_open (path);
  kept_blog_assert_all (self, copy);

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

  kept_blog_keep (self);
  rd_store_set_cancellable (self->store, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_null (rd_store_load (self->store, &all, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  rd_store_set_cancellable (self->store, NULL);
  kept_blog_assert_all (self, self->store);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store-file/lock", Fixture, NULL, kept_blog_set_up, test_lock, kept_blog_tear_down);
  g_test_add ("/store-file/nothing-kept", Fixture, NULL, kept_blog_set_up, test_nothing_kept, kept_blog_tear_down);
  g_test_add ("/store-file/newer", Fixture, NULL, kept_blog_set_up, test_newer, kept_blog_tear_down);
  g_test_add ("/store-file/read-only-folder", Fixture, NULL, kept_blog_set_up, test_folder_for_reading_only, kept_blog_tear_down);
  g_test_add ("/store-file/damage/with-backup", Fixture, GINT_TO_POINTER (TRUE), kept_blog_set_up, test_damage, kept_blog_tear_down);
  g_test_add ("/store-file/damage/without-backup", Fixture, GINT_TO_POINTER (FALSE), kept_blog_set_up, test_damage, kept_blog_tear_down);
  g_test_add ("/store-file/back-up", Fixture, NULL, kept_blog_set_up, test_back_up, kept_blog_tear_down);
  g_test_add ("/store-file/cancelling", Fixture, NULL, kept_blog_set_up, test_cancelling, kept_blog_tear_down);

  return g_test_run ();
}
