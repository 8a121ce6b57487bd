/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader's key for a publisher's API. The keyring is asked on other threads, and not before this is seen: it may ask
 * the reader for a password. A key that is stored is never shown. */
#include "ui/rd-publisher-group.h"

#include "export/rd-wording.h"
#include "service/rd-keys.h"

#include <glib/gi18n.h>

struct _RdPublisherGroup
{
  AdwPreferencesGroup parent_instance;

  const RdPublisher *publisher;
  GCancellable *asking;      /* (nullable) (owned): ends the first question to the keyring */
  gboolean has_asked;
  AdwActionRow *state;       /* (unowned) */
  GtkWidget *remove;         /* (unowned) */
  GtkEditable *entry;        /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdPublisherGroup, rd_publisher_group, ADW_TYPE_PREFERENCES_GROUP)

static void
look_up_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  const RdPublisher *publisher = ((RdPublisherGroup *) source_object)->publisher;
  GError *error = NULL;
  char *secret = rd_keys_lookup (publisher->name, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, secret != NULL);
  rd_keys_wipe (secret);
}

static void
store_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const RdPublisher *publisher = ((RdPublisherGroup *) source_object)->publisher;
  GError *error = NULL;

  if (rd_keys_store (publisher->name, task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
clear_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const RdPublisher *publisher = ((RdPublisherGroup *) source_object)->publisher;
  GError *error = NULL;

  if (rd_keys_clear (publisher->name, cancellable, &error))
    g_task_return_boolean (task, FALSE);
  else
    g_task_return_error (task, error);
}

/* Says it to those who do not see it, too. */
static void
show_state (RdPublisherGroup *self,
            const char       *state)
{
  adw_action_row_set_subtitle (self->state, state);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), state, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_failure (RdPublisherGroup *self,
              const GError     *error)
{
  g_autofree char *sentence = rd_wording_sentence (error->message);

  show_state (self, sentence);
}

/* What is typed stays where it could not be stored. */
static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  RdPublisherGroup *self = RD_PUBLISHER_GROUP (source);
  g_autoptr (GError) error = NULL;
  const gboolean is_stored = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (g_task_get_cancellable (G_TASK (result)) != NULL)
    g_clear_object (&self->asking);

  gtk_editable_set_editable (self->entry, TRUE);
  gtk_widget_set_sensitive (self->remove, TRUE);
  if (error != NULL)
    {
      show_failure (self, error);
      return;
    }

  show_state (self, is_stored ? _("Stored in the keyring") : _("None is stored"));
  gtk_widget_set_visible (self->remove, is_stored);
  if (g_task_get_task_data (G_TASK (result)) != NULL)
    gtk_editable_set_text (self->entry, "");
}

/* @cancellable: (nullable): ends it; what the reader wants to be stored or removed is, whatever is closed meanwhile
 * @secret: (transfer full) (nullable) */
static void
ask (RdPublisherGroup *self,
     GCancellable     *cancellable,
     GTaskThreadFunc   function,
     char             *secret)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, answered_cb, NULL);

  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, secret, (GDestroyNotify) rd_keys_wipe);
  /* It keeps the focus. */
  gtk_editable_set_editable (self->entry, FALSE);
  gtk_widget_set_sensitive (self->remove, FALSE);
  adw_action_row_set_subtitle (self->state, _("Asking the keyring…"));
  g_task_run_in_thread (task, function);
}

static void
map_cb (RdPublisherGroup *self)
{
  if (self->has_asked)
    return;

  self->has_asked = TRUE;
  self->asking = g_cancellable_new ();
  ask (self, self->asking, look_up_in_thread, NULL);
}

/* The question holds this, and may be waiting for a password. */
static void
rd_publisher_group_unroot (GtkWidget *widget)
{
  RdPublisherGroup *self = RD_PUBLISHER_GROUP (widget);

  if (self->asking != NULL)
    {
      g_cancellable_cancel (self->asking);
      g_clear_object (&self->asking);
      self->has_asked = FALSE;
    }

  GTK_WIDGET_CLASS (rd_publisher_group_parent_class)->unroot (widget);
}

static void
apply_cb (RdPublisherGroup *self)
{
  g_autoptr (GError) error = NULL;
  char *secret;

  if (!gtk_editable_get_editable (self->entry))
    return;

  secret = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  if (rd_publisher_check_key (secret, &error))
    {
      ask (self, NULL, store_in_thread, secret);
      return;
    }

  rd_keys_wipe (secret);
  show_failure (self, error);
}

static void
remove_cb (RdPublisherGroup *self)
{
  /* The focus goes before the button does. */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  ask (self, NULL, clear_in_thread, NULL);
}

static void
rd_publisher_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_PUBLISHER_GROUP);

  G_OBJECT_CLASS (rd_publisher_group_parent_class)->dispose (object);
}

static void
rd_publisher_group_class_init (RdPublisherGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_publisher_group_dispose;
  widget_class->unroot = rd_publisher_group_unroot;

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-publisher-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RdPublisherGroup, state);
  gtk_widget_class_bind_template_child (widget_class, RdPublisherGroup, remove);
  gtk_widget_class_bind_template_child (widget_class, RdPublisherGroup, entry);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
rd_publisher_group_init (RdPublisherGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_publisher_group_new:
 * @publisher: a publisher
 *
 * Returns: (transfer floating): the rows for its key
 */
GtkWidget *
rd_publisher_group_new (const RdPublisher *publisher)
{
  RdPublisherGroup *self = g_object_new (RD_TYPE_PUBLISHER_GROUP, NULL);

  self->publisher = publisher;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _(publisher->title));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _(publisher->use));

  return GTK_WIDGET (self);
}
