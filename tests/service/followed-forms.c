/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo's live blog in every form in which a server may offer it, to be followed over its day. */
#include "followed-forms.h"

#include "folder.h"
#include "service/rd-finder.h"
#include "service/rd-keys.h"
#include "service/rd-outcome.h"
#include "service/rd-reader.h"

const Form FOLLOWED_FORMS[N_FOLLOWED_FORMS] = {
  { "capi/politics/live?show-blocks=all&show-fields=all&show-tags=all", "guardian-content-api", TRUE },
  { "page.json?dcr=true", "guardian-page-model", TRUE },
  { "posting", "live-blog-posting", TRUE },
  { "posting?newest=20", "live-blog-posting", FALSE },
  { "wordpress", "wordpress", TRUE },
  { "sourcefabric", "sourcefabric", TRUE },
  { "rss", "feed", TRUE },
  { "atom", "feed", TRUE },
  { "rdf", "feed", TRUE },
  { "feed.json", "feed", TRUE },
};

/* Each form is a live blog of its own, with a name of its own on the server. */
static char *
name_url (FollowedForms *self,
          guint    form)
{
  g_autofree char *path = g_strdup_printf ("blog-%u/%s", form, FOLLOWED_FORMS[form].path);

  return replay_server_get_url (self->server, path);
}

/* The server's clock may stand still until it is set; the follower's never does. */
static void
set_up_clocks (FollowedForms *self,
               double   speed)
{
  self->replay_clock = replay_clock_new (self->start, speed);
  self->clock = (RdClock) { g_date_time_to_unix_usec (self->start), g_get_real_time (),
                            speed > 0 ? speed : FOLLOWED_FORMS_SPEED };
}

/* A keyring of libsecret's own, in a file, with a key for the Content API. Libsecret looks for it once. */
char *
followed_forms_set_up_keyring (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = folder_new ("keyring");
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a test's", TRUE);
  rd_keys_store ("guardian", "a-test-s-key", NULL, &error);
  g_assert_no_error (error);

  return folder;
}

void
followed_forms_set_up (FollowedForms *self,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);
  g_autoptr (GDateTime) start = NULL;

  g_assert_no_error (error);
  self->folder = folder_new ("following");
  self->path = g_build_filename (self->folder, "posts.db", NULL);
  self->replay = rd_replay_new (blogs->pdata[0], 11);
  start = rd_replay_get_start (self->replay);
  self->start = g_date_time_add_minutes (start, 1);
  self->end = rd_replay_get_end (self->replay);
  set_up_clocks (self, data != NULL ? *(const double *) data : 0);
  self->server = replay_server_new (self->replay_clock, NULL);
  for (guint i = 0; i < N_FOLLOWED_FORMS; i++)
    {
      g_autofree char *name = g_strdup_printf ("blog-%u", i);

      replay_server_add (self->server, name, self->replay);
    }
  self->content_api = replay_server_get_url (self->server, "blog-0/capi");
}

void
followed_forms_tear_down (FollowedForms *self,
                          gconstpointer  data)
{
  if (self->follower != NULL)
    rd_follower_stop (self->follower);
  g_clear_object (&self->follower);
  folder_delete (self->folder);
  g_free (self->path);
  replay_server_free (self->server);
  replay_clock_unref (self->replay_clock);
  rd_replay_unref (self->replay);
  g_date_time_unref (self->start);
  g_date_time_unref (self->end);
  g_free (self->content_api);
  g_free (self->last_problem);
  for (guint i = 0; i < N_FOLLOWED_FORMS; i++)
    g_free (self->ids[i]);
}

RdLibrary *
followed_forms_open_library (const char  *path,
                             RdStoreMode  mode)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  RdLibrary *library = rd_library_open (path, mode, &notice, &error);

  g_assert_no_error (error);
  g_assert_null (notice);
  return library;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The first form has the Content API to itself: for the others there is none. */
static RdFound *
find (FollowedForms *self,
      guint    form)
{
  g_autofree char *url = name_url (self, form);
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&rd_fetcher_usual_limits);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RdFound *found;

  rd_finder_find_async (fetcher, url, form == 0 ? self->content_api : "http://127.0.0.1:1", NULL, found_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = rd_finder_find_finish (result, &error);
  g_assert_no_error (error);

  return found;
}

/* Follows the live blog in some of its forms. */
void
followed_forms_subscribe (FollowedForms *self,
                          guint          from,
                          guint          to)
{
  g_autoptr (RdLibrary) library = followed_forms_open_library (self->path, RD_STORE_WRITE);
  g_autoptr (GDateTime) now = rd_clock_get_time (&self->clock);

  for (guint i = from; i < to; i++)
    {
      RdFound *found = find (self, i);
      g_autoptr (GPtrArray) outcomes = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (found->checked->format->id, ==, FOLLOWED_FORMS[i].format);
      outcomes = rd_outcome_begin (found, now, FALSE);
      g_assert_cmpuint (outcomes->len, ==, 1);
      self->ids[i] = g_strdup (((RdOutcome *) outcomes->pdata[0])->followed->blog->id);
      rd_outcome_keep (library, outcomes->pdata[0], &error);
      g_assert_no_error (error);
    }
}

void
followed_forms_followed_cb (const RdFollowerEvent *event,
                            gpointer               user_data)
{
  FollowedForms *self = user_data;

  g_assert_no_error (event->error);
  self->n_told++;
  g_free (self->last_problem);
  self->last_problem = g_strdup (event->followed->following.problem);
}

/* Where nothing is slow on purpose there is time, however busy the machine is. */
static const RdFetcherLimits PATIENT = { .max_bytes = 4 * 1000 * 1000, .idle_seconds = 60, .total_seconds = 120 };

/* @limits: (nullable): %NULL for such as allow for a busy machine */
RdFollower *
followed_forms_start_follower (const char            *path,
                               RdClock                clock,
                               const char            *content_api,
                               gboolean               by_hand,
                               const RdFetcherLimits *limits,
                               RdFollowerFunc         function,
                               gpointer               user_data)
{
  const RdFollowerOptions options = {
    .clock = clock,
    .limits = limits != NULL ? limits : &PATIENT,
    .content_api = content_api,
    .by_hand = by_hand,
    .follow = function,
    .user_data = user_data,
  };
  g_autoptr (GError) error = NULL;
  RdFollower *follower = rd_follower_new (followed_forms_open_library (path, RD_STORE_WRITE), &options, &error);

  g_assert_no_error (error);
  return follower;
}

static GHashTable *
index_entries (GPtrArray *entries)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (index, ((RdEntry *) entries->pdata[i])->id, entries->pdata[i]);

  return index;
}

/* What stands outside of a part cannot be referred to in it. */
static void
assert_same_post (const RdEntry *kept,
                  const RdEntry *read,
                  gboolean       is_whole)
{
  g_autofree char *published = kept->published != NULL ? g_date_time_format_iso8601 (kept->published) : NULL;
  g_autofree char *expected = read->published != NULL ? g_date_time_format_iso8601 (read->published) : NULL;

  g_assert_cmpstr (kept->title, ==, read->title);
  g_assert_cmpstr (rd_body_get_text (kept->body), ==, rd_body_get_text (read->body));
  g_assert_true (rd_body_equal (kept->body, read->body));
  g_assert_cmpstr (kept->author, ==, read->author);
  g_assert_cmpstr (published, ==, expected);
  g_assert_cmpint (kept->key_event, ==, read->key_event);
  g_assert_cmpint (kept->pinned, ==, read->pinned);
  g_assert_cmpint (kept->summary, ==, read->summary);
  for (guint i = 0; is_whole && i < MAX (kept->refers_to->len, read->refers_to->len); i++)
    {
      g_assert_cmpuint (i, <, kept->refers_to->len);
      g_assert_cmpuint (i, <, read->refers_to->len);
      g_assert_cmpstr (kept->refers_to->pdata[i], ==, read->refers_to->pdata[i]);
    }
}

/* What is kept of a form is what a single look finds now. Returns: how many kept posts are marked as deleted */
guint
followed_forms_assert_as_read_at_once (FollowedForms *self,
                                       RdLibrary     *library,
                                       guint          form)
{
  const RdStoreFilter filter = { .blog_id = self->ids[form] };
  g_autoptr (RdFound) found = find (self, form);
  RdBlog *read = found->checked->blogs->pdata[0];
  g_autoptr (GHashTable) expected = index_entries (read->entries);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = rd_store_load (rd_library_get_store (library), &filter, &error);
  guint n_present = 0;
  guint n_deleted = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < kept->len; i++)
    {
      const RdKept *it = kept->pdata[i];
      const RdEntry *at_once = g_hash_table_lookup (expected, it->entry->id);

      n_deleted += it->entry->deleted;
      if (it->entry->deleted)
        g_assert_true (at_once == NULL || at_once->deleted);
      else if (at_once != NULL)
        {
          assert_same_post (it->entry, at_once, FOLLOWED_FORMS[form].is_whole);
          n_present++;
        }
      else
        g_assert_false (FOLLOWED_FORMS[form].is_whole);
    }
  for (guint i = 0; i < read->entries->len; i++)
    n_present += ((RdEntry *) read->entries->pdata[i])->deleted;
  g_assert_cmpuint (n_present, ==, read->entries->len);

  return n_deleted;
}
