/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox: what is to be told, what was, and that finding it takes no longer the more posts are kept. */
#include "folder.h"
#include "store/rd-store.h"

#include <sqlite3.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  GDateTime *now;
  RdStore *store;
} Fixture;

static void
keep_post (Fixture    *self,
           const char *id)
{
  g_autoptr (RdEntry) entry = rd_entry_new ();
  g_autoptr (GError) error = NULL;
  RdStoreChange change;

  entry->id = g_strdup (id);
  entry->blog_id = g_strdup ("harbour");
  rd_store_put_entry (self->store, entry, self->now, &change, &error);
  g_assert_no_error (error);
}

/* A live blog with four posts. */
static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (RdBlog) blog = rd_blog_new ();
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = folder_new ("outbox");
  self->path = g_build_filename (self->folder, "posts.db", NULL);
  self->now = g_date_time_new_utc (2025, 6, 16, 12, 0, 0);
  self->store = rd_store_open (self->path, RD_STORE_WRITE, &notice, &error);
  g_assert_no_error (error);
  blog->id = g_strdup ("harbour");
  blog->title = g_strdup ("The harbour, live");
  rd_store_put_blog (self->store, blog, "/harbour", self->now, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 4; i++)
    keep_post (self, (const char *[]) { "a", "b", "c", "d" }[i]);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->store, rd_store_close);
  g_date_time_unref (self->now);
  folder_delete (self->folder);
  g_free (self->path);
}

static gint64
get_now (Fixture *self)
{
  return g_date_time_to_unix_usec (self->now);
}

static gboolean
put (Fixture      *self,
     const char   *id,
     RdOutboxKind  kind,
     const char   *keyword,
     gboolean      is_known)
{
  g_autoptr (GError) error = NULL;
  gboolean is_new;

  rd_store_put_notice (self->store, id, kind, keyword, self->now, is_known, &is_new, &error);
  g_assert_no_error (error);

  return is_new;
}

static GPtrArray *
list_since (Fixture *self,
            gint64   since,
            guint    n_expected)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = rd_store_list_outbox (self->store, since, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, n_expected);

  return list;
}

static GPtrArray *
list (Fixture *self,
      guint    n_expected)
{
  return list_since (self, G_MAXINT64, n_expected);
}

#define ASSERT_DONE(call) \
  G_STMT_START \
  { \
    g_autoptr (GError) reason = NULL; \
    const gboolean is_done = call; \
    g_assert_no_error (reason); \
    g_assert_true (is_done); \
  } \
  G_STMT_END

static void
test_put (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (GPtrArray) kept = NULL;
  const RdOutboxItem *item;

  g_assert_true (put (self, "a", RD_OUTBOX_KEY_EVENT, NULL, FALSE));
  g_assert_false (put (self, "a", RD_OUTBOX_KEY_EVENT, NULL, FALSE));
  g_assert_true (put (self, "b", RD_OUTBOX_POST, "ferry", FALSE));
  g_assert_true (put (self, "c", RD_OUTBOX_OPEN, NULL, FALSE));
  g_assert_true (put (self, "d", RD_OUTBOX_KEY_EVENT, NULL, TRUE));
  ASSERT_DONE (rd_store_put_decision (self->store, "c", RD_OUTBOX_PREDICTED, &reason));
  /* What is decided is so for good. */
  ASSERT_DONE (rd_store_put_decision (self->store, "c", RD_OUTBOX_POST, &reason));

  kept = list (self, 3);
  item = kept->pdata[0];
  g_assert_cmpstr (item->entry_id, ==, "a");
  g_assert_cmpstr (item->blog_title, ==, "The harbour, live");
  g_assert_true (item->is_followed);
  g_assert_cmpint (item->kind, ==, RD_OUTBOX_KEY_EVENT);
  g_assert_null (item->keyword);
  g_assert_cmpint (item->added, ==, get_now (self));
  g_assert_cmpint (item->told, ==, 0);
  g_assert_cmpint (item->corrected, ==, 0);
  g_assert_null (item->notice_id);
  g_assert_false (item->is_held);
  g_assert_false (item->is_settled);
  item = kept->pdata[1];
  g_assert_cmpint (item->kind, ==, RD_OUTBOX_POST);
  g_assert_cmpstr (item->keyword, ==, "ferry");
  item = kept->pdata[2];
  g_assert_cmpint (item->kind, ==, RD_OUTBOX_PREDICTED);

  ASSERT_DONE (rd_store_unfollow (self->store, "harbour", FALSE, &reason));
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = list (self, 3);
  g_assert_false (((RdOutboxItem *) kept->pdata[0])->is_followed);
  ASSERT_DONE (rd_store_unfollow (self->store, "harbour", TRUE, &reason));
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = list (self, 0);
}

static gboolean
is_opened (Fixture    *self,
           const char *id)
{
  g_autoptr (RdKept) kept = rd_store_find (self->store, id, NULL);

  return kept->opened != NULL;
}

static void
test_told (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) kept = NULL;
  const RdOutboxItem *item;

  put (self, "a", RD_OUTBOX_POST, NULL, FALSE);
  ASSERT_DONE (rd_store_put_held (self->store, "a", &reason));
  ASSERT_DONE (rd_store_put_into_notice (self->store, "a", "blog:harbour", &reason));
  /* Not in this one. */
  ASSERT_DONE (rd_store_put_told (self->store, "a", "briefing", get_now (self), &reason));
  kept = list (self, 1);
  item = kept->pdata[0];
  g_assert_cmpstr (item->notice_id, ==, "blog:harbour");
  g_assert_true (item->is_held);
  g_assert_cmpint (item->told, ==, 0);

  /* Nor is it known of an edit before. */
  ASSERT_DONE (rd_store_put_opened (self->store, "a", self->now, NULL, &reason));
  ASSERT_DONE (rd_store_put_edited (self->store, "a", self->now, &reason));
  ASSERT_DONE (rd_store_put_told (self->store, "a", "blog:harbour", get_now (self), &reason));
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = list (self, 1);
  item = kept->pdata[0];
  g_assert_false (item->is_held);
  g_assert_cmpint (item->told, ==, get_now (self));
  g_assert_cmpint (item->corrected, ==, 0);
  g_assert_true (is_opened (self, "a"));

  ASSERT_DONE (rd_store_put_edited (self->store, "a", self->now, &reason));
  g_assert_false (is_opened (self, "a"));
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = list (self, 1);
  g_assert_cmpint (((RdOutboxItem *) kept->pdata[0])->corrected, ==, get_now (self));

  /* As a key event it is new, and nothing else is. */
  g_assert_false (put (self, "a", RD_OUTBOX_POST, NULL, FALSE));
  g_assert_true (put (self, "a", RD_OUTBOX_KEY_EVENT, NULL, FALSE));
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = list (self, 1);
  item = kept->pdata[0];
  g_assert_cmpint (item->kind, ==, RD_OUTBOX_KEY_EVENT);
  g_assert_cmpint (item->told, ==, 0);
  g_assert_cmpint (item->corrected, ==, 0);
  g_assert_null (item->notice_id);
}

/* What the reader knows from before is never corrected: it was not told. */
static void
test_known (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) kept = NULL;

  put (self, "a", RD_OUTBOX_KEY_EVENT, NULL, TRUE);
  ASSERT_DONE (rd_store_put_edited (self->store, "a", self->now, &reason));
  kept = list (self, 0);
}

static void
test_settle (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) recent = NULL;

  for (guint i = 0; i < 4; i++)
    put (self, (const char *[]) { "a", "b", "c", "d" }[i], RD_OUTBOX_KEY_EVENT, NULL, FALSE);
  ASSERT_DONE (rd_store_put_into_notice (self->store, "a", "blog:harbour", &reason));
  ASSERT_DONE (rd_store_put_into_notice (self->store, "b", "briefing", &reason));
  ASSERT_DONE (rd_store_settle (self->store, "d", self->now, &reason));
  kept = list (self, 3);
  ASSERT_DONE (rd_store_settle_notice (self->store, "blog:harbour", FALSE, FALSE, self->now, &reason));
  g_assert_false (is_opened (self, "a"));
  ASSERT_DONE (rd_store_settle_notice (self->store, "briefing", FALSE, TRUE, self->now, &reason));
  g_assert_true (is_opened (self, "b"));
  g_assert_false (is_opened (self, "c"));
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = list (self, 1);
  g_assert_cmpstr (((RdOutboxItem *) kept->pdata[0])->entry_id, ==, "c");

  /* What is told there, and not what is to be, or once more. */
  ASSERT_DONE (rd_store_put_into_notice (self->store, "c", "blog:harbour", &reason));
  ASSERT_DONE (rd_store_settle_notice (self->store, "blog:harbour", TRUE, TRUE, self->now, &reason));
  ASSERT_DONE (rd_store_put_told (self->store, "c", "blog:harbour", get_now (self) - 1, &reason));
  ASSERT_DONE (rd_store_put_edited (self->store, "c", self->now, &reason));
  ASSERT_DONE (rd_store_settle_notice (self->store, "blog:harbour", TRUE, TRUE, self->now, &reason));
  g_assert_false (is_opened (self, "c"));
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = list (self, 1);

  /* Of what is settled, what was told: it has others wait. */
  ASSERT_DONE (rd_store_put_told (self->store, "a", "blog:harbour", get_now (self), &reason));
  ASSERT_DONE (rd_store_put_told (self->store, "b", "briefing", get_now (self) - 2, &reason));
  recent = list_since (self, get_now (self) - 1, 2);
  g_assert_true (((RdOutboxItem *) recent->pdata[0])->is_settled);
  g_assert_false (((RdOutboxItem *) recent->pdata[1])->is_settled);
  ASSERT_DONE (rd_store_put_told (self->store, "c", "blog:harbour", get_now (self), &reason));
  ASSERT_DONE (rd_store_settle_notice (self->store, "blog:harbour", TRUE, TRUE, self->now, &reason));
  g_assert_true (is_opened (self, "c"));
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = list (self, 0);
}

static void
test_settle_oldest (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (GPtrArray) kept = NULL;

  for (guint i = 0; i < 4; i++)
    put (self, (const char *[]) { "a", "b", "c", "d" }[i], RD_OUTBOX_POST, NULL, FALSE);
  ASSERT_DONE (rd_store_settle_oldest (self->store, 4, self->now, &reason));
  kept = list (self, 4);
  ASSERT_DONE (rd_store_settle_oldest (self->store, 3, self->now, &reason));
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = list (self, 3);
  g_assert_cmpstr (((RdOutboxItem *) kept->pdata[0])->entry_id, ==, "b");

  /* Key events stay the longest. */
  put (self, "b", RD_OUTBOX_KEY_EVENT, NULL, FALSE);
  ASSERT_DONE (rd_store_settle_oldest (self->store, 2, self->now, &reason));
  g_clear_pointer (&kept, g_ptr_array_unref);
  kept = list (self, 2);
  g_assert_cmpstr (((RdOutboxItem *) kept->pdata[0])->entry_id, ==, "b");
  g_assert_cmpstr (((RdOutboxItem *) kept->pdata[1])->entry_id, ==, "d");
}

/* How SQLite finds the rows of a statement that is asked often: by an index. */
static void
assert_plan (Fixture    *self,
             const char *sql,
             const char *index)
{
  g_autofree char *question = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (GString) answer = g_string_new (NULL);
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, question, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (answer, "%s\n", (const char *) sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  sqlite3_close (database);

  g_test_message ("%s", answer->str);
  g_assert_nonnull (strstr (answer->str, index));
  g_assert_null (strstr (answer->str, "SCAN entry"));
  g_assert_null (strstr (answer->str, "SCAN outbox"));
}

static void
test_plans (Fixture       *self,
            gconstpointer  data)
{
  assert_plan (self,
               "SELECT count (*) FROM entry WHERE opened IS NULL AND deleted = 0"
               " AND blog IN (SELECT number FROM blog WHERE followed)",
               "COVERING INDEX entry_unseen");
  assert_plan (self,
               "SELECT * FROM outbox JOIN entry ON entry.number = outbox.entry WHERE settled IS NULL"
               " OR (settled > 1 AND told > 1)",
               "outbox_by_settled");
  assert_plan (self, "UPDATE outbox SET settled = 1 WHERE settled IS NULL AND notice = 'x'", "outbox_by_settled");
  assert_plan (self,
               "UPDATE outbox SET settled = 1 WHERE number IN (SELECT number FROM outbox WHERE settled IS NULL"
               " ORDER BY kind = 'key' DESC, number DESC LIMIT -1 OFFSET 1000)",
               "outbox_by_settled");
}

static void
test_count_unseen (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (RdEntry) gone = rd_entry_new ();
  RdStoreChange change;
  guint n;

  ASSERT_DONE (rd_store_count_unseen (self->store, &n, &reason));
  g_assert_cmpuint (n, ==, 4);
  ASSERT_DONE (rd_store_put_opened (self->store, "a", self->now, NULL, &reason));
  gone->id = g_strdup ("b");
  gone->blog_id = g_strdup ("harbour");
  gone->deleted = TRUE;
  ASSERT_DONE (rd_store_put_entry (self->store, gone, self->now, &change, &reason));
  ASSERT_DONE (rd_store_count_unseen (self->store, &n, &reason));
  g_assert_cmpuint (n, ==, 2);
  ASSERT_DONE (rd_store_unfollow (self->store, "harbour", FALSE, &reason));
  ASSERT_DONE (rd_store_count_unseen (self->store, &n, &reason));
  g_assert_cmpuint (n, ==, 0);
}

static void
place (Fixture    *self,
       const char *id,
       const char *topic_id)
{
  ASSERT_DONE (rd_store_put_place (self->store, id, topic_id, NULL, TRUE, self->now, &reason));
}

static void
assert_story (Fixture    *self,
              const char *topic_id,
              guint       expected)
{
  guint n;

  ASSERT_DONE (rd_store_count_story (self->store, topic_id, &n, &reason));
  g_assert_cmpuint (n, ==, expected);
}

static void
test_count_story (Fixture       *self,
                  gconstpointer  data)
{
  place (self, "a", "tram");
  place (self, "b", "tram");
  place (self, "c", "tram");
  assert_story (self, "tram", 3);
  assert_story (self, "crane", 0);

  /* What was moved stands where it was put last, and once, however often it was there. */
  place (self, "a", "crane");
  place (self, "b", "crane");
  place (self, "b", "tram");
  place (self, "c", NULL);
  assert_story (self, "tram", 1);
  assert_story (self, "crane", 1);

  ASSERT_DONE (rd_store_unfollow (self->store, "harbour", FALSE, &reason));
  assert_story (self, "tram", 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/store/outbox/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("put", test_put);
  ADD ("told", test_told);
  ADD ("known", test_known);
  ADD ("settle", test_settle);
  ADD ("settle-oldest", test_settle_oldest);
  ADD ("plans", test_plans);
  ADD ("count-unseen", test_count_unseen);
  ADD ("count-story", test_count_story);

  return g_test_run ();
}
