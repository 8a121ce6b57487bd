/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Following for who must not wait. Whoever made it asks by work that is handed to its thread, and is told by copies
 * that are handed back; nothing else is shared. */
#include "service/rd-service.h"

#include "service/rd-service-private.h"

struct _RdService
{
  GObject parent_instance;

  /* Of who made it. */
  GMainContext *owner; /* (owned) */
  GThread *thread;     /* (nullable) (owned): %NULL when it has stopped */
  GError *error;       /* (nullable) (owned) */
  char *notice;        /* (nullable) (owned) */
  RdConditions known_conditions;
  RdServicePlan plan;

  GMainContext *context;    /* (owned): the thread's */
  RdServiceOptions options; /* with strings of its own; nobody changes them */

  /* The thread's alone. */
  RdKeeper *keeper; /* (owned) */
  gboolean is_ending;
  GPtrArray *findings; /* (owned) (element-type GCancellable): what ends those that are on their way */
  GPtrArray *looks;    /* (owned) (element-type GTask): those that someone waits for */
};

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_PLANNED,
} RdServiceSignal;

static guint signals[SIGNAL_PLANNED + 1];

G_DEFINE_FINAL_TYPE (RdService, rd_service, G_TYPE_OBJECT)

/* What is handed from one thread to the other. */
typedef struct
{
  RdService *self; /* (owned) */
  GError *error;   /* (nullable) (owned) */
  char *notice;    /* (nullable) (owned) */
} News;

static void
free_news (gpointer data)
{
  News *news = data;

  g_clear_error (&news->error);
  g_free (news->notice);
  g_object_unref (news->self);
  g_free (news);
}

static gboolean
changed_cb (gpointer user_data)
{
  News *news = user_data;
  RdService *self = news->self;

  g_clear_error (&self->error);
  self->error = g_steal_pointer (&news->error);
  if (news->notice != NULL)
    {
      g_free (self->notice);
      self->notice = g_steal_pointer (&news->notice);
    }
  if (self->thread != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Has @function called on the context of who made it. */
void
rd_service_hand_over (RdService      *self,
                      GSourceFunc     function,
                      gpointer        data,
                      GDestroyNotify  free_data)
{
  g_main_context_invoke_full (self->owner, G_PRIORITY_DEFAULT, function, data, free_data);
}

static void
tell_change (const GError *error,
             const char   *notice,
             gpointer      user_data)
{
  RdService *self = user_data;
  News *news = g_new0 (News, 1);

  news->self = g_object_ref (self);
  news->error = error != NULL ? g_error_copy (error) : NULL;
  news->notice = g_strdup (notice);
  rd_service_hand_over (self, changed_cb, news, free_news);
}

static gboolean
start_cb (gpointer user_data)
{
  rd_keeper_start (((RdService *) user_data)->keeper);
  return G_SOURCE_REMOVE;
}

static gboolean
check_cb (gpointer user_data)
{
  rd_keeper_check (((RdService *) user_data)->keeper, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
end_cb (gpointer user_data)
{
  ((RdService *) user_data)->is_ending = TRUE;
  return G_SOURCE_REMOVE;
}

/* New conditions, for the thread. */
typedef struct
{
  RdService *self; /* (unowned): it waits for its thread to end */
  RdConditions conditions;
} Change;

static gboolean
conditions_cb (gpointer user_data)
{
  Change *change = user_data;

  rd_keeper_set_conditions (change->self->keeper, change->conditions);
  return G_SOURCE_REMOVE;
}

void
rd_service_return_done (GTask    *task,
                        gboolean  done,
                        GError   *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static gpointer
run_thread (gpointer data)
{
  static const RdKeeperFuncs funcs
      = { rd_service_tell_look, tell_change, { rd_service_tell_notice, rd_service_tell_withdrawal }, rd_service_tell_plan };
  RdService *self = data;

  g_main_context_push_thread_default (self->context);
  self->keeper = rd_keeper_new (&self->options, &funcs, self);
  while (!self->is_ending)
    g_main_context_iteration (self->context, TRUE);
  for (guint i = 0; i < self->findings->len; i++)
    g_cancellable_cancel (self->findings->pdata[i]);
  while (self->findings->len > 0)
    g_main_context_iteration (self->context, TRUE);
  rd_keeper_free (self->keeper);
  rd_service_end_looks (self);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
rd_service_dispose (GObject *object)
{
  rd_service_stop (RD_SERVICE (object));

  G_OBJECT_CLASS (rd_service_parent_class)->dispose (object);
}

static void
rd_service_finalize (GObject *object)
{
  RdService *self = RD_SERVICE (object);

  g_main_context_unref (self->owner);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->looks);
  g_clear_error (&self->error);
  g_free (self->notice);
  g_free ((char *) self->options.path);
  g_free ((char *) self->options.content_api);

  G_OBJECT_CLASS (rd_service_parent_class)->finalize (object);
}

static void
rd_service_class_init (RdServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rd_service_dispose;
  object_class->finalize = rd_service_finalize;

  /**
   * RdService::looked:
   * @event: (type RdServiceEvent): what came, valid until the handler returns
   *
   * A live blog was looked at.
   */
  g_signal_new ("looked", RD_TYPE_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * RdService::changed:
   *
   * There is another rd_service_get_error(), rd_service_get_notice() or rd_service_get_conditions() than before.
   */
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", RD_TYPE_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RdService::planned:
   *
   * There is another rd_service_get_n_followed() or rd_service_get_next() than before.
   */
  signals[SIGNAL_PLANNED]
      = g_signal_new ("planned", RD_TYPE_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  rd_service_add_alert_signals (klass);
}

static void
rd_service_init (RdService *self)
{
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
  self->plan = (RdServicePlan) { -1, G_MAXINT64 };
  self->looks = g_ptr_array_new_with_free_func (g_object_unref);
}

gboolean
rd_service_is_running (RdService *self)
{
  return self->thread != NULL;
}

/* What the thread has. */
RdKeeper *
rd_service_get_keeper (RdService *self)
{
  return self->keeper;
}

const RdServiceOptions *
rd_service_get_options (RdService *self)
{
  return &self->options;
}

GPtrArray *
rd_service_get_findings (RdService *self)
{
  return self->findings;
}

GPtrArray *
rd_service_get_looks (RdService *self)
{
  return self->looks;
}

GMainContext *
rd_service_get_context (RdService *self)
{
  return self->context;
}

RdServicePlan *
rd_service_get_plan (RdService *self)
{
  return &self->plan;
}

static void
ask (RdService   *self,
     GSourceFunc  function,
     gpointer     data)
{
  g_main_context_invoke (self->context, function, data);
}

/**
 * rd_service_new:
 * @options: how to follow
 *
 * Returns: (transfer full): a service that does nothing yet. It tells of what happens on the thread-default main
 *   context of now. Whoever gives it up stops it first.
 */
RdService *
rd_service_new (const RdServiceOptions *options)
{
  RdService *self = g_object_new (RD_TYPE_SERVICE, NULL);

  self->owner = g_main_context_ref_thread_default ();
  self->context = g_main_context_new ();
  self->options = *options;
  self->options.path = g_strdup (options->path);
  self->options.content_api = g_strdup (options->content_api);
  self->thread = g_thread_new ("rundown-service", run_thread, self);

  return self;
}

/**
 * rd_service_start:
 * @self: a service
 *
 * Keeps up with what is followed from now on. Where that is nothing, nothing is opened to be written to, so that the
 * command line can do that.
 */
void
rd_service_start (RdService *self)
{
  if (self->thread != NULL)
    ask (self, start_cb, self);
}

/**
 * rd_service_stop:
 * @self: a service
 *
 * Follows no longer. Everything is kept when this returns, and nobody is told any more.
 */
void
rd_service_stop (RdService *self)
{
  GThread *thread = g_steal_pointer (&self->thread);

  if (thread == NULL)
    return;

  ask (self, end_cb, self);
  g_thread_join (thread);
}

/**
 * rd_service_get_error:
 * @self: a service
 *
 * Returns: (nullable) (transfer none): why nothing is followed at the moment, %RD_ERROR_BUSY where another process does
 *   it; %NULL where there is nothing to say
 */
const GError *
rd_service_get_error (RdService *self)
{
  return self->error;
}

/**
 * rd_service_get_notice:
 * @self: a service
 *
 * Returns: (nullable) (transfer none): what the reader should know, as that damaged posts were restored
 */
const char *
rd_service_get_notice (RdService *self)
{
  return self->notice;
}

/**
 * rd_service_check_now:
 * @self: a service
 *
 * Has all that is followed looked at now.
 */
void
rd_service_check_now (RdService *self)
{
  if (self->thread != NULL)
    ask (self, check_cb, self);
}

/**
 * rd_service_set_conditions:
 * @self: a service
 * @conditions: what keeps from asking as often as could be
 */
void
rd_service_set_conditions (RdService    *self,
                           RdConditions  conditions)
{
  Change *change;

  if (self->thread == NULL || conditions == self->known_conditions)
    return;

  self->known_conditions = conditions;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  change = g_memdup2 (&(Change) { self, conditions }, sizeof *change);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, conditions_cb, change, g_free);
}

/**
 * rd_service_get_conditions:
 * @self: a service
 *
 * Returns: what keeps from asking as often as could be
 */
RdConditions
rd_service_get_conditions (RdService *self)
{
  return self->known_conditions;
}

/* Work of which the one who asked for it wants to know how it went. The function is given the task, and what it is about as
 * its data. */
void
rd_service_ask_task (RdService           *self,
                     GSourceFunc          function,
                     gpointer             subject,
                     GDestroyNotify       free_subject,
                     gpointer             tag,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, subject, free_subject);
  if (self->thread != NULL)
    ask (self, function, task);
  else
    rd_service_return_done (task, FALSE, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, ""));
}
