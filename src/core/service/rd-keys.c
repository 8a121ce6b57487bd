/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader's keyring, through libsecret: the Secret Service of the desktop or, inside Flatpak, a file that the
 * portal's secret encrypts. */
#include "service/rd-keys.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "rd-config.h"
#include "service/rd-reader.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

/* A keyring that is locked asks for a password. Looking something up is done unattended, and does not wait for long. */
#define LOOKUP_MILLISECONDS 20000u
#define CHANGE_MILLISECONDS 120000u

#define NAME "name"

static const SecretSchema SCHEMA = {
  RD_APPLICATION_ID,
  SECRET_SCHEMA_NONE,
  { { NAME, SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* At most so long, where it is not 0. */
static guint patience;

/* Where two threads begin at once, libsecret connects twice, and loses one of the connections. */
static GMutex turn;

/* What is asked of the keyring. */
typedef struct
{
  GTaskThreadFunc function;
  char *name;   /* (owned) */
  char *secret; /* (nullable) (owned): to be kept */
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_free (request->name);
  rd_keys_wipe (request->secret);
  g_free (request);
}

static void
store_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Request *request = task_data;
  g_autofree char *label = g_strdup_printf ("Rundown: %s", request->name);
  GError *error = NULL;

  if (secret_password_store_sync (&SCHEMA, SECRET_COLLECTION_DEFAULT, label, request->secret, cancellable, &error,
                                  NAME, request->name, NULL))
    g_task_return_pointer (task, NULL, NULL);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error_literal (task, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "");
}

static void
look_up_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;
  char *secret = secret_password_lookup_sync (&SCHEMA, cancellable, &error, NAME, request->name, NULL);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, secret, (GDestroyNotify) rd_keys_wipe);
}

static void
clear_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;

  secret_password_clear_sync (&SCHEMA, cancellable, &error, NAME, request->name, NULL);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
ask_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Request *request = task_data;

  g_mutex_lock (&turn);
  request->function (task, source_object, task_data, cancellable);
  g_mutex_unlock (&turn);
}

static GError *
describe_failure (const GError *error)
{
  g_autoptr (GError) reason = g_error_copy (error);

  g_dbus_error_strip_remote_error (reason);
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_new_literal (RD_ERROR, RD_ERROR_KEYRING, _("the keyring stayed locked: unlock it, and try again"));
  if (error->domain == SECRET_ERROR)
    return g_error_new (RD_ERROR, RD_ERROR_KEYRING,
                        _("the keyring refused: %s: open it in its own application, and try again"), reason->message);

  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN))
    return g_error_new_literal (RD_ERROR, RD_ERROR_KEYRING,
                                _("there is no keyring for secrets: log in to a desktop that has one, or start one"));

  return g_error_new (RD_ERROR, RD_ERROR_KEYRING,
                      _("no keyring for secrets can be reached: %s: log in to a desktop that has one, or start one"),
                      reason->message);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

static gboolean
timer_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
callers_cancelled_cb (GCancellable *callers,
                      gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

/* Asks the keyring on another thread, which is left behind where it does not come back: a keyring may wait for ever for
 * somebody to answer its prompt. */
static gpointer
ask (GTaskThreadFunc   function,
     const char       *name,
     const char       *secret,
     guint             milliseconds,
     GCancellable     *cancellable,
     GError          **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GCancellable) own = g_cancellable_new ();
  g_autoptr (GSource) timer = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) reason = NULL;
  GTask *task;
  Request *request;
  gulong handler = 0;
  gpointer result;

  /* GLib would run a task that is cancelled from the beginning all the same. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  request = g_new0 (Request, 1);
  request->function = function;
  request->name = g_strdup (name);
  request->secret = g_strdup (secret);
  milliseconds = patience > 0 ? MIN (patience, milliseconds) : milliseconds;
  timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (timer, timer_cb, own, NULL);
  g_source_attach (timer, context);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (callers_cancelled_cb), g_object_ref (own),
                                     g_object_unref);

  g_main_context_push_thread_default (context);
  task = g_task_new (NULL, own, answered_cb, &answer);
  g_task_set_source_tag (task, ask);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, ask_in_thread);
  g_object_unref (task);
  while (answer == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);

  g_cancellable_disconnect (cancellable, handler);
  g_source_destroy (timer);

  result = g_task_propagate_pointer (G_TASK (answer), &reason);
  if (reason == NULL)
    return result;

  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      if (g_cancellable_is_cancelled (own))
        g_set_error (error, RD_ERROR, RD_ERROR_KEYRING,
                     g_dngettext (NULL, "the keyring did not answer within %u second: unlock it, and try again",
                                  "the keyring did not answer within %u seconds: unlock it, and try again",
                                  milliseconds / 1000),
                     milliseconds / 1000);
      else
        g_propagate_error (error, describe_failure (reason));
    }
  return NULL;
}

/**
 * rd_keys_store:
 * @name: whose secret it is: a publisher's name, or a masked address
 * @secret: the publisher's key, or the whole address
 * @cancellable: (nullable): ends it early
 * @error: %RD_ERROR_KEYRING or %G_IO_ERROR_CANCELLED
 *
 * Keeps a secret in the reader's keyring, in the place of any that has the same name. Like the other functions here it
 * blocks, on whichever thread, but not for ever.
 *
 * Returns: whether it is kept
 */
gboolean
rd_keys_store (const char    *name,
               const char    *secret,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GError) reason = NULL;

  ask (store_in_thread, name, secret, CHANGE_MILLISECONDS, cancellable, &reason);
  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/**
 * rd_keys_lookup:
 * @name: as it was stored
 * @cancellable: (nullable): ends it early
 * @error: %RD_ERROR_KEYRING or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the secret, for rd_keys_wipe() to free; %NULL without an error where there is
 *   none of this name, or the reader did not unlock it
 */
char *
rd_keys_lookup (const char    *name,
                GCancellable  *cancellable,
                GError       **error)
{
  return ask (look_up_in_thread, name, NULL, LOOKUP_MILLISECONDS, cancellable, error);
}

/**
 * rd_keys_clear:
 * @name: as it was stored
 * @cancellable: (nullable): ends it early
 * @error: %RD_ERROR_KEYRING or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the keyring holds nothing of this name any longer
 */
gboolean
rd_keys_clear (const char    *name,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GError) reason = NULL;

  ask (clear_in_thread, name, NULL, CHANGE_MILLISECONDS, cancellable, &reason);
  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/**
 * rd_keys_wipe:
 * @secret: (nullable) (transfer full): a secret
 *
 * Overwrites a secret and frees it.
 */
void
rd_keys_wipe (char *secret)
{
  secret_password_free (secret);
}

/**
 * rd_keys_hide_address:
 * @url: an address, or a file's path
 * @cancellable: (nullable): ends it early
 * @error: %RD_ERROR_KEYRING or %G_IO_ERROR_CANCELLED
 *
 * Puts an address that holds secrets into the keyring.
 *
 * Returns: (transfer full): what may be kept and shown in its place: the masked address, or @url where it has no
 *   secrets; %NULL where the keyring could not take it, and nothing may be kept
 */
char *
rd_keys_hide_address (const char    *url,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autofree char *masked = NULL;

  if (!rd_reader_is_address (url) || !rd_address_has_secret (url))
    return g_strdup (url);

  masked = rd_address_mask (url);
  if (!rd_keys_store (masked, url, cancellable, error))
    return NULL;

  return g_steal_pointer (&masked);
}

/**
 * rd_keys_reveal_address:
 * @location: what rd_keys_hide_address() gave
 * @cancellable: (nullable): ends it early
 * @error: %RD_ERROR_KEYRING, where the keyring has lost it, too; or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the whole address, to be asked for and then forgotten; @location where nothing of it is
 *   hidden
 */
char *
rd_keys_reveal_address (const char    *location,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GError) reason = NULL;
  char *secret;
  char *whole;

  if (!rd_reader_is_address (location) || !rd_address_is_masked (location))
    return g_strdup (location);

  secret = rd_keys_lookup (location, cancellable, &reason);
  if (secret == NULL && reason == NULL)
    g_set_error (error, RD_ERROR, RD_ERROR_KEYRING,
                 _("the keyring is locked, or has lost the secrets of an address: %s: "
                   "unlock it, or add the whole address again"),
                 location);
  else if (secret == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  whole = g_strdup (secret);
  rd_keys_wipe (secret);

  return whole;
}

/**
 * rd_keys_forget_address:
 * @location: what rd_keys_hide_address() gave
 * @cancellable: (nullable): ends it early
 * @error: %RD_ERROR_KEYRING or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the keyring holds nothing of it any longer
 */
gboolean
rd_keys_forget_address (const char    *location,
                        GCancellable  *cancellable,
                        GError       **error)
{
  return !rd_reader_is_address (location) || !rd_address_is_masked (location)
         || rd_keys_clear (location, cancellable, error);
}

/**
 * rd_keys_set_patience:
 * @milliseconds: how long to wait for the keyring at most; 0 for as long as is usual
 *
 * For tests of keyrings that do not answer.
 */
void
rd_keys_set_patience (guint milliseconds)
{
  patience = milliseconds;
}
