/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words and phrases that the reader is notified of. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_KEYWORD_GROUP (rd_keyword_group_get_type ())
G_DECLARE_FINAL_TYPE (RdKeywordGroup, rd_keyword_group, RD, KEYWORD_GROUP, AdwPreferencesGroup)

G_END_DECLS
