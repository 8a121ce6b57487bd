/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every libadwaita application has at least: a window with a sidebar and a page, and a line in it. */
#include <adwaita.h>

static void
activate_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *split_view = adw_navigation_split_view_new ();
  const char *const names[] = { "Pages", "Page" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *view = adw_toolbar_view_new ();
      AdwNavigationPage *page = adw_navigation_page_new (view, names[i]);

      adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
      adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), gtk_label_new ("Nothing"));
      if (i == 0)
        adw_navigation_split_view_set_sidebar (ADW_NAVIGATION_SPLIT_VIEW (split_view), page);
      else
        adw_navigation_split_view_set_content (ADW_NAVIGATION_SPLIT_VIEW (split_view), page);
    }
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), split_view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
