/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what the command line asks the running application for: only one process writes, and that is this one then. What
 * is asked for is done by the service, and answered when it is. */
#include "desktop/rd-commands-private.h"

#include "base/rd-error.h"
#include "formats/rd-opml.h"

#include <glib/gi18n.h>

/* How many live blogs can be asked for at once: anyone on the bus can ask. */
#define MOST_BLOGS 10000u

struct _RdCommands
{
  GObject parent_instance;

  GApplication *application;     /* (unowned): it keeps this */
  RdService *service;            /* (nullable) (owned): from its start to its end */
  RdBusCommands *skeleton;       /* (owned) */
};

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_REMOVED,
} RdCommandsSignal;

static guint signals[SIGNAL_REMOVED + 1];

G_DEFINE_FINAL_TYPE (RdCommands, rd_commands, G_TYPE_OBJECT)

static void
clear_added (gpointer data)
{
  g_free (((RdAdded *) data)->id);
}

static void
gone_cb (GDBusConnection *connection,
         const char      *name,
         gpointer         user_data)
{
  g_cancellable_cancel (((RdCommandsWork *) user_data)->cancellable);
}

/* @invocation: (transfer full)
 *
 * Returns: (nullable): %NULL where the service does not run, which is answered then */
RdCommandsWork *
rd_commands_begin_work (RdCommands            *self,
                        GDBusMethodInvocation *invocation)
{
  RdCommandsWork *work;

  if (self->service == NULL)
    {
      g_dbus_method_invocation_return_error_literal (invocation, RD_ERROR, RD_ERROR_BUSY,
                                                     _("Rundown is just being closed: try again"));
      return NULL;
    }

  work = g_new0 (RdCommandsWork, 1);
  work->self = g_object_ref (self);
  work->service = g_object_ref (self->service);
  work->invocation = invocation;
  work->cancellable = g_cancellable_new ();
  work->watch = g_bus_watch_name_on_connection (g_dbus_method_invocation_get_connection (invocation),
                                                g_dbus_method_invocation_get_sender (invocation),
                                                G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, gone_cb, work, NULL);
  work->added = g_array_new (FALSE, FALSE, sizeof (RdAdded));
  g_array_set_clear_func (work->added, clear_added);
  work->format = "";
  g_variant_builder_init (&work->looks, G_VARIANT_TYPE ("a(sbsxuuu)"));
  g_application_hold (self->application);

  return work;
}

void
rd_commands_free_work (RdCommandsWork *work)
{
  g_bus_unwatch_name (work->watch);
  g_clear_signal_handler (&work->handler, work->service);
  g_application_release (work->self->application);
  g_object_unref (work->service);
  g_object_unref (work->self);
  g_object_unref (work->cancellable);
  g_free (work->path);
  g_clear_pointer (&work->blogs, g_ptr_array_unref);
  g_array_unref (work->added);
  g_clear_pointer (&work->list, g_ptr_array_unref);
  g_strfreev (work->ids);
  g_variant_builder_clear (&work->looks);
  g_clear_pointer (&work->failures, g_ptr_array_unref);
  g_clear_error (&work->error);
  g_free (work);
}

/* @error: (transfer full): why it is not done */
void
rd_commands_fail (RdCommandsWork *work,
                  GError         *error)
{
  g_autoptr (GError) reason = error;
  g_autofree char *message = g_utf8_make_valid (reason->message, -1);

  g_dbus_method_invocation_return_error_literal (g_steal_pointer (&work->invocation), reason->domain, reason->code, message);
}

/* @answer: (nullable): a tuple, sunk here; @has_changed: whether others are followed than before */
void
rd_commands_answer (RdCommandsWork *work,
                    GVariant       *answer,
                    gboolean        has_changed)
{
  g_dbus_method_invocation_return_value (g_steal_pointer (&work->invocation), answer);
  if (has_changed)
    g_signal_emit (work->self, signals[SIGNAL_CHANGED], 0);
}

gint64
rd_commands_write_time (GDateTime *time)
{
  return time != NULL ? g_date_time_to_unix_usec (time) : G_MININT64;
}

/* Returns: (nullable): as of rd_commands_begin_work(), with what it is about */
RdCommandsWork *
rd_commands_begin_work_on (RdCommands            *self,
                           GDBusMethodInvocation *invocation,
                           const char *const     *ids)
{
  RdCommandsWork *work;

  if (g_strv_length ((GStrv) ids) > MOST_BLOGS)
    {
      g_dbus_method_invocation_return_error_literal (invocation, RD_ERROR, RD_ERROR_TOO_LARGE, "too many live blogs");
      return NULL;
    }

  work = rd_commands_begin_work (self, invocation);
  if (work != NULL)
    work->ids = g_strdupv ((GStrv) ids);

  return work;
}

static void
end_fetching (RdCommandsWork *work)
{
  if (work->error != NULL)
    rd_commands_fail (work, g_steal_pointer (&work->error));
  else
    rd_commands_answer (work, g_variant_new ("(a(sbsxuuu))", &work->looks), FALSE);
  rd_commands_free_work (work);
}

static void
look_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  RdCommandsWork *work = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RdLook) look = rd_service_look_finish (work->service, result, &error);

  if (look != NULL)
    {
      g_autofree char *problem = g_utf8_make_valid (look->problem != NULL ? look->problem : "", -1);

      g_variant_builder_add (&work->looks, "(sbsxuuu)", look->blog_id, look->spared, problem,
                             rd_commands_write_time (look->wait), look->taken.n_new, look->taken.n_edited,
                             look->taken.n_deleted);
    }
  else if (work->error == NULL)
    {
      work->error = g_steal_pointer (&error);
    }

  if (++work->n_done == work->n_ids)
    end_fetching (work);
}

static gboolean
fetch_cb (RdCommands            *self,
          GDBusMethodInvocation *invocation,
          const char *const     *ids)
{
  RdCommandsWork *work = rd_commands_begin_work_on (self, invocation, ids);

  if (work == NULL)
    return TRUE;

  work->n_ids = g_strv_length (work->ids);
  if (work->n_ids == 0)
    end_fetching (work);
  for (guint i = 0; ids[i] != NULL; i++)
    rd_service_look_async (self->service, ids[i], look_cb, work);

  return TRUE;
}

static void
step_cb (const RdImported *imported,
         const char       *failure,
         gpointer          user_data)
{
  if (failure != NULL)
    g_ptr_array_add (((RdCommandsWork *) user_data)->failures, g_utf8_make_valid (failure, -1));
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RdCommandsWork) work = user_data;
  RdImported imported;
  GError *error = NULL;

  if (!rd_service_import_finish (work->service, result, &imported, &error))
    {
      rd_commands_fail (work, error);
      return;
    }

  rd_commands_answer (work,
                      g_variant_new ("((uuuu)@as)", imported.n_all, imported.n_followed, imported.n_known,
                                     imported.n_failed,
                                     g_variant_new_strv ((const char *const *) work->failures->pdata,
                                                         work->failures->len)),
                      TRUE);
}

static gboolean
import_cb (RdCommands            *self,
           GDBusMethodInvocation *invocation,
           GVariant              *list)
{
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (list);
  GError *error = NULL;
  GPtrArray *outlines = rd_opml_read (bytes, NULL, &error);
  RdCommandsWork *work;

  if (outlines == NULL)
    {
      g_dbus_method_invocation_take_error (invocation, error);
      return TRUE;
    }

  work = rd_commands_begin_work (self, invocation);
  if (work == NULL)
    {
      g_ptr_array_unref (outlines);
      return TRUE;
    }

  work->failures = g_ptr_array_new_with_free_func (g_free);
  rd_service_import_async (work->service, outlines, work->cancellable, step_cb, work, imported_cb, work);

  return TRUE;
}

static void
rd_commands_dispose (GObject *object)
{
  RdCommands *self = RD_COMMANDS (object);

  rd_commands_unexport (self);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (rd_commands_parent_class)->dispose (object);
}

static void
rd_commands_finalize (GObject *object)
{
  g_object_unref (RD_COMMANDS (object)->skeleton);

  G_OBJECT_CLASS (rd_commands_parent_class)->finalize (object);
}

static void
rd_commands_class_init (RdCommandsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rd_commands_dispose;
  object_class->finalize = rd_commands_finalize;

  /**
   * RdCommands::changed:
   *
   * Other live blogs are followed than before.
   */
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", RD_TYPE_COMMANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RdCommands::removed:
   * @blog_id: a live blog
   * @name: its title, as one harmless line
   * @can_resume: whether it can be followed again as it was
   *
   * It is followed no longer.
   */
  signals[SIGNAL_REMOVED]
      = g_signal_new ("removed", RD_TYPE_COMMANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING,
                      G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
rd_commands_init (RdCommands *self)
{
  const struct
  {
    const char *signal;
    GCallback callback;
  } methods[] = {
    { "handle-add-address", G_CALLBACK (rd_commands_add_address_cb) },
    { "handle-add-file", G_CALLBACK (rd_commands_add_file_cb) },
    { "handle-remove", G_CALLBACK (rd_commands_remove_cb) },
    { "handle-fetch", G_CALLBACK (fetch_cb) },
    { "handle-import", G_CALLBACK (import_cb) },
  };
  g_autofree char *path = rd_store_get_usual_path ();
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  self->skeleton = rd_bus_commands_skeleton_new ();
  rd_bus_commands_set_store (self->skeleton, uri);
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    g_signal_connect_object (self->skeleton, methods[i].signal, methods[i].callback, self, G_CONNECT_SWAPPED);
}

/**
 * rd_commands_new:
 * @application: what keeps it
 *
 * Returns: (transfer full): what nobody can ask yet
 */
RdCommands *
rd_commands_new (GApplication *application)
{
  RdCommands *self = g_object_new (RD_TYPE_COMMANDS, NULL);

  self->application = application;

  return self;
}

/**
 * rd_commands_set_service:
 * @self: what is asked
 * @service: (nullable): what does it; %NULL where that ends
 */
void
rd_commands_set_service (RdCommands *self,
                         RdService  *service)
{
  g_set_object (&self->service, service);
}

/**
 * rd_commands_export:
 * @self: what is asked
 * @connection: a bus
 * @path: where to be found there
 * @error: as of g_dbus_interface_skeleton_export()
 *
 * Returns: whether it can be asked
 */
gboolean
rd_commands_export (RdCommands       *self,
                    GDBusConnection  *connection,
                    const char       *path,
                    GError          **error)
{
  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), connection, path, error);
}

/**
 * rd_commands_unexport:
 * @self: what is asked
 *
 * Cannot be asked any more.
 */
void
rd_commands_unexport (RdCommands *self)
{
  if (g_dbus_interface_skeleton_get_connection (G_DBUS_INTERFACE_SKELETON (self->skeleton)) != NULL)
    g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
}
