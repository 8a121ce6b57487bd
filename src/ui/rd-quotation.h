/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs get of a post. */
#pragma once

#include "ui/rd-document.h"

G_BEGIN_DECLS

char *rd_quotation_write_text    (RdEntry    *entry);
char *rd_quotation_write         (RdDocument *document,
                                  RdEntry    *entry);
char *rd_quotation_write_message (RdDocument *document,
                                  RdEntry    *entry);

G_END_DECLS
