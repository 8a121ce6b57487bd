/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pango markup: the one place where it is written. */
#pragma once

#include "store/rd-store.h"

G_BEGIN_DECLS

char *rd_markup_write_text (GPtrArray  *blocks,
                            guint       first,
                            guint       n_blocks);
char *rd_markup_write_link (const char *url,
                            const char *text);
char *rd_markup_write_difference (GPtrArray *parts);
char *rd_markup_write_matches (const char *text,
                               GArray     *matches);

G_END_DECLS
