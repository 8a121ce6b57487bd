/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows how the words of a post were changed, one change after the other. What was removed and what was added differ in
 * their style and, for who does not see that, in words. */
#include "ui/rd-changes-dialog.h"

#include "base/rd-string.h"
#include "service/rd-revisions.h"
#include "text/rd-difference.h"
#include "ui/rd-alert.h"
#include "ui/rd-markup.h"

#include <glib/gi18n.h>

struct _RdChangesDialog
{
  AdwDialog parent_instance;

  GCancellable *reading; /* (owned) */
  GtkStack *stack;       /* (unowned) */
  AdwStatusPage *status; /* (unowned) */
  GtkBox *changes;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdChangesDialog, rd_changes_dialog, ADW_TYPE_DIALOG)

/* What became of words, said of them in the midst of a text. */
static char *
speak_part (const RdDifference *part)
{
  g_autofree char *words = g_strstrip (rd_string_clean (part->text));

  /* Translators: words that were removed from a text, and words that were added to it. */
  return part->kind == RD_DIFFERENCE_REMOVED ? g_strdup_printf (_("[removed: %s]"), words)
                                             : g_strdup_printf (_("[added: %s]"), words);
}

/* The parts as a screen reader says them. */
static char *
speak (GPtrArray *parts)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const RdDifference *part = parts->pdata[i];
      g_autofree char *text = part->kind == RD_DIFFERENCE_SAME ? rd_string_clean (part->text) : speak_part (part);

      if (part->kind != RD_DIFFERENCE_SAME && out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
      g_string_append (out, text);
      if (part->kind != RD_DIFFERENCE_SAME && g_str_has_suffix (part->text, " "))
        g_string_append_c (out, ' ');
    }

  return g_string_free_and_steal (out);
}

static void
add_difference (GtkBox     *box,
                GPtrArray  *parts,
                const char *style)
{
  g_autofree char *markup = rd_markup_write_difference (parts);
  g_autofree char *spoken = speak (parts);
  GtkWidget *label;

  if (parts->len == 0)
    return;

  label = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_box_append (box, label);
}

static void
add_revision (RdChangesDialog *self,
              RdRevision      *revision)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GDateTime) local = revision->time != NULL ? g_date_time_to_local (revision->time) : NULL;
  /* Translators: when a text was changed; see g_date_time_format(). */
  const char *format = _("Edited %-d %B, %H:%M");
  g_autofree char *time = local != NULL ? g_date_time_format (local, format) : g_strdup (C_("post", "Edited"));
  GtkWidget *label = gtk_label_new (time);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "time");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  add_difference (GTK_BOX (box), revision->heading, "heading");
  add_difference (GTK_BOX (box), revision->text, "line");
  gtk_box_append (self->changes, box);
}

static void
show_status (RdChangesDialog *self,
             const char      *title,
             const char      *reason)
{
  adw_status_page_set_title (self->status, title);
  rd_alert_put_reason (self->status, reason);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RdChangesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = rd_revisions_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (revisions == NULL)
    {
      show_status (self, _("Could Not Be Read"), error->message);
    }
  else if (revisions->len == 0)
    {
      show_status (self, _("Earlier Words Unknown"),
                   _("It was edited before Rundown first read it, or its words are the same"));
    }
  else
    {
      for (guint i = 0; i < revisions->len; i++)
        add_revision (self, revisions->pdata[i]);
      gtk_stack_set_visible_child_name (self->stack, "changes");
    }
}

static void
closed_cb (RdChangesDialog *self)
{
  g_cancellable_cancel (self->reading);
}

static void
rd_changes_dialog_dispose (GObject *object)
{
  RdChangesDialog *self = RD_CHANGES_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_CHANGES_DIALOG);

  G_OBJECT_CLASS (rd_changes_dialog_parent_class)->dispose (object);
}

static void
rd_changes_dialog_class_init (RdChangesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_changes_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-changes-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RdChangesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RdChangesDialog, status);
  gtk_widget_class_bind_template_child (widget_class, RdChangesDialog, changes);
}

static void
rd_changes_dialog_init (RdChangesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->reading = g_cancellable_new ();
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * rd_changes_dialog_new:
 * @entry: a post
 *
 * Returns: (transfer floating): a dialog that shows how the words of @entry were changed, as soon as that is read
 */
AdwDialog *
rd_changes_dialog_new (RdEntry *entry)
{
  RdChangesDialog *self = g_object_new (RD_TYPE_CHANGES_DIALOG, NULL);

  rd_revisions_load_async (NULL, entry->id, self->reading, loaded_cb, g_object_ref (self));

  return ADW_DIALOG (self);
}
