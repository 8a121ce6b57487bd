/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements and their rows. What is asked of a database is SQL with values beside it, whose types a string tells, one
 * letter each:
 *
 *   t  text, NULL allowed (const char *; gets: char **, a copy)
 *   i  a whole number (gint64; gets: gint64 *, 0 for NULL)
 *   f  a number (double; gets: double *)
 *   b  bytes, NULL allowed (GBytes *; gets: GBytes **, a copy)
 */
#include "store/rd-database-private.h"

static int
bind_values (sqlite3_stmt *statement,
             const char   *types,
             va_list       args)
{
  int code = SQLITE_OK;

  for (int i = 1; types[i - 1] != '\0' && code == SQLITE_OK; i++)
    switch (types[i - 1])
      {
      case 't':
        code = sqlite3_bind_text (statement, i, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'i':
        code = sqlite3_bind_int64 (statement, i, va_arg (args, gint64));
        break;
      case 'f':
        code = sqlite3_bind_double (statement, i, va_arg (args, double));
        break;
      case 'b':
        {
          GBytes *bytes = va_arg (args, GBytes *);

          if (bytes != NULL)
            code = sqlite3_bind_blob64 (statement, i, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                        SQLITE_TRANSIENT);
          break;
        }
      default:
        g_assert_not_reached ();
      }

  return code;
}

static sqlite3_stmt *
prepare (RdDatabase  *self,
         const char  *sql,
         const char  *types,
         va_list      args,
         GError     **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);
  int code = SQLITE_OK;

  if (statement == NULL)
    {
      code = sqlite3_prepare_v3 (self->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
      if (code == SQLITE_OK)
        g_hash_table_insert (self->statements, (char *) sql, statement);
    }
  if (code == SQLITE_OK)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      code = bind_values (statement, types, args);
    }
  if (code != SQLITE_OK)
    rd_database_fail (self, code, error);

  return code == SQLITE_OK ? statement : NULL;
}

/**
 * rd_database_run:
 * @self: a connection
 * @error: %RD_ERROR_DISK, %RD_ERROR_BUSY, %RD_ERROR_DAMAGED, or %G_IO_ERROR_CANCELLED
 * @sql: a statement that gives no rows, as a literal: it is remembered by its address's content for good
 * @types: the types of the values, as this file's head has them
 * @...: the values for the statement's question marks
 *
 * Returns: whether it was carried out
 */
gboolean
rd_database_run (RdDatabase  *self,
                 GError     **error,
                 const char  *sql,
                 const char  *types,
                 ...)
{
  sqlite3_stmt *statement;
  va_list args;
  int code;

  va_start (args, types);
  statement = prepare (self, sql, types, args, error);
  va_end (args);
  if (statement == NULL)
    return FALSE;

  code = sqlite3_step (statement);
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    rd_database_fail (self, code, error);
  sqlite3_reset (statement);

  return code == SQLITE_DONE || code == SQLITE_ROW;
}

/**
 * rd_database_query:
 * @self: a connection
 * @sql: a statement, as a literal; the same one is not asked again before its rows are closed
 * @types: the types of the values, as this file's head has them
 * @...: the values for the statement's question marks
 *
 * Returns: (transfer full): its rows; what fails is told by rd_rows_next()
 */
RdRows *
rd_database_query (RdDatabase *self,
                   const char *sql,
                   const char *types,
                   ...)
{
  RdRows *rows = g_new0 (RdRows, 1);
  va_list args;

  rows->database = self;
  va_start (args, types);
  rows->statement = prepare (self, sql, types, args, &rows->error);
  va_end (args);

  return rows;
}

/**
 * rd_rows_next:
 * @self: rows
 * @error: any of those of rd_database_run()
 *
 * Returns: whether there is a row, or another one; %FALSE with @error unset at the end
 */
gboolean
rd_rows_next (RdRows  *self,
              GError **error)
{
  int code;

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  code = sqlite3_step (self->statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    return rd_database_fail (self->database, code, error);

  return code == SQLITE_ROW;
}

/**
 * rd_rows_get:
 * @self: rows, standing on one
 * @types: the types of the columns from the first one on, as this file's head has them
 * @...: (out) (transfer full): return locations
 */
void
rd_rows_get (RdRows     *self,
             const char *types,
             ...)
{
  va_list args;

  va_start (args, types);
  for (int i = 0; types[i] != '\0'; i++)
    switch (types[i])
      {
      case 't':
        {
          const char *text = (const char *) sqlite3_column_text (self->statement, i);

          /* What was damaged may be no UTF-8. */
          *va_arg (args, char **) = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
          break;
        }
      case 'i':
        *va_arg (args, gint64 *) = sqlite3_column_int64 (self->statement, i);
        break;
      case 'f':
        *va_arg (args, double *) = sqlite3_column_double (self->statement, i);
        break;
      case 'b':
        {
          const void *data = sqlite3_column_blob (self->statement, i);

          *va_arg (args, GBytes **) = g_bytes_new (data, sqlite3_column_bytes (self->statement, i));
          break;
        }
      default:
        g_assert_not_reached ();
      }
  va_end (args);
}

/**
 * rd_rows_close:
 * @self: (nullable): rows
 */
void
rd_rows_close (RdRows *self)
{
  if (self == NULL)
    return;

  if (self->statement != NULL)
    sqlite3_reset (self->statement);
  g_clear_error (&self->error);
  g_free (self);
}
