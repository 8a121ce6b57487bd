/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings a row of a list view to the upper edge, be it made yet or not. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How far below the upper edge a post is put that was jumped to, in pixels. */
#define RD_PAGE_JUMP_OFFSET 6

/**
 * RdPageJump:
 *
 * Goes on for some frames.
 */
typedef struct _RdPageJump RdPageJump;

RdPageJump *rd_page_jump_new        (GtkListView *list);
void        rd_page_jump_free       (RdPageJump  *self);
void        rd_page_jump_start      (RdPageJump  *self,
                                     guint        position,
                                     gboolean     flashes);
void        rd_page_jump_keep       (RdPageJump  *self,
                                     double       offset);
void        rd_page_jump_set_share  (RdPageJump  *self,
                                     double       share);
double      rd_page_jump_get_offset (RdPageJump  *self);
double      rd_page_jump_get_share  (RdPageJump  *self);
gboolean    rd_page_jump_get_target (RdPageJump  *self,
                                     guint       *position);
void        rd_page_jump_stop       (RdPageJump  *self);

G_END_DECLS
