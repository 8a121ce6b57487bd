/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One look at an address. It is fetched on the context of whoever asks, and read on a thread of GIO's; a format that has
 * more on further pages says where, and the parts are put together. */
#include "service/rd-check.h"

#include "base/rd-error.h"
#include "base/rd-limits.h"
#include "base/rd-address.h"
#include "base/rd-string.h"
#include "formats/rd-blog-join.h"
#include "service/rd-keys.h"
#include "service/rd-reader.h"

#include <glib/gi18n.h>
#include <string.h>

/* A day's live blog of the Guardian has about twenty pages. */
#define MOST_PAGES 100
/* How long reading all pages may take, in seconds; the one that is on its way then is waited for. */
#define MOST_SECONDS 180

/* A look that is being taken. It lives as its task's data. */
typedef struct
{
  RdFetcher *fetcher;  /* (owned) */
  RdCheckRequest request; /* its strings are owned */
  char *url;           /* (owned): the page of now, as it may be shown */
  char *secret_url;    /* (nullable) (owned): as it is asked, where that is another */
  char *answered_url;  /* (nullable) (owned): where the answer came from, as it may be shown */
  GBytes *bytes;       /* (nullable) (owned): what came of that */
  RdChecked *checked;  /* (owned), until it is handed out */
  GHashTable *asked;   /* (owned): the pages so far */
  gsize n_read;        /* bytes of them */
  gint64 end;          /* when enough is enough, as of g_get_monotonic_time() */
} Check;

static void
free_check (gpointer data)
{
  Check *check = data;

  g_object_unref (check->fetcher);
  g_free ((char *) check->request.url);
  g_free ((char *) check->request.etag);
  g_free ((char *) check->request.modified);
  g_free ((char *) check->request.page);
  g_free ((char *) check->request.title);
  g_free ((char *) check->request.publisher);
  g_free ((char *) check->request.blog_id);
  g_free ((char *) check->request.since);
  g_free (check->url);
  rd_keys_wipe (check->secret_url);
  g_free (check->answered_url);
  g_clear_pointer (&check->bytes, g_bytes_unref);
  g_clear_pointer (&check->checked, rd_checked_free);
  g_hash_table_unref (check->asked);
  g_free (check);
}

/**
 * rd_checked_free:
 * @self: (transfer full): what a look brought
 */
void
rd_checked_free (RdChecked *self)
{
  g_clear_pointer (&self->answer, rd_answer_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->blogs, g_ptr_array_unref);
  g_clear_error (&self->problem);
  g_free (self);
}

static void
return_checked (GTask *task)
{
  Check *check = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&check->checked), (GDestroyNotify) rd_checked_free);
}

/* Says where bytes came from that could not be read. */
static void
fail_to_read (Check  *check,
              GError *error)
{
  const gsize length = check->request.since != NULL ? strcspn (check->url, "?#") : strlen (check->url);
  g_autofree char *where = g_strndup (check->url, length);

  rd_error_put_before (error, where);
  g_clear_pointer (&check->checked->blogs, g_ptr_array_unref);
  check->checked->problem = error;
}

/* Leaves the live blog that is wanted, which may be one of several. */
static gboolean
choose_blog (GPtrArray  *blogs,
             const char *id,
             GError    **error)
{
  for (guint i = blogs->len; id != NULL && i-- > 0;)
    if (g_strcmp0 (((RdBlog *) blogs->pdata[i])->id, id) != 0)
      g_ptr_array_remove_index (blogs, i);

  if (blogs->len > 0)
    return TRUE;

  g_set_error_literal (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG, _("another live blog stands there now: add that one"));
  return FALSE;
}

/* A page that cannot be read ends the reading, and what came before it stays, as a part. */
static void
end_reading (Check  *check,
             GError *error)
{
  g_autoptr (GError) reason = error;

  g_clear_pointer (&check->bytes, g_bytes_unref);
}

/* Puts another page behind those that were read. */
static void
add_page (Check  *check,
          RdBlog *page)
{
  RdBlog *blog = check->checked->blogs->pdata[0];
  RdBlog *joined = rd_blog_join (blog, page->entries);

  g_free (joined->older);
  joined->older = g_strdup (page->older);
  joined->complete = joined->older == NULL && page->entries->len > 0 && check->request.since == NULL;
  rd_blog_unref (blog);
  check->checked->blogs->pdata[0] = joined;
}

static void
read_page (Check *check)
{
  RdChecked *checked = check->checked;
  const gboolean first = checked->blogs == NULL;
  const RdOrigin origin = {
    .url = check->answered_url,
    .page = check->request.page,
    .title = check->request.title,
    .publisher = check->request.publisher,
    .is_part = !first || check->request.since != NULL,
    .since = check->request.since,
  };
  GError *error = NULL;
  g_autoptr (GPtrArray) blogs = rd_formats_read (check->bytes, &origin, &checked->format, &error);

  if (blogs == NULL || !choose_blog (blogs, check->request.blog_id, &error))
    first ? fail_to_read (check, error) : end_reading (check, error);
  else if (first)
    checked->blogs = g_steal_pointer (&blogs);
  else
    add_page (check, blogs->pdata[0]);
}

static void ask (GTask *task);

/* Pages behind an address that holds something secret cannot be asked for, since they are named without it.
 * Returns: (nullable): the address of the next page to read */
static const char *
find_next (Check *check)
{
  RdBlog *blog;

  if (check->checked->blogs == NULL || check->checked->blogs->len != 1 || check->secret_url != NULL)
    return NULL;
  blog = check->checked->blogs->pdata[0];

  return blog->older != NULL && check->bytes != NULL && g_hash_table_size (check->asked) < MOST_PAGES
                 && check->n_read < RD_LIMIT_INPUT_BYTES && blog->entries->len < RD_LIMIT_ENTRIES
                 && g_get_monotonic_time () < check->end
                 && !g_hash_table_contains (check->asked, blog->older)
             ? blog->older
             : NULL;
}

static void
read_in_thread (GTask        *reading,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  read_page (task_data);
  g_task_return_boolean (reading, TRUE);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  const char *next = check->checked->problem == NULL ? find_next (check) : NULL;

  if (next == NULL)
    {
      return_checked (task);
      return;
    }

  g_free (check->url);
  check->url = g_strdup (next);
  ask (task);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  RdChecked *checked = check->checked;
  g_autoptr (GTask) reading = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RdAnswer) answer = rd_fetcher_fetch_finish (RD_FETCHER (source), result, &error);

  if (answer != NULL)
    {
      checked->n_bytes += answer->n_bytes;
      g_clear_pointer (&check->bytes, g_bytes_unref);
      check->bytes = g_steal_pointer (&answer->bytes);
      check->n_read += check->bytes != NULL ? g_bytes_get_size (check->bytes) : 0;
      g_free (check->answered_url);
      check->answered_url = rd_address_mask (answer->url);
      error = g_steal_pointer (&answer->problem);
      if (checked->answer == NULL)
        {
          checked->answer = g_steal_pointer (&answer);
          checked->bytes = check->bytes != NULL ? g_bytes_ref (check->bytes) : NULL;
        }
    }
  /* What came of a page before stays, as a part. */
  if (error != NULL && checked->blogs == NULL)
    checked->problem = g_steal_pointer (&error);
  else if (error != NULL)
    g_clear_pointer (&check->bytes, g_bytes_unref);
  if (checked->problem != NULL || check->bytes == NULL)
    {
      return_checked (task);
      return;
    }

  reading = g_task_new (NULL, NULL, read_cb, g_object_ref (task));
  g_task_set_source_tag (reading, fetched_cb);
  g_task_set_task_data (reading, check, NULL);
  g_task_run_in_thread (reading, read_in_thread);
}

static void
ask (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  const gboolean first = check->checked->answer == NULL;
  const RdRequest request = {
    .url = check->secret_url != NULL ? check->secret_url : check->url,
    .etag = first ? check->request.etag : NULL,
    .modified = first ? check->request.modified : NULL,
  };

  g_hash_table_add (check->asked, g_strdup (check->url));
  check->checked->n_requests++;
  rd_fetcher_fetch_async (check->fetcher, &request, g_task_get_cancellable (task), fetched_cb, g_object_ref (task));
}

static gboolean
takes_secret (const RdCheckRequest *request)
{
  return (request->format != NULL && request->format->key != NULL) || rd_address_is_masked (request->url);
}

/* The address with what is secret in it.
 * Returns: (transfer full) (nullable) */
static char *
reveal_url (const RdCheckRequest *request,
            GCancellable         *cancellable,
            GError              **error)
{
  char *key;
  char *url;

  if (rd_address_is_masked (request->url))
    return rd_keys_reveal_address (request->url, cancellable, error);

  key = rd_keys_lookup (request->format->key, cancellable, error);
  if (key == NULL)
    {
      if (*error == NULL)
        /* Translators: a publisher, and its name as it is to be typed. */
        g_set_error (error, RD_ERROR, RD_ERROR_REFUSED, _("%s wants a key: store yours with 'rundown key %s'"),
                     request->format->name, request->format->key);
      return NULL;
    }

  url = rd_string_set_query (request->url, request->format->key_parameter, key);
  rd_keys_wipe (key);

  return url;
}

static void
unlock_in_thread (GTask        *unlocking,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Check *check = task_data;

  check->secret_url = reveal_url (&check->request, cancellable, &check->checked->problem);
  g_task_return_boolean (unlocking, TRUE);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);

  if (check->secret_url != NULL)
    ask (task);
  else
    return_checked (task);
}

/* The reader's keyring may take its time. */
static void
unlock (GTask *task)
{
  g_autoptr (GTask) unlocking = g_task_new (NULL, g_task_get_cancellable (task), unlocked_cb, g_object_ref (task));

  g_task_set_source_tag (unlocking, unlock);
  g_task_set_task_data (unlocking, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (unlocking, unlock_in_thread);
}

/**
 * rd_check_async:
 * @fetcher: what fetches
 * @request: what to look at
 * @cancellable: (nullable): ends it early
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Takes a look at an address, with all the pages that its format names.
 */
void
rd_check_async (RdFetcher            *fetcher,
                const RdCheckRequest *request,
                GCancellable         *cancellable,
                GAsyncReadyCallback   callback,
                gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);

  g_task_set_source_tag (task, rd_check_async);
  check->fetcher = g_object_ref (fetcher);
  check->request = (RdCheckRequest) {
    .url = g_strdup (request->url),
    .format = request->format,
    .etag = g_strdup (request->etag),
    .modified = g_strdup (request->modified),
    .page = g_strdup (request->page),
    .title = g_strdup (request->title),
    .publisher = g_strdup (request->publisher),
    .blog_id = g_strdup (request->blog_id),
    .since = g_strdup (request->since),
  };
  check->url = rd_address_mask (request->url);
  if (rd_address_has_secret (request->url))
    check->secret_url = g_strdup (request->url);
  check->checked = g_new0 (RdChecked, 1);
  check->end = g_get_monotonic_time () + (gint64) MOST_SECONDS * G_USEC_PER_SEC;
  check->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, check, free_check);

  if (check->secret_url == NULL && takes_secret (request))
    unlock (task);
  else
    ask (task);
}

/**
 * rd_check_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full): what the look brought; where it was ended early, its problem is %G_IO_ERROR_CANCELLED
 */
RdChecked *
rd_check_finish (GAsyncResult *result)
{
  RdChecked *checked = g_task_propagate_pointer (G_TASK (result), NULL);

  if (checked == NULL)
    {
      checked = g_new0 (RdChecked, 1);
      g_set_error_literal (&checked->problem, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("it was ended early"));
    }

  return checked;
}

/**
 * rd_check_read_finish:
 * @result: what the callback of rd_reader_read_async() was given
 * @blog_id: the live blog that is wanted
 *
 * Returns: (transfer full): what a look at a file brought
 */
RdChecked *
rd_check_read_finish (GAsyncResult *result,
                      const char   *blog_id)
{
  RdChecked *checked = g_new0 (RdChecked, 1);

  checked->n_requests = 1;
  checked->blogs = rd_reader_read_finish (result, &checked->problem);
  if (checked->blogs != NULL && !choose_blog (checked->blogs, blog_id, &checked->problem))
    g_clear_pointer (&checked->blogs, g_ptr_array_unref);

  return checked;
}
