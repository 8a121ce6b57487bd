/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificate of a test's own server. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns: (transfer full) (nullable): %NULL where GIO has nobody to trust, which it warns of at every use; the test is
 * skipped then, and returns */
static inline GTlsCertificate *
certificate_load (const char *path)
{
  const GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_autoptr (GTlsDatabase) trusted = g_tls_backend_get_default_database (g_tls_backend_get_default ());
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;

  g_log_set_always_fatal (fatal);
  if (trusted == NULL)
    {
      g_test_skip ("no trusted certificates here (glib-networking, ca-certificates)");
      return NULL;
    }

  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);

  return certificate;
}

G_END_DECLS
