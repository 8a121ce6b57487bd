/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said for a moment at the foot of what is shown. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToastOverlay *rd_toasts_put_over  (AdwApplicationWindow *window);
AdwToast        *rd_toasts_make      (const char           *text);
AdwToast        *rd_toasts_say       (AdwToastOverlay      *toasts,
                                      const char           *text);
void             rd_toasts_say_error (AdwToastOverlay      *toasts,
                                      const GError         *error);

G_END_DECLS
