/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader is told of posts, in which words, when, when again and when no more: every line of the policy, with a
 * clock. */
#include "alerts/rd-alert-plan.h"

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)

typedef struct
{
  RdAlertRules *rules;
  GPtrArray *items;
  GDateTime *now;
  RdAlertPlan *plan; /* (nullable) */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/London");

  self->rules = rd_alert_rules_new ();
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_alert_item_free);
  self->now = g_date_time_new (zone, 2025, 6, 16, 12, 0, 0);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->plan, rd_alert_plan_free);
  rd_alert_rules_unref (self->rules);
  g_ptr_array_unref (self->items);
  g_date_time_unref (self->now);
}

static gint64
get_now (Fixture *self)
{
  return g_date_time_to_unix_usec (self->now);
}

static void
wait_for (Fixture *self,
          gint64   span)
{
  g_autoptr (GDateTime) then = self->now;

  self->now = g_date_time_add (then, span);
}

/* A post of a live blog, published now. */
static RdAlertItem *
add (Fixture     *self,
     const char  *blog_id,
     const char  *topic_id,
     RdAlertKind  kind)
{
  RdAlertItem *item = g_new0 (RdAlertItem, 1);

  item->entry_id = g_strdup_printf ("post-%u", self->items->len + 1);
  item->blog_id = g_strdup (blog_id);
  item->blog_title = g_strdup_printf ("The %s, live", blog_id);
  item->topic_id = g_strdup (topic_id);
  item->topic_label = topic_id != NULL ? g_strdup_printf ("The %s", topic_id) : NULL;
  item->heading = g_strdup_printf ("Heading %u", self->items->len + 1);
  item->kind = kind;
  item->published = get_now (self) + self->items->len;
  g_ptr_array_add (self->items, item);

  return item;
}

static RdAlertItem *
add_key_event (Fixture *self)
{
  return add (self, "harbour", "crane", RD_ALERT_KEY_EVENT);
}

static RdAlertItem *
find (Fixture    *self,
      const char *entry_id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (((RdAlertItem *) self->items->pdata[i])->entry_id, entry_id))
      return self->items->pdata[i];

  g_assert_not_reached ();
}

/* Plans, keeps what is planned as the store would, and where @is_acknowledged as if the desktop had it. */
static void
plan (Fixture  *self,
      gboolean  is_acknowledged)
{
  g_clear_pointer (&self->plan, rd_alert_plan_free);
  self->plan = rd_alert_plan_new (self->rules, self->items, self->now);
  for (guint i = 0; i < self->plan->dropped->len; i++)
    find (self, self->plan->dropped->pdata[i])->is_settled = TRUE;
  for (guint i = 0; i < self->plan->held->len; i++)
    find (self, self->plan->held->pdata[i])->is_held = TRUE;
  for (guint i = 0; i < self->plan->notices->len; i++)
    {
      const RdNotice *notice = self->plan->notices->pdata[i];

      for (guint j = 0; j < notice->entry_ids->len; j++)
        {
          RdAlertItem *item = find (self, notice->entry_ids->pdata[j]);

          g_set_str (&item->notice_id, notice->id);
          if (!is_acknowledged)
            continue;
          item->told = notice->made;
          item->is_held = FALSE;
        }
    }
}

static void
assert_nothing (Fixture *self)
{
  plan (self, TRUE);
  g_assert_cmpuint (self->plan->notices->len, ==, 0);
  g_assert_cmpuint (self->plan->withdrawn->len, ==, 0);
}

static const RdNotice *
assert_one (Fixture    *self,
            const char *id,
            const char *title,
            const char *body)
{
  const RdNotice *notice;

  plan (self, TRUE);
  g_assert_cmpuint (self->plan->notices->len, ==, 1);
  notice = self->plan->notices->pdata[0];
  g_assert_cmpstr (notice->id, ==, id);
  g_assert_cmpstr (notice->title, ==, title);
  g_assert_cmpstr (notice->body, ==, body);
  g_assert_cmpint (notice->made, ==, get_now (self));

  return notice;
}

static void
assert_withdrawn (Fixture    *self,
                  const char *id)
{
  plan (self, TRUE);
  g_assert_cmpuint (self->plan->notices->len, ==, 0);
  g_assert_cmpuint (self->plan->withdrawn->len, ==, 1);
  g_assert_cmpstr (self->plan->withdrawn->pdata[0], ==, id);
}

static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  assert_nothing (self);
  g_assert_cmpint (self->plan->next, ==, G_MAXINT64);
}

/* One, then more of them: each at once, under the same id, with the newest on top and the others counted. */
static void
test_key_events (Fixture       *self,
                 gconstpointer  data)
{
  const RdNotice *notice;

  add_key_event (self);
  notice = assert_one (self, "blog:harbour", "Heading 1", "The crane · The harbour, live");
  g_assert_cmpstr (notice->entry_id, ==, "post-1");
  g_assert_cmpstr (notice->topic_id, ==, "crane");
  g_assert_cmpstr (notice->topic_label, ==, "The crane");
  assert_nothing (self);
  g_assert_cmpint (self->plan->next, ==, G_MAXINT64);

  wait_for (self, MINUTE);
  add_key_event (self);
  assert_one (self, "blog:harbour", "Heading 2", "1 more key event in The crane");
  wait_for (self, MINUTE);
  add (self, "harbour", "ferry", RD_ALERT_KEY_EVENT);
  notice = assert_one (self, "blog:harbour", "Heading 3", "The ferry · 2 more key events · The harbour, live");
  g_assert_null (notice->topic_id);
  g_assert_null (notice->topic_label);
  g_assert_cmpuint (notice->entry_ids->len, ==, 3);
  g_assert_cmpstr (notice->entry_ids->pdata[2], ==, "post-3");
}

static void
test_burst (Fixture       *self,
            gconstpointer  data)
{
  for (guint i = 0; i < 200; i++)
    add_key_event (self);
  assert_one (self, "blog:harbour", "Heading 200", "199 more key events in The crane");
}

static void
test_by_blog (Fixture       *self,
              gconstpointer  data)
{
  add (self, "harbour", "crane", RD_ALERT_KEY_EVENT);
  add (self, "town", "crane", RD_ALERT_KEY_EVENT);
  plan (self, TRUE);
  g_assert_cmpuint (self->plan->notices->len, ==, 2);
  g_assert_cmpstr (((RdNotice *) self->plan->notices->pdata[0])->id, ==, "blog:harbour");
  g_assert_cmpstr (((RdNotice *) self->plan->notices->pdata[1])->id, ==, "blog:town");
}

/* A topic may go through several live blogs; what has none is told by its live blog. */
static void
test_by_topic (Fixture       *self,
               gconstpointer  data)
{
  self->rules->by_topic = TRUE;
  add (self, "harbour", "crane", RD_ALERT_KEY_EVENT);
  add (self, "town", "crane", RD_ALERT_KEY_EVENT);
  assert_one (self, "topic:crane", "Heading 2", "1 more key event in The crane");
  add (self, "town", NULL, RD_ALERT_KEY_EVENT);
  assert_one (self, "blog:town", "Heading 3", "The town, live");

  /* What was told stays where it is when the reader prefers it otherwise. */
  self->rules->by_topic = FALSE;
  assert_nothing (self);
  add (self, "harbour", "crane", RD_ALERT_KEY_EVENT);
  assert_one (self, "blog:harbour", "Heading 4", "The crane · The harbour, live");
}

/* What is no key event waits for ten minutes after the last notice, and one alarm is asked for. */
static void
test_pause (Fixture       *self,
            gconstpointer  data)
{
  gint64 first;

  self->rules->level = RD_ALERT_LEVEL_EVERYTHING;
  add (self, "harbour", "crane", RD_ALERT_POST);
  first = get_now (self);
  assert_one (self, "blog:harbour", "Heading 1", "The crane · The harbour, live");

  wait_for (self, MINUTE);
  add (self, "harbour", "crane", RD_ALERT_POST);
  assert_nothing (self);
  g_assert_cmpint (self->plan->next, ==, first + RD_ALERT_PAUSE);
  add (self, "town", "ferry", RD_ALERT_POST);
  assert_one (self, "blog:town", "Heading 3", "The ferry · The town, live");
  g_assert_cmpint (self->plan->next, ==, first + RD_ALERT_PAUSE);

  wait_for (self, 9 * MINUTE - 1);
  assert_nothing (self);
  wait_for (self, 1);
  assert_one (self, "blog:harbour", "Heading 2", "1 more post in The crane");
  g_assert_cmpint (self->plan->next, ==, G_MAXINT64);

  /* A key event brings along what waits. */
  wait_for (self, MINUTE);
  add (self, "harbour", "crane", RD_ALERT_POST);
  add_key_event (self);
  add (self, "harbour", "crane", RD_ALERT_POST);
  assert_one (self, "blog:harbour", "Heading 5", "4 more posts in The crane");
  assert_nothing (self);
}

/* The pause is one after a notice, though the reader has read that at once; but not after one of the future. */
static void
test_pause_after_settled (Fixture       *self,
                          gconstpointer  data)
{
  RdAlertItem *item;

  self->rules->level = RD_ALERT_LEVEL_EVERYTHING;
  item = add (self, "harbour", "crane", RD_ALERT_POST);
  plan (self, TRUE);
  item->is_settled = TRUE;
  wait_for (self, MINUTE);
  add (self, "harbour", "crane", RD_ALERT_POST);
  assert_nothing (self);

  item->told = get_now (self) + 60 * MINUTE;
  assert_one (self, "blog:harbour", "Heading 2", "The crane · The harbour, live");
}

static void
test_predicted (Fixture       *self,
                gconstpointer  data)
{
  add (self, "harbour", "crane", RD_ALERT_PREDICTED);
  add (self, "harbour", "crane", RD_ALERT_POST);
  assert_nothing (self);
  g_assert_cmpuint (self->plan->dropped->len, ==, 2);

  self->rules->level = RD_ALERT_LEVEL_PREDICTED;
  add (self, "harbour", "crane", RD_ALERT_PREDICTED);
  add (self, "harbour", "crane", RD_ALERT_POST);
  assert_one (self, "blog:harbour", "Heading 3", "Looks like a key event · The crane · The harbour, live");
  g_assert_cmpuint (self->plan->dropped->len, ==, 1);
  wait_for (self, RD_ALERT_PAUSE);
  add (self, "harbour", "crane", RD_ALERT_PREDICTED);
  assert_one (self, "blog:harbour", "Heading 5",
              "Looks like a key event · 1 more post that looks like a key event in The crane");
  wait_for (self, RD_ALERT_PAUSE);
  add (self, "harbour", "crane", RD_ALERT_PREDICTED);
  assert_one (self, "blog:harbour", "Heading 6",
              "Looks like a key event · 2 more posts that look like key events in The crane");

  /* What the publisher calls one goes before it, and is counted apart. */
  add_key_event (self);
  add_key_event (self);
  assert_one (self, "blog:harbour", "Heading 8", "4 more posts in The crane · key events among them");
}

static void
test_levels (Fixture       *self,
             gconstpointer  data)
{
  g_hash_table_insert (self->rules->blogs, g_strdup ("harbour"), GINT_TO_POINTER (RD_ALERT_LEVEL_NOTHING));
  g_hash_table_insert (self->rules->topics, g_strdup ("ferry"), GINT_TO_POINTER (RD_ALERT_LEVEL_EVERYTHING));
  add (self, "harbour", "crane", RD_ALERT_KEY_EVENT);
  assert_nothing (self);
  add (self, "harbour", "ferry", RD_ALERT_POST);
  assert_one (self, "blog:harbour", "Heading 2", "The ferry · The harbour, live");

  /* What was told is taken away when nothing is to be told of it any more. */
  g_hash_table_remove_all (self->rules->topics);
  assert_withdrawn (self, "blog:harbour");
}

static void
test_keyword (Fixture       *self,
              gconstpointer  data)
{
  RdAlertItem *item;

  self->rules->level = RD_ALERT_LEVEL_NOTHING;
  item = add (self, "harbour", "crane", RD_ALERT_POST);
  item->keyword = g_strdup ("ferry");
  assert_one (self, "blog:harbour", "Heading 1", "Mentions ‘ferry’ · The crane · The harbour, live");

  item = add (self, "town", "crane", RD_ALERT_POST);
  item->keyword = g_strdup ("ferry");
  item->is_muted = TRUE;
  assert_nothing (self);
}

/* A post that was told of is told of again, after a pause. */
static void
test_correction (Fixture       *self,
                 gconstpointer  data)
{
  RdAlertItem *item = add_key_event (self);

  add_key_event (self);
  plan (self, TRUE);
  wait_for (self, MINUTE);
  item->corrected = get_now (self);
  assert_nothing (self);
  g_assert_cmpint (self->plan->next, ==, get_now (self) + 9 * MINUTE);
  wait_for (self, 9 * MINUTE);
  assert_one (self, "blog:harbour", "Heading 1", "Corrected · 1 more key event in The crane");
  assert_nothing (self);
}

/* A smaller count is no news; nothing left is. */
static void
test_seen (Fixture       *self,
           gconstpointer  data)
{
  RdAlertItem *first = add_key_event (self);
  RdAlertItem *second = add_key_event (self);
  RdAlertItem *third = add_key_event (self);

  plan (self, TRUE);
  second->is_seen = TRUE;
  assert_nothing (self);
  g_assert_true (second->is_settled);
  wait_for (self, MINUTE);
  add_key_event (self);
  assert_one (self, "blog:harbour", "Heading 4", "2 more key events in The crane");

  first->is_seen = third->is_seen = TRUE;
  assert_nothing (self);
  find (self, "post-4")->is_seen = TRUE;
  assert_withdrawn (self, "blog:harbour");
  assert_nothing (self);
  g_assert_cmpuint (self->plan->standing->len, ==, 0);

  /* What was seen before it could be told is not told. */
  add_key_event (self)->is_seen = TRUE;
  assert_nothing (self);
}

/* Once the reader has opened a notice, the count starts anew. */
static void
test_settled (Fixture       *self,
              gconstpointer  data)
{
  RdAlertItem *item = add_key_event (self);

  plan (self, TRUE);
  item->is_settled = TRUE;
  assert_nothing (self);
  add_key_event (self);
  assert_one (self, "blog:harbour", "Heading 2", "The crane · The harbour, live");
}

static void
test_muted (Fixture       *self,
            gconstpointer  data)
{
  RdAlertItem *item = add_key_event (self);

  plan (self, TRUE);
  item->is_muted = TRUE;
  assert_withdrawn (self, "blog:harbour");
  add_key_event (self)->is_muted = TRUE;
  assert_nothing (self);
  g_assert_cmpuint (self->plan->dropped->len, ==, 1);
}

static void
make_quiet (Fixture *self)
{
  self->rules->is_quiet = TRUE;
  self->rules->quiet_from = 11 * 60;
  self->rules->quiet_to = 13 * 60;
  self->rules->quiet_days = 127;
}

/* What comes in quiet hours is one notice when they end, with all else as if it had been told. */
static void
test_briefing (Fixture       *self,
               gconstpointer  data)
{
  const RdNotice *notice;

  make_quiet (self);
  for (guint i = 0; i < 3; i++)
    add (self, "harbour", "crane", RD_ALERT_KEY_EVENT);
  assert_nothing (self);
  g_assert_cmpuint (self->plan->held->len, ==, 3);
  g_assert_cmpint (self->plan->next, ==, get_now (self) + 60 * MINUTE);
  wait_for (self, MINUTE);
  add (self, "town", "ferry", RD_ALERT_KEY_EVENT);
  add (self, "town", NULL, RD_ALERT_KEY_EVENT);
  assert_nothing (self);
  g_assert_cmpuint (self->plan->held->len, ==, 2);
  wait_for (self, 59 * MINUTE - 1);
  assert_nothing (self);
  g_assert_cmpuint (self->plan->held->len, ==, 0);

  wait_for (self, 1);
  notice = assert_one (self, RD_ALERT_BRIEFING, "5 key events in 3 stories", "Heading 5\nHeading 4\nHeading 3");
  g_assert_cmpstr (notice->entry_id, ==, "post-5");
  g_assert_cmpuint (notice->entry_ids->len, ==, 5);
  assert_nothing (self);

  /* Later ones are as always. */
  add_key_event (self);
  assert_one (self, "blog:harbour", "Heading 6", "The crane · The harbour, live");
  for (guint i = 0; i < 5; i++)
    ((RdAlertItem *) self->items->pdata[i])->is_seen = TRUE;
  assert_withdrawn (self, RD_ALERT_BRIEFING);
}

static void
test_briefing_of_one (Fixture       *self,
                      gconstpointer  data)
{
  make_quiet (self);
  add_key_event (self);
  assert_nothing (self);
  wait_for (self, 60 * MINUTE);
  assert_one (self, RD_ALERT_BRIEFING, "Heading 1", "The crane · The harbour, live");
}

/* Key events stand first in it, and what only looks like one is none. */
static void
test_briefing_of_all_kinds (Fixture       *self,
                            gconstpointer  data)
{
  make_quiet (self);
  self->rules->level = RD_ALERT_LEVEL_EVERYTHING;
  add (self, "harbour", "crane", RD_ALERT_PREDICTED);
  add (self, "harbour", "crane", RD_ALERT_PREDICTED);
  assert_nothing (self);
  wait_for (self, 60 * MINUTE);
  assert_one (self, RD_ALERT_BRIEFING, "2 posts that look like key events in 1 story", "Heading 2\nHeading 1");

  /* The next day's counts on where nobody has looked. */
  wait_for (self, 23 * 60 * MINUTE);
  add_key_event (self);
  add (self, "harbour", "crane", RD_ALERT_POST);
  assert_nothing (self);
  wait_for (self, 60 * MINUTE);
  assert_one (self, RD_ALERT_BRIEFING, "4 posts in 1 story, key events among them",
              "Heading 3\nHeading 4\nHeading 2");
}

/* What is seen or muted while it is quiet is not told when it ends. */
static void
test_held_and_seen (Fixture       *self,
                    gconstpointer  data)
{
  RdAlertItem *item = add_key_event (self);

  self->rules->snoozed_until = get_now (self) + 60 * MINUTE;
  assert_nothing (self);
  g_assert_cmpint (self->plan->next, ==, self->rules->snoozed_until);
  item->is_seen = TRUE;
  wait_for (self, 30 * MINUTE);
  assert_nothing (self);
  g_assert_cmpint (self->plan->next, ==, G_MAXINT64);
  wait_for (self, 30 * MINUTE);
  assert_nothing (self);
}

/* A snooze that the reader ends brings the briefing at once. */
static void
test_snooze_ended (Fixture       *self,
                   gconstpointer  data)
{
  self->rules->snoozed_until = get_now (self) + 60 * MINUTE;
  add_key_event (self);
  add_key_event (self);
  assert_nothing (self);
  self->rules->snoozed_until = 0;
  assert_one (self, RD_ALERT_BRIEFING, "2 key events in 1 story", "Heading 2\nHeading 1");
}

/* What was handed over by a process that ended then is told again under its id, whatever has changed meanwhile. */
static void
test_not_acknowledged (Fixture       *self,
                       gconstpointer  data)
{
  add_key_event (self);
  plan (self, FALSE);
  g_assert_cmpuint (self->plan->notices->len, ==, 1);

  self->rules->by_topic = TRUE;
  make_quiet (self);
  assert_nothing (self);
  g_assert_cmpuint (self->plan->held->len, ==, 0);
  g_assert_cmpint (self->plan->next, ==, get_now (self) + 60 * MINUTE);
  wait_for (self, 60 * MINUTE);
  assert_one (self, "blog:harbour", "Heading 1", "The crane · The harbour, live");
  assert_nothing (self);
}

/* It may be on the desktop: when it is seen, it goes. */
static void
test_not_acknowledged_and_seen (Fixture       *self,
                                gconstpointer  data)
{
  RdAlertItem *item = add_key_event (self);

  plan (self, FALSE);
  item->is_seen = TRUE;
  assert_withdrawn (self, "blog:harbour");
}

/* What no release writes, but a damaged file may hold: told, nobody knows in which notice. */
static void
test_told_nowhere (Fixture       *self,
                   gconstpointer  data)
{
  add_key_event (self)->told = get_now (self);
  assert_nothing (self);
  add_key_event (self);
  assert_one (self, "blog:harbour", "Heading 2", "1 more key event in The crane");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/alerts/plan/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("nothing", test_nothing);
  ADD ("key-events", test_key_events);
  ADD ("burst", test_burst);
  ADD ("by-blog", test_by_blog);
  ADD ("by-topic", test_by_topic);
  ADD ("pause", test_pause);
  ADD ("pause-after-settled", test_pause_after_settled);
  ADD ("predicted", test_predicted);
  ADD ("levels", test_levels);
  ADD ("keyword", test_keyword);
  ADD ("correction", test_correction);
  ADD ("seen", test_seen);
  ADD ("settled", test_settled);
  ADD ("muted", test_muted);
  ADD ("briefing", test_briefing);
  ADD ("briefing-of-one", test_briefing_of_one);
  ADD ("briefing-of-all-kinds", test_briefing_of_all_kinds);
  ADD ("held-and-seen", test_held_and_seen);
  ADD ("snooze-ended", test_snooze_ended);
  ADD ("not-acknowledged", test_not_acknowledged);
  ADD ("not-acknowledged-and-seen", test_not_acknowledged_and_seen);
  ADD ("told-nowhere", test_told_nowhere);

  return g_test_run ();
}
