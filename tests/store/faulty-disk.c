/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails when it is told to: an SQLite VFS before the usual one. It knows of each file what would be there
 * after a loss of power, and what was done since and might be. (https://www.sqlite.org/vfs.html) */
#include "faulty-disk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/* What a disk writes whole or not at all, in bytes. */
#define SECTOR 512

/* What was done to a file since it was synced: bytes written at an offset, or without bytes, its end set to there. */
typedef struct
{
  gint64 offset;
  GBytes *bytes; /* (nullable) (owned) */
} Change;

/* A file by its name. The names of a folder are synced apart from what stands in the files. */
typedef struct
{
  char *path;         /* (owned) */
  int descriptor;     /* the file itself, whatever it is called by now */
  GByteArray *synced; /* (owned) */
  GArray *changes;    /* (owned) (element-type Change) */
  gboolean exists;
  gboolean name_synced;  /* whether @exists is what a loss of power leaves */
  gboolean syncs_folder; /* whether SQLite's own VFS syncs the folder when it syncs the file first */
} Kept;

typedef struct
{
  sqlite3_file base;
  Kept *kept;         /* (nullable) (unowned): NULL for a file without a name */
  sqlite3_file *real; /* (unowned): behind this struct */
} File;

static struct
{
  sqlite3_vfs *real; /* (unowned) */
  GPtrArray *files;  /* (owned) (element-type Kept) */
  GRand *rand;       /* (owned) */
  FaultyDiskFault fault;
  guint call; /* the one that fails, counted from 1; 0: none */
  gboolean lasting;
  guint n_calls;
  gboolean failed;
} disk;

static void
change_clear (gpointer data)
{
  g_clear_pointer (&((Change *) data)->bytes, g_bytes_unref);
}

static void
kept_free (Kept *self)
{
  g_free (self->path);
  g_byte_array_unref (self->synced);
  g_array_unref (self->changes);
  close (self->descriptor);
  g_free (self);
}

static Kept *
find_file (const char *path)
{
  for (guint i = 0; i < disk.files->len; i++)
    {
      Kept *kept = disk.files->pdata[i];

      if (kept->exists && strcmp (kept->path, path) == 0)
        return kept;
    }

  return NULL;
}

static Kept *
add_file (const char *path,
          gboolean    existed,
          int         flags)
{
  Kept *kept = g_new0 (Kept, 1);
  g_autofree char *contents = NULL;
  gsize length = 0;

  kept->path = g_strdup (path);
  kept->descriptor = g_open (path, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (kept->descriptor, >=, 0);
  kept->synced = g_byte_array_new ();
  kept->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (kept->changes, change_clear);
  if (existed && g_file_get_contents (path, &contents, &length, NULL))
    g_byte_array_append (kept->synced, (guint8 *) contents, length);
  kept->exists = TRUE;
  kept->name_synced = existed;
  kept->syncs_folder = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0;
  g_ptr_array_add (disk.files, kept);

  return kept;
}

/* All files of a test stand in one folder. */
static void
sync_folder (void)
{
  for (guint i = disk.files->len; i > 0; i--)
    {
      Kept *kept = disk.files->pdata[i - 1];

      kept->name_synced = TRUE;
      if (!kept->exists)
        g_ptr_array_remove_index (disk.files, i - 1);
    }
}

static void
apply (GByteArray   *contents,
       gint64        offset,
       const guint8 *bytes,
       gsize         length)
{
  gsize old_length = contents->len;

  if (contents->len < offset + length)
    g_byte_array_set_size (contents, offset + length);
  if (offset > (gint64) old_length)
    memset (contents->data + old_length, 0, offset - old_length);
  if (length > 0)
    memcpy (contents->data + offset, bytes, length);
}

/* Of each change that was not synced, all sectors, some or none. */
static GByteArray *
apply_some_changes (Kept *kept)
{
  GByteArray *contents = g_byte_array_new ();

  apply (contents, 0, kept->synced->data, kept->synced->len);
  for (guint i = 0; i < kept->changes->len; i++)
    {
      const Change *change = &g_array_index (kept->changes, Change, i);
      int percent = g_rand_int_range (disk.rand, 0, 3) * 50;
      gsize length = 0;
      const guint8 *bytes = change->bytes != NULL ? g_bytes_get_data (change->bytes, &length) : NULL;
      gsize done = 0;

      if (bytes == NULL && percent > 0)
        g_byte_array_set_size (contents, MIN (contents->len, change->offset));
      while (done < length)
        {
          gsize n = MIN (length - done, SECTOR - (change->offset + done) % SECTOR);

          if (g_rand_int_range (disk.rand, 0, 100) < percent)
            apply (contents, change->offset + done, bytes + done, n);
          done += n;
        }
    }

  return contents;
}

static void
write_contents (int         descriptor,
                GByteArray *contents)
{
  g_assert_cmpint (ftruncate (descriptor, 0), ==, 0);
  if (contents->len > 0)
    g_assert_cmpint (pwrite (descriptor, contents->data, contents->len, 0), ==, contents->len);
}

/* What is in memory is gone; of the log's index, which is never synced, anything may be left. */
static void
spoil_index (const char *path)
{
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autofd int descriptor = g_open (index, O_RDWR | O_CLOEXEC);
  g_autoptr (GByteArray) contents = g_byte_array_new ();

  if (descriptor < 0)
    return;

  if (g_rand_boolean (disk.rand))
    {
      g_byte_array_set_size (contents, 32768);
      memset (contents->data, 'x', contents->len);
    }
  write_contents (descriptor, contents);
}

static void
bring_back (const char *path,
            GByteArray *contents)
{
  g_autofd int descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  write_contents (descriptor, contents);
}

G_NORETURN static void
lose_power (void)
{
  for (guint i = 0; i < disk.files->len; i++)
    {
      Kept *kept = disk.files->pdata[i];
      gboolean other_way = !kept->name_synced && g_rand_boolean (disk.rand);
      g_autoptr (GByteArray) contents = apply_some_changes (kept);

      if (kept->exists)
        {
          write_contents (kept->descriptor, contents);
          spoil_index (kept->path);
          if (other_way)
            g_unlink (kept->path);
        }
      else if (other_way && !g_file_test (kept->path, G_FILE_TEST_EXISTS))
        {
          bring_back (kept->path, contents);
        }
    }
  _exit (FAULTY_DISK_EXIT_STATUS);
}

/* Whether this call is to fail; the power goes here. */
static gboolean
strike (gboolean changes_something)
{
  if (disk.call == 0 || (disk.fault != FAULTY_DISK_ERROR && !changes_something))
    return FALSE;

  disk.n_calls++;
  if (disk.n_calls != disk.call && !(disk.lasting && disk.n_calls > disk.call))
    return FALSE;

  disk.failed = TRUE;
  if (disk.fault == FAULTY_DISK_POWER_LOSS)
    lose_power ();
  return TRUE;
}

static int
get_code (int error)
{
  return disk.fault == FAULTY_DISK_FULL ? SQLITE_FULL : error;
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static int
close_file (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
read_file (sqlite3_file  *file,
           void          *buffer,
           int            length,
           sqlite3_int64  offset)
{
  if (strike (FALSE))
    return SQLITE_IOERR_READ;

  return get_real (file)->pMethods->xRead (get_real (file), buffer, length, offset);
}

static int
write_to_file (sqlite3_file  *file,
               const void    *buffer,
               int            length,
               sqlite3_int64  offset)
{
  Kept *kept = ((File *) file)->kept;
  gboolean failing = strike (TRUE);
  int n_written = failing ? length / 2 : length;
  int code = get_real (file)->pMethods->xWrite (get_real (file), buffer, n_written, offset);

  if (code == SQLITE_OK && kept != NULL)
    {
      const Change change = { offset, g_bytes_new (buffer, n_written) };

      g_array_append_val (kept->changes, change);
    }

  return failing ? get_code (SQLITE_IOERR_WRITE) : code;
}

static int
truncate_file (sqlite3_file  *file,
               sqlite3_int64  size)
{
  Kept *kept = ((File *) file)->kept;
  const Change change = { size, NULL };

  if (strike (TRUE))
    return get_code (SQLITE_IOERR_TRUNCATE);
  if (kept != NULL)
    g_array_append_val (kept->changes, change);

  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

/* The real disk is spared: no power is lost there. */
static int
sync_file (sqlite3_file *file,
           int           flags)
{
  Kept *kept = ((File *) file)->kept;

  if (strike (TRUE))
    return get_code (SQLITE_IOERR_FSYNC);
  if (kept == NULL)
    return SQLITE_OK;

  for (guint i = 0; i < kept->changes->len; i++)
    {
      const Change *change = &g_array_index (kept->changes, Change, i);

      if (change->bytes != NULL)
        apply (kept->synced, change->offset, g_bytes_get_data (change->bytes, NULL), g_bytes_get_size (change->bytes));
      else
        g_byte_array_set_size (kept->synced, MIN (kept->synced->len, change->offset));
    }
  g_array_set_size (kept->changes, 0);
  if (!kept->name_synced && kept->syncs_folder)
    sync_folder ();

  return SQLITE_OK;
}

static int
get_file_size (sqlite3_file  *file,
               sqlite3_int64 *size)
{
  if (strike (FALSE))
    return SQLITE_IOERR_FSTAT;

  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
lock_file (sqlite3_file *file,
           int           level)
{
  if (strike (FALSE))
    return SQLITE_IOERR_LOCK;

  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
unlock_file (sqlite3_file *file,
             int           level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
check_reserved_lock (sqlite3_file *file,
                     int          *result)
{
  if (strike (FALSE))
    return SQLITE_IOERR_CHECKRESERVEDLOCK;

  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), result);
}

static int
control_file (sqlite3_file *file,
              int           operation,
              void         *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
get_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
get_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
map_index (sqlite3_file   *file,
           int             page,
           int             page_size,
           int             extend,
           void volatile **address)
{
  if (strike (extend))
    return get_code (SQLITE_IOERR_SHMMAP);

  return get_real (file)->pMethods->xShmMap (get_real (file), page, page_size, extend, address);
}

static int
lock_index (sqlite3_file *file,
            int           offset,
            int           n,
            int           flags)
{
  if ((flags & SQLITE_SHM_LOCK) != 0 && strike (FALSE))
    return SQLITE_IOERR_SHMLOCK;

  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
fence_index (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
unmap_index (sqlite3_file *file,
             int           delete_it)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), delete_it);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_to_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_file_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_reserved_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_index,
  .xShmLock = lock_index,
  .xShmBarrier = fence_index,
  .xShmUnmap = unmap_index,
};

static int
open_file (sqlite3_vfs           *vfs,
           sqlite3_filename       path,
           sqlite3_file          *file,
           int                    flags,
           int                   *out_flags)
{
  File *self = (File *) file;
  gboolean existed = path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
  int code;

  self->base.pMethods = NULL;
  if (strike (!existed))
    return SQLITE_CANTOPEN;

  self->real = (sqlite3_file *) (self + 1);
  code = disk.real->xOpen (disk.real, path, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->base.pMethods = &methods;
  if (code == SQLITE_OK && path != NULL && disk.call > 0)
    {
      self->kept = find_file (path);
      if (self->kept == NULL)
        self->kept = add_file (path, existed, flags);
    }

  return code;
}

static int
delete_file (sqlite3_vfs *vfs,
             const char  *path,
             int          sync_the_folder)
{
  Kept *kept;
  int code;

  if (strike (TRUE))
    return SQLITE_IOERR_DELETE;

  code = disk.real->xDelete (disk.real, path, FALSE);
  kept = find_file (path);
  if (code == SQLITE_OK && kept != NULL)
    {
      kept->exists = FALSE;
      /* Made and deleted between two syncs of its folder, it may be there or not. */
      kept->name_synced = FALSE;
    }
  if (code == SQLITE_OK && sync_the_folder)
    sync_folder ();

  return code;
}

static int
look_for_file (sqlite3_vfs *vfs,
               const char  *path,
               int          flags,
               int         *result)
{
  if (strike (FALSE))
    return SQLITE_IOERR_ACCESS;

  return disk.real->xAccess (disk.real, path, flags, result);
}

/**
 * faulty_disk_install:
 *
 * Puts the disk before the usual one, for every database that is opened from now on. As long as nothing else is planned
 * it works, and is fast: it does not sync.
 */
void
faulty_disk_install (void)
{
  static sqlite3_vfs vfs;

  disk.real = sqlite3_vfs_find (NULL);
  disk.files = g_ptr_array_new_with_free_func ((GDestroyNotify) kept_free);
  vfs = *disk.real;
  vfs.zName = "faulty";
  vfs.szOsFile = sizeof (File) + disk.real->szOsFile;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = look_for_file;
  sqlite3_vfs_register (&vfs, TRUE);
}

/**
 * faulty_disk_plan:
 * @fault: how the disk is to fail
 * @call: at which call, counted from 1
 * @lasting: whether it fails from there on, not only once
 *
 * What is there now is taken as synced. The same plan for the same calls does the same.
 */
void
faulty_disk_plan (FaultyDiskFault fault,
                  guint           call,
                  gboolean        lasting)
{
  g_clear_pointer (&disk.rand, g_rand_free);
  disk.rand = g_rand_new_with_seed (call);
  g_ptr_array_set_size (disk.files, 0);
  disk.fault = fault;
  disk.call = call;
  disk.lasting = lasting;
  disk.n_calls = 0;
  disk.failed = FALSE;
}

/**
 * faulty_disk_has_failed:
 *
 * Returns: whether a call has failed as planned
 */
gboolean
faulty_disk_has_failed (void)
{
  return disk.failed;
}
