/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process that keeps posts is killed, a hundred times, at any moment. What it had told to be kept must be there. */
#include "folder.h"
#include "kept-blog.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_KILLS 100

/* How long a process may live, in microseconds. */
#define LIFE 40000

/* After how many posts it makes a backup, and after how many it closes the store and opens it again. */
#define POSTS_A_BACKUP 50
#define POSTS_A_SESSION 16

/* Everything in a post follows from its number. */
static RdEntry *
make_entry (guint number)
{
  RdEntry *entry = rd_entry_new ();
  RdBlock *block = rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH);
  g_autofree char *text = g_strdup_printf ("Tram %u left the depot for stop %u.", number, number * 7919 % 1000);

  entry->id = g_strdup_printf ("post-%u", number);
  entry->blog_id = g_strdup ("trams");
  entry->title = g_strdup_printf ("Tram %u", number);
  for (guint i = 0; i <= number % 40; i++)
    rd_block_add_run (block, text, -1, RD_RUN_PLAIN, NULL);

  return entry;
}

static void
keep_blog (const char *path,
           GDateTime  *now)
{
  g_autoptr (RdStore) store = kept_blog_open (path);
  g_autoptr (RdBlog) blog = rd_blog_new ();
  g_autoptr (GError) error = NULL;

  blog->id = g_strdup ("trams");
  blog->title = g_strdup ("Trams");
  rd_store_begin (store, &error);
  g_assert_no_error (error);
  rd_store_put_blog (store, blog, "https://www.example.com/trams", now, &error);
  g_assert_no_error (error);
  rd_store_commit (store, &error);
  g_assert_no_error (error);
}

static void
keep_post (RdStore   *store,
           guint      number,
           GDateTime *now)
{
  g_autoptr (RdEntry) entry = make_entry (number);
  g_autoptr (GError) error = NULL;
  RdStoreChange change;

  rd_store_begin (store, &error);
  g_assert_no_error (error);
  rd_store_put_entry (store, entry, now, &change, &error);
  g_assert_no_error (error);
  rd_store_put_place (store, entry->id, "tram", NULL, FALSE, now, &error);
  g_assert_no_error (error);
  rd_store_commit (store, &error);
  g_assert_no_error (error);
}

/* Works on from the post of a number for as long as it is let, and reports of that through a pipe. */
typedef void (*Worker) (const char *path,
                        guint       first,
                        int         report,
                        GDateTime  *now);

/* Has a process work, and kills it after a while. @last: (inout): what it reported last, of so many bytes */
static void
kill_worker (Worker      function,
             const char *path,
             guint       first,
             GDateTime  *now,
             void       *last,
             gsize       size)
{
  int ends[2];
  int status;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    function (path, first, ends[1], now);
  close (ends[1]);
  g_usleep (g_test_rand_int_range (0, LIFE));
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  while (read (ends[0], last, size) == (gssize) size)
    ;
  close (ends[0]);
}

/* Keeps post after post, and tells of each once it is kept. */
G_NORETURN static void
work (const char *path,
      guint       first,
      int         report,
      GDateTime  *now)
{
  g_autoptr (RdStore) store = kept_blog_open (path);

  for (guint i = first;; i++)
    {
      keep_post (store, i, now);
      if (write (report, &i, sizeof i) != sizeof i)
        _exit (1);
      if (i % POSTS_A_BACKUP == 0)
        g_assert_true (rd_store_back_up (store, NULL, NULL));
      if (i % POSTS_A_SESSION == 0)
        {
          rd_store_close (store);
          store = kept_blog_open (path);
        }
    }
}

/* Returns: how many posts are kept, all of them as they should be, in their order, and found by their words */
static guint
check (const char *path)
{
  const RdStoreFilter all = { 0 };
  g_autoptr (RdStore) store = kept_blog_open (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = rd_store_load (store, &all, &error);
  g_autoptr (GPtrArray) found = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < kept->len; i++)
    {
      const RdKept *it = kept->pdata[i];
      g_autoptr (RdEntry) expected = make_entry (i);

      g_assert_cmpstr (it->entry->id, ==, expected->id);
      g_assert_cmpstr (it->entry->title, ==, expected->title);
      g_assert_true (rd_body_equal (it->entry->body, expected->body));
      g_assert_cmpstr (it->topic_id, ==, "tram");
    }
  found = rd_store_search (store, &(RdStoreQuery) { .words = "tram depot", .limit = G_MAXINT }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, kept->len);

  return kept->len;
}

static void
test_kill (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = folder_new ("crash");
  g_autofree char *path = g_build_filename (folder, "posts.db", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
  g_autoptr (GDir) files = NULL;
  const char *name;
  guint n_kept = 0;

  g_assert_no_error (error);
  keep_blog (path, now);
  for (guint i = 0; i < N_KILLS; i++)
    {
      guint last = n_kept - 1;
      guint n_reported;

      kill_worker (work, path, n_kept, now, &last, sizeof last);
      n_reported = last + 1;
      /* The last one may have been kept, and the process killed before it told of that. */
      n_kept = check (path);
      g_assert_cmpuint (n_kept, >=, n_reported);
      g_assert_cmpuint (n_kept, <=, n_reported + 1);
    }
  g_test_message ("%u posts kept", n_kept);
  g_assert_cmpuint (n_kept, >, 0);

  files = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (files)) != NULL)
    g_assert_false (g_str_has_prefix (name, "posts.db-damaged"));
  folder_delete (folder);
}

/* What a process tells of a post, as it goes on: that it is to be told, that it is about to be, that it was. */
typedef enum
{
  NOTHING,
  KEPT,
  HANDED_OVER,
  ACKNOWLEDGED,
} Step;

typedef struct
{
  guint number;
  Step step;
} Report;

static void
report_step (int    report,
             Report step)
{
  if (write (report, &step, sizeof step) != sizeof step)
    _exit (1);
}

/* Puts post after post into the outbox and a notice, and has it told. */
G_NORETURN static void
announce (const char *path,
          guint       first,
          int         report,
          GDateTime  *now)
{
  g_autoptr (RdStore) store = kept_blog_open (path);

  for (guint i = first;; i++)
    {
      g_autofree char *id = g_strdup_printf ("post-%u", i);
      g_autofree char *notice_id = g_strdup_printf ("blog:trams-%u", i);

      keep_post (store, i, now);
      g_assert_true (rd_store_put_notice (store, id, RD_OUTBOX_KEY_EVENT, NULL, now, FALSE, NULL, NULL));
      report_step (report, (Report) { i, KEPT });
      g_assert_true (rd_store_put_into_notice (store, id, notice_id, NULL));
      report_step (report, (Report) { i, HANDED_OVER });
      g_assert_true (rd_store_put_told (store, id, notice_id, g_date_time_to_unix_usec (now), NULL));
      report_step (report, (Report) { i, ACKNOWLEDGED });
    }
}

/* Whoever comes next knows of each post whether it is to be told, and what it was handed over as. Has the last one
 * told, as that would. Returns: the number of the next one */
static guint
check_outbox (const char   *path,
              const Report *last,
              GDateTime    *now)
{
  g_autoptr (RdStore) store = kept_blog_open (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outbox = rd_store_list_outbox (store, G_MAXINT64, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outbox->len, >=, last->number + (last->step >= KEPT ? 1 : 0));
  for (guint i = 0; i < outbox->len; i++)
    {
      const RdOutboxItem *item = outbox->pdata[i];
      g_autofree char *notice_id = g_strdup_printf ("blog:trams-%u", i);

      if (i < last->number || (i == last->number && last->step == ACKNOWLEDGED))
        g_assert_cmpint (item->told, >, 0);
      if (i < last->number || (i == last->number && last->step >= HANDED_OVER) || item->told > 0)
        g_assert_cmpstr (item->notice_id, ==, notice_id);
      if (item->told > 0)
        continue;
      g_assert_true (rd_store_put_into_notice (store, item->entry_id, notice_id, NULL));
      g_assert_true (rd_store_put_told (store, item->entry_id, notice_id, g_date_time_to_unix_usec (now), NULL));
    }

  return outbox->len;
}

/* Between being kept and being told, and between that and being known to be told. */
static void
test_kill_announcing (void)
{
  char *folder = folder_new ("crash");
  g_autofree char *path = g_build_filename (folder, "posts.db", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
  guint next = 0;
  guint n_at_step[ACKNOWLEDGED + 1] = { 0 };

  keep_blog (path, now);
  for (guint i = 0; i < N_KILLS; i++)
    {
      Report last = { next, NOTHING };

      kill_worker (announce, path, next, now, &last, sizeof last);
      n_at_step[last.step]++;
      next = check_outbox (path, &last, now);
    }
  g_test_message ("%u posts; killed %u, %u, %u times after each step", next, n_at_step[KEPT], n_at_step[HANDED_OVER],
                  n_at_step[ACKNOWLEDGED]);
  g_assert_cmpuint (next, >, 0);
  folder_delete (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/crash/kill", test_kill);
  g_test_add_func ("/store/crash/kill-announcing", test_kill_announcing);

  return g_test_run ();
}
