/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a reader goes on when the document was made anew. */
#pragma once

#include "ui/rd-page-item.h"

G_BEGIN_DECLS

RdDigestEntry *rd_page_find_new     (GPtrArray     *entries,
                                     RdDocument    *before);
RdDigestEntry *rd_page_find_changed (GPtrArray     *entries,
                                     GHashTable    *changes);
RdDigestEntry *rd_page_find_near    (RdPageItem    *page,
                                     RdPageItem    *earlier,
                                     RdDigestEntry *read);

G_END_DECLS
