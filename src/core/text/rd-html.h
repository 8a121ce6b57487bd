/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML as a tree: how libxml2 is called, with its silent limits made loud, and how its trees are walked. */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

xmlDoc     *rd_html_parse         (const char  *html,
                                   gsize        length,
                                   GError     **error);

xmlNode    *rd_html_next          (xmlNode     *node,
                                   xmlNode     *root);
xmlNode    *rd_html_skip          (xmlNode     *node,
                                   xmlNode     *root);
xmlNode    *rd_html_find          (xmlNode     *root,
                                   const char  *name);

gboolean    rd_html_is            (xmlNode     *node,
                                   const char  *name);
gboolean    rd_html_has_class     (xmlNode     *node,
                                   const char  *name);
const char *rd_html_get_attribute (xmlNode     *node,
                                   const char  *name);
char       *rd_html_get_text      (xmlNode     *node);
const char *rd_html_get_meta      (xmlNode     *root,
                                   const char  *name);
const char *rd_html_get_language  (xmlNode     *root);
const char *rd_html_get_feed      (xmlNode     *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS
