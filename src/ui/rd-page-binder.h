/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which widget shows which row of a page. */
#pragma once

#include "ui/rd-page-item.h"
#include "ui/rd-page-slot.h"

G_BEGIN_DECLS

/**
 * RdPageBinder:
 *
 * What has widgets show the rows of a list.
 */
typedef struct _RdPageBinder RdPageBinder;

RdPageBinder *rd_page_binder_new      (void);
void          rd_page_binder_free     (RdPageBinder *self);
void          rd_page_binder_set_page (RdPageBinder *self,
                                       RdPageItem   *page);
void          rd_page_binder_bind     (RdPageBinder *self,
                                       GtkListItem  *list_item);
void          rd_page_binder_unbind   (RdPageBinder *self,
                                       GtkListItem  *list_item);
void          rd_page_binder_fill     (RdPageBinder *self,
                                       RdPageSlot   *slot);
void          rd_page_binder_forget   (RdPageBinder *self);

G_END_DECLS
