/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program begins: the reader's language, and then the window or the command line. */
#include "cli/rd-cli.h"
#include "desktop/rd-background.h"
#include "rundown-config.h"
#include "service/rd-digester.h"
#include "ui/rd-application.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <locale.h>
#include <signal.h>

/* How the desktop starts the application where it is to be there without a window. */
static gboolean
is_for_desktop (int    argc,
                char **argv)
{
  return argc == 2 && g_str_equal (argv[1], "--gapplication-service");
}

/* How it does so when the reader logs in, in the autostart entry. Not all desktops read there whether that is wanted; who
 * is started by the bus, on the other hand, waits for the message that it was started for. */
static gboolean
is_for_login (int    argc,
              char **argv)
{
  return argc == 3 && g_str_equal (argv[1], "--gapplication-service") && g_str_equal (argv[2], "--if-wanted");
}

/* The window is for whoever names no command. */
static gboolean
is_for_window (int    argc,
               char **argv)
{
  return is_for_desktop (argc, argv) || rd_cli_has_no_command (argc > 0 ? argv + 1 : argv);
}

/* GTK looks further, and leaves memory behind where it finds nothing. */
static gboolean
names_display (void)
{
  const char *wayland = g_getenv ("WAYLAND_DISPLAY");
  const char *x11 = g_getenv ("DISPLAY");

  return (wayland != NULL && wayland[0] != '\0') || (x11 != NULL && x11[0] != '\0');
}

/* GLib 2.84 waits for itself where two threads register the same types while one of them makes a class of them: the
 * settings' thread on its way to the bus, and whoever makes the first HTTP session. They are registered before there are
 * threads. */
static void
register_types (void)
{
  g_type_ensure (G_TYPE_INET_SOCKET_ADDRESS);
  g_type_ensure (G_TYPE_PROXY_ADDRESS);
  g_type_ensure (G_TYPE_PROXY_RESOLVER);
  g_type_ensure (G_TYPE_TLS_DATABASE);
  g_type_ensure (G_TYPE_TLS_INTERACTION);
}

/* Where the translations are: what runs from the build folder is told. */
static void
set_language (void)
{
  const char *told = g_getenv ("RUNDOWN_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain ("rundown", told != NULL ? told : RD_LOCALE_DIR);
  bind_textdomain_codeset ("rundown", "UTF-8");
  textdomain ("rundown");
}

int
main (int    argc,
      char **argv)
{
  set_language ();
  register_types ();

  /* Who stops reading what is written is met where it is written. */
  signal (SIGPIPE, SIG_IGN);

  if (is_for_login (argc, argv))
    {
      if (!rd_background_is_wanted ())
        return 0;
      argv[--argc] = NULL;
    }

  if (is_for_window (argc, argv) && names_display ())
    {
      g_autoptr (GApplication) application = rd_application_new (argc == 1);

      if (gtk_init_check ())
        {
          const int status = g_application_run (application, argc, argv);

          g_clear_object (&application);
          rd_digester_wait ();
          return status;
        }
    }
  if (is_for_desktop (argc, argv))
    {
      g_printerr ("rundown: %s\n", _("no display: where there is none, 'rundown follow' keeps up with what is followed"));
      return 1;
    }

  return rd_cli_run (argc, argv);
}
