/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Rundown is, who made it, and what it runs on. */
#include "ui/rd-about.h"

#include "rd-config.h"

#include <glib/gi18n.h>

/* For reports of faults, and so in English; nothing that is the reader's. */
static char *
describe_system (GtkWidget *window)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));

  return g_strdup_printf ("Rundown %s (%s)\n"
                          "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n"
                          "System: %s%s\n"
                          "Desktop: %s\n"
                          "Display: %s, %s, scale %d\n"
                          "Language: %s\n",
                          RD_VERSION, RD_APPLICATION_ID,
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version,
                          system != NULL ? system : "unknown",
                          g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? ", in Flatpak" : "",
                          desktop != NULL ? desktop : "unknown",
                          G_OBJECT_TYPE_NAME (gtk_widget_get_display (window)),
                          renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : "no renderer",
                          gtk_widget_get_scale_factor (window),
                          pango_language_to_string (gtk_get_default_language ()));
}

/**
 * rd_about_present:
 * @window: a window that is shown
 *
 * Says over @window what Rundown is.
 */
void
rd_about_present (GtkWidget *window)
{
  const char *developers[] = { _("The Rundown developers"), NULL };
  g_autofree char *copyright = g_strdup_printf ("© 2026 %s", developers[0]);
  g_autofree char *system = describe_system (window);

  adw_show_about_dialog (window,
                         "application-name", _("Rundown"),
                         "application-icon", RD_APPLICATION_ID,
                         "version", RD_VERSION,
                         "comments", _("Reads live blogs for you, and tells what happened story by story, in the authors’ own words"),
                         "developer-name", developers[0],
                         "developers", developers,
                         "website", RD_WEBSITE,
                         "issue-url", RD_REPOSITORY "/issues",
                         "copyright", copyright,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "debug-info", system,
                         "debug-info-filename", "rundown.txt",
                         /* Translators: put your names here, one a line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
