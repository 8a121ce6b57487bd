/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader has go from one topic to another: all of a topic, or a post. */
#include "ui/rd-corrections-private.h"

#include "ui/rd-topic-dialog.h"

#include <glib/gi18n.h>

/* What a topic was asked for. */
typedef struct
{
  RdCorrections *self; /* (owned) */
  RdWishKind kind;
  char *subject;       /* (owned) */
} Question;

static void
free_question (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->self);
  g_free (question->subject);
  g_free (question);
}

static void
chosen_cb (RdTopicDialog *dialog,
           const char    *topic_id,
           gpointer       user_data)
{
  const Question *question = user_data;
  RdCorrections *self = question->self;
  RdTopic *topic = self->window != NULL ? rd_corrections_find_topic (self, topic_id) : NULL;
  const gboolean merges = question->kind == RD_WISH_MERGE;

  if (topic != NULL)
    rd_corrections_fulfil (self, &(RdWish) { question->kind, question->subject, topic_id, merges ? topic->label : NULL },
                           merges ? topic_id : NULL,
                           g_strdup_printf (merges ? _("Merged into “%s”") : _("Moved to “%s”"), topic->label));
}

static void
ask_topic (RdCorrections *self,
           RdWishKind     kind,
           const char    *subject,
           const char    *title,
           const char    *hint,
           RdTopic       *except)
{
  AdwDialog *dialog = rd_topic_dialog_new (rd_corrections_get_document (self), title, hint, except);
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->kind = kind;
  question->subject = g_strdup (subject);
  g_signal_connect_data (dialog, "chosen", G_CALLBACK (chosen_cb), question, free_question, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
}

void
rd_corrections_merge_topic_cb (GSimpleAction *action,
                               GVariant      *parameter,
                               gpointer       user_data)
{
  RdTopic *topic = rd_corrections_get_topic (user_data, parameter);
  g_autofree char *hint = NULL;

  if (topic == NULL)
    return;

  hint = g_strdup_printf (_("The posts of “%s” go to the topic that you choose, which keeps its own name."), topic->label);
  ask_topic (user_data, RD_WISH_MERGE, topic->id, _("Merge Into"), hint, topic);
}

static RdDigestEntry *
get_post (RdCorrections *self,
          GVariant      *parameter)
{
  RdDocument *document = rd_corrections_get_document (self);

  return document != NULL ? rd_document_find (document, g_variant_get_string (parameter, NULL)) : NULL;
}

void
rd_corrections_move_post_cb (GSimpleAction *action,
                             GVariant      *parameter,
                             gpointer       user_data)
{
  RdDigestEntry *placed = get_post (user_data, parameter);

  if (placed != NULL)
    ask_topic (user_data, RD_WISH_MOVE, placed->entry->id, _("Move to Topic"), NULL, placed->topic);
}

void
rd_corrections_move_post_to_cb (GSimpleAction *action,
                                GVariant      *parameter,
                                gpointer       user_data)
{
  RdCorrections *self = user_data;
  RdDocument *document = rd_corrections_get_document (self);
  RdDigestEntry *placed;
  RdTopic *topic;
  const char *entry_id;
  const char *topic_id;

  g_variant_get (parameter, "(&s&s)", &entry_id, &topic_id);
  placed = document != NULL ? rd_document_find (document, entry_id) : NULL;
  topic = rd_corrections_find_topic (self, topic_id);
  if (placed != NULL && topic != NULL && placed->topic != topic)
    rd_corrections_fulfil (self, &(RdWish) { RD_WISH_MOVE, placed->entry->id, topic->id }, NULL,
                           g_strdup_printf (_("Moved to “%s”"), topic->label));
}

void
rd_corrections_split_post_cb (GSimpleAction *action,
                              GVariant      *parameter,
                              gpointer       user_data)
{
  RdDigestEntry *placed = get_post (user_data, parameter);

  if (placed != NULL)
    rd_corrections_fulfil (user_data, &(RdWish) { RD_WISH_SPLIT, placed->entry->id }, NULL,
                           g_strdup (_("Moved to a topic of its own")));
}
