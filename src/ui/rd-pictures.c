/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of posts. To fetch one tells its server that somebody reads this post now, so that none is fetched unless
 * the reader asks for it, or for all. */
#include "ui/rd-pictures.h"

#include "base/rd-error.h"
#include "base/rd-limits.h"
#include "net/rd-fetcher.h"
#include "rd-config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* The longest side that a picture is kept with, in pixels: twice as much as a row is wide, for fine screens. */
#define LONGEST_SIDE 1440

/* How many pictures are kept; each takes up to 8 MB. */
#define MAX_KEPT 24

struct _RdPictures
{
  GObject parent_instance;

  RdFetcher *fetcher;  /* (owned) */
  GSettings *settings; /* (owned) */
  GHashTable *kept;    /* (owned) (element-type utf8 GdkTexture): by address */
  GQueue order;        /* (element-type utf8): the addresses of @kept, which owns them, last used last */
  GHashTable *unasked; /* (owned) (element-type utf8): the addresses of those that the reader has to ask for: the hidden
                        * ones, and those that could not be had */
};

G_DEFINE_FINAL_TYPE (RdPictures, rd_pictures, G_TYPE_OBJECT)

static void
rd_pictures_finalize (GObject *object)
{
  RdPictures *self = RD_PICTURES (object);

  g_object_unref (self->fetcher);
  g_object_unref (self->settings);
  g_queue_clear (&self->order);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->unasked);

  G_OBJECT_CLASS (rd_pictures_parent_class)->finalize (object);
}

static void
rd_pictures_class_init (RdPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rd_pictures_finalize;
}

static void
rd_pictures_init (RdPictures *self)
{
  RdFetcherLimits limits = rd_fetcher_usual_limits;

  limits.max_bytes = RD_LIMIT_PICTURE_BYTES;
  self->fetcher = rd_fetcher_new (&limits);
  self->settings = g_settings_new (RD_APPLICATION_ID);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->unasked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * rd_pictures_new:
 *
 * Returns: (transfer full): pictures, none of which has been fetched
 */
RdPictures *
rd_pictures_new (void)
{
  return g_object_new (RD_TYPE_PICTURES, NULL);
}

/* The node of its address in the order. */
static GList *
find_kept (RdPictures *self,
           const char *url)
{
  return g_queue_find_custom (&self->order, url, (GCompareFunc) g_strcmp0);
}

/**
 * rd_pictures_find:
 * @self: pictures
 * @url: the address of a picture
 *
 * Finds a picture, which is used by that: of too many, those that were not used for longest go.
 *
 * Returns: (transfer none) (nullable): the picture, if it is being shown
 */
GdkTexture *
rd_pictures_find (RdPictures *self,
                  const char *url)
{
  GList *node = find_kept (self, url);

  if (node == NULL)
    return NULL;

  g_queue_unlink (&self->order, node);
  g_queue_push_tail_link (&self->order, node);

  return g_hash_table_lookup (self->kept, url);
}

static void
forget (RdPictures *self,
        GList      *node)
{
  g_autofree char *url = g_strdup (node->data);

  g_queue_delete_link (&self->order, node);
  g_hash_table_remove (self->kept, url);
}

static void
keep (RdPictures *self,
      const char *url,
      GdkTexture *texture)
{
  GList *node = find_kept (self, url);
  char *key = g_strdup (url);

  if (node != NULL)
    forget (self, node);
  if (self->order.length == MAX_KEPT)
    forget (self, self->order.head);
  g_hash_table_insert (self->kept, key, g_object_ref (texture));
  g_queue_push_tail (&self->order, key);
}

/**
 * rd_pictures_hide:
 * @self: pictures
 * @url: the address of a picture
 *
 * Shows the picture no longer, unless the reader asks for it again.
 */
void
rd_pictures_hide (RdPictures *self,
                  const char *url)
{
  GList *node = find_kept (self, url);

  if (node != NULL)
    forget (self, node);
  g_hash_table_add (self->unasked, g_strdup (url));
}

/**
 * rd_pictures_is_wanted:
 * @self: pictures
 * @url: the address of a picture
 *
 * Returns: whether to fetch the picture without being asked for it: where the reader wants that of all and has not hidden
 *   this one, the last try did not fail, and the network costs nothing
 */
gboolean
rd_pictures_is_wanted (RdPictures *self,
                       const char *url)
{
  return g_settings_get_boolean (self->settings, "show-pictures") && !g_hash_table_contains (self->unasked, url)
         && !g_network_monitor_get_network_metered (g_network_monitor_get_default ());
}

/* Before anything is decoded. A picture without a size is one that loaders give up. */
static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  const double scale = (double) LONGEST_SIDE / MAX (width, height);
  gboolean *is_too_large = user_data;

  if ((gint64) width * height > RD_LIMIT_PICTURE_PIXELS)
    {
      *is_too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
  else if (scale < 1)
    {
      gdk_pixbuf_loader_set_size (loader, (int) MAX (scale * width, 1), (int) MAX (scale * height, 1));
    }
}

/**
 * rd_pictures_decode:
 * @bytes: what a server sent
 * @error: %RD_ERROR_MALFORMED or %RD_ERROR_TOO_LARGE
 *
 * Decodes a picture, no larger than it can be shown. This may be done on any thread.
 *
 * Returns: (transfer full): the picture, or %NULL
 */
GdkTexture *
rd_pictures_decode (GBytes  *bytes,
                    GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) upright = NULL;
  gboolean is_too_large = FALSE;
  gboolean is_read;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &is_too_large);
  is_read = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  is_read = gdk_pixbuf_loader_close (loader, NULL) && is_read;
  if (is_too_large)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_TOO_LARGE, _("the picture is too large"));
      return NULL;
    }

  pixbuf = is_read ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_MALFORMED, _("this is no picture, or of an unknown kind"));
      return NULL;
    }

  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  return gdk_texture_new_for_pixbuf (upright);
}

/* A picture that is being fetched. */
typedef struct
{
  char *url;     /* (owned) */
  GBytes *bytes; /* (nullable) (owned): what came */
} Picture;

static void
free_picture (gpointer data)
{
  Picture *picture = data;

  g_free (picture->url);
  g_clear_pointer (&picture->bytes, g_bytes_unref);
  g_free (picture);
}

static void
decode_in_thread (gpointer data,
                  gpointer user_data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GdkTexture *texture;

  if (g_task_return_error_if_cancelled (task))
    return;

  texture = rd_pictures_decode (((Picture *) g_task_get_task_data (task))->bytes, &error);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Pictures are decoded one after the other: each may need as much memory as all that are kept. */
static GThreadPool *
get_decoder (void)
{
  static GThreadPool *decoder;

  if (g_once_init_enter_pointer (&decoder))
    g_once_init_leave_pointer (&decoder, g_thread_pool_new (decode_in_thread, NULL, 1, FALSE, NULL));

  return decoder;
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Picture *picture = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RdAnswer) answer = rd_fetcher_fetch_finish (RD_FETCHER (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
    }
  else if (answer->bytes == NULL)
    {
      g_task_return_error (task, g_error_copy (answer->problem));
    }
  else
    {
      picture->bytes = g_bytes_ref (answer->bytes);
      g_thread_pool_push (get_decoder (), g_steal_pointer (&task), NULL);
    }
}

/**
 * rd_pictures_load_async:
 * @self: pictures
 * @url: the address of a picture
 * @cancellable: (nullable): ends it early
 * @callback: called when the picture is there, or cannot be had
 * @user_data: for @callback
 *
 * Fetches a picture and decodes it on another thread.
 */
void
rd_pictures_load_async (RdPictures          *self,
                        const char          *url,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const RdRequest request = { .url = url, .accept = "image/*" };
  Picture *picture = g_new0 (Picture, 1);

  g_task_set_source_tag (task, rd_pictures_load_async);
  picture->url = g_strdup (url);
  g_task_set_task_data (task, picture, free_picture);
  rd_fetcher_fetch_async (self->fetcher, &request, cancellable, fetched_cb, task);
}

/**
 * rd_pictures_load_finish:
 * @self: pictures
 * @result: what the callback was given
 * @error: as of rd_fetcher_fetch_finish() and rd_pictures_decode(), or %RD_ERROR_REFUSED
 *
 * Returns: (transfer full): the picture, which rd_pictures_find() has from now on; or %NULL
 */
GdkTexture *
rd_pictures_load_finish (RdPictures    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  const Picture *picture = g_task_get_task_data (G_TASK (result));
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), error);

  if (texture != NULL)
    {
      g_hash_table_remove (self->unasked, picture->url);
      keep (self, picture->url, texture);
    }
  else if (!g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_hash_table_add (self->unasked, g_strdup (picture->url));
    }

  return texture;
}
