/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ends the following of live blogs for the reader, says so, and takes the last of it back. */
#pragma once

#include "service/rd-service.h"
#include "ui/rd-blog-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_UNFOLLOWER (rd_unfollower_get_type ())
G_DECLARE_FINAL_TYPE (RdUnfollower, rd_unfollower, RD, UNFOLLOWER, GObject)

RdUnfollower *rd_unfollower_new           (RdService       *service,
                                           AdwToastOverlay *home);
void          rd_unfollower_stop          (RdUnfollower    *self);
void          rd_unfollower_move_to       (RdUnfollower    *self,
                                           AdwToastOverlay *toasts);
void          rd_unfollower_move_back     (RdUnfollower    *self);
gboolean      rd_unfollower_is_home       (RdUnfollower    *self);
void          rd_unfollower_unfollow      (RdUnfollower    *self,
                                           RdBlogRow       *row);
void          rd_unfollower_ask_to_forget (RdUnfollower    *self,
                                           RdBlogRow       *row);
void          rd_unfollower_say_ended     (RdUnfollower    *self,
                                           const char      *blog_id,
                                           const char      *name,
                                           gboolean         can_resume);
gboolean      rd_unfollower_can_undo      (RdUnfollower    *self);
gint64        rd_unfollower_get_time      (RdUnfollower    *self);
void          rd_unfollower_undo          (RdUnfollower    *self);

G_END_DECLS
