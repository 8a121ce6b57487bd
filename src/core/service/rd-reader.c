/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an address, a file or standard input to live blogs. Files are read on a thread of GIO's, so that whoever asks is
 * never held up. */
#include "service/rd-reader.h"

#include "base/rd-address.h"
#include "base/rd-data.h"
#include "base/rd-error.h"
#include "base/rd-limits.h"
#include "base/rd-string.h"
#include "formats/rd-format.h"
#include "service/rd-finder.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define DEMO "demo/westminster-2025-06-16.json"

/* Reads to the end, but no more than Rundown takes: a file may well be a device that never ends. */
static GBytes *
read_stream (GInputStream  *stream,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  while (TRUE)
    {
      g_autoptr (GBytes) chunk = g_input_stream_read_bytes (stream, 256 * 1024, cancellable, error);

      if (chunk == NULL)
        return NULL;
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
      if (g_bytes_get_size (chunk) > RD_LIMIT_INPUT_BYTES - bytes->len)
        {
          g_set_error (error, RD_ERROR, RD_ERROR_TOO_LARGE,
                       g_dngettext (NULL, "larger than %'u byte", "larger than %'u bytes", RD_LIMIT_INPUT_BYTES),
                       RD_LIMIT_INPUT_BYTES);
          return NULL;
        }
      g_byte_array_append (bytes, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
    }
}

static GInputStream *
open_location (const char    *location,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (location, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);

  file = g_str_has_prefix (location, "file:///") ? g_file_new_for_uri (location) : g_file_new_for_path (location);
  return G_INPUT_STREAM (g_file_read (file, cancellable, error));
}

/* The location as one line of a message, whatever bytes its name is made of, and without secrets. */
static char *
show_location (const char *location)
{
  g_autofree char *name = g_filename_display_name (location);
  g_autofree char *masked = rd_address_mask (name);
  char *line = rd_string_squash (g_str_equal (location, "-") ? _("standard input") : masked);

  return line != NULL ? line : g_strdup ("' '");
}

/* Says of an error from GIO, which names a whole path or nothing, what, where and what to do. */
static GError *
describe_failure (const char   *location,
                  const GError *error)
{
  g_autofree char *shown = show_location (location);
  const char *what = error->message;
  const char *remedy = _("name another file");
  const gboolean is_too_large = g_error_matches (error, RD_ERROR, RD_ERROR_TOO_LARGE);
  g_autofree char *message = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  if (is_too_large)
    remedy = _("this is no live blog");
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      what = _("no such file");
      remedy = _("check the name; an address begins with https://");
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    {
      what = _("a folder, not a file");
      remedy = _("name a file in it");
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    {
      what = _("no permission to read");
      remedy = _("change the file's permissions");
    }

  message = rd_string_explain (what, shown, remedy, NULL);
  return g_error_new_literal (RD_ERROR, is_too_large ? RD_ERROR_TOO_LARGE : RD_ERROR_FILE, message);
}

/**
 * rd_reader_load:
 * @location: a file's path, or "-" for standard input
 * @cancellable: (nullable): ends it early
 * @error: %RD_ERROR_FILE, %RD_ERROR_TOO_LARGE or %G_IO_ERROR_CANCELLED
 *
 * Reads a file as it is. It blocks.
 *
 * Returns: (transfer full): its bytes, or %NULL
 */
GBytes *
rd_reader_load (const char    *location,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GInputStream) stream = open_location (location, cancellable, &reason);
  GBytes *bytes = NULL;

  if (stream != NULL)
    bytes = read_stream (stream, cancellable, &reason);
  if (bytes == NULL)
    g_propagate_error (error, describe_failure (location, reason));

  return bytes;
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const char *location = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = rd_reader_load (location, cancellable, &error);
  g_autoptr (GPtrArray) blogs = NULL;

  if (bytes != NULL)
    {
      g_autofree char *shown = show_location (location);

      blogs = rd_formats_read (bytes, NULL, NULL, &error);
      if (blogs == NULL)
        rd_error_put_before (error, shown);
    }

  if (blogs != NULL)
    g_task_return_pointer (task, g_steal_pointer (&blogs), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (RdFound) found = rd_finder_find_finish (result, &error);

  if (found != NULL)
    g_task_return_pointer (task, g_steal_pointer (&found->checked->blogs), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * rd_reader_is_address:
 * @location: what someone named to be read
 *
 * Returns: whether it is an address on the web, to be fetched, and not a file
 */
gboolean
rd_reader_is_address (const char *location)
{
  return g_ascii_strncasecmp (location, "https://", 8) == 0 || g_ascii_strncasecmp (location, "http://", 7) == 0;
}

/**
 * rd_reader_read_async:
 * @location: an http or https address, a file's path, or "-" for standard input
 * @cancellable: (nullable): ends it early
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Reads the live blogs at @location: those in a file, or those that are found at an address, in the form that tells most of
 * them.
 */
void
rd_reader_read_async (const char          *location,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rd_reader_read_async);
  g_task_set_task_data (task, g_strdup (location), g_free);

  if (rd_reader_is_address (location))
    {
      g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&rd_fetcher_usual_limits);

      rd_finder_find_async (fetcher, location, NULL, cancellable, found_cb, g_steal_pointer (&task));
    }
  else
    {
      g_task_run_in_thread (task, read_in_thread);
    }
}

/**
 * rd_reader_read_finish:
 * @result: what the callback was given
 * @error: any code of %RD_ERROR but %RD_ERROR_USAGE, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type RdBlog): the live blogs, at least one, or %NULL
 */
GPtrArray *
rd_reader_read_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rd_reader_read_demo:
 * @error: as of rd_reader_read_finish()
 *
 * Returns: (transfer full) (element-type RdBlog): the live blog that Rundown brings along to show itself with
 */
GPtrArray *
rd_reader_read_demo (GError **error)
{
  g_autoptr (GBytes) bytes = rd_data_load (DEMO);

  return rd_formats_read (bytes, NULL, NULL, error);
}

static void
add_blog (GPtrArray *blogs,
          RdBlog    *blog)
{
  for (guint i = 0; i < blogs->len; i++)
    {
      RdBlog *known = blogs->pdata[i];

      if (!g_str_equal (known->id, blog->id))
        continue;
      if (blog->entries->len > known->entries->len)
        {
          rd_blog_unref (known);
          blogs->pdata[i] = rd_blog_ref (blog);
        }
      return;
    }

  g_ptr_array_add (blogs, rd_blog_ref (blog));
}

/**
 * rd_reader_merge:
 * @blogs: (element-type RdBlog): live blogs, each once
 * @found: (element-type RdBlog): what joins them
 *
 * The same live blog may be named twice, perhaps as it was in the morning and in the evening: the fuller one counts.
 */
void
rd_reader_merge (GPtrArray *blogs,
                 GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    add_blog (blogs, found->pdata[i]);
}
