/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyring: what is put into it comes out of it; and what is said where there is none, or one that keeps silent. */
#include "base/rd-error.h"
#include "folder.h"
#include "service/rd-keys.h"

#include <string.h>

#define WHOLE "https://me:hush-user@a.example/live?api-key=hush-key&id=1"
#define MASKED "https://***@a.example/live?api-key=***&id=1"

/* A keyring of libsecret's own, in a file. */
static char *
set_up_file (void)
{
  char *folder = folder_new ("keys");
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a test's", TRUE);

  return folder;
}

static void
tear_down_file (char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_null (memmem (content, length, "hush", 4));
    }
  folder_delete (folder);
}

static void
assert_lookup (const char *name,
               const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = rd_keys_lookup (name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  rd_keys_wipe (secret);
}

static void
test_secrets (void)
{
  g_autoptr (GError) error = NULL;

  assert_lookup ("guardian", NULL);
  g_assert_true (rd_keys_clear ("guardian", NULL, &error));
  g_assert_no_error (error);

  g_assert_true (rd_keys_store ("guardian", "hush-1", NULL, &error));
  g_assert_no_error (error);
  g_assert_true (rd_keys_store ("other", "hush-2", NULL, &error));
  assert_lookup ("guardian", "hush-1");
  assert_lookup ("guardia", NULL);

  g_assert_true (rd_keys_store ("guardian", "hush-3", NULL, &error));
  assert_lookup ("guardian", "hush-3");
  g_assert_true (rd_keys_clear ("guardian", NULL, &error));
  assert_lookup ("guardian", NULL);
  assert_lookup ("other", "hush-2");
}

static void
assert_hidden (const char *url,
               const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *location = rd_keys_hide_address (url, NULL, &error);
  g_autofree char *whole = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (location, ==, expected);
  whole = rd_keys_reveal_address (location, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (whole, ==, url);
}

static void
test_addresses (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lost = NULL;

  assert_hidden (WHOLE, MASKED);
  assert_hidden ("https://a.example/live?id=1", "https://a.example/live?id=1");
  assert_hidden ("/a/file?token=1", "/a/file?token=1");
  assert_hidden ("/a/file?token=***", "/a/file?token=***");
  assert_lookup ("https://a.example/live?id=1", NULL);

  g_assert_true (rd_keys_clear (MASKED, NULL, &error));
  lost = rd_keys_reveal_address (MASKED, NULL, &error);
  g_assert_null (lost);
  g_assert_error (error, RD_ERROR, RD_ERROR_KEYRING);
  g_assert_nonnull (strstr (error->message, MASKED));
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (rd_keys_store ("cancelled", "hush", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_lookup ("cancelled", NULL);
}

static gpointer
use_keyring (gpointer data)
{
  g_autofree char *name = g_strdup_printf ("thread %d", GPOINTER_TO_INT (data));

  for (guint i = 0; i < 5; i++)
    assert_lookup (name, NULL);

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("keyring", use_keyring, GINT_TO_POINTER (i));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* All three fail, with a message that has these words, and hide nothing without keeping it. */
static void
assert_unreachable (const char *words)
{
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) lookup_error = NULL;
  g_autoptr (GError) clear_error = NULL;
  g_autoptr (GError) hide_error = NULL;
  g_autoptr (GError) reveal_error = NULL;

  g_assert_false (rd_keys_store ("guardian", "hush", NULL, &store_error));
  g_assert_error (store_error, RD_ERROR, RD_ERROR_KEYRING);
  g_assert_nonnull (strstr (store_error->message, words));
  g_assert_null (rd_keys_lookup ("guardian", NULL, &lookup_error));
  g_assert_error (lookup_error, RD_ERROR, RD_ERROR_KEYRING);
  g_assert_false (rd_keys_clear ("guardian", NULL, &clear_error));
  g_assert_error (clear_error, RD_ERROR, RD_ERROR_KEYRING);
  g_assert_null (rd_keys_hide_address (WHOLE, NULL, &hide_error));
  g_assert_error (hide_error, RD_ERROR, RD_ERROR_KEYRING);
  g_assert_null (strstr (hide_error->message, "hush"));
  g_assert_null (rd_keys_reveal_address (MASKED, NULL, &reveal_error));
  g_assert_error (reveal_error, RD_ERROR, RD_ERROR_KEYRING);
}

/* A bus that ends with this process: libsecret keeps its connection, and stopping the bus would wait for that. */
static GTestDBus *bus;

static void
start_bus (void)
{
  g_unsetenv ("SECRET_BACKEND");
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
}

static void
test_no_bus (void)
{
  if (g_test_subprocess ())
    {
      g_unsetenv ("SECRET_BACKEND");
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
      assert_unreachable ("no keyring");
      return;
    }

  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_no_service (void)
{
  if (g_test_subprocess ())
    {
      start_bus ();
      assert_unreachable ("no keyring");
      return;
    }

  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static GDBusMessage *
swallow (GDBusConnection *connection,
         GDBusMessage    *message,
         gboolean         incoming,
         gpointer         user_data)
{
  if (incoming && g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    g_clear_object (&message);

  return message;
}

static void
test_silence (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GDBusConnection) service = NULL;
      g_autoptr (GVariant) owned = NULL;
      g_autoptr (GError) error = NULL;

      start_bus ();
      service = g_dbus_connection_new_for_address_sync (
          g_test_dbus_get_bus_address (bus),
          G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL,
          &error);
      g_assert_no_error (error);
      g_dbus_connection_add_filter (service, swallow, NULL, NULL);
      owned = g_dbus_connection_call_sync (service, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                           "org.freedesktop.DBus", "RequestName",
                                           g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL,
                                           G_DBUS_CALL_FLAGS_NONE, 5000, NULL, &error);
      g_assert_no_error (error);

      rd_keys_set_patience (300);
      assert_unreachable ("did not answer");
      return;
    }

  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int    argc,
      char **argv)
{
  char *folder = set_up_file ();
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keys/secrets", test_secrets);
  g_test_add_func ("/keys/addresses", test_addresses);
  g_test_add_func ("/keys/cancelled", test_cancelled);
  g_test_add_func ("/keys/threads", test_threads);
  g_test_add_func ("/keys/no-bus", test_no_bus);
  g_test_add_func ("/keys/no-service", test_no_service);
  g_test_add_func ("/keys/silence", test_silence);

  status = g_test_run ();
  tear_down_file (folder);

  return status;
}
