/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store as a file: opening, locking, setting aside what is damaged, transactions, backups. */
#include "store/rd-store-private.h"

#include "base/rd-error.h"
#include "store/rd-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>

/* What stands beside the database, by what is added to its name. */
#define LOCK "-lock"
#define BACKUP "-backup"

/* How often the lock is tried for, twenty times a second. */
#define LOCK_TRIES 20u

/* The logs that SQLite keeps beside a database belong to it wherever it goes. They go first: a log that stayed behind
 * would be taken for that of the next database. */
static const char *const parts[] = { "-wal", "-shm", "" };

static void
clear_following (RdFollowing *self)
{
  GDateTime **times[] = { &self->checked, &self->whole, &self->news, &self->listed, &self->due, &self->wait, &self->closed };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    g_clear_pointer (times[i], g_date_time_unref);
  g_free (self->format);
  g_free (self->etag);
  g_free (self->modified);
  g_free (self->part_url);
  g_free (self->part_etag);
  g_free (self->part_modified);
  g_free (self->problem);
}

/**
 * rd_followed_free:
 * @self: (transfer full): a live blog that is kept
 */
void
rd_followed_free (RdFollowed *self)
{
  rd_blog_unref (self->blog);
  g_free (self->location);
  clear_following (&self->following);
  g_free (self);
}

/**
 * rd_kept_free:
 * @self: (transfer full): a kept post
 */
void
rd_kept_free (RdKept *self)
{
  rd_entry_unref (self->entry);
  g_free (self->topic_id);
  g_strfreev (self->why);
  g_clear_pointer (&self->opened, g_date_time_unref);
  g_free (self);
}

/**
 * rd_store_get_usual_path:
 *
 * Returns: (transfer full): where the posts are kept unless someone asks otherwise
 */
char *
rd_store_get_usual_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "rundown", "posts.db", NULL);
}

static gboolean
make_folder (const char  *path,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int error_number;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  error_number = errno;
  /* Translators: what went wrong, and a file. */
  g_set_error (error, RD_ERROR, RD_ERROR_DISK, _("cannot make a folder (%s): %s: make it, or allow it"),
               g_strerror (error_number), folder);
  return FALSE;
}

/* The lock ends with the process, however that ends. */
static gboolean
take_lock (RdStore  *self,
           GError  **error)
{
  g_autofree char *path = g_strconcat (self->path, LOCK, NULL);
  int error_number;

  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  /* A command takes less than a moment. */
  for (guint i = 0; self->lock >= 0 && i <= LOCK_TRIES; i++)
    {
      if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
      if (errno != EWOULDBLOCK || i == LOCK_TRIES)
        break;
      g_usleep (G_USEC_PER_SEC / 20);
    }

  error_number = errno;
  if (self->lock >= 0 && error_number == EWOULDBLOCK)
    g_set_error_literal (error, RD_ERROR, RD_ERROR_BUSY,
                         _("Rundown is running already: close its window, end 'rundown follow', or wait until it is done"));
  else
    g_set_error (error, RD_ERROR, RD_ERROR_DISK, _("cannot write (%s): %s: allow it"), g_strerror (error_number), path);
  return FALSE;
}

/* Looks through the whole database for damage. (SQLite sees that of its own structure, not that of what stands in it.) */
static gboolean
look_through (RdDatabase    *database,
              RdSchemaState  state,
              GError       **error)
{
  g_autoptr (RdRows) rows = NULL;
  g_autoptr (GError) reason = NULL;

  if (!rd_database_look_through (database, error))
    return FALSE;
  if (state != RD_SCHEMA_CURRENT)
    return TRUE;

  rows = rd_database_query (database, "SELECT record FROM revision", "");
  while (reason == NULL && rd_rows_next (rows, &reason))
    {
      g_autoptr (GBytes) record = NULL;
      g_autoptr (RdEntry) entry = NULL;

      rd_rows_get (rows, "b", &record);
      entry = rd_store_read_record (database, record, "", "", &reason);
    }
  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static RdDatabase *
open_current (const char  *path,
              GError     **error)
{
  g_autoptr (RdDatabase) database = rd_database_open (path, FALSE, error);
  g_autofree char *backup = g_strconcat (path, BACKUP, NULL);
  RdSchemaState state;

  if (database == NULL || !rd_schema_check (database, &state, error))
    return NULL;
  if (rd_database_was_damaged (database))
    {
      if (!look_through (database, state, error))
        return NULL;
      rd_database_forget_damage (database);
    }
  /* Of posts that were kept by an earlier release a copy stays, as that release had them. */
  if ((state == RD_SCHEMA_OLD && !rd_database_back_up (database, backup, error)) || !rd_schema_migrate (database, error))
    return NULL;

  return g_steal_pointer (&database);
}

/* Nothing is ever deleted: what is damaged may still be of use to someone who knows SQLite. */
static gboolean
set_aside (const char  *path,
           char       **new_path,
           GError     **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *note = g_strconcat (path, "-damaged", NULL);

  *new_path = g_strdup_printf ("%s-damaged-%s", path, time);
  for (guint i = 2; g_file_test (*new_path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (*new_path);
      *new_path = g_strdup_printf ("%s-damaged-%s-%u", path, time, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *from = g_strconcat (path, parts[i], NULL);
      g_autofree char *to = g_strconcat (*new_path, parts[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        {
          /* Translators: what went wrong, and a file. */
          g_set_error (error, RD_ERROR, RD_ERROR_DISK, _("damaged, and cannot be set aside (%s): %s: allow it"),
                       g_strerror (errno), path);
          return FALSE;
        }
    }
  g_unlink (note);

  return TRUE;
}

/* Puts the last backup where the posts are kept. Where that fails for want of a sound backup, @error stays unset. */
static gboolean
restore_backup (const char  *path,
                GError     **error)
{
  g_autofree char *backup = g_strconcat (path, BACKUP, NULL);
  g_autoptr (RdDatabase) source = NULL;
  g_autoptr (GError) reason = NULL;
  RdSchemaState state;

  if (!g_file_test (backup, G_FILE_TEST_EXISTS))
    return FALSE;

  source = rd_database_open (backup, TRUE, &reason);
  if (source != NULL && rd_schema_check (source, &state, &reason) && look_through (source, state, &reason)
      && rd_database_back_up (source, path, &reason))
    return TRUE;

  if (!g_error_matches (reason, RD_ERROR, RD_ERROR_DAMAGED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (source != NULL)
    rd_database_forget_damage (source);
  return FALSE;
}

/* Begins again from the last backup or, without a sound one, from nothing. Whoever was interrupted after setting the
 * damaged file aside goes on from there. */
static RdDatabase *
restore (const char  *path,
         char       **notice,
         GError     **error)
{
  g_autofree char *aside = NULL;
  g_autoptr (GError) reason = NULL;
  gboolean restored;
  RdDatabase *database;

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !set_aside (path, &aside, error))
    return NULL;

  restored = restore_backup (path, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  database = open_current (path, error);
  if (database != NULL && aside == NULL)
    *notice = g_strdup (restored ? _("the kept posts were gone: restored from the last backup")
                                 : _("the kept posts were gone, and so was their backup: begun anew"));
  else if (database != NULL)
    *notice = g_strdup_printf (restored ? _("the kept posts were damaged: restored from the last backup; the damaged file is %s")
                                        : _("the kept posts were damaged, and there is no backup: begun anew; the damaged file is %s"),
                               aside);
  return database;
}

static gboolean
open_to_write (RdStore  *self,
               char    **notice,
               GError  **error)
{
  g_autofree char *backup = g_strconcat (self->path, BACKUP, NULL);
  g_autoptr (GError) reason = NULL;
  gboolean gone;

  if (!make_folder (self->path, error) || !take_lock (self, error))
    return FALSE;

  gone = !g_file_test (self->path, G_FILE_TEST_EXISTS) && g_file_test (backup, G_FILE_TEST_EXISTS);
  if (!gone)
    self->database = open_current (self->path, &reason);
  if (gone || g_error_matches (reason, RD_ERROR, RD_ERROR_DAMAGED))
    {
      g_clear_error (&reason);
      self->database = restore (self->path, notice, &reason);
    }
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));

  return self->database != NULL;
}

static gboolean
open_to_read (RdStore  *self,
              GError  **error)
{
  RdSchemaState state = RD_SCHEMA_EMPTY;

  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      self->database = rd_database_open (self->path, TRUE, error);
      if (self->database == NULL || !rd_schema_check (self->database, &state, error))
        return FALSE;
    }
  if (state == RD_SCHEMA_OLD)
    g_set_error_literal (error, RD_ERROR, RD_ERROR_BUSY,
                         _("the posts were kept by an older version of Rundown: run 'rundown fetch' once to bring them over"));
  if (state != RD_SCHEMA_EMPTY)
    return state == RD_SCHEMA_CURRENT;

  /* Where nothing was kept yet, there is nothing to read. */
  g_clear_pointer (&self->database, rd_database_close);
  self->database = rd_database_open (":memory:", FALSE, error);
  return self->database != NULL && rd_schema_migrate (self->database, error);
}

/**
 * rd_store_open:
 * @path: the file, as from rd_store_get_usual_path()
 * @mode: what for
 * @notice: (out) (transfer full) (nullable): what the reader should know, as that posts were damaged and restored; only
 *   ever set for %RD_STORE_WRITE
 * @error: %RD_ERROR_BUSY where another process writes; %RD_ERROR_NEWER, %RD_ERROR_DISK; and to read %RD_ERROR_DAMAGED
 *
 * Returns: (transfer full): the store, or %NULL
 */
RdStore *
rd_store_open (const char   *path,
               RdStoreMode   mode,
               char        **notice,
               GError      **error)
{
  g_autoptr (RdStore) self = g_new0 (RdStore, 1);

  self->path = g_strdup (path);
  self->lock = -1;
  *notice = NULL;
  if (mode == RD_STORE_WRITE ? !open_to_write (self, notice, error) : !open_to_read (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * rd_store_close:
 * @self: (nullable): a store
 */
void
rd_store_close (RdStore *self)
{
  if (self == NULL)
    return;

  rd_database_close (self->database);
  g_clear_fd (&self->lock, NULL);
  g_free (self->path);
  g_free (self);
}

/**
 * rd_store_set_cancellable:
 * @self: a store
 * @cancellable: (nullable): what interrupts its work from now on
 */
void
rd_store_set_cancellable (RdStore      *self,
                          GCancellable *cancellable)
{
  rd_database_set_cancellable (self->database, cancellable);
}

/**
 * rd_store_begin:
 * @self: a store to write to
 * @error: as of rd_store_open()
 *
 * From here on changes are kept all together, or not at all.
 *
 * Returns: whether that can be
 */
gboolean
rd_store_begin (RdStore  *self,
                GError  **error)
{
  return rd_database_run (self->database, error, "BEGIN IMMEDIATE", "");
}

/**
 * rd_store_commit:
 * @self: a store to write to
 * @error: as of rd_store_open()
 *
 * Returns: whether the changes since rd_store_begin() are on the disk; where not, none of them is
 */
gboolean
rd_store_commit (RdStore  *self,
                 GError  **error)
{
  if (rd_database_run (self->database, error, "COMMIT", ""))
    return TRUE;

  rd_store_roll_back (self);
  return FALSE;
}

/**
 * rd_store_roll_back:
 * @self: a store to write to
 *
 * Takes back the changes since rd_store_begin().
 */
void
rd_store_roll_back (RdStore *self)
{
  rd_database_roll_back (self->database);
}

/**
 * rd_store_wipe:
 * @self: a store to write to, not between begin and commit
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED; %RD_ERROR_BUSY where someone reads for long
 *
 * Leaves nothing of what was deleted in the store's files. A backup is none of these.
 *
 * Returns: whether that is done
 */
gboolean
rd_store_wipe (RdStore  *self,
               GError  **error)
{
  return rd_database_wipe (self->database, error);
}

/**
 * rd_store_get_backup_time:
 * @self: a store
 *
 * Returns: (transfer full) (nullable): when the backup was written from which damaged posts are restored; %NULL where
 *   there is none
 */
GDateTime *
rd_store_get_backup_time (RdStore *self)
{
  g_autofree char *path = g_strconcat (self->path, BACKUP, NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 ? g_date_time_new_from_unix_utc (status.st_mtime) : NULL;
}

/**
 * rd_store_back_up:
 * @self: a store
 * @path: (nullable): the file to write; %NULL for the one from which damaged posts are restored
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Writes a consistent copy of everything kept, and reads all of it over before it takes the place of an older one.
 *
 * Returns: whether it is there
 */
gboolean
rd_store_back_up (RdStore     *self,
                  const char  *path,
                  GError     **error)
{
  g_autofree char *usual = g_strconcat (self->path, BACKUP, NULL);

  return look_through (self->database, RD_SCHEMA_CURRENT, error)
         && rd_database_back_up (self->database, path != NULL ? path : usual, error);
}
