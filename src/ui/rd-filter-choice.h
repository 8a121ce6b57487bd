/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a live blog's posts its page shows. */
#pragma once

#include "ui/rd-page-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_FILTER_CHOICE (rd_filter_choice_get_type ())
G_DECLARE_FINAL_TYPE (RdFilterChoice, rd_filter_choice, RD, FILTER_CHOICE, GtkBox)

GtkWidget *rd_filter_choice_new (RdPageItem *page);

G_END_DECLS
