/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live blogs that the reader follows, how that goes, and what can be done about it. */
#pragma once

#include "service/rd-service.h"
#include "ui/rd-unfollower.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_BLOGS_DIALOG (rd_blogs_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RdBlogsDialog, rd_blogs_dialog, RD, BLOGS_DIALOG, AdwDialog)

AdwDialog *rd_blogs_dialog_new         (RdService     *service,
                                       RdUnfollower  *unfollower);
gboolean   rd_blogs_dialog_has_changed (RdBlogsDialog *self);
void       rd_blogs_dialog_import      (RdBlogsDialog *self);

G_END_DECLS
