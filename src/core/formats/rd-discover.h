/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What else to ask for, to read a live blog better: what a document says of other addresses where it stands. */
#pragma once

#include "formats/rd-format.h"

G_BEGIN_DECLS

/**
 * RdLead:
 * @format: (nullable): what is to be expected there; %NULL for a document that may tell more
 * @url: the address
 * @page: (nullable): the page of the live blog
 * @title: (nullable): its title
 * @publisher: (nullable): whose it is
 *
 * Where a live blog may stand.
 */
typedef struct
{
  const RdFormat *format;
  char *url;
  char *page;
  char *title;
  char *publisher;
} RdLead;

void       rd_lead_free         (RdLead          *self);
int        rd_lead_compare      (gconstpointer    a,
                                 gconstpointer    b);
GPtrArray *rd_discover          (GBytes          *bytes,
                                 const RdOrigin  *origin,
                                 const char      *content_api);
char      *rd_discover_complete (const char      *url,
                                 const char      *content_api,
                                 const RdFormat **format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdLead, rd_lead_free)

G_END_DECLS
