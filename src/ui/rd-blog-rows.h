/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live blogs that are followed, as the rows of a list. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint rd_blog_rows_update (GtkListBox *list,
                           GPtrArray  *blogs,
                           GCallback   asked,
                           GObject    *object);

G_END_DECLS
