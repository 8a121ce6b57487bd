/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small helpers for text that came from outside. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands for the rest of a text that is cut. */
#define RD_CUT_MARK "…"

gboolean rd_string_is_blank (gunichar   c);
char    *rd_string_squash   (const char *text);
char    *rd_string_clean    (const char *text);
char    *rd_string_cut      (const char *text,
                             gsize       max_bytes);
char    *rd_string_mark_cut (const char *beginning);
char    *rd_string_explain  (const char *what,
                             ...) G_GNUC_NULL_TERMINATED;
char    *rd_string_hash     (guint       n_digits,
                             ...) G_GNUC_NULL_TERMINATED;
char    *rd_string_safe_url (const char *reference,
                             const char *base_url);
char    *rd_string_set_query (const char *url,
                             const char *name,
                             const char *value);

G_END_DECLS
