/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a window until the next time: its size, the page that it showed, the post that was being read. */
#pragma once

#include "ui/rd-page-view.h"
#include "ui/rd-sidebar.h"

G_BEGIN_DECLS

/**
 * RdResume:
 *
 * Keeps it when the window closes, and now and then before.
 */
typedef struct _RdResume RdResume;

RdResume *rd_resume_new         (GtkWindow  *window,
                                 RdSidebar  *sidebar,
                                 RdPageView *view);
void      rd_resume_free        (RdResume   *self);
void      rd_resume_set_applies (RdResume   *self,
                                 gboolean    applies);
void      rd_resume_keep        (RdResume   *self);
gboolean  rd_resume_go_on       (RdResume   *self,
                                 RdDocument *document);

G_END_DECLS
