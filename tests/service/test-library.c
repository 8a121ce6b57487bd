/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is followed: taken in step by step, stopped and started, corrected by the reader, tidied. */
#include "base/rd-error.h"
#include "folder.h"
#include "service/rd-corrector.h"
#include "service/rd-library.h"
#include "service/rd-reader.h"
#include "store/rd-database.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  RdBlog *blog;
  GDateTime *now;
} Fixture;

static void
set_up (Fixture       *self,
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

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  rd_blog_unref (self->blog);
  g_date_time_unref (self->now);
  folder_delete (self->folder);
  g_free (self->path);
}

static RdLibrary *
open_library (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  RdLibrary *library = rd_library_open (self->path, RD_STORE_WRITE, &notice, &error);

  g_assert_no_error (error);
  return library;
}

/* Takes in the first @n posts of the demo. */
static void
take (Fixture   *self,
      RdLibrary *library,
      guint      n,
      guint      n_expected)
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

static RdDigest *
make_digest (RdLibrary *library)
{
  const RdDigestOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  RdDigest *digest = rd_library_make_digest (library, &options, &error);

  g_assert_no_error (error);
  return digest;
}

static void
assert_same_topics (RdDigest *a,
                    RdDigest *b)
{
  g_assert_cmpuint (a->entries->len, ==, b->entries->len);
  for (guint i = 0; i < a->entries->len; i++)
    {
      const RdDigestEntry *one = a->entries->pdata[i];
      const RdDigestEntry *other = b->entries->pdata[i];

      g_assert_cmpstr (one->entry->id, ==, other->entry->id);
      g_assert_cmpstr (one->topic->id, ==, other->topic->id);
      g_assert_cmpstr (one->topic->label, ==, other->topic->label);
      g_assert_cmpstrv (one->why, other->why);
    }
}

/* Posts that come one by one, with a stop after each, or even one that forgets to say goodbye, stand where they stand
 * when all are read at once. */
static void
test_stopping (Fixture       *self,
               gconstpointer  data)
{
  const RdDigestOptions options = { 0 };
  g_autoptr (GPtrArray) blogs = g_ptr_array_new ();
  g_autoptr (RdLibrary) library = open_library (self);
  g_autoptr (RdDigest) at_once = NULL;
  g_autoptr (RdDigest) step_by_step = NULL;

  for (guint n = 1; n <= self->blog->entries->len; n++)
    {
      take (self, library, n, 1);
      /* Every third time what is kept of the stories so far is out of date. */
      if (n % 3 == 0)
        {
          g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

          rd_library_close (g_steal_pointer (&library));
          library = open_library (self);
          rd_store_put_cache (rd_library_get_store (library), "stories-en", nothing, NULL);
        }
      rd_library_close (g_steal_pointer (&library));
      library = open_library (self);
    }

  g_ptr_array_add (blogs, self->blog);
  at_once = rd_digest_make (blogs, NULL, &options);
  step_by_step = make_digest (library);
  assert_same_topics (at_once, step_by_step);
}

static RdTopic *
get_topic (RdDigest *digest,
           guint     i)
{
  return digest->topics->pdata[i];
}

static void
test_corrections (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  RdStore *store = rd_library_get_store (library);
  g_autoptr (RdDigest) before = NULL;
  g_autoptr (RdDigest) corrected = NULL;
  g_autoptr (RdDigest) undone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 numbers[3];

  take (self, library, self->blog->entries->len, self->blog->entries->len);
  before = make_digest (library);

  rd_store_put_correction (store, RD_CORRECTION_RENAME, get_topic (before, 0)->id, "Whatever", self->now, &numbers[0], &error);
  g_assert_no_error (error);
  rd_store_put_correction (store, RD_CORRECTION_MERGE, get_topic (before, 1)->id, get_topic (before, 0)->id, self->now,
                           &numbers[1], &error);
  g_assert_no_error (error);
  rd_store_put_correction (store, RD_CORRECTION_RENAME, get_topic (before, 0)->id, "Everything", self->now, &numbers[2],
                           &error);
  g_assert_no_error (error);

  corrected = make_digest (library);
  g_assert_cmpuint (corrected->topics->len, ==, before->topics->len - 1);
  g_assert_cmpstr (get_topic (corrected, 0)->id, ==, get_topic (before, 0)->id);
  g_assert_cmpstr (get_topic (corrected, 0)->label, ==, "Everything");
  g_assert_cmpuint (get_topic (corrected, 0)->entries->len, ==,
                    get_topic (before, 0)->entries->len + get_topic (before, 1)->entries->len);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      rd_store_undo_correction (store, numbers[i], self->now, &error);
      g_assert_no_error (error);
    }
  undone = make_digest (library);
  assert_same_topics (before, undone);
}

/* Two topics, each merged into the other, still stand somewhere. */
static void
test_circle (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  RdStore *store = rd_library_get_store (library);
  g_autoptr (RdDigest) before = NULL;
  g_autoptr (RdDigest) after = NULL;
  gint64 number;

  take (self, library, self->blog->entries->len, self->blog->entries->len);
  before = make_digest (library);
  for (guint i = 0; i < 2; i++)
    rd_store_put_correction (store, RD_CORRECTION_MERGE, get_topic (before, i)->id, get_topic (before, 1 - i)->id, self->now,
                             &number, NULL);
  after = make_digest (library);
  g_assert_cmpuint (after->entries->len, ==, before->entries->len);
}

static RdEntry *
make_entry (Fixture    *self,
            const char *id,
            const char *text)
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
static void
take_posts (Fixture       *self,
            RdLibrary     *library,
            RdEntry      **entries,
            guint          n_entries,
            const RdTaken *expected,
            gint64         n_notices)
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

static RdUndo *
fulfil (Fixture    *self,
        RdLibrary  *library,
        RdWishKind  kind,
        const char *subject,
        const char *value)
{
  const RdWish wish = { kind, subject, value };
  g_autoptr (GError) error = NULL;
  RdUndo *undo = rd_corrector_fulfil (library, &wish, self->now, &error);

  g_assert_no_error (error);
  g_assert_nonnull (undo);
  return undo;
}

/* Takes back all that was wished, latest first. */
static void
undo_all (Fixture   *self,
          RdLibrary *library,
          GPtrArray *undos)
{
  while (undos->len > 0)
    {
      g_autoptr (RdUndo) undo = g_ptr_array_steal_index (undos, undos->len - 1);
      g_autoptr (GError) error = NULL;

      rd_corrector_undo (library, undo, self->now, &error);
      g_assert_no_error (error);
    }
}

static RdTopic *
find_topic (RdDigest   *digest,
            const char *id)
{
  for (guint i = 0; i < digest->topics->len; i++)
    if (g_str_equal (get_topic (digest, i)->id, id))
      return get_topic (digest, i);

  return NULL;
}

static gboolean
is_quoted (RdDigest   *digest,
           const char *topic_id)
{
  for (guint i = 0; i < digest->summary->len; i++)
    if (g_str_equal (((RdLine *) digest->summary->pdata[i])->source->topic->id, topic_id))
      return TRUE;

  return FALSE;
}

static void
test_wishes (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  g_autoptr (GPtrArray) undos = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_undo_free);
  g_autoptr (RdDigest) before = NULL;
  g_autoptr (RdDigest) pinned = NULL;
  g_autoptr (RdDigest) muted = NULL;
  g_autoptr (RdDigest) named = NULL;
  g_autoptr (RdDigest) unnamed = NULL;
  g_autoptr (RdDigest) undone = NULL;
  g_autoptr (RdDigest) merged = NULL;
  RdWish merging = { .kind = RD_WISH_MERGE, .name = "Both" };
  const RdTopic *topic;
  const char *first;
  const char *third;

  take (self, library, self->blog->entries->len, self->blog->entries->len);
  before = make_digest (library);
  first = get_topic (before, 0)->id;
  third = get_topic (before, 2)->id;
  g_assert_true (is_quoted (before, first));

  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_PIN, third, NULL));
  pinned = make_digest (library);
  g_assert_cmpstr (get_topic (pinned, 0)->id, ==, third);
  g_assert_true (get_topic (pinned, 0)->pinned);
  g_assert_false (get_topic (pinned, 1)->pinned);

  /* What is muted is no longer pinned; only what belongs to no story stands below. */
  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_PIN, first, NULL));
  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_MUTE, first, NULL));
  muted = make_digest (library);
  topic = find_topic (muted, first);
  g_assert_true (topic != NULL && topic->muted && !topic->pinned);
  g_assert_cmpstr (topic->label, ==, get_topic (before, 0)->label);
  g_assert_false (is_quoted (muted, first));
  for (guint i = 0; i < muted->topics->len; i++)
    if (get_topic (muted, i) == topic)
      g_assert_true (i + 1 == muted->topics->len || get_topic (muted, i + 1)->other);
  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_UNMUTE, first, NULL));
  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_UNPIN, third, NULL));

  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_RENAME, first, "Once"));
  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_RENAME, first, "Twice"));
  named = make_digest (library);
  g_assert_cmpstr (get_topic (named, 0)->label, ==, "Twice");
  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_RENAME, first, ""));
  unnamed = make_digest (library);
  assert_same_topics (before, unnamed);

  merging.subject = third;
  merging.value = first;
  g_ptr_array_add (undos, rd_corrector_fulfil (library, &merging, self->now, NULL));
  merged = make_digest (library);
  g_assert_null (find_topic (merged, third));
  g_assert_cmpstr (get_topic (merged, 0)->label, ==, "Both");
  undo_all (self, library, undos);
  undone = make_digest (library);
  assert_same_topics (before, undone);
  g_assert_true (is_quoted (undone, first));
}

/* The id of the post in the middle of the largest topic. */
static const char *
choose_post (RdDigest *digest)
{
  const RdTopic *topic = get_topic (digest, 0);

  return ((RdDigestEntry *) topic->entries->pdata[topic->entries->len / 2])->entry->id;
}

static RdDigestEntry *
find_post (RdDigest   *digest,
           const char *id)
{
  for (guint i = 0; i < digest->entries->len; i++)
    if (g_str_equal (((RdDigestEntry *) digest->entries->pdata[i])->entry->id, id))
      return digest->entries->pdata[i];

  g_assert_not_reached ();
}

static void
test_moves (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  g_autoptr (GPtrArray) undos = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_undo_free);
  g_autoptr (RdDigest) before = NULL;
  g_autoptr (RdDigest) moved = NULL;
  g_autoptr (RdDigest) split = NULL;
  g_autoptr (RdDigest) undone = NULL;
  const RdWish nothing = { RD_WISH_MOVE, "no post", "no topic" };
  g_autoptr (GError) error = NULL;
  const char *post;

  take (self, library, self->blog->entries->len, self->blog->entries->len);
  before = make_digest (library);
  post = choose_post (before);

  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_MOVE, post, get_topic (before, 1)->id));
  moved = make_digest (library);
  g_assert_cmpstr (find_post (moved, post)->topic->id, ==, get_topic (before, 1)->id);
  g_assert_true (find_post (moved, post)->by_reader);
  g_assert_cmpuint (g_strv_length (find_post (moved, post)->why), ==, 0);

  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_SPLIT, post, NULL));
  split = make_digest (library);
  g_assert_null (find_topic (before, find_post (split, post)->topic->id));
  g_assert_cmpuint (find_post (split, post)->topic->entries->len, ==, 1);

  undo_all (self, library, undos);
  undone = make_digest (library);
  assert_same_topics (before, undone);
  g_assert_false (find_post (undone, post)->by_reader);

  g_assert_null (rd_corrector_fulfil (library, &nothing, self->now, &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_FILE);
}

/* Stops without and with what is kept of the stories, so that moves are followed up. */
static RdLibrary *
stop_and_start (Fixture   *self,
                RdLibrary *library,
                gboolean   forgets)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  rd_library_close (library);
  library = open_library (self);
  if (!forgets)
    return library;

  rd_store_put_cache (rd_library_get_store (library), "stories-en", nothing, NULL);
  rd_library_close (library);
  return open_library (self);
}

/* Takes in the demo, and moves posts between. */
static RdDigest *
take_and_move (Fixture  *self,
               gboolean  stops,
               gboolean  forgets)
{
  g_autoptr (RdLibrary) library = open_library (self);
  g_autoptr (GPtrArray) undos = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_undo_free);
  const guint n = self->blog->entries->len;

  for (guint i = 5; i < n; i += 5)
    {
      g_autoptr (RdDigest) digest = NULL;

      take (self, library, i, 5);
      digest = make_digest (library);
      if (i % 2 == 0)
        g_ptr_array_add (undos, fulfil (self, library, RD_WISH_MOVE, choose_post (digest),
                                        get_topic (digest, digest->topics->len / 2)->id));
      else
        g_ptr_array_add (undos, fulfil (self, library, RD_WISH_SPLIT, choose_post (digest), NULL));
      if (i % 15 == 0)
        undo_all (self, library, undos);
      if (stops)
        library = stop_and_start (self, g_steal_pointer (&library), forgets);
    }

  return make_digest (library);
}

static void
test_moves_and_stops (Fixture       *self,
                      gconstpointer  data)
{
  RdDigest *digests[3];

  for (guint i = 0; i < G_N_ELEMENTS (digests); i++)
    {
      digests[i] = take_and_move (self, i > 0, i > 1);
      g_unlink (self->path);
      assert_same_topics (digests[0], digests[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (digests); i++)
    rd_digest_unref (digests[i]);
}

/* What resembles a post that was split off goes there, too. */
static void
test_learning (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  g_autoptr (RdEntry) wall = make_entry (self, "1", "Forty metres of the harbour wall at Saltwick fell into the sea.");
  g_autoptr (RdEntry) crane = make_entry (self, "2", "The harbour wall at Saltwick fell before dawn, say engineers.");
  g_autoptr (RdEntry) later = make_entry (self, "3", "Engineers say that the harbour wall at Saltwick fell before dawn.");
  RdEntry *entries[3] = { wall, crane, later };
  g_autoptr (RdDigest) digest = NULL;

  take_posts (self, library, entries, 2, &(RdTaken) { .n_new = 2 }, 0);
  rd_undo_free (fulfil (self, library, RD_WISH_SPLIT, "2", NULL));
  library = stop_and_start (self, g_steal_pointer (&library), TRUE);
  take_posts (self, library, entries, 3, &(RdTaken) { .n_new = 1 }, 0);
  digest = make_digest (library);
  g_assert_true (find_post (digest, "3")->topic == find_post (digest, "2")->topic);
  g_assert_true (find_post (digest, "3")->topic != find_post (digest, "1")->topic);
}

static void
test_tidying (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  RdStore *store = rd_library_get_store (library);
  g_autoptr (GDateTime) real_now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_hours (real_now, 25);
  g_autoptr (RdDigest) digest = NULL;
  g_autoptr (RdDigest) emptied = NULL;
  g_autoptr (GDateTime) written = NULL;
  g_autoptr (GError) error = NULL;

  take (self, library, self->blog->entries->len, self->blog->entries->len);
  g_assert_null (rd_store_get_backup_time (store));
  /* 0: for good, whatever their age. */
  g_assert_true (rd_library_tidy (library, real_now, 0, &error));
  g_assert_no_error (error);
  written = rd_store_get_backup_time (store);
  g_assert_nonnull (written);

  /* Not twice a day. */
  g_assert_true (rd_library_tidy (library, real_now, 1, &error));
  digest = make_digest (library);
  g_assert_cmpuint (digest->entries->len, ==, self->blog->entries->len);

  g_assert_true (rd_library_tidy (library, tomorrow, 1, &error));
  g_assert_no_error (error);
  emptied = make_digest (library);
  g_assert_cmpuint (emptied->entries->len, ==, 0);
}

/* What a reading is said to have brought, and which posts are announced: each that is a key event, or becomes one, once;
 * none that is already taken away. */
static void
test_changes (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  g_autoptr (RdEntry) key = make_entry (self, "1", "A crane has fallen.");
  g_autoptr (RdEntry) plain = make_entry (self, "2", "The harbour is closed.");
  g_autoptr (RdEntry) gone = make_entry (self, "3", "");
  g_autoptr (RdEntry) marked = make_entry (self, "2", "The  harbour is closed.");
  g_autoptr (RdEntry) edited = make_entry (self, "1", "Two cranes have fallen.");
  g_autoptr (RdEntry) back = make_entry (self, "3", "All is well.");
  g_autoptr (RdEntry) added = make_entry (self, "4", "The ferry is adrift.");
  g_autoptr (RdEntry) marked_too = make_entry (self, "4", "The  ferry is adrift.");
  g_autoptr (RdEntry) fresh = make_entry (self, "5", "Lamps were stolen at night.");
  g_autoptr (RdKept) kept = NULL;
  g_autoptr (GError) error = NULL;
  RdStore *store = rd_library_get_store (library);
  RdEntry *entries[5] = { key, plain, gone, fresh, added };
  gint64 number;

  key->key_event = gone->key_event = marked->key_event = edited->key_event = back->key_event = TRUE;
  marked_too->key_event = fresh->key_event = TRUE;
  gone->deleted = TRUE;
  take_posts (self, library, entries, 3, &(RdTaken) { .n_new = 2 }, 1);
  take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 1);

  entries[1] = marked;
  take_posts (self, library, entries, 3, &(RdTaken) { .n_key_events = 1 }, 2);
  entries[1] = plain;
  take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 2);
  entries[1] = marked;
  take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 2);

  entries[0] = edited;
  take_posts (self, library, entries, 3, &(RdTaken) { .n_edited = 1 }, 2);
  entries[2] = back;
  take_posts (self, library, entries, 3, &(RdTaken) { .n_edited = 1, .n_key_events = 1 }, 3);

  /* Missing, and there again. */
  take_posts (self, library, entries, 2, &(RdTaken) { .n_deleted = 1 }, 3);
  take_posts (self, library, entries, 3, &(RdTaken) { 0 }, 3);
  take_posts (self, library, entries, 0, &(RdTaken) { 0 }, 3);
  take_posts (self, library, entries, 4, &(RdTaken) { .n_new = 1, .n_key_events = 1 }, 4);

  /* Of what is muted, the reader is told nothing. */
  take_posts (self, library, entries, 5, &(RdTaken) { .n_new = 1 }, 4);
  kept = rd_store_find (store, added->id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (kept->topic_id);
  rd_store_put_correction (store, RD_CORRECTION_MUTE, kept->topic_id, NULL, self->now, &number, &error);
  g_assert_no_error (error);
  entries[4] = marked_too;
  take_posts (self, library, entries, 5, &(RdTaken) { 0 }, 5);
}

static void
assert_holds (const char *path,
              const char *words,
              gboolean    holds)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (memmem (content, length, words, strlen (words)) != NULL, ==, holds);
}

/* No word of a post is left, in no file; what comes again is as new, but for notices. */
static void
test_forgetting (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  g_autoptr (RdEntry) key = make_entry (self, "1", "A crane has fallen.");
  g_autoptr (RdEntry) plain = make_entry (self, "2", "The harbour is closed.");
  RdEntry *entries[] = { key, plain };
  g_autofree char *backup = g_strconcat (self->path, "-backup", NULL);
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GPtrArray) followed = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) corrections = NULL;
  g_autoptr (GError) error = NULL;
  const RdStoreQuery query = { .words = "harbour", .limit = 10 };
  RdStore *store = rd_library_get_store (library);
  gboolean are_gone;
  gint64 number;

  key->key_event = TRUE;
  take_posts (self, library, entries, 2, &(RdTaken) { .n_new = 2 }, 1);
  rd_store_put_correction (store, RD_CORRECTION_RENAME, "1", "Harbour is closed", self->now, &number, &error);
  g_assert_no_error (error);
  rd_store_back_up (store, NULL, &error);
  g_assert_no_error (error);
  assert_holds (backup, "harbour is closed", TRUE);

  rd_library_forget_all (library, &are_gone, &error);
  g_assert_no_error (error);
  g_assert_true (are_gone);
  followed = rd_store_list_followed (store, NULL);
  g_assert_cmpuint (followed->len, ==, 1);
  g_assert_true (((RdFollowed *) followed->pdata[0])->followed);
  g_assert_cmpuint (((RdFollowed *) followed->pdata[0])->n_entries, ==, 0);
  kept = rd_store_load (store, &(RdStoreFilter) { 0 }, NULL);
  g_assert_cmpuint (kept->len, ==, 0);
  corrections = rd_store_list_corrections (store, NULL);
  g_assert_cmpuint (corrections->len, ==, 0);
  found = rd_store_search (store, &query, NULL);
  g_assert_cmpuint (found->len, ==, 0);
  assert_holds (backup, "arbour is closed", FALSE);
  assert_holds (self->path, "arbour is closed", FALSE);
  assert_holds (log, "arbour is closed", FALSE);

  take_posts (self, library, entries, 2, &(RdTaken) { .n_new = 2 }, 1);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = rd_store_search (store, &query, NULL);
  g_assert_cmpuint (found->len, ==, 1);

  rd_library_forget_all (library, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&library, rd_library_close);
  assert_holds (self->path, "arbour is closed", FALSE);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

/* Of a live blog that is forgotten no word is left either. */
static void
test_forgetting_one (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  g_autoptr (RdEntry) entry = make_entry (self, "1", "The harbour is closed.");
  g_autofree char *backup = g_strconcat (self->path, "-backup", NULL);
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  RdStore *store = rd_library_get_store (library);

  take_posts (self, library, &entry, 1, &(RdTaken) { .n_new = 1 }, 0);
  rd_store_back_up (store, NULL, &error);
  g_assert_no_error (error);
  assert_holds (backup, "harbour is closed", TRUE);

  rd_library_forget (library, entry->blog_id, &error);
  g_assert_no_error (error);
  kept = rd_store_load (store, &(RdStoreFilter) { 0 }, NULL);
  g_assert_cmpuint (kept->len, ==, 0);
  assert_holds (backup, "harbour is closed", FALSE);
  assert_holds (self->path, "harbour is closed", FALSE);
  assert_holds (log, "harbour is closed", FALSE);
}

/* A disk that has no room for a backup. */
static void
test_forgetting_in_part (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr (RdLibrary) library = open_library (self);
  g_autoptr (RdEntry) entry = make_entry (self, "1", "The harbour is closed.");
  g_autofree char *in_the_way = g_strconcat (self->path, "-backup.new", NULL);
  g_autofree char *within = g_build_filename (in_the_way, "something", NULL);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  gboolean are_gone;

  take_posts (self, library, &entry, 1, &(RdTaken) { .n_new = 1 }, 0);
  g_assert_cmpint (g_mkdir_with_parents (within, 0700), ==, 0);
  g_assert_false (rd_library_forget_all (library, &are_gone, &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_DISK);
  g_assert_true (are_gone);
  kept = rd_store_load (rd_library_get_store (library), &(RdStoreFilter) { 0 }, NULL);
  g_assert_cmpuint (kept->len, ==, 0);

  /* What comes again is as new. */
  take_posts (self, library, &entry, 1, &(RdTaken) { .n_new = 1 }, 0);
  g_rmdir (within);
  g_rmdir (in_the_way);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/library/stopping", Fixture, NULL, set_up, test_stopping, tear_down);
  g_test_add ("/library/corrections", Fixture, NULL, set_up, test_corrections, tear_down);
  g_test_add ("/library/wishes", Fixture, NULL, set_up, test_wishes, tear_down);
  g_test_add ("/library/moves", Fixture, NULL, set_up, test_moves, tear_down);
  g_test_add ("/library/moves-and-stops", Fixture, NULL, set_up, test_moves_and_stops, tear_down);
  g_test_add ("/library/learning", Fixture, NULL, set_up, test_learning, tear_down);
  g_test_add ("/library/circle", Fixture, NULL, set_up, test_circle, tear_down);
  g_test_add ("/library/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/library/forgetting", Fixture, NULL, set_up, test_forgetting, tear_down);
  g_test_add ("/library/forgetting-one", Fixture, NULL, set_up, test_forgetting_one, tear_down);
  g_test_add ("/library/forgetting-in-part", Fixture, NULL, set_up, test_forgetting_in_part, tear_down);
  g_test_add ("/library/tidying", Fixture, NULL, set_up, test_tidying, tear_down);

  return g_test_run ();
}
