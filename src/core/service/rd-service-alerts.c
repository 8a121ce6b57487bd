/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a service has the reader told, and what becomes of that. */
#include "service/rd-service-private.h"

/* What is handed from the service's thread to who made it. */
typedef struct
{
  RdService *self;  /* (owned) */
  RdNotice *notice; /* (nullable) (owned) */
  char *id;         /* (nullable) (owned) */
} Telling;

static void
free_telling (gpointer data)
{
  Telling *telling = data;

  g_clear_pointer (&telling->notice, rd_notice_unref);
  g_free (telling->id);
  g_object_unref (telling->self);
  g_free (telling);
}

static gboolean
tell_cb (gpointer user_data)
{
  Telling *telling = user_data;

  if (!rd_service_is_running (telling->self))
    return G_SOURCE_REMOVE;

  if (telling->notice != NULL)
    g_signal_emit_by_name (telling->self, "told", telling->notice);
  else
    g_signal_emit_by_name (telling->self, "withdrawn", telling->id);
  return G_SOURCE_REMOVE;
}

void
rd_service_tell_notice (RdNotice *notice,
                        gpointer  user_data)
{
  Telling *telling = g_new0 (Telling, 1);

  telling->self = g_object_ref (user_data);
  telling->notice = rd_notice_ref (notice);
  rd_service_hand_over (user_data, tell_cb, telling, free_telling);
}

void
rd_service_tell_withdrawal (const char *id,
                            gpointer    user_data)
{
  Telling *telling = g_new0 (Telling, 1);

  telling->self = g_object_ref (user_data);
  telling->id = g_strdup (id);
  rd_service_hand_over (user_data, tell_cb, telling, free_telling);
}

void
rd_service_add_alert_signals (RdServiceClass *klass)
{
  /**
   * RdService::told:
   * @notice: what to tell the reader
   *
   * A notice is to be shown now, in the place of the one with its id where there is one. Once it is handed to the
   * desktop, rd_service_acknowledge() is to be called; until then it counts as not told.
   */
  g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                RD_TYPE_NOTICE);

  /**
   * RdService::withdrawn:
   * @id: a notice's id
   *
   * The notice of that id is to be taken away: all that it stands for was seen.
   */
  g_signal_new ("withdrawn", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static gboolean
set_rules_cb (gpointer user_data)
{
  GTask *task = user_data;

  rd_keeper_set_alert_rules (rd_service_get_keeper (g_task_get_source_object (task)), g_task_get_task_data (task));
  rd_service_return_done (task, TRUE, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_set_alert_rules:
 * @self: a service
 * @rules: (transfer full): what the reader wants to be told of from now on
 *
 * Without rules, nothing is told. What waits is looked at anew.
 */
void
rd_service_set_alert_rules (RdService    *self,
                            RdAlertRules *rules)
{
  rd_service_ask_task (self, set_rules_cb, rules, (GDestroyNotify) rd_alert_rules_unref, rd_service_set_alert_rules,
                       NULL, NULL);
}

static gboolean
plan_cb (gpointer user_data)
{
  GTask *task = user_data;

  rd_keeper_plan_alerts (rd_service_get_keeper (g_task_get_source_object (task)));
  rd_service_return_done (task, TRUE, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_plan_alerts:
 * @self: a service
 *
 * Something has changed that may make a notice superfluous, as that posts were seen.
 */
void
rd_service_plan_alerts (RdService *self)
{
  rd_service_ask_task (self, plan_cb, NULL, NULL, rd_service_plan_alerts, NULL, NULL);
}

static gboolean
acknowledge_cb (gpointer user_data)
{
  GTask *task = user_data;
  RdTeller *teller = rd_keeper_open_teller (rd_service_get_keeper (g_task_get_source_object (task)));

  if (teller != NULL)
    rd_teller_acknowledge (teller, g_task_get_task_data (task));
  rd_service_return_done (task, TRUE, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_acknowledge:
 * @self: a service
 * @notice: what it told
 *
 * The notice was handed to the desktop: what it stands for is not told again.
 */
void
rd_service_acknowledge (RdService *self,
                        RdNotice  *notice)
{
  rd_service_ask_task (self, acknowledge_cb, rd_notice_ref (notice), (GDestroyNotify) rd_notice_unref,
                       rd_service_acknowledge, NULL, NULL);
}

/* What the reader did about a notice or a topic. It outlives the task that brings it where it has to wait. */
typedef struct
{
  RdKeeperTellerFunc function;
  char *id;         /* (owned) */
  gboolean is_read;
  GDateTime *until; /* (nullable) (owned) */
} Wish;

static void
clear_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->id);
  g_clear_pointer (&wish->until, g_date_time_unref);
}

static void
free_wish (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_wish);
}

static void
settle (RdTeller *teller,
        gpointer  data)
{
  const Wish *wish = data;

  rd_teller_settle (teller, wish->id, wish->is_read);
}

static void
mute (RdTeller *teller,
      gpointer  data)
{
  const Wish *wish = data;

  rd_teller_mute (teller, wish->id, wish->until);
}

static gboolean
wish_cb (gpointer user_data)
{
  GTask *task = user_data;
  Wish *wish = g_task_get_task_data (task);

  rd_keeper_ask_teller (rd_service_get_keeper (g_task_get_source_object (task)), wish->function,
                        g_atomic_rc_box_acquire (wish), free_wish);
  rd_service_return_done (task, TRUE, NULL);

  return G_SOURCE_REMOVE;
}

static void
ask (RdService          *self,
     RdKeeperTellerFunc  function,
     const char         *id,
     gboolean            is_read,
     GDateTime          *until,
     gpointer            tag)
{
  Wish *wish = g_atomic_rc_box_new0 (Wish);

  wish->function = function;
  wish->id = g_strdup (id);
  wish->is_read = is_read;
  wish->until = until != NULL ? g_date_time_ref (until) : NULL;
  rd_service_ask_task (self, wish_cb, wish, free_wish, tag, NULL, NULL);
}

/**
 * rd_service_settle_notice:
 * @self: a service
 * @id: a notice's id, which another process may have told
 * @are_read: whether the reader called its posts read; else it was opened
 *
 * The reader has dealt with a notice: the next one of its id counts anew. Where another process writes, that is kept as soon
 * as it has ended.
 */
void
rd_service_settle_notice (RdService  *self,
                          const char *id,
                          gboolean    are_read)
{
  ask (self, settle, id, are_read, NULL, rd_service_settle_notice);
}

/**
 * rd_service_mute_topic:
 * @self: a service
 * @topic_id: a topic
 * @until: (nullable): until when; %NULL for good
 *
 * Nothing of a topic is told, or announced; what is told of it is withdrawn. Where another process writes, that is kept as
 * soon as it has ended.
 */
void
rd_service_mute_topic (RdService  *self,
                       const char *topic_id,
                       GDateTime  *until)
{
  ask (self, mute, topic_id, FALSE, until, rd_service_mute_topic);
}
