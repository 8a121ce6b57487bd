/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches what keeps Rundown from asking as often as it could. Where there is no system bus, GLib asks the kernel for
 * the network and knows nothing of costs and power. */
#include "service/rd-conditions.h"

#include "base/rd-address.h"

struct _RdConditionsWatch
{
  GNetworkMonitor *network;    /* (owned) */
  GPowerProfileMonitor *power; /* (owned) */
  gulong network_handlers[2];
  gulong power_handler;
  RdConditions stops;      /* with what of that nothing is to be asked */
  RdConditions conditions; /* as they were told last */
  RdConditionsFunc function;
  gpointer user_data;
};

static RdConditions
look (RdConditionsWatch *self)
{
  RdConditions conditions = RD_CONDITIONS_NONE;

  if (!g_network_monitor_get_network_available (self->network))
    conditions |= RD_CONDITIONS_OFFLINE;
  if (g_network_monitor_get_network_metered (self->network))
    conditions |= RD_CONDITIONS_METERED | (self->stops & RD_CONDITIONS_METERED_STOPS);
  if (g_power_profile_monitor_get_power_saver_enabled (self->power))
    conditions |= RD_CONDITIONS_SAVING | (self->stops & RD_CONDITIONS_SAVING_STOPS);

  return conditions;
}

static void
changed_cb (RdConditionsWatch *self)
{
  const RdConditions conditions = look (self);

  if (conditions == self->conditions)
    return;

  self->conditions = conditions;
  self->function (conditions, self->user_data);
}

/**
 * rd_conditions_watch_new:
 * @network: (nullable): what knows of the network; %NULL for the system's
 * @power: (nullable): what knows of power; %NULL for the system's
 * @function: called whenever the conditions have changed
 * @user_data: for @function
 *
 * The system's monitors are GLib's, and live on the context on which they were asked for first: this is for the main
 * thread.
 *
 * Returns: (transfer full): what watches
 */
RdConditionsWatch *
rd_conditions_watch_new (GNetworkMonitor      *network,
                         GPowerProfileMonitor *power,
                         RdConditionsFunc      function,
                         gpointer              user_data)
{
  RdConditionsWatch *self = g_new0 (RdConditionsWatch, 1);

  self->network = g_object_ref (network != NULL ? network : g_network_monitor_get_default ());
  self->power = power != NULL ? g_object_ref (power) : g_power_profile_monitor_dup_default ();
  self->function = function;
  self->user_data = user_data;
  self->network_handlers[0]
      = g_signal_connect_swapped (self->network, "notify::network-available", G_CALLBACK (changed_cb), self);
  self->network_handlers[1]
      = g_signal_connect_swapped (self->network, "notify::network-metered", G_CALLBACK (changed_cb), self);
  self->power_handler
      = g_signal_connect_swapped (self->power, "notify::power-saver-enabled", G_CALLBACK (changed_cb), self);
  self->conditions = look (self);

  return self;
}

/**
 * rd_conditions_watch_free:
 * @self: (transfer full): what watches
 */
void
rd_conditions_watch_free (RdConditionsWatch *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->network_handlers); i++)
    g_signal_handler_disconnect (self->network, self->network_handlers[i]);
  g_signal_handler_disconnect (self->power, self->power_handler);
  g_object_unref (self->network);
  g_object_unref (self->power);
  g_free (self);
}

/**
 * rd_conditions_watch_get:
 * @self: what watches
 *
 * Returns: the conditions as they are now
 */
RdConditions
rd_conditions_watch_get (RdConditionsWatch *self)
{
  return self->conditions;
}

/**
 * rd_conditions_watch_set_stops:
 * @self: what watches
 * @stops: %RD_CONDITIONS_METERED_STOPS and %RD_CONDITIONS_SAVING_STOPS, as far as the reader wants them
 *
 * They are among the conditions where that is so which they are about.
 */
void
rd_conditions_watch_set_stops (RdConditionsWatch *self,
                               RdConditions       stops)
{
  self->stops = stops;
  changed_cb (self);
}

/**
 * rd_conditions_at:
 * @conditions: what keeps from asking
 * @url: an address
 *
 * Returns: what of that keeps from asking for @url: this computer reaches itself without a network
 */
RdConditions
rd_conditions_at (RdConditions  conditions,
                  const char   *url)
{
  const RdConditions of_network = RD_CONDITIONS_OFFLINE | RD_CONDITIONS_METERED | RD_CONDITIONS_METERED_STOPS;

  return rd_address_is_loopback (url) ? conditions & ~of_network : conditions;
}
