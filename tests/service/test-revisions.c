/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed in a post that is kept. */
#include "folder.h"
#include "service/rd-library.h"
#include "service/rd-revisions.h"
#include "text/rd-difference.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = folder_new ("revisions");
  self->path = g_build_filename (self->folder, "posts.db", NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  folder_delete (self->folder);
  g_free (self->path);
}

/* Takes in a live blog of one post as it is after @minutes. */
static void
take (Fixture    *self,
      const char *title,
      const char *text,
      int         minutes,
      gboolean    pinned)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  g_autoptr (RdLibrary) library = rd_library_open (self->path, RD_STORE_WRITE, &notice, &error);
  g_autoptr (RdBlog) blog = rd_blog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (2024, 3, 5, 12, 0, 0);
  RdEntry *entry = rd_entry_new ();
  RdTaken taken;

  g_assert_no_error (error);
  blog->id = g_strdup ("harbour");
  blog->title = g_strdup ("Harbour live");
  entry->id = g_strdup ("gate");
  entry->blog_id = g_strdup ("harbour");
  entry->title = g_strdup (title);
  entry->published = g_date_time_new_utc (2024, 3, 5, 8, 0, 0);
  entry->updated = minutes > 0 ? g_date_time_new_utc (2024, 3, 5, 8, minutes, 0) : NULL;
  entry->pinned = pinned;
  rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), text, -1, RD_RUN_PLAIN, NULL);
  g_ptr_array_add (blog->entries, entry);
  rd_library_take (library, blog, "/harbour", now, &taken, &error);
  g_assert_no_error (error);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GPtrArray *
load (Fixture      *self,
      const char   *entry_id,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rd_revisions_load_async (self->path, entry_id, cancellable, loaded_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return rd_revisions_load_finish (result, error);
}

/* The words of one kind, apart by bars. */
static char *
join (GPtrArray        *parts,
      RdDifferenceKind  kind)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      RdDifference *part = parts->pdata[i];

      if (part->kind == kind)
        g_string_append_printf (out, "%s|", part->text);
    }

  return g_string_free_and_steal (out);
}

static void
assert_change (RdRevision       *revision,
               RdDifferenceKind  kind,
               const char       *heading,
               const char       *text)
{
  g_autofree char *in_heading = join (revision->heading, kind);
  g_autofree char *in_text = join (revision->text, kind);

  g_assert_cmpstr (in_heading, ==, heading);
  g_assert_cmpstr (in_text, ==, text);
}

static void
test_changes (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  RdRevision *first;
  RdRevision *second;

  take (self, "The gate", "The old gate was opened.", 0, FALSE);
  take (self, "The gate", "The new gate was opened.", 20, FALSE);
  take (self, "The gate", "The new gate was opened.", 30, TRUE); /* no other words */
  take (self, "The gates", "The new gate was opened.", 50, TRUE);

  revisions = load (self, "gate", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 2);
  first = revisions->pdata[0];
  second = revisions->pdata[1];
  g_assert_cmpint (g_date_time_get_minute (first->time), ==, 30); /* its last marks */
  assert_change (first, RD_DIFFERENCE_REMOVED, "", "old|");
  assert_change (first, RD_DIFFERENCE_ADDED, "", "new|");
  g_assert_cmpint (g_date_time_get_minute (second->time), ==, 50);
  assert_change (second, RD_DIFFERENCE_REMOVED, "gate|", "");
  assert_change (second, RD_DIFFERENCE_ADDED, "gates|", "");
}

static void
test_unknown (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = NULL;

  take (self, "The gate", "The old gate was opened.", 20, FALSE);
  revisions = load (self, "gate", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 0);

  g_clear_pointer (&revisions, g_ptr_array_unref);
  revisions = load (self, "ferry", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 0);
}

/* Nothing is kept yet. */
static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = load (self, "gate", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 0);
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (load (self, "gate", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/revisions/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/revisions/unknown", Fixture, NULL, set_up, test_unknown, tear_down);
  g_test_add ("/revisions/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/revisions/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);

  return g_test_run ();
}
