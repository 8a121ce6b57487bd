/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Menus whose items have names: in GTK 4.18 they are labelled by what has no name itself. */
#include "ui/rd-menu.h"

/**
 * rd_menu_name_items:
 * @widget: a menu that is being shown, or a part of one
 *
 * Gives its items names.
 */
void
rd_menu_name_items (GtkWidget *widget)
{
  const GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  if ((role == GTK_ACCESSIBLE_ROLE_MENU_ITEM || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO)
      && g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "text") != NULL)
    {
      g_autofree char *text = NULL;
      g_autoptr (GString) name = NULL;

      g_object_get (widget, "text", &text, NULL);
      name = g_string_new (text);
      g_string_replace (name, "_", "", 1);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rd_menu_name_items (child);
}

/**
 * rd_menu_new:
 * @model: what is in it
 *
 * Returns: (transfer floating): a popover with the menu
 */
GtkWidget *
rd_menu_new (GMenuModel *model)
{
  GtkWidget *menu = gtk_popover_menu_new_from_model (model);

  g_signal_connect (menu, "map", G_CALLBACK (rd_menu_name_items), NULL);

  return menu;
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       model)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, rd_menu_new (model));
}

/**
 * rd_menu_attach:
 * @button: a button
 * @model: what is in its menu
 *
 * Gives a button a menu, which is made when it is opened first: its items are many widgets, and a window has several.
 */
void
rd_menu_attach (GtkMenuButton *button,
                GMenuModel    *model)
{
  gtk_menu_button_set_create_popup_func (button, create_menu_cb, g_object_ref (model), g_object_unref);
}
