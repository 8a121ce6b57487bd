/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of posts: fetched when the reader asks for one, and kept for a while. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_PICTURES (rd_pictures_get_type ())
G_DECLARE_FINAL_TYPE (RdPictures, rd_pictures, RD, PICTURES, GObject)

RdPictures *rd_pictures_new         (void);
GdkTexture *rd_pictures_find        (RdPictures          *self,
                                     const char          *url);
void        rd_pictures_hide        (RdPictures          *self,
                                     const char          *url);
gboolean    rd_pictures_is_wanted   (RdPictures          *self,
                                     const char          *url);
void        rd_pictures_load_async  (RdPictures          *self,
                                     const char          *url,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
GdkTexture *rd_pictures_load_finish (RdPictures          *self,
                                     GAsyncResult        *result,
                                     GError             **error);
GdkTexture *rd_pictures_decode      (GBytes              *bytes,
                                     GError             **error);

G_END_DECLS
