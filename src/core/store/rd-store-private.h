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

/* The columns that rd_store_read_kept() reads, with the first place and revision or with the last. */
#define RD_STORE_KEPT_AS(first_or_last) \
  "SELECT entry.number, entry.id, blog.id, record, opened, membership.number, topic, why, reader" \
  " FROM entry JOIN blog ON blog.number = entry.blog" \
  " JOIN revision ON revision.entry = entry.number" \
  " AND revision.number = (SELECT " first_or_last " (number) FROM revision WHERE entry = entry.number)" \
  " LEFT JOIN membership ON membership.number" \
  " = (SELECT " first_or_last " (number) FROM membership WHERE entry = entry.number)"
#define RD_STORE_KEPT RD_STORE_KEPT_AS ("max")

RdKept  *rd_store_read_kept   (RdStore     *self,
                               RdRows      *rows,
                               GError     **error);
GPtrArray *rd_store_read_all_kept (RdStore  *self,
                               RdRows      *taken,
                               GError     **error);
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
