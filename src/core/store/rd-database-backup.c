/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of a database: it has its name once it is whole, and on the disk. */
#include "store/rd-database-private.h"

#include "base/rd-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Pages copied between two looks at whether a backup was cancelled. */
#define BACKUP_PAGES 1024

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
    return rd_database_fail (copy, sqlite3_extended_errcode (copy->connection), error);

  do
    code = sqlite3_backup_step (backup, BACKUP_PAGES);
  while (code == SQLITE_OK && !g_cancellable_is_cancelled (self->cancellable));
  sqlite3_backup_finish (backup);

  return code == SQLITE_DONE || rd_database_fail (copy, code == SQLITE_OK ? SQLITE_INTERRUPT : code, error);
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
  /* Translators: what went wrong, and a file. */
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
