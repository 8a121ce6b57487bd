/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of numbers, such as hashes, each with its place in the order in which they came: what is known of them stands in
 * arrays, and is found much sooner than in a GHashTable. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdNumbers:
 *
 * Numbers, each once.
 */
typedef struct _RdNumbers RdNumbers;

guint64    rd_number_of      (const char *bytes,
                              gsize       n_bytes);

RdNumbers *rd_numbers_new    (void);
void       rd_numbers_free   (RdNumbers *self);
void       rd_numbers_clear  (RdNumbers *self);
guint      rd_numbers_add    (RdNumbers *self,
                              guint64    number,
                              gboolean  *is_new);
guint      rd_numbers_count  (RdNumbers *self);
gboolean   rd_numbers_find   (RdNumbers *self,
                              guint64    number,
                              guint     *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdNumbers, rd_numbers_free)

G_END_DECLS
