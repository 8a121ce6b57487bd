/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of the week to choose, any of them, each with a button. */
#include "ui/rd-days-row.h"

#define N_DAYS 7
#define ALL_DAYS ((1u << N_DAYS) - 1)

struct _RdDaysRow
{
  AdwPreferencesRow parent_instance;

  guint days;
  AdwWrapBox *buttons;               /* (unowned) */
  GtkToggleButton *toggles[N_DAYS];  /* (unowned): from Monday on */
};

typedef enum
{
  PROP_DAYS = 1,
} RdDaysRowProperty;

static GParamSpec *properties[PROP_DAYS + 1];

G_DEFINE_FINAL_TYPE (RdDaysRow, rd_days_row, ADW_TYPE_PREFERENCES_ROW)

static void
set_days (RdDaysRow *self,
          guint      days)
{
  if (self->days == days)
    return;

  self->days = days;
  for (guint i = 0; i < N_DAYS; i++)
    gtk_toggle_button_set_active (self->toggles[i], days & 1u << i);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAYS]);
}

/* The last day stays: whoever wants none has a switch for that. */
static void
toggled_cb (RdDaysRow       *self,
            GtkToggleButton *toggle)
{
  for (guint i = 0; i < N_DAYS; i++)
    {
      const guint day = 1u << i;

      if (self->toggles[i] != toggle)
        continue;
      if (gtk_toggle_button_get_active (toggle))
        set_days (self, self->days | day);
      else if (self->days == day)
        gtk_toggle_button_set_active (toggle, TRUE);
      else
        set_days (self, self->days & ~day);
    }
}

static void
add_day (RdDaysRow *self,
         guint      day)
{
  /* A Monday, and the days after. */
  g_autoptr (GDateTime) time = g_date_time_new_utc (2024, 1, 1 + (int) day, 0, 0, 0);
  g_autofree char *brief = g_date_time_format (time, "%a");
  g_autofree char *name = g_date_time_format (time, "%A");
  GtkWidget *toggle = gtk_toggle_button_new_with_label (brief);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->buttons, toggle);
  self->toggles[day] = GTK_TOGGLE_BUTTON (toggle);
}

static void
rd_days_row_get_property (GObject    *object,
                          guint       property,
                          GValue     *value,
                          GParamSpec *spec)
{
  switch ((RdDaysRowProperty) property)
    {
    case PROP_DAYS:
      g_value_set_uint (value, RD_DAYS_ROW (object)->days);
      break;
    }
}

static void
rd_days_row_set_property (GObject      *object,
                          guint         property,
                          const GValue *value,
                          GParamSpec   *spec)
{
  switch ((RdDaysRowProperty) property)
    {
    case PROP_DAYS:
      set_days (RD_DAYS_ROW (object), g_value_get_uint (value));
      break;
    }
}

static void
rd_days_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_DAYS_ROW);

  G_OBJECT_CLASS (rd_days_row_parent_class)->dispose (object);
}

static void
rd_days_row_class_init (RdDaysRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rd_days_row_dispose;
  object_class->get_property = rd_days_row_get_property;
  object_class->set_property = rd_days_row_set_property;

  /**
   * RdDaysRow:days:
   *
   * Those that are chosen: 1 for Monday, 2 for Tuesday, 4 for Wednesday … 64 for Sunday, added up.
   */
  properties[PROP_DAYS] = g_param_spec_uint ("days", NULL, NULL, 0, ALL_DAYS, 0,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-days-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RdDaysRow, buttons);
}

static void
rd_days_row_init (RdDaysRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_DAYS; i++)
    add_day (self, i);
}
