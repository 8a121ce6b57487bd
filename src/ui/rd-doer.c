/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what the reader wishes in a window, says that it is done, and takes it back. Each wish is kept first; what is shown
 * is made anew from that. */
#include "ui/rd-doer.h"

#include "ui/rd-alert.h"
#include "ui/rd-toasts.h"

#include <glib/gi18n.h>

/* How much can be taken back; only the reader's patience bounds it otherwise. */
#define MAX_UNDOS 100

struct _RdDoer
{
  GObject parent_instance;

  AdwApplicationWindow *window; /* (nullable) (unowned): until it goes */
  RdService *service;           /* (owned) */
  RdLoader *loader;             /* (owned) */
  AdwToastOverlay *toasts;      /* (unowned): the window's */
  AdwToast *toast;              /* (nullable) (owned): the last one */
  GPtrArray *done;              /* (owned) (element-type Done): latest last */
  gboolean is_undoing;          /* whether one of them is being taken back */
  char *news;                   /* (nullable) (owned): what to say when it is shown */
  char *topic_id;               /* (nullable) (owned): the topic to be shown then */
  gboolean news_can_undo;       /* whether that can be taken back */
};

typedef enum
{
  SIGNAL_CHANGED,
} RdDoerSignal;

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (RdDoer, rd_doer, G_TYPE_OBJECT)

/* What was done and can be taken back. */
typedef struct
{
  RdUndo *undo; /* (nullable) (owned) */
  char *text;   /* (owned): what it was */
  char *from;   /* (nullable) (owned): the topic that was shown then */
  char *to;     /* (nullable) (owned): the one that took in what was in that */
  gint64 at;    /* when, as g_get_monotonic_time() has it */
} Done;

/* What is on its way, or on its way back. */
typedef struct
{
  RdDoer *self;   /* (owned) */
  RdWishKind kind;
  char *text;     /* (owned): what is done */
  char *topic_id; /* (nullable) (owned): the topic to be shown then */
  Done *done;     /* (owned): what it will be, or is taken back */
} Work;

static void
free_done (gpointer data)
{
  Done *done = data;

  g_clear_pointer (&done->undo, rd_undo_free);
  g_free (done->text);
  g_free (done->from);
  g_free (done->to);
  g_free (done);
}

static void
free_work (Work *work)
{
  g_object_unref (work->self);
  g_free (work->text);
  g_free (work->topic_id);
  g_clear_pointer (&work->done, free_done);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, free_work)

/* Says what was done, and nothing any more of what was done before. */
static void
tell (RdDoer     *self,
      const char *text,
      gboolean    can_undo)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);

  g_set_object (&self->toast, rd_toasts_say (self->toasts, text));
  if (can_undo)
    {
      adw_toast_set_button_label (self->toast, _("_Undo"));
      adw_toast_set_action_name (self->toast, "win.undo");
    }
}

/* It is done, whether it can be shown or not. */
static void
tell_news (RdDoer *self)
{
  g_autofree char *news = g_steal_pointer (&self->news);

  if (news != NULL)
    tell (self, news, self->news_can_undo);
}

static void
loaded_cb (RdDoer *self)
{
  g_autofree char *topic_id = g_steal_pointer (&self->topic_id);

  if (topic_id != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, topic_id);
  tell_news (self);
}

/* Has what is shown made anew, and then says what was done. */
static void
reload (RdDoer     *self,
        const char *news,
        gboolean    can_undo)
{
  g_set_str (&self->news, news);
  self->news_can_undo = can_undo;
  rd_loader_reload (self->loader);
}

static void
fulfilled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Work) work = user_data;
  RdDoer *self = work->self;
  g_autoptr (GError) error = NULL;

  work->done->undo = rd_corrector_fulfil_finish (RD_SERVICE (source), result, &error);
  if (self->window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (work->done->undo == NULL)
    {
      /* What could not be kept as seen shows so already. */
      if (work->kind == RD_WISH_SEE)
        rd_loader_reload (self->loader);
      rd_alert_show_error (GTK_WIDGET (self->window), _("Could Not Be Changed"), error);
      return;
    }

  work->done->at = g_get_monotonic_time ();
  if (self->done->len == MAX_UNDOS)
    g_ptr_array_remove_index (self->done, 0);
  g_ptr_array_add (self->done, g_steal_pointer (&work->done));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, work->topic_id);
  /* What was seen shows so already. */
  if (work->kind == RD_WISH_SEE)
    tell (self, work->text, TRUE);
  else
    reload (self, work->text, TRUE);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Work) work = user_data;
  RdDoer *self = work->self;
  g_autoptr (GError) error = NULL;
  const gboolean is_undone = rd_corrector_undo_finish (RD_SERVICE (source), result, &work->done->undo, &error);

  self->is_undoing = FALSE;
  if (self->window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!is_undone)
    {
      g_ptr_array_add (self->done, g_steal_pointer (&work->done));
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, NULL);
      rd_alert_show_error (GTK_WIDGET (self->window), _("Could Not Be Changed"), error);
      return;
    }

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, NULL);
  g_set_str (&self->topic_id, work->topic_id);
  reload (self, work->text, FALSE);
}

static void
rd_doer_finalize (GObject *object)
{
  RdDoer *self = RD_DOER (object);

  g_ptr_array_unref (self->done);
  g_clear_object (&self->toast);
  g_free (self->news);
  g_free (self->topic_id);
  g_object_unref (self->loader);
  g_object_unref (self->service);

  G_OBJECT_CLASS (rd_doer_parent_class)->finalize (object);
}

static void
rd_doer_class_init (RdDoerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rd_doer_finalize;

  /**
   * RdDoer::changed:
   * @topic_id: (nullable): the topic to be shown now
   *
   * Something else can be taken back than before.
   */
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", RD_TYPE_DOER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rd_doer_init (RdDoer *self)
{
  self->done = g_ptr_array_new_with_free_func (free_done);
}

/**
 * rd_doer_new:
 * @window: a window, which gets a place for toasts, and has an action "win.undo"
 * @service: what keeps all
 * @loader: what reads what the window shows
 *
 * Returns: (transfer full): what does it; it is stopped before the window goes
 */
RdDoer *
rd_doer_new (AdwApplicationWindow *window,
             RdService            *service,
             RdLoader             *loader)
{
  RdDoer *self = g_object_new (RD_TYPE_DOER, NULL);

  self->window = window;
  self->service = g_object_ref (service);
  self->loader = g_object_ref (loader);
  self->toasts = rd_toasts_put_over (window);
  g_signal_connect_object (loader, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "empty", G_CALLBACK (tell_news), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "failed", G_CALLBACK (tell_news), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * rd_doer_stop:
 * @self: what does it
 *
 * What is on its way is kept; nothing is shown any more.
 */
void
rd_doer_stop (RdDoer *self)
{
  g_signal_handlers_disconnect_by_data (self->loader, self);
  self->window = NULL;
}

/**
 * rd_doer_fulfil:
 * @self: what does it
 * @wish: what to do
 * @shown: (nullable): the topic that is shown
 * @topic_id: (nullable): the topic to be shown then
 * @text: (transfer full): what is said then
 */
void
rd_doer_fulfil (RdDoer       *self,
                const RdWish *wish,
                const char   *shown,
                const char   *topic_id,
                char         *text)
{
  Work *work = g_new0 (Work, 1);

  work->self = g_object_ref (self);
  work->kind = wish->kind;
  work->text = text;
  work->topic_id = g_strdup (topic_id);
  work->done = g_new0 (Done, 1);
  work->done->text = g_strdup (text);
  work->done->from = g_strdup (shown);
  if (wish->kind == RD_WISH_MERGE || wish->kind == RD_WISH_MOVE)
    work->done->to = g_strdup (wish->value);
  rd_corrector_fulfil_async (self->service, wish, fulfilled_cb, work);
}

/**
 * rd_doer_undo:
 * @self: what does it
 * @shown: (nullable): the topic that is shown
 *
 * Takes back what was done last, where something was. Who was led to another topic by that is led back.
 */
void
rd_doer_undo (RdDoer     *self,
              const char *shown)
{
  Done *done;
  Work *work;

  if (!rd_doer_can_undo (self))
    return;

  done = g_ptr_array_steal_index (self->done, self->done->len - 1);
  self->is_undoing = TRUE;
  work = g_new0 (Work, 1);
  work->self = g_object_ref (self);
  work->done = done;
  /* Translators: %s is what was taken back, as ‘Renamed to “Harbour”’. */
  work->text = g_strdup_printf (_("Undone: %s"), done->text);
  if (done->to != NULL && g_strcmp0 (shown, done->to) == 0)
    work->topic_id = g_strdup (done->from);
  rd_corrector_undo_async (self->service, g_steal_pointer (&done->undo), undone_cb, work);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, NULL);
}

/**
 * rd_doer_can_undo:
 * @self: what does it
 *
 * Returns: whether something can be taken back now: one after the other is
 */
gboolean
rd_doer_can_undo (RdDoer *self)
{
  return self->done->len > 0 && !self->is_undoing;
}

/**
 * rd_doer_get_time:
 * @self: what does it
 *
 * Returns: when that was done which can be taken back first, as g_get_monotonic_time() has it; 0 where nothing can, and
 *   the end of time while something is being taken back
 */
gint64
rd_doer_get_time (RdDoer *self)
{
  if (self->is_undoing)
    return G_MAXINT64;

  return self->done->len > 0 ? ((Done *) self->done->pdata[self->done->len - 1])->at : 0;
}

/**
 * rd_doer_forget_topic:
 * @self: what does it
 *
 * The reader is led to no topic any more by what is read now, or could not be.
 */
void
rd_doer_forget_topic (RdDoer *self)
{
  g_clear_pointer (&self->topic_id, g_free);
}

/**
 * rd_doer_forget:
 * @self: what does it
 *
 * Nothing can be taken back any more, as what was changed is gone.
 */
void
rd_doer_forget (RdDoer *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_ptr_array_set_size (self->done, 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, NULL);
}
