/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a post that comes to a notice of it: what goes into the outbox, and what a plan makes of that. */
#include "folder.h"
#include "service/rd-corrector.h"
#include "service/rd-library.h"
#include "service/rd-reader.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  GDateTime *now;
  RdLibrary *library;
  RdAlertRules *rules;
  GPtrArray *entries; /* (element-type RdEntry): the live blog as it is */
  gboolean marks_key_events;
  RdAlertPlan *plan; /* (nullable) */
} Fixture;

static void
open_library (Fixture *self)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;

  self->library = rd_library_open (self->path, RD_STORE_WRITE, &notice, &error);
  g_assert_no_error (error);
  rd_library_set_alert_rules (self->library, self->rules);
}

static void
wait_for (Fixture *self,
          GTimeSpan span)
{
  g_autoptr (GDateTime) then = self->now;

  self->now = g_date_time_add (then, span);
}

static void
move (Fixture    *self,
      const char *entry_id,
      const char *topic_id)
{
  g_autoptr (GError) error = NULL;

  rd_library_move (self->library, entry_id, topic_id, NULL, TRUE, self->now, &error);
  g_assert_no_error (error);
}

static void
move_new (Fixture *self,
          RdEntry *entry)
{
  g_autoptr (RdKept) kept = rd_store_find (rd_library_get_store (self->library), entry->id, NULL);

  if (!kept->by_reader)
    move (self, entry->id, NULL);
}

static RdTaken
take (Fixture *self)
{
  g_autoptr (RdBlog) blog = rd_blog_new ();
  g_autoptr (GError) error = NULL;
  RdTaken taken;

  blog->id = g_strdup ("harbour");
  blog->title = g_strdup ("The harbour, live");
  blog->marks_key_events = self->marks_key_events;
  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (blog->entries, rd_entry_ref (self->entries->pdata[i]));
  rd_library_take (self->library, blog, "/harbour", self->now, &taken, &error);
  g_assert_no_error (error);
  wait_for (self, G_TIME_SPAN_SECOND);
  /* Where nothing else is said, they stand in no topic, so that none has a name. */
  for (guint i = 0; taken.n_new < 50 && i < self->entries->len; i++)
    move_new (self, self->entries->pdata[i]);

  return taken;
}

static RdEntry *
make_post (Fixture    *self,
           const char *id,
           const char *text,
           gboolean    is_key_event)
{
  RdEntry *entry = rd_entry_new ();

  entry->id = g_strdup (id);
  entry->blog_id = g_strdup ("harbour");
  entry->published = g_date_time_add (self->now, self->entries->len);
  entry->key_event = is_key_event;
  rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), text, -1, RD_RUN_PLAIN, NULL);
  rd_body_get_text (entry->body);

  return entry;
}

static void
add_post (Fixture    *self,
          const char *id,
          const char *text,
          gboolean    is_key_event)
{
  g_ptr_array_add (self->entries, make_post (self, id, text, is_key_event));
}

static void
replace_post (Fixture    *self,
              guint       index,
              const char *text,
              gboolean    is_key_event)
{
  RdEntry *old = self->entries->pdata[index];
  RdEntry *new = make_post (self, old->id, text, is_key_event);

  g_date_time_unref (new->published);
  new->published = g_date_time_ref (old->published);
  self->entries->pdata[index] = new;
  rd_entry_unref (old);
}

/* A live blog that the reader subscribed to when it had a key event and another post. */
static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = folder_new ("alerts");
  self->path = g_build_filename (self->folder, "posts.db", NULL);
  self->now = g_date_time_new_local (2025, 6, 16, 12, 0, 0);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_entry_unref);
  self->marks_key_events = TRUE;
  self->rules = rd_alert_rules_new ();
  open_library (self);
  add_post (self, "1", "A crane has fallen into the harbour.", TRUE);
  add_post (self, "2", "The quay is closed.", FALSE);
  take (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->plan, rd_alert_plan_free);
  rd_alert_rules_unref (self->rules);
  rd_library_close (self->library);
  g_ptr_array_unref (self->entries);
  g_date_time_unref (self->now);
  folder_delete (self->folder);
  g_free (self->path);
}

static void
plan (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->plan, rd_alert_plan_free);
  self->plan = rd_library_plan_alerts (self->library, self->now, &error);
  g_assert_no_error (error);
}

static void
acknowledge (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->plan->notices->len; i++)
    rd_library_put_told (self->library, self->plan->notices->pdata[i], &error);
  g_assert_no_error (error);
}

static const RdNotice *
assert_one (Fixture    *self,
            const char *id,
            const char *title,
            const char *body)
{
  const RdNotice *notice;

  plan (self);
  g_assert_cmpuint (self->plan->notices->len, ==, 1);
  notice = self->plan->notices->pdata[0];
  g_assert_cmpstr (notice->id, ==, id);
  g_assert_cmpstr (notice->title, ==, title);
  g_test_message ("%s", notice->body);
  if (body != NULL)
    g_assert_cmpstr (notice->body, ==, body);
  acknowledge (self);
  wait_for (self, G_TIME_SPAN_SECOND);

  return notice;
}

static void
assert_nothing (Fixture *self)
{
  plan (self);
  g_assert_cmpuint (self->plan->notices->len, ==, 0);
  g_assert_cmpuint (self->plan->withdrawn->len, ==, 0);
}

static void
assert_withdrawn (Fixture    *self,
                  const char *id)
{
  plan (self);
  g_assert_cmpuint (self->plan->notices->len, ==, 0);
  g_assert_cmpuint (self->plan->withdrawn->len, ==, 1);
  g_assert_cmpstr (self->plan->withdrawn->pdata[0], ==, id);
}

static RdStore *
get_store (Fixture *self)
{
  return rd_library_get_store (self->library);
}

static void
open_post (Fixture    *self,
           const char *entry_id)
{
  g_autoptr (GError) error = NULL;

  rd_store_put_opened (get_store (self), entry_id, self->now, NULL, &error);
  g_assert_no_error (error);
}

/* Nothing of what was there at subscribing; a key event then, once, also to a process that comes later. */
static void
test_key_events (Fixture       *self,
                 gconstpointer  data)
{
  assert_nothing (self);
  add_post (self, "3", "The  ferry is adrift.", TRUE);
  g_assert_cmpuint (take (self).n_key_events, ==, 1);
  assert_one (self, "blog:harbour", "The ferry is adrift.", "The harbour, live");
  assert_nothing (self);

  rd_library_close (self->library);
  open_library (self);
  take (self);
  assert_nothing (self);

  /* What was marked only later is new, too. */
  replace_post (self, 1, "The quay is closed.", TRUE);
  g_assert_cmpuint (take (self).n_key_events, ==, 1);
  assert_one (self, "blog:harbour", "The ferry is adrift.", "1 more key event · The harbour, live");
  open_post (self, "3");
  assert_nothing (self);
  open_post (self, "2");
  assert_withdrawn (self, "blog:harbour");
}

/* What came while it was not followed was there before the reader was. */
static void
test_followed_again (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rd_store_unfollow (get_store (self), "harbour", FALSE, &error));
  add_post (self, "3", "The ferry is adrift.", TRUE);
  g_assert_cmpuint (take (self).n_key_events, ==, 0);
  assert_nothing (self);
  add_post (self, "4", "The lamps are lit.", TRUE);
  g_assert_cmpuint (take (self).n_key_events, ==, 1);
  assert_one (self, "blog:harbour", "The lamps are lit.", "The harbour, live");
}

static gboolean
go_on (RdLibrary      *library,
       const RdTaken  *taken,
       gpointer        user_data,
       GError        **error)
{
  RdFollowed *followed = user_data;

  if (taken->n_new > 0 && followed->following.news == NULL)
    followed->following.news = g_date_time_new_now_utc ();

  return TRUE;
}

/* A check of a live blog that is followed from tomorrow on. */
static void
check (Fixture    *self,
       RdFollowed *followed,
       const char *entry_id)
{
  g_autoptr (RdBlog) blog = rd_blog_new ();
  g_autoptr (GError) error = NULL;

  blog->id = g_strdup ("tomorrow");
  blog->title = g_strdup ("Tomorrow");
  if (entry_id != NULL)
    {
      RdEntry *entry = make_post (self, entry_id, "The ferry is back.", TRUE);

      g_set_str (&entry->blog_id, "tomorrow");
      g_ptr_array_add (blog->entries, entry);
    }
  g_clear_pointer (&followed->blog, rd_blog_unref);
  followed->blog = rd_blog_ref (blog);
  rd_library_take_check (self->library, blog, followed, self->now, go_on, followed, &error);
  g_assert_no_error (error);
}

/* As if it were read for the first time, also for the next process. But what begins without a post has news from the
 * first one on. */
static void
test_deleted_and_empty (Fixture       *self,
                        gconstpointer  data)
{
  RdFollowed followed = { .location = (char *) "/tomorrow" };
  g_autoptr (GError) error = NULL;

  check (self, &followed, NULL);
  check (self, &followed, "t-1");
  assert_one (self, "blog:tomorrow", "The ferry is back.", NULL);

  g_assert_true (rd_library_forget_all (self->library, NULL, &error));
  rd_library_close (self->library);
  open_library (self);
  check (self, &followed, "t-1");
  assert_nothing (self);
  check (self, &followed, "t-2");
  assert_one (self, "blog:tomorrow", "The ferry is back.", NULL);
  rd_blog_unref (followed.blog);
  g_date_time_unref (followed.following.news);
}

/* Until it was told, whoever it was given to, it is to be told; under the same id. */
static void
test_not_acknowledged (Fixture       *self,
                       gconstpointer  data)
{
  add_post (self, "3", "The ferry is adrift.", TRUE);
  take (self);
  plan (self);
  g_assert_cmpuint (self->plan->notices->len, ==, 1);

  rd_library_close (self->library);
  self->rules->by_topic = TRUE;
  open_library (self);
  move (self, "3", "ferry");
  assert_one (self, "blog:harbour", "The ferry is adrift.", NULL);
  assert_nothing (self);
}

static void
test_any_post (Fixture       *self,
               gconstpointer  data)
{
  add_post (self, "3", "The ferry is adrift.", FALSE);
  take (self);
  assert_nothing (self);

  g_hash_table_insert (self->rules->blogs, g_strdup ("harbour"), GINT_TO_POINTER (RD_ALERT_LEVEL_EVERYTHING));
  add_post (self, "4", "The lamps are lit.", FALSE);
  take (self);
  assert_one (self, "blog:harbour", "The lamps are lit.", NULL);

  /* One that was told and becomes a key event is told again. */
  replace_post (self, 3, "The lamps are lit.", TRUE);
  g_assert_cmpuint (take (self).n_key_events, ==, 1);
  assert_one (self, "blog:harbour", "The lamps are lit.", NULL);
  assert_nothing (self);
}

static void
test_keyword (Fixture       *self,
              gconstpointer  data)
{
  g_strfreev (self->rules->keywords);
  self->rules->keywords = g_strsplit ("ferry|lamp", "|", -1);
  rd_library_set_alert_rules (self->library, self->rules);
  add_post (self, "3", "Two ferries are adrift.", FALSE);
  add_post (self, "4", "The sea is calm.", FALSE);
  take (self);
  assert_one (self, "blog:harbour", "Two ferries are adrift.", "Mentions ‘ferry’ · The harbour, live");

  /* The sentence that does is quoted where the line above it is another one. */
  wait_for (self, G_TIME_SPAN_HOUR);
  add_post (self, "6", "The night was\nlong. The lamps  were\tlit. So was the ferry.", FALSE);
  take (self);
  assert_one (self, "blog:harbour", "The night was",
              "The lamps were lit.\nMentions ‘lamp’ · 1 more post · The harbour, live");
  wait_for (self, G_TIME_SPAN_HOUR);

  self->rules = (rd_alert_rules_unref (self->rules), rd_alert_rules_new ());
  rd_library_set_alert_rules (self->library, self->rules);
  add_post (self, "5", "The lamps and the ferry are gone.", FALSE);
  take (self);
  assert_nothing (self);
}

static void
test_corrections (Fixture       *self,
                  gconstpointer  data)
{
  add_post (self, "3", "The ferry is adrift.", TRUE);
  take (self);
  assert_one (self, "blog:harbour", "The ferry is adrift.", NULL);
  wait_for (self, G_TIME_SPAN_HOUR);
  replace_post (self, 2, "The ferry is not adrift.", TRUE);
  take (self);
  assert_nothing (self);

  /* Also of what the reader has seen as it was; of what nobody was told of, none. */
  self->rules->corrections = TRUE;
  open_post (self, "3");
  assert_withdrawn (self, "blog:harbour");
  wait_for (self, G_TIME_SPAN_HOUR);
  replace_post (self, 2, "The ferry is adrift after all.", TRUE);
  replace_post (self, 0, "Two cranes have fallen.", TRUE);
  g_assert_cmpuint (take (self).n_edited, ==, 2);
  assert_one (self, "blog:harbour", "The ferry is adrift after all.", "Corrected · The harbour, live");
  assert_nothing (self);
  wait_for (self, G_TIME_SPAN_MINUTE);
  open_post (self, "3");
  assert_withdrawn (self, "blog:harbour");
  wait_for (self, G_TIME_SPAN_HOUR);
  replace_post (self, 2, "The ferry is adrift, and far out.", TRUE);
  take (self);
  assert_one (self, "blog:harbour", "The ferry is adrift, and far out.", "Corrected · The harbour, live");

  /* Where the reader wants none any more, the notice of what was told before stays: what was edited is not read. */
  add_post (self, "4", "The lamps are lit.", TRUE);
  take (self);
  assert_one (self, "blog:harbour", "The lamps are lit.", "1 more key event · The harbour, live");
  replace_post (self, 2, "The ferry is back.", TRUE);
  replace_post (self, 3, "The lamps are out.", TRUE);
  take (self);
  assert_nothing (self);
  self->rules->corrections = FALSE;
  wait_for (self, G_TIME_SPAN_HOUR);
  assert_nothing (self);
  add_post (self, "5", "The sea is calm.", TRUE);
  take (self);
  assert_one (self, "blog:harbour", "The sea is calm.", "2 more key events · The harbour, live");
}

static void
test_settle (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (RdKept) kept = NULL;
  g_autoptr (GError) error = NULL;

  add_post (self, "3", "The ferry is adrift.", TRUE);
  add_post (self, "4", "The lamps are lit.", TRUE);
  take (self);
  assert_one (self, "blog:harbour", "The lamps are lit.", NULL);
  g_assert_true (rd_library_settle (self->library, "blog:harbour", FALSE, FALSE, self->now, &error));
  kept = rd_store_find (get_store (self), "4", &error);
  g_assert_null (kept->opened);
  g_clear_pointer (&kept, rd_kept_free);

  add_post (self, "5", "The sea is calm.", TRUE);
  take (self);
  assert_one (self, "blog:harbour", "The sea is calm.", "The harbour, live");
  g_assert_true (rd_library_settle (self->library, "blog:harbour", FALSE, TRUE, self->now, &error));
  assert_nothing (self);
  kept = rd_store_find (get_store (self), "5", &error);
  g_assert_nonnull (kept->opened);
}

static gboolean
is_muted (Fixture    *self,
          const char *topic_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RdDigest) digest = rd_library_make_extract (self->library, &(RdExtent) { .newest = 100 }, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < digest->topics->len; i++)
    if (g_str_equal (((RdTopic *) digest->topics->pdata[i])->id, topic_id))
      return ((RdTopic *) digest->topics->pdata[i])->muted;

  g_assert_not_reached ();
}

/* A topic's notices go when it is muted, also by the name that a merge gave it; and come again when that has ended. */
static void
test_mute (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GDateTime) until = NULL;
  g_autoptr (GDateTime) passed = g_date_time_new_utc (2025, 1, 1, 0, 0, 0);
  g_autoptr (GError) error = NULL;
  gint64 number;

  add_post (self, "3", "The ferry is adrift.", TRUE);
  take (self);
  move (self, "3", "ferry");
  assert_one (self, "blog:harbour", "The ferry is adrift.", NULL);
  until = g_date_time_add (self->now, G_TIME_SPAN_HOUR);
  rd_store_put_correction (get_store (self), RD_CORRECTION_MERGE, "ferry", "ships", self->now, &number, &error);
  g_assert_true (rd_library_mute (self->library, "ships", until, self->now, &error));
  g_assert_no_error (error);
  assert_withdrawn (self, "blog:harbour");

  add_post (self, "4", "The ferry is in port.", TRUE);
  take (self);
  move (self, "4", "ferry");
  assert_nothing (self);
  wait_for (self, G_TIME_SPAN_HOUR);
  add_post (self, "5", "The ferry has sailed.", TRUE);
  take (self);
  move (self, "5", "ferry");
  assert_one (self, "blog:harbour", "The ferry has sailed.", NULL);

  /* Once it is over, it is none for the window, either; one for good is. */
  move (self, "1", "cranes");
  rd_library_mute (self->library, "cranes", passed, self->now, &error);
  g_assert_false (is_muted (self, "cranes"));
  rd_library_mute (self->library, "cranes", NULL, self->now, &error);
  g_assert_no_error (error);
  g_assert_true (is_muted (self, "cranes"));
}

/* The topic's own name, and its id after a merge. */
static void
test_by_topic (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  const RdNotice *notice;
  gint64 number;

  self->rules->by_topic = TRUE;
  add_post (self, "3", "The ferry is adrift.", TRUE);
  add_post (self, "4", "A ferry is late.", TRUE);
  add_post (self, "5", "A crane is adrift.", TRUE);
  take (self);
  move (self, "3", "ferry");
  move (self, "4", "boat");
  move (self, "5", NULL);
  rd_store_put_correction (get_store (self), RD_CORRECTION_MERGE, "boat", "ferry", self->now, &number, &error);
  rd_store_put_correction (get_store (self), RD_CORRECTION_RENAME, "ferry", "The ferry", self->now, &number, &error);
  g_assert_no_error (error);
  plan (self);
  g_assert_cmpuint (self->plan->notices->len, ==, 2);
  notice = self->plan->notices->pdata[0];
  g_assert_cmpstr (notice->id, ==, "topic:ferry");
  g_assert_cmpstr (notice->title, ==, "A ferry is late.");
  g_assert_cmpstr (notice->body, ==, "1 more key event in The ferry");
  g_assert_cmpstr (notice->topic_id, ==, "ferry");
  g_assert_cmpstr (notice->topic_label, ==, "The ferry");
  notice = self->plan->notices->pdata[1];
  g_assert_cmpstr (notice->id, ==, "blog:harbour");
  g_assert_null (notice->topic_id);
}

/* Neither lines nor what a text may do to those around it. */
static void
test_harmless (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  const RdNotice *notice;
  gint64 number;

  add_post (self, "3", "\u202e\u2066", TRUE);
  take (self);
  assert_one (self, "blog:harbour", "The harbour, live", "The harbour, live");
  self->rules->by_topic = TRUE;
  g_strfreev (self->rules->keywords);
  self->rules->keywords = g_strsplit ("adrift|lamp", "|", -1);
  rd_library_set_alert_rules (self->library, self->rules);
  add_post (self, "4", "The \u202eferry\x1b[1m is \u2067 adrift.", FALSE);
  take (self);
  move (self, "4", "ferry");
  rd_store_put_correction (get_store (self), RD_CORRECTION_RENAME, "ferry", "The\n\u202dferry", self->now, &number,
                           &error);
  g_assert_no_error (error);
  notice = assert_one (self, "topic:ferry", "The ferry[1m is adrift.",
                       "Mentions ‘adrift’ · The ferry · The harbour, live");
  g_assert_cmpstr (notice->topic_label, ==, "The ferry");
}

/* What came in quiet hours is held over a restart. */
static void
test_quiet (Fixture       *self,
            gconstpointer  data)
{
  self->rules->snoozed_until = g_date_time_to_unix_usec (self->now) + G_TIME_SPAN_HOUR;
  add_post (self, "3", "The ferry is adrift.", TRUE);
  add_post (self, "4", "The lamps are lit.", TRUE);
  take (self);
  assert_nothing (self);
  g_assert_cmpint (self->plan->next, ==, self->rules->snoozed_until);

  rd_library_close (self->library);
  open_library (self);
  assert_nothing (self);
  wait_for (self, G_TIME_SPAN_HOUR);
  move (self, "3", "ferry");
  move (self, "4", "lamps");
  assert_one (self, "briefing", "2 key events in 2 stories", "The lamps are lit.\nThe ferry is adrift.");
}

/* Of what its publisher marks nothing in, what looks like a key event; the rest is not told. */
static void
test_predicted (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);
  const RdBlog *demo = blogs->pdata[0];
  g_autoptr (RdDigest) digest = NULL;
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  const RdNotice *notice;
  guint n_predicted = 0;

  self->marks_key_events = FALSE;
  self->rules->level = RD_ALERT_LEVEL_PREDICTED;
  for (guint i = 0; i < demo->entries->len; i++)
    {
      RdEntry *entry = rd_entry_copy (demo->entries->pdata[i]);

      entry->key_event = FALSE;
      g_set_str (&entry->blog_id, "harbour");
      g_ptr_array_add (self->entries, entry);
    }
  take (self);
  plan (self);
  digest = rd_library_make_extract (self->library, &(RdExtent) { .newest = 100 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->plan->notices->len, ==, 1);
  notice = self->plan->notices->pdata[0];
  g_assert_true (g_str_has_prefix (notice->body, "Looks like a key event · "));
  for (guint i = 0; i < notice->entry_ids->len; i++)
    g_hash_table_add (told, notice->entry_ids->pdata[i]);
  for (guint i = 0; i < digest->entries->len; i++)
    {
      const RdDigestEntry *it = digest->entries->pdata[i];
      const gboolean is_predicted = it->key_event == RD_KEY_EVENT_PREDICTED && strlen (it->entry->id) > 1;

      n_predicted += is_predicted;
      g_assert_cmpint (g_hash_table_contains (told, it->entry->id), ==, is_predicted);
    }
  g_assert_cmpuint (n_predicted, >, 1);
  g_assert_cmpuint (n_predicted, <, demo->entries->len / 2);
}

/* The next live blog of a series is news from its first post on; what it says is one line, and not too long. */
static void
test_series (Fixture       *self,
             gconstpointer  data)
{
  RdFollowed followed = { .location = (char *) "/tomorrow", .following = { .attached = TRUE } };
  g_autoptr (RdBlog) blog = rd_blog_new ();
  g_autoptr (RdEntry) entry = make_post (self, "tomorrow-1", "", TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *title = g_strnfill (1000, 'x');
  const RdNotice *notice;

  blog->id = g_strdup ("tomorrow");
  blog->title = g_strconcat ("The\nharbour ", title, NULL);
  g_set_str (&entry->blog_id, "tomorrow");
  g_ptr_array_add (blog->entries, rd_entry_ref (entry));
  followed.blog = blog;
  rd_library_take_check (self->library, blog, &followed, self->now, go_on, &followed, &error);
  g_assert_no_error (error);
  plan (self);
  g_assert_cmpuint (self->plan->notices->len, ==, 1);
  notice = self->plan->notices->pdata[0];
  g_assert_cmpstr (notice->id, ==, "blog:tomorrow");
  /* It has no words. */
  g_assert_true (g_str_has_prefix (notice->title, "The harbour xxx"));
  g_assert_true (g_str_has_suffix (notice->title, "x…"));
  g_assert_cmpuint (strlen (notice->title), ==, 203);
  g_clear_pointer (&followed.following.news, g_date_time_unref);
}

/* A notice of a post without a heading is called as that begins, and not all that it says. */
static void
test_first_line (Fixture       *self,
                 gconstpointer  data)
{
  add_post (self, "gale", "A gale warning\nThe ferry stays in.", TRUE);
  take (self);
  plan (self);
  g_assert_cmpuint (self->plan->notices->len, ==, 1);
  g_assert_cmpstr (((RdNotice *) self->plan->notices->pdata[0])->title, ==, "A gale warning");
}

/* A thousand and more: what is beyond is not told, and not told later. */
static void
test_many (Fixture       *self,
           gconstpointer  data)
{
  self->rules->level = RD_ALERT_LEVEL_EVERYTHING;
  for (guint i = 0; i < 1010; i++)
    {
      g_autofree char *id = g_strdup_printf ("post-%u", i);

      add_post (self, id, "The ferry is adrift.", FALSE);
    }
  take (self);
  plan (self);
  g_assert_cmpuint (self->plan->notices->len, ==, 1);
  g_assert_cmpuint (((RdNotice *) self->plan->notices->pdata[0])->entry_ids->len, ==, 1000);
  acknowledge (self);
  g_assert_true (rd_library_settle (self->library, "blog:harbour", FALSE, TRUE, self->now, NULL));
  wait_for (self, G_TIME_SPAN_HOUR);
  assert_nothing (self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/alerts/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("key-events", test_key_events);
  ADD ("followed-again", test_followed_again);
  ADD ("deleted-and-empty", test_deleted_and_empty);
  ADD ("not-acknowledged", test_not_acknowledged);
  ADD ("any-post", test_any_post);
  ADD ("keyword", test_keyword);
  ADD ("corrections", test_corrections);
  ADD ("settle", test_settle);
  ADD ("mute", test_mute);
  ADD ("by-topic", test_by_topic);
  ADD ("harmless", test_harmless);
  ADD ("quiet", test_quiet);
  ADD ("predicted", test_predicted);
  ADD ("series", test_series);
  ADD ("first-line", test_first_line);
  ADD ("many", test_many);

  return g_test_run ();
}
