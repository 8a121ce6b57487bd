/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a folder of a test's own, in which the demo's live blog is kept. */
#include "kept-blog.h"

#include "base/rd-data.h"
#include "folder.h"
#include "formats/rd-format.h"

RdStore *
kept_blog_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  RdStore *store = rd_store_open (path, RD_STORE_WRITE, &notice, &error);

  g_assert_no_error (error);
  g_assert_null (notice);

  return store;
}

void
kept_blog_set_up (KeptBlog      *self,
                  gconstpointer  data)
{
  g_autoptr (GBytes) demo = rd_data_load ("demo/westminster-2025-06-16.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_formats_read (demo, NULL, NULL, &error);

  g_assert_no_error (error);
  self->blog = rd_blog_ref (blogs->pdata[0]);
  self->folder = folder_new ("store");
  self->path = g_build_filename (self->folder, "new", "posts.db", NULL);
  self->now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
  self->store = kept_blog_open (self->path);
}

void
kept_blog_tear_down (KeptBlog      *self,
                     gconstpointer  data)
{
  rd_store_close (self->store);
  rd_blog_unref (self->blog);
  g_date_time_unref (self->now);
  folder_delete (self->folder);
  g_free (self->path);
}

/* Keeps the whole live blog, each post in one of two stories or none. */
void
kept_blog_keep (KeptBlog *self)
{
  const char *why[] = { "harbour", "crane", NULL };
  g_autoptr (GError) error = NULL;

  rd_store_begin (self->store, &error);
  g_assert_no_error (error);
  rd_store_put_blog (self->store, self->blog, "https://www.example.com/live", self->now, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < self->blog->entries->len; i++)
    {
      RdEntry *entry = self->blog->entries->pdata[i];
      RdStoreChange change;

      rd_store_put_entry (self->store, entry, self->now, &change, &error);
      g_assert_no_error (error);
      rd_store_put_place (self->store, entry->id, i % 3 == 0 ? NULL : i % 3 == 1 ? "one" : "other", why, FALSE, self->now,
                          &error);
      g_assert_no_error (error);
    }
  rd_store_commit (self->store, &error);
  g_assert_no_error (error);
}

GPtrArray *
kept_blog_load_all (RdStore *store)
{
  const RdStoreFilter all = { 0 };
  g_autoptr (GError) error = NULL;
  GPtrArray *kept = rd_store_load (store, &all, &error);

  g_assert_no_error (error);
  return kept;
}

static void
assert_same_time (GDateTime *a,
                  GDateTime *b)
{
  g_assert_cmpint (a == NULL, ==, b == NULL);
  if (a != NULL)
    {
      g_assert_cmpint (g_date_time_to_unix (a), ==, g_date_time_to_unix (b));
      g_assert_cmpint (g_date_time_get_utc_offset (a), ==, g_date_time_get_utc_offset (b));
    }
}

void
kept_blog_assert_same (RdEntry *a,
                       RdEntry *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->source_id, ==, b->source_id);
  g_assert_cmpstr (a->blog_id, ==, b->blog_id);
  g_assert_cmpstr (a->url, ==, b->url);
  g_assert_cmpstr (a->title, ==, b->title);
  g_assert_cmpstr (a->author, ==, b->author);
  assert_same_time (a->published, b->published);
  assert_same_time (a->updated, b->updated);
  g_assert_cmpint (a->key_event, ==, b->key_event);
  g_assert_cmpint (a->pinned, ==, b->pinned);
  g_assert_cmpint (a->summary, ==, b->summary);
  g_assert_cmpint (a->deleted, ==, b->deleted);
  g_assert_true (rd_body_equal (a->body, b->body));
  g_assert_cmpuint (a->refers_to->len, ==, b->refers_to->len);
  for (guint i = 0; i < a->refers_to->len; i++)
    g_assert_cmpstr (a->refers_to->pdata[i], ==, b->refers_to->pdata[i]);
}

void
kept_blog_assert_all (KeptBlog *self,
                      RdStore  *store)
{
  g_autoptr (GPtrArray) kept = kept_blog_load_all (store);

  g_assert_cmpuint (kept->len, ==, self->blog->entries->len);
  for (guint i = 0; i < kept->len; i++)
    {
      RdKept *it = kept->pdata[i];

      kept_blog_assert_same (it->entry, self->blog->entries->pdata[i]);
      g_assert_cmpstr (it->topic_id, ==, i % 3 == 0 ? NULL : i % 3 == 1 ? "one" : "other");
      g_assert_cmpstr (it->why[0], ==, "harbour");
      g_assert_cmpstr (it->why[1], ==, "crane");
      g_assert_null (it->why[2]);
      g_assert_null (it->opened);
    }
}

void
kept_blog_put (KeptBlog      *self,
               RdEntry       *entry,
               RdStoreChange  expected)
{
  g_autoptr (GError) error = NULL;
  RdStoreChange change;

  rd_store_begin (self->store, &error);
  g_assert_no_error (error);
  rd_store_put_entry (self->store, entry, self->now, &change, &error);
  g_assert_no_error (error);
  g_assert_cmpint (change, ==, expected);
  rd_store_commit (self->store, &error);
  g_assert_no_error (error);
}

GPtrArray *
kept_blog_search (KeptBlog           *self,
                  const RdStoreQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = rd_store_search (self->store, query, &error);

  g_assert_no_error (error);
  return found;
}

guint
kept_blog_count_found (KeptBlog   *self,
                       const char *words)
{
  g_autoptr (GPtrArray) found = kept_blog_search (self, &(RdStoreQuery) { .words = words, .limit = 100 });

  return found->len;
}
