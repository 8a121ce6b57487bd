/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OPML: lists of feeds, as programs that follow them exchange them (https://opml.org/spec2.opml). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdOutline:
 * @title: (nullable): what it is called
 * @url: the feed's address, of the web; one that was read has whatever secrets it holds
 * @page: (nullable): the page that the feed is of
 * @folder: (nullable): the folders that it stands in, such as "News/UK"
 *
 * A feed in a list.
 */
typedef struct
{
  char *title;
  char *url;
  char *page;
  char *folder;
} RdOutline;

RdOutline *rd_outline_new  (const char  *title,
                            const char  *url,
                            const char  *page,
                            const char  *folder);
void       rd_outline_free (RdOutline   *self);

GPtrArray *rd_opml_read    (GBytes      *bytes,
                            guint       *n_skipped,
                            GError     **error);
char      *rd_opml_write   (const char  *title,
                            GPtrArray   *outlines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdOutline, rd_outline_free)

G_END_DECLS
