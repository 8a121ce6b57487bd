/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows what a post says: paragraphs, quotations, lists, pictures on request, and links to what stands elsewhere. */
#pragma once

#include "model/rd-body.h"
#include "ui/rd-pictures.h"

G_BEGIN_DECLS

#define RD_TYPE_BODY_VIEW (rd_body_view_get_type ())
G_DECLARE_FINAL_TYPE (RdBodyView, rd_body_view, RD, BODY_VIEW, GtkBox)

void rd_body_view_set_pictures (RdBodyView *self,
                                RdPictures *pictures);
void rd_body_view_set_body     (RdBodyView *self,
                                RdBody     *body);

G_END_DECLS
