/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings that are not marked as such: what looks like one, for formats that have no place for it. */
#pragma once

#include "model/rd-body.h"

G_BEGIN_DECLS

gboolean rd_heading_has_form (const char *text);
char    *rd_heading_take     (RdBody     *body);

G_END_DECLS
