/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays: each moment of a live blog from how it stands in the end. */
#include "service/rd-replay.h"

#define N_POSTS 20

/* Posts five minutes apart, a few of which tell of an edit; the third is pinned, and the fifth says nothing. */
static RdBlog *
make_blog (gboolean with_times)
{
  RdBlog *blog = rd_blog_new ();

  blog->id = g_strdup ("blog");
  blog->title = g_strdup ("Harbour day");
  blog->ended = TRUE;
  for (int i = 0; i < N_POSTS; i++)
    {
      RdEntry *entry = rd_entry_new ();
      g_autofree char *text = g_strdup_printf ("Crane %d lifts the mast of the old pilot boat.", i);

      entry->id = g_strdup_printf ("post-%02d", i);
      entry->source_id = g_strdup_printf ("%d", i);
      entry->blog_id = g_strdup (blog->id);
      entry->url = g_strdup_printf ("https://example.org/harbour#block-%d", i);
      entry->pinned = i == 3;
      entry->key_event = i % 4 == 0;
      if (with_times)
        entry->published = g_date_time_new_utc (2024, 5, 1, 9 + i / 12, i * 5 % 60, 0);
      if (with_times && i % 3 == 0)
        entry->updated = g_date_time_add_minutes (entry->published, 7);
      for (int j = 0; j <= i % 3 && i != 5; j++)
        rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), text, -1, RD_RUN_PLAIN, NULL);
      g_ptr_array_add (blog->entries, entry);
    }

  return blog;
}

static RdEntry *
find (RdBlog     *blog,
      const char *id)
{
  for (guint i = 0; i < blog->entries->len; i++)
    if (g_str_equal (((RdEntry *) blog->entries->pdata[i])->id, id))
      return blog->entries->pdata[i];

  return NULL;
}

static void
assert_same_entry (RdEntry *one,
                   RdEntry *other)
{
  g_assert_cmpstr (one->id, ==, other->id);
  g_assert_cmpstr (one->source_id, ==, other->source_id);
  g_assert_cmpstr (one->url, ==, other->url);
  g_assert_cmpstr (one->title, ==, other->title);
  g_assert_true (rd_body_equal (one->body, other->body));
  g_assert_true (one->published == other->published);
  g_assert_true (one->updated == other->updated);
  g_assert_cmpint (one->pinned, ==, other->pinned);
  g_assert_cmpint (one->key_event, ==, other->key_event);
}

static void
test_end (void)
{
  const guint32 seeds[] = { 0, 1, 7, 4711 };
  g_autoptr (RdBlog) final = make_blog (TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_autoptr (RdReplay) replay = rd_replay_new (final, seeds[i]);
      g_autoptr (GDateTime) end = rd_replay_get_end (replay);
      g_autoptr (GDateTime) just_before = g_date_time_add (end, -1);
      g_autoptr (RdBlog) before = rd_replay_at (replay, just_before);
      g_autoptr (RdBlog) blog = rd_replay_at (replay, end);

      g_assert_true (before->live && !before->ended);
      g_assert_true (!blog->live && blog->ended && blog->complete);
      g_assert_cmpstr (blog->id, ==, final->id);
      g_assert_cmpstr (blog->title, ==, final->title);
      g_assert_cmpuint (blog->entries->len, ==, N_POSTS);
      for (guint j = 0; j < N_POSTS; j++)
        assert_same_entry (blog->entries->pdata[j], final->entries->pdata[j]);
    }
}

static void
test_nothing_made_up (void)
{
  g_autoptr (RdBlog) final = make_blog (TRUE);
  g_autoptr (RdReplay) replay = rd_replay_new (final, 0);
  g_auto (GStrv) deleted = rd_replay_list_deleted (replay);

  g_assert_cmpuint (g_strv_length (deleted), ==, 0);
  for (guint i = 0; i < N_POSTS; i++)
    {
      RdEntry *entry = final->entries->pdata[i];
      g_autoptr (GDateTime) just_before = g_date_time_add (entry->published, -1);
      g_autoptr (RdBlog) before = rd_replay_at (replay, just_before);
      g_autoptr (RdBlog) blog = rd_replay_at (replay, entry->published);
      RdEntry *there = find (blog, entry->id);

      g_assert_cmpuint (before->entries->len, ==, i);
      g_assert_cmpuint (blog->entries->len, ==, i + 1);
      g_assert_true (rd_body_equal (there->body, entry->body));
      g_assert_cmpint (there->pinned, ==, entry->pinned);
      g_assert_null (there->updated);
      g_assert_cmpuint (rd_replay_count_wordings (replay, entry->id), ==, 1);

      if (entry->updated != NULL)
        {
          g_autoptr (RdBlog) later = rd_replay_at (replay, entry->updated);

          assert_same_entry (find (later, entry->id), entry);
        }
    }
  g_assert_cmpuint (rd_replay_count_wordings (replay, "another"), ==, 0);
}

/* Whether what happens is what the live blog shows from that moment on, and not before. */
static void
check_change (RdReplay             *replay,
              const RdReplayChange *change)
{
  g_autoptr (GDateTime) just_before = g_date_time_add (change->time, -1);
  g_autoptr (RdBlog) blog_before = rd_replay_at (replay, just_before);
  g_autoptr (RdBlog) blog = rd_replay_at (replay, change->time);
  RdEntry *before = find (blog_before, change->entry->id);
  RdEntry *after = find (blog, change->entry->id);

  switch (change->kind)
    {
    case RD_REPLAY_APPEARED:
      g_assert_null (before);
      g_assert_true (after == change->entry);
      break;
    case RD_REPLAY_REWORDED:
      g_assert_false (rd_body_equal (before->body, after->body));
      g_assert_true (after == change->entry);
      break;
    case RD_REPLAY_TOUCHED:
      g_assert_true (rd_body_equal (before->body, after->body));
      g_assert_true (before->pinned != after->pinned || before->updated != after->updated);
      g_assert_true (after == change->entry);
      break;
    case RD_REPLAY_DELETED:
      g_assert_true (before == change->entry);
      g_assert_null (after);
      break;
    }
}

static void
test_made_up (void)
{
  g_autoptr (RdBlog) final = make_blog (TRUE);
  g_autoptr (RdReplay) replay = rd_replay_new (final, 11);
  g_autoptr (GPtrArray) changes = rd_replay_list_changes (replay, NULL, NULL);
  g_autoptr (GHashTable) wordings = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) deleted = rd_replay_list_deleted (replay);
  guint n_pinned = 0, n_deleted = 0, n_twice = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const RdReplayChange *change = changes->pdata[i];
      const char *id = change->entry->id;
      const guint n_wordings = GPOINTER_TO_UINT (g_hash_table_lookup (wordings, id));

      check_change (replay, change);
      if (change->kind == RD_REPLAY_APPEARED || change->kind == RD_REPLAY_REWORDED)
        g_hash_table_insert (wordings, (char *) id, GUINT_TO_POINTER (n_wordings + 1));
      n_pinned += change->kind == RD_REPLAY_TOUCHED && change->entry->pinned && !g_str_equal (id, "post-03");
      n_deleted += change->kind == RD_REPLAY_DELETED && g_strv_contains ((const char *const *) deleted, id);
      if (change->kind == RD_REPLAY_APPEARED && g_strv_contains ((const char *const *) deleted, id))
        g_assert_null (find (final, id));
    }

  for (guint i = 0; i < N_POSTS; i++)
    {
      const char *id = ((RdEntry *) final->entries->pdata[i])->id;
      const guint n_wordings = GPOINTER_TO_UINT (g_hash_table_lookup (wordings, id));

      g_assert_cmpuint (n_wordings, ==, rd_replay_count_wordings (replay, id));
      n_twice += n_wordings == 3;
    }
  g_assert_cmpuint (n_twice, ==, 2);
  g_assert_cmpuint (n_pinned, >, 0);
  g_assert_cmpuint (n_deleted, ==, g_strv_length (deleted));
  g_assert_cmpuint (n_deleted, >, 0);
}

static char *
describe_changes (RdReplay *replay)
{
  g_autoptr (GPtrArray) changes = rd_replay_list_changes (replay, NULL, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const RdReplayChange *change = changes->pdata[i];
      g_autofree char *time = g_date_time_format_iso8601 (change->time);

      g_string_append_printf (text, "%s %d %s %s\n", time, change->kind, change->entry->id,
                              rd_body_get_text (change->entry->body));
    }

  return g_string_free_and_steal (text);
}

static void
test_same_again (void)
{
  g_autoptr (RdBlog) final = make_blog (TRUE);
  g_autoptr (RdReplay) replay = rd_replay_new (final, 3);
  g_autoptr (RdReplay) again = rd_replay_new (final, 3);
  g_autoptr (RdReplay) other = rd_replay_new (final, 4);
  g_autofree char *changes = describe_changes (replay);
  g_autofree char *same = describe_changes (again);
  g_autofree char *others = describe_changes (other);

  g_assert_cmpstr (changes, ==, same);
  g_assert_cmpstr (changes, !=, others);
}

static void
test_windows (void)
{
  g_autoptr (RdBlog) final = make_blog (TRUE);
  g_autoptr (RdReplay) replay = rd_replay_new (final, 3);
  g_autoptr (GPtrArray) all = rd_replay_list_changes (replay, NULL, NULL);
  const RdReplayChange *middle = all->pdata[all->len / 2];
  g_autoptr (GPtrArray) before = rd_replay_list_changes (replay, NULL, middle->time);
  g_autoptr (GPtrArray) after = rd_replay_list_changes (replay, middle->time, NULL);

  g_assert_cmpuint (before->len, >, all->len / 2);
  g_assert_cmpuint (before->len + after->len, ==, all->len);
  for (guint i = 1; i < all->len; i++)
    g_assert_cmpint (
        g_date_time_compare (((RdReplayChange *) all->pdata[i - 1])->time, ((RdReplayChange *) all->pdata[i])->time),
        <=, 0);
}

static void
test_without_times (void)
{
  g_autoptr (RdBlog) final = make_blog (FALSE);
  g_autoptr (RdReplay) replay = rd_replay_new (final, 0);
  g_autoptr (GDateTime) start = rd_replay_get_start (replay);
  g_autoptr (GDateTime) end = rd_replay_get_end (replay);
  g_autoptr (GDateTime) middle = g_date_time_add (start, g_date_time_difference (end, start) / 2);
  g_autoptr (RdBlog) blog = rd_replay_at (replay, middle);

  g_assert_cmpint (g_date_time_difference (end, start), <=, G_TIME_SPAN_HOUR);
  g_assert_cmpint (g_date_time_difference (end, start), >, G_TIME_SPAN_HOUR / 2);
  g_assert_cmpuint (blog->entries->len, ==, N_POSTS / 2);
  for (guint i = 0; i < blog->entries->len; i++)
    assert_same_entry (blog->entries->pdata[i], final->entries->pdata[i]);
}

/* One post without a time stands between its neighbours. */
static void
test_one_without_time (void)
{
  g_autoptr (RdBlog) final = make_blog (TRUE);
  g_autoptr (RdReplay) replay = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (RdBlog) blog = NULL;

  g_clear_pointer (&((RdEntry *) final->entries->pdata[5])->published, g_date_time_unref);
  replay = rd_replay_new (final, 0);
  time = g_date_time_new_utc (2024, 5, 1, 9, 26, 0);
  blog = rd_replay_at (replay, time);
  g_assert_cmpuint (blog->entries->len, ==, 6);
}

static void
test_empty (void)
{
  g_autoptr (RdBlog) final = rd_blog_new ();
  g_autoptr (RdReplay) replay = NULL;
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) end = NULL;
  g_autoptr (RdBlog) blog = NULL;

  final->id = g_strdup ("empty");
  final->title = g_strdup ("Empty");
  replay = rd_replay_new (final, 2);
  start = rd_replay_get_start (replay);
  end = rd_replay_get_end (replay);
  blog = rd_replay_at (replay, end);
  g_assert_true (g_date_time_equal (start, end));
  g_assert_cmpuint (blog->entries->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/replay/end", test_end);
  g_test_add_func ("/replay/nothing-made-up", test_nothing_made_up);
  g_test_add_func ("/replay/made-up", test_made_up);
  g_test_add_func ("/replay/same-again", test_same_again);
  g_test_add_func ("/replay/windows", test_windows);
  g_test_add_func ("/replay/without-times", test_without_times);
  g_test_add_func ("/replay/one-without-time", test_one_without_time);
  g_test_add_func ("/replay/empty", test_empty);

  return g_test_run ();
}
