/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching as the reader types: the last question is answered, and those before it are given up. */
#include "folder.h"
#include "service/rd-library.h"
#include "service/rd-reader.h"
#include "service/rd-searcher.h"

#define MANY 30

typedef struct
{
  char *folder;
  char *path;
  RdSearcher *searcher;
} Fixture;

/* What came of the questions. */
typedef struct
{
  guint n_asked;
  guint n_answered;
  guint n_cancelled;
  GPtrArray *list; /* (nullable) (owned): the last answer */
} Answers;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = folder_new ("searcher");
  self->path = g_build_filename (self->folder, "posts.db", NULL);
  self->searcher = rd_searcher_new (self->path);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_object (&self->searcher);
  folder_delete (self->folder);
  g_free (self->path);
}

static void
keep_demo (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
  g_autoptr (RdLibrary) library = NULL;
  RdTaken taken;

  g_assert_no_error (error);
  library = rd_library_open (self->path, RD_STORE_WRITE, &notice, &error);
  g_assert_no_error (error);
  rd_library_take (library, blogs->pdata[0], "/demo", now, &taken, &error);
  g_assert_no_error (error);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Answers *answers = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *list = rd_searcher_search_finish (RD_SEARCHER (source), result, &error);

  answers->n_answered++;
  if (list == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      answers->n_cancelled++;
      return;
    }

  g_assert_null (answers->list);
  answers->list = list;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answers *answers = user_data;
  g_autoptr (GError) error = NULL;

  answers->list = rd_searcher_list_blogs_finish (RD_SEARCHER (source), result, &error);
  g_assert_no_error (error);
  answers->n_answered++;
}

static void
ask (Fixture            *self,
     Answers            *answers,
     const RdStoreQuery *query)
{
  answers->n_asked++;
  rd_searcher_search_async (self->searcher, query, answered_cb, answers);
}

static void
wait (Answers *answers)
{
  while (answers->n_answered < answers->n_asked)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_answer (Fixture       *self,
             gconstpointer  data)
{
  Answers answers = { 0 };
  const RdHit *hit;

  keep_demo (self);
  /* What was asked for may go at once. */
  {
    g_autofree char *words = g_strdup ("groom");
    g_autoptr (GDateTime) from = g_date_time_new_utc (2025, 6, 16, 0, 0, 0);
    g_autoptr (GDateTime) to = g_date_time_new_utc (2025, 6, 17, 0, 0, 0);

    ask (self, &answers, &(RdStoreQuery) { .words = words, .from = from, .to = to, .limit = 3 });
  }
  wait (&answers);
  g_assert_cmpuint (answers.n_cancelled, ==, 0);
  g_assert_cmpuint (answers.list->len, ==, 3);
  hit = answers.list->pdata[0];
  g_assert_cmpuint (hit->title_matches->len + hit->matches->len, >, 0);
  g_ptr_array_unref (answers.list);
}

static void
test_typing (Fixture       *self,
             gconstpointer  data)
{
  Answers answers = { 0 };

  keep_demo (self);
  for (guint i = 0; i < MANY; i++)
    ask (self, &answers, &(RdStoreQuery) { .words = "t", .limit = 100 });
  ask (self, &answers, &(RdStoreQuery) { .words = "bridge", .limit = 100 });
  wait (&answers);
  g_assert_cmpuint (answers.n_cancelled, ==, MANY);
  g_assert_nonnull (answers.list);
  g_assert_cmpuint (answers.list->len, >, 0);
  g_ptr_array_unref (answers.list);
}

static void
test_giving_up (Fixture       *self,
                gconstpointer  data)
{
  Answers answers = { 0 };

  keep_demo (self);
  rd_searcher_cancel (self->searcher);
  ask (self, &answers, &(RdStoreQuery) { .words = "t", .limit = 100 });
  rd_searcher_cancel (self->searcher);
  wait (&answers);
  g_assert_cmpuint (answers.n_cancelled, ==, 1);
}

/* The searcher may be there before anything is kept. */
static void
test_nothing_kept (Fixture       *self,
                   gconstpointer  data)
{
  Answers before = { 0 };
  Answers after = { 0 };

  ask (self, &before, &(RdStoreQuery) { .words = "bridge", .limit = 100 });
  wait (&before);
  g_assert_cmpuint (before.list->len, ==, 0);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  keep_demo (self);
  ask (self, &after, &(RdStoreQuery) { .words = "bridge", .limit = 100 });
  wait (&after);
  g_assert_cmpuint (after.list->len, >, 0);
  g_ptr_array_unref (before.list);
  g_ptr_array_unref (after.list);
}

static void
test_blogs (Fixture       *self,
            gconstpointer  data)
{
  Answers answers = { .n_asked = 1 };

  keep_demo (self);
  rd_searcher_list_blogs_async (self->searcher, listed_cb, &answers);
  wait (&answers);
  g_assert_cmpuint (answers.list->len, ==, 1);
  g_assert_true (((RdFollowed *) answers.list->pdata[0])->followed);
  g_ptr_array_unref (answers.list);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Answers *answers = user_data;
  g_autoptr (GError) error = NULL;

  answers->list = rd_searcher_find_finish (RD_SEARCHER (source), result, &error);
  g_assert_no_error (error);
  answers->n_answered++;
}

static void
test_ids (Fixture       *self,
          gconstpointer  data)
{
  Answers answers = { 0 };
  g_autoptr (GPtrArray) hits = NULL;
  const char *id;

  keep_demo (self);
  ask (self, &answers, &(RdStoreQuery) { .words = "bridge", .limit = 1 });
  wait (&answers);
  hits = g_steal_pointer (&answers.list);
  id = ((RdHit *) hits->pdata[0])->kept->entry->id;

  answers = (Answers) { .n_asked = 1 };
  rd_searcher_find_async (self->searcher, (const char *const[]) { "none", id, "", NULL }, found_cb, &answers);
  wait (&answers);
  g_assert_cmpuint (answers.list->len, ==, 1);
  g_assert_cmpstr (((RdKept *) answers.list->pdata[0])->entry->id, ==, id);
  g_ptr_array_unref (answers.list);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/searcher/answer", Fixture, NULL, set_up, test_answer, tear_down);
  g_test_add ("/searcher/typing", Fixture, NULL, set_up, test_typing, tear_down);
  g_test_add ("/searcher/giving-up", Fixture, NULL, set_up, test_giving_up, tear_down);
  g_test_add ("/searcher/nothing-kept", Fixture, NULL, set_up, test_nothing_kept, tear_down);
  g_test_add ("/searcher/ids", Fixture, NULL, set_up, test_ids, tear_down);
  g_test_add ("/searcher/blogs", Fixture, NULL, set_up, test_blogs, tear_down);

  return g_test_run ();
}
