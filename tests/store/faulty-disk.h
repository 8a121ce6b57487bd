/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails when it is told to, between SQLite and the real one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FaultyDiskFault:
 * @FAULTY_DISK_ERROR: the call fails (EIO), and what it was to write is half written
 * @FAULTY_DISK_FULL: there is no room for what the call was to write (ENOSPC); only calls that change something count
 * @FAULTY_DISK_POWER_LOSS: the power goes: of what was not synced, some is there and some is not, and the process ends
 *   with %FAULTY_DISK_EXIT_STATUS; only calls that change something count
 *
 * How the disk fails.
 */
typedef enum
{
  FAULTY_DISK_ERROR,
  FAULTY_DISK_FULL,
  FAULTY_DISK_POWER_LOSS,
} FaultyDiskFault;

/* The exit status of a process whose power went. */
#define FAULTY_DISK_EXIT_STATUS 33

void     faulty_disk_install    (void);
void     faulty_disk_plan       (FaultyDiskFault fault,
                                 guint           call,
                                 gboolean        lasting);
gboolean faulty_disk_has_failed (void);

G_END_DECLS
