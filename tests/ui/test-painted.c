/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a picture waits for just that: on a screen for the next one, and where there is none not for ever. */
#include "ui/rd-painted.h"

#include "waiting.h"

/* In microseconds: what is sooner did not wait for a picture that does not come, and who waits longer waits in vain. */
#define SOON (G_USEC_PER_SEC / 2)
#define TOO_LONG (3 * G_USEC_PER_SEC / 2)

typedef struct
{
  GtkWidget *window;
  GObject *object;
  guint n_pictures;
  gboolean is_painting;
  guint n_calls;
  guint n_calls_painting; /* how many of these came with a picture */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), gtk_label_new ("The ferry was late"));
  self->object = g_object_new (G_TYPE_OBJECT, NULL);
  g_object_set_data (self->object, "fixture", self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->object);
}

static void
called_cb (gpointer object)
{
  Fixture *self = g_object_get_data (object, "fixture");

  self->n_calls++;
  self->n_calls_painting += self->is_painting;
}

static void
begin_painting_cb (Fixture *self)
{
  self->is_painting = TRUE;
}

static void
end_painting_cb (Fixture *self)
{
  self->is_painting = FALSE;
  self->n_pictures++;
}

/* Has pictures told apart from all else, between what is connected before this and what is connected after it. */
static void
watch (Fixture *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->window);

  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (begin_painting_cb), self);
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (end_painting_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/* Lets what is late come, and draws pictures meanwhile where there is a window for them. */
static void
wait_too_long (Fixture *self)
{
  const gint64 end = g_get_monotonic_time () + TOO_LONG;

  while (g_get_monotonic_time () < end)
    {
      if (self->window != NULL && gtk_widget_get_mapped (self->window))
        gtk_widget_queue_draw (self->window);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
show (Fixture *self)
{
  gtk_window_present (GTK_WINDOW (self->window));
  watch (self);
  waiting_until (&self->n_pictures, 1);
  g_assert_true (gtk_widget_get_mapped (self->window));
}

static void
test_picture (Fixture       *self,
              gconstpointer  data)
{
  show (self);
  rd_painted_call (self->window, called_cb, self->object);
  g_assert_cmpuint (self->n_calls, ==, 0);
  gtk_widget_queue_draw (self->window);
  waiting_until (&self->n_calls, 1);
  g_assert_cmpuint (self->n_calls_painting, ==, 1);

  wait_too_long (self);
  g_assert_cmpuint (self->n_pictures, >, 2);
  g_assert_cmpuint (self->n_calls, ==, 1);
}

static void
test_no_screen (Fixture       *self,
                gconstpointer  data)
{
  rd_painted_call (self->window, called_cb, self->object);
  g_assert_cmpuint (self->n_calls, ==, 1);

  wait_too_long (self);
  g_assert_cmpuint (self->n_calls, ==, 1);
}

static void
test_no_picture (Fixture       *self,
                 gconstpointer  data)
{
  const gint64 begin = g_get_monotonic_time ();

  gtk_widget_realize (self->window);
  watch (self);
  rd_painted_call (self->window, called_cb, self->object);
  waiting_until (&self->n_calls, 1);
  g_assert_cmpuint (self->n_pictures, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - begin, >, SOON);

  wait_too_long (self);
  g_assert_cmpuint (self->n_calls, ==, 1);
}

/* It does not matter to who waits that nobody looks any more. */
static void
test_window_gone (Fixture       *self,
                  gconstpointer  data)
{
  show (self);
  rd_painted_call (self->window, called_cb, self->object);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->window)));
  g_assert_cmpuint (self->n_calls, ==, 0);

  wait_too_long (self);
  g_assert_cmpuint (self->n_calls, ==, 1);
}

static void
test_object_gone (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);

  show (self);
  rd_painted_call (self->window, called_cb, self->object);
  g_clear_object (&self->object);
  g_object_set_data (other, "fixture", self);
  rd_painted_call (self->window, called_cb, other);
  gtk_widget_queue_draw (self->window);
  waiting_until (&self->n_calls, 1);

  wait_too_long (self);
  g_assert_cmpuint (self->n_calls, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);

  g_test_add ("/painted/picture", Fixture, NULL, set_up, test_picture, tear_down);
  g_test_add ("/painted/no-screen", Fixture, NULL, set_up, test_no_screen, tear_down);
  g_test_add ("/painted/no-picture", Fixture, NULL, set_up, test_no_picture, tear_down);
  g_test_add ("/painted/window-gone", Fixture, NULL, set_up, test_window_gone, tear_down);
  g_test_add ("/painted/object-gone", Fixture, NULL, set_up, test_object_gone, tear_down);

  return g_test_run ();
}
