/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What it costs to keep an invented live blog of 100,000 posts and to search it, beside what SQLite needs alone: for
 * keeping the same bytes in one table, with the same durability and as many to a transaction, and for the bare question
 * to its index.
 *
 * Usage: bench-store [POSTS]. Times differ between machines; the ratios tell. */
#include "folder.h"
#include "invented-blog.h"

#include "formats/rd-format.h"
#include "store/rd-record.h"
#include "store/rd-store.h"
#include "topics/rd-grouping.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define POSTS 100000

/* What one check of a busy live blog brings. */
#define POSTS_A_TRANSACTION 20

/* How many posts a search shows, and how often each is asked; the least time counts. */
#define LIMIT 50
#define RUNS 7

typedef enum
{
  WITH_INDEX,
  WITH_GROUPING,
} Extent;

static double
get_seconds (gint64 since)
{
  return (g_get_monotonic_time () - since) / 1e6;
}

static goffset
get_size (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? status.st_size : 0;
}

static void
check_code (sqlite3 *database,
            int      code)
{
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    g_error ("%s", sqlite3_errmsg (database));
}

static double
keep_bare (const char *path,
           GPtrArray  *entries)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 start;

  check_code (database, sqlite3_open (path, &database));
  check_code (database, sqlite3_exec (database,
                                      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                      "CREATE TABLE record (number INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT",
                                      NULL, NULL, NULL));
  check_code (database, sqlite3_prepare_v2 (database, "INSERT INTO record (record) VALUES (?)", -1, &statement, NULL));
  start = g_get_monotonic_time ();
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (GBytes) record = rd_record_write (entries->pdata[i]);

      if (i % POSTS_A_TRANSACTION == 0)
        check_code (database, sqlite3_exec (database, "BEGIN IMMEDIATE", NULL, NULL, NULL));
      check_code (database, sqlite3_bind_blob (statement, 1, g_bytes_get_data (record, NULL), g_bytes_get_size (record),
                                               SQLITE_TRANSIENT));
      check_code (database, sqlite3_step (statement));
      check_code (database, sqlite3_reset (statement));
      if (i % POSTS_A_TRANSACTION == POSTS_A_TRANSACTION - 1 || i + 1 == entries->len)
        check_code (database, sqlite3_exec (database, "COMMIT", NULL, NULL, NULL));
    }
  sqlite3_finalize (statement);
  sqlite3_close (database);

  return get_seconds (start);
}

static RdStore *
open_store (const char *path)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;
  RdStore *store = rd_store_open (path, RD_STORE_WRITE, &notice, &error);

  if (store == NULL)
    g_error ("%s", error->message);

  return store;
}

static double
keep_posts (const char *path,
            RdBlog     *blog,
            Extent      extent)
{
  RdStore *store = open_store (path);
  g_autoptr (RdLanguage) language = rd_language_new (NULL);
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  rd_store_put_blog (store, blog, "https://www.example.com/live", now, &error);
  for (guint i = 0; i < blog->entries->len && error == NULL; i++)
    {
      RdEntry *entry = blog->entries->pdata[i];
      RdStoreChange change;

      if (i % POSTS_A_TRANSACTION == 0)
        rd_store_begin (store, &error);
      rd_store_put_entry (store, entry, now, &change, &error);
      if (extent == WITH_GROUPING)
        {
          g_autoptr (RdPlace) place = rd_grouping_add (grouping, entry);

          rd_store_put_place (store, entry->id, place->topic_id, (const char *const *) place->why, FALSE, now, &error);
        }
      if (i % POSTS_A_TRANSACTION == POSTS_A_TRANSACTION - 1 || i + 1 == blog->entries->len)
        rd_store_commit (store, &error);
    }
  if (error != NULL)
    g_error ("%s", error->message);
  rd_store_close (store);

  return get_seconds (start);
}

static double
ask_index (sqlite3    *database,
           const char *question)
{
  sqlite3_stmt *statement = NULL;
  gint64 start;

  check_code (database, sqlite3_prepare_v2 (database, "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?", -1,
                                            &statement, NULL));
  start = g_get_monotonic_time ();
  sqlite3_bind_text (statement, 1, question, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, LIMIT);
  while (sqlite3_step (statement) == SQLITE_ROW)
    sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return get_seconds (start);
}

/* What is typed, letter by letter, and the bare question that it comes to. */
static void
print_searches (const char *path)
{
  const char *const typed[][2] = {
    { "g", "g*" },
    { "go", "go*" },
    { "gov", "gov*" },
    { "government", "government*" },
    { "government s", "government s*" },
    { "government sp", "government sp*" },
    { "government spend", "government spend*" },
    { "the", "the*" },
    { "the w", "the w*" },
  };
  RdStore *store = open_store (path);
  sqlite3 *database = NULL;

  check_code (database, sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL));
  g_print ("\n%-20s %7s %9s %9s %6s\n", "typed", "found", "ms", "bare ms", "ratio");
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      double least = G_MAXDOUBLE;
      double bare = G_MAXDOUBLE;
      guint n_found = 0;

      for (guint j = 0; j < RUNS; j++)
        {
          gint64 start = g_get_monotonic_time ();
          const RdStoreQuery query = { .words = typed[i][0], .limit = LIMIT };
          g_autoptr (GPtrArray) found = rd_store_search (store, &query, NULL);

          least = MIN (least, get_seconds (start));
          bare = MIN (bare, ask_index (database, typed[i][1]));
          n_found = found->len;
        }
      g_print ("%-20s %7u %9.2f %9.2f %6.2f\n", typed[i][0], n_found, least * 1000, bare * 1000, least / bare);
    }
  sqlite3_close (database);
  rd_store_close (store);
}

static void
print_row (const char *name,
           const char *path,
           double      seconds,
           double      bare,
           guint       n_posts,
           gsize       text_bytes)
{
  g_print ("%-28s %8.1f %9.1f %6.2f %9.1f %8.2f\n", name, seconds, seconds / n_posts * 1e6, seconds / bare,
           get_size (path) / 1e6, (double) get_size (path) / text_bytes);
}

int
main (int    argc,
      char **argv)
{
  guint n_posts = argc > 1 ? atoi (argv[1]) : POSTS;
  g_autoptr (GBytes) bytes = invent_blog (n_posts);
  g_autoptr (GPtrArray) blogs = rd_formats_read (bytes, NULL, NULL, NULL);
  RdBlog *blog = blogs->pdata[0];
  char *folder = folder_new ("bench");
  g_autofree char *bare_path = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *path = g_build_filename (folder, "posts.db", NULL);
  g_autofree char *grouped_path = g_build_filename (folder, "grouped.db", NULL);
  gsize text_bytes = 0;
  double bare;

  for (guint i = 0; i < blog->entries->len; i++)
    {
      const RdEntry *entry = blog->entries->pdata[i];

      text_bytes += strlen (rd_body_get_text (entry->body)) + (entry->title != NULL ? strlen (entry->title) : 0);
    }

  g_print ("%u posts, %.1f MB of text\n\n", blog->entries->len, text_bytes / 1e6);
  g_print ("%-28s %8s %9s %6s %9s %8s\n", "kept", "seconds", "µs/post", "ratio", "MB", "per byte");
  bare = keep_bare (bare_path, blog->entries);
  print_row ("bare SQLite", bare_path, bare, bare, n_posts, text_bytes);
  print_row ("store with index", path, keep_posts (path, blog, WITH_INDEX), bare, n_posts, text_bytes);
  print_row ("store, index and grouping", grouped_path, keep_posts (grouped_path, blog, WITH_GROUPING), bare, n_posts,
             text_bytes);
  print_searches (grouped_path);
  folder_delete (folder);

  return 0;
}
