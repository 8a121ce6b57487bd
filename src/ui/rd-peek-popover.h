/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the beginning of a post that another one points to, and leads there. */
#pragma once

#include "ui/rd-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_PEEK_POPOVER (rd_peek_popover_get_type ())
G_DECLARE_FINAL_TYPE (RdPeekPopover, rd_peek_popover, RD, PEEK_POPOVER, GtkPopover)

GtkWidget *rd_peek_popover_new (RdDocument    *document,
                                RdDigestEntry *placed);

G_END_DECLS
