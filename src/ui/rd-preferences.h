/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader prefers: how posts are shown, when they are looked for, how long they are kept, and whose keys. */
#pragma once

#include "desktop/rd-background.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_PREFERENCES (rd_preferences_get_type ())
G_DECLARE_FINAL_TYPE (RdPreferences, rd_preferences, RD, PREFERENCES, AdwPreferencesDialog)

AdwDialog *rd_preferences_new (RdService    *service,
                               RdBackground *background);

G_END_DECLS
