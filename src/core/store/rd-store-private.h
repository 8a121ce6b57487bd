/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the store's own files share. */
#pragma once

#include "store/rd-database.h"
#include "store/rd-store.h"

struct _RdStore
{
  RdDatabase *database; /* (owned) */
  char *path;           /* (owned) */
  int lock;             /* descriptor of the file whose lock says who writes, or -1 */
};

RdEntry *rd_store_read_record (RdDatabase  *database,
                               GBytes      *record,
                               const char  *id,
                               const char  *blog_id,
                               GError     **error);

/* A time as the tables have it. */
static inline gint64
rd_store_stamp (GDateTime *time)
{
  return g_date_time_to_unix_usec (time);
}
