/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that call SQLite share: a connection, the rows of a statement, and what is said of a failure. */
#pragma once

#include "store/rd-database.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _RdDatabase
{
  sqlite3 *connection;       /* (owned) */
  char *path;                /* (owned) */
  GHashTable *statements;    /* (owned): SQL to its sqlite3_stmt, prepared once */
  GCancellable *cancellable; /* (nullable) (owned) */
};

struct _RdRows
{
  RdDatabase *database;    /* (unowned) */
  sqlite3_stmt *statement; /* (nullable) (unowned): of the database, in use until the rows are closed */
  GError *error;           /* (nullable) (owned): why there are none */
};

/* rd-database.c: the connection */
gboolean rd_database_fail (RdDatabase  *self,
                           int          code,
                           GError     **error);

G_END_DECLS
