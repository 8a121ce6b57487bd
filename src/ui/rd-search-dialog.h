/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches all posts that are kept, as the reader types. */
#pragma once

#include "ui/rd-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_SEARCH_DIALOG (rd_search_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RdSearchDialog, rd_search_dialog, RD, SEARCH_DIALOG, AdwDialog)

RdSearchDialog *rd_search_dialog_new     (void);
void            rd_search_dialog_set_words (RdSearchDialog *self,
                                          const char     *words);
void            rd_search_dialog_present (RdSearchDialog *self,
                                          RdDocument     *document,
                                          GtkWidget      *parent);

G_END_DECLS
