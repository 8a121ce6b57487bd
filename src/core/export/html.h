/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How outside text, links and whole posts are written in HTML. */
#pragma once

#include "model/rd-body.h"

G_BEGIN_DECLS

void     rd_export_html_append_text (GString    *out,
                                     const char *text);
gboolean rd_export_html_open_link   (GString    *out,
                                     const char *url);
void     rd_export_html_append_body (GString    *out,
                                     const char *language,
                                     RdBody     *body);

G_END_DECLS
