/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the system says of network and power, as conditions; with monitors that say what a test has them say. */
#include "service/rd-conditions.h"

#define FAKE_TYPE_MONITOR (fake_monitor_get_type ())
G_DECLARE_FINAL_TYPE (FakeMonitor, fake_monitor, FAKE, MONITOR, GObject)

/* Of network and power in one. */
struct _FakeMonitor
{
  GObject parent_instance;

  gboolean available;
  gboolean metered;
  gboolean saving;
};

typedef enum
{
  PROP_NETWORK_AVAILABLE = 1,
  PROP_NETWORK_METERED,
  PROP_CONNECTIVITY,
  PROP_POWER_SAVER_ENABLED,
} FakeMonitorProperty;

static void
implement_nothing (gpointer interface,
                   gpointer data)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMonitor,
                               fake_monitor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, (GInterfaceInitFunc) implement_nothing)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, (GInterfaceInitFunc) implement_nothing)
                               G_IMPLEMENT_INTERFACE (G_TYPE_POWER_PROFILE_MONITOR,
                                                      (GInterfaceInitFunc) implement_nothing))

static void
fake_monitor_get_property (GObject    *object,
                           guint       property,
                           GValue     *value,
                           GParamSpec *spec)
{
  FakeMonitor *self = FAKE_MONITOR (object);

  switch ((FakeMonitorProperty) property)
    {
    case PROP_NETWORK_AVAILABLE:
      g_value_set_boolean (value, self->available);
      break;
    case PROP_NETWORK_METERED:
      g_value_set_boolean (value, self->metered);
      break;
    case PROP_CONNECTIVITY:
      g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
      break;
    case PROP_POWER_SAVER_ENABLED:
      g_value_set_boolean (value, self->saving);
      break;
    }
}

static void
fake_monitor_class_init (FakeMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_monitor_get_property;
  g_object_class_override_property (object_class, PROP_NETWORK_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_NETWORK_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
  g_object_class_override_property (object_class, PROP_POWER_SAVER_ENABLED, "power-saver-enabled");
}

static void
fake_monitor_init (FakeMonitor *self)
{
  self->available = TRUE;
}

/* What was told. */
typedef struct
{
  guint n_times;
  RdConditions conditions;
} Told;

static void
told_cb (RdConditions conditions,
         gpointer     user_data)
{
  Told *told = user_data;

  told->n_times++;
  told->conditions = conditions;
}

static void
say (FakeMonitor *monitor,
     gboolean     available,
     gboolean     metered,
     gboolean     saving)
{
  monitor->available = available;
  monitor->metered = metered;
  monitor->saving = saving;
  g_object_notify (G_OBJECT (monitor), "network-available");
  g_object_notify (G_OBJECT (monitor), "network-metered");
  g_object_notify (G_OBJECT (monitor), "power-saver-enabled");
}

static RdConditionsWatch *
watch (FakeMonitor *monitor,
       Told        *told)
{
  return rd_conditions_watch_new (G_NETWORK_MONITOR (monitor), G_POWER_PROFILE_MONITOR (monitor), told_cb, told);
}

static void
test_each_is_told_once (void)
{
  g_autoptr (FakeMonitor) monitor = g_object_new (FAKE_TYPE_MONITOR, NULL);
  Told told = { 0 };
  g_autoptr (RdConditionsWatch) self = watch (monitor, &told);
  guint n_told = 0;

  g_assert_cmpint (rd_conditions_watch_get (self), ==, RD_CONDITIONS_NONE);
  for (guint i = 1; i < 16; i++)
    {
      const RdConditions expected = ((i & 1) ? RD_CONDITIONS_OFFLINE : 0) | ((i & 2) ? RD_CONDITIONS_METERED : 0)
                                    | ((i & 4) ? RD_CONDITIONS_SAVING : 0);

      say (monitor, !(i & 1), (i & 2) != 0, (i & 4) != 0);
      g_assert_cmpint (rd_conditions_watch_get (self), ==, expected);
      g_assert_cmpint (told.conditions, ==, expected);
      g_assert_cmpuint (told.n_times, ==, ++n_told);
      say (monitor, !(i & 1), (i & 2) != 0, (i & 4) != 0);
      g_assert_cmpuint (told.n_times, ==, n_told);
    }
}

static void
test_what_holds_from_the_beginning (void)
{
  g_autoptr (FakeMonitor) monitor = g_object_new (FAKE_TYPE_MONITOR, NULL);
  Told told = { 0 };
  RdConditionsWatch *self;

  monitor->saving = TRUE;
  self = watch (monitor, &told);
  g_assert_cmpint (rd_conditions_watch_get (self), ==, RD_CONDITIONS_SAVING);
  g_assert_cmpuint (told.n_times, ==, 0);

  rd_conditions_watch_free (self);
  say (monitor, FALSE, FALSE, FALSE);
  g_assert_cmpuint (told.n_times, ==, 0);
}

/* What the reader wants not to be asked then is so as long as the condition is. */
static void
test_stops (void)
{
  g_autoptr (FakeMonitor) monitor = g_object_new (FAKE_TYPE_MONITOR, NULL);
  const RdConditions saving = RD_CONDITIONS_SAVING | RD_CONDITIONS_SAVING_STOPS;
  const RdConditions metered = RD_CONDITIONS_METERED | RD_CONDITIONS_METERED_STOPS;
  Told told = { 0 };
  g_autoptr (RdConditionsWatch) self = watch (monitor, &told);

  say (monitor, TRUE, FALSE, FALSE);
  told.n_times = 0;
  rd_conditions_watch_set_stops (self, RD_CONDITIONS_METERED_STOPS | RD_CONDITIONS_SAVING_STOPS);
  g_assert_cmpuint (told.n_times, ==, 0);

  say (monitor, TRUE, TRUE, FALSE);
  g_assert_cmpint (told.conditions, ==, metered);
  say (monitor, TRUE, TRUE, TRUE);
  g_assert_cmpint (told.conditions, ==, metered | saving);
  rd_conditions_watch_set_stops (self, RD_CONDITIONS_SAVING_STOPS);
  g_assert_cmpint (told.conditions, ==, RD_CONDITIONS_METERED | saving);
  say (monitor, TRUE, FALSE, FALSE);
  g_assert_cmpint (told.conditions, ==, RD_CONDITIONS_NONE);

  g_assert_cmpint (rd_conditions_at (metered | saving, "http://127.0.0.1:8080/live"), ==, saving);
  g_assert_cmpint (rd_conditions_at (metered | saving, "https://a.example/live"), ==, metered | saving);
}

/* The system's own, without a bus: whatever they say, they say it. */
static void
test_without_a_bus (void)
{
  Told told = { 0 };
  RdConditionsWatch *self;

  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
  self = rd_conditions_watch_new (NULL, NULL, told_cb, &told);
  g_assert_cmpint (rd_conditions_watch_get (self) & RD_CONDITIONS_SAVING, ==, 0);
  rd_conditions_watch_free (self);
}

static void
test_this_computer_is_never_offline (void)
{
  const RdConditions all = RD_CONDITIONS_OFFLINE | RD_CONDITIONS_METERED | RD_CONDITIONS_SAVING;

  g_assert_cmpint (rd_conditions_at (all, "http://127.0.0.1:8080/live"), ==, RD_CONDITIONS_SAVING);
  g_assert_cmpint (rd_conditions_at (all, "https://a.example/live"), ==, all);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/conditions/each-is-told-once", test_each_is_told_once);
  g_test_add_func ("/conditions/what-holds-from-the-beginning", test_what_holds_from_the_beginning);
  g_test_add_func ("/conditions/stops", test_stops);
  g_test_add_func ("/conditions/without-a-bus", test_without_a_bus);
  g_test_add_func ("/conditions/this-computer-is-never-offline", test_this_computer_is_never_offline);

  return g_test_run ();
}
