/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificate of a test's own server. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns: (transfer full) (nullable): %NULL where GIO has no TLS; then the test is to return, and is skipped */
static inline GTlsCertificate *
certificate_load (const char *path)
{
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("no TLS here (glib-networking)");
      return NULL;
    }

  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);

  return certificate;
}

G_END_DECLS
