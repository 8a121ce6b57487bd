/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a list view the rows that are in sight first, and the others a few with each frame. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RdPageGrowth:
 *
 * A list that grows until it holds all that another one does.
 */
typedef struct _RdPageGrowth RdPageGrowth;

RdPageGrowth *rd_page_growth_new       (GtkListView  *list,
                                        GListModel   *rows);
void          rd_page_growth_free      (RdPageGrowth *self);
GListModel   *rd_page_growth_get_items (RdPageGrowth *self);
void          rd_page_growth_reach     (RdPageGrowth *self,
                                        guint         position);

G_END_DECLS
