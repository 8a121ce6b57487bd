/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large the text of posts is: a style of its own, beside the one that all else has. Sizes in that one are relative,
 * so all of a post grows together. */
#include "ui/rd-text-size.h"

static void
apply (GSettings      *settings,
       const char     *key,
       GtkCssProvider *style)
{
  g_autofree char *css = g_strdup_printf (".posts { font-size: %u%%; }", g_settings_get_uint (settings, "text-size"));

  gtk_css_provider_load_from_string (style, css);
}

/**
 * rd_text_size_new:
 * @display: where it is for
 * @settings: the settings, which stay as long as the style
 *
 * Returns: (transfer full): a style for @display that is as the settings say, at every moment
 */
GtkCssProvider *
rd_text_size_new (GdkDisplay *display,
                  GSettings  *settings)
{
  GtkCssProvider *style = gtk_css_provider_new ();

  g_signal_connect_object (settings, "changed::text-size", G_CALLBACK (apply), style, 0);
  apply (settings, NULL, style);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);

  return style;
}
