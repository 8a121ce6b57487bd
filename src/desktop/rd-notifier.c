/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices as notifications of the desktop: shown, taken away, and what their buttons do.
 *
 * A notice may be shown twice where Rundown was killed between handing it over and noting that. GNOME Shell and the
 * portal know a notification by the application and its id, so the second one takes the first one's place, and either
 * can be taken away by the next process. Where GLib speaks to org.freedesktop.Notifications instead, it keeps the numbers
 * given there for its ids in memory alone: there a second one stands beside the first, and what a process showed that
 * has ended can be taken away by the reader only. Its buttons work everywhere: they name an action and what that is
 * about. */
#include "desktop/rd-notifier.h"

#include "base/rd-time-of-day.h"
#include "rd-config.h"
#include "service/rd-settings.h"

#include <glib/gi18n.h>

struct _RdNotifier
{
  GObject parent_instance;

  GApplication *application; /* (unowned): it gives this up before it goes */
  RdService *service;        /* (owned) */
  GSettings *settings;       /* (owned) */
};

G_DEFINE_FINAL_TYPE (RdNotifier, rd_notifier, G_TYPE_OBJECT)

/* A notice on its way to the desktop. */
typedef struct
{
  RdService *service; /* (owned) */
  RdNotice *notice;   /* (owned) */
} Delivery;

static void
free_delivery (Delivery *delivery)
{
  g_object_unref (delivery->service);
  rd_notice_unref (delivery->notice);
  g_free (delivery);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Delivery, free_delivery)

/* What has left this process reaches the desktop even if the process is killed now. */
static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Delivery) delivery = user_data;

  if (g_dbus_connection_flush_finish (G_DBUS_CONNECTION (source), result, NULL))
    rd_service_acknowledge (delivery->service, delivery->notice);
}

/* A server of org.freedesktop.Notifications may take the body for markup; none of the others does. */
static char *
write_body (const char *text)
{
  g_autoptr (GString) body = g_string_new (text);

  g_string_replace (body, "<", "‹", 0);
  g_string_replace (body, ">", "›", 0);

  return g_string_free_and_steal (g_steal_pointer (&body));
}

/* Returns: (transfer full): what says it, and what is done about it */
static GNotification *
make_notification (const RdNotice *notice)
{
  GNotification *notification = g_notification_new (notice->title);
  g_autoptr (GIcon) icon = g_themed_icon_new (RD_APPLICATION_ID);
  g_autofree char *body = write_body (notice->body);

  /* 'Urgent' would break through 'Do Not Disturb'. */
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_icon (notification, icon);
  if (body[0] != '\0')
    g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.open-notice", "(ss)", notice->id, notice->entry_id);
  g_notification_add_button_with_target (notification, _("Mark as Read"), "app.read-notice", "s", notice->id);
  if (notice->topic_id != NULL)
    g_notification_add_button_with_target (notification, _("Mute Topic for Today"), "app.mute-topic", "s",
                                           notice->topic_id);

  return notification;
}

/* Without a bus it is not handed to anyone, and is told when there is one. */
static void
told_cb (RdNotifier *self,
         RdNotice   *notice)
{
  GDBusConnection *connection = g_application_get_dbus_connection (self->application);
  g_autoptr (GNotification) notification = NULL;
  Delivery *delivery;

  if (connection == NULL)
    return;

  notification = make_notification (notice);
  g_application_send_notification (self->application, notice->id, notification);
  delivery = g_new0 (Delivery, 1);
  delivery->service = g_object_ref (self->service);
  delivery->notice = rd_notice_ref (notice);
  g_dbus_connection_flush (connection, NULL, flushed_cb, delivery);
}

static void
withdrawn_cb (RdNotifier *self,
              const char *id)
{
  g_application_withdraw_notification (self->application, id);
}

static void
settings_changed_cb (RdNotifier *self,
                     const char *key)
{
  if (g_str_has_prefix (key, "notify-") || g_str_has_prefix (key, "quiet-") || g_str_equal (key, "snoozed-until"))
    rd_service_set_alert_rules (self->service, rd_settings_get_alert_rules (self->settings));
}

static void
open_notice_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  RdNotifier *self = user_data;
  const char *id;
  const char *entry_id;

  g_variant_get (parameter, "(&s&s)", &id, &entry_id);
  rd_service_settle_notice (self->service, id, FALSE);
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "open-post", g_variant_new_string (entry_id));
}

static void
read_notice_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  rd_service_settle_notice (((RdNotifier *) user_data)->service, g_variant_get_string (parameter, NULL), TRUE);
}

static void
mute_topic_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  g_autoptr (GDateTime) midnight = rd_time_of_day_find_midnight ();

  rd_service_mute_topic (((RdNotifier *) user_data)->service, g_variant_get_string (parameter, NULL), midnight);
}

static const GActionEntry actions[] = {
  { .name = "open-notice", .parameter_type = "(ss)", .activate = open_notice_cb },
  { .name = "read-notice", .parameter_type = "s", .activate = read_notice_cb },
  { .name = "mute-topic", .parameter_type = "s", .activate = mute_topic_cb },
};

static void
rd_notifier_dispose (GObject *object)
{
  RdNotifier *self = RD_NOTIFIER (object);

  if (self->application != NULL)
    g_action_map_remove_action_entries (G_ACTION_MAP (self->application), actions, G_N_ELEMENTS (actions));
  self->application = NULL;
  g_clear_object (&self->service);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (rd_notifier_parent_class)->dispose (object);
}

static void
rd_notifier_class_init (RdNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rd_notifier_dispose;
}

static void
rd_notifier_init (RdNotifier *self)
{
}

/**
 * rd_notifier_new:
 * @application: the application, which gets the actions of notifications, and has "open-post"
 * @service: what has the reader told
 * @settings: what the reader wants to be told of
 *
 * Returns: (transfer full): what tells the reader; to be given up before @application
 */
RdNotifier *
rd_notifier_new (GApplication *application,
                 RdService    *service,
                 GSettings    *settings)
{
  RdNotifier *self = g_object_new (RD_TYPE_NOTIFIER, NULL);

  self->application = application;
  self->service = g_object_ref (service);
  self->settings = g_object_ref (settings);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect_object (service, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (service, "withdrawn", G_CALLBACK (withdrawn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  rd_service_set_alert_rules (service, rd_settings_get_alert_rules (settings));

  return self;
}
