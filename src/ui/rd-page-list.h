/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a document, in sections: the front page, topics, live blogs. */
#pragma once

#include "ui/rd-page-item.h"

G_BEGIN_DECLS

GListModel *rd_page_list_new  (RdDocument *document);
RdPageItem *rd_page_list_find (GListModel *pages,
                               RdPageKind  kind,
                               const char *id);
void        rd_page_list_sign (GListModel *pages,
                               GSettings  *settings);

G_END_DECLS
