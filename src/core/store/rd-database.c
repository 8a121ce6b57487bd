/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection to a database: opened and closed, and what is said where it fails or is damaged. This and the files that
 * begin with its name are all that calls SQLite. */
#include "store/rd-database-private.h"

#include "base/rd-error.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* How long to wait for another connection's short work, in milliseconds. */
#define PATIENCE 10000

/* After how many of SQLite's steps to look whether the work was cancelled. */
#define STEPS_BETWEEN_LOOKS 1000

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static int
look_whether_cancelled_cb (gpointer user_data)
{
  RdDatabase *self = user_data;

  return g_cancellable_is_cancelled (self->cancellable);
}

/* A note beside the database, which stays until it has been looked through. */
static char *
name_damage_note (RdDatabase *self)
{
  return g_strconcat (self->path, "-damaged", NULL);
}

/* Says in the reader's terms what SQLite reports. (https://www.sqlite.org/rescode.html) */
static GError *
describe_failure (RdDatabase *self,
                  int         code)
{
  /* What SQLite says of damage may hold pieces of it. */
  const char *detail = (code & 0xff) == SQLITE_CORRUPT ? sqlite3_errstr (code) : sqlite3_errmsg (self->connection);
  g_autofree char *shown = g_filename_display_name (self->path);

  switch (code & 0xff)
    {
    case SQLITE_INTERRUPT:
      return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("cancelled"));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return g_error_new (RD_ERROR, RD_ERROR_BUSY, _("in use: %s: wait until the other program is done, and try again"), shown);
    case SQLITE_FULL:
      return g_error_new (RD_ERROR, RD_ERROR_DISK, _("no room left: %s: make room on the disk, and try again"), shown);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return g_error_new (RD_ERROR, RD_ERROR_DISK, _("no permission: %s: see that its folder is there and can be written to"), shown);
    case SQLITE_IOERR:
      /* Translators: what went wrong, and a file. */
      return g_error_new (RD_ERROR, RD_ERROR_DISK, _("the disk fails (%s): %s: check the disk"), detail, shown);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* our own SQL is right: the tables are not what they were */
      rd_database_note_damage (self);
      /* Translators: what went wrong, and a file. */
      return g_error_new (RD_ERROR, RD_ERROR_DAMAGED, _("damaged (%s): %s: start Rundown to have it set aside and restored"), detail, shown);
    default:
      /* Translators: what went wrong, and a file. */
      return g_error_new (RD_ERROR, RD_ERROR_DISK, _("the database fails (%s): %s"), detail, shown);
    }
}

/* Returns: %FALSE */
gboolean
rd_database_fail (RdDatabase  *self,
                  int          code,
                  GError     **error)
{
  g_propagate_error (error, describe_failure (self, code));
  return FALSE;
}

/**
 * rd_database_open:
 * @path: the file
 * @read_only: whether nothing will be changed; otherwise a file that is not there is made
 * @error: %RD_ERROR_DISK, %RD_ERROR_BUSY, %RD_ERROR_DAMAGED
 *
 * What is committed has reached the disk when rd_database_run() returns: WAL with synchronous=FULL, so that it survives
 * a loss of power. (https://www.sqlite.org/pragma.html#pragma_synchronous)
 *
 * Returns: (transfer full): a connection, or %NULL
 */
RdDatabase *
rd_database_open (const char  *path,
                  gboolean     read_only,
                  GError     **error)
{
  g_autoptr (RdDatabase) self = g_new0 (RdDatabase, 1);
  int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  int code;

  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize_statement);
  code = sqlite3_open_v2 (path, &self->connection, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK)
    {
      rd_database_fail (self, code, error);
      return NULL;
    }

  sqlite3_busy_timeout (self->connection, PATIENCE);
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_progress_handler (self->connection, STEPS_BETWEEN_LOOKS, look_whether_cancelled_cb, self);
  if (!rd_database_run_script (self,
                               "PRAGMA trusted_schema = OFF;"
                               "PRAGMA foreign_keys = ON;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA temp_store = MEMORY;",
                               error))
    return NULL;
  if (!read_only
      && !rd_database_run_script (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * rd_database_close:
 * @self: (nullable): a connection, whose rows are all closed
 */
void
rd_database_close (RdDatabase *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->connection);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);
}

/**
 * rd_database_note_damage:
 * @self: a connection
 *
 * Has rd_database_was_damaged() tell, from now on and to whoever opens the database next, that damage was found.
 */
void
rd_database_note_damage (RdDatabase *self)
{
  g_autofree char *path = name_damage_note (self);

  g_file_set_contents (path, "", 0, NULL);
}

/**
 * rd_database_forget_damage:
 * @self: a connection
 *
 * Takes back what rd_database_note_damage() noted.
 */
void
rd_database_forget_damage (RdDatabase *self)
{
  g_autofree char *path = name_damage_note (self);

  g_unlink (path);
}

/**
 * rd_database_was_damaged:
 * @self: a connection
 *
 * Returns: whether this or an earlier connection found damage that was not dealt with since
 */
gboolean
rd_database_was_damaged (RdDatabase *self)
{
  g_autofree char *path = name_damage_note (self);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static char *
check (RdDatabase  *self,
       GError     **error)
{
  g_autoptr (RdRows) rows = rd_database_query (self, "PRAGMA quick_check (1)", "");
  char *result = NULL;

  if (rd_rows_next (rows, error))
    rd_rows_get (rows, "t", &result);

  return result;
}

/**
 * rd_database_look_through:
 * @self: a connection
 * @error: %RD_ERROR_DAMAGED where there is damage, or any of those of rd_database_run()
 *
 * Looks through the whole database, which takes time.
 *
 * Returns: whether no damage was found
 */
gboolean
rd_database_look_through (RdDatabase  *self,
                          GError     **error)
{
  g_autofree char *result = check (self, error);
  g_autofree char *again = NULL;

  if (result == NULL || strcmp (result, "ok") == 0)
    return result != NULL;

  /* A page that the disk did not give once looks damaged, too; damage is found every time. */
  again = check (self, error);
  return again != NULL && rd_database_fail (self, strcmp (result, again) == 0 ? SQLITE_CORRUPT : SQLITE_IOERR, error);
}

/**
 * rd_database_set_cancellable:
 * @self: a connection
 * @cancellable: (nullable): what interrupts its statements from now on
 */
void
rd_database_set_cancellable (RdDatabase   *self,
                             GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

/**
 * rd_database_run_script:
 * @self: a connection
 * @sql: statements of our own, without values
 * @error: any of those of rd_database_run()
 *
 * Returns: whether all were carried out
 */
gboolean
rd_database_run_script (RdDatabase  *self,
                        const char  *sql,
                        GError     **error)
{
  int code = sqlite3_exec (self->connection, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || rd_database_fail (self, code, error);
}

/**
 * rd_database_wipe:
 * @self: a connection, without rows or a transaction
 * @error: %RD_ERROR_BUSY where others read for too long, or any of those of rd_database_run()
 *
 * Leaves nothing of what was deleted in the file, nor in the log beside it: the file is written anew, which is in the log
 * at first, and the log emptied. (https://www.sqlite.org/pragma.html#pragma_wal_checkpoint)
 *
 * Returns: whether that is done
 */
gboolean
rd_database_wipe (RdDatabase  *self,
                  GError     **error)
{
  g_autoptr (RdRows) rows = NULL;
  gint64 is_busy;

  if (!rd_database_run (self, error, "VACUUM", ""))
    return FALSE;

  rows = rd_database_query (self, "PRAGMA wal_checkpoint (TRUNCATE)", "");
  if (!rd_rows_next (rows, error))
    return FALSE;

  rd_rows_get (rows, "i", &is_busy);
  return !is_busy || rd_database_fail (self, SQLITE_BUSY, error);
}

/**
 * rd_database_roll_back:
 * @self: a connection
 *
 * Takes back what was changed since BEGIN, where SQLite has not done so by itself after a failure.
 */
void
rd_database_roll_back (RdDatabase *self)
{
  if (!sqlite3_get_autocommit (self->connection))
    rd_database_run (self, NULL, "ROLLBACK", "");
}

/**
 * rd_database_get_changes:
 * @self: a connection
 *
 * Returns: how many rows the last statement changed
 */
guint
rd_database_get_changes (RdDatabase *self)
{
  return sqlite3_changes (self->connection);
}

/**
 * rd_database_get_last_number:
 * @self: a connection
 *
 * Returns: the number of the row that was inserted last
 */
gint64
rd_database_get_last_number (RdDatabase *self)
{
  return sqlite3_last_insert_rowid (self->connection);
}
