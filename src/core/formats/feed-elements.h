/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The elements of RSS and Atom, by name. */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

gboolean  rd_feed_is           (xmlNode    *node,
                                const char *name);
xmlNode  *rd_feed_find         (xmlNode    *parent,
                                const char *name);
gboolean  rd_feed_has_elements (xmlNode    *node);
char     *rd_feed_read_text    (xmlNode    *node);
char     *rd_feed_read_child   (xmlNode    *parent,
                                const char *name);
char     *rd_feed_get_base     (xmlNode    *node,
                                const char *outer);

G_END_DECLS
