/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a list is followed that another program wrote. */
#include "ui/rd-import-bar.h"

#include "base/rd-string.h"
#include "ui/rd-toasts.h"

#include <glib/gi18n.h>

/* Of what could not be followed, so many are named. */
#define MOST_FAILURES 5u

struct _RdImportBar
{
  AdwBin parent_instance;

  GCancellable *importing;  /* (nullable) (owned) */
  AdwToastOverlay *toasts;  /* (unowned): where it says what was done */
  GString *failures;        /* (owned) */
  guint n_failures;
  GtkLabel *label;          /* (unowned) */
  GtkProgressBar *progress; /* (unowned) */
};

typedef enum
{
  SIGNAL_CHANGED,
} RdImportBarSignal;

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (RdImportBar, rd_import_bar, ADW_TYPE_BIN)

static void
show_progress (RdImportBar      *self,
               const RdImported *imported)
{
  const guint n_done = imported->n_followed + imported->n_known + imported->n_failed;
  /* Translators: how many of the live blogs of a list are done. */
  g_autofree char *text = g_strdup_printf (_("%'u of %'u"), n_done, imported->n_all);

  gtk_label_set_label (self->label, text);
  gtk_progress_bar_set_fraction (self->progress, imported->n_all > 0 ? (double) n_done / imported->n_all : 0);
}

static void
step_cb (const RdImported *imported,
         const char       *failure,
         gpointer          user_data)
{
  RdImportBar *self = user_data;
  g_autofree char *line = failure != NULL ? rd_string_clean (failure) : NULL;

  if (line != NULL && ++self->n_failures <= MOST_FAILURES)
    g_string_append_printf (self->failures, "\n\n%s", line);
  else if (line != NULL && self->n_failures == MOST_FAILURES + 1)
    g_string_append (self->failures, "\n\n…");
  show_progress (self, imported);
}

static void
say_imported (RdImportBar      *self,
              const RdImported *imported)
{
  g_autofree char *followed = g_strdup_printf (
      g_dngettext (NULL, "%'u live blog is followed now", "%'u live blogs are followed now", imported->n_followed),
      imported->n_followed);
  g_autofree char *failed = NULL;
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  if (imported->n_failed == 0)
    {
      rd_toasts_say (self->toasts, followed);
      return;
    }

  failed = g_strdup_printf (
      g_dngettext (NULL, "%'u live blog could not be followed: import the list again to try once more",
                   "%'u live blogs could not be followed: import the list again to try once more", imported->n_failed),
      imported->n_failed);
  body = g_strconcat (followed, "\n\n", failed, self->failures->str, NULL);
  dialog = adw_alert_dialog_new (_("Not All Could Be Followed"), body);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self->toasts));
}

static void
set_importing (RdImportBar  *self,
               GCancellable *importing)
{
  g_set_object (&self->importing, importing);
  gtk_widget_set_visible (GTK_WIDGET (self), importing != NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RdImportBar) self = user_data;
  g_autoptr (GError) error = NULL;
  RdImported imported;
  const gboolean done = rd_service_import_finish (RD_SERVICE (source), result, &imported, &error);

  /* What it is in may have been closed. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  set_importing (self, NULL);
  if (done)
    say_imported (self, &imported);
  else
    rd_toasts_say_error (self->toasts, error);
}

static void
stop_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  rd_import_bar_stop (RD_IMPORT_BAR (widget));
}

static void
rd_import_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_IMPORT_BAR);

  G_OBJECT_CLASS (rd_import_bar_parent_class)->dispose (object);
}

static void
rd_import_bar_finalize (GObject *object)
{
  RdImportBar *self = RD_IMPORT_BAR (object);

  g_clear_object (&self->importing);
  g_string_free (self->failures, TRUE);

  G_OBJECT_CLASS (rd_import_bar_parent_class)->finalize (object);
}

static void
rd_import_bar_class_init (RdImportBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_import_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = rd_import_bar_finalize;

  /**
   * RdImportBar::changed:
   *
   * A list is being followed, or is no longer.
   */
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", RD_TYPE_IMPORT_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-import-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RdImportBar, label);
  gtk_widget_class_bind_template_child (widget_class, RdImportBar, progress);
  gtk_widget_class_install_action (widget_class, "import.stop", NULL, stop_cb);
}

static void
rd_import_bar_init (RdImportBar *self)
{
  self->failures = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_import_bar_run:
 * @self: a bar
 * @service: what follows
 * @outlines: (transfer full) (element-type RdOutline): a list
 * @toasts: where it says what was done; it holds the bar
 *
 * Follows all of a list, if none is being followed, and shows itself as long as that takes.
 */
void
rd_import_bar_run (RdImportBar     *self,
                   RdService       *service,
                   GPtrArray       *outlines,
                   AdwToastOverlay *toasts)
{
  g_autoptr (GPtrArray) list = outlines;
  g_autoptr (GCancellable) importing = g_cancellable_new ();

  if (rd_import_bar_is_running (self))
    return;

  self->toasts = toasts;
  self->n_failures = 0;
  g_string_truncate (self->failures, 0);
  show_progress (self, &(const RdImported) { .n_all = list->len });
  set_importing (self, importing);
  rd_service_import_async (service, g_steal_pointer (&list), importing, step_cb, self, imported_cb, g_object_ref (self));
}

/**
 * rd_import_bar_is_running:
 * @self: a bar
 *
 * Returns: whether a list is being followed
 */
gboolean
rd_import_bar_is_running (RdImportBar *self)
{
  return self->importing != NULL;
}

/**
 * rd_import_bar_stop:
 * @self: a bar
 *
 * Follows no more of the list. What is followed by then stays.
 */
void
rd_import_bar_stop (RdImportBar *self)
{
  g_cancellable_cancel (self->importing);
}
