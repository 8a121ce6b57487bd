/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that is as wide as there is room, and laid out once. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_TEXT (rd_text_get_type ())
G_DECLARE_FINAL_TYPE (RdText, rd_text, RD, TEXT, GtkWidget)

void rd_text_set_text   (RdText     *self,
                         const char *text);
void rd_text_set_markup (RdText     *self,
                         const char *markup);

G_END_DECLS
