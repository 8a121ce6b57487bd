/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says why a post stands in its topic, and leads to it on the web. */
#pragma once

#include "ui/rd-post-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_WHY_POPOVER (rd_why_popover_get_type ())
G_DECLARE_FINAL_TYPE (RdWhyPopover, rd_why_popover, RD, WHY_POPOVER, GtkPopover)

GtkWidget *rd_why_popover_new (RdPostItem *item);

G_END_DECLS
