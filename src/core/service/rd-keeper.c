/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service's own thread. Only one process may write: where another one does, this one tries again in time. */
#include "service/rd-keeper.h"

#include "base/rd-error.h"
#include "service/rd-tidying.h"

/* Where another process writes, it is tried again after so many seconds. */
#define PATIENCE_SECONDS 60

/* So much that the reader did about notices waits for that. */
#define MOST_WAITING 100u

typedef struct
{
  RdKeeperTellerFunc function;
  gpointer data;            /* (nullable) (owned) */
  GDestroyNotify free_data; /* (nullable) */
} Waiting;

struct _RdKeeper
{
  const RdServiceOptions *options; /* (unowned) */
  GMainContext *context; /* (owned) */
  RdConditions conditions;
  guint keep_days;
  RdFollower *follower; /* (nullable) (owned): %NULL as long as there is nothing to follow, or another process writes */
  RdTidying *tidying;   /* (nullable) (owned): together with that */
  RdTeller *teller;     /* (nullable) (owned): together with that, too */
  RdAlertRules *rules;  /* (nullable) (owned): %NULL for telling nothing */
  GArray *waiting;      /* (owned) (element-type Waiting): what to ask the teller for as soon as there is one */
  RdAlarm *alarm;       /* (owned): to try again */
  RdKeeperFuncs funcs;
  gpointer user_data;
  gboolean has_failed; /* whether the last thing that was told is that something could not be kept */
};

static void
clear_waiting (gpointer data)
{
  Waiting *waiting = data;

  if (waiting->free_data != NULL)
    waiting->free_data (waiting->data);
}

static void
followed_cb (const RdFollowerEvent *event,
             gpointer               user_data)
{
  RdKeeper *self = user_data;

  /* A disk that had no room may have some now. */
  if (event->error != NULL || self->has_failed)
    self->funcs.changed (event->error, NULL, self->user_data);
  self->has_failed = event->error != NULL;
  self->funcs.looked (event, self->user_data);
  rd_tidying_look (self->tidying);
  if (event->taken.n_new + event->taken.n_edited + event->taken.n_deleted + event->taken.n_key_events > 0)
    rd_teller_plan (self->teller);
}

static void
planned_cb (guint    n_followed,
            gint64   next,
            gpointer user_data)
{
  RdKeeper *self = user_data;

  self->funcs.planned (n_followed, next, self->user_data);
}

static void
untidy_cb (const GError *error,
           gpointer      user_data)
{
  RdKeeper *self = user_data;

  self->has_failed = TRUE;
  self->funcs.changed (error, NULL, self->user_data);
}

static gboolean
ring_cb (gpointer user_data)
{
  rd_keeper_start (user_data);
  return G_SOURCE_CONTINUE;
}

/* Whether anything is followed. What cannot be read may be brought over, or repaired, when it is written to. */
static gboolean
has_followed (RdKeeper *self)
{
  g_autofree char *notice = NULL;
  g_autoptr (RdLibrary) library = rd_library_open (self->options->path, RD_STORE_READ, &notice, NULL);
  g_autoptr (GPtrArray) followed
      = library != NULL ? rd_store_list_followed (rd_library_get_store (library), NULL) : NULL;

  for (guint i = 0; followed != NULL && i < followed->len; i++)
    if (((RdFollowed *) followed->pdata[i])->followed)
      return TRUE;

  return followed == NULL;
}

/**
 * rd_keeper_new:
 * @options: (transfer none): how to follow; they stay as long as the keeper
 * @funcs: what to tell
 * @user_data: for @funcs
 *
 * Returns: (transfer full): a keeper that does nothing yet, on the thread-default main context
 */
RdKeeper *
rd_keeper_new (const RdServiceOptions *options,
               const RdKeeperFuncs    *funcs,
               gpointer                user_data)
{
  RdKeeper *self = g_new0 (RdKeeper, 1);

  self->options = options;
  self->keep_days = options->keep_days;
  self->context = g_main_context_ref_thread_default ();
  self->funcs = *funcs;
  self->user_data = user_data;
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  g_array_set_clear_func (self->waiting, clear_waiting);
  self->alarm = rd_alarm_new (&rd_clock_real, self->context, ring_cb, self);

  return self;
}

/**
 * rd_keeper_free:
 * @self: (transfer full): a keeper
 *
 * Everything is kept when this returns, and who waits for an answer of the follower has one.
 */
void
rd_keeper_free (RdKeeper *self)
{
  if (self->waiting->len > 0)
    rd_keeper_open (self, NULL);
  rd_alarm_free (self->alarm);
  if (self->follower != NULL)
    rd_follower_stop (self->follower);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_clear_pointer (&self->tidying, rd_tidying_free);
  g_clear_pointer (&self->teller, rd_teller_free);
  g_clear_pointer (&self->rules, rd_alert_rules_unref);
  g_array_unref (self->waiting);
  g_clear_object (&self->follower);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * rd_keeper_open:
 * @self: a keeper
 * @error: as of rd_library_open() and rd_follower_new()
 *
 * Has what is kept opened to be written to, where that is not done yet, and what is in it followed.
 *
 * Returns: (transfer none): what follows it, or %NULL
 */
RdFollower *
rd_keeper_open (RdKeeper  *self,
                GError   **error)
{
  const RdFollowerOptions options = {
    .clock = self->options->clock,
    .limits = self->options->limits,
    .content_api = self->options->content_api,
    .follow = followed_cb,
    .plan = planned_cb,
    .user_data = self,
  };
  g_autofree char *notice = NULL;
  g_autoptr (GError) reason = NULL;
  RdLibrary *library;

  if (self->follower != NULL)
    return self->follower;

  library = rd_library_open (self->options->path, RD_STORE_WRITE, &notice, &reason);
  if (library != NULL)
    self->follower = rd_follower_new (library, &options, &reason);
  self->funcs.changed (reason, notice, self->user_data);
  rd_alarm_set (self->alarm,
                g_error_matches (reason, RD_ERROR, RD_ERROR_BUSY)
                    ? rd_clock_now (&rd_clock_real) + (gint64) PATIENCE_SECONDS * G_USEC_PER_SEC
                    : G_MAXINT64);
  if (self->follower == NULL)
    {
      /* What another process keeps up with may be this one's in time. */
      if (!g_error_matches (reason, RD_ERROR, RD_ERROR_BUSY))
        planned_cb (0, G_MAXINT64, self);
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  self->tidying = rd_tidying_new (rd_follower_get_writer (self->follower), self->keep_days, untidy_cb, self);
  self->teller = rd_teller_new (rd_follower_get_writer (self->follower), &self->options->clock, &self->funcs.teller,
                                self->user_data);
  rd_follower_set_conditions (self->follower, self->conditions);
  rd_tidying_look (self->tidying);
  if (self->rules != NULL)
    rd_teller_set_rules (self->teller, self->rules);
  for (guint i = 0; i < self->waiting->len; i++)
    {
      const Waiting *waiting = &g_array_index (self->waiting, Waiting, i);

      waiting->function (self->teller, waiting->data);
    }
  g_array_set_size (self->waiting, 0);

  return self->follower;
}

/**
 * rd_keeper_start:
 * @self: a keeper
 *
 * Follows from now on, if there is anything to follow.
 */
void
rd_keeper_start (RdKeeper *self)
{
  if (self->follower != NULL)
    return;

  if (has_followed (self))
    rd_keeper_open (self, NULL);
  else
    planned_cb (0, G_MAXINT64, self);
}

/**
 * rd_keeper_check:
 * @self: a keeper
 * @blog_id: (nullable): a live blog; %NULL for all that are followed
 *
 * Has that looked at now.
 */
void
rd_keeper_check (RdKeeper   *self,
                 const char *blog_id)
{
  rd_keeper_start (self);
  if (self->follower != NULL)
    rd_follower_check (self->follower, blog_id);
}

/**
 * rd_keeper_list:
 * @self: a keeper
 * @error: as of rd_library_open() and rd_store_list_followed()
 *
 * Reads what is kept on the keeper's context, and with a connection of its own, as there may be no follower. It blocks for
 * longer the more posts are kept, since those of each live blog are counted.
 *
 * Returns: (transfer full) (element-type RdFollowed): the live blogs of which posts are kept, as they are now; or %NULL
 */
GPtrArray *
rd_keeper_list (RdKeeper  *self,
                GError   **error)
{
  g_autofree char *notice = NULL;
  g_autoptr (RdLibrary) library = rd_library_open (self->options->path, RD_STORE_READ, &notice, error);
  GPtrArray *list = library != NULL ? rd_store_list_followed (rd_library_get_store (library), error) : NULL;

  if (list != NULL && self->follower != NULL)
    rd_follower_note_states (self->follower, list);

  return list;
}

/**
 * rd_keeper_set_conditions:
 * @self: a keeper
 * @conditions: what keeps from asking as often as could be
 */
void
rd_keeper_set_conditions (RdKeeper     *self,
                          RdConditions  conditions)
{
  self->conditions = conditions;
  if (self->follower != NULL)
    rd_follower_set_conditions (self->follower, conditions);
}

/**
 * rd_keeper_set_keep_days:
 * @self: a keeper
 * @keep_days: after how many days posts are deleted; 0 for never
 */
void
rd_keeper_set_keep_days (RdKeeper *self,
                         guint     keep_days)
{
  self->keep_days = keep_days;
  if (self->tidying != NULL)
    rd_tidying_set_keep_days (self->tidying, keep_days);
}

/**
 * rd_keeper_set_alert_rules:
 * @self: a keeper
 * @rules: (transfer none): what the reader wants to be told of
 */
void
rd_keeper_set_alert_rules (RdKeeper     *self,
                           RdAlertRules *rules)
{
  g_clear_pointer (&self->rules, rd_alert_rules_unref);
  self->rules = rd_alert_rules_ref (rules);
  if (self->teller != NULL)
    rd_teller_set_rules (self->teller, rules);
}

/**
 * rd_keeper_plan_alerts:
 * @self: a keeper
 *
 * Looks at what the reader is to be told, where anything is followed.
 */
void
rd_keeper_plan_alerts (RdKeeper *self)
{
  if (self->teller != NULL)
    rd_teller_plan (self->teller);
}

/**
 * rd_keeper_open_teller:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): what tells the reader; %NULL where what is kept cannot be written to
 */
RdTeller *
rd_keeper_open_teller (RdKeeper *self)
{
  return rd_keeper_open (self, NULL) != NULL ? self->teller : NULL;
}

/**
 * rd_keeper_ask_teller:
 * @self: a keeper
 * @function: what to have the teller do
 * @data: (transfer full) (nullable): for @function
 * @free_data: (nullable): frees @data
 *
 * Calls @function now or, where what is kept cannot be written to, as soon as it can: when the keeper goes at the latest, it is
 * tried once more.
 */
void
rd_keeper_ask_teller (RdKeeper           *self,
                      RdKeeperTellerFunc  function,
                      gpointer            data,
                      GDestroyNotify      free_data)
{
  Waiting waiting = { function, data, free_data };

  if (rd_keeper_open (self, NULL) != NULL)
    {
      function (self->teller, data);
      clear_waiting (&waiting);
      return;
    }

  if (self->waiting->len == MOST_WAITING)
    g_array_remove_index (self->waiting, 0);
  g_array_append_val (self->waiting, waiting);
}
