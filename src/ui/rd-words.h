/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings that are one of several words, as rows to choose from. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void rd_words_bind (GSettings   *settings,
                    const char  *key,
                    AdwComboRow *row);

G_END_DECLS
