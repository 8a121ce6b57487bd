/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As much of what is kept as can be shown at once: the newest posts, whole stories and live blogs, and what is new. */
#include "demo-library.h"
#include "service/rd-corrector.h"

#define NEWEST 10

typedef DemoLibrary Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  RdTaken taken;

  demo_library_set_up (self, data);
  self->library = demo_library_open (self);
  g_assert_true (rd_library_take (self->library, self->blog, "https://www.example.com/live", self->now, &taken, &error));
  g_assert_no_error (error);
}

static RdDigest *
extract (Fixture        *self,
         const RdExtent *extent)
{
  g_autoptr (GError) error = NULL;
  RdDigest *digest = rd_library_make_extract (self->library, extent, &error);

  g_assert_no_error (error);
  return digest;
}

static RdDigest *
extract_all (Fixture *self)
{
  return extract (self, &(RdExtent) { .newest = G_MAXINT });
}

static gboolean
has_topic (RdDigest   *digest,
           const char *id)
{
  for (guint i = 0; i < digest->topics->len; i++)
    if (g_str_equal (((RdTopic *) digest->topics->pdata[i])->id, id))
      return TRUE;

  return FALSE;
}

static RdTopic *
get_topic (RdDigest   *digest,
           const char *id)
{
  for (guint i = 0; i < digest->topics->len; i++)
    if (g_str_equal (((RdTopic *) digest->topics->pdata[i])->id, id))
      return digest->topics->pdata[i];

  g_assert_not_reached ();
}

static const char *
get_entry_id (RdDigest *digest,
              guint     i)
{
  return ((RdDigestEntry *) digest->entries->pdata[i])->entry->id;
}

static guint
get_n_left_out (RdDigest   *digest,
                const char *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (digest->n_left_out, id));
}

static RdUndo *
fulfil (Fixture      *self,
        const RdWish *wish)
{
  g_autoptr (GError) error = NULL;
  RdUndo *undo = rd_corrector_fulfil (self->library, wish, self->now, &error);

  g_assert_no_error (error);
  return undo;
}

static void
undo (Fixture *self,
      RdUndo  *done)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rd_corrector_undo (self->library, done, self->now, &error));
  g_assert_no_error (error);
}

/* The oldest story that has posts which are not among the newest. */
static const RdTopic *
find_cut_topic (RdDigest *whole,
                RdDigest *newest)
{
  for (guint i = 0; i < whole->topics->len; i++)
    {
      const RdTopic *topic = whole->topics->pdata[i];

      if (!topic->other && get_n_left_out (newest, topic->id) > 0)
        return topic;
    }

  g_assert_not_reached ();
}

static void
test_newest (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (RdDigest) whole = extract_all (self);
  g_autoptr (RdDigest) newest = extract (self, &(RdExtent) { .newest = NEWEST });
  const RdTopic *cut = find_cut_topic (whole, newest);

  g_assert_cmpuint (whole->entries->len, ==, self->blog->entries->len);
  g_assert_cmpuint (g_hash_table_size (whole->n_left_out), ==, 0);
  g_assert_cmpuint (get_n_left_out (newest, RD_DIGEST_NEW), ==, self->blog->entries->len - NEWEST);

  g_assert_cmpuint (newest->entries->len, ==, NEWEST);
  for (guint i = 0; i < NEWEST; i++)
    g_assert_cmpstr (get_entry_id (newest, i), ==, get_entry_id (whole, whole->entries->len - NEWEST + i));
  g_assert_cmpuint (get_n_left_out (newest, self->blog->id), ==, self->blog->entries->len - NEWEST);
  g_assert_cmpuint (get_n_left_out (newest, cut->id), ==, cut->entries->len - get_topic (newest, cut->id)->entries->len);
}

static void
assert_has_whole (RdDigest      *digest,
                  const RdTopic *topic)
{
  const RdTopic *found = get_topic (digest, topic->id);

  g_assert_cmpuint (found->entries->len, ==, topic->entries->len);
  g_assert_cmpuint (get_n_left_out (digest, topic->id), ==, 0);
  for (guint i = 0; i < topic->entries->len; i++)
    g_assert_cmpstr (((RdDigestEntry *) found->entries->pdata[i])->entry->id, ==,
                     ((RdDigestEntry *) topic->entries->pdata[i])->entry->id);
}

static void
test_more (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (RdDigest) whole = extract_all (self);
  g_autoptr (RdDigest) newest = extract (self, &(RdExtent) { .newest = NEWEST });
  const RdTopic *cut = find_cut_topic (whole, newest);
  const RdDigestEntry *first = cut->entries->pdata[0];
  g_autoptr (RdDigest) of_topic = extract (self, &(RdExtent) { .newest = NEWEST, .topic_id = cut->id });
  g_autoptr (RdDigest) of_entry = extract (self, &(RdExtent) { .newest = NEWEST, .entry_id = first->entry->id });
  g_autoptr (RdDigest) of_blog = extract (self, &(RdExtent) { .newest = NEWEST, .blog_id = self->blog->id });
  g_autoptr (RdDigest) of_newest = extract (self, &(RdExtent) { .newest = NEWEST, .entry_id = get_entry_id (newest, 0) });
  g_autoptr (RdDigest) of_nothing = extract (self, &(RdExtent) { .newest = NEWEST, .entry_id = "gone" });

  assert_has_whole (of_topic, cut);
  assert_has_whole (of_entry, cut);
  g_assert_cmpuint (of_topic->entries->len, ==, NEWEST + get_n_left_out (newest, cut->id));
  g_assert_cmpuint (of_blog->entries->len, ==, whole->entries->len);
  g_assert_cmpuint (of_newest->entries->len, ==, NEWEST);
  g_assert_cmpuint (of_nothing->entries->len, ==, NEWEST);
}

/* A story that was merged with another is whole with the other's posts. */
static void
test_merged (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (RdDigest) whole = extract_all (self);
  const RdTopic *one = whole->topics->pdata[0];
  const RdTopic *other = whole->topics->pdata[1];
  g_autoptr (RdUndo) merged = fulfil (self, &(RdWish) { .kind = RD_WISH_MERGE, .subject = other->id, .value = one->id });
  g_autoptr (RdDigest) part = extract (self, &(RdExtent) { .newest = 1 });
  g_autoptr (RdDigest) more = extract (self, &(RdExtent) { .newest = 1, .topic_id = one->id });
  g_autoptr (RdDigest) led = extract (self, &(RdExtent) { .newest = 1, .topic_id = other->id });

  g_assert_false (has_topic (more, other->id));
  g_assert_cmpuint (get_topic (more, one->id)->entries->len, ==, one->entries->len + other->entries->len);
  g_assert_cmpuint (get_n_left_out (more, one->id), ==, 0);
  g_assert_cmpuint (led->entries->len, ==, more->entries->len);
  g_assert_cmpuint (get_n_left_out (led, one->id), ==, 0);
  g_assert_true (rd_digest_find_topic (led, other->id) == get_topic (led, one->id));
  g_assert_true (rd_digest_find_topic (led, one->id) == get_topic (led, one->id));
  g_assert_null (rd_digest_find_topic (led, "none"));
  if (has_topic (part, one->id))
    g_assert_cmpuint (get_n_left_out (part, one->id), >, 0);
}

static guint
count_new (RdDigest *digest)
{
  guint n = 0;

  for (guint i = 0; i < digest->entries->len; i++)
    n += ((RdDigestEntry *) digest->entries->pdata[i])->is_new;

  return n;
}

static void
test_seen (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (RdDigest) whole = extract_all (self);
  const RdTopic *topic = whole->topics->pdata[0];
  const guint n_seen = topic->entries->len - 2;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (RdUndo) done = NULL;
  g_autoptr (RdUndo) done_more = NULL;
  g_autoptr (RdDigest) after = NULL;
  g_autoptr (RdDigest) less = NULL;
  g_autoptr (RdDigest) undone = NULL;
  const RdTopic *same;

  g_assert_cmpuint (n_seen, >=, 2);
  g_assert_cmpuint (count_new (whole), ==, whole->entries->len);
  g_assert_cmpuint (topic->news->len, >=, 1);
  g_assert_cmpuint (topic->news->len, <=, 3);

  for (guint i = 0; i < n_seen; i++)
    g_ptr_array_add (ids, ((RdDigestEntry *) topic->entries->pdata[i])->entry->id);
  g_ptr_array_add (ids, NULL);
  done = fulfil (self, &(RdWish) { .kind = RD_WISH_SEE, .entry_ids = (const char *const *) ids->pdata });

  after = extract_all (self);
  same = get_topic (after, topic->id);
  g_assert_cmpuint (count_new (after), ==, whole->entries->len - n_seen);
  g_assert_cmpuint (same->news->len, >=, 1);
  for (guint i = 0; i < same->news->len; i++)
    g_assert_true (((RdLine *) same->news->pdata[i])->source->is_new);
  g_assert_cmpuint (same->summary->len, ==, topic->summary->len);

  /* What was seen before stays so when seeing it with others is taken back. */
  g_ptr_array_insert (ids, 0, ((RdDigestEntry *) topic->entries->pdata[n_seen])->entry->id);
  done_more = fulfil (self, &(RdWish) { .kind = RD_WISH_SEE, .entry_ids = (const char *const *) ids->pdata });
  undo (self, done_more);
  less = extract_all (self);
  g_assert_cmpuint (count_new (less), ==, whole->entries->len - n_seen);

  undo (self, done);
  undone = extract_all (self);
  g_assert_cmpuint (count_new (undone), ==, whole->entries->len);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/extract/newest", Fixture, NULL, set_up, test_newest, demo_library_tear_down);
  g_test_add ("/extract/more", Fixture, NULL, set_up, test_more, demo_library_tear_down);
  g_test_add ("/extract/merged", Fixture, NULL, set_up, test_merged, demo_library_tear_down);
  g_test_add ("/extract/seen", Fixture, NULL, set_up, test_seen, demo_library_tear_down);

  return g_test_run ();
}
