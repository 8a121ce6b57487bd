/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers what is typed into the desktop's search, with topics and posts that are kept. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RD_TYPE_SEARCH_PROVIDER (rd_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (RdSearchProvider, rd_search_provider, RD, SEARCH_PROVIDER, GObject)

RdSearchProvider *rd_search_provider_new       (GApplication      *application);
gboolean          rd_search_provider_export    (RdSearchProvider  *self,
                                                GDBusConnection   *connection,
                                                const char        *path,
                                                GError           **error);
void              rd_search_provider_unexport  (RdSearchProvider  *self);

G_END_DECLS
