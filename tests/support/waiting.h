/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the main context until something has happened, and no longer than is reasonable. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More than anything takes that a test waits for. */
#define WAITING_SECONDS 30

guint         waiting_begin     (void);
void          waiting_end       (guint           limit);
void          waiting_until     (const guint    *count,
                                 guint           n);
void          waiting_answer_cb (GObject        *source,
                                 GAsyncResult   *result,
                                 gpointer        user_data);
GAsyncResult *waiting_for       (GAsyncResult  **answer);

G_END_DECLS
