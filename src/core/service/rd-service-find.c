/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a service looks for on its thread until it is there, or the asker does not want it any more. */
#include "service/rd-service-private.h"

/* A live blog that is being looked for, or a list of them that is being followed. */
typedef struct
{
  char *url;            /* (nullable) (owned) */
  GPtrArray *outlines;  /* (nullable) (owned) (element-type RdOutline) */
  RdImporterFunc function; /* (nullable) */
  gpointer function_data;
  GCancellable *ending; /* (owned): the thread's own, to which the asker's is handed over */
  GMainContext *context; /* (owned): the thread's */
  GCancellable *cancellable; /* (nullable) (owned): the asker's */
  gulong handler;
} Finding;

static void
free_finding (gpointer data)
{
  Finding *finding = data;

  g_cancellable_disconnect (finding->cancellable, finding->handler);
  g_clear_object (&finding->cancellable);
  g_object_unref (finding->ending);
  g_main_context_unref (finding->context);
  g_free (finding->url);
  g_clear_pointer (&finding->outlines, g_ptr_array_unref);
  g_free (finding);
}

static gboolean
end_finding_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* The thread's own work is ended on the thread. */
static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Finding *finding = user_data;

  g_main_context_invoke_full (finding->context, G_PRIORITY_DEFAULT, end_finding_cb, g_object_ref (finding->ending),
                              g_object_unref);
}

static Finding *
new_finding (RdService    *self,
            GCancellable *cancellable)
{
  Finding *finding = g_new0 (Finding, 1);

  finding->ending = g_cancellable_new ();
  finding->context = g_main_context_ref (rd_service_get_context (self));
  if (cancellable != NULL)
    {
      finding->cancellable = g_object_ref (cancellable);
      finding->handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), finding, NULL);
    }

  return finding;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Finding *finding = g_task_get_task_data (task);
  GError *error = NULL;
  RdFound *found = rd_finder_find_finish (result, &error);

  g_ptr_array_remove (rd_service_get_findings (g_task_get_source_object (task)), finding->ending);
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) rd_found_free);
  else
    g_task_return_error (task, error);
}

static gboolean
find_cb (gpointer user_data)
{
  GTask *task = user_data;
  RdService *self = g_task_get_source_object (task);
  Finding *finding = g_task_get_task_data (task);
  const RdServiceOptions *options = rd_service_get_options (self);
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (options->limits);

  g_ptr_array_add (rd_service_get_findings (self), g_object_ref (finding->ending));
  rd_finder_find_async (fetcher, finding->url, options->content_api, finding->ending, found_cb, task);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_find_async:
 * @self: a service
 * @url: an http or https address
 * @cancellable: (nullable): ends it early
 * @callback: called when a live blog is found there, or none
 * @user_data: for @callback
 *
 * Finds the live blog at an address, and follows nothing.
 */
void
rd_service_find_async (RdService           *self,
                       const char          *url,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Finding *finding = new_finding (self, cancellable);

  finding->url = g_strdup (url);
  rd_service_ask_task (self, find_cb, finding, free_finding, rd_service_find_async, callback, user_data);
}

/**
 * rd_service_find_finish:
 * @self: a service
 * @result: what the callback was given
 * @error: as of rd_finder_find_finish()
 *
 * Returns: (transfer full): what was found, or %NULL
 */
RdFound *
rd_service_find_finish (RdService     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* How far a list is followed, for the asker. */
typedef struct
{
  GTask *task;         /* (owned) */
  RdImported imported;
  char *failure;       /* (nullable) (owned) */
} Step;

static void
free_step (gpointer data)
{
  Step *step = data;

  g_object_unref (step->task);
  g_free (step->failure);
  g_free (step);
}

static gboolean
step_cb (gpointer user_data)
{
  Step *step = user_data;
  Finding *finding = g_task_get_task_data (step->task);

  if (!g_task_get_completed (step->task))
    finding->function (&step->imported, step->failure, finding->function_data);

  return G_SOURCE_REMOVE;
}

static void
imported_cb (const RdImported *imported,
             const char       *failure,
             gpointer          user_data)
{
  GTask *task = user_data;
  Step *step;

  if (((Finding *) g_task_get_task_data (task))->function == NULL)
    return;

  step = g_new0 (Step, 1);
  step->task = g_object_ref (task);
  step->imported = *imported;
  step->failure = g_strdup (failure);
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, step_cb, step, free_step);
}

static void
import_done_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Finding *finding = g_task_get_task_data (task);
  RdImported imported;

  rd_importer_run_finish (result, &imported, NULL);
  g_ptr_array_remove (rd_service_get_findings (g_task_get_source_object (task)), finding->ending);
  g_task_return_pointer (task, g_memdup2 (&imported, sizeof imported), g_free);
}

static gboolean
import_cb (gpointer user_data)
{
  GTask *task = user_data;
  RdService *self = g_task_get_source_object (task);
  Finding *finding = g_task_get_task_data (task);
  GError *error = NULL;
  RdFollower *follower = rd_keeper_open (rd_service_get_keeper (self), &error);

  if (follower == NULL)
    {
      rd_service_return_done (task, FALSE, error);
      return G_SOURCE_REMOVE;
    }

  g_ptr_array_add (rd_service_get_findings (self), g_object_ref (finding->ending));
  rd_importer_run_async (follower, finding->outlines, finding->ending, imported_cb, task, import_done_cb, task);

  return G_SOURCE_REMOVE;
}

/**
 * rd_service_import_async:
 * @self: a service
 * @outlines: (transfer full) (element-type RdOutline): a list, as from rd_opml_read()
 * @cancellable: (nullable): ends it early; what is followed by then stays
 * @function: (nullable): called for each of the list
 * @function_data: for @function
 * @callback: called when all of the list was tried
 * @user_data: for @callback
 *
 * Follows all of a list.
 */
void
rd_service_import_async (RdService           *self,
                         GPtrArray           *outlines,
                         GCancellable        *cancellable,
                         RdImporterFunc       function,
                         gpointer             function_data,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Finding *finding = new_finding (self, cancellable);

  finding->outlines = outlines;
  finding->function = function;
  finding->function_data = function_data;
  rd_service_ask_task (self, import_cb, finding, free_finding, rd_service_import_async, callback, user_data);
}

/**
 * rd_service_import_finish:
 * @self: a service
 * @result: what the callback was given
 * @imported: (out caller-allocates): how much of it is followed
 * @error: as of rd_library_open(), or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether all of the list was tried, as far as it was not ended early
 */
gboolean
rd_service_import_finish (RdService     *self,
                          GAsyncResult  *result,
                          RdImported    *imported,
                          GError       **error)
{
  g_autofree RdImported *found = g_task_propagate_pointer (G_TASK (result), error);

  if (found == NULL)
    return FALSE;

  *imported = *found;
  return TRUE;
}
