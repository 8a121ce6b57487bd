/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has the reader told what there is to tell, at the time that the rules say. It waits by one alarm alone, which is set
 * only where something waits. */
#include "service/rd-teller.h"

struct _RdTeller
{
  RdWriter *writer;      /* (owned) */
  GMainContext *context; /* (owned) */
  const RdClock *clock;  /* (unowned) */
  RdAlarm *alarm;        /* (owned) */
  RdTellerFuncs funcs;
  gpointer user_data;
  gboolean has_rules;    /* whether anyone wants to be told */
  gboolean is_planning;
  gboolean is_outdated;  /* whether something has changed since that began */
  GHashTable *under_way; /* (owned) (element-type utf8 RdNotice): by their ids, those told and not acknowledged */
  GPtrArray *standing;   /* (owned) (element-type utf8): the ids of what the reader may see, as far as is known */
  guint n_busy;
};

/* A piece of work for the writer. */
typedef struct
{
  RdTeller *self;      /* (unowned): it waits for all work to end */
  RdAlertRules *rules; /* (nullable) (owned) */
  RdNotice *notice;    /* (nullable) (owned) */
  char *id;            /* (nullable) (owned) */
  gboolean told_alone;
  gboolean are_read;
  GDateTime *until;    /* (nullable) (owned) */
  GDateTime *now;      /* (owned) */
  RdAlertPlan *plan;   /* (nullable) (owned): what came of it */
} Work;

static Work *
make_work (RdTeller *self)
{
  g_autoptr (GDateTime) now = rd_clock_get_time (self->clock);
  Work *work = g_new0 (Work, 1);

  work->self = self;
  work->now = g_date_time_to_local (now);

  return work;
}

static void
free_work (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->rules, rd_alert_rules_unref);
  g_clear_pointer (&work->notice, rd_notice_unref);
  g_free (work->id);
  g_clear_pointer (&work->until, g_date_time_unref);
  g_date_time_unref (work->now);
  g_clear_pointer (&work->plan, rd_alert_plan_free);
  g_free (work);
}

/* ---- on the writer's thread */

static gboolean
set_rules (RdLibrary  *library,
           gpointer    data,
           GError    **error)
{
  rd_library_set_alert_rules (library, ((Work *) data)->rules);
  return TRUE;
}

static gboolean
plan (RdLibrary  *library,
      gpointer    data,
      GError    **error)
{
  Work *work = data;

  work->plan = rd_library_plan_alerts (library, work->now, error);
  return work->plan != NULL;
}

static gboolean
put_told (RdLibrary  *library,
          gpointer    data,
          GError    **error)
{
  return rd_library_put_told (library, ((Work *) data)->notice, error);
}

static gboolean
settle (RdLibrary  *library,
        gpointer    data,
        GError    **error)
{
  const Work *work = data;

  return rd_library_settle (library, work->id, work->told_alone, work->are_read, work->now, error);
}

static gboolean
mute (RdLibrary  *library,
      gpointer    data,
      GError    **error)
{
  const Work *work = data;

  return rd_library_mute (library, work->id, work->until, work->now, error);
}

/* ---- on the teller's context */

/* @work: (transfer full) */
static void
do_work (Work                *work,
         RdWriterFunc         function,
         GAsyncReadyCallback  callback)
{
  work->self->n_busy++;
  rd_writer_run_async (work->self->writer, function, work, free_work, callback, work->self);
}

static gboolean
is_among (const char *id,
          GPtrArray  *ids)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

/* Whether a notice says no more than another one, which stands for as much or for what was seen meanwhile. */
static gboolean
says_no_more (const RdNotice *notice,
              const RdNotice *other)
{
  for (guint i = 0; i < notice->entry_ids->len; i++)
    if (!is_among (notice->entry_ids->pdata[i], other->entry_ids))
      return FALSE;

  return g_str_equal (notice->title, other->title)
         && (g_str_equal (notice->body, other->body) || notice->entry_ids->len < other->entry_ids->len);
}

static void
tell (RdTeller *self,
      RdNotice *notice)
{
  const RdNotice *other = g_hash_table_lookup (self->under_way, notice->id);

  if (other != NULL && says_no_more (notice, other))
    return;

  g_hash_table_replace (self->under_way, notice->id, rd_notice_ref (notice));
  self->funcs.told (notice, self->user_data);
}

static void
withdraw (RdTeller   *self,
          const char *id)
{
  g_hash_table_remove (self->under_way, id);
  self->funcs.withdrawn (id, self->user_data);
}

/* What stands for posts that are no longer kept is in no plan any more. */
static void
withdraw_forgotten (RdTeller          *self,
                    const RdAlertPlan *made)
{
  for (guint i = 0; i < self->standing->len; i++)
    {
      const char *id = self->standing->pdata[i];

      if (!is_among (id, made->standing) && !is_among (id, made->withdrawn))
        withdraw (self, id);
    }

  g_ptr_array_unref (self->standing);
  self->standing = g_ptr_array_ref (made->standing);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  RdTeller *self = user_data;
  gpointer work;

  self->n_busy--;
  self->is_planning = FALSE;
  /* Where the disk fails, whoever follows says so; what is to be told waits in the outbox. */
  if (rd_writer_run_finish (self->writer, result, &work, NULL))
    {
      const RdAlertPlan *made = ((Work *) work)->plan;

      for (guint i = 0; i < made->withdrawn->len; i++)
        withdraw (self, made->withdrawn->pdata[i]);
      withdraw_forgotten (self, made);
      for (guint i = 0; i < made->notices->len; i++)
        tell (self, made->notices->pdata[i]);
      rd_alarm_set (self->alarm, made->next);
    }

  if (self->is_outdated)
    rd_teller_plan (self);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  RdTeller *self = user_data;

  self->n_busy--;
  rd_writer_run_finish (self->writer, result, NULL, NULL);
  rd_teller_plan (self);
}

/* Only now: a plan that was made before has found it not told. Where it could not be kept, it is told again one day. */
static void
acknowledged_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  RdTeller *self = user_data;
  const RdNotice *notice;
  gpointer work;

  self->n_busy--;
  rd_writer_run_finish (self->writer, result, &work, NULL);
  notice = ((Work *) work)->notice;
  if (g_hash_table_lookup (self->under_way, notice->id) == notice)
    g_hash_table_remove (self->under_way, notice->id);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  RdTeller *self = user_data;
  gpointer data;
  const gboolean is_done = rd_writer_run_finish (self->writer, result, &data, NULL);
  const Work *work = data;
  guint index;

  self->n_busy--;
  if (is_done && work->told_alone)
    {
      /* What is left of it is told anew; where nothing is, the plan withdraws it. */
      g_hash_table_remove (self->under_way, work->id);
    }
  else if (is_done)
    {
      if (g_ptr_array_find_with_equal_func (self->standing, work->id, g_str_equal, &index))
        g_ptr_array_remove_index_fast (self->standing, index);
      withdraw (self, work->id);
    }
  rd_teller_plan (self);
}

static gboolean
ring_cb (gpointer user_data)
{
  rd_teller_plan (user_data);
  return G_SOURCE_CONTINUE;
}

/**
 * rd_teller_new:
 * @writer: what writes
 * @clock: (transfer none): the clock; it stays as long as the teller
 * @funcs: what to tell, on the thread-default main context of now
 * @user_data: for @funcs
 *
 * Returns: (transfer full): what tells, as soon as it has rules
 */
RdTeller *
rd_teller_new (RdWriter             *writer,
               const RdClock        *clock,
               const RdTellerFuncs  *funcs,
               gpointer              user_data)
{
  RdTeller *self = g_new0 (RdTeller, 1);

  self->writer = g_object_ref (writer);
  self->context = g_main_context_ref_thread_default ();
  self->clock = clock;
  self->alarm = rd_alarm_new (clock, self->context, ring_cb, self);
  self->funcs = *funcs;
  self->user_data = user_data;
  /* The notices hold their ids. */
  self->under_way = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) rd_notice_unref);
  self->standing = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * rd_teller_free:
 * @self: (transfer full): what tells
 *
 * What was begun is done when this returns.
 */
void
rd_teller_free (RdTeller *self)
{
  self->has_rules = FALSE;
  while (self->n_busy > 0)
    g_main_context_iteration (self->context, TRUE);

  rd_alarm_free (self->alarm);
  g_hash_table_unref (self->under_way);
  g_ptr_array_unref (self->standing);
  g_object_unref (self->writer);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * rd_teller_set_rules:
 * @self: what tells
 * @rules: (transfer none): what the reader wants to be told of
 *
 * Plans anew.
 */
void
rd_teller_set_rules (RdTeller     *self,
                     RdAlertRules *rules)
{
  Work *work = make_work (self);

  self->has_rules = TRUE;
  work->rules = rd_alert_rules_ref (rules);
  do_work (work, set_rules, done_cb);
}

/**
 * rd_teller_plan:
 * @self: what tells
 *
 * Something has come or changed: looks at what there is to tell. However often it is called, one look is made after the
 * other.
 */
void
rd_teller_plan (RdTeller *self)
{
  self->is_outdated = self->is_planning;
  if (!self->has_rules || self->is_planning)
    return;

  self->is_planning = TRUE;
  do_work (make_work (self), plan, planned_cb);
}

/**
 * rd_teller_acknowledge:
 * @self: what tells
 * @notice: what was told, and is with the desktop now
 */
void
rd_teller_acknowledge (RdTeller *self,
                       RdNotice *notice)
{
  Work *work = make_work (self);

  work->notice = rd_notice_ref (notice);
  do_work (work, put_told, acknowledged_cb);
}

/**
 * rd_teller_settle:
 * @self: what tells
 * @id: a notice that the reader has dealt with
 * @are_read: whether the reader has read what it stands for
 */
void
rd_teller_settle (RdTeller   *self,
                  const char *id,
                  gboolean    are_read)
{
  Work *work = make_work (self);

  work->id = g_strdup (id);
  /* What is on its way to the desktop, or may be in a moment, is not what the reader has dealt with. */
  work->told_alone = self->is_planning || g_hash_table_contains (self->under_way, id);
  work->are_read = are_read;
  do_work (work, settle, settled_cb);
}

/**
 * rd_teller_mute:
 * @self: what tells
 * @topic_id: a topic
 * @until: (nullable): until when; %NULL for good
 */
void
rd_teller_mute (RdTeller   *self,
                const char *topic_id,
                GDateTime  *until)
{
  Work *work = make_work (self);

  work->id = g_strdup (topic_id);
  work->until = until != NULL ? g_date_time_ref (until) : NULL;
  do_work (work, mute, done_cb);
}
