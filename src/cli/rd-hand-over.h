/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing over to the running application what changes what is kept. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RdHandOver:
 *
 * The application that runs, and keeps its posts where the command line does.
 */
typedef struct _RdHandOver RdHandOver;

RdHandOver *rd_hand_over_open (void);
void        rd_hand_over_free (RdHandOver  *self);
GVariant   *rd_hand_over_call (RdHandOver  *self,
                               const char  *method,
                               GVariant    *arguments,
                               const char  *answer,
                               GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdHandOver, rd_hand_over_free)

G_END_DECLS
