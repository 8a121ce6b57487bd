/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every libadwaita application has at least that is there without a window. */
#include <adwaita.h>

static void
startup_cb (GApplication *application)
{
  g_application_hold (application);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application
      = adw_application_new ("io.github.rundown_app.EmptyService", G_APPLICATION_IS_SERVICE);

  g_signal_connect (application, "startup", G_CALLBACK (startup_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
