/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of Rundown's core, which is known by name where another process hears of an error over a bus. */
#include "base/rd-error.h"

#include "base/rd-string.h"
#include "rd-config.h"

#include <gio/gio.h>

#define NAME(what) RD_APPLICATION_ID ".Error." what

static const GDBusErrorEntry entries[] = {
  { RD_ERROR_NOT_A_LIVE_BLOG, NAME ("NotALiveBlog") },
  { RD_ERROR_MALFORMED, NAME ("Malformed") },
  { RD_ERROR_TOO_LARGE, NAME ("TooLarge") },
  { RD_ERROR_ADDRESS, NAME ("Address") },
  { RD_ERROR_NETWORK, NAME ("Network") },
  { RD_ERROR_REFUSED, NAME ("Refused") },
  { RD_ERROR_FILE, NAME ("File") },
  { RD_ERROR_DISK, NAME ("Disk") },
  { RD_ERROR_BUSY, NAME ("Busy") },
  { RD_ERROR_DAMAGED, NAME ("Damaged") },
  { RD_ERROR_NEWER, NAME ("Newer") },
  { RD_ERROR_KEYRING, NAME ("Keyring") },
  { RD_ERROR_USAGE, NAME ("Usage") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (entries) == RD_ERROR_USAGE + 1);

GQuark
rd_error_quark (void)
{
  static gsize quark;

  g_dbus_error_register_error_domain ("rd-error-quark", &quark, entries, G_N_ELEMENTS (entries));

  return (GQuark) quark;
}

/**
 * rd_error_put_before:
 * @error: an error
 * @what: what it is about
 *
 * Has its message begin with that, and with a colon as the reader's language sets it.
 */
void
rd_error_put_before (GError     *error,
                     const char *what)
{
  g_autofree char *message = g_steal_pointer (&error->message);

  error->message = rd_string_explain (what, message, NULL);
}
