/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML as a tree, mended where it is broken. Its trees are walked as those of rd-html.h. */
#pragma once

#include "text/rd-html.h"

G_BEGIN_DECLS

const char *rd_xml_find_root (const char  *text);
xmlDoc     *rd_xml_parse     (const char  *text,
                              gboolean    *whole,
                              GError     **error);

G_END_DECLS
