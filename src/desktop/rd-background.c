/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether Rundown may go on without a window. While it may, and something is followed, the application is held; a window
 * holds it too, and so it ends where neither does.
 *
 * In a sandbox the portal decides, and starts Rundown when the reader logs in. Outside of one the reader's setting alone
 * does, and the autostart entry that is installed: there the portal allows everything, tells nobody what the status is,
 * and takes an entry of the application's name out of the reader's autostart folder, which may be the installed one. */
#include "desktop/rd-background.h"

#include "service/rd-settings.h"
#include "service/rd-state.h"

#include <glib/gi18n.h>
#include <libportal/portal.h>

/* The reader's wish, in the settings. */
#define WISH "run-in-background"

/* Who was started for a message that is on its way waits for it, in milliseconds: as long as GApplication does. */
#define GRACE 10000

/* How many characters of a status the portal takes. */
#define STATUS_LENGTH 96

struct _RdBackground
{
  GObject parent_instance;

  GApplication *application; /* (nullable) (unowned): until it is stopped */
  RdService *service;        /* (owned) */
  GSettings *settings;       /* (owned) */
  XdpPortal *portal;         /* (nullable) (owned): where it decides */
  RdBackgroundState state;
  gboolean is_asking;        /* whether an answer of the portal is on its way */
  gboolean asked_for;        /* the wish that it is about */
  gboolean holds;            /* whether the application is held */
  char *status;              /* (nullable) (owned): what the portal was told last */
};

enum
{
  PROP_STATE = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (RdBackgroundState, rd_background_state,
                    G_DEFINE_ENUM_VALUE (RD_BACKGROUND_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (RD_BACKGROUND_ASKED, "asked"),
                    G_DEFINE_ENUM_VALUE (RD_BACKGROUND_ALLOWED, "allowed"),
                    G_DEFINE_ENUM_VALUE (RD_BACKGROUND_DENIED, "denied"))

G_DEFINE_FINAL_TYPE (RdBackground, rd_background, G_TYPE_OBJECT)

/* GIO_USE_PORTALS has GLib do as in a sandbox, too. */
static gboolean
is_in_sandbox (void)
{
  return xdp_portal_running_under_sandbox () || g_strcmp0 (g_getenv ("GIO_USE_PORTALS"), "1") == 0;
}

static void
tell_status (RdBackground *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *outlook = NULL;
  g_autofree char *status = NULL;

  if (self->portal == NULL || self->state != RD_BACKGROUND_ALLOWED || rd_service_get_n_followed (self->service) <= 0)
    return;

  outlook = rd_state_describe_outlook (rd_service_get_n_followed (self->service), rd_service_get_next (self->service), now);
  status = g_utf8_substring (outlook, 0, MIN (g_utf8_strlen (outlook, -1), STATUS_LENGTH));
  if (!g_set_str (&self->status, status))
    return;
  /* A portal that is too old to tell it does without. */
  xdp_portal_set_background_status (self->portal, status, NULL, NULL, NULL);
}

/* What is followed is not known until the service has looked; for that, too, the application is held. */
static void
update (RdBackground *self)
{
  const gboolean may = self->state == RD_BACKGROUND_ALLOWED || self->state == RD_BACKGROUND_ASKED;
  const gboolean holds = may && rd_service_get_n_followed (self->service) != 0;

  if (self->application == NULL)
    return;

  if (holds && !self->holds)
    g_application_hold (self->application);
  if (!holds && self->holds)
    {
      const gboolean is_service = (g_application_get_flags (self->application) & G_APPLICATION_IS_SERVICE) != 0;

      g_application_set_inactivity_timeout (self->application, is_service ? GRACE : 0);
      g_application_release (self->application);
      g_application_set_inactivity_timeout (self->application, 0);
    }
  self->holds = holds;
  tell_status (self);
}

static void
set_state (RdBackground      *self,
           RdBackgroundState  state)
{
  const gboolean is_new = state != self->state;

  self->state = state;
  update (self);
  if (is_new)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* Where there is no portal, nobody has anything against it. */
static gboolean
lacks_portal (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_INTERFACE)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT);
}

static void ask_portal (RdBackground *self,
                        gboolean      wish);

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RdBackground) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean is_granted
      = xdp_portal_request_background_finish (XDP_PORTAL (source), result, &error) || lacks_portal (error);

  self->is_asking = FALSE;
  if (self->application == NULL)
    return;

  if (self->asked_for != g_settings_get_boolean (self->settings, WISH))
    ask_portal (self, !self->asked_for);
  else if (self->asked_for)
    set_state (self, is_granted ? RD_BACKGROUND_ALLOWED : RD_BACKGROUND_DENIED);
}

/* It is started by a command and not by the bus, whose call to activate it would open a window. There is one array, for
 * good: libportal 0.11 takes over the reference that it is given, as its documentation has always said, and 0.9 takes
 * one of its own. */
static void
ask_portal (RdBackground *self,
            gboolean      wish)
{
  static GPtrArray *command;
  const char *reason = _("Live blogs are kept up with while no window is open");

  if (command == NULL)
    {
      command = g_ptr_array_new ();
      g_ptr_array_add (command, (char *) "rundown");
      g_ptr_array_add (command, (char *) "--gapplication-service");
      g_ptr_array_add (command, (char *) "--if-wanted");
    }
  self->is_asking = TRUE;
  self->asked_for = wish;
  xdp_portal_request_background (self->portal, NULL, (char *) reason, g_ptr_array_ref (command),
                                 wish ? XDP_BACKGROUND_FLAG_AUTOSTART : XDP_BACKGROUND_FLAG_NONE, NULL, answered_cb,
                                 g_object_ref (self));
}

static void
rd_background_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_enum (value, RD_BACKGROUND (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rd_background_dispose (GObject *object)
{
  RdBackground *self = RD_BACKGROUND (object);

  g_clear_object (&self->service);
  g_clear_object (&self->settings);
  g_clear_object (&self->portal);

  G_OBJECT_CLASS (rd_background_parent_class)->dispose (object);
}

static void
rd_background_finalize (GObject *object)
{
  g_free (RD_BACKGROUND (object)->status);

  G_OBJECT_CLASS (rd_background_parent_class)->finalize (object);
}

static void
rd_background_class_init (RdBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rd_background_get_property;
  object_class->dispose = rd_background_dispose;
  object_class->finalize = rd_background_finalize;

  /**
   * RdBackground:state:
   *
   * Whether Rundown may go on without a window.
   */
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, RD_TYPE_BACKGROUND_STATE, RD_BACKGROUND_OFF,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rd_background_init (RdBackground *self)
{
}

/**
 * rd_background_is_wanted:
 *
 * Returns: whether the reader wants Rundown to go on without a window
 */
gboolean
rd_background_is_wanted (void)
{
  g_autoptr (GSettings) settings = rd_settings_open ();

  return settings != NULL && g_settings_get_boolean (settings, WISH);
}

/**
 * rd_background_new:
 * @application: the application, which is held while it may go on
 * @service: what follows
 * @settings: the application's
 *
 * Returns: (transfer full): what sees to it; whoever gives it up stops it first
 */
RdBackground *
rd_background_new (GApplication *application,
                   RdService    *service,
                   GSettings    *settings)
{
  RdBackground *self = g_object_new (RD_TYPE_BACKGROUND, NULL);

  self->application = application;
  self->service = g_object_ref (service);
  self->settings = g_object_ref (settings);
  if (is_in_sandbox ())
    self->portal = xdp_portal_initable_new (NULL);
  g_signal_connect_object (service, "planned", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::" WISH, G_CALLBACK (rd_background_ask), self, G_CONNECT_SWAPPED);
  rd_background_ask (self);

  return self;
}

/**
 * rd_background_get_state:
 * @self: what sees to it
 *
 * Returns: whether Rundown may go on without a window
 */
RdBackgroundState
rd_background_get_state (RdBackground *self)
{
  return self->state;
}

/**
 * rd_background_ask:
 * @self: what sees to it
 *
 * Finds out whether it may still, or may now. Until the desktop answers, what it allowed goes on.
 */
void
rd_background_ask (RdBackground *self)
{
  const gboolean wish = g_settings_get_boolean (self->settings, WISH);
  const gboolean was_allowed = self->state == RD_BACKGROUND_ALLOWED;

  if (self->application == NULL)
    return;

  if (!wish)
    set_state (self, RD_BACKGROUND_OFF);
  else if (self->portal == NULL)
    set_state (self, RD_BACKGROUND_ALLOWED);
  else if (!was_allowed)
    set_state (self, RD_BACKGROUND_ASKED);

  /* The portal is to start it no longer, too. */
  if (self->portal != NULL && !self->is_asking && (wish || was_allowed))
    ask_portal (self, wish);
}

/**
 * rd_background_stop:
 * @self: what sees to it
 *
 * The application ends, and is held no longer.
 */
void
rd_background_stop (RdBackground *self)
{
  if (self->application == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->service, self);
  g_signal_handlers_disconnect_by_data (self->settings, self);
  if (self->holds)
    g_application_release (self->application);
  self->application = NULL;
}
