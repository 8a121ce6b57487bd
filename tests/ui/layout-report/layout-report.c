/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells from inside a program which words cannot be read whole: a module that GIO loads where tests say so. On SIGUSR1 it
 * writes into the file that RUNDOWN_LAYOUT_REPORT names; on SIGUSR2 it makes the window as narrow as it can be, or as wide
 * again. Outside, widgets do not tell whether their words have room. */
#include <adwaita.h>
#include <glib-unix.h>
#include <signal.h>

/* A window of a phone, and what GTK draws around one where nobody else does. */
#define NARROW_WIDTH (360 + 2 * 5)
#define NARROW_HEIGHT (720 + 2 * 5)

/* Rounding. */
#define SLACK 1

static void
tell (GString    *out,
      GtkWidget  *widget,
      const char *problem)
{
  g_autofree char *words = g_strdelimit (g_strdup (gtk_label_get_text (GTK_LABEL (widget))), "\n\t", ' ');
  g_autoptr (GString) path = g_string_new (NULL);

  for (GtkWidget *it = gtk_widget_get_parent (widget); it != NULL && path->len < 160; it = gtk_widget_get_parent (it))
    g_string_append_printf (path, "%s%s", path->len > 0 ? " < " : "", G_OBJECT_TYPE_NAME (it));
  g_string_append_printf (out, "%s\t%s\t%s\n", problem, words, path->str);
}

/* Whether what does not fit into @ancestor can be moved into sight. */
static gboolean
scrolls (GtkWidget *ancestor)
{
  GtkPolicyType policy = GTK_POLICY_NEVER;

  if (GTK_IS_SCROLLED_WINDOW (ancestor))
    gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (ancestor), &policy, NULL);

  return policy != GTK_POLICY_NEVER;
}

/* Whether a part of it is beyond the edges of what it is in. */
static gboolean
is_cut (GtkWidget *label)
{
  gboolean may_scroll = FALSE;

  /* What pops up is as large as its words. */
  if (gtk_widget_get_ancestor (label, GTK_TYPE_POPOVER) != NULL)
    return FALSE;

  for (GtkWidget *it = gtk_widget_get_parent (label); it != NULL && !scrolls (it); it = gtk_widget_get_parent (it))
    {
      const gboolean is_edge = GTK_IS_NATIVE (it) || gtk_widget_get_overflow (it) == GTK_OVERFLOW_HIDDEN;
      graphene_rect_t box;

      may_scroll |= GTK_IS_SCROLLABLE (it);
      if (!is_edge || !gtk_widget_compute_bounds (label, it, &box))
        continue;
      if (box.origin.x < -SLACK || box.origin.x + box.size.width > (float) gtk_widget_get_width (it) + SLACK)
        return TRUE;
      if (!may_scroll && box.origin.y + box.size.height > (float) gtk_widget_get_height (it) + SLACK)
        return TRUE;
    }

  return FALSE;
}

static void
look_at_label (GString   *out,
               GtkWidget *label)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  /* The names of pages beside each other have room for so much, and that is all. */
  if (gtk_widget_get_ancestor (label, ADW_TYPE_VIEW_SWITCHER) != NULL)
    return;
  if (pango_layout_is_ellipsized (layout))
    tell (out, label, "cut short");
  else if (width > gtk_widget_get_width (label) + SLACK || height > gtk_widget_get_height (label) + SLACK)
    tell (out, label, "has no room");
  else if (is_cut (label))
    tell (out, label, "beyond the edge");
  if (gtk_widget_get_direction (label) != gtk_widget_get_default_direction ())
    tell (out, label, "in the other direction");
}

static void
look (GString   *out,
      GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_POPOVER (widget))
    g_string_append (out, "popover\n");
  if (GTK_IS_LABEL (widget) && gtk_label_get_text (GTK_LABEL (widget))[0] != '\0')
    look_at_label (out, widget);
  for (GtkWidget *it = gtk_widget_get_first_child (widget); it != NULL; it = gtk_widget_get_next_sibling (it))
    look (out, it);
}

static gboolean
report_cb (gpointer user_data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      look (out, window);
    }
  g_file_set_contents (g_getenv ("RUNDOWN_LAYOUT_REPORT"), out->str, (gssize) out->len, NULL);

  return G_SOURCE_CONTINUE;
}

static gboolean
resize_cb (gpointer user_data)
{
  static int width;
  static int height;
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GtkWindow) window = g_list_model_get_item (windows, 0);

  if (width == 0)
    {
      gtk_window_get_default_size (window, &width, &height);
      gtk_window_set_default_size (window, NARROW_WIDTH, NARROW_HEIGHT);
    }
  else
    {
      gtk_window_set_default_size (window, width, height);
      width = 0;
    }

  return G_SOURCE_CONTINUE;
}

void
g_io_module_load (GIOModule *module)
{
  g_type_module_use (G_TYPE_MODULE (module));
  g_unix_signal_add (SIGUSR1, report_cb, NULL);
  g_unix_signal_add (SIGUSR2, resize_cb, NULL);
}

void
g_io_module_unload (GIOModule *module)
{
}
