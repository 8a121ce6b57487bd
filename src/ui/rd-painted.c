/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waits for the end of a frame. A window that is not seen has none, and so it does not wait for long. */
#include "ui/rd-painted.h"

/* How long, in milliseconds. */
#define PATIENCE 1000

typedef struct
{
  GWeakRef object;
  RdPaintedFunc function;
  GdkFrameClock *clock; /* (owned) */
  gulong painted;
  guint patience;
} Waiting;

static void
end_waiting (Waiting *self)
{
  g_autoptr (GObject) object = g_weak_ref_get (&self->object);

  /* With its window, a clock loses all that is connected to it. */
  if (g_signal_handler_is_connected (self->clock, self->painted))
    g_signal_handler_disconnect (self->clock, self->painted);
  g_object_unref (self->clock);
  g_weak_ref_clear (&self->object);
  if (object != NULL)
    self->function (object);
  g_free (self);
}

static void
painted_cb (Waiting *self)
{
  g_source_remove (self->patience);
  end_waiting (self);
}

/**
 * rd_painted_call:
 * @widget: a widget, which has something new to show
 * @function: what to call
 * @object: for what; where that is gone meanwhile, nothing is called
 *
 * Calls something once, when the widget's next picture is drawn; or after a second, where none is; or at once, where the
 * widget is not on its way to a screen.
 */
void
rd_painted_call (GtkWidget     *widget,
                 RdPaintedFunc  function,
                 GObject       *object)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  Waiting *self;

  if (clock == NULL)
    {
      function (object);
      return;
    }

  self = g_new0 (Waiting, 1);
  g_weak_ref_init (&self->object, object);
  self->function = function;
  self->clock = g_object_ref (clock);
  self->painted = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), self);
  self->patience = g_timeout_add_once (PATIENCE, (GSourceOnceFunc) end_waiting, self);
}
