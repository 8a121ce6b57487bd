/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a topic, among those whose names or subtitles have the words that are searched for. */
#include "ui/rd-topic-dialog.h"

#include "ui/rd-page-list.h"

struct _RdTopicDialog
{
  AdwDialog parent_instance;

  GtkFilterListModel *topics; /* (owned) */
  GtkFilter *filter;          /* (unowned): the model's */
  RdTopic *except;            /* (unowned): the document's */
  char *needle;               /* (nullable) (owned): what is searched for, without case */
  GtkEditable *entry;         /* (unowned) */
  GtkLabel *hint;             /* (unowned) */
  GtkStack *stack;            /* (unowned) */
  GtkNoSelection *selection;  /* (unowned) */
};

typedef enum
{
  SIGNAL_CHOSEN,
} RdTopicDialogSignal;

static guint signals[SIGNAL_CHOSEN + 1];

G_DEFINE_FINAL_TYPE (RdTopicDialog, rd_topic_dialog, ADW_TYPE_DIALOG)

static gboolean
has_needle (RdTopicDialog *self,
            const char    *text)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, self->needle) != NULL;
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  RdTopicDialog *self = user_data;
  const RdTopic *topic = rd_page_item_get_topic (item);

  return topic != NULL && topic != self->except && !topic->other
         && (self->needle == NULL || has_needle (self, topic->label) || has_needle (self, topic->subtitle));
}

static void
choose (RdTopicDialog *self,
        guint          position)
{
  g_autoptr (RdPageItem) page = g_list_model_get_item (G_LIST_MODEL (self->topics), position);
  g_autofree char *id = page != NULL ? g_strdup (rd_page_item_get_topic (page)->id) : NULL;

  if (page == NULL)
    return;

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
search_changed_cb (RdTopicDialog *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  g_free (self->needle);
  self->needle = text[0] != '\0' ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->topics)) > 0 ? "topics" : "nothing");
}

static void
entry_activate_cb (RdTopicDialog *self)
{
  choose (self, 0);
}

static void
stop_search_cb (RdTopicDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
activate_cb (RdTopicDialog *self,
             guint          position)
{
  choose (self, position);
}

static void
rd_topic_dialog_dispose (GObject *object)
{
  RdTopicDialog *self = RD_TOPIC_DIALOG (object);

  g_clear_object (&self->topics);
  g_clear_pointer (&self->needle, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_TOPIC_DIALOG);

  G_OBJECT_CLASS (rd_topic_dialog_parent_class)->dispose (object);
}

static void
rd_topic_dialog_class_init (RdTopicDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_topic_dialog_dispose;

  /**
   * RdTopicDialog::chosen:
   * @topic_id: a topic
   *
   * The reader has chosen this one.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", RD_TYPE_TOPIC_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (RD_TYPE_PAGE_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-topic-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RdTopicDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RdTopicDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, RdTopicDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RdTopicDialog, selection);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
rd_topic_dialog_init (RdTopicDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_topic_dialog_new:
 * @document: a document
 * @title: what the topic is asked for
 * @hint: (nullable): what will become of it
 * @except: a topic that is not among those to choose from
 *
 * Returns: (transfer floating): a dialog that tells with #RdTopicDialog::chosen which one was chosen
 */
AdwDialog *
rd_topic_dialog_new (RdDocument *document,
                     const char *title,
                     const char *hint,
                     RdTopic    *except)
{
  RdTopicDialog *self = g_object_new (RD_TYPE_TOPIC_DIALOG, "title", title, NULL);

  self->except = except;
  gtk_label_set_label (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  if (hint != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  /* The pages keep the document, and so the topics. */
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->topics = gtk_filter_list_model_new (rd_page_list_new (document), self->filter);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->topics));
  search_changed_cb (self);

  return ADW_DIALOG (self);
}
