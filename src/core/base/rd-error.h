/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The errors that Rundown's core can report, one code for each thing a caller may want to do about it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdError:
 * @RD_ERROR_NOT_A_LIVE_BLOG: the bytes are well formed, but hold no live blog that Rundown can read
 * @RD_ERROR_MALFORMED: the bytes are of a known format, but broken
 * @RD_ERROR_TOO_LARGE: a limit of size or depth was passed
 * @RD_ERROR_ADDRESS: the address is not one that Rundown asks for
 * @RD_ERROR_NETWORK: no answer came, or not a whole one
 * @RD_ERROR_REFUSED: the publisher's server answered with an error
 * @RD_ERROR_FILE: a file or folder could not be read or written
 * @RD_ERROR_DISK: what is kept could not be read or written: no room, no permission, a failing disk
 * @RD_ERROR_BUSY: another process does the writing
 * @RD_ERROR_DAMAGED: what is kept is damaged
 * @RD_ERROR_NEWER: what is kept is of a later release
 * @RD_ERROR_KEYRING: the reader's keyring cannot be reached, stays locked, or lacks what was put into it
 * @RD_ERROR_USAGE: the command line does not make sense
 *
 * Codes of the %RD_ERROR domain. Their messages are one line, for people: what, where, what to do.
 */
typedef enum
{
  RD_ERROR_NOT_A_LIVE_BLOG,
  RD_ERROR_MALFORMED,
  RD_ERROR_TOO_LARGE,
  RD_ERROR_ADDRESS,
  RD_ERROR_NETWORK,
  RD_ERROR_REFUSED,
  RD_ERROR_FILE,
  RD_ERROR_DISK,
  RD_ERROR_BUSY,
  RD_ERROR_DAMAGED,
  RD_ERROR_NEWER,
  RD_ERROR_KEYRING,
  RD_ERROR_USAGE,
} RdError;

#define RD_ERROR (rd_error_quark ())
GQuark rd_error_quark      (void);
void   rd_error_put_before (GError     *error,
                            const char *what);

G_END_DECLS
