/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed in a post, for who must not wait: its revisions are read and compared on another thread. */
#include "service/rd-revisions.h"

#include "service/rd-library.h"
#include "text/rd-difference.h"

/* Which post, and where it is kept. */
typedef struct
{
  char *path;     /* (nullable) (owned) */
  char *entry_id; /* (owned) */
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->path);
  g_free (question->entry_id);
  g_free (question);
}

static gboolean
says_the_same (RdEntry *before,
               RdEntry *after)
{
  return g_strcmp0 (before->title, after->title) == 0
         && g_str_equal (rd_body_get_text (before->body), rd_body_get_text (after->body));
}

static RdRevision *
compare (RdEntry *before,
         RdEntry *after)
{
  RdRevision *revision = g_new0 (RdRevision, 1);

  revision->time = after->updated != NULL ? g_date_time_ref (after->updated) : NULL;
  revision->heading = rd_difference_make (before->title, after->title);
  revision->text = rd_difference_make (rd_body_get_text (before->body), rd_body_get_text (after->body));

  return revision;
}

static void
load_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Question *question = task_data;
  GError *error = NULL;
  g_autofree char *notice = NULL;
  g_autoptr (RdLibrary) library = rd_library_open (question->path, RD_STORE_READ, &notice, &error);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_revision_free);

  if (library != NULL)
    entries = rd_store_load_revisions (rd_library_get_store (library), question->entry_id, &error);
  if (entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 1; i < entries->len && !g_cancellable_is_cancelled (cancellable); i++)
    if (!says_the_same (entries->pdata[i - 1], entries->pdata[i]))
      g_ptr_array_add (revisions, compare (entries->pdata[i - 1], entries->pdata[i]));

  g_task_return_pointer (task, g_steal_pointer (&revisions), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * rd_revision_free:
 * @self: (transfer full): a change
 */
void
rd_revision_free (RdRevision *self)
{
  g_clear_pointer (&self->time, g_date_time_unref);
  g_ptr_array_unref (self->heading);
  g_ptr_array_unref (self->text);
  g_free (self);
}

/**
 * rd_revisions_load_async:
 * @path: (nullable): the file that all is kept in; %NULL for the usual one
 * @entry_id: a post
 * @cancellable: (nullable): ends it early
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Reads how the words of a post were changed since Rundown first knew it.
 */
void
rd_revisions_load_async (const char          *path,
                         const char          *entry_id,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->path = g_strdup (path);
  question->entry_id = g_strdup (entry_id);
  g_task_set_source_tag (task, rd_revisions_load_async);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * rd_revisions_load_finish:
 * @result: what the callback was given
 * @error: as of rd_library_open() and rd_store_load_revisions(), or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type RdRevision): the changes, first one first; empty where none is known, as of a
 *   post that is not kept; or %NULL
 */
GPtrArray *
rd_revisions_load_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
