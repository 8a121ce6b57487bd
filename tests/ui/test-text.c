/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that is laid out once is as high as a label that says the same, at every width. */
#include "ui/rd-text.h"

#define WORDS "The ferry came in at half past seven, the crew said, because of fog in the estuary and a late tide"

typedef struct
{
  GtkWidget *window;
  GtkWidget *text;  /* (unowned) */
  GtkWidget *label; /* (unowned): what it is held against */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->window = gtk_window_new ();
  self->text = g_object_new (RD_TYPE_TEXT, "text", WORDS, NULL);
  self->label = g_object_new (GTK_TYPE_LABEL, "label", WORDS, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_window_set_child (GTK_WINDOW (self->window), box);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static int
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
assert_as_high_as_a_label (Fixture *self)
{
  const int least = measure (self->text, GTK_ORIENTATION_HORIZONTAL, -1);

  g_assert_cmpint (least, >, 0);
  for (int width = MAX (least, measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1)); width < 900; width += 37)
    g_assert_cmpint (measure (self->text, GTK_ORIENTATION_VERTICAL, width), ==,
                     measure (self->label, GTK_ORIENTATION_VERTICAL, width));
}

static void
test_height (Fixture       *self,
             gconstpointer  data)
{
  assert_as_high_as_a_label (self);

  /* A label with a width is measured at others without that being forgotten. */
  gtk_widget_allocate (self->text, 300, measure (self->text, GTK_ORIENTATION_VERTICAL, 300), -1, NULL);
  assert_as_high_as_a_label (self);
  g_assert_cmpint (pango_layout_get_width (gtk_label_get_layout (GTK_LABEL (gtk_widget_get_first_child (self->text)))), ==,
                   300 * PANGO_SCALE);
}

static void
test_one_line (Fixture       *self,
               gconstpointer  data)
{
  const int least = measure (self->text, GTK_ORIENTATION_HORIZONTAL, -1);
  const int high = measure (self->text, GTK_ORIENTATION_VERTICAL, least);

  /* What was measured, but has no place yet, is measured again. */
  g_object_set (self->text, "ellipsizes", TRUE, NULL);
  g_assert_cmpint (measure (self->text, GTK_ORIENTATION_VERTICAL, least), <, high);
  g_assert_cmpint (measure (self->text, GTK_ORIENTATION_VERTICAL, least), ==,
                   measure (self->text, GTK_ORIENTATION_VERTICAL, 5000));
}

static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  rd_text_set_text (RD_TEXT (self->text), NULL);
  g_assert_false (gtk_widget_get_visible (self->text));

  rd_text_set_text (RD_TEXT (self->text), "Fog");
  g_assert_true (gtk_widget_get_visible (self->text));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (self->text))), ==, "Fog");

  rd_text_set_markup (RD_TEXT (self->text), "<b>Low</b> water");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (self->text))), ==, "Low water");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/text/height", Fixture, NULL, set_up, test_height, tear_down);
  g_test_add ("/text/one-line", Fixture, NULL, set_up, test_one_line, tear_down);
  g_test_add ("/text/nothing", Fixture, NULL, set_up, test_nothing, tear_down);

  return g_test_run ();
}
