/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection to an SQLite database: statements prepared once, values always bound, every failure a GError. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RdDatabase:
 *
 * A connection, used by one thread at a time.
 */
typedef struct _RdDatabase RdDatabase;

/**
 * RdRows:
 *
 * The rows that a statement gives, one after the other.
 */
typedef struct _RdRows RdRows;

RdDatabase *rd_database_open       (const char    *path,
                                    gboolean       read_only,
                                    GError       **error);
void        rd_database_close      (RdDatabase    *self);
void        rd_database_note_damage (RdDatabase   *self);
void        rd_database_forget_damage (RdDatabase *self);
gboolean    rd_database_was_damaged (RdDatabase   *self);
gboolean    rd_database_look_through (RdDatabase  *self,
                                    GError       **error);
void        rd_database_set_cancellable
                                   (RdDatabase    *self,
                                    GCancellable  *cancellable);

gboolean    rd_database_run_script (RdDatabase    *self,
                                    const char    *sql,
                                    GError       **error);
gboolean    rd_database_run        (RdDatabase    *self,
                                    GError       **error,
                                    const char    *sql,
                                    const char    *types,
                                    ...);
gboolean    rd_database_wipe       (RdDatabase    *self,
                                    GError       **error);
void        rd_database_roll_back  (RdDatabase    *self);
guint       rd_database_get_changes (RdDatabase   *self);
gint64      rd_database_get_last_number
                                   (RdDatabase    *self);
gboolean    rd_database_back_up    (RdDatabase    *self,
                                    const char    *path,
                                    GError       **error);

RdRows     *rd_database_query      (RdDatabase    *self,
                                    const char    *sql,
                                    const char    *types,
                                    ...);
gboolean    rd_rows_next           (RdRows        *self,
                                    GError       **error);
void        rd_rows_get            (RdRows        *self,
                                    const char    *types,
                                    ...);
void        rd_rows_close          (RdRows        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdDatabase, rd_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdRows, rd_rows_close)

G_END_DECLS
