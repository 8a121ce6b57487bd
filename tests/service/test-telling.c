/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service that follows a live blog over a day: what it has the reader told, once over all restarts, and takes back. */
#include "base/rd-error.h"
#include "service-day.h"
#include "service/rd-corrector.h"

#include <string.h>

/* How fast the service's clock runs where a test waits for it: an hour is a second. */
#define FAST 3600

/* What marks key events, and what does not. */
#define MARKING "demo/page"
#define NOT_MARKING "demo/posting"

typedef ServiceDay Fixture;

static void
start_service (Fixture      *self,
               guint         speed,
               RdAlertRules *rules)
{
  service_day_start (self, speed);
  if (rules != NULL)
    rd_service_set_alert_rules (self->service, rules);
  rd_service_start (self->service);
}

static void
stop_service (Fixture *self)
{
  service_day_stop (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
do_nothing (RdLibrary  *library,
            gpointer    data,
            GError    **error)
{
  return TRUE;
}

/* Until all that was asked for, and the plans that it led to, are done: work is done in its order, and a plan that is
 * outdated is followed by one more. */
static void
settle_down (Fixture *self)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GAsyncResult) answer = NULL;

      rd_service_write_async (self->service, do_nothing, NULL, NULL, waiting_answer_cb, &answer);
      rd_service_write_finish (self->service, waiting_for (&answer), NULL, NULL);
    }
}

static void
subscribe (Fixture    *self,
           const char *path)
{
  g_autoptr (GError) error = NULL;

  service_day_subscribe (self, path, &error);
  g_assert_no_error (error);
  waiting_until (&self->n_looked, 1);
  settle_down (self);
}

/* Looks again, after so much of the day. A service whose clock is fast looks by itself, too. */
static void
look_after (Fixture   *self,
            GTimeSpan  span)
{
  self->n_looked = 0;
  self->taken = (RdTaken) { 0 };
  replay_clock_step (self->clock, span);
  rd_service_check_now (self->service);
  waiting_until (span > 0 ? &self->taken.n_new : &self->n_looked, 1);
  settle_down (self);
}

static void
assert_counts (Fixture *self,
               guint    n_told,
               guint    n_withdrawn)
{
  g_assert_cmpuint (self->told->len, ==, n_told);
  g_assert_cmpuint (self->withdrawn->len, ==, n_withdrawn);
}

static const RdNotice *
get_last (Fixture *self)
{
  g_assert_cmpuint (self->told->len, >, 0);
  return self->told->pdata[self->told->len - 1];
}

static RdAlertRules *
make_rules (RdAlertLevel level)
{
  RdAlertRules *rules = rd_alert_rules_new ();

  rules->level = level;
  return rules;
}

/* Each once, over restarts, in one notice that counts on; and none where nobody has asked for any. */
static void
test_told (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *id = NULL;
  guint n_told;

  start_service (self, 1, NULL);
  subscribe (self, MARKING);
  look_after (self, 3 * G_TIME_SPAN_HOUR);
  g_assert_cmpuint (self->taken.n_key_events, >, 1);
  assert_counts (self, 0, 0);

  rd_service_set_alert_rules (self->service, rd_alert_rules_new ());
  settle_down (self);
  assert_counts (self, 1, 0);
  n_told = get_last (self)->entry_ids->len;
  g_assert_cmpuint (n_told, ==, self->taken.n_key_events);
  g_assert_true (g_str_has_prefix (get_last (self)->id, "blog:"));
  g_assert_nonnull (strstr (get_last (self)->body, "more key event"));
  id = g_strdup (get_last (self)->id);
  look_after (self, 0);
  assert_counts (self, 1, 0);

  stop_service (self);
  start_service (self, 1, rd_alert_rules_new ());
  look_after (self, 0);
  assert_counts (self, 1, 0);
  look_after (self, 3 * G_TIME_SPAN_HOUR);
  g_assert_cmpuint (self->taken.n_key_events, >, 0);
  assert_counts (self, 2, 0);
  g_assert_cmpstr (get_last (self)->id, ==, id);
  g_assert_cmpuint (get_last (self)->entry_ids->len, ==, n_told + self->taken.n_key_events);

  /* When the reader wants to be told of nothing, what stands goes. */
  rd_service_set_alert_rules (self->service, make_rules (RD_ALERT_LEVEL_NOTHING));
  settle_down (self);
  assert_counts (self, 2, 1);
  g_assert_cmpstr (self->withdrawn->pdata[0], ==, id);
}

/* What was handed over is not handed over twice unless there is more, but by the next process, under the same id. */
static void
test_not_acknowledged (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (RdNotice) first = NULL;

  self->acknowledges = FALSE;
  start_service (self, 1, rd_alert_rules_new ());
  subscribe (self, MARKING);
  look_after (self, 2 * G_TIME_SPAN_HOUR);
  assert_counts (self, 1, 0);
  rd_service_plan_alerts (self->service);
  settle_down (self);
  assert_counts (self, 1, 0);
  look_after (self, 4 * G_TIME_SPAN_HOUR);
  assert_counts (self, 2, 0);
  first = rd_notice_ref (self->told->pdata[1]);

  stop_service (self);
  self->acknowledges = TRUE;
  start_service (self, 1, rd_alert_rules_new ());
  settle_down (self);
  assert_counts (self, 3, 0);
  g_assert_cmpstr (get_last (self)->id, ==, first->id);
  g_assert_cmpstr (get_last (self)->title, ==, first->title);
  g_assert_cmpstr (get_last (self)->body, ==, first->body);
  g_assert_cmpuint (get_last (self)->entry_ids->len, ==, first->entry_ids->len);

  stop_service (self);
  start_service (self, 1, rd_alert_rules_new ());
  settle_down (self);
  assert_counts (self, 3, 0);
}

static void
see (Fixture   *self,
     GPtrArray *entry_ids,
     guint      n)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = NULL;
  RdUndo *undo;

  for (guint i = 0; i < n; i++)
    g_strv_builder_add (builder, entry_ids->pdata[i]);
  ids = g_strv_builder_end (builder);
  rd_corrector_fulfil_async (self->service, &(RdWish) { .kind = RD_WISH_SEE, .entry_ids = (const char *const *) ids },
                             waiting_answer_cb, &answer);
  undo = rd_corrector_fulfil_finish (self->service, waiting_for (&answer), &error);
  g_assert_no_error (error);
  rd_undo_free (undo);
  settle_down (self);
}

/* Read in a window: a part of it is no news, and when all is, the notice goes. */
static void
test_seen_elsewhere (Fixture       *self,
                     gconstpointer  data)
{
  const RdNotice *notice;

  start_service (self, 1, rd_alert_rules_new ());
  subscribe (self, MARKING);
  look_after (self, 3 * G_TIME_SPAN_HOUR);
  notice = get_last (self);
  see (self, notice->entry_ids, notice->entry_ids->len - 1);
  assert_counts (self, 1, 0);
  see (self, notice->entry_ids, notice->entry_ids->len);
  assert_counts (self, 1, 1);
  g_assert_cmpstr (self->withdrawn->pdata[0], ==, notice->id);
}

static void
assert_read (Fixture        *self,
             const RdNotice *notice)
{
  g_autoptr (RdLibrary) library = service_day_open_library (self, RD_STORE_READ);

  for (guint i = 0; i < notice->entry_ids->len; i++)
    {
      g_autoptr (RdKept) kept = rd_store_find (rd_library_get_store (library), notice->entry_ids->pdata[i], NULL);

      g_assert_nonnull (kept->opened);
    }
}

/* What the reader does about a notice that another process showed. */
static void
test_settle (Fixture       *self,
             gconstpointer  data)
{
  const RdNotice *notice;

  start_service (self, 1, rd_alert_rules_new ());
  subscribe (self, MARKING);
  look_after (self, 2 * G_TIME_SPAN_HOUR);
  notice = get_last (self);
  stop_service (self);

  start_service (self, 1, rd_alert_rules_new ());
  rd_service_settle_notice (self->service, notice->id, TRUE);
  settle_down (self);
  assert_counts (self, 1, 1);
  g_assert_cmpstr (self->withdrawn->pdata[0], ==, notice->id);
  assert_read (self, notice);

  look_after (self, 4 * G_TIME_SPAN_HOUR);
  assert_counts (self, 2, 1);
  g_assert_cmpuint (get_last (self)->entry_ids->len, ==, self->taken.n_key_events);
}

/* Has the reader settle the last notice while another process writes. */
static void
settle_while_another_writes (Fixture *self)
{
  const guint limit = waiting_begin ();
  RdLibrary *library = service_day_open_library (self, RD_STORE_WRITE);

  start_service (self, 1, rd_alert_rules_new ());
  rd_service_settle_notice (self->service, get_last (self)->id, TRUE);
  while (!g_error_matches (rd_service_get_error (self->service), RD_ERROR, RD_ERROR_BUSY))
    g_main_context_iteration (NULL, TRUE);
  waiting_end (limit);
  rd_library_close (library);
}

/* It is kept as soon as that one has ended, and at the latest when the service does. */
static void
test_settle_while_another_writes (Fixture       *self,
                                  gconstpointer  data)
{
  start_service (self, 1, rd_alert_rules_new ());
  subscribe (self, MARKING);
  look_after (self, 2 * G_TIME_SPAN_HOUR);
  stop_service (self);

  settle_while_another_writes (self);
  assert_counts (self, 1, 0);
  look_after (self, 0);
  assert_counts (self, 1, 1);
  assert_read (self, get_last (self));

  look_after (self, 4 * G_TIME_SPAN_HOUR);
  assert_counts (self, 2, 1);
  stop_service (self);
  settle_while_another_writes (self);
  stop_service (self);
  assert_read (self, get_last (self));
  start_service (self, 1, NULL);
}

/* What the reader has dealt with is what was there: not what is on its way to the desktop then. */
static void
test_settle_on_its_way (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *id = NULL;
  guint n_told;

  start_service (self, 1, rd_alert_rules_new ());
  subscribe (self, MARKING);
  look_after (self, 2 * G_TIME_SPAN_HOUR);
  assert_counts (self, 1, 0);
  n_told = get_last (self)->entry_ids->len;
  id = g_strdup (get_last (self)->id);

  self->acknowledges = FALSE;
  look_after (self, 4 * G_TIME_SPAN_HOUR);
  assert_counts (self, 2, 0);
  g_assert_cmpuint (get_last (self)->entry_ids->len, ==, n_told + self->taken.n_key_events);
  self->acknowledges = TRUE;
  rd_service_settle_notice (self->service, id, FALSE);
  settle_down (self);
  assert_counts (self, 3, 0);
  g_assert_cmpstr (get_last (self)->id, ==, id);
  g_assert_cmpuint (get_last (self)->entry_ids->len, ==, self->taken.n_key_events);

  rd_service_settle_notice (self->service, id, FALSE);
  settle_down (self);
  assert_counts (self, 3, 1);
}

static void
test_mute (Fixture       *self,
           gconstpointer  data)
{
  RdAlertRules *rules = rd_alert_rules_new ();
  const RdNotice *notice = NULL;
  g_autoptr (GDateTime) until = g_date_time_add_days (self->start, 1);

  rules->by_topic = TRUE;
  start_service (self, 1, rules);
  subscribe (self, MARKING);
  look_after (self, 6 * G_TIME_SPAN_HOUR);
  for (guint i = 0; i < self->told->len && notice == NULL; i++)
    if (g_str_has_prefix (((RdNotice *) self->told->pdata[i])->id, "topic:"))
      notice = self->told->pdata[i];
  g_assert_nonnull (notice);
  g_assert_nonnull (notice->topic_label);
  g_assert_true (g_str_has_suffix (notice->id, notice->topic_id));

  rd_service_mute_topic (self->service, notice->topic_id, until);
  settle_down (self);
  g_assert_cmpuint (self->withdrawn->len, ==, 1);
  g_assert_cmpstr (self->withdrawn->pdata[0], ==, notice->id);
}

/* Of what is forgotten, nothing is left on the desktop. */
static void
test_forgotten (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GAsyncResult) answer = NULL;
  const RdNotice *notice;

  start_service (self, 1, rd_alert_rules_new ());
  subscribe (self, MARKING);
  look_after (self, 3 * G_TIME_SPAN_HOUR);
  notice = get_last (self);
  rd_service_unfollow_async (self->service, notice->id + strlen ("blog:"), TRUE, waiting_answer_cb, &answer);
  g_assert_true (rd_service_unfollow_finish (self->service, waiting_for (&answer), NULL));
  settle_down (self);
  assert_counts (self, 1, 1);
}

/* The end of a snooze is waited for, by nothing but an alarm. */
static void
test_quiet (Fixture       *self,
            gconstpointer  data)
{
  RdAlertRules *rules = rd_alert_rules_new ();

  rules->snoozed_until = g_date_time_to_unix_usec (self->start) + 4 * G_TIME_SPAN_HOUR;
  start_service (self, FAST, rules);
  subscribe (self, MARKING);
  look_after (self, 6 * G_TIME_SPAN_HOUR);
  g_assert_cmpuint (self->taken.n_key_events, >, 1);
  assert_counts (self, 0, 0);
  waiting_until (&self->told->len, 1);
  g_assert_cmpstr (get_last (self)->id, ==, "briefing");
  g_assert_nonnull (strstr (get_last (self)->title, " key events in "));
  settle_down (self);
  assert_counts (self, 1, 0);
}

static void
test_keyword (Fixture       *self,
              gconstpointer  data)
{
  RdAlertRules *rules = make_rules (RD_ALERT_LEVEL_NOTHING);
  g_auto (GStrv) lines = NULL;

  g_strfreev (rules->keywords);
  rules->keywords = g_strsplit ("recommendation", "|", -1);
  start_service (self, 1, rules);
  subscribe (self, NOT_MARKING);
  look_after (self, 9 * G_TIME_SPAN_HOUR);
  assert_counts (self, 1, 0);
  lines = g_strsplit (get_last (self)->body, "\n", 2);
  g_assert_nonnull (strstr (lines[0], "recommendation"));
  g_assert_nonnull (lines[1]);
  g_assert_true (g_str_has_prefix (lines[1], "Mentions ‘recommendation’ · "));
  g_assert_cmpuint (get_last (self)->entry_ids->len, <, self->taken.n_new);
}

/* What looks like a key event where none are marked; later ones after a pause. */
static void
test_predicted (Fixture       *self,
                gconstpointer  data)
{
  start_service (self, FAST, make_rules (RD_ALERT_LEVEL_PREDICTED));
  subscribe (self, NOT_MARKING);
  look_after (self, 9 * G_TIME_SPAN_HOUR);
  waiting_until (&self->told->len, 1);
  g_assert_true (g_str_has_prefix (get_last (self)->body, "Looks like a key event"));
  g_assert_cmpuint (get_last (self)->entry_ids->len, <, self->taken.n_new);
}

/* All posts are told, and each edit of one. */
static void
test_corrections (Fixture       *self,
                  gconstpointer  data)
{
  RdAlertRules *rules = make_rules (RD_ALERT_LEVEL_EVERYTHING);
  gboolean is_corrected = FALSE;

  rules->corrections = TRUE;
  start_service (self, FAST, rules);
  subscribe (self, MARKING);
  for (guint i = 0; i < 54 && !is_corrected; i++)
    {
      self->n_looked = 0;
      replay_clock_step (self->clock, 10 * G_TIME_SPAN_MINUTE);
      rd_service_check_now (self->service);
      waiting_until (&self->n_looked, 1);
      /* As long as the pause. */
      g_usleep (G_USEC_PER_SEC * 600 / FAST);
      settle_down (self);
      is_corrected = self->told->len > 0 && g_str_has_prefix (get_last (self)->body, "Corrected");
    }
  g_assert_true (is_corrected);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* No keyring is asked: there is none. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);

#define ADD(name, function) \
  g_test_add ("/telling/" name, Fixture, NULL, service_day_set_up, function, service_day_tear_down)
  ADD ("told", test_told);
  ADD ("not-acknowledged", test_not_acknowledged);
  ADD ("seen-elsewhere", test_seen_elsewhere);
  ADD ("settle", test_settle);
  ADD ("settle-while-another-writes", test_settle_while_another_writes);
  ADD ("settle-on-its-way", test_settle_on_its_way);
  ADD ("mute", test_mute);
  ADD ("forgotten", test_forgotten);
  ADD ("quiet", test_quiet);
  ADD ("keyword", test_keyword);
  ADD ("predicted", test_predicted);
  ADD ("corrections", test_corrections);

  return g_test_run ();
}
