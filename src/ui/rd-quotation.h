/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is copied of a post, for other programs. */
#pragma once

#include "ui/rd-document.h"

G_BEGIN_DECLS

char *rd_quotation_write_text (RdEntry    *entry);
char *rd_quotation_write      (RdDocument *document,
                               RdEntry    *entry);

G_END_DECLS
