/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one file that calls SQLite. What is asked of it is SQL with values beside it, whose types a string tells, one
 * letter each:
 *
 *   t  text, NULL allowed (const char *; gets: char **, a copy)
 *   i  a whole number (gint64; gets: gint64 *, 0 for NULL)
 *   f  a number (double; gets: double *)
 *   b  bytes, NULL allowed (GBytes *; gets: GBytes **, a copy)
 */
#include "store/rd-database.h"

#include "base/rd-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/* How long to wait for another connection's short work, in milliseconds. */
#define PATIENCE 10000

/* After how many of SQLite's steps to look whether the work was cancelled. */
#define STEPS_BETWEEN_LOOKS 1000

/* Pages copied between two looks at whether a backup was cancelled. */
#define BACKUP_PAGES 1024

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
      return g_error_new (RD_ERROR, RD_ERROR_DISK, _("the disk fails (%s): %s: check the disk"), detail, shown);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* our own SQL is right: the tables are not what they were */
      rd_database_note_damage (self);
      return g_error_new (RD_ERROR, RD_ERROR_DAMAGED, _("damaged (%s): %s: start Rundown to have it set aside and restored"), detail, shown);
    default:
      return g_error_new (RD_ERROR, RD_ERROR_DISK, _("the database fails (%s): %s"), detail, shown);
    }
}

static gboolean
fail (RdDatabase  *self,
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
      fail (self, code, error);
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
  return again != NULL && fail (self, strcmp (result, again) == 0 ? SQLITE_CORRUPT : SQLITE_IOERR, error);
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

  return code == SQLITE_OK || fail (self, code, error);
}

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
    fail (self, code, error);

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
    fail (self, code, error);
  sqlite3_reset (statement);

  return code == SQLITE_DONE || code == SQLITE_ROW;
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
    return fail (self->database, code, error);

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

/* What SQLite may have left beside a file, and would take for that of another one by the same name. */
static void
delete_logs (const char *path)
{
  const char *const logs[] = { "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (logs); i++)
    {
      g_autofree char *log = g_strconcat (path, logs[i], NULL);

      g_unlink (log);
    }
}

static gboolean
is_same_file (const char *a,
              const char *b)
{
  GStatBuf stat_a;
  GStatBuf stat_b;

  return g_stat (a, &stat_a) == 0 && g_stat (b, &stat_b) == 0 && stat_a.st_dev == stat_b.st_dev
         && stat_a.st_ino == stat_b.st_ino;
}

static gboolean
copy_all (RdDatabase  *self,
          RdDatabase  *copy,
          GError     **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy->connection, "main", self->connection, "main");
  int code;

  if (backup == NULL)
    return fail (copy, sqlite3_extended_errcode (copy->connection), error);

  do
    code = sqlite3_backup_step (backup, BACKUP_PAGES);
  while (code == SQLITE_OK && !g_cancellable_is_cancelled (self->cancellable));
  sqlite3_backup_finish (backup);

  return code == SQLITE_DONE || fail (copy, code == SQLITE_OK ? SQLITE_INTERRUPT : code, error);
}

/* Gives a file its name for good. */
static gboolean
move_into_place (const char  *from,
                 const char  *to,
                 GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofd int descriptor = -1;
  int error_number;

  delete_logs (to);
  if (g_rename (from, to) == 0 && (descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) >= 0
      && fsync (descriptor) == 0)
    return TRUE;

  error_number = errno;
  g_set_error (error, RD_ERROR, RD_ERROR_DISK, _("cannot write (%s): %s: allow it"), g_strerror (error_number), to);
  return FALSE;
}

/**
 * rd_database_back_up:
 * @self: a connection
 * @path: the file to write; one that is there is replaced once the copy is whole
 * @error: %RD_ERROR_USAGE where @path is the database itself, or any of those of rd_database_run()
 *
 * Copies the database as it is at one moment, while others may write to it.
 *
 * Returns: whether the copy is there, and will be after a loss of power
 */
gboolean
rd_database_back_up (RdDatabase  *self,
                     const char  *path,
                     GError     **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".new", NULL);
  g_autoptr (RdDatabase) copy = NULL;
  gboolean whole;

  if (is_same_file (self->path, path))
    {
      g_set_error (error, RD_ERROR, RD_ERROR_USAGE, _("this is what is to be copied: %s: name another file"), path);
      return FALSE;
    }

  g_unlink (unfinished);
  delete_logs (unfinished);
  copy = rd_database_open (unfinished, FALSE, error);
  /* One file in the end, with no log beside it. */
  whole = copy != NULL && copy_all (self, copy, error) && rd_database_look_through (copy, error)
          && rd_database_run_script (copy, "PRAGMA journal_mode = DELETE;", error);
  if (copy != NULL && rd_database_was_damaged (copy))
    {
      rd_database_forget_damage (copy);
      rd_database_note_damage (self);
    }
  g_clear_pointer (&copy, rd_database_close);
  if (whole && move_into_place (unfinished, path, error))
    return TRUE;

  g_unlink (unfinished);
  delete_logs (unfinished);
  return FALSE;
}
