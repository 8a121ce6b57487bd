/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When there are rows on a page. */
#pragma once

#include "ui/rd-page-binder.h"

G_BEGIN_DECLS

/**
 * RdPageFiller:
 *
 * What fills the places of a list that come into sight.
 */
typedef struct _RdPageFiller RdPageFiller;

RdPageFiller *rd_page_filler_new  (GtkListView  *list,
                                   RdPageBinder *binder);
void          rd_page_filler_free (RdPageFiller *self);
void          rd_page_filler_look (RdPageFiller *self);

G_END_DECLS
