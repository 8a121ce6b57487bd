/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is followed: taken in step by step, stopped and started, corrected by the reader. */
#include "base/rd-error.h"
#include "demo-library.h"
#include "service/rd-corrector.h"

#include <glib/gstdio.h>

typedef DemoLibrary Fixture;

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
  g_autoptr (RdLibrary) library = demo_library_open (self);
  g_autoptr (RdDigest) at_once = NULL;
  g_autoptr (RdDigest) step_by_step = NULL;

  for (guint n = 1; n <= self->blog->entries->len; n++)
    {
      demo_library_take (self, library, n, 1);
      /* Every third time what is kept of the stories so far is out of date. */
      if (n % 3 == 0)
        {
          g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

          rd_library_close (g_steal_pointer (&library));
          library = demo_library_open (self);
          rd_store_put_cache (rd_library_get_store (library), "stories-en", nothing, NULL);
        }
      rd_library_close (g_steal_pointer (&library));
      library = demo_library_open (self);
    }

  g_ptr_array_add (blogs, self->blog);
  at_once = rd_digest_make (blogs, NULL, &options);
  step_by_step = demo_library_make_digest (library);
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
  g_autoptr (RdLibrary) library = demo_library_open (self);
  RdStore *store = rd_library_get_store (library);
  g_autoptr (RdDigest) before = NULL;
  g_autoptr (RdDigest) corrected = NULL;
  g_autoptr (RdDigest) undone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 numbers[3];

  demo_library_take (self, library, self->blog->entries->len, self->blog->entries->len);
  before = demo_library_make_digest (library);

  rd_store_put_correction (store, RD_CORRECTION_RENAME, get_topic (before, 0)->id, "Whatever", self->now, &numbers[0], &error);
  g_assert_no_error (error);
  rd_store_put_correction (store, RD_CORRECTION_MERGE, get_topic (before, 1)->id, get_topic (before, 0)->id, self->now,
                           &numbers[1], &error);
  g_assert_no_error (error);
  rd_store_put_correction (store, RD_CORRECTION_RENAME, get_topic (before, 0)->id, "Everything", self->now, &numbers[2],
                           &error);
  g_assert_no_error (error);

  corrected = demo_library_make_digest (library);
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
  undone = demo_library_make_digest (library);
  assert_same_topics (before, undone);
}

/* Two topics, each merged into the other, still stand somewhere. */
static void
test_circle (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (RdLibrary) library = demo_library_open (self);
  RdStore *store = rd_library_get_store (library);
  g_autoptr (RdDigest) before = NULL;
  g_autoptr (RdDigest) after = NULL;
  gint64 number;

  demo_library_take (self, library, self->blog->entries->len, self->blog->entries->len);
  before = demo_library_make_digest (library);
  for (guint i = 0; i < 2; i++)
    rd_store_put_correction (store, RD_CORRECTION_MERGE, get_topic (before, i)->id, get_topic (before, 1 - i)->id, self->now,
                             &number, NULL);
  after = demo_library_make_digest (library);
  g_assert_cmpuint (after->entries->len, ==, before->entries->len);
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
  g_autoptr (RdLibrary) library = demo_library_open (self);
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

  demo_library_take (self, library, self->blog->entries->len, self->blog->entries->len);
  before = demo_library_make_digest (library);
  first = get_topic (before, 0)->id;
  third = get_topic (before, 2)->id;
  g_assert_true (is_quoted (before, first));

  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_PIN, third, NULL));
  pinned = demo_library_make_digest (library);
  g_assert_cmpstr (get_topic (pinned, 0)->id, ==, third);
  g_assert_true (get_topic (pinned, 0)->pinned);
  g_assert_false (get_topic (pinned, 1)->pinned);

  /* What is muted is no longer pinned; only what belongs to no story stands below. */
  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_PIN, first, NULL));
  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_MUTE, first, NULL));
  muted = demo_library_make_digest (library);
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
  named = demo_library_make_digest (library);
  g_assert_cmpstr (get_topic (named, 0)->label, ==, "Twice");
  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_RENAME, first, ""));
  unnamed = demo_library_make_digest (library);
  assert_same_topics (before, unnamed);

  merging.subject = third;
  merging.value = first;
  g_ptr_array_add (undos, rd_corrector_fulfil (library, &merging, self->now, NULL));
  merged = demo_library_make_digest (library);
  g_assert_null (find_topic (merged, third));
  g_assert_cmpstr (get_topic (merged, 0)->label, ==, "Both");
  undo_all (self, library, undos);
  undone = demo_library_make_digest (library);
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
  g_autoptr (RdLibrary) library = demo_library_open (self);
  g_autoptr (GPtrArray) undos = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_undo_free);
  g_autoptr (RdDigest) before = NULL;
  g_autoptr (RdDigest) moved = NULL;
  g_autoptr (RdDigest) split = NULL;
  g_autoptr (RdDigest) undone = NULL;
  const RdWish nothing = { RD_WISH_MOVE, "no post", "no topic" };
  g_autoptr (GError) error = NULL;
  const char *post;

  demo_library_take (self, library, self->blog->entries->len, self->blog->entries->len);
  before = demo_library_make_digest (library);
  post = choose_post (before);

  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_MOVE, post, get_topic (before, 1)->id));
  moved = demo_library_make_digest (library);
  g_assert_cmpstr (find_post (moved, post)->topic->id, ==, get_topic (before, 1)->id);
  g_assert_true (find_post (moved, post)->by_reader);
  g_assert_cmpuint (g_strv_length (find_post (moved, post)->why), ==, 0);

  g_ptr_array_add (undos, fulfil (self, library, RD_WISH_SPLIT, post, NULL));
  split = demo_library_make_digest (library);
  g_assert_null (find_topic (before, find_post (split, post)->topic->id));
  g_assert_cmpuint (find_post (split, post)->topic->entries->len, ==, 1);

  undo_all (self, library, undos);
  undone = demo_library_make_digest (library);
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
  library = demo_library_open (self);
  if (!forgets)
    return library;

  rd_store_put_cache (rd_library_get_store (library), "stories-en", nothing, NULL);
  rd_library_close (library);
  return demo_library_open (self);
}

/* Takes in the demo, and moves posts between. */
static RdDigest *
take_and_move (Fixture  *self,
               gboolean  stops,
               gboolean  forgets)
{
  g_autoptr (RdLibrary) library = demo_library_open (self);
  g_autoptr (GPtrArray) undos = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_undo_free);
  const guint n = self->blog->entries->len;

  for (guint i = 5; i < n; i += 5)
    {
      g_autoptr (RdDigest) digest = NULL;

      demo_library_take (self, library, i, 5);
      digest = demo_library_make_digest (library);
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

  return demo_library_make_digest (library);
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
  g_autoptr (RdLibrary) library = demo_library_open (self);
  g_autoptr (RdEntry) wall = demo_library_make_entry (self, "1",
                                                      "Forty metres of the harbour wall at Saltwick fell into the sea.");
  g_autoptr (RdEntry) crane = demo_library_make_entry (self, "2",
                                                       "The harbour wall at Saltwick fell before dawn, say engineers.");
  g_autoptr (RdEntry) later = demo_library_make_entry (self, "3",
                                                       "Engineers say that the harbour wall at Saltwick fell before dawn.");
  RdEntry *entries[3] = { wall, crane, later };
  g_autoptr (RdDigest) digest = NULL;

  demo_library_take_posts (self, library, entries, 2, &(RdTaken) { .n_new = 2 }, 0);
  rd_undo_free (fulfil (self, library, RD_WISH_SPLIT, "2", NULL));
  library = stop_and_start (self, g_steal_pointer (&library), TRUE);
  demo_library_take_posts (self, library, entries, 3, &(RdTaken) { .n_new = 1 }, 0);
  digest = demo_library_make_digest (library);
  g_assert_true (find_post (digest, "3")->topic == find_post (digest, "2")->topic);
  g_assert_true (find_post (digest, "3")->topic != find_post (digest, "1")->topic);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/library/" name, Fixture, NULL, demo_library_set_up, function, demo_library_tear_down)
  ADD ("stopping", test_stopping);
  ADD ("corrections", test_corrections);
  ADD ("wishes", test_wishes);
  ADD ("moves", test_moves);
  ADD ("moves-and-stops", test_moves_and_stops);
  ADD ("learning", test_learning);
  ADD ("circle", test_circle);

  return g_test_run ();
}
