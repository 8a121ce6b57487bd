/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The style for high contrast, beside the one that all else has. libadwaita 1.10 warns of a style-hc.css that it would
 * load by itself, and has style.css ask for the contrast, which GTK 4.18 cannot. */
#include "ui/rd-high-contrast.h"

static void
apply (AdwStyleManager  *manager,
       GParamSpec       *pspec,
       GtkStyleProvider *style)
{
  GdkDisplay *display = adw_style_manager_get_display (manager);

  if (adw_style_manager_get_high_contrast (manager))
    gtk_style_context_add_provider_for_display (display, style, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  else
    gtk_style_context_remove_provider_for_display (display, style);
}

/**
 * rd_high_contrast_new:
 * @display: where it is for
 * @path: the resource with the style
 *
 * Returns: (transfer full): the style, which @display has as long as its contrast is high
 */
GtkCssProvider *
rd_high_contrast_new (GdkDisplay *display,
                      const char *path)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (display);
  GtkCssProvider *style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, path);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (apply), style, 0);
  apply (manager, NULL, GTK_STYLE_PROVIDER (style));

  return style;
}
