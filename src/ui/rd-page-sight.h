/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a page has rows in its list view, and what of that is in sight. */
#pragma once

#include "ui/rd-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget     *rd_page_sight_find_row   (GtkListView     *list,
                                         gpointer         item);
GtkWidget     *rd_page_sight_find_below (GtkListView     *list,
                                         double           edge,
                                         graphene_rect_t *bounds);
GtkWidget     *rd_page_sight_get_child  (GtkWidget       *row);
RdDigestEntry *rd_page_sight_get_post   (GtkWidget       *row);
gpointer       rd_page_sight_find_start (GtkListView     *list,
                                         gboolean        *has_focus);
GStrv          rd_page_sight_list_read  (GtkListView     *list,
                                         RdDocument      *document);

G_END_DECLS
