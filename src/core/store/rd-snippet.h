/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in posts the words stand that they were found by, and what is said around them. */
#pragma once

#include "store/rd-store.h"

G_BEGIN_DECLS

gboolean rd_snippets_make (GPtrArray   *list,
                           const char  *query,
                           GError     **error);

G_END_DECLS
