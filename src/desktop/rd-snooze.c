/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notifications that wait for a while, as the reader wishes: an hour, or until tomorrow. The setting has until when;
 * who plans notifications goes by that. */
#include "desktop/rd-snooze.h"

#include "base/rd-clock.h"
#include "base/rd-time-of-day.h"

#include <glib/gi18n.h>

#define KEY "snoozed-until"

/* When a day begins for whoever has said nothing of nights, in minutes since midnight. */
#define USUAL_MORNING (7 * 60)

/* Whoever is up before this hour calls the day that begins tomorrow still. */
#define LAST_HOUR_OF_NIGHT 4

struct _RdSnooze
{
  GActionMap *map;     /* (unowned) */
  GSettings *settings; /* (owned) */
  RdAlarm *alarm;      /* (owned) */
};

static gint64
get_until (GSettings *settings)
{
  const gint64 until = g_settings_get_int64 (settings, KEY);

  return until > g_get_real_time () ? until : 0;
}

/* Nothing wakes the computer for it but its end. */
static gboolean
settle_cb (gpointer user_data)
{
  RdSnooze *self = user_data;
  const gint64 until = get_until (self->settings);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->map, "resume-notifications")),
                               until > 0);
  rd_alarm_set (self->alarm, until > 0 ? until : G_MAXINT64);
  if (until == 0 && g_settings_get_int64 (self->settings, KEY) != 0)
    g_settings_reset (self->settings, KEY);

  return G_SOURCE_CONTINUE;
}

static void
changed_cb (RdSnooze *self)
{
  settle_cb (self);
}

static void
snooze_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  RdSnooze *self = user_data;
  const char *length = g_variant_get_string (parameter, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) until = NULL;

  if (g_str_equal (length, "hour"))
    until = g_date_time_add_hours (now, 1);
  else if (g_str_equal (length, "tomorrow"))
    until = rd_snooze_find_morning (self->settings, now);

  if (until != NULL)
    g_settings_set_int64 (self->settings, KEY, g_date_time_to_unix_usec (until));
}

static void
resume_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  g_settings_reset (((RdSnooze *) user_data)->settings, KEY);
}

static const GActionEntry actions[] = {
  { .name = "snooze", .parameter_type = "s", .activate = snooze_cb },
  { .name = "resume-notifications", .activate = resume_cb },
};

/**
 * rd_snooze_new:
 * @map: what gets the actions; it outlives this
 * @settings: the settings
 *
 * Returns: (transfer full): what lets notifications wait
 */
RdSnooze *
rd_snooze_new (GActionMap *map,
               GSettings  *settings)
{
  RdSnooze *self = g_new0 (RdSnooze, 1);

  self->map = map;
  self->settings = g_object_ref (settings);
  self->alarm = rd_alarm_new (&rd_clock_real, NULL, settle_cb, self);
  g_action_map_add_action_entries (map, actions, G_N_ELEMENTS (actions), self);
  g_signal_connect_swapped (settings, "changed::" KEY, G_CALLBACK (changed_cb), self);
  settle_cb (self);

  return self;
}

/**
 * rd_snooze_free:
 * @self: (transfer full): what lets notifications wait
 */
void
rd_snooze_free (RdSnooze *self)
{
  g_action_map_remove_action_entries (self->map, actions, G_N_ELEMENTS (actions));
  g_signal_handlers_disconnect_by_data (self->settings, self);
  rd_alarm_free (self->alarm);
  g_object_unref (self->settings);
  g_free (self);
}

/**
 * rd_snooze_describe:
 * @settings: the settings
 *
 * Returns: (transfer full) (nullable): until when notifications wait, as one line; %NULL where they do not
 */
char *
rd_snooze_describe (GSettings *settings)
{
  const gint64 until = get_until (settings);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) end = until > 0 ? g_date_time_new_from_unix_local_usec (until) : NULL;
  g_autofree char *time = NULL;

  if (end == NULL)
    return NULL;

  time = rd_time_of_day_format ((guint) (60 * g_date_time_get_hour (end) + g_date_time_get_minute (end)));
  if (g_date_time_get_day_of_year (end) == g_date_time_get_day_of_year (now))
    /* Translators: a time of day, here and below. */
    return g_strdup_printf (_("Notifications paused until %s"), time);

  return g_strdup_printf (_("Notifications paused until tomorrow, %s"), time);
}

/**
 * rd_snooze_find_morning:
 * @settings: the settings
 * @now: the time, in the reader's zone
 *
 * Tomorrow begins when quiet hours end that last over midnight, or else at seven. Before four at night it is the
 * morning of the same day, unless that has begun.
 *
 * Returns: (transfer full): when tomorrow begins
 */
GDateTime *
rd_snooze_find_morning (GSettings *settings,
                        GDateTime *now)
{
  const guint from = g_settings_get_uint (settings, "quiet-from");
  const guint to = g_settings_get_uint (settings, "quiet-to");
  const gboolean has_nights = g_settings_get_boolean (settings, "quiet-hours") && to <= from;
  const guint morning = has_nights ? to : USUAL_MORNING;
  const gboolean is_night = g_date_time_get_hour (now) < LAST_HOUR_OF_NIGHT
                            && 60 * g_date_time_get_hour (now) + g_date_time_get_minute (now) < (int) morning;
  g_autoptr (GDateTime) day = g_date_time_add_days (now, is_night ? 0 : 1);

  return g_date_time_new (g_date_time_get_timezone (now), g_date_time_get_year (day), g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day), (int) morning / 60, (int) morning % 60, 0);
}
