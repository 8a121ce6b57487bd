/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests for those who must not wait: everything is read, grouped and chosen on other threads. */
#include "service/rd-digester.h"

#include "digest/rd-digest-maker.h"
#include "service/rd-reader.h"

/* How many digests are being made, or are about to be. */
static GMutex making_lock;
static GCond making_ends;
static guint n_making;

static void
note_making (int difference)
{
  g_mutex_lock (&making_lock);
  n_making += difference;
  g_cond_broadcast (&making_ends);
  g_mutex_unlock (&making_lock);
}

static void
make_in_thread (GTask           *task,
                GTaskThreadFunc  function)
{
  note_making (1);
  g_task_run_in_thread (task, function);
}

/* What is named, and how far it has been read. */
typedef struct
{
  GStrv locations;  /* (owned) */
  guint n_read;     /* how many of them */
  GPtrArray *blogs; /* (owned) (element-type RdBlog): what was in those */
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_strfreev (reading->locations);
  g_ptr_array_unref (reading->blogs);
  g_free (reading);
}

static void
return_digest (GTask     *task,
               GPtrArray *blogs)
{
  const RdDigestOptions options = { 0 };

  g_task_return_pointer (task, rd_digest_make (blogs, NULL, &options), (GDestroyNotify) rd_digest_unref);
}

/* What is shown of what is kept; the strings are owned. */
static void
free_extent (gpointer data)
{
  RdExtent *extent = data;

  g_free ((char *) extent->topic_id);
  g_free ((char *) extent->blog_id);
  g_free ((char *) extent->entry_id);
  g_free (extent);
}

static void
digest_followed (GTask        *task,
                 RdExtent     *extent,
                 GCancellable *cancellable)
{
  g_autofree char *notice = NULL;
  GError *error = NULL;
  g_autoptr (RdLibrary) library = rd_library_open (NULL, RD_STORE_READ, &notice, &error);
  RdDigest *digest = NULL;

  if (library != NULL)
    {
      rd_store_set_cancellable (rd_library_get_store (library), cancellable);
      digest = rd_library_make_extract (library, extent, &error);
    }

  if (digest != NULL)
    g_task_return_pointer (task, digest, (GDestroyNotify) rd_digest_unref);
  else
    g_task_return_error (task, error);
}

static void
digest_followed_in_thread (GTask        *task,
                           gpointer      source_object,
                           gpointer      task_data,
                           GCancellable *cancellable)
{
  digest_followed (task, task_data, cancellable);
  note_making (-1);
}

static void
digest_demo (GTask *task)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);

  if (blogs != NULL)
    return_digest (task, blogs);
  else
    g_task_return_error (task, error);
}

static void
digest_demo_in_thread (GTask        *task,
                       gpointer      source_object,
                       gpointer      task_data,
                       GCancellable *cancellable)
{
  digest_demo (task);
  note_making (-1);
}

static void
digest_named_in_thread (GTask        *task,
                        gpointer      source_object,
                        gpointer      task_data,
                        GCancellable *cancellable)
{
  Reading *reading = task_data;

  return_digest (task, reading->blogs);
  note_making (-1);
}

static void read_next (GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) found = rd_reader_read_finish (result, &error);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  rd_reader_merge (reading->blogs, found);
  reading->n_read++;
  read_next (g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
read_next (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  const char *location = reading->locations[reading->n_read];

  if (location != NULL)
    {
      rd_reader_read_async (location, g_task_get_cancellable (task), read_cb, task);
      return;
    }

  make_in_thread (task, digest_named_in_thread);
  g_object_unref (task);
}

/**
 * rd_digester_digest_followed_async:
 * @extent: how much of what is kept
 * @cancellable: (nullable): ends it early
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Makes a digest of the live blogs that the reader follows. Where there are none, it has no blogs.
 */
void
rd_digester_digest_followed_async (const RdExtent      *extent,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  RdExtent *copy = g_memdup2 (extent, sizeof *extent);

  copy->topic_id = g_strdup (extent->topic_id);
  copy->blog_id = g_strdup (extent->blog_id);
  copy->entry_id = g_strdup (extent->entry_id);
  g_task_set_task_data (task, copy, free_extent);
  g_task_set_source_tag (task, rd_digester_digest_followed_async);
  make_in_thread (task, digest_followed_in_thread);
}

/**
 * rd_digester_digest_named_async:
 * @locations: (array zero-terminated=1): addresses and files, as rd_reader_read_async() takes them
 * @cancellable: (nullable): ends it early
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Reads live blogs, one after the other, and makes a digest of them all.
 */
void
rd_digester_digest_named_async (const char *const   *locations,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, rd_digester_digest_named_async);
  reading->locations = g_strdupv ((char **) locations);
  reading->blogs = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_blog_unref);
  g_task_set_task_data (task, reading, free_reading);
  read_next (task);
}

/**
 * rd_digester_digest_demo_async:
 * @cancellable: (nullable): ends it early
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Makes a digest of the live blog that Rundown brings along to show itself with.
 */
void
rd_digester_digest_demo_async (GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rd_digester_digest_demo_async);
  make_in_thread (task, digest_demo_in_thread);
}

/**
 * rd_digester_digest_finish:
 * @result: what the callback was given
 * @error: as of rd_reader_read_finish()
 *
 * Returns: (transfer full): the digest, or %NULL
 */
RdDigest *
rd_digester_digest_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rd_digester_wait:
 *
 * Waits until no digest is being made: a thread that makes one needs what a process gives back as it ends.
 */
void
rd_digester_wait (void)
{
  g_mutex_lock (&making_lock);
  while (n_making > 0)
    g_cond_wait (&making_ends, &making_lock);
  g_mutex_unlock (&making_lock);
}
