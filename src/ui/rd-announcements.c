/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What screen readers say by themselves of what comes in: that there are new key events, where the reader wants to be
 * told. Once for a look, however many there are. */
#include "ui/rd-announcements.h"

#include "base/rd-string.h"
#include "rd-config.h"

#include <glib/gi18n.h>

static void
looked_cb (GtkWidget            *window,
           const RdServiceEvent *event)
{
  const guint n_key_events = event->taken.n_key_events;
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (n_key_events == 0)
    return;

  settings = g_settings_new (RD_APPLICATION_ID);
  if (!g_settings_get_boolean (settings, "announce-key-events"))
    return;

  title = rd_string_clean (event->title);
  /* Translators: %s is the title of a live blog. */
  text = g_strdup_printf (g_dngettext (NULL, "New key event in %s", "New key events in %s", n_key_events), title);
  gtk_accessible_announce (GTK_ACCESSIBLE (window), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * rd_announcements_begin:
 * @window: a window
 * @service: what follows
 *
 * Has announced what comes in as long as there is the window.
 */
void
rd_announcements_begin (GtkWidget *window,
                        RdService *service)
{
  g_signal_connect_object (service, "looked", G_CALLBACK (looked_cb), window, G_CONNECT_SWAPPED);
}
