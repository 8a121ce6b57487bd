/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ends the following of live blogs for the reader, says so, and takes the last of it back. */
#include "ui/rd-unfollower.h"

#include "ui/rd-toasts.h"

#include <glib/gi18n.h>

struct _RdUnfollower
{
  GObject parent_instance;

  RdService *service;      /* (nullable) (owned): %NULL when it has stopped */
  AdwToastOverlay *home;   /* (unowned): where it says what was done, while no dialog does */
  AdwToastOverlay *toasts; /* (unowned): where it says that now */
  char *ended_id;          /* (nullable) (owned): what was unfollowed last */
  char *ended_name;        /* (nullable) (owned): its title */
  gint64 ended_at;         /* when, as g_get_monotonic_time() has it */
  gboolean ended_at_home;  /* whether that was said there */
  AdwToast *ended_toast;   /* (nullable) (unowned): what says so, and may have gone */
};

typedef enum
{
  SIGNAL_CHANGED,
} RdUnfollowerSignal;

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (RdUnfollower, rd_unfollower, G_TYPE_OBJECT)

static void
dismissed_cb (AdwToast *toast,
              gpointer  user_data)
{
  RdUnfollower *self = user_data;

  if (self->ended_toast == toast)
    self->ended_toast = NULL;
}

static void
forget_ended (RdUnfollower *self)
{
  g_clear_pointer (&self->ended_id, g_free);
  g_clear_pointer (&self->ended_name, g_free);
  self->ended_toast = NULL;
}

/* What is to end, and what is said of it then. */
typedef struct
{
  RdUnfollower *self; /* (owned) */
  char *blog_id;      /* (owned) */
  char *name;         /* (owned) */
  gboolean can_resume;
} Ending;

static void
free_ending (Ending *ending)
{
  g_object_unref (ending->self);
  g_free (ending->blog_id);
  g_free (ending->name);
  g_free (ending);
}

static Ending *
new_ending (RdUnfollower *self,
            RdBlogRow    *row,
            gboolean      can_resume)
{
  Ending *ending = g_new0 (Ending, 1);

  ending->self = g_object_ref (self);
  ending->blog_id = g_strdup (rd_blog_row_get_blog_id (row));
  ending->name = rd_blog_row_get_name (row);
  ending->can_resume = can_resume;

  return ending;
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Ending *ending = user_data;
  RdUnfollower *self = ending->self;
  g_autoptr (GError) error = NULL;
  const gboolean done = rd_service_unfollow_finish (RD_SERVICE (source), result, &error);

  if (self->service != NULL)
    {
      if (done)
        rd_unfollower_say_ended (self, ending->blog_id, ending->name, ending->can_resume);
      else
        rd_toasts_say_error (self->toasts, error);
      /* It may have ended where its secrets could not be forgotten. */
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  free_ending (ending);
}

static void
forget_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Ending *ending = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (ending->self->service != NULL && g_str_equal (response, "forget"))
    rd_service_unfollow_async (ending->self->service, ending->blog_id, TRUE, ended_cb, ending);
  else
    free_ending (ending);
}

static void
resumed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RdUnfollower) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean done = rd_service_resume_finish (RD_SERVICE (source), result, &error);

  if (self->service == NULL)
    return;
  if (!done)
    rd_toasts_say_error (self->toasts, error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
rd_unfollower_dispose (GObject *object)
{
  rd_unfollower_stop (RD_UNFOLLOWER (object));

  G_OBJECT_CLASS (rd_unfollower_parent_class)->dispose (object);
}

static void
rd_unfollower_class_init (RdUnfollowerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rd_unfollower_dispose;

  /**
   * RdUnfollower::changed:
   *
   * Others are followed than before, or there is something else to take back.
   */
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", RD_TYPE_UNFOLLOWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rd_unfollower_init (RdUnfollower *self)
{
}

/**
 * rd_unfollower_new:
 * @service: what follows
 * @home: where it says what was done, and asks; the window that holds that stops it first. It has an action
 *   "blogs.undo", which calls rd_unfollower_undo().
 *
 * Returns: (transfer full): what ends following
 */
RdUnfollower *
rd_unfollower_new (RdService       *service,
                   AdwToastOverlay *home)
{
  RdUnfollower *self = g_object_new (RD_TYPE_UNFOLLOWER, NULL);

  self->service = g_object_ref (service);
  self->home = home;
  self->toasts = home;

  return self;
}

/**
 * rd_unfollower_stop:
 * @self: what ends following
 *
 * What was asked for is done; nothing is said of it any more.
 */
void
rd_unfollower_stop (RdUnfollower *self)
{
  g_clear_object (&self->service);
  forget_ended (self);
}

/**
 * rd_unfollower_move_to:
 * @self: what ends following
 * @toasts: a dialog's place for that, over the window's; the dialog has it moved back before that goes
 *
 * What is done from now on is said there.
 */
void
rd_unfollower_move_to (RdUnfollower    *self,
                       AdwToastOverlay *toasts)
{
  self->toasts = toasts;
}

/**
 * rd_unfollower_move_back:
 * @self: what ends following
 *
 * What is done from now on is said in the window; what was said elsewhere and can be taken back is said there again.
 */
void
rd_unfollower_move_back (RdUnfollower *self)
{
  g_autofree char *blog_id = g_strdup (self->ended_id);
  g_autofree char *name = g_strdup (self->ended_name);
  const gint64 ended_at = self->ended_at;

  self->toasts = self->home;
  if (blog_id == NULL || self->ended_at_home)
    return;

  rd_unfollower_say_ended (self, blog_id, name, TRUE);
  self->ended_at = ended_at;
}

/**
 * rd_unfollower_is_home:
 * @self: what ends following
 *
 * Returns: whether it is the window that says what is done, and no dialog over it
 */
gboolean
rd_unfollower_is_home (RdUnfollower *self)
{
  return self->toasts == self->home;
}

/**
 * rd_unfollower_unfollow:
 * @self: what ends following
 * @row: a live blog
 *
 * Follows it no longer; its posts stay. It can be taken back where nothing of its address was secret.
 */
void
rd_unfollower_unfollow (RdUnfollower *self,
                        RdBlogRow    *row)
{
  rd_service_unfollow_async (self->service, rd_blog_row_get_blog_id (row), FALSE, ended_cb,
                             new_ending (self, row, rd_blog_row_can_resume (row)));
}

/**
 * rd_unfollower_ask_to_forget:
 * @self: what ends following
 * @row: a live blog
 *
 * Follows it no longer, and deletes its posts, if the reader says so once more.
 */
void
rd_unfollower_ask_to_forget (RdUnfollower *self,
                             RdBlogRow    *row)
{
  const guint n_posts = rd_blog_row_get_n_posts (row);
  g_autofree char *name = rd_blog_row_get_name (row);
  g_autofree char *body
      /* Translators: the title of a live blog. */
      = g_strdup_printf (g_dngettext (NULL, "“%s” is followed no longer, and its %'u post is deleted from this computer.",
                                      "“%s” is followed no longer, and its %'u posts are deleted from this computer.",
                                      n_posts),
                         name, n_posts);
  AdwDialog *dialog = adw_alert_dialog_new (_("Unfollow and Forget?"), body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "forget", _("_Forget"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "forget", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (self->toasts), NULL, forget_chosen_cb,
                           new_ending (self, row, FALSE));
}

/**
 * rd_unfollower_can_undo:
 * @self: what ends following
 *
 * Returns: whether there is something to take back
 */
gboolean
rd_unfollower_can_undo (RdUnfollower *self)
{
  return self->ended_id != NULL;
}

/**
 * rd_unfollower_get_time:
 * @self: what ends following
 *
 * Returns: when that was unfollowed which can be taken back, as g_get_monotonic_time() has it; 0 where nothing can
 */
gint64
rd_unfollower_get_time (RdUnfollower *self)
{
  return self->ended_id != NULL ? self->ended_at : 0;
}

/**
 * rd_unfollower_undo:
 * @self: what ends following
 *
 * Follows again what was unfollowed last.
 */
void
rd_unfollower_undo (RdUnfollower *self)
{
  AdwToast *toast = self->ended_toast;

  if (self->ended_id == NULL)
    return;

  rd_service_resume_async (self->service, self->ended_id, resumed_cb, g_object_ref (self));
  forget_ended (self);
  if (toast != NULL)
    adw_toast_dismiss (toast);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * rd_unfollower_say_ended:
 * @self: what ends following
 * @blog_id: a live blog that is followed no longer, whoever asked for that
 * @name: its title, as one harmless line
 * @can_resume: whether it can be followed again as it was
 *
 * Says so, and takes it back where asked to.
 */
void
rd_unfollower_say_ended (RdUnfollower *self,
                         const char   *blog_id,
                         const char   *name,
                         gboolean      can_resume)
{
  /* Translators: the title of a live blog. */
  g_autofree char *said = g_strdup_printf (_("No longer following “%s”"), name);
  AdwToast *before = self->ended_toast;
  AdwToast *toast = rd_toasts_say (self->toasts, said);

  /* What is said of another one would take back this one. */
  forget_ended (self);
  if (before != NULL)
    adw_toast_dismiss (before);
  if (!can_resume)
    return;

  self->ended_id = g_strdup (blog_id);
  self->ended_name = g_strdup (name);
  self->ended_at = g_get_monotonic_time ();
  self->ended_at_home = rd_unfollower_is_home (self);
  self->ended_toast = toast;
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "blogs.undo");
}
