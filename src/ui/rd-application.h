/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: its one window, its actions and their keys. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GApplication *rd_application_new (gboolean reads_followed);

G_END_DECLS
