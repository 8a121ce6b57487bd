/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing what a command made: to standard output, or to a file that is either whole or as it was before. */
#include "cli/rd-output.h"

#include "base/rd-error.h"
#include "base/rd-string.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
write_all (int      fd,
           GBytes  *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      gssize written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      data += written;
      length -= written;
    }

  return TRUE;
}

static gboolean
fail (const char  *where,
      int          error_number,
      GError     **error)
{
  /* Translators: what went wrong, and a file. */
  g_set_error (error, RD_ERROR, RD_ERROR_FILE, _("cannot write: %s: %s"), where, g_strerror (error_number));
  return FALSE;
}

/* Who reads no further, as 'head' does, has what it wanted: that is no failure. */
static gboolean
write_standard_output (GBytes  *bytes,
                       GError **error)
{
  if (write_all (STDOUT_FILENO, bytes) || errno == EPIPE)
    return TRUE;

  return fail (_("standard output"), errno, error);
}

/* A device or a pipe is written to, not replaced by a file. */
static gboolean
write_special (GBytes      *bytes,
               const char  *path,
               GError     **error)
{
  g_autofd int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  if (fd < 0 || !(write_all (fd, bytes) || errno == EPIPE))
    return fail (path, errno, error);
  if (!g_clear_fd (&fd, NULL))
    return fail (path, errno, error);

  return TRUE;
}

/**
 * rd_output_write:
 * @bytes: what to write
 * @path: (nullable): the file to write it to; %NULL or "-" for standard output
 * @error: %RD_ERROR_FILE
 *
 * A file is written under another name beside its place and then renamed, so that it is never there by half.
 *
 * Returns: whether all of it was written
 */
gboolean
rd_output_write (GBytes      *bytes,
                 const char  *path,
                 GError     **error)
{
  struct stat status;
  gboolean exists;
  g_autofree char *target = NULL;
  g_autoptr (GError) reason = NULL;

  if (path == NULL || g_str_equal (path, "-"))
    return write_standard_output (bytes, error);

  exists = stat (path, &status) == 0;
  if (exists && !S_ISREG (status.st_mode))
    return write_special (bytes, path, error);

  /* Where the path is a link, what it leads to is renewed, and the link stays. */
  target = exists ? realpath (path, NULL) : NULL;
  if (g_file_set_contents_full (target != NULL ? target : path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                G_FILE_SET_CONTENTS_CONSISTENT, exists ? status.st_mode & 0777 : 0666, &reason))
    return TRUE;

  g_set_error (error, RD_ERROR, RD_ERROR_FILE, _("cannot write: %s: %s"), path, reason->message);
  return FALSE;
}

/**
 * rd_output_write_string:
 * @text: what to write to standard output
 * @error: %RD_ERROR_FILE
 *
 * Returns: whether all of it was written
 */
gboolean
rd_output_write_string (const char  *text,
                        GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return rd_output_write (bytes, NULL, error);
}

/**
 * rd_output_is_closed:
 *
 * Returns: whether nobody reads standard output any more, so that what is still to come need not be made
 */
gboolean
rd_output_is_closed (void)
{
  struct pollfd output = { .fd = STDOUT_FILENO };

  return poll (&output, 1, 0) > 0 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

/**
 * rd_output_tell:
 * @error: what went wrong
 *
 * Says on standard error, in one harmless line, what went wrong.
 */
void
rd_output_tell (const GError *error)
{
  g_autofree char *line = rd_string_clean (error->message);

  g_printerr ("rundown: %s\n", line);
}
