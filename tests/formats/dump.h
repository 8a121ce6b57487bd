/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live blogs as text, to compare with what is expected. */
#pragma once

#include "model/rd-blog.h"

void dump_body (GString *text, RdBody *body);
char *dump_blogs (GPtrArray *blogs);
