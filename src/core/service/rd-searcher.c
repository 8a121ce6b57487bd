/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching for those who must not wait. Each question opens what is kept anew, which takes a few milliseconds: so it is
 * found where it has just come into being or was restored, and nothing is shared between threads. */
#include "service/rd-searcher.h"

struct _RdSearcher
{
  GObject parent_instance;

  char *path;           /* (owned) */
  GCancellable *asking; /* (nullable) (owned): ends the last question */
};

G_DEFINE_FINAL_TYPE (RdSearcher, rd_searcher, G_TYPE_OBJECT)

/* What a thread works on. */
typedef struct
{
  char *path;         /* (owned) */
  RdStoreQuery query; /* with all of it (owned) */
  GStrv entry_ids;    /* (nullable) (owned) */
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->path);
  g_free ((char *) question->query.words);
  g_free ((char *) question->query.blog_id);
  g_strfreev ((GStrv) question->query.topic_ids);
  g_clear_pointer (&question->query.from, g_date_time_unref);
  g_clear_pointer (&question->query.to, g_date_time_unref);
  g_strfreev (question->entry_ids);
  g_free (question);
}

static RdStore *
open_store (GTask   *task,
            GError **error)
{
  Question *question = g_task_get_task_data (task);
  g_autofree char *notice = NULL;
  RdStore *store = rd_store_open (question->path, RD_STORE_READ, &notice, error);

  if (store != NULL)
    rd_store_set_cancellable (store, g_task_get_cancellable (task));

  return store;
}

static void
return_list (GTask     *task,
             GPtrArray *list,
             GError    *error)
{
  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
search_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Question *question = task_data;
  GError *error = NULL;
  g_autoptr (RdStore) store = NULL;
  GPtrArray *list;

  /* The reader may have typed on before there was a thread. */
  if (g_task_return_error_if_cancelled (task))
    return;

  store = open_store (task, &error);
  list = store != NULL ? rd_store_search (store, &question->query, &error) : NULL;
  return_list (task, list, error);
}

static void
list_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (RdStore) store = open_store (task, &error);
  GPtrArray *list = store != NULL ? rd_store_list_followed (store, &error) : NULL;

  return_list (task, list, error);
}

static void
find_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Question *question = task_data;
  GError *error = NULL;
  g_autoptr (RdStore) store = open_store (task, &error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_kept_free);

  for (guint i = 0; error == NULL && question->entry_ids[i] != NULL; i++)
    {
      RdKept *kept = rd_store_find (store, question->entry_ids[i], &error);

      if (kept != NULL)
        g_ptr_array_add (list, kept);
    }
  return_list (task, error == NULL ? g_steal_pointer (&list) : NULL, error);
}

static void
rd_searcher_dispose (GObject *object)
{
  rd_searcher_cancel (RD_SEARCHER (object));

  G_OBJECT_CLASS (rd_searcher_parent_class)->dispose (object);
}

static void
rd_searcher_finalize (GObject *object)
{
  g_free (RD_SEARCHER (object)->path);

  G_OBJECT_CLASS (rd_searcher_parent_class)->finalize (object);
}

static void
rd_searcher_class_init (RdSearcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rd_searcher_dispose;
  object_class->finalize = rd_searcher_finalize;
}

static void
rd_searcher_init (RdSearcher *self)
{
}

/**
 * rd_searcher_new:
 * @path: (nullable): the file that all is kept in; %NULL for the usual one
 *
 * Returns: (transfer full): a searcher
 */
RdSearcher *
rd_searcher_new (const char *path)
{
  RdSearcher *self = g_object_new (RD_TYPE_SEARCHER, NULL);

  self->path = path != NULL ? g_strdup (path) : rd_store_get_usual_path ();

  return self;
}

/**
 * rd_searcher_search_async:
 * @self: a searcher
 * @query: which posts; it is copied
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Searches for posts. The question before this one, if it has no answer yet, is cancelled.
 */
void
rd_searcher_search_async (RdSearcher          *self,
                          const RdStoreQuery  *query,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question = g_new0 (Question, 1);

  rd_searcher_cancel (self);
  self->asking = g_cancellable_new ();
  task = g_task_new (self, self->asking, callback, user_data);
  g_task_set_source_tag (task, rd_searcher_search_async);

  question->path = g_strdup (self->path);
  question->query = (RdStoreQuery) {
    .words = g_strdup (query->words),
    .blog_id = g_strdup (query->blog_id),
    .topic_ids = (const char *const *) g_strdupv ((GStrv) query->topic_ids),
    .from = query->from != NULL ? g_date_time_ref (query->from) : NULL,
    .to = query->to != NULL ? g_date_time_ref (query->to) : NULL,
    .limit = query->limit,
  };
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, search_in_thread);
}

/**
 * rd_searcher_search_finish:
 * @self: a searcher
 * @result: what the callback was given
 * @error: as of rd_store_open() and rd_store_search(); %G_IO_ERROR_CANCELLED where there was another question
 *
 * Returns: (transfer full) (element-type RdHit): the posts, or %NULL
 */
GPtrArray *
rd_searcher_search_finish (RdSearcher    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rd_searcher_cancel:
 * @self: a searcher
 *
 * No answer to the last question is wanted any more.
 */
void
rd_searcher_cancel (RdSearcher *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/**
 * rd_searcher_find_async:
 * @self: a searcher
 * @entry_ids: (array zero-terminated=1): posts; they are copied
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Finds posts by their ids.
 */
void
rd_searcher_find_async (RdSearcher          *self,
                        const char *const   *entry_ids,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Question *question = g_new0 (Question, 1);

  g_task_set_source_tag (task, rd_searcher_find_async);
  question->path = g_strdup (self->path);
  question->entry_ids = g_strdupv ((GStrv) entry_ids);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * rd_searcher_find_finish:
 * @self: a searcher
 * @result: what the callback was given
 * @error: as of rd_store_open() and rd_store_find()
 *
 * Returns: (transfer full) (element-type RdKept): those posts that are kept, or %NULL
 */
GPtrArray *
rd_searcher_find_finish (RdSearcher    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rd_searcher_list_blogs_async:
 * @self: a searcher
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Lists the live blogs that posts are kept of.
 */
void
rd_searcher_list_blogs_async (RdSearcher          *self,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Question *question = g_new0 (Question, 1);

  g_task_set_source_tag (task, rd_searcher_list_blogs_async);
  question->path = g_strdup (self->path);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, list_in_thread);
}

/**
 * rd_searcher_list_blogs_finish:
 * @self: a searcher
 * @result: what the callback was given
 * @error: as of rd_store_open() and rd_store_list_followed()
 *
 * Returns: (transfer full) (element-type RdFollowed): the live blogs, or %NULL
 */
GPtrArray *
rd_searcher_list_blogs_finish (RdSearcher    *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
