/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of a test's own, for as long as the test lasts. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *folder_new    (const char *name);
void  folder_empty  (const char *path);
void  folder_delete (char       *path);

G_END_DECLS
