/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells the posts that keep a live blog going from those that tell a story. */
#pragma once

#include "model/rd-blog.h"
#include "text/rd-language.h"

G_BEGIN_DECLS

gboolean rd_housekeeping_is (RdEntry    *entry,
                             RdLanguage *language);

G_END_DECLS
