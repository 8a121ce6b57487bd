/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library in a folder of a test's own, and the demo's live blog to take in. */
#include "demo-library.h"

#include "folder.h"
#include "service/rd-reader.h"
#include "store/rd-database.h"

void
demo_library_set_up (DemoLibrary   *self,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);

  g_assert_no_error (error);
  self->blog = rd_blog_ref (blogs->pdata[0]);
  self->folder = folder_new ("library");
  self->path = g_build_filename (self->folder, "posts.db", NULL);
  self->now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
}

void
demo_library_tear_down (DemoLibrary   *self,
                        gconstpointer  data)
{
  g_clear_pointer (&self->library, rd_library_close);
  rd_blog_unref (self->blog);
  g_date_time_unref (self->now);
  folder_delete (self->folder);
  g_free (self->path);
}

RdLibrary *
demo_library_open (DemoLibrary *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  RdLibrary *library = rd_library_open (self->path, RD_STORE_WRITE, &notice, &error);

  g_assert_no_error (error);
  return library;
}

/* Takes in the first @n posts of the demo. */
void
demo_library_take (DemoLibrary *self,
                   RdLibrary   *library,
                   guint        n,
                   guint        n_expected)
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

RdDigest *
demo_library_make_digest (RdLibrary *library)
{
  const RdDigestOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  RdDigest *digest = rd_library_make_digest (library, &options, &error);

  g_assert_no_error (error);
  return digest;
}

RdEntry *
demo_library_make_entry (DemoLibrary *self,
                         const char  *id,
                         const char  *text)
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
void
demo_library_take_posts (DemoLibrary    *self,
                         RdLibrary      *library,
                         RdEntry       **entries,
                         guint           n_entries,
                         const RdTaken  *expected,
                         gint64          n_notices)
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
  g_assert_cmpuint (taken.n_key_events, ==, expected->n_key_events);

  database = rd_database_open (self->path, TRUE, &error);
  g_assert_no_error (error);
  rows = rd_database_query (database, "SELECT count (*) FROM outbox", "");
  g_assert_true (rd_rows_next (rows, &error));
  rd_rows_get (rows, "i", &n_found);
  g_assert_cmpint (n_found, ==, n_notices);
}
