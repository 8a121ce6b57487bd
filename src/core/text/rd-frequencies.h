/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How common stems are: in how many of a great many posts each occurs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdFrequencies:
 *
 * The table "frequencies" of a language.
 */
typedef struct _RdFrequencies RdFrequencies;

RdFrequencies *rd_frequencies_new   (GBytes        *table);
void           rd_frequencies_free  (RdFrequencies *self);
double         rd_frequencies_weigh (RdFrequencies *self,
                                     const char    *stem);

G_END_DECLS
