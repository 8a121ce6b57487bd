/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader wants to be notified of, and when not, among the preferences. */
#include "ui/rd-alert-page.h"

#include "desktop/rd-snooze.h"
#include "rd-config.h"
#include "ui/rd-days-row.h"
#include "ui/rd-keyword-group.h"
#include "ui/rd-time-row.h"
#include "ui/rd-words.h"

struct _RdAlertPage
{
  AdwPreferencesPage parent_instance;

  GSettings *settings;   /* (owned) */
  GtkWidget *pause;      /* (unowned) */
  AdwPreferencesRow *paused; /* (unowned) */
  AdwComboRow *about;    /* (unowned) */
  AdwComboRow *by;       /* (unowned) */
  GtkWidget *corrections; /* (unowned) */
  GtkWidget *quiet;      /* (unowned) */
  GtkWidget *from;       /* (unowned) */
  GtkWidget *to;         /* (unowned) */
  AdwPreferencesRow *all_day; /* (unowned) */
  GtkWidget *days;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdAlertPage, rd_alert_page, ADW_TYPE_PREFERENCES_PAGE)

static void
snoozed_cb (RdAlertPage *self)
{
  g_autofree char *state = rd_snooze_describe (self->settings);

  if (state != NULL)
    adw_preferences_row_set_title (self->paused, state);
  gtk_widget_set_visible (self->pause, state != NULL);
}

/* The focus goes before the button does. */
static void
resume_cb (RdAlertPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->about));
  gtk_widget_activate_action (GTK_WIDGET (self), "app.resume-notifications", NULL);
}

static gboolean
is_all_day (RdAlertPage *self,
            gboolean     is_quiet,
            guint        from,
            guint        to)
{
  return is_quiet && from == to;
}

static void
all_day_cb (RdAlertPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_widget_get_visible (GTK_WIDGET (self->all_day)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), adw_preferences_row_get_title (self->all_day),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
rd_alert_page_dispose (GObject *object)
{
  g_clear_object (&RD_ALERT_PAGE (object)->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_ALERT_PAGE);

  G_OBJECT_CLASS (rd_alert_page_parent_class)->dispose (object);
}

static void
rd_alert_page_class_init (RdAlertPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_alert_page_dispose;

  g_type_ensure (RD_TYPE_DAYS_ROW);
  g_type_ensure (RD_TYPE_KEYWORD_GROUP);
  g_type_ensure (RD_TYPE_TIME_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-alert-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RdAlertPage, pause);
  gtk_widget_class_bind_template_child (widget_class, RdAlertPage, paused);
  gtk_widget_class_bind_template_child (widget_class, RdAlertPage, about);
  gtk_widget_class_bind_template_child (widget_class, RdAlertPage, by);
  gtk_widget_class_bind_template_child (widget_class, RdAlertPage, corrections);
  gtk_widget_class_bind_template_child (widget_class, RdAlertPage, quiet);
  gtk_widget_class_bind_template_child (widget_class, RdAlertPage, from);
  gtk_widget_class_bind_template_child (widget_class, RdAlertPage, to);
  gtk_widget_class_bind_template_child (widget_class, RdAlertPage, all_day);
  gtk_widget_class_bind_template_child (widget_class, RdAlertPage, days);
  gtk_widget_class_bind_template_callback (widget_class, is_all_day);
  gtk_widget_class_bind_template_callback (widget_class, all_day_cb);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
}

static void
rd_alert_page_init (RdAlertPage *self)
{
  self->settings = g_settings_new (RD_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->settings, "changed::snoozed-until", G_CALLBACK (snoozed_cb), self, G_CONNECT_SWAPPED);
  snoozed_cb (self);
  rd_words_bind (self->settings, "notify-about", self->about);
  rd_words_bind (self->settings, "notify-by", self->by);
  g_settings_bind (self->settings, "notify-corrections", self->corrections, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "quiet-hours", self->quiet, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "quiet-from", self->from, "minutes", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "quiet-to", self->to, "minutes", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "quiet-days", self->days, "days", G_SETTINGS_BIND_DEFAULT);
}
