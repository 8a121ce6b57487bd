/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept survives a disk that fails: the same work is done again and again, and each time another call of SQLite's
 * fails, until none is left. Afterwards, on a disk that works, everything that was acknowledged must be there, nothing
 * half done, and nothing taken for damaged. The work is done in a process of its own, which a loss of power ends. */
#include "base/rd-data.h"
#include "base/rd-error.h"
#include "faulty-disk.h"
#include "folder.h"
#include "formats/rd-format.h"
#include "store/rd-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Transactions: the live blog, posts, edits of them, and what is kept beside them. */
#define POSTS_AT_ONCE 3
#define N_PUTS 2
#define BACKUP_AFTER 4
#define N_TRANSACTIONS 6

/* Transactions before the store is closed and opened again. */
#define FIRST_SESSION 5

/* Every call fails in turn; under a sanitizer, which makes all of it slow, every few. */
#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined (__SANITIZE_ADDRESS__) || __has_feature (address_sanitizer)
#define STRIDE 7
#else
#define STRIDE 1
#endif

/* A user without rights, and what a process says that could not become that one. */
#define NOBODY 65534
#define SKIPPED 77

/* What the process at work has got done, seen by the test. */
typedef struct
{
  guint n_acknowledged;
  gboolean backed_up;
} Progress;

typedef struct
{
  const char *name;
  FaultyDiskFault fault;
  gboolean lasting;
} Mode;

static const Mode modes[] = {
  { "error", FAULTY_DISK_ERROR, FALSE },
  { "errors", FAULTY_DISK_ERROR, TRUE },
  { "full", FAULTY_DISK_FULL, TRUE },
  { "power-loss", FAULTY_DISK_POWER_LOSS, TRUE },
};

static struct
{
  RdBlog *blog;
  GDateTime *now;
  char *folder;
  char *path;
  char *backup;
  Progress *progress;
  char *expected[N_TRANSACTIONS + 1]; /* all that is in the database after so many transactions */
} test;

static void
assert_nothing_is_called (const char *part)
{
  g_autoptr (GDir) folder = g_dir_open (test.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (strstr (name, part) != NULL)
      g_error ("%s is there", name);
}

/* A failure says in one line what, where and what to do. */
static void
assert_is_clear (const GError *error)
{
  g_assert_nonnull (error);
  if (error->domain != RD_ERROR || (error->code != RD_ERROR_DISK && error->code != RD_ERROR_BUSY))
    g_error ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static gboolean
put_posts (RdStore  *store,
           guint     first,
           GError  **error)
{
  const char *const why[] = { "harbour", "crane", NULL };

  for (guint i = first; i < first + POSTS_AT_ONCE; i++)
    {
      RdEntry *entry = test.blog->entries->pdata[i];
      RdStoreChange change;

      if (!rd_store_put_entry (store, entry, test.now, &change, error)
          || !rd_store_put_place (store, entry->id, i % 2 == 0 ? "one" : NULL, why, FALSE, test.now, error)
          || !rd_store_put_notice (store, entry->id, RD_OUTBOX_KEY_EVENT, NULL, test.now, FALSE, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_edit (RdStore     *store,
          guint        number,
          const char  *title,
          gboolean     deleted,
          GError     **error)
{
  RdEntry *model = test.blog->entries->pdata[number];
  g_autoptr (RdEntry) entry = rd_entry_new ();
  RdStoreChange change;

  entry->id = g_strdup (model->id);
  entry->blog_id = g_strdup (model->blog_id);
  entry->title = g_strdup (title);
  entry->deleted = deleted;

  return rd_store_put_entry (store, entry, test.now, &change, error);
}

static gboolean
put_following (RdStore     *store,
               const char  *blog_id,
               GError     **error)
{
  g_autoptr (RdFollowed) followed = rd_store_find_followed (store, blog_id, error);

  if (followed == NULL)
    return FALSE;

  g_free (followed->following.problem);
  followed->following.problem = g_strdup ("no answer");

  return rd_store_put_following (store, followed, error);
}

static gboolean
put_transaction (RdStore  *store,
                 guint     number,
                 GError  **error)
{
  const char *blog_id = test.blog->id;
  RdEntry *entry = test.blog->entries->pdata[2];
  g_autoptr (GBytes) content = g_bytes_new_static ("stories", 7);
  guint n_forgotten;

  switch (number)
    {
    case 0:
      return rd_store_put_blog (store, test.blog, "https://www.example.com/live", test.now, error);
    case N_PUTS + 1:
      return put_edit (store, 0, "Zeppelins over Whitby", FALSE, error) && put_edit (store, 5, NULL, TRUE, error);
    case N_PUTS + 2:
      return rd_store_put_opened (store, entry->id, test.now, NULL, error)
             && put_following (store, blog_id, error)
             && rd_store_put_cache (store, "grouping", content, error);
    case N_PUTS + 3:
      return put_edit (store, 1, "Another post", FALSE, error)
             && rd_store_forget_before (store, entry->published, &n_forgotten, error);
    default:
      return put_posts (store, (number - 1) * POSTS_AT_ONCE, error);
    }
}

static gboolean
keep (RdStore *store,
      guint    number)
{
  g_autoptr (GError) error = NULL;

  if (rd_store_begin (store, &error) && put_transaction (store, number, &error) && rd_store_commit (store, &error))
    return TRUE;

  rd_store_roll_back (store);
  assert_is_clear (error);
  return FALSE;
}

static gboolean
back_up (RdStore *store)
{
  g_autoptr (GError) error = NULL;

  if (rd_store_back_up (store, NULL, &error))
    return TRUE;

  assert_is_clear (error);
  return FALSE;
}

static RdStore *
open_store (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  RdStore *store = rd_store_open (test.path, RD_STORE_WRITE, &notice, &error);

  g_assert_null (notice);
  if (store == NULL)
    assert_is_clear (error);

  return store;
}

/* From one transaction to another. What fails is tried a second time, and the work ends when that fails, too. */
static void
work (guint from,
      guint to)
{
  g_autoptr (RdStore) store = open_store ();

  if (store == NULL)
    store = open_store ();
  for (guint i = from; store != NULL && i < to && (keep (store, i) || keep (store, i)); i++)
    {
      test.progress->n_acknowledged = i + 1;
      if (i + 1 == BACKUP_AFTER && (back_up (store) || back_up (store)))
        test.progress->backed_up = TRUE;
    }
}

/* Gives all that a database holds, row by row, and its index word by word. */
static char *
dump (const char *path)
{
  const char *const queries[] = {
    "PRAGMA integrity_check",
    "PRAGMA foreign_key_check",
    "SELECT name, sql FROM sqlite_schema ORDER BY name",
    "SELECT * FROM blog ORDER BY number",
    "SELECT * FROM following ORDER BY blog",
    "SELECT * FROM entry ORDER BY number",
    "SELECT * FROM revision ORDER BY entry, number",
    "SELECT * FROM membership ORDER BY number",
    "SELECT * FROM correction ORDER BY number",
    "SELECT * FROM outbox ORDER BY number",
    "SELECT * FROM cache ORDER BY name",
    "SELECT * FROM temp.word ORDER BY term, doc",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, words, instance)", NULL,
                                 NULL, NULL),
                   ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      sqlite3_stmt *statement = NULL;
      int code;

      g_assert_cmpint (sqlite3_prepare_v2 (database, queries[i], -1, &statement, NULL), ==, SQLITE_OK);
      while ((code = sqlite3_step (statement)) == SQLITE_ROW)
        for (int j = 0; j < sqlite3_column_count (statement); j++)
          {
            g_string_append_len (text, sqlite3_column_blob (statement, j), sqlite3_column_bytes (statement, j));
            g_string_append_c (text, j + 1 < sqlite3_column_count (statement) ? '|' : '\n');
          }
      g_assert_cmpint (code, ==, SQLITE_DONE);
      sqlite3_finalize (statement);
    }
  sqlite3_close (database);
  g_assert_true (g_str_has_prefix (text->str, "ok\n"));

  /* Records hold zeros. */
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, text->len);
}

static void
set_up_expected (void)
{
  for (guint i = 0; i <= N_TRANSACTIONS; i++)
    {
      g_autoptr (RdStore) store = open_store ();

      if (i > 0)
        g_assert_true (keep (store, i - 1));
      g_clear_pointer (&store, rd_store_close);
      test.expected[i] = dump (test.path);
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (test.expected[i], !=, test.expected[j]);
    }
  folder_empty (test.folder);
}

/* On a disk that works: what was acknowledged is there, and so may be the transaction after it, whole; and the work goes
 * on from there. */
static void
check_what_is_kept (void)
{
  guint n = test.progress->n_acknowledged;
  g_autoptr (RdStore) store = open_store ();
  g_autofree char *found = NULL;

  g_assert_nonnull (store);
  assert_nothing_is_called ("damaged");

  found = dump (test.path);
  if (n < N_TRANSACTIONS && strcmp (found, test.expected[n + 1]) == 0)
    n++;
  g_assert_cmpstr (found, ==, test.expected[n]);
  if (test.progress->backed_up || g_file_test (test.backup, G_FILE_TEST_EXISTS))
    {
      g_autofree char *copied = dump (test.backup);

      g_assert_cmpstr (copied, ==, test.expected[BACKUP_AFTER]);
    }

  g_assert_true (n == N_TRANSACTIONS || keep (store, n));
  g_assert_true (back_up (store));
  assert_nothing_is_called (".new");
}

/* Returns: whether the fault was met */
static gboolean
meet_fault (const Mode *mode,
            guint       call,
            void (*do_work) (void))
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      faulty_disk_plan (mode->fault, call, mode->lasting);
      do_work ();
      _exit (faulty_disk_has_failed () ? 1 : 0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) != 0)
    g_assert_cmpint (WEXITSTATUS (status), ==, mode->fault == FAULTY_DISK_POWER_LOSS ? FAULTY_DISK_EXIT_STATUS : 1);

  return WEXITSTATUS (status) != 0;
}

static void
work_in_two_sessions (void)
{
  work (0, FIRST_SESSION);
  if (test.progress->n_acknowledged == FIRST_SESSION)
    work (FIRST_SESSION, N_TRANSACTIONS);
  assert_nothing_is_called ("damaged");
}

static void
test_work (gconstpointer data)
{
  const Mode *mode = data;
  guint call;
  gboolean met = TRUE;

  for (call = 1; met; call += STRIDE)
    {
      folder_empty (test.folder);
      *test.progress = (Progress) { 0 };
      met = meet_fault (mode, call, work_in_two_sessions);
      g_assert_true (met || test.progress->n_acknowledged == N_TRANSACTIONS);
      check_what_is_kept ();
    }
  g_test_message ("%s: up to call %u", mode->name, call);
  /* Otherwise nothing was put to the test. */
  g_assert_cmpuint (call, >, 100);
}

static void
set_up_damaged (void)
{
  g_autofree char *contents = NULL;
  gsize length;

  folder_empty (test.folder);
  work (0, BACKUP_AFTER);
  g_assert_true (g_file_get_contents (test.path, &contents, &length, NULL));
  memset (contents, 'x', length);
  g_assert_true (g_file_set_contents (test.path, contents, length, NULL));
}

static void
restore (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  g_autoptr (RdStore) store = rd_store_open (test.path, RD_STORE_WRITE, &notice, &error);

  if (store != NULL)
    g_assert_nonnull (strstr (notice, "restored from the last backup"));
  else
    assert_is_clear (error);
}

/* A fault while damaged posts are restored from their backup: they are, later. */
static void
test_restoring (gconstpointer data)
{
  const Mode *mode = data;
  guint call;
  gboolean met = TRUE;

  for (call = 1; met; call += STRIDE)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *notice = NULL;
      g_autofree char *found = NULL;
      g_autoptr (RdStore) store = NULL;

      set_up_damaged ();
      met = meet_fault (mode, call, restore);
      store = rd_store_open (test.path, RD_STORE_WRITE, &notice, &error);
      g_assert_no_error (error);
      g_assert_true (notice == NULL || strstr (notice, "restored from the last backup") != NULL);
      found = dump (test.path);
      g_assert_cmpstr (found, ==, test.expected[BACKUP_AFTER]);
    }
  g_assert_cmpuint (call, >, 50);
}

/* A folder that cannot be written to: a clear message, and all that was there still is. As root every folder can be. */
static void
test_read_only_folder (void)
{
  g_autofree char *found = NULL;
  pid_t child;
  int status;

  folder_empty (test.folder);
  *test.progress = (Progress) { 0 };
  work (0, N_TRANSACTIONS);
  g_assert_cmpint (g_chmod (test.folder, 0555), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *notice = NULL;

      if (geteuid () == 0 && (setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
        _exit (SKIPPED);
      g_assert_null (rd_store_open (test.path, RD_STORE_WRITE, &notice, &error));
      assert_is_clear (error);
      g_clear_error (&error);
      /* SQLite keeps a log's index beside the file, also to read. */
      g_assert_null (rd_store_open (test.path, RD_STORE_READ, &notice, &error));
      assert_is_clear (error);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (g_chmod (test.folder, 0700), ==, 0);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == SKIPPED)
    g_test_skip ("root, and no one else to be");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);

  found = dump (test.path);
  g_assert_cmpstr (found, ==, test.expected[N_TRANSACTIONS]);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GBytes) demo = rd_data_load ("demo/westminster-2025-06-16.json");
  g_autoptr (GPtrArray) blogs = rd_formats_read (demo, NULL, NULL, NULL);
  int status;

  g_test_init (&argc, &argv, NULL);

  test.blog = blogs->pdata[0];
  test.now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
  test.folder = folder_new ("faults");
  test.path = g_build_filename (test.folder, "posts.db", NULL);
  test.backup = g_strconcat (test.path, "-backup", NULL);
  test.progress = mmap (NULL, sizeof *test.progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (test.progress != MAP_FAILED);
  faulty_disk_install ();
  set_up_expected ();

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *working = g_strconcat ("/store/faults/working/", modes[i].name, NULL);
      g_autofree char *restoring = g_strconcat ("/store/faults/restoring/", modes[i].name, NULL);

      g_test_add_data_func (working, &modes[i], test_work);
      g_test_add_data_func (restoring, &modes[i], test_restoring);
    }
  g_test_add_func ("/store/read-only-folder", test_read_only_folder);
  status = g_test_run ();

  folder_delete (test.folder);
  g_date_time_unref (test.now);
  g_free (test.path);
  g_free (test.backup);
  for (guint i = 0; i <= N_TRANSACTIONS; i++)
    g_free (test.expected[i]);

  return status;
}
