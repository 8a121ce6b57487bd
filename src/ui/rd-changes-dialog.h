/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows how the words of a post were changed. */
#pragma once

#include "model/rd-blog.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_CHANGES_DIALOG (rd_changes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RdChangesDialog, rd_changes_dialog, RD, CHANGES_DIALOG, AdwDialog)

AdwDialog *rd_changes_dialog_new (RdEntry *entry);

G_END_DECLS
