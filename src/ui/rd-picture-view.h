/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture of a post, once the reader wants to see it. */
#pragma once

#include "ui/rd-pictures.h"

G_BEGIN_DECLS

#define RD_TYPE_PICTURE_VIEW (rd_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (RdPictureView, rd_picture_view, RD, PICTURE_VIEW, GtkBox)

GtkWidget *rd_picture_view_new (RdPictures *pictures,
                                const char *url,
                                const char *caption);

G_END_DECLS
