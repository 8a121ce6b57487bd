/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every list view costs at least: plain labels, to which its action 'add' adds a thousand. */
#include <gtk/gtk.h>

#define LINES_AT_FIRST 500
#define LINES_ADDED 1000

static void
add_lines (GtkStringList *lines,
           guint          n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    {
      const guint n = g_list_model_get_n_items (G_LIST_MODEL (lines)) + 1;

      gtk_string_list_take (lines, g_strdup_printf ("Line %u, which says little, and that at some length", n));
    }
}

static void
add_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       lines)
{
  add_lines (lines, LINES_ADDED);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
activate_cb (GApplication *application)
{
  GtkStringList *lines = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *window = gtk_application_window_new (GTK_APPLICATION (application));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("add", NULL);

  add_lines (lines, LINES_AT_FIRST);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (action, "activate", G_CALLBACK (add_cb), lines);
  g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (lines))), factory));
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = gtk_application_new ("org.example.PlainList", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
