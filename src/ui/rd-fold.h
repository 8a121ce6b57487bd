/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the beginning of what is long, and a button for all of it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RD_TYPE_FOLD (rd_fold_get_type ())
G_DECLARE_FINAL_TYPE (RdFold, rd_fold, RD, FOLD, GtkWidget)

/**
 * RdFoldKind:
 * @RD_FOLD_LONG: the beginning of it is shown
 * @RD_FOLD_WITHDRAWN: nothing of it is shown
 *
 * What is left of it where it is folded.
 */
typedef enum
{
  RD_FOLD_LONG,
  RD_FOLD_WITHDRAWN,
} RdFoldKind;

void     rd_fold_set       (RdFold     *self,
                            RdFoldKind  kind,
                            gboolean    unfolded);
gboolean rd_fold_can_fold  (RdFold     *self);

G_END_DECLS
