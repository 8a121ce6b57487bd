/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A time of day to be typed: as the locale has it, with 24 hours or with twelve; either is understood. What is typed
 * holds with Return, or when the row is left; what is no time of day stays there to be corrected, and is said to be none. */
#include "ui/rd-time-row.h"

#include "base/rd-time-of-day.h"

#include <glib/gi18n.h>

/* As “10:59 p.m.” in any language; more is none. */
#define MOST_CHARACTERS 24

struct _RdTimeRow
{
  AdwEntryRow parent_instance;

  guint minutes;
  char *title; /* (nullable) (owned): what it is the time of, where it says that something else was typed */
};

typedef enum
{
  PROP_MINUTES = 1,
} RdTimeRowProperty;

static GParamSpec *properties[PROP_MINUTES + 1];

G_DEFINE_FINAL_TYPE (RdTimeRow, rd_time_row, ADW_TYPE_ENTRY_ROW)

static void
show_time (RdTimeRow *self)
{
  g_autofree char *text = rd_time_of_day_format (self->minutes);

  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

static void
set_minutes (RdTimeRow *self,
             guint      minutes)
{
  if (self->minutes != minutes)
    {
      self->minutes = minutes;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MINUTES]);
    }
  show_time (self);
}

static gboolean
take_text (RdTimeRow *self)
{
  guint minutes;

  if (!rd_time_of_day_parse (gtk_editable_get_text (GTK_EDITABLE (self)), &minutes))
    return FALSE;

  set_minutes (self, minutes);
  return TRUE;
}

/* The one that has the focus. */
static GtkAccessible *
get_text (RdTimeRow *self)
{
  return GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self)));
}

static void
changed_cb (RdTimeRow *self)
{
  if (self->title == NULL)
    return;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->title);
  g_clear_pointer (&self->title, g_free);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_reset_state (get_text (self), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
complain (RdTimeRow *self)
{
  const char *problem = _("That is no time of day");
  g_autofree char *said = NULL;

  if (self->title != NULL)
    return;

  self->title = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  said = g_strdup_printf ("%s · %s", self->title, problem);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), said);
  gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (get_text (self), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), problem, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
done_cb (RdTimeRow *self)
{
  if (!take_text (self))
    complain (self);
}

static void
rd_time_row_get_property (GObject    *object,
                          guint       property,
                          GValue     *value,
                          GParamSpec *spec)
{
  switch ((RdTimeRowProperty) property)
    {
    case PROP_MINUTES:
      g_value_set_uint (value, RD_TIME_ROW (object)->minutes);
      break;
    }
}

static void
rd_time_row_set_property (GObject      *object,
                          guint         property,
                          const GValue *value,
                          GParamSpec   *spec)
{
  switch ((RdTimeRowProperty) property)
    {
    case PROP_MINUTES:
      set_minutes (RD_TIME_ROW (object), g_value_get_uint (value));
      break;
    }
}

static void
rd_time_row_finalize (GObject *object)
{
  g_free (RD_TIME_ROW (object)->title);

  G_OBJECT_CLASS (rd_time_row_parent_class)->finalize (object);
}

static void
rd_time_row_class_init (RdTimeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rd_time_row_get_property;
  object_class->set_property = rd_time_row_set_property;
  object_class->finalize = rd_time_row_finalize;

  /**
   * RdTimeRow:minutes:
   *
   * The time of day, in minutes since midnight.
   */
  properties[PROP_MINUTES] = g_param_spec_uint ("minutes", NULL, NULL, 0, RD_TIME_OF_DAY_MINUTES - 1, 0,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rd_time_row_init (RdTimeRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_entry_row_set_max_length (ADW_ENTRY_ROW (self), MOST_CHARACTERS);
  show_time (self);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "entry-activated", G_CALLBACK (done_cb), NULL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (done_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
