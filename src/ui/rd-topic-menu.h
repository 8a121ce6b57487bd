/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader can correct about a topic, and wants to be notified of in it, as a menu. */
#pragma once

#include "ui/rd-page-item.h"

G_BEGIN_DECLS

gboolean   rd_topic_menu_suits (RdPageItem *page);
GtkWidget *rd_topic_menu_new   (RdPageItem *page);

G_END_DECLS
