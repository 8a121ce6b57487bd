/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is answered to the desktop's search: which topics and posts, and what is shown of each. */
#pragma once

#include "model/rd-digest.h"
#include "store/rd-store.h"

G_BEGIN_DECLS

/* What ids of results begin with; that of a post or a topic comes after it. */
#define RD_SEARCH_ANSWER_POST "post:"
#define RD_SEARCH_ANSWER_TOPIC "topic:"

char     *rd_search_answer_join_terms    (const char *const *terms);
GStrv     rd_search_answer_copy_ids      (const char *const *ids);
GVariant *rd_search_answer_write_results (RdDigest          *digest,
                                          GPtrArray         *hits,
                                          const char        *words,
                                          const char *const *before);
GVariant *rd_search_answer_write_metas   (RdDigest          *digest,
                                          GPtrArray         *found,
                                          const char *const *ids);

G_END_DECLS
