/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing over to the running application what changes what is kept: it is the one that writes then, and shows what
 * comes of it. Where there is no bus, or nobody of that name on it, the command line writes. */
#include "cli/rd-hand-over.h"

#include "base/rd-error.h"
#include "rd-config.h"
#include "store/rd-store.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define INTERFACE RD_APPLICATION_ID ".Commands"

/* So long, in milliseconds, an application may take to say that it is there. */
#define PATIENCE 5000

struct _RdHandOver
{
  GDBusConnection *connection; /* (owned) */
  char *path;                  /* (owned): where it can be asked */
};

/* None is started for this: nobody else would be on it. */
static gboolean
has_bus (void)
{
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  return g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL || g_file_test (socket, G_FILE_TEST_EXISTS);
}

static gboolean
keeps_same (RdHandOver *self)
{
  g_autofree char *path = rd_store_get_usual_path ();
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) store = NULL;

  answer = g_dbus_connection_call_sync (self->connection, RD_APPLICATION_ID, self->path,
                                        "org.freedesktop.DBus.Properties", "Get",
                                        g_variant_new ("(ss)", INTERFACE, "Store"), G_VARIANT_TYPE ("(v)"),
                                        G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE, NULL, NULL);
  if (answer == NULL)
    return FALSE;

  g_variant_get (answer, "(v)", &store);
  return g_variant_is_of_type (store, G_VARIANT_TYPE_STRING)
         && g_strcmp0 (g_variant_get_string (store, NULL), uri) == 0;
}

/**
 * rd_hand_over_open:
 *
 * Returns: (transfer full) (nullable): the application; %NULL where it does not run, or keeps its posts elsewhere
 */
RdHandOver *
rd_hand_over_open (void)
{
  g_autoptr (RdHandOver) self = g_new0 (RdHandOver, 1);
  g_autofree char *name_as_path = g_strdelimit (g_strdup (RD_APPLICATION_ID), ".", '/');

  self->connection = has_bus () ? g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL) : NULL;
  if (self->connection == NULL)
    return NULL;

  g_dbus_connection_set_exit_on_close (self->connection, FALSE);
  /* Its errors are known by their names from now on. */
  (void) RD_ERROR;
  self->path = g_strconcat ("/", name_as_path, "/Commands", NULL);

  return keeps_same (self) ? g_steal_pointer (&self) : NULL;
}

/**
 * rd_hand_over_free:
 * @self: (transfer full): the application
 */
void
rd_hand_over_free (RdHandOver *self)
{
  g_clear_object (&self->connection);
  g_free (self->path);
  g_free (self);
}

/* As it would be said if the command line did it. */
static void
translate (GError **error)
{
  static const GDBusError gone[] = { G_DBUS_ERROR_NO_REPLY, G_DBUS_ERROR_UNKNOWN_METHOD, G_DBUS_ERROR_UNKNOWN_OBJECT,
                                     G_DBUS_ERROR_NAME_HAS_NO_OWNER, G_DBUS_ERROR_SERVICE_UNKNOWN };
  gboolean is_gone = g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                     || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  /* What it takes or gives is not what it is here. */
  const gboolean is_other = g_error_matches (*error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS)
                            || (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT)
                                && !g_dbus_error_is_remote_error (*error));

  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    is_gone |= g_error_matches (*error, G_DBUS_ERROR, (int) gone[i]);
  if (!is_gone && !is_other)
    {
      g_dbus_error_strip_remote_error (*error);
      return;
    }

  g_clear_error (error);
  g_set_error_literal (error, RD_ERROR, RD_ERROR_BUSY,
                       is_other ? _("another version of Rundown is running: quit that, and try again")
                                : _("Rundown was closed before that was done: try again"));
}

/**
 * rd_hand_over_call:
 * @self: the application
 * @method: what to do, of the interface in src/desktop/commands.xml.in
 * @arguments: (nullable): what it is about, a tuple, which is sunk
 * @answer: the type of the answer
 * @error: whatever the application says; %RD_ERROR_BUSY where it goes away meanwhile, or is of another version
 *
 * Has it done, and waits for that however long it takes.
 *
 * Returns: (transfer full): the answer, or %NULL
 */
GVariant *
rd_hand_over_call (RdHandOver  *self,
                   const char  *method,
                   GVariant    *arguments,
                   const char  *answer,
                   GError     **error)
{
  const gboolean shows_progress = isatty (STDERR_FILENO);
  g_autoptr (GError) reason = NULL;
  GVariant *value;

  if (shows_progress)
    g_printerr ("%s", _("Fetching…"));
  value = g_dbus_connection_call_sync (self->connection, RD_APPLICATION_ID, self->path, INTERFACE, method, arguments,
                                       G_VARIANT_TYPE (answer), G_DBUS_CALL_FLAGS_NO_AUTO_START, G_MAXINT, NULL,
                                       &reason);
  if (shows_progress)
    g_printerr ("\r\033[K");

  if (value == NULL)
    {
      translate (&reason);
      g_propagate_error (error, g_steal_pointer (&reason));
    }

  return value;
}
