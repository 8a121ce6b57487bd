/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every libadwaita application has at least: a window with a sidebar and a page, and a line in each. With an argument
 * there is as much text in them as in Rundown's first sight, in plain labels: what any window that says as much costs. */
#include <adwaita.h>

#define TOPICS 14
#define SECTIONS 3
#define LINES 3

static const char *const styles[] = { NULL, "dimmed", "caption", "title-1", "title-3", "card" };

typedef enum
{
  STYLE_PLAIN,
  STYLE_DIMMED,
  STYLE_CAPTION,
  STYLE_TITLE,
  STYLE_HEADING,
  STYLE_CARD,
} Style;

static gboolean has_text;

static void
add_label (GtkWidget  *box,
           Style       style,
           const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (styles[style] != NULL)
    gtk_widget_add_css_class (label, styles[style]);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_box (Style style)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (styles[style] != NULL)
    gtk_widget_add_css_class (box, styles[style]);

  return box;
}

static GtkWidget *
make_sidebar (void)
{
  GtkWidget *box = make_box (STYLE_PLAIN);

  for (guint i = 0; i < TOPICS; i++)
    {
      add_label (box, STYLE_PLAIN, "A topic and its name");
      add_label (box, STYLE_CAPTION, "49");
      add_label (box, STYLE_CAPTION, "The heading of its most central post");
    }

  return box;
}

static GtkWidget *
make_page (void)
{
  GtkWidget *box = make_box (STYLE_PLAIN);

  add_label (box, STYLE_TITLE, "Since You Left");
  add_label (box, STYLE_DIMMED, "60 live blogs");
  add_label (box, STYLE_DIMMED, "500 new posts in 14 topics");
  for (guint i = 0; i < SECTIONS; i++)
    {
      GtkWidget *card = make_box (STYLE_CARD);

      add_label (box, STYLE_HEADING, "A topic and its name");
      add_label (box, STYLE_CAPTION, "49 new posts");
      for (guint j = 0; j < LINES; j++)
        {
          add_label (card, STYLE_DIMMED, "6 Sep, 10:42");
          add_label (card, STYLE_PLAIN, "A sentence of an author that says what happened, and takes more than one line of the page");
          add_label (card, STYLE_CAPTION, "An invented live blog, part 60");
        }
      gtk_box_append (GTK_BOX (box), card);
    }

  return box;
}

static GtkWidget *
make_content (gboolean is_sidebar)
{
  GtkWidget *scrolled;

  if (!has_text)
    return gtk_label_new ("Nothing");

  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), is_sidebar ? make_sidebar () : make_page ());

  return scrolled;
}

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
      adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), make_content (i == 0));
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
  g_autoptr (AdwApplication) application
      = adw_application_new ("org.example.EmptyWindow", G_APPLICATION_DEFAULT_FLAGS);

  has_text = argc > 1;
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
