/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a list is followed that another program wrote. */
#pragma once

#include "service/rd-service.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_IMPORT_BAR (rd_import_bar_get_type ())
G_DECLARE_FINAL_TYPE (RdImportBar, rd_import_bar, RD, IMPORT_BAR, AdwBin)

void     rd_import_bar_run        (RdImportBar     *self,
                                   RdService       *service,
                                   GPtrArray       *outlines,
                                   AdwToastOverlay *toasts);
gboolean rd_import_bar_is_running (RdImportBar     *self);
void     rd_import_bar_stop       (RdImportBar     *self);

G_END_DECLS
